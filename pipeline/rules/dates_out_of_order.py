"""Dates that cannot follow each other."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.model.dates import PartialDate
from pipeline.rules.base import Fault, Path, Rule


def _check(work: Work) -> Iterator[Fault]:
    latest: tuple[Path, PartialDate] | None = None
    for path, date in _steps(work):
        if latest and latest[1].contradicts(date):
            yield Fault(
                ("dates", *path),
                msg(
                    "{later}, {later_date}, is before {earlier}, {earlier_date}.",
                    later=_named(path),
                    later_date=str(date),
                    earlier=_named(latest[0]),
                    earlier_date=str(latest[1]),
                ),
                msg("Check both dates: received, revised, accepted, published follow in this order."),
            )
        else:
            latest = path, date


def _steps(work: Work) -> Iterator[tuple[Path, PartialDate]]:
    dates = work.dates
    if dates.received:
        yield ("received",), dates.received
    for number, date in enumerate(dates.revised):
        yield ("revised", number), date
    if dates.accepted:
        yield ("accepted",), dates.accepted
    published = [(name, date) for name in ("published_online", "published_print") if (date := getattr(dates, name))]
    if published:
        name, date = min(published, key=lambda pair: pair[1].end)
        yield (name,), date


def _named(path: Path) -> str:
    return ".".join(str(part) for part in path if isinstance(part, str))


RULE = Rule(
    code="dates-out-of-order",
    severity=Severity.WARNING,
    title=msg("Dates that cannot follow each other."),
    why=msg("An article cannot be accepted before it is received, or published before it is accepted."),
    bad="""
        dates:
          received: 2026-03-01
          accepted: 2025-11-30
          published_online: 2026-04-15
        """,
    good="""
        dates:
          received: 2025-09-01
          accepted: 2025-11-30
          published_online: 2026-04-15
        """,
    reference="JATS4R, Publication history; SciELO Publishing Schema, history",
    work=_check,
)
