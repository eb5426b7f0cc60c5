"""References as Crossref's ``citation`` has them (common5.5.0.xsd, ``citation_t``).

Structured elements serve the matching; the text holds everything. A reference without a printed text gets one made of
its fields, since the elements have no place for further authors, publishers, last pages or addresses. A value that an
element cannot hold (an edition of more than 15 characters) stays in the text alone.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.formats.reference_text import reference_text
from pipeline.markup import Inline
from pipeline.model.people import Anonymous, AnyContributor, Organization
from pipeline.model.references import Reference

DOI = re.compile(r"10\.[0-9]{4,9}/.{1,200}")  # common5.5.0.xsd, doi_t

_JOURNALS = frozenset({"journal", "journal_article", "registered_report", "peer_review"})
_WHOLES = frozenset({"book", "collection", "conference_proceedings", "dissertation", "report", "standard"})
# "Either ISSN or Journal title or Proceedings title must be supplied" is what the server says of others
_CONTAINERS = frozenset({"journal_title", "volume_title", "series_title", "issn", "isbn", "std_designator"})
_LONGEST = {"volume": 32, "issue": 32, "first_page": 32, "edition_number": 15, "std_designator": 150}
_SHORTEST = {"std_designator": 2}


@dataclass(frozen=True, slots=True)
class Citation:
    """One ``citation``: key, type, elements in the order of the schema, and the text."""

    key: str
    type: str
    elements: tuple[tuple[str, str], ...]
    text: Inline


def citations(references: Iterable[Reference]) -> tuple[Citation, ...]:
    """Make the citation list. Keys are the references' own ids, else ``ref1``, ``ref2`` ... by their place."""
    references = tuple(references)
    given = {reference.id for reference in references if reference.id}
    return tuple(
        Citation(
            key=reference.id or _free_key(f"ref{place}", given),
            type=reference.type or "",
            elements=_elements(reference),
            text=reference_text(reference),
        )
        for place, reference in enumerate(references, 1)
    )


def _free_key(wanted: str, taken: set[str]) -> str:
    while wanted in taken:
        wanted += "a"
    return wanted


def _elements(reference: Reference) -> tuple[tuple[str, str], ...]:
    found = {name: value for name, value in _values(reference) if value and _fits(name, value)}
    if not _CONTAINERS & found.keys():
        found = {name: value for name, value in found.items() if name == "doi"}
    return tuple(found.items())


def _values(reference: Reference) -> Iterator[tuple[str, str | None]]:
    of_container, of_title = _title_elements(reference)
    yield "issn", reference.issn
    if reference.container:
        yield of_container, reference.container.plain
    yield "author", next(filter(None, map(_surname, reference.authors)), None)
    yield "volume", reference.volume
    yield "issue", reference.issue
    yield "first_page", reference.first_page
    yield "elocation_id", reference.article_number
    yield "cYear", reference.year
    yield "doi", reference.found_doi
    yield "isbn", reference.isbn
    yield "series_title", reference.series
    yield "edition_number", reference.edition
    if reference.title:
        yield of_title, reference.title.plain
    yield "std_designator", reference.standard_number


def _title_elements(reference: Reference) -> tuple[str, str]:
    """Choose the elements for the container's title and the work's own."""
    kind = reference.type
    in_journal = kind in _JOURNALS or (kind in (None, "other") and bool(reference.issn or reference.volume))
    of_container = "journal_title" if in_journal else "volume_title"
    if reference.container:
        return of_container, "article_title"
    if kind == "journal":
        return of_container, "journal_title"
    return of_container, "volume_title" if kind in _WHOLES else "article_title"


def _surname(contributor: AnyContributor) -> str:
    if isinstance(contributor, Anonymous):
        return ""
    if isinstance(contributor, Organization):
        name = contributor.name.best()
        return name.value if name else ""
    return contributor.surname


def _fits(name: str, value: str) -> bool:
    if name == "doi":
        return bool(DOI.fullmatch(value))
    return _SHORTEST.get(name, 1) <= len(value) <= _LONGEST.get(name, len(value))
