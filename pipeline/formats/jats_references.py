"""References as JATS takes them: where their identifiers stand in the printed text, and what they have beside it."""

import re
from collections.abc import Iterable

from markupsafe import Markup as SafeText
from markupsafe import escape

from pipeline.formats.jats_markup import jats
from pipeline.formats.reference_text import STOPS
from pipeline.identifiers import doi_key, find_dois
from pipeline.markup import Inline, Node, Text
from pipeline.model.references import Reference

_BESIDE_FIELDS = frozenset({"id", "type", "text", "language", "doi", "pmid", "pmcid", "arxiv"})


def has_fields(reference: Reference) -> bool:
    """Tell whether a reference is known in parts, beside its text, type, language and identifiers."""
    return any(getattr(reference, name) for name in Reference.model_fields if name not in _BESIDE_FIELDS)


def is_whole(reference: Reference) -> bool:
    """Tell whether a reference has what JATS4R demands of its type (data citations, preprint citations)."""
    if reference.type == "dataset":
        return bool(reference.title or reference.container)
    located = reference.found_doi or reference.arxiv or reference.pmid or reference.pmcid or reference.url
    parts = (reference.authors or reference.editors, reference.title, reference.container, reference.year, located)
    return reference.type != "preprint" or all(parts)


def sentences(parts: Iterable[SafeText]) -> SafeText:
    """Join the parts of a citation by full stops, but where one ends with a stop of its own."""
    written = SafeText("")
    for part in filter(None, parts):
        if written:
            written += escape(" " if written.striptags().endswith(STOPS) else ". ")
        written += escape(part)
    return written


def has_abridged_pages(reference: Reference) -> bool:
    """Tell whether the last page is before the first, as in the abridged ``401–33``, which JATS4R forbids as pages."""
    first, last = (
        re.sub(r"[^0-9]", "", page or "").lstrip("0") for page in (reference.first_page, reference.last_page)
    )
    return bool(first and last) and (len(first), first) > (len(last), last)


def printed(reference: Reference) -> SafeText:
    """Write the printed text with a ``pub-id`` around each identifier that stands in it; the others follow the text.

    Identifiers in a link or in italics are not marked: ``pub-id`` cannot stand there.
    """
    found = {
        "doi": reference.found_doi,
        "pmcid": reference.pmcid,
        "pmid": reference.pmid,
        "arxiv": reference.arxiv,
    }
    pending = {kind: value for kind, value in found.items() if value}
    text = "".join(_written(node, pending) for node in (reference.text.nodes if reference.text else ()))
    following = [_pub_id(kind, value) for kind, value in pending.items()]
    return SafeText(" ".join([text, *following]))  # noqa: S704 - each part is escaped


def _written(node: Node, pending: dict[str, str]) -> str:
    return _marked(node.value, pending) if isinstance(node, Text) else jats(Inline((node,)), "mixed-citation")


def _marked(text: str, pending: dict[str, str]) -> str:
    """Mark the identifiers that are in the text, and take them from those still to be found."""
    for kind, value in pending.items():
        if span := _find(text, kind, value):
            start, end = span
            del pending[kind]
            before, after = _marked(text[:start], pending), _marked(text[end:], pending)
            return before + _pub_id(kind, text[start:end]) + after
    return str(escape(text))


def _find(text: str, kind: str, value: str) -> tuple[int, int] | None:
    if kind != "doi":
        match = re.search(rf"(?<![\w.]){re.escape(value)}(?!\w|\.\w)", text)
        return match.span() if match else None
    position = 0
    for found in find_dois(text):
        position = text.index(found, position)
        if doi_key(found) == doi_key(value):
            return position, position + len(found)
        position += len(found)
    return None


def _pub_id(kind: str, value: str) -> str:
    return f'<pub-id pub-id-type="{kind}">{escape(value)}</pub-id>'
