"""CSL-JSON: its structure, its texts and its place."""

import json
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given

from pipeline.formats.csl_json import FORMATS, csl_json, rich_text
from pipeline.markup import Inline, Text, parse, source
from pipeline.model import Work
from tests.texts import LINES
from tests.works import full_work, minimal_work

TEXTS = {
    *("id", "type", "language", "title", "original-title", "container-title", "container-title-short"),
    *("volume", "issue", "page", "page-first", "number", "version", "DOI", "URL", "ISSN", "PMID", "PMCID"),
    *("publisher", "publisher-place", "abstract", "keyword"),
}
NUMBERS = {"number-of-pages"}
NAMES = {"author", "editor", "translator", "chair"}
DATES = {"issued", "available-date", "submitted"}
NAME_PARTS = {"family", "given", "dropping-particle", "non-dropping-particle", "suffix", "literal"}


def _item(work: Work, language: str = "en") -> dict[str, Any]:
    items = json.loads(csl_json(work, language))
    assert len(items) == 1
    return dict(items[0])


def _assert_csl(item: dict[str, Any]) -> None:
    """Assert what csl-data.json of CSL 1.0.2 demands: known variables, each of its kind, and none empty."""
    assert {"id", "type"} <= set(item) <= TEXTS | NUMBERS | NAMES | DATES
    assert all(item.values())
    for name, value in item.items():
        if name in TEXTS:
            assert isinstance(value, str)
        elif name in NUMBERS:
            assert isinstance(value, int)
        elif name in NAMES:
            assert all(part and set(part) <= NAME_PARTS and all(map(str.strip, part.values())) for part in value)
        else:
            assert set(value) <= {"date-parts", "season"}
            assert 1 <= len(value["date-parts"]) <= 2
            assert all(1 <= len(parts) <= 3 and all(map(int, parts)) for parts in value["date-parts"])


@pytest.mark.parametrize("language", ["fr", "en", "ar", "zh-Hant", "de"])
def test_structure(language: str) -> None:
    """Full and least records make valid items in languages that they have and have not."""
    _assert_csl(_item(full_work(), language))
    _assert_csl(_item(minimal_work(), language))


def test_whole_item() -> None:
    """The variables of a full record."""
    item = _item(full_work(), "fr")
    assert item["type"] == "article-journal"
    assert item["page"] == "186-194, 201, 205"
    assert item["container-title"] == "Cahiers des <i>formes</i>"
    assert item["issued"] == {"date-parts": [[2025, 11]]}
    assert item["available-date"] == {"date-parts": [[2025, 10, 6]]}
    assert item["author"][0] == {"family": "Нкомо-Durand", "given": "Élodie", "suffix": "III"}
    assert item["author"][1] == {"literal": "Plato"}
    assert (item["PMID"], item["PMCID"]) == ("38000001", "PMC7654321")
    assert item["DOI"] == "10.5555/cahiers.12.3.45"


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2022", {"date-parts": [[2022]]}),
        ("2022-04-05", {"date-parts": [[2022, 4, 5]]}),
        ("2022-winter", {"date-parts": [[2022]], "season": 4}),
        ("2022-Q2", {"date-parts": [[2022, 4], [2022, 6]]}),
    ],
)
def test_dates(written: str, expected: dict[str, Any]) -> None:
    """Dates have the parts that are known; a quarter is the range of its months."""
    assert _item(minimal_work(dates={"published_online": written}))["issued"] == expected


@pytest.mark.parametrize(
    ("markup", "expected"),
    [
        ("<i>a</i> <b>b</b> <sub>c</sub> <sup>d</sup>", "<i>a</i> <b>b</b> <sub>c</sub> <sup>d</sup>"),
        ("<sc>e</sc>", '<span style="font-variant:small-caps">e</span>'),
        ("<u>u</u> <tt>t</tt>", "u t"),
        ('<a href="https://example.org/">link</a> <span lang="la">et</span>', "link et"),
        ("<math><mi>x</mi></math>", "x"),
        ("R&D & a < b", "R&D & a < b"),
    ],
)
def test_markup(markup: str, expected: str) -> None:
    """Titles have the tags that CSL knows, and their characters as they are."""
    assert rich_text(parse(markup)) == expected


@given(LINES)
def test_any_text_survives(text: str) -> None:
    """Any text that a record can hold comes out as it went in."""
    work = minimal_work(title=source(Inline((Text(text),))), contributors=[{"mononym": text}])
    item = _item(work)
    assert item["title"] == work.title.variants[0].value.plain
    assert item["author"] == [{"literal": work.persons[0].mononym}]


@pytest.mark.parametrize("language", ["fr", "en"])
def test_same_bytes(language: str) -> None:
    """Equal works make equal files, which end with a line end."""
    assert csl_json(full_work(), language) == csl_json(full_work(), language)
    assert csl_json(full_work(), language).endswith("]\n")


def test_place() -> None:
    """The file lies beside the article's page."""
    (made,) = FORMATS
    assert made.path(minimal_work(), "fr") == PurePosixPath("site/fr/revue/articles/minimal.csl.json")
    assert (made.group, made.per_language) == ("site", True)
