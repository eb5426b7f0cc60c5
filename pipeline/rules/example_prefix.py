"""A DOI under the prefix for examples."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.identifiers import doi_prefix
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

EXAMPLE_PREFIX = "10.5555"


def _check(work: Work) -> Iterator[Fault]:
    if work.doi and doi_prefix(work.doi) == EXAMPLE_PREFIX:
        yield Fault(
            ("doi",),
            msg("The DOI {doi} is an example: it cannot be registered.", doi=work.doi),
            msg("Use the prefix that Crossref has given you."),
        )


RULE = Rule(
    code="example-prefix",
    severity=Severity.NOTE,
    title=msg("A DOI under 10.5555, Crossref’s prefix for examples."),
    why=msg("It is meant for documentation and tests, and leads nowhere."),
    bad="""
        doi: 10.5555/etude-1
        """,
    good="""
        doi: 10.9999/etude-1
        """,
    reference="Crossref documentation, Test system",
    work=_check,
)
