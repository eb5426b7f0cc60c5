"""How complete records are: what share of what could be there is there, per field and per language.

The fields are those that indexes count (Crossref Participation Reports) or that readers miss; nothing here is an error.
Scores add up, so that a million records need no more memory than one.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from pipeline.messages import Message, msg
from pipeline.model import Work
from pipeline.model.people import Anonymous
from pipeline.model.text import Localized


@dataclass(frozen=True, slots=True)
class Tally:
    """So many of so many."""

    present: int = 0
    possible: int = 0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.present + other.present, self.possible + other.possible)

    @property
    def share(self) -> float:
        """Give the share, from 0 to 1; 0 where nothing is possible."""
        return self.present / self.possible if self.possible else 0.0


@dataclass(frozen=True, slots=True)
class Field:
    """A field whose presence is counted."""

    name: str
    label: Message
    count: Callable[[Work], Tally]


@dataclass(frozen=True, slots=True)
class TranslatedField:
    """A field that should be there in each language of the journal; ``texts`` gives the parts that a work has.

    A part that is missing in all languages counts as missing only where ``wanted`` says that every article has it.
    """

    name: str
    label: Message
    texts: Callable[[Work], Iterable[Localized[Any] | None]]
    wanted: bool = False


def _each(values: Iterable[object]) -> Tally:
    found = list(values)
    return Tally(sum(map(bool, found)), len(found))


def _one(value: object) -> Tally:
    return Tally(int(bool(value)), 1)


def _abstracts(work: Work) -> Iterator[Localized[Any] | None]:
    for abstract in work.abstracts:
        if abstract.text or not abstract.sections:
            yield abstract.text
        yield from (section.text for section in abstract.sections)


FIELDS = (
    Field("doi", msg("DOI"), lambda work: _one(work.doi)),
    Field("published", msg("Publication date"), lambda work: _one(work.published)),
    Field("pages", msg("Pages or article number"), lambda work: _one(work.pages or work.article_number)),
    Field("abstract", msg("Abstract"), lambda work: _one(work.abstracts)),
    Field("keywords", msg("Keywords"), lambda work: _one(work.keywords)),
    Field("orcid", msg("ORCID iDs of persons"), lambda work: _each(person.orcid for person in work.persons)),
    Field(
        "affiliation",
        msg("Affiliations of contributors"),
        lambda work: _each(found.affiliations for found in work.contributors if not isinstance(found, Anonymous)),
    ),
    Field("ror", msg("ROR ids of affiliations"), lambda work: _each(found.ror for found in work.affiliations)),
    Field("license", msg("Licence"), lambda work: _one(work.licenses)),
    Field("funding", msg("Funding"), lambda work: _one(work.funding)),
    Field("funder-id", msg("Funder ids"), lambda work: _each(funder.id or funder.ror for funder in work.funding)),
    Field("references", msg("References"), lambda work: _one(work.references)),
    Field(
        "reference-doi",
        msg("DOIs of references"),
        lambda work: _each(reference.found_doi for reference in work.references),
    ),
    Field(
        "history", msg("Received and accepted dates"), lambda work: _one(work.dates.received and work.dates.accepted)
    ),
    Field(
        "similarity-check",
        msg("Full text for Similarity Check"),
        lambda work: _one(any(link.purpose == "similarity-check" for link in work.links)),
    ),
    Field(
        "text-mining",
        msg("Full text for text mining"),
        lambda work: _one(any(link.purpose == "text-mining" for link in work.links)),
    ),
)

TRANSLATED = (
    TranslatedField("title", msg("Title"), lambda work: (work.title,), wanted=True),
    TranslatedField("subtitle", msg("Subtitle"), lambda work: (work.subtitle,)),
    TranslatedField("abstract", msg("Abstract"), _abstracts, wanted=True),
    TranslatedField("keywords", msg("Keywords"), lambda work: (group.terms for group in work.keywords), wanted=True),
    TranslatedField("section", msg("Section heading"), lambda work: work.sections),
    TranslatedField("affiliation", msg("Affiliation"), lambda work: (found.name for found in work.affiliations)),
    TranslatedField("biography", msg("Biography"), lambda work: (found.biography for found in work.contributors)),
    TranslatedField("statement", msg("Statements"), lambda work: (found.text for found in work.statements)),
)


def _in_language(counted: TranslatedField, work: Work, language: str) -> Tally:
    texts = [text for text in counted.texts(work) if text]
    if not texts:
        return Tally(0, 1) if counted.wanted else Tally()
    return _each(text.find(language) for text in texts)


@dataclass
class Completeness:
    """Scores of the works that were added; two of them add up."""

    works: int = 0
    fields: dict[str, Tally] = field(default_factory=dict)
    translated: dict[tuple[str, str], Tally] = field(default_factory=dict)

    def add(self, work: Work) -> None:
        """Count a work."""
        self.works += 1
        for counted in FIELDS:
            self.fields[counted.name] = self.fields.get(counted.name, Tally()) + counted.count(work)
        for language in work.journal.languages:
            for translated in TRANSLATED:
                key = translated.name, language
                self.translated[key] = self.translated.get(key, Tally()) + _in_language(translated, work, language)

    def merge(self, other: "Completeness") -> None:
        """Add the scores of another one."""
        self.works += other.works
        for name, tally in other.fields.items():
            self.fields[name] = self.fields.get(name, Tally()) + tally
        for key, tally in other.translated.items():
            self.translated[key] = self.translated.get(key, Tally()) + tally

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages that any journal wants its metadata in."""
        return tuple(sorted({language for _, language in self.translated}))

    def in_language(self, language: str) -> Tally:
        """Give one score for a language, over all its fields."""
        return sum((tally for (_, tag), tally in self.translated.items() if tag == language), Tally())
