"""The languages people read: gettext catalogues, and dates, numbers and lists as each language writes them.

This is the language of pages and of the console. The languages *of a record* are BCP 47 tags in the model
(``pipeline.model.languages``); a page in French may well quote a title in Arabic.
"""

import os
from collections.abc import Iterable, Mapping
from functools import cache
from io import BytesIO
from pathlib import Path

from babel import Locale, UnknownLocaleError
from babel.core import negotiate_locale
from babel.dates import format_date as babel_format_date
from babel.dates import format_skeleton
from babel.lists import format_list
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from babel.numbers import format_decimal, format_percent
from babel.support import NullTranslations, Translations

from pipeline import resources
from pipeline.errors import UsageError
from pipeline.messages import Message, msg

DOMAIN = "pipeline"
SOURCE_LANGUAGE = "en"


class Localizer:
    """Everything that is said in one interface language; a ``messages.Translator``."""

    def __init__(self, tag: str, translations: NullTranslations) -> None:
        self.tag = tag
        self.locale = Locale.parse(tag, sep="-")
        self.translations = translations

    def gettext(self, message: str, /) -> str:
        """Translate one sentence."""
        return str(self.translations.gettext(message))

    def ngettext(self, singular: str, plural: str, n: int, /) -> str:
        """Translate one sentence that depends on a number."""
        return str(self.translations.ngettext(singular, plural, n))

    def pgettext(self, context: str, message: str, /) -> str:
        """Translate a word whose meaning needs a context."""
        return str(self.translations.pgettext(context, message))

    def say(self, message: Message) -> str:
        """Put a message into this language."""
        return message.text(self)

    def number(self, value: float) -> str:
        """Write a number: ``1,234`` or ``1 234``."""
        return format_decimal(value, locale=self.locale)

    def percent(self, value: float) -> str:
        """Write a share between 0 and 1: ``85%`` or ``85 %``."""
        return format_percent(value, locale=self.locale)

    def join(self, items: Iterable[str]) -> str:
        """Write an enumeration: ``a, b, and c`` or ``a, b et c``."""
        return format_list(list(items), style="standard", locale=self.locale)

    def language_name(self, tag: str) -> str:
        """Name a language in this one (``French``, ``français``), or give the tag where no name is known."""
        return self._name_of(tag, self.locale)

    @staticmethod
    def own_language_name(tag: str) -> str:
        """Name a language in itself (``français``), as a link to a page in that language should."""
        try:
            return Localizer._name_of(tag, Locale.parse(tag, sep="-"))
        except (UnknownLocaleError, ValueError):
            return tag

    @staticmethod
    def _name_of(tag: str, locale: Locale) -> str:
        try:
            name = Locale.parse(tag, sep="-").get_display_name(locale)
        except (UnknownLocaleError, ValueError):
            name = locale.languages.get(tag)
        return name or tag

    def country_name(self, code: str) -> str:
        """Name a country by its ISO 3166-1 alpha-2 code."""
        return str(self.locale.territories.get(code.upper(), code))

    def date(self, year: int, month: int | None = None, day: int | None = None) -> str:
        """Write a date that may lack its day, or its month and day."""
        from datetime import date

        if day and month:
            return babel_format_date(date(year, month, day), format="long", locale=self.locale)
        if month:
            return format_skeleton("yMMMM", date(year, month, 1), locale=self.locale)
        return str(year)

    @property
    def direction(self) -> str:
        """Give ``ltr`` or ``rtl``, for the HTML attribute ``dir``."""
        return "rtl" if self.locale.character_order == "right-to-left" else "ltr"


def available(folder: Path | None = None) -> tuple[str, ...]:
    """List the interface languages: English, and each that has a catalogue in ``folder`` (``locales/``)."""
    found = (path.parts[-3] for path in (folder or resources.locales()).glob(f"*/LC_MESSAGES/{DOMAIN}.po"))
    return tuple(sorted({SOURCE_LANGUAGE, *found}))


def localizer(tag: str) -> Localizer:
    """Give the localizer of an interface language.

    Raises ``UsageError`` for a language that has no catalogue.
    """
    return _localizer(tag, resources.locales())


@cache
def _localizer(tag: str, folder: Path) -> Localizer:
    if tag not in available(folder):
        raise UsageError(
            msg("No interface language “{tag}”.", tag=tag),
            msg("Choose one of: {known}.", known=", ".join(available(folder))),
        )
    path = _catalogue(tag, folder)
    return Localizer(tag, Translations(BytesIO(_compiled(path)), DOMAIN) if path.exists() else NullTranslations())


def compiled(tag: str) -> bytes:
    """Give the catalogue of an interface language in the binary form of gettext (a ``.mo`` file).

    Raises ``OSError`` for a language that has none; English needs none.
    """
    return _compiled(_catalogue(tag, resources.locales()))


def _catalogue(tag: str, folder: Path) -> Path:
    return folder / tag / "LC_MESSAGES" / f"{DOMAIN}.po"


@cache
def _compiled(path: Path) -> bytes:
    made = BytesIO()
    with path.open("rb") as source:
        write_mo(made, read_po(source, domain=DOMAIN))
    return made.getvalue()


def console_language(asked: str | None = None, environ: Mapping[str, str] = os.environ) -> str:
    """Choose the console's language: the one asked for, else the environment's (gettext's order), else English."""
    known = available()
    if asked:
        if match := negotiate_locale([asked.replace("_", "-")], known, sep="-"):
            return match
        return localizer(asked).tag
    named = (environ.get(name, "") for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    first = next((value for value in named if value), "")
    wanted = [part.split(".")[0].split("@")[0].replace("_", "-") for part in first.split(":")]
    return negotiate_locale(wanted, known, sep="-") or SOURCE_LANGUAGE
