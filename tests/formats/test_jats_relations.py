"""JATS: licences, links, and related works."""

from typing import get_args

import pytest

from pipeline.model.crossmark import UpdateType
from tests.formats.jats_support import (
    LANG,
    META,
    content,
    elements,
    full_file,
    objections,
    parse,
    texts,
)
from tests.works import minimal_work


def test_licences() -> None:
    """One license per licence and language; those of Creative Commons are open access."""
    full = full_file()
    licences = elements(full, f"{META}/permissions/license")
    assert [(found.get("license-type"), found.get(LANG)) for found in licences] == [
        ("open-access", None),
        ("open-access", "en"),
        (None, None),
    ]
    references = elements(full, "//ali:license_ref")
    assert [(found.get("specific-use"), found.get("start_date")) for found in references] == [
        ("vor", "2025-10-07"),
        ("vor", "2025-10-07"),
        ("tdm", None),
    ]


def test_links() -> None:
    """Every link says what it is for, and is described by the title in its language."""
    full = full_file()
    links = elements(full, f"{META}/self-uri")
    assert [found.get("specific-use") for found in links] == [
        "web",
        "web",
        "pdf vor",
        "text-mining",
        "similarity-check am",
    ]
    titles = texts(full, f"{META}/self-uri/@xlink:title")
    assert titles[1] == "Form & Number"
    assert all(title.startswith("La forme & le nombre") for title in (titles[0], *titles[2:]))


@pytest.mark.parametrize("kind", get_args(UpdateType))
def test_updates(kind: str) -> None:
    """Each of Crossref's types of updates is a related article, and stays known."""
    (found,) = elements(
        parse(minimal_work(updates=[{"type": kind, "doi": "10.5555/a", "date": "2025-01-02"}])), "//related-article"
    )
    assert found.get("specific-use") == kind
    assert found.get("related-article-type") in {
        "addended-article",
        "corrected-article",
        "object-of-concern",
        "partial-retraction",
        "retracted-article",
        "updated-article",
    }
    assert found.get("{http://www.w3.org/1999/xlink}href") == "10.5555/a"
    assert texts(found, "date/@iso-8601-date") == ["2025-01-02"]


def test_translations() -> None:
    """Original and translations are versions in other languages; which is which is said."""
    full = full_file()
    found = elements(full, "//related-article[@related-article-type='alt-language']")
    assert [(each.get("specific-use"), each.get("hreflang")) for each in found] == [
        ("isTranslationOf", "de"),
        ("hasTranslation", "es"),
    ]
    assert content(full, "//related-article/article-title") == [
        'Form und <italic>Zahl</italic>: <named-content content-type="subtitle">Ein Versuch</named-content>'
    ]


def test_subtitle_of_the_original() -> None:
    """What stands before it is what its language puts there."""
    original = {"doi": "10.5555/o", "language": "fr", "title": {"fr": "La vase"}, "subtitle": {"fr": "Deux ans"}}
    assert texts(parse(minimal_work(translation_of=original)), "//related-article/article-title") == [
        "La vase\u00a0: Deux ans"
    ]


def test_relations() -> None:
    """A preprint with a DOI is a related article; all else is an object, a link where it has an address."""
    relations = [
        {"type": "hasPreprint", "target": "10.5555/pre"},
        {"type": "isReviewOf", "target": "10.5555/book", "description": {"en": "The <i>book</i>"}},
        {"type": "isReviewOf", "target": "10.5555/book"},
        {"type": "isPartOf", "target": "2049-3630", "target_type": "issn"},
    ]
    root = parse(minimal_work(relations=relations))
    assert texts(root, "//related-article[@related-article-type='preprint']/@xlink:href") == ["10.5555/pre"]
    assert texts(root, "//related-object/@object-id") == ["10.5555/book", "10.5555/book", "2049-3630"]
    assert texts(root, "//related-object/@xlink:href") == ["https://doi.org/10.5555/book"] * 2
    assert content(root, "//related-object/comment") == ["The <italic>book</italic>"]
    assert objections(root) == []
