"""SIGKILL at two hundred random moments of runs of fifty batches: each batch ends accepted, exactly once."""

import random
from pathlib import Path

import pytest

from pipeline.ledger import open_ledger
from tests.building.support import run
from tests.sources import MODIFIED, article, write_journal, write_json
from tests.submission.killing import Submitters
from tests.submission.support import PASSWORD, Desk, desk

BATCHES = 50
KILLS = 200


def _build(folder: Path, edition: int) -> None:
    """Build fifty journals of one article; each edition has other titles than the one before, and is newer."""
    for number in range(BATCHES):
        name = f"j{number:02}"
        journal = {"issn": {"online": _issn(number)}, "title": {"en": f"Review {number}", "fr": f"Revue {number}"}}
        place = write_journal(folder / "metadata" / name, **journal)
        title = {"en": f"On {name}, {edition}", "fr": f"Sur {name}, {edition}"}
        write_json(place / "articles" / "a.json", article(name, title=title), MODIFIED + 60 * edition)
    run(folder / "metadata", out=folder / "out", groups=("crossref",))


def _issn(number: int) -> str:
    digits = f"{2_049_000 + number:07}"
    check = -sum(int(digit) * weight for digit, weight in zip(digits, range(8, 1, -1), strict=True)) % 11
    return f"{digits[:4]}-{digits[4:]}{'X' if check == 10 else check}"


def _is_done(office: Desk, edition: int) -> bool:
    accepted = office.accepted()
    return len(accepted) == BATCHES and set(accepted.values()) == {edition}


def _killed(folder: Path, ledger: str, at_once: int) -> None:
    """Kill submitters until there were enough; whenever a run is over, there is another edition to submit."""
    edition = 1
    _build(folder, edition)
    with desk(folder) as office:
        dice = random.Random(7)  # noqa: S311 - the moments are to be the same in each run of the test
        submitters = Submitters(office.out, office.endpoint.base_url, ledger, PASSWORD, dice)
        while submitters.killed < KILLS:
            submitters.lives(at_once, 0.5)
            if _is_done(office, edition):
                assert submitters.finish() == 0
                edition += 1
                _build(folder, edition)
        assert submitters.finish() == 0
        assert _is_done(office, edition)
        with open_ledger(ledger) as book:
            states = {entry.doi: entry.state for entry in book.current(office.endpoint.base_url)}
            assert states == dict.fromkeys(office.accepted(), "registered")
            assert book.open_submissions(office.endpoint.base_url) == ()


@pytest.mark.usefixtures("official")
def test_killed(tmp_path: Path) -> None:
    """With a ledger in a file."""
    _killed(tmp_path, str(tmp_path / "deposits.sqlite"), at_once=1)


@pytest.mark.usefixtures("official")
def test_two_killed_on_postgresql(tmp_path: Path, on_server: str) -> None:
    """With a ledger in PostgreSQL, and two submitters at once."""
    _killed(tmp_path, on_server, at_once=2)
