"""The catalog of schema sets, ``schemas/catalog.toml``; the meaning of each field is told at the top of that file."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, Literal

from pipeline import resources
from pipeline.errors import UsageError
from pipeline.messages import msg

XsdVersion = Literal["1.0", "1.1"]


@dataclass(frozen=True, slots=True)
class OfficialFile:
    """One official file: path inside its set, size in bytes, SHA-256 in lower-case hexadecimal."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class WheelSource:
    """A wheel of the Python package index that carries the files in ``folder``."""

    project: str
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
    inside our own schema folder.
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
    sources: tuple[WheelSource | AddressSource, ...] = ()
    addresses: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}), hash=False)
    on_demand: tuple[str, ...] = ()
    edits: tuple[Edit, ...] = ()


@dataclass(frozen=True)
class Catalog:
    """All schema sets, in the order of the catalog file, and the folder of our own schema files."""

    sets: tuple[SchemaSet, ...]
    folder: Path

    @staticmethod
    def load(path: Path | None = None) -> "Catalog":
        """Read a catalog file, by default the one that travels with the program."""
        return _load((path or resources.schemas() / "catalog.toml").resolve())

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
        **{name: entry[name] for name in ("id", "kind", "title", "namespace", "entry", "xsd", "licence")},
        driver=entry.get("driver", ""),
        uses=base,
        files=tuple(OfficialFile(name, **fields) for name, fields in entry.get("files", {}).items()),
        sources=tuple(_source(source) for source in entry.get("sources", ())),
        addresses=MappingProxyType({**(base.addresses if base else {}), **entry.get("addresses", {})}),
        on_demand=tuple(entry.get("on_demand", ())),
        edits=tuple(Edit(edit["file"], edit["attribute"], tuple(edit["add"])) for edit in entry.get("edits", ())),
    )


def _source(entry: Mapping[str, str]) -> WheelSource | AddressSource:
    if "wheel" in entry:
        return WheelSource(entry["wheel"], entry["version"], entry["folder"])
    return AddressSource(entry["address"])
