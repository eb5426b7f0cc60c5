"""Dates that may be partial."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import InvalidValue
from pipeline.model.dates import EARLIEST_YEAR, LATEST_YEAR, PartialDate, earliest, read_date
from tests.model.support import refused, value


@pytest.mark.parametrize(
    ("text", "expected", "iso", "crossref_month"),
    [
        ("2026", PartialDate(2026), "2026", 0),
        ("2026-04", PartialDate(2026, 4), "2026-04", 4),
        (" 2026-04-15 ", PartialDate(2026, 4, 15), "2026-04-15", 4),
        ("2026-spring", PartialDate(2026, season="spring"), "2026", 21),
        ("2026-winter", PartialDate(2026, season="winter"), "2026", 24),
        ("2026-Q2", PartialDate(2026, quarter=2), "2026", 32),
        ("2024-02-29", PartialDate(2024, 2, 29), "2024-02-29", 2),
    ],
)
def test_read(text: str, expected: PartialDate, iso: str, crossref_month: int) -> None:
    """Five forms; seasons and quarters have months of their own at Crossref, and none in ISO 8601."""
    assert read_date(text) == expected
    assert (expected.iso, expected.crossref_month, str(expected)) == (iso, crossref_month, text.strip())


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("2025-02-29", "date-impossible"),
        ("2026-04-31", "date-impossible"),
        ("2026-04-00", "date-impossible"),
        ("1399", "date-impossible"),
        ("2201", "date-impossible"),
        ("0000-01-01", "date-impossible"),
        ("2026-13", "date-malformed"),
        ("2026-4-5", "date-malformed"),
        ("15.04.2026", "date-malformed"),
        ("2026-fall", "date-malformed"),
        ("2026-Q5", "date-malformed"),
        ("26", "date-malformed"),
        ("٢٠٢٦", "date-malformed"),
        ("", "date-malformed"),
    ],
)
def test_refused(text: str, code: str) -> None:
    """What is in no calendar, and what has another form."""
    with pytest.raises(InvalidValue) as caught:
        read_date(text)
    assert caught.value.code == code


def test_in_a_record() -> None:
    """A year may be a number there; a list or a truth is no date."""
    assert value(PartialDate, 2026) == PartialDate(2026)
    assert value(PartialDate, PartialDate(2026, 4)) == PartialDate(2026, 4)
    for wrong in ([2026], {"year": 2026}, True, None, 2026.5):
        assert refused(PartialDate, wrong) == ["date-malformed"]


@given(st.dates(date(EARLIEST_YEAR, 1, 1), date(LATEST_YEAR, 12, 31)))
def test_every_day_of_the_calendar(day: date) -> None:
    """Each is read and written back."""
    assert str(read_date(str(day))) == str(day)


@given(st.text())
def test_any_text(text: str) -> None:
    """It is a date that is written the same, or it is refused."""
    try:
        read = read_date(text)
    except InvalidValue:
        return
    assert str(read) == text.strip()


@pytest.mark.parametrize(
    ("earlier", "later", "contradicts"),
    [
        ("2026-01-02", "2026-01-01", True),
        ("2026-01-01", "2026-01-01", False),
        ("2026-02", "2026-01-31", True),
        ("2026-01-31", "2026-01", False),
        ("2026", "2026-01-01", False),
        ("2027", "2026-12-31", True),
        ("2026-06", "2026-spring", False),
        ("2026-06", "2025-winter", True),
        ("2026-Q3", "2026-01-01", False),
    ],
)
def test_contradictions(earlier: str, later: str, contradicts: bool) -> None:
    """Only what is certain: dates are compared as far as both are known."""
    assert read_date(earlier).contradicts(read_date(later)) is contradicts


def test_order() -> None:
    """A year comes before its months, these before their days."""
    dates = [read_date(text) for text in ("2026-02-01", "2025", "2026", "2026-01-31", "2026-01")]
    assert [str(found) for found in sorted(dates)] == ["2025", "2026", "2026-01", "2026-01-31", "2026-02-01"]
    assert read_date("2026-01-31").is_complete
    assert not read_date("2026-01").is_complete


def test_earliest() -> None:
    """Of a day and the month, season or year that holds it, the day is meant."""
    dates = [read_date(text) for text in ("2026", "2026-spring", "2026-04", "2026-04-15", "2026-Q2")]
    assert [str(earliest([date_, dates[3]])) for date_ in dates] == ["2026-04-15"] * 5
    assert str(earliest([read_date("2026-Q1"), None, dates[2]])) == "2026-Q1"
    assert earliest([None]) is None
