"""JATS: the list of references."""

from itertools import product
from typing import Any, get_args

import pytest

from pipeline.model.references import ReferenceType
from tests.formats.jats_support import content, elements, faults, objections, parse, render, texts
from tests.works import minimal_work


def citation(**reference: Any) -> str:
    """Give what is in the one mixed-citation of a reference."""
    (written,) = content(parse(minimal_work(references=[reference])), "//ref//mixed-citation")
    return written


def doi(value: str) -> str:
    """Write a DOI as the citation does."""
    return f'<pub-id pub-id-type="doi">{value}</pub-id>'


@pytest.mark.parametrize(
    ("reference", "written"),
    [
        ({"text": "A < B & <i>C</i>."}, "A &lt; B &amp; <italic>C</italic>."),
        ({"text": "A. https://doi.org/10.5555/a.b. B"}, f"A. https://doi.org/{doi('10.5555/a.b')}. B"),
        ({"text": "A. https://doi:10.5555/a."}, f"A. https://doi:{doi('10.5555/a')}."),
        ({"text": "A. 10.5555/AB", "doi": "10.5555/ab"}, f"A. {doi('10.5555/AB')}"),
        ({"text": "A.", "doi": "10.5555/ab"}, f"A. {doi('10.5555/ab')}"),
        ({"text": "10.5555/abc 10.5555/ab", "doi": "10.5555/ab"}, f"10.5555/abc {doi('10.5555/ab')}"),
        ({"text": "10.5555/abc 10.5555/ab"}, "10.5555/abc 10.5555/ab"),
        ({"text": "A. <i>10.5555/ab</i>"}, f"A. <italic>10.5555/ab</italic> {doi('10.5555/ab')}"),
        (
            {"text": "A. PMID: 123. PMC12", "pmid": "123", "pmcid": "PMC12"},
            'A. PMID: <pub-id pub-id-type="pmid">123</pub-id>. <pub-id pub-id-type="pmcid">PMC12</pub-id>',
        ),
        ({"text": "A 1234, PMC123.", "pmid": "123"}, 'A 1234, PMC123. <pub-id pub-id-type="pmid">123</pub-id>'),
        ({"text": "arXiv:2101.1v2", "arxiv": "2101.1v2"}, 'arXiv:<pub-id pub-id-type="arxiv">2101.1v2</pub-id>'),
    ],
)
def test_printed_text(reference: dict[str, str], written: str) -> None:
    """The text is as it was printed, its identifiers marked where they stand; those that it lacks follow."""
    assert citation(**reference) == written


def test_text_and_fields() -> None:
    """A reference with both is written twice, as alternatives: as printed, and in parts without punctuation."""
    reference = {
        "text": "As printed.",
        "type": "book",
        "authors": ["Doe, Jane"],
        "title": "A <i>book</i>",
        "year": "1999b",
    }
    root = parse(minimal_work(references=[reference]))
    assert [found.tag for found in elements(root, "//citation-alternatives/*")] == [
        "mixed-citation",
        "element-citation",
    ]
    assert texts(root, "//mixed-citation") == ["As printed."]
    name = '<name name-style="western"><surname>Doe</surname><given-names>Jane</given-names></name>'
    assert content(root, "//element-citation")[0].split("\n") == [
        "",
        f'            <person-group person-group-type="author">{name}</person-group>',
        '            <year specific-use="1999b">1999</year>',
        "            <source>A <italic>book</italic></source>",
        "          ",
    ]


@pytest.mark.parametrize(
    ("reference", "words"),
    [
        (
            {
                "type": "journal_article",
                "authors": ["Doe, Jane", "Plato", {"type": "organization", "name": {"en": "The Group"}}],
                "title": "On cups",
                "container": "Journal",
                "year": "1999a",
                "volume": "3",
                "issue": "1",
                "first_page": "7",
                "last_page": "12",
                "doi": "10.5555/a",
            },
            "Doe, Jane; Plato; The Group (1999a). On cups. Journal, 3(1), 7–12. https://doi.org/10.5555/a",
        ),
        (
            {"title": "A book", "type": "book", "editors": ["Roe, Rex"], "publisher": "Press", "place": "Paris"},
            "A book. Roe, Rex. Paris: Press",
        ),
        ({"title": "Site", "url": "https://a.example/", "accessed": "2024-05"}, "Site. https://a.example/ [2024-05]"),
        ({"doi": "10.5555/a"}, "https://doi.org/10.5555/a"),
        ({"title": "Why?", "edition": "2e éd.", "series": "S"}, "Why?, 2e éd. S"),
        ({"title": "T", "authors": [{"type": "anonymous"}], "year": "2001"}, " (2001). T"),
    ],
)
def test_wording(reference: dict[str, Any], words: str) -> None:
    """A reference without a text is worded from its parts, in no language."""
    root = parse(minimal_work(references=[reference]))
    assert texts(root, "//mixed-citation") == [words]
    assert objections(root) == []


