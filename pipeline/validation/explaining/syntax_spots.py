"""What sentences about syntax have in common: the text around the place of an error, and what is said of it."""

import re
from dataclasses import dataclass
from functools import cached_property

from pipeline.messages import Message
from pipeline.validation.explaining.naming import shortened
from pipeline.validation.source_text import SourceText

_MOST = 2000
"""Bytes before a place that are looked at."""

_SHOWN = 40
_END_OF_NAME = re.compile(r"[\s/>\"'<=&;]")


@dataclass(frozen=True)
class Spot:
    """The place where the parser stopped: its sentence, the document, and the offset in its text."""

    said: str
    content: bytes
    text: SourceText
    offset: int

    @cached_property
    def before(self) -> str:
        """The text before the place."""
        return self.text.before(self.offset, _MOST)

    @cached_property
    def after(self) -> str:
        """The text from the place on."""
        return self.text.after(self.offset, _SHOWN)

    @property
    def character(self) -> str:
        """The character at the place, in a form that can be shown; nothing at the end of the document."""
        return shortened(self.after[:1]) or self.after[:1]

    def tail(self, pattern: str) -> str:
        """Give the text of this tag from where a pattern last fits up to the place; nothing if it does not."""
        tag = self.before[max(self.before.rfind("<"), 0) :]
        starts = [found.start() for found in re.finditer(pattern, tag)]
        return tag[starts[-1] :] if starts else ""

    @property
    def next_word(self) -> str:
        """What stands at the place, up to a blank or to markup."""
        return shortened(_END_OF_NAME.split(self.after)[0])


@dataclass(frozen=True, slots=True)
class Told:
    """What is wrong, and how to mend it. ``mark`` is how the text begins that is meant, which the parser has passed."""

    message: Message
    remedy: Message | None
    mark: str = ""
