"""Sentences for people, kept untranslated until somebody reads them.

Rooms below the console do not know the reader's language: they make a ``Message``, and the door puts it into words.
The English text is the key of the translation, as in gettext. Babel finds the calls of ``msg`` and ``msgs``.
"""

from dataclasses import dataclass
from typing import Protocol, TypeAlias

Param: TypeAlias = "str | int | float | Message"


class Translator(Protocol):
    """What is needed of a gettext catalogue."""

    def gettext(self, message: str, /) -> str:
        """Give the translation of ``message``, or ``message`` itself."""
        ...

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """Give the translation that fits the number ``n``."""
        ...


class English:
    """The translator that needs no catalogue: keys are English."""

    def gettext(self, message: str, /) -> str:
        """Give ``message`` itself."""
        return message

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """Choose by the English rule."""
        return singular if n == 1 else plural


@dataclass(frozen=True, slots=True)
class Message:
    """One sentence: English text with ``{name}`` placeholders, and their values, which may be messages themselves."""

    id: str
    params: tuple[tuple[str, Param], ...] = ()
    plural: str = ""
    count: int = 0

    def text(self, translator: Translator) -> str:
        """Put the sentence into the language of ``translator``."""
        values = {name: _put(value, translator) for name, value in self.params}
        return self._template(translator).format_map(values)

    def _template(self, translator: Translator) -> str:
        if self.plural:
            return translator.ngettext(self.id, self.plural, self.count)
        return translator.gettext(self.id)

    def __str__(self) -> str:
        return self.text(English())


def _put(value: Param, translator: Translator) -> str | int | float:
    return value.text(translator) if isinstance(value, Message) else value


def msg(text: str, /, **params: Param) -> Message:
    """Make a message; literal braces in ``text`` are doubled, as for ``str.format``."""
    return Message(text, tuple(sorted(params.items())))


def msgs(singular: str, plural: str, count: int, /, **params: Param) -> Message:
    """Make a message that depends on a number, which is also its placeholder ``{count}``."""
    return Message(singular, tuple(sorted({**params, "count": count}.items())), plural, count)
