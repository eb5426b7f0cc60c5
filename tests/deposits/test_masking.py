"""Tests of taking a secret out of what comes from elsewhere."""

import base64
import html
import json
from urllib.parse import quote, quote_plus

import pytest

from pipeline.deposits.credentials import Secret
from pipeline.deposits.masking import mask

WORD = "pä ss/w<o>r&d\"'+\\€😀=1"

FORMS = {
    "utf-8": WORD.encode(),
    "utf-16": WORD.encode("utf-16-le"),
    "utf-16, big": WORD.encode("utf-16-be"),
    "utf-32": WORD.encode("utf-32-le"),
    "quoted": quote(WORD).encode(),
    "quoted, all": quote(WORD, safe="").encode(),
    "quoted, lower case": quote(WORD, safe="").lower().encode(),
    "form": quote_plus(WORD).encode(),
    "html": html.escape(WORD).encode(),
    "html, text": html.escape(WORD, quote=False).encode(),
    "html, ascii": html.escape(WORD).encode("ascii", "xmlcharrefreplace"),
    "xml": html.escape(WORD).replace("&#x27;", "&apos;").encode(),
    "json": json.dumps(WORD).encode(),
    "json, utf-8": json.dumps(WORD, ensure_ascii=False).replace("/", "\\/").encode(),
    "base64": base64.b64encode(WORD.encode()),
    "base64, in addresses": base64.urlsafe_b64encode(WORD.encode()),
    "basic 0": base64.b64encode(f"abc{WORD}".encode()),
    "basic 1": base64.b64encode(f"role:{WORD}xy".encode()),
    "basic 2": base64.b64encode(f"rol:{WORD}".encode()),
}


@pytest.mark.parametrize("form", FORMS)
def test_forms(form: str) -> None:
    """Each spelling is found, and what is around it stays."""
    masked = mask(b"<a>" + FORMS[form] + b"</a>", Secret(WORD))
    assert masked.startswith(b"<a>")
    assert masked.endswith(b"</a>")
    assert b"********" in masked
    assert len(masked) < len(b"<a></a>") + 8 + 14  # no more is left than the neighbours in Base64, and quotes


def test_latin_1() -> None:
    """Crossref's pages are in ISO-8859-1."""
    assert mask("é: pässé.".encode("latin-1"), Secret("pässé")) == "é: ********.".encode("latin-1")


def test_every_place() -> None:
    """Each occurrence is masked; the rest is the same to the byte."""
    assert mask(b"\xff\x00 abcd x abcd\r\nABCD", Secret("abcd")) == b"\xff\x00 ******** x ********\r\nABCD"


def test_signs_of_patterns() -> None:
    """The characters of a secret are no pattern."""
    assert mask(b"axc a.c", Secret("a.c")) == b"axc ********"


def test_nothing_to_mask() -> None:
    """An empty secret is nowhere."""
    assert mask(b"abc", Secret("")) == b"abc"
