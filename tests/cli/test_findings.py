"""Findings on the console: grouped, aligned, and not too many."""

import pytest

from pipeline.cli.console import Console
from pipeline.cli.findings import show_findings
from pipeline.findings import Finding, Place, Severity
from pipeline.formats.completeness import Completeness
from pipeline.formats.report import BuildReport, FindingCount
from pipeline.i18n import localizer
from pipeline.messages import msg


def _report(*kinds: FindingCount) -> BuildReport:
    return BuildReport(1, 1, (), kinds, Completeness(), ("en",))


def _kind(*findings: Finding, count: int = 0) -> FindingCount:
    return FindingCount(findings[0].code, findings[0].severity, count or len(findings), findings)


def _shown(report: BuildReport, capsys: pytest.CaptureFixture[str], language: str = "en") -> list[str]:
    show_findings(report, Console(localizer(language)))
    return capsys.readouterr().err.splitlines()


def _finding(severity: Severity, file: str, line: int, column: int, path: str = "", remedy: str = "") -> Finding:
    return Finding("code", severity, msg("Wrong."), Place(file, line, column, path), msg(remedy) if remedy else None)


def test_by_file_and_line(capsys: pytest.CaptureFixture[str]) -> None:
    """All findings of a file together, in its order, in columns; the remedy below the message."""
    report = _report(
        _kind(_finding(Severity.ERROR, "b.yaml", 12, 3, "title", "Mend."), _finding(Severity.ERROR, "a.yaml", 0, 0)),
        _kind(_finding(Severity.WARNING, "b.yaml", 2, 1)),
    )
    assert _shown(report, capsys) == [
        "a.yaml",
        "  error  Wrong.",
        "",
        "b.yaml",
        "   2:1  warning  Wrong.",
        "  12:3  error    title  Wrong.",
        "                 Mend.",
        "",
    ]


def test_many_alike(capsys: pytest.CaptureFixture[str]) -> None:
    """Of ten thousand alike the first are shown, and the others counted, in the reader's way of writing numbers."""
    report = _report(_kind(_finding(Severity.NOTE, "a.yaml", 1, 1), count=10_001))
    assert "10,000 more problems of the kind “code”" in _shown(report, capsys)[-2]
    assert "10\u202f000" in _shown(report, capsys, "fr")[-2]


def test_words_in_the_readers_language(capsys: pytest.CaptureFixture[str]) -> None:
    """Severities are translated, and columns fit the longer words."""
    kinds = [_kind(_finding(severity, "a.yaml", 1, column)) for column, severity in enumerate(Severity, 1)]
    lines = _shown(_report(*kinds), capsys, "fr")[1:4]
    assert [line.split()[1] for line in lines] == ["erreur", "avertissement", "remarque"]
    assert len({line.index("Wrong.") for line in lines}) == 1


def test_no_findings(capsys: pytest.CaptureFixture[str]) -> None:
    """Then nothing is said."""
    assert _shown(_report(), capsys) == []
