"""Rules on works, journals and issues: the cases beside the examples."""

from typing import Any

import pytest

from pipeline.rules.license_not_canonical import canonical
from tests.rules.support import codes, findings


def of(code: str, changes: dict[str, Any]) -> list[tuple[str, str]]:
    """Give path and remedy of what one rule finds."""
    return [(finding.place.path, str(finding.remedy)) for finding in findings(changes) if finding.code == code]


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://creativecommons.org/licenses/by/4.0/", "https://creativecommons.org/licenses/by/4.0/"),
        ("http://www.creativecommons.org/licenses/by/4.0", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "https://creativecommons.org/licenses/by-nc-nd/4.0/deed.fr",
            "https://creativecommons.org/licenses/by-nc-nd/4.0/",
        ),
        (
            "https://creativecommons.org/licenses/BY-SA/3.0/FR/legalcode",
            "https://creativecommons.org/licenses/by-sa/3.0/fr/",
        ),
        ("https://creativecommons.org/licences/by/4.0/?ref=chooser", "https://creativecommons.org/licenses/by/4.0/"),
        ("https://creativecommons.org/licenses/by", "https://creativecommons.org/licenses/by/4.0/"),
        (
            "https://creativecommons.org/publicdomain/zero/1.0/deed.en",
            "https://creativecommons.org/publicdomain/zero/1.0/",
        ),
        ("https://creativecommons.org/about/", ""),
        ("https://publisher.example.org/licence", ""),
    ],
)
def test_canonical_licences(url: str, expected: str) -> None:
    """All spellings of a Creative Commons licence have one address; other licences are their owners' affair."""
    assert canonical(url) == expected


@pytest.mark.parametrize(
    ("start", "found"),
    [("2026-04-15", 0), ("2026-04", 1), ("2026", 1), ("2026-spring", 1)],
)
def test_licence_needs_a_day(start: str, found: int) -> None:
    """A month is no day: the schema has no place for it."""
    licence = {"url": "https://creativecommons.org/licenses/by/4.0/", "start": start}
    assert len(of("license-without-date", {"licenses": [licence]})) == found


@pytest.mark.parametrize(
    ("dates", "paths"),
    [
        ({"received": "2025-01-01", "accepted": "2025-02-01", "published_online": "2025-03-01"}, []),
        ({"received": "2025-05", "accepted": "2025-05-02", "published_online": "2025"}, []),
        ({"received": "2025-01", "revised": ["2025-03", "2025-02"], "accepted": "2025-04"}, ["dates.revised[1]"]),
        ({"accepted": "2025-06-01", "published_online": "2025-05-31"}, ["dates.published_online"]),
        (
            {"accepted": "2025-06", "published_online": "2025-08", "published_print": "2025-05"},
            ["dates.published_print"],
        ),
        ({"accepted": "2026", "published_print": "2025-winter"}, ["dates.published_print"]),
        ({"accepted": "2025-12", "published_print": "2025-spring"}, []),
    ],
)
def test_order_of_dates(dates: dict[str, Any], paths: list[str]) -> None:
    """Only what cannot be is told: dates are compared as far as both are known."""
    assert [path for path, _ in of("dates-out-of-order", {"dates": dates})] == paths


@pytest.mark.parametrize(
    ("first", "last", "remedy"),
    [
        ("186", "194", None),
        ("186", "186", None),
        ("xii", "iv", None),
        ("S12", "S3", "Check both pages."),
        ("s12", "S15", None),
        ("186", "94", "194"),
        ("1186", "92", "1192"),
        ("100", "20", "120"),
        ("100", "10", "110"),
        ("195", "94", "Check both pages."),
        ("e45", "46", None),
    ],
)
def test_order_of_pages(first: str, last: str, remedy: str | None) -> None:
    """Numbers are compared, not letters; a shortened number is written out."""
    found = of("pages-out-of-order", {"first_page": first, "last_page": last})
    assert bool(found) == bool(remedy)
    assert not remedy or remedy in found[0][1]


def test_pages_of_references() -> None:
    """They are looked at in the same way."""
    reference = {"title": "X", "first_page": "9", "last_page": "3", "article_number": "e1"}
    assert sorted(codes({"references": [reference]})) == ["pages-and-article-number", "pages-out-of-order"]


def test_translations_that_are_articles_of_their_own() -> None:
    """Where the other language has its own DOI, its title is expected there, not here."""
    journal = {"languages": ["fr", "en"], "title": {"fr": "Revue", "en": "Review"}}
    assert [path for path, _ in of("translation-missing", {"journal": journal})] == ["title.en"]
    assert not of("translation-missing", {"journal": journal, "translations": [{"doi": "10.9999/e", "language": "en"}]})
    original = {"doi": "10.9999/e", "language": "en"}
    assert not of("translation-missing", {"journal": journal, "translation_of": original})


def test_regional_variants_are_translations() -> None:
    """``fr-CA`` is French enough."""
    assert not of("translation-missing", {"title": {"fr-CA": "Une étude"}})
    assert not of("title-in-other-language", {"title": {"fr-CA": "Une étude"}})


