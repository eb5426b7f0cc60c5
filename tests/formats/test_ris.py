"""RIS: tags in lines that no value can break."""

from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given

from pipeline.formats.ris import FORMATS, ris
from pipeline.markup import Inline, Text, source
from tests.texts import LINES
from tests.works import full_work, minimal_work


def _tags(written: str) -> list[tuple[str, str]]:
    """Read a record as its readers do, whose idea of a line's end is the widest."""
    lines = written.splitlines()
    assert all(line[2:6] == "  - " for line in lines), lines
    return [(line[:2], line[6:]) for line in lines]


def _of(language: str = "en", /, **record: Any) -> dict[str, str]:
    return dict(_tags(ris(minimal_work(**record), language)))


def test_whole_record() -> None:
    """The tags of a full record."""
    tags = _tags(ris(full_work(), "en"))
    assert tags[0] == ("TY", "JOUR")
    assert tags[-1] == ("ER", "")
    expected = [
        ("AU", "Нкомо-Durand, Élodie, III"),
        ("AU", "Plato"),
        ("AU", "Verse Study Group"),
        ("A4", "Björk"),
        ("TI", "Form & Number: An essay in poetics"),
        ("T2", "Notebooks of Forms"),
        ("JO", "Notebooks of Forms"),
        ("JA", "Cah. formes"),
        ("PY", "2025"),
        ("DA", "2025/11//"),
        ("VL", "12"),
        ("IS", "3"),
        ("SP", "186"),
        ("EP", "194"),
        ("C7", "e45"),
        ("SN", "2049-3630"),
        ("DO", "10.5555/cahiers.12.3.45"),
        ("UR", "https://cahiers.example.org/en/45"),
        ("LA", "fr"),
        ("AB", "First abstract with x^2."),
        ("KW", "free verse"),
        ("KW", "metrical number"),
        ("PB", "Example Press"),
        ("CY", "Brussels"),
    ]
    assert [tag for tag in tags if tag in expected] == expected


def test_lines_end_as_the_format_demands() -> None:
    """Each line ends with carriage return and line feed, and nothing else does."""
    written = ris(full_work(), "fr")
    assert written.endswith("\r\nER  - \r\n")
    assert written.count("\r\n") == written.count("\r") == written.count("\n")


def test_least_record() -> None:
    """A record that knows little has no empty tags."""
    assert _of() == {
        "TY": "JOUR",
        "ID": "revue-minimal",
        "TI": "Title",
        "T2": "Review",
        "JO": "Review",
        "LA": "en",
        "PB": "Publisher",
        "ER": "",
    }


@pytest.mark.parametrize(
    ("date", "written"),
    [
        ("2022", "2022///"),
        ("2022-04", "2022/04//"),
        ("2022-04-05", "2022/04/05/"),
        ("2022-spring", "2022///spring"),
        ("2022-Q2", "2022///Q2"),
    ],
)
def test_dates(date: str, written: str) -> None:
    """The slashes stand even where a part is not known."""
    tags = _of(dates={"published_online": date})
    assert (tags["PY"], tags["DA"]) == ("2022", written)


def test_article_number_without_pages() -> None:
    """An article number is where readers look for the page, too."""
    tags = _of(article_number="e0209899")
    assert (tags["SP"], tags["C7"]) == ("e0209899", "e0209899")
    assert "EP" not in tags


def test_doi_stands_for_the_address() -> None:
    """Without a page of its own the article is found by its DOI."""
    assert _of(doi="10.5555/a<b>")["UR"] == "https://doi.org/10.5555/a%3Cb%3E"


def test_editors() -> None:
    """Editors have their tag."""
    assert _of(contributors=[{"family": "Guest", "given": "Iva", "roles": ["editor"]}])["ED"] == "Guest, Iva"


@given(LINES)
def test_any_text_survives(text: str) -> None:
    """A value stays in its line and comes out as it went in, but for characters that end lines."""
    work = minimal_work(title=source(Inline((Text(text),))), contributors=[{"mononym": text}])
    tags = dict(_tags(ris(work, "en")))
    assert tags["TI"].split() == work.title.variants[0].value.plain.split()
    assert tags["AU"].split() == (work.persons[0].mononym or "").split()


def test_place() -> None:
    """The file lies beside the article's page."""
    (made,) = FORMATS
    assert made.path(minimal_work(), "en") == PurePosixPath("site/en/revue/articles/minimal.ris")
