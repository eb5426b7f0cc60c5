"""A schema that the user has at hand: an XSD file, what lies beside it, and the common modules of the installed sets.

Old versions of Crossref's schema, for example, are in the bundle that Crossref publishes, and not in the catalog.
"""

import os
import posixpath
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType

from lxml import etree

from pipeline.errors import UsageError
from pipeline.messages import msg
from pipeline.reasons import reason
from pipeline.schemas.catalog import Catalog
from pipeline.schemas.compiling import schema_parser
from pipeline.schemas.documents import XSD, SchemaDocuments, read_documents
from pipeline.schemas.installing import is_installed

_LARGEST = 32 * 1024 * 1024
_MOST_FILES = 2000
_COMMON_SET = "crossref-5.5.0"
_COMMON = "installed/"
_OF_1_1 = re.compile(rb"minVersion\s*=\s*[\"']1\.1|<\w*:?(?:assert|alternative|openContent|override)\b")


def read_local(path: Path) -> SchemaDocuments:
    """Read a schema file, and all ``.xsd`` files in its folder and below.

    References to the web are answered by the modules of the installed Crossref set (xml, xlink, MathML). Raises
    ``UsageError`` for a file that cannot be read or is no schema.
    """
    _require_schema(_read(path), path)
    folder = path.parent
    files = {name: _read(folder / name) for name in _names(folder)}
    files[path.name] = _read(path)
    modules, addresses = _common_modules()
    version = "1.1" if any(_OF_1_1.search(content) for content in files.values()) else "1.0"
    return SchemaDocuments(str(path), path.name, version, MappingProxyType({**modules, **files}), addresses)


def _names(folder: Path) -> Iterator[str]:
    count = 0
    for root, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            if name.endswith(".xsd"):
                yield posixpath.join(*Path(root, name).relative_to(folder).parts)
                count += 1
        if count > _MOST_FILES:
            return


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as source:
            content = source.read(_LARGEST + 1)
    except OSError as error:
        raise UsageError(
            msg("The schema file “{path}” cannot be read: {reason}.", path=str(path), reason=reason(error)),
            msg("Name an XSD file, or the id of a set: python -m pipeline schemas list"),
        ) from error
    return content if len(content) <= _LARGEST else b""


def _require_schema(content: bytes, path: Path) -> None:
    try:
        root = etree.fromstring(content, schema_parser())
    except etree.XMLSyntaxError:
        root = None
    if root is None or root.tag != f"{XSD}schema":
        raise UsageError(
            msg("“{path}” is not an XML Schema.", path=str(path)),
            msg("Name an XSD file, or the id of a set: python -m pipeline schemas list"),
        )


def _common_modules() -> tuple[Mapping[str, bytes], Mapping[str, str]]:
    """Give the modules that schemas refer to by web address, where they are installed."""
    schema_set = Catalog.load().find(_COMMON_SET)
    if not is_installed(schema_set):
        return {}, {}
    documents = read_documents(schema_set)
    modules = {_COMMON + name: content for name, content in documents.files.items() if "standard-modules" in name}
    addresses = {address: _COMMON + name for address, name in documents.addresses.items()}
    return modules, addresses
