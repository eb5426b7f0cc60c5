"""Matched references, and answers that hold none."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.deposits import json_answers
from pipeline.deposits.resolved_references import ResolvedReference, read_resolved_references
from pipeline.errors import CrossrefUnavailable

_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["key", "doi", "type", "x"]), inner),
)


def _answer(*references: object) -> bytes:
    return json.dumps({"doi": "10.5555/a", "matched-references": references}).encode()


def test_read() -> None:
    """Key, DOI and type, in their order."""
    content = _answer(
        {"key": "ref2", "doi": "10.5555/Two", "type": "journal_article"}, {"key": "ref1", "doi": "10.5555/one"}
    )
    assert read_resolved_references(content) == (
        ResolvedReference("ref2", "10.5555/Two", "journal_article"),
        ResolvedReference("ref1", "10.5555/one", ""),
    )


def test_none_matched() -> None:
    """An empty list is an answer."""
    assert read_resolved_references(_answer()) == ()


def test_what_is_no_reference() -> None:
    """What has no DOI is left out, and what is no text counts as none; lone surrogates are replaced."""
    content = _answer({"key": "a"}, {"doi": ["10.5555/b"]}, "c", None, {"key": 7, "doi": "10.5555/d\ud800", "type": {}})
    assert read_resolved_references(content) == (ResolvedReference("7", "10.5555/d?", ""),)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"<html>Welcome to Crossref</html>",
        b"[]",
        b"null",
        b"{}",
        b'{"matched-references": {}}',
        b'{"matched-references": [',
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b'{"matched-references": ' + b"9" * 10_000 + b"}",
    ],
)
def test_no_answer(content: bytes) -> None:
    """Anything else is an error of the server, which is named."""
    with pytest.raises(CrossrefUnavailable, match=r"doi\.example\.org") as caught:
        read_resolved_references(content, "doi.example.org")
    assert caught.value.remedy


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is too large is not parsed at all."""
    monkeypatch.setattr(json_answers, "LARGEST", 50)
    with pytest.raises(CrossrefUnavailable):
        read_resolved_references(_answer({"key": "a", "doi": "10.5555/b"}))


@given(_JSON)
def test_any_json(value: object) -> None:
    """No JSON makes it stumble."""
    for found in read_resolved_references(json.dumps({"matched-references": [value]}).encode()):
        assert found.doi
