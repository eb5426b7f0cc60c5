"""Nothing is lost silently: each value of a full record is in the deposit, or the manual says why not."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from lxml import etree

from pipeline.markup import Inline, Math, Text, paragraphs, walk
from tests.formats.crossref_support import elements, journal, parse
from tests.support import CHECKOUT
from tests.works import JOURNAL, full_record, work_of

# as it is, but for values that would be found by chance
RECORD = full_record(
    page_count=98765,
    copyright={"year": 1789, "holder": {"fr": "Les autrices", "en": "The authors"}, "statement": {"fr": "© Elles."}},
    journal=journal(publisher={**JOURNAL["publisher"], "url": "https://editions.example.net/"}),
)

LANGUAGES = {"fr", "en", "ar", "de"}
# values that are written in another form
FORMS = {
    ("affiliations.country", "CH"): "Genève, Canton de Genève, Suisse",
    ("affiliations.country", "CM"): "Cameroun",
    ("abstracts.graphic.media_type", "image/webp"): "webp",
    ("contributors.orcid_authenticated", "True"): "true",
    ("contributors.corresponding", "True"): "corresponding-author",
    ("issue.published_print", "2025-autumn"): "2025-23",
}


def _leaves(value: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, str]]:
    """Give each value with its path, without places in lists and languages."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, path if key in LANGUAGES else (*path, key))
    elif isinstance(value, list):
        for inner in value:
            yield from _leaves(inner, path)
    else:
        name = ".".join(path)
        for paragraph in paragraphs(str(value)):
            characters = _characters(paragraph)
            yield name, FORMS.get((name, characters), characters)


def _characters(text: Inline) -> str:
    """Give the characters of a text; those of a formula as its elements have them."""
    nodes = (
        "".join(map(str, etree.fromstring(node.mathml).itertext())) if isinstance(node, Math) else node.value
        for node in walk(text.nodes)
        if isinstance(node, Math | Text)
    )
    return "".join(nodes)


@cache
def _written() -> frozenset[str]:
    root = parse(work_of(RECORD))
    found = {" ".join("".join(map(str, element.itertext())).split()) for element in root.iter(etree.Element)}
    found |= {str(value) for element in root.iter(etree.Element) for value in element.attrib.values()}
    return frozenset(found | set(_dates(root)))


def _dates(root: etree._Element) -> Iterator[str]:
    for date in elements(root, "//c:publication_date | //c:acceptance_date"):
        yield "-".join(date.findtext(f"{{*}}{part}", "") for part in ("year", "month", "day")).strip("-")


def _is_written(value: str) -> bool:
    return value in _written() or (len(value) > 3 and any(value in longer for longer in _written()))


def _table(heading: str) -> set[str]:
    """Give the fields that a table of the manual names."""
    manual = (CHECKOUT / "docs" / "formats" / "crossref.md").read_text(encoding="utf-8")
    section = manual.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    first_cells = (line.split("|")[1] for line in section.splitlines() if line.startswith("| `"))
    return {field for cell in first_cells for field in re.findall(r"`([^`]+)`", cell)}


def test_every_value_is_written_or_explained() -> None:
    """A value that is not in the deposit is of a field that the manual names."""
    explained = _table("What Crossref does not take") | _table("What shapes the deposit without being written")
    lost = {(path, value) for path, value in _leaves(RECORD) if not _is_written(value)}
    assert not {found for found in lost if found[0] not in explained}


def test_what_is_said_to_be_lost_is_lost() -> None:
    """The manual names no field whose values all reach Crossref."""
    lost = {path for path, value in _leaves(RECORD) if not _is_written(value)}
    assert not _table("What Crossref does not take") - lost
