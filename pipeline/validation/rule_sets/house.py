"""The rules of a house: any Schematron file with XSLT 1 binding, run by the reference implementation that lxml carries.

ISO/IEC 19757-3: its ``assert`` and ``report`` become findings. While rules run they can read no file and no address.
"""

from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any, cast

from lxml import etree
from lxml.isoschematron import iso_abstract_expand

from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets.house_checks import flaws
from pipeline.validation.rule_sets.house_files import read_house, refusal
from pipeline.validation.rule_sets.house_reports import Failure, failures
from pipeline.validation.rule_sets.house_stylesheets import stylesheet
from pipeline.validation.rule_sets.placing import MOST_FINDINGS, number_of_more

NOT_RUN = "schematron-not-run"
"""The code of the finding about rules that could not be run to their end."""

# the types that lxml has do not know it
_NO_ACCESS = cast("Any", etree.XSLTAccessControl).DENY_ALL


class HouseRules:
    """One file of rules, compiled."""

    def __init__(self, path: Path) -> None:
        """Compile a file. Raises ``UsageError`` for one that cannot be used."""
        self._path = path
        schema = iso_abstract_expand(read_house(path)).getroot()
        for flaw in islice(flaws(schema), 1):
            raise refusal(path, flaw.message, flaw.remedy)
        self._language = schema.get("{http://www.w3.org/XML/1998/namespace}lang", "")
        try:
            self._transform = etree.XSLT(stylesheet(schema), access_control=_NO_ACCESS)
        except etree.XSLTError as error:
            raise refusal(
                path,
                msg("They are not as ISO/IEC 19757-3 describes Schematron."),
                msg("Try them with a Schematron processor for XSLT 1.0."),
            ) from error

    def applies_to(self, root: Node) -> bool:  # noqa: ARG002 - the interface of rule sets
        """Tell whether the rules are about documents with this root: a file says so itself, by its contexts."""
        return True

    def findings(self, tree: Tree, locator: Locator) -> Iterator[Finding]:
        """Find the faults of a document, in its order; last, of how many more there are only numbers."""
        try:
            report = self._transform(tree)
        except etree.XSLTError:
            yield Finding(
                NOT_RUN,
                Severity.ERROR,
                msg("The rules in “{path}” cannot be run on this document.", path=str(self._path)),
                locator.beginning(),
                msg("Look for a function that is given a value of another type than it takes."),
            )
            return
        yield from _placed(failures(report, tree, self._language), locator)


def _placed(found: Iterator[Failure], locator: Locator) -> Iterator[Finding]:
    """Give failures with their places, in the order of the document, as far as they are not too many of a kind."""
    counts: dict[tuple[str, Severity], int] = {}
    kept: list[Failure] = []
    for failure in found:
        kind = (failure.code, failure.severity)
        counts[kind] = counts.get(kind, 0) + 1
        if counts[kind] <= MOST_FINDINGS:
            kept.append(failure)
    for failure in sorted(kept, key=lambda failure: failure.number):
        yield _finding(failure, locator)
    for (code, severity), count in counts.items():
        if count > MOST_FINDINGS:
            yield number_of_more(code, severity, count - MOST_FINDINGS, locator.beginning())


def _finding(failure: Failure, locator: Locator) -> Finding:
    element, attribute = failure.element, failure.attribute
    if element is None:
        return Finding(failure.code, failure.severity, failure.message, locator.beginning(), failure.remedy)
    place, excerpt = locator.place(element, attribute), locator.excerpt(element, attribute)
    return Finding(failure.code, failure.severity, failure.message, place, failure.remedy, excerpt)
