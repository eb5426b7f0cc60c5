"""What Crossref says of each reference: matched, kept for later, or not fit for a query.

Sources: Crossref documentation, "Interpret submission logs" (``citations_diagnostic``); community forum 6587.
"""

from collections.abc import Callable

from pipeline.deposits.receipt import Citation, CitationStatus
from pipeline.identifiers import InvalidIdentifier, doi
from pipeline.sandbox.documents import own, text
from pipeline.validation.nodes import Node

NO_CONTAINER = "Either ISSN or Journal title or Proceedings title must be supplied."
_CONTAINERS = (
    *("issn", "isbn", "journal_title", "volume_title", "series_title", "std_designator", "unstructured_citation"),
)


def diagnose(record: Node, exists: Callable[[str], bool]) -> tuple[Citation, ...]:
    """Diagnose the references of a record; no reference makes its record fail."""
    return tuple(
        _diagnosed(citation, exists)
        for citations in own(record, "citation_list")
        for citation in citations.iterchildren("{*}citation")
    )


def is_matched(cited: str, exists: Callable[[str], bool]) -> bool:
    """Tell whether the DOI of a reference, or an empty text, is one that exists: a stored query may find it later."""
    return bool(cited) and _plausible(cited) and exists(cited)


def _diagnosed(citation: Node, exists: Callable[[str], bool]) -> Citation:
    key = " ".join(citation.get("key", "").split())
    cited = text(citation, "doi")
    if is_matched(cited, exists):
        return Citation(key, CitationStatus.RESOLVED, cited)
    if not cited and not any(text(citation, name) for name in _CONTAINERS):
        return Citation(key, CitationStatus.ERROR, NO_CONTAINER)
    return Citation(key, CitationStatus.STORED, "")


def _plausible(written: str) -> bool:
    try:
        return bool(doi(written))
    except InvalidIdentifier:
        return False
