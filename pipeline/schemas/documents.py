"""The schema documents of one set as bytes, verified and edited, with every import led to a local file."""

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from pipeline.errors import SchemaUnavailable
from pipeline.messages import Message, msg
from pipeline.schemas.catalog import Catalog, Edit, OfficialFile, SchemaSet
from pipeline.schemas.installing import folder_of, install_remedy

XSD = "{http://www.w3.org/2001/XMLSchema}"


@dataclass(frozen=True)
class SchemaDocuments:
    """A set ready to compile: ``files`` by path inside the set, ``addresses`` from web address to such a path.

    ``entry`` is the path to begin with; ``xsd`` the version of XML Schema, ``on_demand`` as in the catalog.
    """

    id: str
    entry: str
    xsd: str
    files: Mapping[str, bytes]
    addresses: Mapping[str, str]
    on_demand: tuple[str, ...] = ()

    def resolve(self, location: str, base: str) -> str | None:
        """Lead a ``schemaLocation`` found in file ``base`` to a path in the set, or to nothing."""
        if location in self.addresses:
            return self.addresses[location]
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base), location))
        return path if path in self.files else None

    def with_files(self, changed: Mapping[str, bytes]) -> "SchemaDocuments":
        """Give the same set with the bytes of some files changed."""
        return replace(self, files=MappingProxyType({**self.files, **changed}))


def read_documents(schema_set: SchemaSet, catalog: Catalog | None = None) -> SchemaDocuments:
    """Read an installed set, checking each file's SHA-256 again.

    Raises ``SchemaUnavailable`` when a file is missing or is not the official one.
    """
    files: dict[str, bytes] = {}
    part: SchemaSet | None = schema_set
    while part:
        for official in part.files:
            files.setdefault(official.name, _read(official, folder_of(part), part))
        part = part.uses
    if schema_set.driver:
        driver = (catalog or Catalog.load()).folder / schema_set.driver
        files[driver.name] = driver.read_bytes()
    for edit in schema_set.edits:
        files[edit.file] = _edited(files[edit.file], edit)
    return SchemaDocuments(
        schema_set.id,
        schema_set.entry,
        schema_set.xsd,
        MappingProxyType(files),
        schema_set.addresses,
        schema_set.on_demand,
    )


def _read(official: OfficialFile, folder: Path, schema_set: SchemaSet) -> bytes:
    path = folder / official.name
    try:
        with path.open("rb") as source:
            content = source.read(official.limit + 1)
    except OSError as error:
        raise _unavailable(msg("The schema set “{id}” is not installed.", id=schema_set.id), schema_set) from error
    if not official.is_official(content):
        raise _unavailable(msg("The installed schema file {path} is not the official one.", path=str(path)), schema_set)
    return content


def _unavailable(message: Message, schema_set: SchemaSet) -> SchemaUnavailable:
    return SchemaUnavailable(message, install_remedy(schema_set))


def _edited(content: bytes, edit: Edit) -> bytes:
    """Add values to the enumeration of each declaration of the attribute that has one."""
    tree = etree.fromstring(content).getroottree()
    for declaration in tree.iter(f"{XSD}attribute"):
        if declaration.get("name") == edit.attribute:
            for restriction in declaration.iter(f"{XSD}restriction"):
                for value in edit.values:
                    etree.SubElement(restriction, f"{XSD}enumeration", value=value)
    return etree.tostring(tree)
