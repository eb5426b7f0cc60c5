"""The catalog: complete, consistent, and clear about what it does not know."""

import re
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.schemas import Catalog
from pipeline.schemas.catalog import OfficialFile
from pipeline.schemas.installing import parts
from tests.support import shared

CATALOG = Catalog.whole()


def test_every_file_has_a_size_and_a_hash() -> None:
    """No file can be installed unchecked."""
    files = [file for schema_set in CATALOG.sets for file in schema_set.files]
    assert files
    assert all(re.fullmatch("[0-9a-f]{64}", file.sha256) and file.size > 0 for file in files)


def test_no_file_leaves_its_set() -> None:
    """A path in the catalog is relative and goes down only."""
    names = [file.name for schema_set in CATALOG.sets for file in schema_set.files]
    assert not [name for name in names if name.startswith("/") or ".." in Path(name).parts]


def test_sets_that_need_files_have_sources() -> None:
    """A set either has sources of its own or reads the files of another one."""
    assert all(schema_set.sources if schema_set.files else schema_set.uses for schema_set in CATALOG.sets)


def test_addresses_lead_to_files_of_the_set() -> None:
    """What stands for a web address is a file that is installed."""
    for schema_set in CATALOG.sets:
        names = {file.name for part in parts(schema_set) for file in part.files}
        assert set(schema_set.addresses.values()) <= names


def test_public_identifiers_lead_to_files_of_the_set() -> None:
    """What a document names by a public identifier is a DTD that is installed."""
    for schema_set in Catalog.dtds().sets:
        names = {file.name for part in parts(schema_set) for file in part.files}
        assert schema_set.public
        assert set(schema_set.public.values()) <= names
        assert schema_set.entry in names


def test_editions_are_accepted() -> None:
    """A file may be the same text in other dress; what is in neither dress is refused."""
    file = OfficialFile("a.xsd", 3, sha256(b"a\n\n").hexdigest(), ((4, sha256(b"a\r\n\n").hexdigest()),))
    assert file.is_official(b"a\n\n")
    assert file.is_official(b"a\r\n\n")
    assert not file.is_official(b"b\n\n")
    assert file.limit == 4


def test_unknown_set_names_the_known_ones() -> None:
    """The error for a mistyped id lists what there is."""
    with pytest.raises(UsageError) as caught:
        CATALOG.find("crossref-5.5")
    assert "crossref-5.5.0" in str(caught.value.remedy)


def test_two_sets_of_one_name_are_refused(tmp_path: Path) -> None:
    """A catalog that is ambiguous does not load."""
    entry = '[[set]]\nid = "a"\nkind = ""\ntitle = ""\nnamespace = ""\nentry = "a.xsd"\nxsd = "1.0"\nlicence = ""\n'
    path = tmp_path / "catalog.toml"
    path.write_text(entry + entry, encoding="utf-8")
    with pytest.raises(ValueError, match="two sets"):
        Catalog.load(path)


def test_hashes_are_those_of_the_reference_copies() -> None:
    """The catalog agrees with an independent list of the official files."""
    lines = shared("schemas", "PROVENANCE.tsv").read_text(encoding="utf-8").splitlines()
    known = dict(line.split("\t")[:2] for line in lines)
    files = CATALOG.find("crossref-5.5.0").files
    assert {file.name: file.sha256 for file in files} == {
        file.name: known[f"crossref/5.5.0/{file.name}"] for file in files
    }
