"""Texts in several languages."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import TypeAdapter

from pipeline.markup import Inline, parse
from pipeline.model.text import Localized, LocalizedLine, LocalizedProse, LocalizedTerms, LocalizedText, Variant
from tests.model.support import refused, value
from tests.texts import LINES


def test_table_and_bare_text() -> None:
    """A bare text is in the record's language; the order of a table is kept; tags get their usual spelling."""
    assert value(LocalizedText, "Bonjour", "fr-CA").languages == ("fr-CA",)
    text = value(LocalizedText, {"fr_ca": "Bonjour <i>toi</i>", "ZH-hant": "你好", "ar": "مرحبا"})
    assert text.languages == ("fr-CA", "zh-Hant", "ar")
    assert text.variants[0].value == parse("Bonjour <i>toi</i>")
    assert [variant.direction for variant in text] == ["ltr", "ltr", "rtl"]


def test_best_language() -> None:
    """The same tag, then the same primary language, then the next wanted, then the first there is."""
    text = value(LocalizedLine, {"en-US": "a", "fr": "b", "fr-CA": "c"})
    assert [text.best(*wanted).value for wanted in (("fr-CA",), ("fr-BE",), ("en",), ("de", "fr"), ("de",), ())] == [
        "c",
        "b",
        "a",
        "b",
        "a",
        "a",
    ]
    assert text.find("de") is None
    assert [variant.value for variant in text.others("fr")] == ["a", "c"]
    assert [variant.value for variant in text.others("de")] == ["b", "c"]
    assert LocalizedLine().best("fr") is None
    assert not LocalizedLine()


def test_prose_has_paragraphs() -> None:
    """Blank lines separate them, here as in markup."""
    prose = value(LocalizedProse, {"fr": "un\ndeux\n\ntrois <i>x</i>\n", "en": "one"})
    assert [[paragraph.plain for paragraph in variant.value] for variant in prose] == [["un deux", "trois x"], ["one"]]


def test_terms_are_lists() -> None:
    """In the record's language, or per language; numbers are terms too."""
    assert [term.plain for term in value(LocalizedTerms, ["a", 1984]).variants[0].value] == ["a", "1984"]
    assert value(LocalizedTerms, {"fr": ["a"], "en": ["b", "c"]}).languages == ("fr", "en")


@pytest.mark.parametrize(
    ("kind", "given_value", "codes"),
    [
        (LocalizedText, "", ["text-empty"]),
        (LocalizedText, {"fr": " "}, ["text-empty"]),
        (LocalizedText, {}, ["too_short"]),
        (LocalizedText, ["a"], ["text-expected"]),
        (LocalizedText, {"fr": {"a": "b"}}, ["text-expected"]),
        (LocalizedText, True, ["text-expected"]),
        (LocalizedText, None, ["dict_type"]),
        (LocalizedText, {"french": "a"}, ["language-unknown"]),
        (LocalizedText, {"fr": "a", "FR": "b"}, ["language-repeated"]),
        (LocalizedText, {"fr": "<i>a", "en": "b&eacute;"}, ["markup-malformed", "html-entity"]),
        (LocalizedProse, {"fr": "\n\n"}, ["text-empty"]),
        (LocalizedProse, {"fr": "a\n\n<x>b</x>"}, ["markup-unknown"]),
        (LocalizedTerms, "a, b", ["list-expected"]),
        (LocalizedTerms, {"fr": []}, ["list-expected"]),
        (LocalizedTerms, {"fr": ["a", ""]}, ["text-empty"]),
        (LocalizedLine, {"fr": "a\x07"}, ["forbidden-character"]),
        (LocalizedLine, ["a"], ["text-expected"]),
    ],
)
def test_refused(kind: type[Localized[Any]], given_value: object, codes: list[str]) -> None:
    """All that is wrong in any language, at once."""
    assert refused(kind, given_value) == codes


@pytest.mark.parametrize("blank", ["\u00a0", "<i>\u00a0</i>", "\u3000", "<math/>", "<math><mi/></math>", "<i> </i>"])
def test_blank_is_empty(blank: str) -> None:
    """A heading of no-break spaces, or of a formula without characters, is none."""
    assert refused(LocalizedText, {"en": blank}) == ["text-empty"]
    if "<" not in blank:
        assert refused(LocalizedLine, {"en": blank}) == ["text-empty"]


def test_text_without_any_language() -> None:
    """A bare text needs a record with a language around it."""
    assert refused(LocalizedText, "a", "") == ["language-missing"]


@given(LINES)
def test_any_line_survives(line: str) -> None:
    """A plain line comes back as it was typed, with blanks collapsed, however often it is read."""
    once = value(LocalizedLine, line).variants[0].value
    assert value(LocalizedLine, once).variants[0].value == once
    assert "".join(once.split()) == "".join(line.split())


@given(st.dictionaries(st.sampled_from(["fr", "en", "ar", "zh-Hant"]), LINES, min_size=1))
def test_what_is_written_is_read_again(table: dict[str, str]) -> None:
    """Every kind of text survives being dumped and read."""
    escaped = {tag: text.replace("&", "&amp;").replace("<", "&lt;") for tag, text in table.items()}
    cases: list[tuple[type[Localized[Any]], Any]] = [
        (LocalizedText, escaped),
        (LocalizedProse, {tag: f"{text}\n\n{text}" for tag, text in escaped.items()}),
        (LocalizedTerms, {tag: [text, text] for tag, text in escaped.items()}),
        (LocalizedLine, table),
    ]
    for kind, given_value in cases:
        adapter = TypeAdapter(kind)
        read = value(kind, given_value)
        assert adapter.validate_python(adapter.dump_python(read, mode="json")) == read


def test_frozen() -> None:
    """Nobody changes a text that others hold."""
    with pytest.raises(AttributeError):
        Variant("fr", Inline()).language = "en"  # type: ignore[misc]  # that is what is tested
