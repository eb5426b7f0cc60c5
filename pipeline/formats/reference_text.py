"""A cited work put into words from its fields, where the record does not have it as printed.

All outputs word it alike, and in no language: names, numbers and the punctuation that reference lists share. JATS has
the same words with an element around each (``templates/jats/_citations.xml.jinja``).
"""

from collections.abc import Iterable

from pipeline.identifiers import doi_url
from pipeline.markup import Inline, Node, Styled, Text
from pipeline.model.people import AnyContributor, Organization, Person
from pipeline.model.references import Reference

STOPS = tuple(".!?…؟。？！")
"""What ends a sentence, so that no full stop follows it."""

_Part = Inline | str | None


def reference_text(reference: Reference) -> Inline:
    """Give a reference as it is printed, else worded from its fields."""
    return reference.text or _worded(reference)


def _worded(reference: Reference) -> Inline:
    """Write who and when, what, where, by whom, under which numbers; titles of whole works are in italics."""
    pages = "–".join(page for page in (reference.first_page, reference.last_page) if page)
    volume = (reference.volume or "") + (f"({reference.issue})" if reference.issue else "")
    title = reference.title if reference.container else _italic(reference.title)
    return _sentences(
        (
            _joined(" ", _names(reference.authors, reference), f"({reference.year})" if reference.year else None),
            _joined(", ", title, reference.edition, reference.version),
            _names(reference.editors, reference),
            _joined(", ", _italic(reference.container), volume, pages, reference.article_number),
            reference.series,
            _joined(": ", reference.place, reference.publisher),
            _joined(" ", reference.standards_body, reference.standard_number),
            f"ISBN {reference.isbn}" if reference.isbn else None,
            f"ISSN {reference.issn}" if reference.issn else None,
            f"PMID {reference.pmid}" if reference.pmid else None,
            reference.pmcid,
            f"arXiv:{reference.arxiv}" if reference.arxiv else None,
            doi_url(reference.doi) if reference.doi else None,
            _joined(" ", reference.url, f"[{reference.accessed}]" if reference.accessed else None),
        )
    )


def _names(contributors: Iterable[AnyContributor], reference: Reference) -> str:
    return "; ".join(filter(None, (_name(found, reference.language or "") for found in contributors)))


def _name(contributor: AnyContributor, language: str) -> str:
    match contributor:
        case Person():
            return contributor.inverted
        case Organization():
            found = contributor.name.best(language)
            return found.value if found else ""
        case _:
            return ""


def _italic(title: Inline | None) -> Inline:
    return Inline((Styled("i", title.nodes),)) if title else Inline()


def _joined(between: str, *parts: _Part) -> Inline:
    nodes: list[Node] = []
    for part in parts:
        if part:
            nodes += (Text(between), *_nodes(part))
    return Inline(tuple(nodes[1:]))


def _sentences(parts: Iterable[_Part]) -> Inline:
    nodes: list[Node] = []
    stop = ""
    for part in parts:
        if part:
            nodes += (Text(f"{stop} "), *_nodes(part))
            stop = "" if str(part).endswith(STOPS) else "."
    return Inline(tuple(nodes[1:]))


def _nodes(part: Inline | str) -> tuple[Node, ...]:
    return part.nodes if isinstance(part, Inline) else (Text(part),)
