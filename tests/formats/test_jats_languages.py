"""JATS: texts taken apart by language."""

import pytest

from pipeline.formats.jats_languages import country, languages_of, main_of, sections, variant_in
from pipeline.markup import parse
from pipeline.model.prose import Statement
from pipeline.model.text import LocalizedText, Variant

TEXT = LocalizedText((Variant("fr-CA", parse("a")), Variant("fr", parse("b")), Variant("en", parse("c"))))


def test_variant() -> None:
    """Languages that differ in region are two; a text that is not there has none."""
    found = variant_in(TEXT, "fr")
    assert found
    assert found.value.plain == "b"
    assert variant_in(TEXT, "en-GB") is None
    assert variant_in(None, "fr") is None


def test_languages() -> None:
    """Each once, in the order of the record, with the wanted one in front."""
    other = LocalizedText((Variant("de", parse("d")), Variant("en", parse("e"))))
    assert languages_of([TEXT, None, other]) == ("fr-CA", "fr", "en", "de")
    assert languages_of([TEXT, other], "de") == ("de", "fr-CA", "fr", "en")
    assert languages_of([TEXT], "it") == ("fr-CA", "fr", "en")


@pytest.mark.parametrize(
    ("languages", "wanted", "main"),
    [(["fr", "fr-CA"], "fr-CA", "fr-CA"), (["en", "fr-CA"], "fr", "fr-CA"), (["en"], "fr", ""), ([], "fr", "")],
)
def test_main_language(languages: list[str], wanted: str, main: str) -> None:
    """The language itself, else the same of another region, else none."""
    assert main_of(languages, wanted) == main


@pytest.mark.parametrize(
    ("code", "language", "name"),
    [
        ("FR", "fr", "France"),
        ("CH", "ar", "سويسرا"),
        ("DE", "pt-BR", "Alemanha"),
        ("DE", "zh-Hant", "德國"),
        ("DE", "tlh", "Germany"),
        ("XX", "fr", "XX"),
    ],
)
def test_country(code: str, language: str, name: str) -> None:
    """A country has its name in the language, else in English."""
    assert country(code, language) == name


def test_sections() -> None:
    """The wanted language comes first; a heading of another language is told to be one."""
    context = {"language": "en"}
    statement = Statement.model_validate(
        {"type": "ethics", "title": {"la": "De moribus"}, "text": {"la": "Bene.\n\nOptime.", "de": "Gut."}},
        context=context,
    )
    german, latin = sections([statement], "de")
    assert (german.language, german.title_language, str(german.title)) == ("de", "en", "Ethics statement")
    assert (latin.language, latin.title_language, str(latin.title)) == ("la", "la", "De moribus")
    assert [paragraph.plain for paragraph in latin.paragraphs] == ["Bene.", "Optime."]
