"""Our lists of what Crossref's attributes take agree with the official schema."""

import re
import string
from itertools import product

import pytest

from pipeline.errors import InvalidValue
from pipeline.model import languages, media_types
from pipeline.schemas import Catalog, ensure_installed, read_documents


def enumeration(file: str) -> set[str]:
    """Give the values that a file of the official schema lists."""
    schema_set = Catalog.load().find("crossref-5.5.0")
    ensure_installed(schema_set)
    return set(re.findall(r'enumeration\s+value="([^"]+)"', read_documents(schema_set).files[file].decode()))


def test_every_language_is_known_or_left_out() -> None:
    """Of all two- and three-letter codes that a record can have."""
    official = enumeration("languages5.5.0.xsd")
    written = set()
    for code in map("".join, [*product(string.ascii_lowercase, repeat=2), *product(string.ascii_lowercase, repeat=3)]):
        try:
            written.add(languages.crossref(languages.tag(code)))
        except InvalidValue:
            continue
    assert written <= official | {""}
    assert len(written) > 7000


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("fr", "fr"),
        ("fr-CA", "fr"),
        ("zh-Hant-TW", "zh"),
        ("fra", "fr"),
        ("grc", "grc"),
        ("und", ""),
        ("qaa", ""),
        ("cel", ""),
        ("x-own", ""),
    ],
)
def test_language(tag: str, code: str) -> None:
    """No region, no script; nothing for what is no language of its own."""
    assert languages.crossref(languages.tag(tag)) == code


@pytest.mark.parametrize(
    ("written", "known"),
    [
        ("application/pdf", "application/pdf"),
        ("Application/PDF", "application/pdf"),
        ("text/html; charset=utf-8", "text/html"),
        ("application/x-unknown", ""),
        ("", ""),
    ],
)
def test_media_type(written: str, known: str) -> None:
    """Without parameters, in small letters."""
    assert media_types.crossref(written) == known


def test_every_media_type_is_official() -> None:
    """Another value would make a deposit invalid."""
    assert enumeration("mediatypes5.5.0.xsd") >= media_types.KNOWN_TO_CROSSREF
