"""A period of free reading whose days are not known."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    free = work.free_to_read
    for key, date in (("start", free.start), ("end", free.end)) if free else ():
        if date and not date.is_complete:
            yield Fault(
                ("free_to_read", key),
                msg("{date} is not a day; no output can carry it.", date=str(date)),
                msg("Write year, month and day, for example 2026-04-15."),
            )


RULE = Rule(
    code="free-to-read-without-day",
    severity=Severity.WARNING,
    title=msg("A period of free reading whose first or last day is not known."),
    why=msg("Machines would take the article for free without beginning or end."),
    bad="""
        free_to_read: {start: 2026-04}
        """,
    good="""
        free_to_read: {start: 2026-04-15}
        """,
    reference="AccessIndicators.xsd, free_to_read; ANSI/NISO RP-22, Access License and Indicators",
    work=_check,
)
