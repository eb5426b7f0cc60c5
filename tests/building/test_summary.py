"""What a build says in the end."""

from pathlib import Path

from pipeline.building.inventory import Inventory, StagedFile
from pipeline.building.summary import SHOWN, Summary
from pipeline.findings import Finding, Place, Severity
from pipeline.manifest.rows import FileRow
from pipeline.messages import msg


def _finding(code: str, severity: Severity, line: int = 1) -> Finding:
    return Finding(code, severity, msg("Wrong."), Place("a.yaml", line))


def test_findings_by_kind(tmp_path: Path) -> None:
    """Errors first, then by number; of ten thousand alike only the first are kept."""
    summary = Summary()
    for line in range(10_000):
        summary.add(_finding("often", Severity.NOTE, line))
    for code in ("once", "twice", "twice"):
        summary.add(_finding(code, Severity.ERROR))
    inventory = Inventory(tmp_path / "inventory.sqlite")
    report = summary.report(inventory, ("en",))
    inventory.close()
    assert [(kind.code, kind.count) for kind in report.findings] == [("twice", 2), ("once", 1), ("often", 10_000)]
    assert [finding.place.line for finding in report.findings[2].first] == list(range(SHOWN))
    assert (report.count("error"), report.count("note")) == (3, 10_000)


def test_files_that_stay_are_not_made(tmp_path: Path) -> None:
    """Only what this build made is counted."""
    inventory = Inventory(tmp_path / "inventory.sqlite")
    for name, staged in (("a", "1/a"), ("b", "1/b"), ("c", "")):
        row = FileRow(name, "", 0, "text/plain", "page", "site", "fr", "", (), ())
        inventory.add(StagedFile(row, staged))
    report = Summary().report(inventory, ("fr",))
    inventory.close()
    assert [(made.format, made.language, made.files) for made in report.made] == [("page", "fr", 2)]
