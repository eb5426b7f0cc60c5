"""Deposits: their time, and one work that fails beside others."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline import manifest, validation
from pipeline.building.depositing import timestamp
from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.validation import Report
from tests.building.support import made, run
from tests.sources import MODIFIED, article, write_journal, write_json


@pytest.mark.parametrize(
    ("modified", "epoch", "expected"),
    [
        (1_767_225_600.5, None, "20260101000000500"),
        (1_767_225_600.0009, None, "20260101000000000"),
        (1_767_225_600.5, 0, "19700101000000000"),
        (0.0, 1_767_225_601, "20260101000001000"),
        (-5.0, None, "19700101000000000"),
        (1e15, None, "99991231235959000"),
    ],
)
def test_timestamp(modified: float, epoch: int | None, expected: str) -> None:
    """17 digits of UTC: the environment's, else of the newest file; impossible times are brought into range."""
    assert timestamp(modified, epoch) == expected


def _found(element: str, out: Path) -> str:
    """Give the content of an element of the first deposit."""
    found = re.search(f"<{element}>(.*)</{element}>", (out / "crossref/rev/deposit-0001.xml").read_text("utf-8"))
    assert found
    return found[1]


def test_an_edited_record_has_a_higher_timestamp(tmp_path: Path) -> None:
    """Crossref takes nothing else; an edited issue counts as well."""
    source, out = write_journal(tmp_path / "rev", "a", "b"), tmp_path / "out"
    run(source, out=out, groups=("crossref",))
    first = _found("timestamp", out)
    write_json(source / "articles/a.json", article("a", first_page="9"), MODIFIED + 1)
    run(source, out=out, groups=("crossref",))
    second = _found("timestamp", out)
    write_json(source / "issues/1-2.json", {"volume": "1", "number": "3"}, MODIFIED + 2)
    run(source, out=out, groups=("crossref",))
    assert first < second < _found("timestamp", out)


def _refusing(words: bytes) -> Callable[..., Report]:
    """Make a check that refuses files that hold ``words``."""

    def check(content: bytes, schema: str, *, file: str = "") -> Report:
        faults = (Finding(f"x-{n}", Severity.ERROR, msg("Not so: {file}", file=file)) for n in range(9))
        return Report(schema, tuple(faults) if words in content else ())

    return check


