"""A correction or retraction whose day is not known."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import CROSSREF, Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    for number, update in enumerate(work.updates):
        if work.doi and not update.date.is_complete:
            yield Fault(
                ("updates", number, "date"),
                msg("Crossref wants the day of the update; {date} is not one.", date=str(update.date)),
                msg("Write year, month and day, for example 2026-04-15."),
            )


RULE = Rule(
    code="update-without-day",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("A correction or retraction whose day is not known."),
    why=msg("The schema demands a full date; readers compare it with the copy they have."),
    bad="""
        doi: 10.9999/notice-1
        crossmark:
          policy: 10.9999/policy
        updates:
          - {type: retraction, doi: 10.9999/etude-1, date: 2026-04}
        """,
    good="""
        doi: 10.9999/notice-1
        crossmark:
          policy: 10.9999/policy
        updates:
          - {type: retraction, doi: 10.9999/etude-1, date: 2026-04-15}
        """,
    reference="common5.5.0.xsd, update/@date",
    work=_check,
)
