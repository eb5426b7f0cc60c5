"""A last page before the first."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Path, Rule

_PAGE = re.compile(r"(?P<prefix>[A-Za-z]*)0*(?P<number>[0-9]+)")


def _check(work: Work) -> Iterator[Fault]:
    yield from _faults((), work.first_page, work.last_page)
    for number, reference in enumerate(work.references):
        yield from _faults(("references", number), reference.first_page, reference.last_page)


def _faults(path: Path, first: str | None, last: str | None) -> Iterator[Fault]:
    begin, end = _PAGE.fullmatch(first or ""), _PAGE.fullmatch(last or "")
    if not begin or not end or begin["prefix"].lower() != end["prefix"].lower():
        return
    if int(begin["number"]) > int(end["number"]):
        full = begin["number"][: -len(end["number"])] + end["number"]
        is_short = not begin["prefix"] and int(full) > int(begin["number"])
        yield Fault(
            (*path, "last_page"),
            msg("The last page, {last}, is before the first, {first}.", last=end[0], first=begin[0]),
            msg("Write the number in full: {full}", full=full) if is_short else msg("Check both pages."),
        )


RULE = Rule(
    code="pages-out-of-order",
    severity=Severity.WARNING,
    title=msg("A last page that is before the first."),
    why=msg("Shortened ranges (186–94) are for print; machines take 94 for the page before 95."),
    bad="""
        first_page: 186
        last_page: 94
        """,
    good="""
        first_page: 186
        last_page: 194
        """,
    reference="JATS4R, Citations: lpage is not before fpage",
    work=_check,
)
