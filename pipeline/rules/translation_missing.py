"""A text that is missing in one of the journal’s languages."""

from collections.abc import Iterator
from typing import Any

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Journal, Work
from pipeline.model.text import Localized
from pipeline.rules.base import Fault, Path, Rule


def _work(work: Work) -> Iterator[Fault]:
    # a language with a version of its own, under its own DOI, has its texts there
    elsewhere = {found.language for found in work.translations}
    if work.translation_of:
        elsewhere.add(work.translation_of.language)
    wanted = tuple(language for language in work.journal.languages if language not in elsewhere)
    yield from _faults(("title",), work.title, wanted)
    yield from _faults(("subtitle",), work.subtitle, wanted)
    for number, abstract in enumerate(work.abstracts):
        yield from _faults(("abstracts", number, "text"), abstract.text, wanted)
        for place, section in enumerate(abstract.sections):
            yield from _faults(("abstracts", number, "sections", place, "text"), section.text, wanted)
    for number, group in enumerate(work.keywords):
        if not group.vocabulary:  # the terms of a vocabulary have the languages that it has
            yield from _faults(("keywords", number, "terms"), group.terms, wanted)


def _journal(journal: Journal) -> Iterator[Fault]:
    yield from _faults(("title",), journal.title, journal.languages)
    yield from _faults(("subtitle",), journal.subtitle, journal.languages)
    yield from _faults(("description",), journal.description, journal.languages)


def _faults(path: Path, text: Localized[Any] | None, wanted: tuple[str, ...]) -> Iterator[Fault]:
    if not text:
        return
    for language in wanted:
        if not text.find(language):
            yield Fault(
                (*path, language),
                msg("There is no text in the language “{language}”, which is one of the journal’s.", language=language),
                msg("Add it under “{language}”.", language=language),
            )


RULE = Rule(
    code="translation-missing",
    severity=Severity.WARNING,
    title=msg("A title, abstract or keyword that is missing in one of the journal’s languages."),
    why=msg("The pages and deposits in that language show another one instead, and readers do not find the article."),
    bad="""
        journal:
          languages: [fr, en]
          title: {fr: Revue, en: Review}
        language: fr
        title:
          fr: Une étude
        """,
    good="""
        journal:
          languages: [fr, en]
          title: {fr: Revue, en: Review}
        language: fr
        title:
          fr: Une étude
          en: A Study
        """,
    work=_work,
    journal=_journal,
)
