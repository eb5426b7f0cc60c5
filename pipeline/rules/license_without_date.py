"""A licence without its first day."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    for number, found in enumerate(work.licenses):
        if not found.start:
            yield Fault(
                ("licenses", number, "start"),
                msg("The licence does not say from when it holds."),
                msg("Add the day, most often that of publication: start: 2026-04-15"),
            )
        elif not found.start.is_complete:
            yield Fault(
                ("licenses", number, "start"),
                msg("The licence’s start {date} is not a day; no output can carry it.", date=str(found.start)),
                msg("Write the day: {date}", date=f"{found.start.iso:-<10}".replace("--", "-01")[:10]),
            )


RULE = Rule(
    code="license-without-date",
    severity=Severity.WARNING,
    title=msg("A licence without its first day."),
    why=msg("Machines cannot tell whether an embargo has ended."),
    bad="""
        licenses:
          - url: https://creativecommons.org/licenses/by/4.0/
        """,
    good="""
        licenses:
          - url: https://creativecommons.org/licenses/by/4.0/
            start: 2026-04-15
        """,
    reference="ANSI/NISO RP-22, Access License and Indicators; AccessIndicators.xsd, license_ref/@start_date",
    work=_check,
)
