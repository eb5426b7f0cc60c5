"""JATS: abstracts, keywords, funding, statements and other metadata."""

from typing import Any, get_args

import pytest

from pipeline.model.prose import AbstractType
from tests.formats.jats_support import (
    LANG,
    META,
    content,
    elements,
    faults,
    full_file,
    objections,
    parse,
    render,
    texts,
)
from tests.works import full_record, minimal_work, work_of


@pytest.mark.parametrize("kind", get_args(AbstractType))
def test_kinds_of_abstracts(kind: str) -> None:
    """Each kind is known to JATS, and the file valid."""
    graphic = {"url": "https://example.org/a.png", "alt": "A picture"}
    work = minimal_work(
        abstracts=[{"type": kind, "text": "Text.", "graphic": graphic if kind == "graphical" else None}]
    )
    assert len(texts(parse(work), "//abstract/@abstract-type")) == 1
    assert faults(render(work)) == []
    assert objections(parse(work)) == []


def test_abstract_languages() -> None:
    """The article's language, also of another region, is the abstract; the rest are translations of it, and follow."""
    abstracts = [
        {"text": {"fr": "Résumé", "en-GB": "Abstract"}},
        {"type": "short", "text": {"en": "Short", "en-GB": "Short, too"}},
    ]
    root = parse(minimal_work(abstracts=abstracts))
    found = elements(root, f"{META}/abstract | {META}/trans-abstract")
    assert [(each.tag, each.get(LANG), "".join(each.itertext()).strip()) for each in found] == [
        ("abstract", "en-GB", "Abstract"),
        ("abstract", None, "Short"),
        ("trans-abstract", "fr", "Résumé"),
        ("trans-abstract", "en-GB", "Short, too"),
    ]


def test_structured_abstract_with_gaps() -> None:
    """A section without a heading in a language borrows one and says so; one with nothing in a language is left out."""
    sections = [
        {"title": {"en": "Aim"}, "text": {"en": "To know.", "fr": "Savoir."}},
        {"title": {"en": "Result"}, "text": {"en": "Known."}},
    ]
    work = minimal_work(abstracts=[{"sections": sections}])
    assert content(parse(work), "//trans-abstract[@xml:lang='fr']/sec/title") == [
        '<named-content content-type="foreign" xml:lang="en">Aim</named-content>'
    ]
    assert faults(render(work)) == []
    assert objections(parse(work)) == []


def test_graphical_abstract() -> None:
    """The picture is described in the language of each abstract."""
    full = full_file()
    assert texts(full, "//abstract[@abstract-type='graphical']//alt-text") == ["Un hémistiche dessiné"]
    assert texts(full, "//trans-abstract[@abstract-type='graphical']//alt-text") == ["A drawn half-line"]
    assert texts(full, "//graphic/@mime-subtype") == ["webp", "webp"]


def test_keywords() -> None:
    """A group per list and language."""
    full = full_file()
    groups = elements(full, f"{META}/kwd-group")
    assert [(group.get("kwd-group-type"), group.get(LANG)) for group in groups] == [
        ("author", "fr"),
        ("author", "en"),
        ("author", "ar"),
        ("vocabulary", "fr"),
        ("vocabulary", "en"),
    ]
    assert content(full, f"{META}/kwd-group[1]/kwd") == ["vers <italic>libre</italic>", "nombre"]


def test_funding() -> None:
    """An award-group per award, each with the funder; a funder without awards has one too."""
    full = full_file()
    assert texts(full, "//award-group/award-id") == ["FE-2024-001", "10.5555/subvention", "FE-2024-002"]
    assert len(elements(full, "//award-group")) == 3
    assert texts(full, "//funding-statement") == ["Financé par un fonds.", "Paid by a fund."]


def test_funding_statement_alone() -> None:
    """It needs no funder, and keeps its heading."""
    work = minimal_work(statements=[{"type": "funding", "title": {"en": "Money", "fr": "Argent"}, "text": "None."}])
    assert texts(parse(work), "//funding-group/*") == ["Argent", "Money None."]
    assert faults(render(work)) == []


def test_crossmark() -> None:
    """The work's policy goes before the journal's; an assertion keeps its group, its term and its links."""
    full = full_file()
    values = dict(zip(texts(full, "//meta-name"), texts(full, "//meta-value"), strict=True))
    assert values["crossmark-policy"] == "10.5555/politique-propre"
    assert values["Évaluation par les pairs"] == "Double anonymat https://cahiers.example.org/evaluation"
    own = full_record(crossmark=None)
    policies = "//custom-meta[meta-name='crossmark-policy']/meta-value"
    assert texts(parse(work_of(own)), policies) == ["10.5555/politique"]


def statement(kind: str, /, *, title: Any = None, text: Any, language: str = "en") -> dict[str, Any]:
    """Give a record with one statement."""
    return {"language": language, "statements": [{"type": kind, "title": title, "text": text}]}


@pytest.mark.parametrize(
    ("language", "title", "heading"),
    [
        ("en", {"en": "Where the data are"}, "Where the data are"),
        ("en", None, "Data availability"),
        ("de", None, '<named-content content-type="foreign" xml:lang="en">Data availability</named-content>'),
    ],
)
def test_statement_headings(language: str, title: Any, heading: str) -> None:
    """A section has its own heading, else ours in its language, else ours in English, and says that it is English."""
    work = minimal_work(**statement("data-availability", title=title, text={language: "Here."}, language=language))
    assert content(parse(work), "back/sec[@sec-type='data-availability']/title") == [heading]
    assert faults(render(work)) == []


def test_one_ethics_section() -> None:
    """Translations and further ethics statements are inside of the first one (JATS4R: there is one)."""
    full = full_file()
    assert texts(full, "back/sec[@sec-type='ethics-statement']/p") == ["Comité consulté."]
    assert texts(full, "back/sec[@sec-type='ethics-statement']/sec[@xml:lang='en']/p") == ["Board consulted."]
    two = [{"type": "ethics", "text": "First."}, {"type": "ethics", "text": "Second."}]
    root = parse(minimal_work(statements=two))
    assert texts(root, "back/sec/p | back/sec/sec/p") == ["First.", "Second."]
    assert objections(root) == []


def test_acknowledgements_and_notes() -> None:
    """They stand once per language."""
    full = full_file()
    assert [found.get(LANG) for found in elements(full, "back/ack")] == [None, "en"]
    assert texts(full, "back/ack[1]/p") == ["Merci à tous.", "Et à toutes."]
    assert texts(full, "back/notes/p") == ["Paru d’abord en revue.", "First printed elsewhere."]


def test_components() -> None:
    """A component has its address, kind, identifiers and, per language, title and description."""
    full = full_file()
    (first, second) = elements(full, f"{META}/supplementary-material")
    assert (first.get("content-type"), first.get("mimetype"), first.get("mime-subtype")) == ("dataset", "text", "csv")
    assert texts(first, "object-id") == ["10.5555/cahiers.12.3.45.s1", "corpus"]
    assert texts(first, "caption[@xml:lang='en']/*") == ["The corpus", "All the lines."]
    assert second.get("content-type") == "video"
