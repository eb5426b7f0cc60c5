"""A ledger that cannot be written: nothing is sent that it does not have."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.engine.interfaces import DBAPIConnection

from pipeline.__main__ import main
from pipeline.errors import LedgerUnavailable
from pipeline.ledger import Ledger, open_ledger
from pipeline.messages import msg
from tests.submission.paper import write_output
from tests.submission.support import LOGIN, PASSWORD, Desk, desk

_TITLES = {f"10.5555/{number}": f"Number {number}" for number in range(20)}


@pytest.fixture
def office(tmp_path: Path, official: None) -> Iterator[Desk]:  # noqa: ARG001 - the schemas are there then
    """Five deposits of four articles."""
    with desk(tmp_path) as made:
        dois = list(_TITLES)
        groups = [{doi: _TITLES[doi] for doi in dois[start : start + 4]} for start in range(0, 20, 4)]
        deposits = [(f"deposit-{place}", "20260101000000000", titles) for place, titles in enumerate(groups)]
        write_output(made.out, deposits)
        yield made


def _bound(office: Desk, pages: int) -> None:
    """Let the disk be full after so many more pages of the ledger."""
    engine = office.ledger._database.engine
    engine.dispose()

    def prepare(connection: DBAPIConnection, _: object) -> None:
        connection.cursor().execute(f"PRAGMA max_page_count = {pages}")

    event.listen(engine, "connect", prepare)


@pytest.mark.parametrize("pages", range(30, 90, 6))
def test_the_disk_fills_up(office: Desk, pages: int) -> None:
    """Wherever the disk is full, what was sent is in the ledger, and the next run ends the work."""
    _bound(office, pages)
    with contextlib.suppress(LedgerUnavailable):
        office.submit()
    arrived = [office.sandbox.contents_of(one.id) for one in office.sandbox.submissions(100)]
    with open_ledger(str(office.out.parent / "deposits.sqlite")) as ledger:
        kept = {ledger.content(ledger.submission(number + 1).sha256) for number in range(_count(ledger))}
        assert set(arrived) <= kept
        office.ledger = ledger
        office.submit()
        assert set(office.states().values()) == {"registered"}
    assert set(office.accepted().values()) == {1}


def _count(ledger: Ledger) -> int:
    return sum(line.startswith('{"table": "submission",') for line in ledger.export())


def test_a_full_disk_is_told(office: Desk) -> None:
    """With what to do."""
    _bound(office, 1)
    with pytest.raises(LedgerUnavailable, match="full") as caught:
        office.submit()
    assert caught.value.remedy
    assert office.sandbox.submissions(10) == ()


def test_not_recorded_not_sent(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the ledger cannot be told that a file is being sent, it is not sent."""

    def refuse(*_arguments: object, **_named: object) -> None:
        raise LedgerUnavailable(msg("Full."))

    monkeypatch.setattr(office.ledger, "record", refuse)
    with pytest.raises(LedgerUnavailable):
        office.submit()
    assert office.sandbox.submissions(10) == ()


@pytest.mark.parametrize("content", [b"no database at all", b"SQLite format 3\0" + b"\xff" * 5000])
def test_corrupt(
    office: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], content: bytes
) -> None:
    """A file that is no ledger, or a damaged one, is told in the language of the reader; it stays as it was."""
    monkeypatch.setenv("PIPELINE_CROSSREF_LOGIN", LOGIN.name)
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", PASSWORD)
    path = office.out.parent / "broken.sqlite"
    path.write_bytes(content)
    for language in ("en", "fr"):
        arguments = ["--lang", language, "submit", "--out", str(office.out), "--endpoint", office.endpoint.base_url]
        assert main([*arguments, "--ledger", str(path)]) == 5
        said = capsys.readouterr().err
        assert str(path) in said
        assert "Traceback" not in said
    assert path.read_bytes() == content
    assert office.sandbox.submissions(10) == ()
