"""References: structured where Crossref has an element, and always with their text."""

from typing import Any, get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.formats.crossref_citations import Citation, citations
from pipeline.model.references import Reference, ReferenceType
from tests.formats.crossref_support import cut, faults, render
from tests.formats.test_crossref import plain_work
from tests.texts import LINES


def cite(**fields: Any) -> Citation:
    """Give the citation of one reference."""
    return citations([Reference.model_validate(fields, context={"language": "en"})])[0]


def test_article_in_a_journal() -> None:
    """The elements that Crossref matches by."""
    cited = cite(
        type="journal_article",
        authors=["Carberry, Josiah", "Second, Author"],
        title="On <i>cups</i>",
        container="Journal of Psychoceramics",
        year="1999a",
        volume="31",
        issue="5",
        first_page="401",
        last_page="433",
        issn="0317-8471",
        doi="https://doi.org/10.5555/cups",
    )
    assert dict(cited.elements) == {
        "issn": "0317-8471",
        "journal_title": "Journal of Psychoceramics",
        "author": "Carberry",
        "volume": "31",
        "issue": "5",
        "first_page": "401",
        "cYear": "1999a",
        "doi": "10.5555/cups",
        "article_title": "On cups",
    }
    assert cited.type == "journal_article"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"type": "book", "title": "T"}, {"volume_title": "T"}),
        ({"type": "book", "title": "T", "series": "S"}, {"series_title": "S", "volume_title": "T"}),
        ({"type": "book_chapter", "title": "T", "container": "B"}, {"volume_title": "B", "article_title": "T"}),
        ({"type": "conference_paper", "title": "T", "container": "P"}, {"volume_title": "P", "article_title": "T"}),
        ({"type": "journal", "title": "J"}, {"journal_title": "J"}),
        (
            {"type": "standard", "title": "T", "standard_number": "ISO 1"},
            {"volume_title": "T", "std_designator": "ISO 1"},
        ),
        ({"title": "T", "container": "J", "volume": "1"}, {"journal_title": "J", "volume": "1", "article_title": "T"}),
        ({"title": "T", "container": "B"}, {"volume_title": "B", "article_title": "T"}),
        ({"title": "T", "issn": "0317-8471"}, {"issn": "0317-8471", "article_title": "T"}),
    ],
)
def test_titles_have_the_elements_of_their_kind(fields: dict[str, str], expected: dict[str, str]) -> None:
    """Journals, books, and parts of either."""
    assert dict(cite(**fields).elements) == expected


@pytest.mark.parametrize("kind", ["journal_article", "dataset", "web_resource", None])
def test_citation_without_container_is_not_structured(kind: str | None) -> None:
    """Crossref reports it as an error; the text and the DOI say it all."""
    cited = cite(type=kind, title="T", authors=["A"], year="2020", doi="10.5555/t")
    assert cited.elements == (("doi", "10.5555/t"),)
    assert cited.text.plain == "A (2020). T. https://doi.org/10.5555/t"


def test_doi_is_found_in_the_text() -> None:
    """Without the sentence's full stop, and never empty."""
    assert cite(text="A. <i>T</i>. https://doi.org/10.5555/x.").elements == (("doi", "10.5555/x"),)
    assert cite(text="No DOI").elements == ()
    assert cite(text="10.5555/a and 10.5555/b").elements == ()


def test_doi_that_the_schema_does_not_take_stays_in_the_text() -> None:
    """A prefix with parts is a DOI, but not for Crossref's schema."""
    cited = cite(doi="10.1000.10/123")
    assert cited.elements == ()
    assert cited.text.plain == "https://doi.org/10.1000.10/123"


def test_value_too_long_for_its_element_stays_in_the_text() -> None:
    """The schema takes 15 characters of an edition, 32 of a volume."""
    cited = cite(type="book", title="T", edition="Third, revised edition", volume="v" * 33)
    assert dict(cited.elements) == {"volume_title": "T"}
    assert "Third, revised edition" in cited.text.plain
    assert "v" * 33 in cited.text.plain


def test_text_as_printed_is_kept() -> None:
    """With its markup, and nothing added."""
    cited = cite(text="As <i>printed</i>.", title="T", container="C")
    assert cited.text.plain == "As printed."


def test_keys_are_the_records_or_by_place() -> None:
    """No two are the same."""
    references = [{"title": "A"}, {"id": "ref1", "title": "B"}, {"id": "own", "title": "C"}, {"title": "D"}]
    made = citations([Reference.model_validate(fields) for fields in references])
    assert [cited.key for cited in made] == ["ref1a", "ref1", "own", "ref4"]


VALUES = LINES.filter(lambda text: len(text) <= 60)
LINE_FIELDS = (
    "series",
    "volume",
    "issue",
    "first_page",
    "last_page",
    "article_number",
    "edition",
    "version",
    "publisher",
    "place",
    "standard_number",
    "standards_body",
)


@given(
    kind=st.sampled_from(get_args(ReferenceType)),
    container=st.booleans(),
    values=st.dictionaries(st.sampled_from(LINE_FIELDS), VALUES),
)
def test_any_reference_is_valid(kind: str, container: bool, values: dict[str, str]) -> None:
    """Whatever its fields say."""
    reference = {"type": kind, "title": "T", **({"container": "C"} if container else {}), **values}
    (deposit,) = cut(plain_work(references=[reference]))
    assert faults(render(deposit)) == []
