"""The pages that are made from the code: current, complete, and with examples that work."""

import re
from pathlib import Path

import pytest

from pipeline.model.base import Record
from pipeline.reader import read
from pipeline.record_docs import PAGES
from pipeline.record_docs.record import EXAMPLE
from pipeline.rules import all_rules
from tests.support import CHECKOUT


@pytest.mark.parametrize("name", sorted(PAGES))
def test_current(name: str) -> None:
    """The files are what the code says; ``make record`` writes them anew."""
    assert (CHECKOUT / "docs" / name).read_text(encoding="utf-8") == PAGES[name]()


def _models(model: type[Record]) -> set[type[Record]]:
    return {found for derived in model.__subclasses__() for found in (derived, *_models(derived))}


def test_every_key_is_there() -> None:
    """Each key of each model has a row, with what stands there and what it means."""
    rows = re.findall(r"^\| (?:\*\*)?`(\w+)`(?:\*\*)? \| (.+) \| (.+) \|$", PAGES["record.md"](), re.MULTILINE)
    keys = {key for key, _, _ in rows}
    assert all(kind.strip() and meaning.strip() for _, kind, meaning in rows)
    for model in _models(Record):
        if model.__module__.startswith("pipeline.") and model.__subclasses__() == []:
            assert set(model.model_fields) <= keys


@pytest.mark.parametrize("name", sorted(PAGES))
def test_links_lead_somewhere(name: str) -> None:
    """Within a page to its headings, else to pages that are there."""
    text = PAGES[name]()
    headings = {heading.lower().replace(" ", "-") for heading in re.findall(r"^## (.+)$", text, re.MULTILINE)}
    for target in re.findall(r"\]\(([^)]+)\)", text):
        page, _, heading = target.partition("#")
        assert not page or (CHECKOUT / "docs" / page).exists(), target
        assert page or heading in headings, target


def test_rules_are_all_there() -> None:
    """Each with its own heading."""
    text = PAGES["rules.md"]()
    assert {rule.code for rule in all_rules()} == set(re.findall(r"^## (.+)$", text, re.MULTILINE))


def test_example_is_a_record(tmp_path: Path) -> None:
    """What the page shows can be typed as it is."""
    journal = "languages: [en, fr]\ntitle: {en: X, fr: X}\nissn: {online: 2049-3630}\npublisher: {name: Y}\n"
    (tmp_path / "issues").mkdir()
    (tmp_path / "articles").mkdir()
    (tmp_path / "journal.yaml").write_text(journal)
    (tmp_path / "issues" / "3-1.yaml").write_text("volume: 3")
    (tmp_path / "articles" / "marees-2025.yaml").write_text(EXAMPLE, encoding="utf-8")
    (reading,) = (found for found in read([tmp_path]) if found.kind == "article")
    assert reading.work
    assert reading.work.title.languages == ("fr", "en")
