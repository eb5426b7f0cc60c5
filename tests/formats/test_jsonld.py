"""JSON-LD: the article in the words of schema.org, safe inside a page."""

import json
from typing import Any

import pytest
from hypothesis import given, settings

from pipeline.formats.schema_org import Words, thing
from tests.formats.landing_support import contents, full_page, page, select
from tests.texts import LINES
from tests.works import full_work, minimal_work


def _read(root: Any) -> Any:
    (text,) = select(root, "//script[@type='application/ld+json']/text()")
    return json.loads(text)


def test_article() -> None:
    """Identity, titles in all languages, people, place and rights."""
    found = _read(full_page("en"))
    assert (found["@context"], found["@type"]) == ("https://schema.org", "ScholarlyArticle")
    assert found["@id"] == "https://doi.org/10.5555/cahiers.12.3.45"
    assert found["identifier"]["value"] == "10.5555/cahiers.12.3.45"
    assert found["headline"] == "Form & Number: An essay in poetics"
    assert [title["@language"] for title in found["name"]] == ["fr", "en", "ar"]
    assert found["author"][0]["@id"] == "https://orcid.org/0000-0002-1825-0097"
    assert found["author"][0]["affiliation"][0]["@id"] == "https://ror.org/036rp1748"
    assert found["translator"][1]["name"] == "Björk"
    assert found["isPartOf"]["isPartOf"]["isPartOf"]["issn"] == ["0378-5955", "2049-3630", "1050-124X"]
    assert found["pagination"] == "186–194, 201, 205"
    assert found["datePublished"] == "2025-10-06"
    assert found["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert "isAccessibleForFree" not in found  # its licence begins a day after its publication
    assert found["translationOfWork"]["@id"] == "https://doi.org/10.5555/original"
    assert len(found["citation"]) == len(full_work().references)


def test_least_article() -> None:
    """What the record does not have is left out, and nothing is made up."""
    assert _read(page(minimal_work())) == {
        "@context": "https://schema.org",
        "@type": "ScholarlyArticle",
        "headline": "Title",
        "name": {"@language": "en", "@value": "Title"},
        "inLanguage": "en",
        "isPartOf": {
            "@type": "Periodical",
            "name": {"@language": "en", "@value": "Review"},
            "inLanguage": "en",
            "publisher": {"@type": "Organization", "name": {"@language": "en", "@value": "Publisher"}},
        },
        "publisher": {"@type": "Organization", "name": {"@language": "en", "@value": "Publisher"}},
    }


@pytest.mark.parametrize(
    ("record", "free"),
    [
        ({"licenses": [{"url": "https://creativecommons.org/licenses/by-nc/4.0/"}]}, True),
        ({"free_to_read": {}}, True),
        ({"free_to_read": {"end": "2027-01-01"}}, None),
        ({"free_to_read": {"start": "2026-01-01"}, "dates": {"published_online": "2025-06-01"}}, None),
        ({"free_to_read": {"start": "2025-06-01"}, "dates": {"published_online": "2025-06-01"}}, True),
        ({"licenses": [{"url": "https://creativecommons.org/licenses/by/4.0/", "applies_to": "am"}]}, None),
        ({"licenses": [{"url": "https://press.example.org/all-rights-reserved"}]}, None),
        ({}, None),
    ],
)
def test_free_access(record: dict[str, Any], free: bool | None) -> None:
    """Free access is said where the record says it of the version of record, from its publication on and for ever."""
    assert _read(page(minimal_work(**record))).get("isAccessibleForFree") is free


def test_issue_and_journal() -> None:
    """Their pages describe an issue and a journal."""
    journal = contents(full_work())
    issue = _read(page(journal.issues[0], "en", "issue-page"))
    assert (issue["@type"], issue["issueNumber"], issue["isPartOf"]["volumeNumber"]) == ("PublicationIssue", "3", "12")
    described = _read(page(journal, "en", "journal-page"))
    assert (described["@type"], described["@id"]) == ("Periodical", "https://doi.org/10.5555/cahiers")


def test_things() -> None:
    """A thing has no empty properties, and one value where there is one."""
    found = thing("Thing", "", name=(Words("fr", "a"),), url="", about=(), sameAs=("b", "c"), position=0)
    assert found.json() == {
        "@type": "Thing",
        "name": {"@language": "fr", "@value": "a"},
        "sameAs": ["b", "c"],
        "position": 0,
    }


@settings(max_examples=60)
@given(LINES)
def test_any_text_survives(line: str) -> None:
    """Any characters come back from JSON, and none of them ends the element that holds it."""
    work = minimal_work(contributors=[{"mononym": line}])
    assert _read(page(work))["author"]["name"] == work.persons[0].full


@pytest.mark.parametrize("text", ["</script><script>alert(1)</script>", "<!--<script>", "]]>", "\u2028"])
def test_text_that_would_end_the_element(text: str) -> None:
    """Text that looks like the end of a script is only text."""
    root = page(minimal_work(contributors=[{"mononym": f"x{text}"}]))
    assert _read(root)["author"]["name"] == f"x{text}"
    assert len(select(root, "//script")) == 1
