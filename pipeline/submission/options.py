"""What is asked of a submission, and who listens."""

from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.findings import Finding
from pipeline.ledger import Submission
from pipeline.messages import Message
from pipeline.submission.timing import GRACE

LEDGER = "deposits.sqlite"
"""Name of the ledger where no other is named; it lies beside the output folder."""


@dataclass(frozen=True, slots=True)
class SubmitOptions:
    """What to submit, and how.

    ``files`` are those to send, by default all deposits of ``out``. ``restamp`` renews timestamps; ``again`` sends what
    has not changed, too; ``dry_run`` decides and sends nothing. ``wait`` goes on until each DOI has its outcome, for
    ``limit`` seconds at most (without it, for as long as it takes). ``first_wait`` and ``grace`` are in seconds.
    """

    out: Path
    files: tuple[Path, ...] = ()
    restamp: bool = False
    again: bool = False
    dry_run: bool = False
    wait: bool = False
    limit: float | None = None
    first_wait: float = 0.0
    grace: float = GRACE


@dataclass(frozen=True, slots=True)
class Summary:
    """What became of the files: prepared, left since they had not changed or are on their way, refused."""

    prepared: int = 0
    unchanged: int = 0
    on_their_way: int = 0
    refused: int = 0


class Listener(Protocol):
    """Is told what happens, as it happens."""

    def found(self, finding: Finding) -> None:
        """Hear of a file that is not sent."""
        ...

    def left(self, path: str, why: Message) -> None:
        """Hear of a file that need not be sent."""
        ...

    def moved(self, submission: Submission) -> None:
        """Hear of a submission that has another state."""
        ...


def ledger_beside(out: Path) -> Path:
    """Give the place of the ledger that belongs to an output folder."""
    return out.absolute().parent / LEDGER
