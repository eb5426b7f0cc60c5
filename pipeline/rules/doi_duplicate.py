"""Two articles with the same DOI."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.identifiers import doi_key
from pipeline.messages import Message, msg
from pipeline.model import Work
from pipeline.rules.base import Path, Rule, Unique


def _keys(work: Work) -> Iterator[tuple[Path, str, str]]:
    if work.doi:
        yield ("doi",), work.doi, doi_key(work.doi)


def _words(doi: str, first: str) -> tuple[Message, Message]:
    return (
        msg("The DOI {doi} is already that of the article at {place}.", doi=doi, place=first),
        msg("Give each article its own DOI; small and capital letters make no difference."),
    )


RULE = Rule(
    code="doi-duplicate",
    severity=Severity.ERROR,
    title=msg("Two articles with the same DOI."),
    why=msg("The DOI can lead to one of them only; of two records in one deposit, Crossref refuses the second."),
    bad="""
        - id: first
          doi: 10.5555/etude-1
        - id: second
          doi: 10.5555/ETUDE-1
        """,
    good="""
        - id: first
          doi: 10.5555/etude-1
        - id: second
          doi: 10.5555/etude-2
        """,
    reference="ISO 26324 (DOIs are compared without regard to case)",
    unique=Unique(_keys, _words),
)
