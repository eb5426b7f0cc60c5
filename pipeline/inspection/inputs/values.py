"""The kinds of input, all of them small and fit to be sent to another process."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pipeline.findings import Finding
from pipeline.inspection.inputs.zip_directory import Member

STANDARD_INPUT = "-"


@dataclass(frozen=True, slots=True)
class FileInput:
    """A file that holds one XML document."""

    path: Path

    @property
    def name(self) -> str:
        """Give the name that people know it by."""
        return str(self.path)


@dataclass(frozen=True, slots=True)
class MemberInput:
    """A member of a zip archive that holds one XML document.

    ``inside`` is its path within the archive, as it may be shown. The member knows where its bytes are, so that the
    archive's directory is not read again.
    """

    path: Path
    inside: str
    member: Member

    @property
    def name(self) -> str:
        """Give the name that people know it by: that of the archive, and the member's in it."""
        return f"{self.path}/{self.inside}"


@dataclass(frozen=True, slots=True)
class StandardInput:
    """What was on the standard input; it can be read once and by one process only, so its bytes are here."""

    content: bytes = field(repr=False)

    @property
    def name(self) -> str:
        """Give the name that people know it by."""
        return STANDARD_INPUT


@dataclass(frozen=True, slots=True)
class RecordSource:
    """A file or folder of canonical records, for the reader of records."""

    path: Path

    @property
    def name(self) -> str:
        """Give the name that people know it by."""
        return str(self.path)


Input: TypeAlias = FileInput | MemberInput | StandardInput
Found: TypeAlias = Input | RecordSource | Finding


class Refused(Exception):
    """An input that cannot be read, and why."""

    def __init__(self, finding: Finding) -> None:
        super().__init__(str(finding.message))
        self.finding = finding
