"""The catalog of schema sets: ``schemas/catalog.toml`` for XSDs, ``schemas/dtds.toml`` for DTDs.

The meaning of each field is told at the top of ``catalog.toml``.
"""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal, TypeAlias

from pipeline import resources
from pipeline.errors import UsageError
from pipeline.messages import msg

XsdVersion = Literal["1.0", "1.1", ""]
Source: TypeAlias = "WheelSource | NpmSource | AddressSource"


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """One official file: path inside its set, size in bytes, SHA-256 in lower-case hexadecimal.

    ``editions`` are size and SHA-256 of the same text in other dress: line ends, white space, comments.
    """

    name: str
    size: int
    sha256: str
    editions: tuple[tuple[int, str], ...] = ()

    @property
    def limit(self) -> int:
        """Give the size of the largest edition: nothing beyond it needs to be read."""
        return max(self.size, *(size for size, _ in self.editions)) if self.editions else self.size

    def has_size(self, size: int) -> bool:
        """Tell whether an edition has that size."""
        return size == self.size or any(size == other for other, _ in self.editions)

    def is_official(self, content: bytes) -> bool:
        """Tell whether these are the bytes of an edition."""
        return self.is_hash(sha256(content).hexdigest())

    def is_hash(self, digest: str) -> bool:
        """Tell whether this is the SHA-256 of an edition."""
        return digest == self.sha256 or any(digest == other for _, other in self.editions)


@dataclass(frozen=True, slots=True)
class WheelSource:
    """A wheel of the Python package index that carries the files in ``folder``."""

    project: str
    version: str
    folder: str


@dataclass(frozen=True, slots=True)
class NpmSource:
    """A package of the npm registry that carries the files in ``folder``."""

    package: str
    version: str
    folder: str


@dataclass(frozen=True, slots=True)
class AddressSource:
    """A web address (https) to which a file's path is appended."""

    base: str


@dataclass(frozen=True, slots=True)
class Edit:
    """Values to add, in memory, to the enumeration of an attribute declared in ``file``."""

    file: str
    attribute: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SchemaSet:
    """One set of schema documents that compile together. Fields as in ``schemas/catalog.toml``.

    ``files`` are the set's own; a set that ``uses`` another reads the files of that one as well. ``driver`` is a path
    inside our own schema folder. A set of DTDs has ``xsd`` "" and ``public``: formal public identifier → entry file.
    """

    id: str
    kind: str
    title: str
    namespace: str
    entry: str
    xsd: XsdVersion
    licence: str
    driver: str = ""
    uses: "SchemaSet | None" = None
    files: tuple[OfficialFile, ...] = ()
    sources: tuple[Source, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    on_demand: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()
    public: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)

    @property
    def is_dtd(self) -> bool:
        """Tell whether this is a set of DTDs."""
        return not self.xsd


@dataclass(frozen=True)
class Catalog:
    """All schema sets, in the order of the catalog file, and the folder of our own schema files."""

    sets: tuple[SchemaSet, ...]
    folder: Path

    @staticmethod
    def load(path: Path | None = None) -> "Catalog":
        """Read a catalog file, by default the one of XSDs that travels with the program."""
        return _load((path or resources.schemas() / "catalog.toml").resolve())

    @staticmethod
    def dtds() -> "Catalog":
        """Read the catalog of DTDs: a file of its own, for it is long and seldom needed."""
        return Catalog.load(resources.schemas() / "dtds.toml")

    @staticmethod
    def whole() -> "Catalog":
        """Give the XSDs and the DTDs in one."""
        xsds = Catalog.load()
        return Catalog((*xsds.sets, *Catalog.dtds().sets), xsds.folder)

    def find(self, set_id: str) -> SchemaSet:
        """Give the set of that id.

        Raises ``UsageError`` for an unknown one.
        """
        for schema_set in self.sets:
            if schema_set.id == set_id:
                return schema_set
        raise UsageError(
            msg("No schema set “{id}”.", id=set_id),
            msg("Choose one of: {known}.", known=", ".join(known.id for known in self.sets)),
        )


@cache
def _load(path: Path) -> Catalog:
    with path.open("rb") as source:
        entries = tomllib.load(source)["set"]
    sets: dict[str, SchemaSet] = {}
    for entry in entries:
        made = _schema_set(entry, sets)
        if made.id in sets:
            raise ValueError(f"{path.name}: two sets are called {made.id}")
        sets[made.id] = made
    return Catalog(tuple(sets.values()), path.parent)


def _schema_set(entry: Mapping[str, Any], earlier: Mapping[str, SchemaSet]) -> SchemaSet:
    uses = entry.get("uses")
    base = earlier[uses] if uses else None
    return SchemaSet(
        **{name: entry.get(name, "") for name in ("id", "kind", "title", "namespace", "entry", "xsd", "licence")},
        driver=entry.get("driver", ""),
        uses=base,
        files=tuple(_file(name, **fields) for name, fields in entry.get("files", {}).items()),
        sources=tuple(_source(source) for source in entry.get("sources", ())),
        addresses=MappingProxyType({**(base.addresses if base else {}), **entry.get("addresses", {})}),
        on_demand=tuple(entry.get("on_demand", ())),
        edits=tuple(Edit(edit["file"], edit["attribute"], tuple(edit["add"])) for edit in entry.get("edits", ())),
        public=MappingProxyType({**(base.public if base else {}), **entry.get("public", {})}),
    )


def _file(name: str, size: int, sha256: str, also: Sequence[Mapping[str, Any]] = ()) -> OfficialFile:
    return OfficialFile(name, size, sha256, tuple((edition["size"], edition["sha256"]) for edition in also))


def _source(entry: Mapping[str, str]) -> Source:
    if "wheel" in entry:
        return WheelSource(entry["wheel"], entry["version"], entry["folder"])
    if "npm" in entry:
        return NpmSource(entry["npm"], entry["version"], entry["folder"])
    return AddressSource(entry["address"])
