"""What a log says of each DOI, in the shapes that logs have."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest

from pipeline.deposits.receipt import BatchStatus, Receipt, Record, RecordStatus
from pipeline.ledger import DoiEntry, DoiState, Outcome, State, Submission
from pipeline.submission.outcomes import SILENT, outcomes, refused_as_old

OLD = "Record not processed because submitted version: 1 is less or equal to previously submitted version (DOI match)"
GOOD, WARNING, BAD = RecordStatus.SUCCESS, RecordStatus.WARNING, RecordStatus.FAILURE
_NOW = datetime(2026, 11, 26, tzinfo=UTC)


def _outcome(records: Sequence[Record]) -> Outcome:
    sent = Submission(
        *(
            1,
            "https://test.crossref.org",
            "doMDUpload",
            "a.xml",
            "a",
            "1",
            "",
            "",
            "",
            (DoiEntry("10.5555/a", "1", ""),),
        ),
        *(_NOW, State.QUEUED, 1, "a.xml", _NOW, ""),
    )
    (found,) = outcomes(sent, Receipt(BatchStatus.COMPLETED, "1", "a", tuple(records), None))
    return found


CASES: dict[str, tuple[list[Record], DoiState, str]] = {
    "taken": ([Record(GOOD, "10.5555/A", "Successfully added")], DoiState.REGISTERED, "Successfully added"),
    "two": ([Record(GOOD, "10.5555/a", "x"), Record(WARNING, "10.5555/a", "y")], DoiState.WARNING, "y"),
    "bad": ([Record(GOOD, "10.5555/a", "x"), Record(BAD, "10.5555/a", "y")], DoiState.FAILED, "y"),
    "file": ([Record(BAD, "", "cvc-x")], DoiState.FAILED, "cvc-x"),
    "journal": ([Record(BAD, "", "z", subject="all doi's under the current journal element")], DoiState.FAILED, "z"),
    "nothing": ([], DoiState.UNCONFIRMED, SILENT),
    "another": ([Record(GOOD, "10.5555/b", "x")], DoiState.UNCONFIRMED, SILENT),
    "no DOI": ([Record(GOOD, "", "x")], DoiState.UNCONFIRMED, SILENT),
    "conflict": (
        [Record(WARNING, "10.5555/a", "Added with conflict", dois_in_conflict=("10.5555/x", "10.5555/y"))],
        DoiState.WARNING,
        "Added with conflict (10.5555/x, 10.5555/y)",
    ),
    "twice": ([Record(GOOD, "10.5555/a", "x"), Record(BAD, "10.5555/a", OLD, 4)], DoiState.WARNING, OLD),
    "twice, no number": ([Record(GOOD, "10.5555/a", "x"), Record(BAD, "10.5555/a", OLD)], DoiState.WARNING, OLD),
}


@pytest.mark.parametrize("case", CASES)
def test_outcome(case: str) -> None:
    """The worst record decides; without any, nothing is known; success of a file is no success of a DOI."""
    records, state, message = CASES[case]
    found = _outcome(records)
    assert (found.doi, found.state) == ("10.5555/a", state)
    assert message in found.message


@pytest.mark.parametrize(
    ("number", "message", "is_old"), [(4, "x", True), (None, OLD, True), (22, OLD, False), (None, "x", False)]
)
def test_refused_as_old(number: int | None, message: str, is_old: bool) -> None:
    """Logs name the timestamp by the number of the message, or by its words alone."""
    assert refused_as_old(_outcome([Record(BAD, "10.5555/a", message, number)])) is is_old
