"""The ledger of deposits: kept for good, only ever added to, in a file or on a server."""

from pipeline.ledger.notes import Note
from pipeline.ledger.opening import ledger_file
from pipeline.ledger.store import Ledger, open_ledger
from pipeline.ledger.values import (
    AlreadyCompleted,
    CitationOutcome,
    DoiEntry,
    DoiState,
    Event,
    HistoryEntry,
    NewSubmission,
    NoSuchEntry,
    OnItsWay,
    Outcome,
    Overtaken,
    State,
    Submission,
    TooOld,
    Unchanged,
)

__all__ = [
    "AlreadyCompleted",
    "CitationOutcome",
    "DoiEntry",
    "DoiState",
    "Event",
    "HistoryEntry",
    "Ledger",
    "NewSubmission",
    "NoSuchEntry",
    "Note",
    "OnItsWay",
    "Outcome",
    "Overtaken",
    "State",
    "Submission",
    "TooOld",
    "Unchanged",
    "ledger_file",
    "open_ledger",
]
