"""Deposits: which works come together, what they are called, and which DOIs of containers they carry."""

import re
from typing import Any

import pytest
from lxml import etree

from pipeline.formats.crossref import deposits
from pipeline.model import Work
from tests.formats.crossref_support import TIMESTAMP, cut, faults, journal, parse, render, texts
from tests.works import ISSUE, full_work, minimal_work

CONTAINERS = "//c:journal_metadata | //c:journal_issue | //c:journal_volume"


def work(number: int, **changes: Any) -> Work:
    """Give one of several works of the full journal."""
    common = {"id": f"work-{number}", "journal": journal(), "dates": {"published_online": "2026"}}
    return minimal_work(**{**common, "doi": f"10.5555/work.{number}", **changes})


def issue(identifier: str, **changes: Any) -> dict[str, Any]:
    """Give an issue of the journal; ``changes`` replace whole fields."""
    return {**ISSUE, "id": identifier, "doi": f"10.5555/{identifier}", **changes}


def ids(batch: list[Any]) -> list[list[str]]:
    """Give the ids of the works of each deposit."""
    return [[each.id for each in deposit.works] for deposit in batch]


def test_works_are_cut_into_deposits_of_a_size() -> None:
    """Names count the deposits of a journal."""
    batch = cut(*map(work, range(5)), size=2)
    assert ids(batch) == [["work-0", "work-1"], ["work-2", "work-3"], ["work-4"]]
    assert [deposit.name for deposit in batch] == ["deposit-0001", "deposit-0002", "deposit-0003"]


def test_one_prefix_per_deposit() -> None:
    """Crossref refuses a file whose DOIs have several."""
    works = [work(0), work(1, doi="10.9999/one"), work(2), work(3, doi="10.9999/three")]
    assert ids(cut(*works)) == [["work-0", "work-2"], ["work-1", "work-3"]]


def test_works_without_doi_are_left_out() -> None:
    """There is nothing to register."""
    assert ids(cut(work(0, doi=None), work(1))) == [["work-1"]]
    assert cut(work(0, doi=None)) == []


def test_journal_without_depositor_has_no_deposits() -> None:
    """The head would be empty."""
    assert cut(work(0, journal=journal(depositor=None))) == []


def test_translations_come_last() -> None:
    """The record of a translation needs its original to be registered."""
    translation = work(0, translation_of={"doi": "10.5555/work.2", "language": "fr"})
    assert ids(cut(translation, work(1), work(2), size=2)) == [["work-1", "work-2"], ["work-0"]]
    assert ids(cut(translation, work(1), work(2))) == [["work-1", "work-2", "work-0"]]


def test_timestamps_rise() -> None:
    """The DOI of a journal comes again in each file, and must be newer there; the calendar is kept."""
    batch = cut(*map(work, range(3)), size=1, timestamp="20251231235959998")
    assert [deposit.timestamp for deposit in batch] == ["20251231235959998", "20251231235959999", "20260101000000000"]


@pytest.mark.parametrize(
    "wrong", ["", "2026", "20261301000000000", "2026010203040500", "２０２６０１０２０３０４０５００６"]
)
def test_timestamp_of_another_form_is_refused(wrong: str) -> None:
    """A shorter one would be older than all that Crossref has."""
    with pytest.raises(ValueError, match=r"timestamp|time data"):
        list(deposits(work(0).journal, [work(0)], timestamp=wrong))


def test_batch_id_is_of_the_content() -> None:
    """Equal content has an equal id, other content another; its form fits Crossref and file names."""
    (first,), (again,), (other,) = cut(work(0)), cut(work(0)), cut(work(0, page_count=7))
    assert first.batch_id == again.batch_id != other.batch_id
    assert re.fullmatch(rf"cahiers-{TIMESTAMP}-[0-9a-f]{{12}}", first.batch_id)
    (long,) = cut(work(0, journal=journal(id="j" * 100)))
    assert 4 <= len(long.batch_id) <= 100


def test_one_journal_element_per_issue() -> None:
    """Articles in no issue yet have one without."""
    works = [work(0, issue=issue("one")), work(1), work(2, issue=issue("two")), work(3, issue=issue("one"))]
    root = parse(*works)
    assert texts(root, "//c:journal/c:journal_article[1]/c:doi_data/c:doi") == [
        "10.5555/work.0",
        "10.5555/work.1",
        "10.5555/work.2",
    ]
    assert texts(root, "//c:journal[1]/c:journal_article/c:doi_data/c:doi") == ["10.5555/work.0", "10.5555/work.3"]
    assert texts(root, "//c:journal_issue/c:doi_data/c:doi") == ["10.5555/one", "10.5555/two"]


def test_no_doi_comes_twice_in_a_file() -> None:
    """Crossref takes the first and fails the others."""
    root = parse(work(0, issue=issue("one")), work(1, issue=issue("two")), work(2))
    dois = texts(root, "//c:doi_data/c:doi")
    assert sorted(dois) == sorted(set(dois))
    assert texts(root, "//c:journal[1]/c:journal_metadata/c:doi_data/c:doi") == ["10.5555/cahiers"]
    assert texts(root, "//c:journal[1]//c:journal_volume/c:doi_data/c:doi") == ["10.5555/cahiers.12"]


def test_journal_without_issn_is_known_by_its_doi() -> None:
    """Each of its elements needs it."""
    unnumbered = journal(issn={})
    root = parse(work(0, journal=unnumbered, issue=issue("one")), work(1, journal=unnumbered))
    assert texts(root, "//c:journal_metadata/c:doi_data/c:doi") == ["10.5555/cahiers"] * 2


def test_containers_of_another_prefix_are_not_registered() -> None:
    """One prefix per file holds for them too."""
    deposit = cut(work(0, doi="10.9999/moved", issue=issue("one")))[0]
    root = etree.fromstring(render(deposit))
    assert texts(root, "//c:doi_data/c:doi") == ["10.9999/moved"]
    assert faults(render(deposit)) == []


def test_containers_without_a_page_are_not_registered() -> None:
    """A DOI that leads nowhere would be invalid; the articles are not held up by it."""
    homeless = journal(url=None, urls={"article": {"fr": "https://cahiers.example.org/{language}/{id}"}})
    deposit = cut(work(0, journal=homeless, issue=issue("one", url=None, volume_url=None)))[0]
    root = etree.fromstring(render(deposit))
    assert texts(root, "//c:doi_data/c:doi") == ["10.5555/work.0"]
    assert faults(render(deposit)) == []


def test_all_deposits_of_a_journal_are_valid() -> None:
    """With the full record among them."""
    works = [work(0), full_work(), work(1, issue=issue("two")), work(2, doi="10.9999/other")]
    batch = cut(*works, size=2)
    assert [faults(render(deposit)) for deposit in batch] == [[]] * len(batch)
    assert len(batch) == 3
