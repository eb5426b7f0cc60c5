"""More titles or identifiers than Crossref takes."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import CROSSREF, Fault, Rule

# crossref5.5.0.xsd
_TITLES = 20
_IDENTIFIERS = 10


def _check(work: Work) -> Iterator[Fault]:
    if not work.doi:
        return
    titles, identifiers = len(work.title.languages), len(work.ids)
    if titles > _TITLES:
        told = msg("The title is in {count} languages, Crossref takes {limit}.", count=titles, limit=_TITLES)
        yield Fault(("title",), told, _REMEDY)
    if identifiers > _IDENTIFIERS:
        told = msg("There are {count} identifiers, Crossref takes {limit}.", count=identifiers, limit=_IDENTIFIERS)
        yield Fault(("ids",), told, _REMEDY)


_REMEDY = msg("Keep those that readers need most.")

RULE = Rule(
    code="too-many-for-crossref",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("More titles or identifiers than Crossref takes."),
    why=msg("The schema limits their number; one more makes the whole deposit invalid."),
    bad="""
        doi: 10.9999/etude-1
        ids:
          - {type: other, value: a}
          - {type: other, value: b}
          - {type: other, value: c}
          - {type: other, value: d}
          - {type: other, value: e}
          - {type: other, value: f}
          - {type: other, value: g}
          - {type: other, value: h}
          - {type: other, value: i}
          - {type: other, value: j}
          - {type: other, value: k}
        """,
    good="""
        doi: 10.9999/etude-1
        ids:
          - {type: other, value: a}
        """,
    reference="crossref5.5.0.xsd: journal_article/titles, publisher_item/identifier",
    work=_check,
)
