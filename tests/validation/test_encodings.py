"""Encodings: that the declaration and the first bytes agree."""

import pytest

from pipeline.validation.encodings import encoding_findings
from pipeline.validation.parsing import parse

UNMARKED = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")


def _document(declared: str, written: str) -> bytes:
    declaration = f'<?xml version="1.0" encoding="{declared}"?>' if declared else ""
    return f"{declaration}<a>é</a>".encode(written)


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        *(("", written) for written in ("utf-8", "utf-8-sig", "utf-16", "utf-32")),
        *(("utf-8", written) for written in ("utf-8", "utf-8-sig")),
        *(("UTF-16", written) for written in ("utf-16", "utf-16-le", "utf-16-be")),
        ("UTF-16LE", "utf-16-le"),
        ("ISO-10646-UCS-2", "utf-16"),
        ("UTF-32", "utf-32"),
        ("iso-8859-1", "iso-8859-1"),
    ],
)
def test_agreeing(declared: str, written: str) -> None:
    """What agrees is passed on to the parser."""
    content = _document(declared, written)
    assert encoding_findings(content, "") == ()
    assert parse(content)[0] is not None


@pytest.mark.parametrize(
    ("declared", "written"),
    [
        *(("utf-8", written) for written in ("utf-16", "utf-32", *UNMARKED)),
        *(("iso-8859-1", written) for written in ("utf-8-sig", "utf-16", *UNMARKED)),
        ("UTF-16", "utf-8-sig"),
        ("UTF-16", "utf-32"),
    ],
)
def test_contradicting(declared: str, written: str) -> None:
    """What contradicts is no XML, and the finding names both."""
    tree, (finding,) = parse(_document(declared, written), "a.xml")
    assert tree is None
    assert (finding.code, finding.place.file, finding.place.line) == ("xml-not-well-formed", "a.xml", 1)
    assert declared in str(finding.message)
    assert written[:5].upper() in str(finding.message)


@pytest.mark.parametrize(
    "content", [b"", b"\xff\xfe", b"\xef\xbb\xbf", b"<\x00?\x00", b"\x00\x00\xfe\xff<?xml encoding="]
)
def test_fragments(content: bytes) -> None:
    """Beginnings of documents contradict nothing; the parser has its say."""
    assert encoding_findings(content, "") == ()
    assert parse(content)[0] is None
