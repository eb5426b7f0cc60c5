"""A correction or a Crossmark statement without Crossmark policy."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import CROSSREF, Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    own = work.crossmark
    if not work.doi or (own and own.policy) or work.journal.crossmark:
        return
    if work.updates:
        yield Fault(
            ("updates",), msg("Crossref takes no corrections or retractions without a Crossmark policy."), _REMEDY
        )
    if own and own.assertions:
        yield Fault(
            ("crossmark", "assertions"),
            msg("Crossref takes no Crossmark statements without a Crossmark policy."),
            _REMEDY,
        )


_REMEDY = msg("Add the DOI of your policy page to the journal: crossmark: policy: 10.…")

RULE = Rule(
    code="crossmark-policy-missing",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("A correction, retraction or Crossmark statement without Crossmark policy."),
    why=msg("The schema has no other place for it: readers of the corrected work would never learn of it."),
    bad="""
        doi: 10.9999/notice-1
        updates:
          - {type: correction, doi: 10.9999/etude-1, date: 2026-04-15}
        """,
    good="""
        doi: 10.9999/notice-1
        crossmark:
          policy: 10.9999/policy
        updates:
          - {type: correction, doi: 10.9999/etude-1, date: 2026-04-15}
        """,
    reference="common5.5.0.xsd, crossmark/crossmark_policy",
    work=_check,
)
