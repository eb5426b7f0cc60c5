"""What reading a file's syntax gives: plain data, where each value stands, and the problems found so far."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import Message
from pipeline.reader.positions import Node, Path, locate

Data: TypeAlias = "str | bool | list[Data] | dict[str, Data] | None"
"""Values as the reader gives them: numbers and dates are still text, so ``010`` and ``1.10`` stay what they are."""

MAXIMUM_BYTES = 16 * 1024 * 1024
MAXIMUM_DEPTH = 50
MAXIMUM_VALUES = 500_000


class Unreadable(Exception):
    """The syntax is broken at a point from which reading cannot go on."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding.message))
        self.finding = finding


@dataclass(frozen=True)
class Parsed:
    """One record as it stands in a file.

    ``data`` is a table without its empty entries. ``positions`` gives the tree of places; it is called only when there
    is a problem to place.
    """

    file: str
    data: dict[str, Data]
    positions: Callable[[], Node]
    findings: tuple[Finding, ...] = ()

    def place(self, path: Path, *, at_key: bool = False) -> Place:
        """Give the place of the value at ``path``, or of its key."""
        located = locate(self.positions(), path, at_key=at_key)
        return Place(self.file, located.spot.line, located.spot.column, located.path)


def fault(code: str, place: Place, message: Message, remedy: Message) -> Finding:
    """Make a finding that is an error, as all problems of syntax and structure are."""
    return Finding(code, Severity.ERROR, message, place, remedy)
