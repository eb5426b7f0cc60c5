"""The bibliographic item: what of a work goes into citations, and in which language."""

from typing import Any

import pytest

from pipeline.formats.csl_item import csl_item
from tests.works import MINIMAL, full_work, minimal_work

JOURNAL: dict[str, Any] = MINIMAL["journal"]


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("fr", "Les fables\u00a0: une étude"),
        ("fr-CA", "Les fables\u00a0: une étude"),
        ("en", "The fables: A study"),
        ("ja", "寓話：研究"),
        ("de", "The fables: A study"),
        ("ar", "الخرافات"),
    ],
)
def test_title_and_subtitle(language: str, title: str) -> None:
    """They are joined as their language does it; a subtitle in another language than the title stays out."""
    work = minimal_work(
        title={"en": "The fables", "fr": "Les fables", "ja": "寓話", "ar": "الخرافات"},
        subtitle={"en": "A study", "fr": "une étude", "ja": "研究"},
    )
    assert csl_item(work, language).title.value.plain == title


@pytest.mark.parametrize("end", ["?", "!", ".", ":", "؟"])
def test_no_colon_after_a_stop(end: str) -> None:
    """A title that ends with punctuation gets no colon."""
    work = minimal_work(title=f"Why{end}", subtitle="A study")
    assert csl_item(work, "en").title.value.plain == f"Why{end} A study"


@pytest.mark.parametrize(
    ("dates", "issue", "issued", "available"),
    [
        ({}, None, "None", "None"),
        ({"published_online": "2022-04"}, None, "2022-04", "None"),
        ({"published_online": "2021-11-03"}, {"published_online": "2022-01"}, "2022-01", "2021-11-03"),
        ({"published_online": "2022-04-05"}, {"published_online": "2022"}, "2022-04-05", "None"),
        ({"published_online": "2015-01-02"}, {"published_print": "1998-spring"}, "1998-spring", "None"),
        ({"published_online": "2021-12-30", "published_print": "2022-03"}, {}, "2022-03", "2021-12-30"),
        ({}, {"published_online": "2022"}, "2022", "None"),
        ({"published_online": "2025-03-20", "published_print": "2025-spring"}, {}, "2025-spring", "2025-03-20"),
    ],
)
def test_date_of_publication(dates: dict[str, str], issue: dict[str, str] | None, issued: str, available: str) -> None:
    """The formal publication is cited; an earlier one online is told apart."""
    work = minimal_work(dates=dates, **({} if issue is None else {"issue": {"id": "i", **issue}}))
    item = csl_item(work, "en")
    assert (str(item.issued), str(item.available_date)) == (issued, available)


def test_texts_in_the_language_of_the_page() -> None:
    """Journal, publisher, keywords, abstract and address are those of the page."""
    item = csl_item(full_work(), "en")
    assert item.container_title.value.plain == "Notebooks of Forms"
    assert (item.publisher, item.publisher_place) == ("Example Press", "Brussels")
    assert item.keyword == ("free verse", "metrical number", "Poetry--History")
    assert item.abstract == ("First abstract with x^2.",)
    assert item.url == "https://cahiers.example.org/en/45"


def test_texts_in_the_original_where_the_page_has_none() -> None:
    """A language that the record does not know gets the originals."""
    item = csl_item(full_work(), "de")
    assert item.title.language == item.container_title.language == "fr"
    assert item.abstract == ("Premier résumé avec un lien.", "Second alinéa.")
    assert item.keyword == ("vers libre", "nombre", "Poésie -- Histoire")


def test_structured_abstract() -> None:
    """Sections become paragraphs, each after its title."""
    sections = [{"title": "Aim", "text": "To know.\n\nTo see."}, {"title": "Result", "text": "Seen."}]
    item = csl_item(minimal_work(abstracts=[{"sections": sections}]), "en")
    assert item.abstract == ("Aim: To know.", "To see.", "Result: Seen.")


@pytest.mark.parametrize(
    ("record", "key"),
    [({}, "review-a1"), ({"id": "review-a1"}, "review-a1"), ({"id": "r-1"}, "review-r-1")],
)
def test_key(record: dict[str, str], key: str) -> None:
    """The key is the same in all languages, and names the journal, for ids are unique only there."""
    work = minimal_work(**{"id": "a1", "journal": {**JOURNAL, "id": "review"}, **record})
    assert csl_item(work, "en").key == csl_item(work, "fr").key == key


@pytest.mark.parametrize(
    ("record", "pages"),
    [
        ({}, ""),
        ({"first_page": "186"}, "186"),
        ({"first_page": "186", "last_page": "186"}, "186"),
        ({"first_page": "186", "last_page": "194"}, "186–194"),
        ({"first_page": "S1-5", "last_page": "S1-9", "other_pages": "201"}, "S1-5–S1-9, 201"),
    ],
)
def test_pages(record: dict[str, str], pages: str) -> None:
    """Pages run from first to last, then the others."""
    assert csl_item(minimal_work(**record), "en").pages("–") == pages


@pytest.mark.parametrize(
    ("issn", "expected"),
    [
        ({"print": "0378-5955", "online": "2049-3630", "linking": "0378-5955"}, "2049-3630"),
        ({"print": "0378-5955", "linking": "2049-3630"}, "0378-5955"),
        ({"linking": "2049-3630"}, "2049-3630"),
        ({}, ""),
    ],
)
def test_issn(issn: dict[str, str], expected: str) -> None:
    """One ISSN is cited: that of the online edition, if there is one."""
    assert csl_item(minimal_work(journal={**JOURNAL, "issn": issn}), "en").issn == expected


def test_special_numbering_stands_for_the_number() -> None:
    """An issue without a number is cited by its special numbering."""
    assert csl_item(minimal_work(issue={"id": "s", "special_numbering": "Suppl. 1"}), "en").issue == "Suppl. 1"
    assert csl_item(full_work(), "en").issue == "3"


def test_roles() -> None:
    """A contributor is cited in each of the roles that citations know."""
    item = csl_item(full_work(), "fr")
    assert [name.family or name.literal for name in item.author] == ["Нкомо-Durand", "Plato", "Groupe d’étude du vers"]
    assert [name.family or name.literal for name in item.translator] == ["Нкомо-Durand", "Björk"]
    assert item.editor == ()


def test_original_of_a_translation() -> None:
    """The title of the original is in the original's language."""
    assert csl_item(full_work(), "en").original_title == "Form und Zahl: Ein Versuch"
