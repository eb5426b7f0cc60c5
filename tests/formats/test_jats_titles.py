"""JATS: the journal, titles and headings."""

import pytest

from tests.formats.jats_support import (
    LANG,
    META,
    content,
    elements,
    faults,
    full_file,
    parse,
    render,
    texts,
)
from tests.works import minimal_record, minimal_work


def test_journal() -> None:
    """The main title is the journal's first, the others are translations."""
    full = full_file()
    meta = "front/journal-meta"
    assert texts(full, f"{meta}/journal-id") == ["cahiers", "10.5555/cahiers", "CAHFOR"]
    assert texts(full, f"{meta}//journal-title") == ["Cahiers des formes"]
    assert content(full, f"{meta}//trans-title-group[@xml:lang='en']/trans-title") == ["Notebooks of Forms"]
    assert texts(full, f"{meta}/issn[@publication-format='electronic']") == ["2049-3630"]
    assert texts(full, f"{meta}/publisher/publisher-loc") == [
        "Bruxelles, Belgique, https://presses.example.org/",
        "Brussels, Belgium",
    ]


@pytest.mark.parametrize(
    ("issn", "expected"),
    [
        ({}, [("", {"content-type": "not-assigned"})]),
        ({"linking": "1050-124X"}, [("1050-124X", {})]),
        ({"print": "0378-5955", "linking": "1050-124X"}, [("0378-5955", {"publication-format": "print"})]),
    ],
)
def test_issn(issn: dict[str, str], expected: list[tuple[str, dict[str, str]]]) -> None:
    """JATS demands an ISSN: a journal that has none yet says so, and is still valid."""
    work = minimal_work(journal={**minimal_record()["journal"], "issn": issn})
    root = parse(work)
    assert [(found.text or "", dict(found.attrib)) for found in elements(root, "//issn")] == expected
    assert texts(root, "//issn-l") == ([issn["linking"]] if "linking" in issn else [])
    assert faults(render(work)) == []


def test_journal_pages_by_pattern() -> None:
    """Where the journal has patterns for addresses, each page is named once, with its language."""
    patterns = {
        "journal": {"en": "https://example.org/{language}"},
        "article": {"en": "https://example.org/{language}/{id}"},
        "issue": {"en": "https://example.org/issues/{number}"},
    }
    journal = {**minimal_record()["journal"], "languages": ["en", "fr"], "urls": patterns}
    root = parse(minimal_work(journal=journal, issue={"id": "i", "number": "7"}))
    assert texts(root, "front/journal-meta/self-uri/@xlink:href") == [
        "https://example.org/en",
        "https://example.org/fr",
    ]
    assert [
        (found.get("hreflang"), found.get("{http://www.w3.org/1999/xlink}href"))
        for found in elements(root, f"{META}/self-uri")
    ] == [("en", "https://example.org/en/minimal"), ("fr", "https://example.org/fr/minimal")]
    assert texts(root, "//issue-id/@xlink:href") == ["https://example.org/issues/7"]


def test_titles() -> None:
    """The title is in the article's language, with its markup; all others are in groups of their own."""
    full = full_file()
    group = f"{META}/title-group"
    formula = "<mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math>"
    assert content(full, f"{group}/article-title") == [
        f"La <italic>forme</italic> &amp; le <sup>nombre</sup> : <inline-formula>{formula}</inline-formula>"
    ]
    assert content(full, f"{group}/trans-title-group[@xml:lang='en']/*") == [
        "Form &amp; <bold>Number</bold>",
        "An essay in poetics",
    ]
    assert texts(full, f"{group}/trans-title-group/@xml:lang") == ["en", "ar"]


def test_title_in_other_languages_only() -> None:
    """A title that is not in the article's language says which it is in; so does a subtitle without a title."""
    root = parse(minimal_work(language="de", title={"en": "Title", "la": "Titulus"}, subtitle={"it": "Sottotitolo"}))
    group = f"{META}/title-group"
    assert [(found.text, found.get(LANG)) for found in elements(root, f"{group}/*[text()]")] == [
        ("Title", "en"),
        ("Sottotitolo", "it"),
    ] or texts(root, f"{group}/article-title[@xml:lang='en']") == ["Title"]
    assert texts(root, f"{group}/subtitle[@xml:lang='it']") == ["Sottotitolo"]
    assert texts(root, f"{group}/trans-title-group[@xml:lang='la']/trans-title") == ["Titulus"]


def test_categories() -> None:
    """Headings are nested; groups in the article's language do not repeat it."""
    full = full_file()
    groups = f"{META}/article-categories/subj-group[@subj-group-type='heading']"
    assert texts(full, f"{groups}[not(@xml:lang)]/subject") == ["Dossier"]
    assert texts(full, f"{groups}[not(@xml:lang)]/subj-group/subject") == ["Lectures"]
    assert texts(full, f"{groups}[@xml:lang='en']//subject") == ["Special section", "Readings"]
