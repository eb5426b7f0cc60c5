"""Texts in several languages, as JATS takes them apart: one element per language, each with its ``xml:lang``."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, TypeVar

from babel import Locale, UnknownLocaleError

from pipeline import i18n
from pipeline.formats.wording import STATEMENTS
from pipeline.markup import Inline
from pipeline.messages import Message
from pipeline.model.languages import primary
from pipeline.model.people import AnyContributor, Organization, Person
from pipeline.model.prose import Abstract, Statement
from pipeline.model.text import Localized, Variant

T = TypeVar("T")


def variant_in(text: Localized[T] | None, language: str) -> Variant[T] | None:
    """Give the variant in exactly this language, or nothing; ``fr`` and ``fr-CA`` are two languages here."""
    return next((variant for variant in text or () if variant.language == language), None)


def languages_of(texts: Iterable[Localized[Any] | None], first: str = "") -> tuple[str, ...]:
    """List the languages that any of the texts is in, in the record's order; ``first``, if among them, leads."""
    tags = dict.fromkeys(tag for text in texts if text for tag in text.languages)
    return tuple(sorted(tags, key=lambda tag: tag != first))


def main_of(languages: Iterable[str], wanted: str) -> str:
    """Give the language that stands for ``wanted``: itself, else one that differs in region or script, else nothing."""
    tags = tuple(languages)
    alike = (tag for tag in tags if primary(tag) == primary(wanted))
    return wanted if wanted in tags else next(alike, "")


def abstract_languages(abstract: Abstract) -> tuple[str, ...]:
    """List the languages that any part of an abstract is in: texts, headings, the picture's caption and description."""
    graphic = abstract.graphic
    parts: list[Localized[Any] | None] = [abstract.text, abstract.title]
    for section in abstract.sections:
        parts += [section.text, section.title]
    return languages_of([*parts, *((graphic.caption, graphic.alt) if graphic else ())])


def country(code: str, language: str) -> str:
    """Name a country in a language (Unicode CLDR), in English where the language has no names."""
    for tag in (language, primary(language), "en"):
        try:
            name = Locale.parse(tag, sep="-").territories.get(code)
        except (UnknownLocaleError, ValueError):
            continue
        if name:
            return str(name)
    return code


def display_name(contributor: AnyContributor, language: str) -> str:
    """Give the name of a contributor on one line; nothing for the anonymous."""
    match contributor:
        case Person():
            return contributor.full
        case Organization():
            best = contributor.name.best(language)
            return best.value if best else ""
        case _:
            return ""


@dataclass(frozen=True, slots=True)
class Section:
    """A statement in one language. JATS demands a heading, which may be in another one (``title_language``)."""

    language: str
    title: Inline | str
    title_language: str
    paragraphs: tuple[Inline, ...]


def sections(statements: Iterable[Statement], first: str) -> tuple[Section, ...]:
    """Take statements of one type apart: a section for each of them and each language, the language ``first`` first."""
    return tuple(
        _section(statement, language)
        for statement in statements
        for language in languages_of((statement.title, statement.text), first)
    )


def _section(statement: Statement, language: str) -> Section:
    text = variant_in(statement.text, language)
    paragraphs = text.value if text else ()
    if title := variant_in(statement.title, language):
        return Section(language, title.value, language, paragraphs)
    heading, spoken = _heading(STATEMENTS[statement.type], language)
    return Section(language, heading, spoken, paragraphs)


def _heading(message: Message, language: str) -> tuple[str, str]:
    """Put a heading into a language if we have a catalogue for it, else into English; give the language, too."""
    tag = next((tag for tag in (language, primary(language)) if tag in i18n.available()), "")
    return message.text(i18n.localizer(tag or i18n.SOURCE_LANGUAGE)), language if tag else i18n.SOURCE_LANGUAGE
