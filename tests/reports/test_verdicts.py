"""Verdicts and counts."""

from dataclasses import replace

import pytest

from pipeline.errors import ProblemsFound, SchemasMissing
from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.reports.verdicts import Tally, Verdict, is_clean
from pipeline.validation.report import DocumentReport, DtdVerdict, Hidden
from tests.reports.examples import reports

ERROR = Finding("a", Severity.ERROR, msg("No."))
NOTE = Finding("b", Severity.NOTE, msg("No."))


@pytest.mark.parametrize(
    ("report", "verdict"),
    [
        (DocumentReport("x"), Verdict.UNCHECKED),
        (DocumentReport("x", findings=(ERROR,)), Verdict.UNCHECKED),
        (DocumentReport("x", schema="s", findings=(ERROR,)), Verdict.INVALID),
        (DocumentReport("x", schema="s", valid=True, findings=(ERROR,)), Verdict.FAULTY),
        (DocumentReport("x", schema="s", valid=True, hidden=(Hidden("a", Severity.ERROR, 1),)), Verdict.FAULTY),
        (DocumentReport("x", schema="s", valid=True, findings=(NOTE,)), Verdict.GOOD),
    ],
)
def test_verdict(report: DocumentReport, verdict: Verdict) -> None:
    """The schema's verdict first, then whether anything else is an error."""
    assert Verdict.on(report) is verdict


def test_clean() -> None:
    """Nothing to say: neither findings nor hidden ones."""
    assert is_clean(DocumentReport("x", schema="s", valid=True, dtd=DtdVerdict("d", valid=True)))
    assert not is_clean(DocumentReport("x", schema="s", valid=True, findings=(NOTE,)))
    assert not is_clean(DocumentReport("x", schema="s", valid=True, hidden=(Hidden("a", Severity.NOTE, 1),)))
    assert not is_clean(DocumentReport("x"))


def test_tally() -> None:
    """Documents by kind, schema and verdict; findings by code, hidden ones too, the worst and most frequent first."""
    tally = Tally()
    assert list(tally.counting(reports())) == list(reports())
    assert tally.documents == 6
    assert not tally.all_good
    assert {verdict: tally.with_verdict(verdict) for verdict in Verdict} == {
        Verdict.GOOD: 3,
        Verdict.FAULTY: 1,
        Verdict.INVALID: 1,
        Verdict.UNCHECKED: 1,
    }
    assert tally.with_verdict("good", "jats", "jats-publishing-1.3") == 1
    assert tally.frequent[0] == ("element-missing", Severity.ERROR, 9981)
    assert [severity for _, severity, _ in tally.frequent] == sorted(
        (severity for _, severity, _ in tally.frequent), key=list(Severity).index
    )
    assert (tally.with_severity("error"), tally.with_severity("warning"), tally.with_severity("note")) == (9983, 2, 1)


NO_SCHEMA = Finding("schema-not-installed", Severity.ERROR, msg("No."))
NO_DTD = Finding("dtd-not-installed", Severity.ERROR, msg("No."))


@pytest.mark.parametrize(
    ("found", "fault"),
    [
        ([DocumentReport("x", schema="s", valid=True, findings=(NOTE,))], None),
        ([DocumentReport("x", findings=(NO_SCHEMA, NOTE)), DocumentReport("x", findings=(NO_DTD,))], SchemasMissing),
        ([DocumentReport("x", findings=(NO_SCHEMA, ERROR))], ProblemsFound),
        (
            [DocumentReport("x", findings=(NO_SCHEMA,)), DocumentReport("x", schema="s", findings=(ERROR,))],
            ProblemsFound,
        ),
        (
            [DocumentReport("x", findings=(NO_SCHEMA,), hidden=(Hidden("a", Severity.ERROR, 1),))],
            ProblemsFound,
        ),
        ([DocumentReport("x", findings=(replace(NO_SCHEMA, severity=Severity.WARNING),))], ProblemsFound),
        ([DocumentReport("x")], ProblemsFound),
    ],
)
def test_fault(found: list[DocumentReport], fault: type[ProblemsFound] | None) -> None:
    """Schemas that are missing are a fault of another kind, as long as no document has an error of its own."""
    tally = Tally()
    assert list(tally.counting(found)) == found
    assert tally.fault is fault


def test_tally_does_not_grow_with_documents() -> None:
    """A thousand documents of a sort are one number."""
    tally = Tally()
    for number in range(1000):
        tally.add(DocumentReport(f"{number}.xml", "jats", "s", valid=True, findings=(NOTE,)))
    assert (len(tally.groups), len(tally.problems), tally.all_good) == (1, 1, True)
