"""The record's simplest values."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidValue
from pipeline.model import base
from tests.model.support import refused, value


@pytest.mark.parametrize(
    ("kind", "given_value", "expected"),
    [
        (base.Line, "  a \n b ", "a b"),
        (base.Line, "a\u00a0b", "a\u00a0b"),
        (base.Slug, "Asgarova_2022.v1-x", "Asgarova_2022.v1-x"),
        (base.Url, " https://example.org/a?b=c#d ", "https://example.org/a?b=c#d"),
        (base.Url, "http://müller.example/ü", "http://müller.example/ü"),
        (base.Email, " a.b+c@example.co.uk ", "a.b+c@example.co.uk"),
        (base.CountryCode, "fr", "FR"),
        (base.DoiPrefix, " 10.5555 ", "10.5555"),
        (base.Orcid, "https://orcid.org/0000-0002-1825-0097", "0000-0002-1825-0097"),
        (base.LanguageTag, "pt_br", "pt-BR"),
    ],
)
def test_taken(kind: object, given_value: object, expected: str) -> None:
    """As people type them; kept in one form."""
    assert value(kind, given_value) == expected


@pytest.mark.parametrize(
    ("kind", "given_value", "code"),
    [
        (base.Line, " ", "text-empty"),
        (base.Line, "a\x0bb", "forbidden-character"),
        (base.Line, "a &eacute;", "html-entity"),
        (base.Line, [], "string_type"),
        (base.Line, None, "string_type"),
        (base.RichText, None, "text-expected"),
        (base.RichText, True, "text-expected"),
        (base.RichText, "<i>a", "markup-malformed"),
        (base.Slug, "a b", "id-malformed"),
        (base.Slug, "../a", "id-malformed"),
        (base.Slug, ".a", "id-malformed"),
        (base.Slug, "a.", "id-malformed"),
        (base.Slug, "a/b", "id-malformed"),
        (base.Slug, "é", "id-malformed"),
        (base.Slug, "a" * 101, "id-malformed"),
        (base.Slug, "", "id-malformed"),
        (base.Url, "example.org", "url-malformed"),
        (base.Url, "ftp://example.org", "url-malformed"),
        (base.Url, "javascript:alert(1)", "url-malformed"),
        (base.Url, "https://example.org/a b", "url-malformed"),
        (base.Url, 'https://example.org/"x', "url-malformed"),
        (base.Url, "https://example.org/" + "x" * 2048, "url-malformed"),
        (base.Email, "a@b", "email-malformed"),
        (base.Email, "a b@example.org", "email-malformed"),
        (base.Email, "a@example.org, b@example.org", "email-malformed"),
        (base.CountryCode, "France", "country-unknown"),
        (base.CountryCode, "EU", "country-unknown"),
        (base.CountryCode, "XX", "country-unknown"),
        (base.DoiPrefix, "10.5", "string_pattern_mismatch"),
    ],
)
def test_refused(kind: object, given_value: object, code: str) -> None:
    """Each with its own code."""
    assert refused(kind, given_value) == [code]


@given(st.text())
def test_read_line(text: str) -> None:
    """It is stable, and on one line."""
    try:
        line = base.read_line(text)
    except InvalidValue:
        return
    assert base.read_line(line) == line
    assert not set("\t\n\r") & set(line)


def test_frozen() -> None:
    """Records are values: nobody changes one that others hold."""
    from pipeline.model.journal import Issns

    with pytest.raises(ValueError, match="frozen"):
        Issns().print = "2049-3630"  # type: ignore[misc]  # that is what is tested
