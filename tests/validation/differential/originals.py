"""What mutants are made of: outputs of our own, documents written by hand, and real ones where they are at hand."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.schemas import Catalog, SchemaSet
from tests.examples import deposit_files, jats_files
from tests.support import shared

FOLDER = Path(__file__).parent / "originals"

# The judge takes milliseconds for each kilobyte, so that many small mutants tell more than few large ones.
LARGEST = 16_000

_BY_HAND = {
    "crossref": ("crossref-article.xml", "crossref-book.xml"),
    "doi_resources": ("doi-resources.xml",),
    "jats": ("jats-article.xml",),
}
# the set that the program's own outputs of a kind are for
_OWN = {"crossref-5.5.0": deposit_files, "jats-publishing-1.3": jats_files}


@dataclass(frozen=True, slots=True)
class Original:
    """A document to be changed: its name, and its bytes."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Expected:
    """A row of the corpus's manifest: a real document, the set that was tried on it, and the verdicts.

    ``expected`` is by the document's own schema or DTD (``basis``); ``engines`` are the verdicts of lxml, xmlschema and
    Xerces by the set ``schema``, a catalog id.
    """

    path: str
    schema: str
    expected: str
    basis: str
    engines: tuple[str, str, str]

    @property
    def content(self) -> bytes:
        """The document itself."""
        return shared("corpus", self.path).read_bytes()


def sets() -> tuple[SchemaSet, ...]:
    """Give the sets that deposits and articles are checked against."""
    return tuple(known for known in Catalog.load().sets if known.kind in _BY_HAND)


@cache
def originals(schema: str) -> tuple[Original, ...]:
    """Give the originals for a set: those by hand first."""
    own = (
        [Original(name, content) for name, content in sorted(_OWN[schema]().items()) if len(content) <= LARGEST]
        if schema in _OWN
        else []
    )
    return (*_by_hand(Catalog.load().find(schema)), *own)


@cache
def real_originals(schema: str) -> tuple[Original, ...]:
    """Give the small real documents for a set; skips the test where there are none at hand."""
    return tuple(
        Original(row.path, row.content) for row in manifest() if row.schema == schema and len(row.content) <= LARGEST
    )


def _by_hand(schema_set: SchemaSet) -> Iterator[Original]:
    version = schema_set.id.rpartition("-")[2]
    fragment = schema_set.namespace if schema_set.kind == "jats" else ""
    for name in _BY_HAND[schema_set.kind]:
        content = (FOLDER / name).read_text(encoding="utf-8")
        content = content.replace("{version}", "1.3d2" if fragment else version)
        if fragment:
            content = content.replace("<article ", f'<article xmlns="{fragment}" ', 1)
        yield Original(name, content.encode())


@cache
def manifest() -> tuple[Expected, ...]:
    """Give the real documents that were tried with a set of ours."""
    known = {known.id for known in sets()}
    with shared("corpus", "MANIFEST.tsv").open(encoding="utf-8", newline="") as source:
        rows = tuple(_rows(csv.DictReader(source, delimiter="\t")))
    return tuple(row for row in rows if row.schema in known)


def _rows(rows: "csv.DictReader[str]") -> Iterator[Expected]:
    for row in rows:
        engines = (row["lxml"], row["xmlschema"], row["xerces"])
        yield Expected(row["path"], _set_id(row["schema"]), row["expected"], row["expected_basis"], engines)


def _set_id(path: str) -> str:
    """Give the catalog id for the manifest's path of a schema, such as ``crossref/5.5.0/crossref5.5.0.xsd``."""
    if found := re.fullmatch(r"crossref/([\d.]+)/(crossref|doi_resources)\1\.xsd", path):
        return f"{found[2]}-{found[1]}"
    if found := re.fullmatch(r"jats/([\d.]+)/(publishing|archiving)/.*", path):
        return f"jats-{found[2]}-{found[1]}"
    return ""
