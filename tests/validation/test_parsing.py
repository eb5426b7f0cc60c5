"""Hostile and broken documents: a finding each, and no look at anything outside."""

from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.validation.parsing import parse

ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
BOMB = f'<!DOCTYPE a [<!ENTITY e0 "lol">{ENTITIES}]>'


def _findings(content: bytes) -> tuple[Finding, ...]:
    tree, findings = parse(content, "a.xml")
    assert (tree is None) == bool(findings)
    return findings


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"   ",
        b"no markup",
        b"<a>",
        b"<a></b>",
        b"<a b=1/>",
        b"<a>\x00</a>",
        b"<a>\xff\xfe</a>",
        b'<?xml version="1.0" encoding="no-such-encoding"?><a/>',
        b"<a>&nbsp;</a>",
        b"<x:a/>",
        b"<a/><b/>",
        b"<a>" * 100_000,
        f'{BOMB}<a b="&e9;"/>'.encode(),
        f"{BOMB}<a>&e9;</a>".encode(),
    ],
)
def test_not_well_formed(content: bytes) -> None:
    """What is no XML is one finding with a code of its own."""
    assert [finding.code for finding in _findings(content)] == ["xml-not-well-formed"]


def test_place_of_a_syntax_error() -> None:
    """A syntax error has line and column."""
    (finding,) = _findings(b"<a>\n  <b></c>\n</a>")
    assert (finding.place.file, finding.place.line) == ("a.xml", 2)
    assert finding.place.column > 1


def test_entities_are_not_expanded() -> None:
    """An entity that a document declares is reported, not expanded."""
    findings = _findings(b'<!DOCTYPE a [<!ENTITY e "text">]><a>\n<b>&e;</b></a>')
    assert [(finding.code, finding.place.line, finding.place.path) for finding in findings] == [
        ("xml-entity-unresolved", 2, "/a/b")
    ]


@pytest.mark.parametrize("scheme", ["SYSTEM", 'PUBLIC "x"'])
def test_nothing_outside_is_read(tmp_path: Path, scheme: str) -> None:
    """Neither an external entity nor an external DTD is looked at."""
    secret = tmp_path / "secret.txt"
    secret.write_text("secret", encoding="utf-8")
    entity = f'<!DOCTYPE a [<!ENTITY e {scheme} "{secret.as_uri()}">]><a>&e;</a>'
    assert [finding.code for finding in _findings(entity.encode())] == ["xml-entity-unresolved"]
    dtd = tmp_path / "a.dtd"
    dtd.write_text('<!ENTITY e "secret"><!ATTLIST a b CDATA "secret">', encoding="utf-8")
    tree, findings = parse(f'<!DOCTYPE a {scheme} "{dtd.as_uri()}"><a/>'.encode())
    assert findings == ()
    assert tree is not None
    assert not tree.getroot().attrib


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "iso-8859-1", "utf-8-sig"])
def test_encodings(encoding: str) -> None:
    """Documents in the encodings that they declare are read."""
    declared = encoding.removesuffix("-sig")
    tree, _ = parse(f'<?xml version="1.0" encoding="{declared}"?><a>é</a>'.encode(encoding))
    assert tree is not None
    assert tree.getroot().text == "é"
