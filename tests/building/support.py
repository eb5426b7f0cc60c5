"""What tests of the build share: a listener that remembers, and a build of a few formats."""

import hashlib
from pathlib import Path

from pipeline.building import BuildOptions, BuildResult, build
from pipeline.findings import Finding
from pipeline.messages import Message


class Memory:
    """Remembers what a build tells."""

    def __init__(self) -> None:
        self.announced: list[Message] = []
        self.findings: list[Finding] = []
        self.records = 0

    def announce(self, message: Message) -> None:
        """Keep an announcement."""
        self.announced.append(message)

    def found(self, finding: Finding) -> None:
        """Keep a finding."""
        self.findings.append(finding)

    def progressed(self, records: int) -> None:
        """Keep the number of records."""
        assert records >= self.records
        self.records = records

    def codes(self, severity: str = "error") -> list[str]:
        """Give the codes of the findings of a severity."""
        return [finding.code for finding in self.findings if finding.severity == severity]


def run(
    *sources: Path, out: Path, groups: tuple[str, ...] = ("jats",), jobs: int = 1, languages: tuple[str, ...] = ()
) -> tuple[BuildResult, Memory]:
    """Build, by default JATS only, which is quick."""
    memory = Memory()
    options = BuildOptions(sources=sources, out=out, groups=groups, languages=languages, jobs=jobs)
    return build(options, memory), memory


def made(out: Path) -> set[str]:
    """List the files of an output folder, but for the report, the manifest and the lock."""
    files = {path.relative_to(out).as_posix() for path in out.rglob("*") if path.is_file()}
    return {name for name in files if not name.startswith(("report.", "manifest.json", ".lock"))}


def snapshot(out: Path) -> dict[str, str]:
    """Give the hash of each file of an output folder, but for the lock."""
    return {
        path.relative_to(out).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(out.rglob("*"))
        if path.is_file() and path.name != ".lock"
    }
