"""Findings of rules brought into the order of the document and to their places in its file."""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg, msgs
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, Tree

CUT_SHORT = "rule-cut-short"
"""The code of the note about a rule that was not applied to all elements."""

MOST_FINDINGS = 1000
"""Findings of one rule on one document that are made; what is beyond is counted."""


def placed(found: Iterable[tuple[Node, Finding]], tree: Tree, locator: Locator) -> Iterator[Finding]:
    """Give findings with place and excerpt, in the order of the document; those on one node stay in theirs."""
    by_node: dict[Node, list[Finding]] = {}
    for node, finding in found:
        by_node.setdefault(node, []).append(finding)
    if not by_node:
        return
    for node in tree.iter():
        for finding in by_node.get(node, ()):
            yield replace(finding, place=locator.place(node), excerpt=locator.excerpt(node))


def number_of_more(code: str, severity: Severity, count: int, place: Place) -> Finding:
    """Make the finding that stands for those that were counted only."""
    message = msgs(
        "There is {count} more problem of this kind, which is not listed.",
        "There are {count} more problems of this kind, which are not listed.",
        count,
    )
    return Finding(code, severity, message, place)


def cut_short(code: str, looked_at: int, place: Place) -> Finding:
    """Make the finding that says that a rule has not been applied to all elements."""
    message = msg(
        "The rule “{code}” was applied to the first {count} elements only: the document is unusually large.",
        code=code,
        count=looked_at,
    )
    return Finding(CUT_SHORT, Severity.NOTE, message, place, msg("Divide the document and check its parts."))
