"""Document type declarations: which official DTD one names, and that DTD, read from the installed files alone.

Standard: XML 1.0, 2.8 (document type declaration) and 4.2.2 (external entities). The formal public identifier decides;
system identifiers are often copied wrong, and are asked only where there is no other clue.
"""

import posixpath
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, cast

from lxml import etree

from pipeline import resources
from pipeline.schemas import Catalog, SchemaDocuments, SchemaSet, read_documents
from pipeline.schemas.installing import parts

# DTDs get addresses of their own, so that libxml2's relative references stay inside the set.
_BASE = "https://dtds.invalid/"
_VERSION = re.compile(r"\bv?(?P<version>[1-3]\.\d(?:d\d)?)\b")


@dataclass(frozen=True, slots=True)
class Doctype:
    """What a document says of its type: root name, formal public identifier, system identifier."""

    name: str = ""
    public: str = ""
    system: str = ""

    @classmethod
    def of(cls, tree: etree._ElementTree) -> "Doctype":
        """Read the declaration of a parsed document; without one all parts are empty."""
        info = cast("Any", tree.docinfo)  # lxml's stubs lack the system identifier
        if info.internalDTD is None:
            return cls()
        return cls(info.root_name or "", " ".join((info.public_id or "").split()), info.system_url or "")

    @property
    def version(self) -> str:
        """Give the version of the tag set that the identifiers tell (``1.1d3``), or the empty string."""
        found = _VERSION.search(self.public) or _VERSION.search(self.system)
        return found["version"] if found else ""


@dataclass(frozen=True, slots=True)
class Dtd:
    """An official DTD: its set in the catalog, and the file in it to begin with."""

    schema_set: SchemaSet
    entry: str


def find_dtd(doctype: Doctype, version: str = "") -> Dtd | None:
    """Find the official DTD that a declaration names; ``version`` is that of the root element's ``dtd-version``."""
    if not (doctype.public or doctype.system):
        return None
    sets = Catalog.dtds().sets
    for schema_set in sets:
        if doctype.public in schema_set.public:
            return Dtd(schema_set, schema_set.public[doctype.public])
    return _by_file(posixpath.basename(doctype.system), doctype.version or version, sets)


def dtd_of_version(version: str, flavour: str) -> Dtd | None:
    """Find the DTD of a version of the tag set, for documents that name no DTD themselves.

    ``flavour`` is ``publishing``, ``archiving`` or ``authoring``; its set with MathML 3 is the one for all documents.
    """
    for schema_set in reversed(Catalog.dtds().sets):
        if _version_of(schema_set) == version:
            names = sorted(_entries(schema_set), key=lambda name: ("mathml3" not in name, len(name)))
            entry = next((name for name in names if flavour[:6] in name and "oasis" not in name), None)
            if entry:
                return Dtd(schema_set, entry)
    return None


def _by_file(name: str, version: str, sets: tuple[SchemaSet, ...]) -> Dtd | None:
    for schema_set in sets:
        if _version_of(schema_set) == version and name in _entries(schema_set):
            return Dtd(schema_set, name)
    return None


def _version_of(schema_set: SchemaSet) -> str:
    return schema_set.id.rpartition("-")[2]


def _entries(schema_set: SchemaSet) -> set[str]:
    """List the files of a set that are whole DTDs of articles."""
    names = {file.name for part in parts(schema_set) for file in part.files}
    return {name for name in names if name.endswith(".dtd") and not name.startswith("mathml")}


class Refused(Exception):
    """A document asked for something outside of its official DTD; ``address`` is what it asked for."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.address = address


class DtdResolver(etree.Resolver):
    """Answers what a document asks for from one official DTD; everything else is refused, be it file or network.

    Without a DTD everything is refused. ``refused`` keeps what was.
    """

    def __init__(self, dtd: Dtd | None, doctype: Doctype) -> None:
        super().__init__()
        self._entry = dtd.entry if dtd else ""
        self._documents = dtd_documents(dtd.schema_set) if dtd else None
        self._doctype = doctype
        self.refused: list[str] = []

    def resolve(self, system_url: str, public_id: str | None, context: Any) -> Any:  # type: ignore[override]  # noqa: ANN401 - lxml's signature, of which its stubs lack the opaque context
        """Give the content of an official file, or raise ``Refused``."""
        name = self._name(system_url or "", " ".join((public_id or "").split()))
        if self._documents is None or name not in self._documents.files:
            self.refused.append(system_url or "")
            raise Refused(system_url or "")
        return self.resolve_string(self._documents.files[name], context, base_url=_BASE + name)

    def _name(self, system_url: str, public_id: str) -> str:
        if system_url.startswith(_BASE):
            return system_url.removeprefix(_BASE)
        own = (system_url, public_id) == (self._doctype.system, self._doctype.public)
        return self._entry if own else ""


def dtd_documents(schema_set: SchemaSet) -> SchemaDocuments:
    """Read an installed set of DTDs, once in a process.

    Raises ``SchemaUnavailable`` when it is not installed or not the official one.
    """
    return _documents(schema_set.id, resources.official_schemas())


@cache
def _documents(set_id: str, folder: Path) -> SchemaDocuments:  # noqa: ARG001 - another folder is another installation
    return read_documents(Catalog.dtds().find(set_id))


def load_dtd(dtd: Dtd) -> etree.DTD:
    """Compile a DTD for validation, once in a process.

    Raises ``SchemaUnavailable`` when it is not installed or not the official one.
    """
    return _load(dtd.schema_set.id, dtd.entry, resources.official_schemas())


@cache
def _load(set_id: str, entry: str, folder: Path) -> etree.DTD:  # noqa: ARG001 - another folder is another installation
    dtd = Dtd(Catalog.dtds().find(set_id), entry)
    parser = etree.XMLParser(load_dtd=True, no_network=True, resolve_entities=True)
    parser.resolvers.add(DtdResolver(dtd, Doctype("article", "", _BASE + entry)))
    document = f'<!DOCTYPE article SYSTEM "{_BASE}{entry}"><article/>'.encode()
    loaded = etree.fromstring(document, parser).getroottree().docinfo.externalDTD
    if loaded is None:
        raise ValueError(f"{set_id}: {entry} is no DTD")
    return loaded