@pytest.mark.parametrize(
    ("family", "written"),
    [
        ("DIALLO", "Diallo"),
        ("LE CLÉZIO", "Le Clézio"),
        ("O’NEILL", "O’Neill"),
        ("LI", None),
        ("McKay", None),
        ("王小明", None),
    ],
)
def test_names_in_capitals(family: str, written: str | None) -> None:
    """Short names may be initials; scripts without capitals have none."""
    found = of("name-in-capitals", {"contributors": [{"family": family, "given": "A."}]})
    assert bool(found) == bool(written)
    assert not written or f"“{written}”" in found[0][1]


@pytest.mark.parametrize(
    ("family", "is_odd"),
    [
        ("Diallo", False),
        ("Ortega y Gasset", False),
        ("van der Berg-Müller", False),
        ("d’Étaples", False),
        ("Diallo and Awa Roy", True),
        ("Diallo et al.", True),
        ("Diallo1", True),
        ("Diallo*", True),
        ("Diallo, Awa", True),
        ("awa@example.org", True),
    ],
)
def test_names_with_more(family: str, is_odd: bool) -> None:
    """Particles and conjunctions belong to names; marks, lists and addresses do not."""
    assert bool(of("name-with-more", {"contributors": [{"family": family}]})) == is_odd


def test_persons_of_one_name() -> None:
    """They can be told apart by their ORCID iDs."""
    awa = {"family": "Diallo", "given": "Awa"}
    assert codes({"contributors": [awa, awa]}) == ["contributor-repeated"]
    both = [{**awa, "orcid": "0000-0002-1825-0097"}, {**awa, "orcid": "0000-0002-1694-233X"}]
    assert codes({"contributors": both}) == []


def test_anonymous_author_is_an_author() -> None:
    """So is an organisation; and an editorial needs none."""
    assert codes({"contributors": [{"type": "anonymous"}]}) == []
    assert codes({"contributors": [{"type": "organization", "name": "Collectif"}]}) == []
    assert codes({"contributors": [], "article_type": "editorial"}) == []
    assert codes({"contributors": []}) == ["author-missing"]


@pytest.mark.parametrize(
    "title", ["Untitled", "[sans titre]", "TBD", "Title Pending 123", "NO TITLE AVAILABLE", "Titre…"]
)
def test_placeholders(title: str) -> None:
    """In brackets, in capitals, with numbers."""
    assert of("title-placeholder", {"title": title})


@pytest.mark.parametrize("title", ["Sans titre ni loi", "The Test", "Titres de noblesse", "1984"])
def test_titles_that_are_none(title: str) -> None:
    """A word of a placeholder does not make one."""
    assert not of("title-placeholder", {"title": title})


def test_abbreviations_are_no_shouting() -> None:
    """Short titles in capitals may be names; other scripts have no capitals."""
    assert not of("title-in-capitals", {"title": "NATO & UNESCO"})
    assert not of("title-in-capitals", {"title": {"zh": "中文标题中文标题中文标题中文标题"}})


def test_doi_prefix_of_the_issue() -> None:
    """The issue's DOI is compared with the journal's prefix too; without a prefix nothing is."""
    issue = {"id": "i", "doi": "10.8888/i", "url": "https://example.org/i"}
    found = of("doi-prefix-mismatch", {"journal": {"doi_prefix": "10.9999"}, "issue": issue})
    assert [path for path, _ in found] == ["issue.doi"]
    assert not of("doi-prefix-mismatch", {"issue": issue})


def test_doi_reused_for_a_part() -> None:
    """Two parts, or a part and the article."""
    parts = [{"doi": "10.9999/p", "url": "https://example.org/p"}, {"doi": "10.9999/P", "url": "https://example.org/q"}]
    assert [path for path, _ in of("doi-reused", {"components": parts})] == ["components[1].doi"]
    whole = [{"doi": "10.9999/DIALLO-2026", "url": "https://example.org/p"}]
    assert [path for path, _ in of("doi-reused", {"components": whole})] == ["components[0].doi"]


def test_landing_pages() -> None:
    """A link of the article's own will do; DOIs of issue, volume and journal need pages too."""
    bare = {"urls": None, "doi": "10.9999/j"}
    link = {"url": "https://example.org/a", "purpose": "web"}
    issue = {"id": "i", "doi": "10.9999/i", "volume_doi": "10.9999/v"}
    found = of("landing-address-missing", {"journal": bare, "links": [link], "issue": issue})
    assert sorted(path for path, _ in found) == ["issue.doi", "issue.volume_doi", "journal.doi"]


def test_article_without_doi_needs_nothing_for_crossref() -> None:
    """Nothing that only a deposit needs is asked of it."""
    changes = {"doi": None, "dates": None, "journal": {"urls": None, "depositor": None, "issn": None}}
    assert codes(changes) == []


def test_depositor_is_asked_for_once() -> None:
    """At the journal, where the journal plans deposits; else at the article with a DOI."""
    planned = {"journal": {"depositor": None, "doi_prefix": "10.9999"}}
    assert [path for path, _ in of("depositor-missing", planned)] == ["journal.depositor"]
    assert [path for path, _ in of("depositor-missing", {"journal": {"depositor": None}})] == ["doi"]


def test_reference_with_several_dois_in_its_text() -> None:
    """Which of them is its own cannot be told: none is taken."""
    text = "See 10.9999/a and 10.9999/b."
    assert codes({"references": [{"text": text}]}) == []
