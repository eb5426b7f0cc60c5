"""Language tags."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidValue
from pipeline.model import languages


@pytest.mark.parametrize(
    ("typed", "tag"),
    [
        ("fr", "fr"),
        ("FR_ca", "fr-CA"),
        (" zh-hant ", "zh-Hant"),
        ("sr-latn-rs", "sr-Latn-RS"),
        ("az", "az"),
        ("gsw", "gsw"),
    ],
)
def test_tag(typed: str, tag: str) -> None:
    """In the spelling of RFC 5646."""
    assert languages.tag(typed) == tag


@pytest.mark.parametrize("typed", ["", "french", "xx-yy-zz", "fr fr", "é", "fr-", "x" * 100])
def test_no_tag(typed: str) -> None:
    """What the registry does not know."""
    with pytest.raises(InvalidValue) as caught:
        languages.tag(typed)
    assert caught.value.code == "language-unknown"


@pytest.mark.parametrize(
    ("tag", "crossref"), [("fr-CA", "fr"), ("zh-Hant", "zh"), ("gsw", "gsw"), ("und", ""), ("mul", ""), ("qaa", "")]
)
def test_crossref(tag: str, crossref: str) -> None:
    """No region, no script; nothing for what is no language."""
    assert languages.crossref(tag) == crossref


@pytest.mark.parametrize(
    ("tag", "direction"),
    [("ar", "rtl"), ("he", "rtl"), ("fa-IR", "rtl"), ("az-Arab", "rtl"), ("az", "ltr"), ("zh", "ltr")],
)
def test_direction(tag: str, direction: str) -> None:
    """By the script, the usual one where none is named."""
    assert languages.direction(tag) == direction


@given(st.text(max_size=12))
def test_any_text(text: str) -> None:
    """It is a tag that stays the same, or it is refused."""
    try:
        tag = languages.tag(text)
    except InvalidValue:
        return
    assert languages.tag(tag) == tag