@pytest.mark.parametrize(
    ("pages", "written"),
    [
        ({"first_page": "401", "last_page": "433"}, "<fpage>401</fpage>–<lpage>433</lpage>"),
        ({"first_page": "401", "last_page": "33"}, "<page-range>401–33</page-range>"),
        ({"first_page": "S9", "last_page": "S12"}, "<fpage>S9</fpage>–<lpage>S12</lpage>"),
        ({"first_page": "xii"}, "<fpage>xii</fpage>"),
        ({"last_page": "12"}, "<page-range>12</page-range>"),
        ({"article_number": "e7"}, "<elocation-id>e7</elocation-id>"),
        (
            {"first_page": "1", "article_number": "e7"},
            '<fpage>1</fpage>, <pub-id pub-id-type="custom" custom-type="article-number">e7</pub-id>',
        ),
        ({"first_page": "9" * 5000, "last_page": "1"}, f"<page-range>{'9' * 5000}–1</page-range>"),
    ],
)
def test_pages(pages: dict[str, str], written: str) -> None:
    """Pages or an article number; an abridged last page makes a range."""
    assert citation(title="T", **pages) == f"<article-title>T</article-title>. {written}"


WHOLE: dict[str, Any] = {
    "authors": ["Doe, Jane"],
    "title": "Title",
    "container": "Container",
    "year": "2001",
    "version": "2",
    "first_page": "3",
    "last_page": "1",
    "article_number": "e1",
    "url": "https://example.org/[1]",
}


@pytest.mark.parametrize("kind", [None, *get_args(ReferenceType)])
def test_each_type(kind: str | None) -> None:
    """Whatever is known of a reference of any type, the schema and JATS4R take it, and the type is told."""
    forms: list[dict[str, Any]] = [
        {"title": "Title"},
        {"container": "Container"},
        {"text": "Text.", "doi": "10.5555/a"},
        WHOLE,
        {**WHOLE, "text": "Text."},
    ]
    work = minimal_work(references=[{"type": kind, **form} for form in forms])
    root = parse(work)
    assert faults(render(work)) == []
    assert objections(root) == []
    told = {
        (found.get("publication-type"), found.get("specific-use"))
        for found in elements(root, "//ref//*[@publication-type]")
    }
    assert all(told)
    assert (("other", None) in told) == (kind in (None, "other"))


def test_types_are_told_apart() -> None:
    """No two types are written alike."""
    kinds = get_args(ReferenceType)
    root = parse(minimal_work(references=[{**WHOLE, "type": kind} for kind in kinds]))
    citations = elements(root, "//mixed-citation")
    assert len({(found.get("publication-type"), found.get("specific-use")) for found in citations}) == len(kinds)


def test_keys() -> None:
    """A reference has its own key, else its position."""
    references = [{"id": "doe", "text": "A"}, {"text": "B"}, {"id": "ref1", "text": "C"}]
    root = parse(minimal_work(references=references))
    assert texts(root, "//ref/@id") == ["ref-doe", "ref-2", "ref-ref1"]
    assert texts(root, "//ref-count/@count") == ["3"]


def test_languages_of_a_citation() -> None:
    """A citation names its language, and what is in another language inside of it says so."""
    group = {"type": "organization", "name": {"en": "Group", "fr": "Groupe"}}
    root = parse(minimal_work(references=[{"language": "fr", "authors": [group], "title": "T"}, {"text": "B"}]))
    languages = [
        found.get("{http://www.w3.org/XML/1998/namespace}lang") for found in elements(root, "//mixed-citation")
    ]
    assert languages == ["fr", None]
    assert content(root, "//collab") == ["Groupe"]
    foreign = [{"language": "fr", "authors": [{**group, "name": {"en": "Group"}}], "title": "T"}]
    assert texts(parse(minimal_work(references=foreign)), "//collab/@xml:lang") == ["en"]


def test_combinations_of_parts() -> None:
    """Whatever parts a reference lacks, its wording has no loose punctuation."""
    for present in product((False, True), repeat=len(WHOLE)):
        parts = {name: value for (name, value), there in zip(WHOLE.items(), present, strict=True) if there}
        if {"title", "container"} & set(parts):
            words = texts(parse(minimal_work(references=[parts])), "//mixed-citation")[0]
            assert words == words.strip(" .,;:")
            assert not any(loose in words for loose in ("  ", ". .", ", ,", ",.", " ,", "()", ": ."))