def test_one_work_that_fails(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The deposit is made of the others, the culprit is named, and the batch is another than with it."""
    source = write_journal(tmp_path / "rev", "a", "bad", "c")
    run(source, out=tmp_path / "good", groups=("crossref",))
    monkeypatch.setattr(validation, "check", _refusing(b"10.5555/bad"))
    _, memory = run(source, out=tmp_path / "out", groups=("crossref",))
    deposit = (tmp_path / "out/crossref/rev/deposit-0001.xml").read_text("utf-8")
    assert ("10.5555/a<" in deposit, "10.5555/bad" in deposit, "10.5555/c<" in deposit) == (True, False, True)
    assert set(memory.codes()) == {"output-not-valid"}
    assert len(memory.codes()) == 5
    assert {Path(found.place.file).name for found in memory.findings if found.severity == "error"} == {"bad.json"}
    assert _found("doi_batch_id", tmp_path / "out") != _found("doi_batch_id", tmp_path / "good")


@pytest.mark.parametrize("words", [b"<journal_article ", b"10.5555/a<"])
def test_no_work_that_is_good(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, words: bytes) -> None:
    """Then nothing is written, and an error is told."""
    monkeypatch.setattr(validation, "check", _refusing(words))
    _, memory = run(write_journal(tmp_path / "rev", "a"), out=tmp_path / "out", groups=("crossref",))
    assert set(memory.codes()) == {"output-not-valid"}
    assert made(tmp_path / "out") == set()


def test_works_that_fail_only_together(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no single work is at fault, the deposit is not written, and that is told."""

    def check(content: bytes, schema: str, *, file: str = "") -> Report:
        refused = content.count(b"<journal_article ") > 1
        return Report(schema, (Finding("x", Severity.ERROR, msg("Not so: {file}", file=file)),) if refused else ())

    monkeypatch.setattr(validation, "check", check)
    _, memory = run(write_journal(tmp_path / "rev", "a", "b"), out=tmp_path / "out", groups=("crossref",))
    assert memory.codes() == ["output-not-valid"]
    assert made(tmp_path / "out") == set()


def test_a_page_is_not_made_without_its_xml(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A work whose JATS fails is built in no format, so that no link leads nowhere."""
    monkeypatch.setattr(validation, "check", _refusing(b"On bad"))
    source = write_journal(tmp_path / "rev", "a", "bad")
    result, memory = run(source, out=tmp_path / "out", groups=("jats", "site"), languages=("en",))
    assert set(memory.codes()) == {"output-not-valid"}
    assert not [name for name in made(tmp_path / "out") if "bad" in name]
    assert "jats/rev/a.xml" in made(tmp_path / "out")
    assert result.report.built == 1


def test_parts_of_deposits(tmp_path: Path) -> None:
    """A file has the works with the section alone; without any there is none; the manifest has its own batch id."""
    source, out = write_journal(tmp_path / "rev", "a", "b"), tmp_path / "out"
    write_json(source / "articles/b.json", article("b", references=[{"text": "Plato, Ion."}]))
    result, memory = run(source, out=out, groups=("references", "trials", "urls"))
    assert (result.ok, memory.codes("warning")) == (True, [])
    assert made(out) == {"crossref-resources/rev/references-0001.xml", "crossref-urls/rev/urls-0001.txt"}
    rows = {row.group: row for row in manifest.read(result.manifest)}
    assert (rows["references"].works, rows["references"].dois) == (("b",), ("10.5555/b",))
    assert rows["references"].batch_id.endswith("-references")
    assert rows["references"].schema == "doi_resources-5.4.0"
    assert rows["urls"].dois == ("10.5555/a", "10.5555/b")
    run(source, out=out, groups=("crossref",))
    assert len(made(out)) == 3


def test_a_work_that_cannot_be_in_a_part(tmp_path: Path) -> None:
    """It is left out with a warning at its record, and the others are in the file."""
    source, out = write_journal(tmp_path / "rev", "a", "b"), tmp_path / "out"
    fund = {"name": {"en": "Fund", "fr": "Fonds"}, "id": "10.13039/501100000038"}
    write_json(source / "articles/a.json", article("a", funding=[fund]))
    write_json(source / "articles/b.json", article("b", funding=[fund | {"awards": [{"doi": "10.5555/grant"}]}]))
    result, memory = run(source, out=out, groups=("funding",))
    assert result.ok
    (left_out,) = (found for found in memory.findings if found.code == "section-left-out")
    assert Path(left_out.place.file).name == "b.json"
    (row,) = (row for row in manifest.read(result.manifest) if row.group == "funding")
    assert row.dois == ("10.5555/a",)


def test_one_work_that_fails_in_a_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The part is made of the others, and its batch id still names it."""
    source, out = write_journal(tmp_path / "rev", "a", "bad"), tmp_path / "out"
    monkeypatch.setattr(validation, "check", _refusing(b"10.5555/bad"))
    result, memory = run(source, out=out, groups=("licenses",))
    assert set(memory.codes()) == {"output-not-valid"}
    (row,) = (row for row in manifest.read(result.manifest) if row.group == "licenses")
    assert row.dois == ("10.5555/a",)
    assert row.batch_id.count("-licenses") == 1


def test_what_spoils_a_deposit_spoils_its_parts(tmp_path: Path) -> None:
    """A journal that names no depositor is told so, and nothing is made for it."""
    source = write_journal(tmp_path / "rev", "a", depositor=None)
    result, memory = run(source, out=tmp_path / "out", groups=("urls", "licenses"))
    assert not result.ok
    assert "depositor-missing" in memory.codes()
    assert made(tmp_path / "out") == set()
