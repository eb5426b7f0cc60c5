"""A toy schema set: two files, a catalog that knows them, and the ways they can come in."""

import io
import tarfile
import zipfile
from collections.abc import Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from pipeline.schemas import Catalog, SchemaSet

PART = b'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="part" type="xs:date"/></xs:schema>'
ENTRY = b"""<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:include schemaLocation="parts/part.xsd"/>
<xs:element name="toy"><xs:complexType><xs:sequence><xs:element ref="part"/></xs:sequence></xs:complexType></xs:element>
</xs:schema>"""
FILES = {"toy.xsd": ENTRY, "parts/part.xsd": PART}

PROJECT = "toy-schemas"


def catalog(folder: Path, sources: str = "") -> Catalog:
    """Write and read a catalog with the one set ``toy-1``."""
    lines = [
        f'"{name}" = {{ size = {len(data)}, sha256 = "{sha256(data).hexdigest()}" }}' for name, data in FILES.items()
    ]
    path = folder / "catalog.toml"
    path.write_text(
        '[[set]]\nid = "toy-1"\nkind = "toy"\ntitle = "Toys"\nnamespace = ""\nentry = "toy.xsd"\nxsd = "1.0"\n'
        f'licence = "none"\n{sources}\n[set.files]\n' + "\n".join(lines),
        encoding="utf-8",
    )
    return Catalog.load(path)


def _entry(name: str, content: bytes) -> str:
    return f'"{name}" = {{ size = {len(content)}, sha256 = "{sha256(content).hexdigest()}" }}'


def toy_set(folder: Path, sources: str = "") -> SchemaSet:
    """Give the set ``toy-1``, with sources written in the catalog's way."""
    return catalog(folder, sources).find("toy-1")


def unsourced(schema_set: SchemaSet) -> SchemaSet:
    """Give the same set without any source."""
    return replace(schema_set, sources=())


def write_folder(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files into a folder."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def write_zip(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files into a zip archive, under the very names given."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return path


def write_tar(path: Path, files: Mapping[str, bytes]) -> Path:
    """Write the files into a compressed tar archive."""
    with tarfile.open(path, "w:gz") as archive:
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, io.BytesIO(content))
    return path


def write_wheel(folder: Path, files: Mapping[str, bytes]) -> Path:
    """Write a wheel that carries the files in ``toys/data``, and a module that must not run."""
    info = f"{PROJECT.replace('-', '_')}-1.0.dist-info"
    metadata = f"Metadata-Version: 2.1\nName: {PROJECT}\nVersion: 1.0\nRequires-Dist: no-such-project\n"
    folder.mkdir(exist_ok=True)
    return write_zip(
        folder / f"{PROJECT.replace('-', '_')}-1.0-py3-none-any.whl",
        {
            **{f"toys/data/{name}": content for name, content in files.items()},
            "toys/__init__.py": b"raise SystemExit('imported')",
            f"{info}/METADATA": metadata.encode(),
            f"{info}/WHEEL": b"Wheel-Version: 1.0\nGenerator: toys\nRoot-Is-Purelib: true\nTag: py3-none-any\n",
            f"{info}/RECORD": b"",
        },
    )
