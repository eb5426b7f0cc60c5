"""A volume or issue number that begins with zeros."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Issue
from pipeline.rules.base import Fault, Rule


def _check(issue: Issue) -> Iterator[Fault]:
    for name, value in (("volume", issue.volume), ("number", issue.number)):
        if value and re.fullmatch(r"0+[0-9]+", value):
            yield Fault(
                (name,),
                msg("The number “{value}” begins with a zero.", value=value),
                msg("Write {value}, unless the zero is printed on the issue.", value=value.lstrip("0") or "0"),
            )


RULE = Rule(
    code="number-with-leading-zeros",
    severity=Severity.NOTE,
    title=msg("A volume or issue number that begins with zeros."),
    why=msg("Zeros for sorting file names do not belong in citations; they hinder matching."),
    bad="""
        issue:
          id: 2025-3
          volume: "011"
        """,
    good="""
        issue:
          id: 2025-3
          volume: "11"
        """,
    issue=_check,
)
