"""What a build is asked for, what it tells while it runs, and what it gives."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from pipeline.findings import Finding
from pipeline.formats.report import BuildReport
from pipeline.messages import Message


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """What to build.

    ``groups`` are groups of formats and ``languages`` interface languages (BCP 47 tags); each, where empty, means all,
    but for the formats that are made on request only. ``jobs`` is how many processes work at once; 0 lets the number of
    records decide. ``epoch`` is ``SOURCE_DATE_EPOCH`` in seconds since 1970, or nothing. ``reader`` is the interface
    language of the person who asked: ``report.html`` is in it.
    """

    sources: Sequence[Path]
    out: Path
    groups: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    jobs: int = 0
    epoch: int | None = None
    reader: str = ""


class Listener(Protocol):
    """Who is told what happens, in the order of the sources."""

    def announce(self, message: Message) -> None:
        """Hear of something that takes its time, before it is begun."""

    def found(self, finding: Finding) -> None:
        """Hear of a problem."""

    def progressed(self, records: int) -> None:
        """Hear how many records are done."""


@dataclass(frozen=True, slots=True)
class BuildResult:
    """What a build made. ``files`` counts the files that the manifest lists because of this build."""

    report: BuildReport
    files: int
    out: Path
    manifest: Path

    @property
    def ok(self) -> bool:
        """Tell whether no error was found."""
        return self.report.count("error") == 0
