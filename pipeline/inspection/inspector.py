"""One document from bytes to its report: parsed, recognised, checked against schema, DTD and rules."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.errors import SchemaUnavailable
from pipeline.findings import Finding, Place, Severity, has_errors
from pipeline.inspection.limiting import limited
from pipeline.inspection.options import AUTOMATIC, InspectionOptions
from pipeline.messages import msg
from pipeline.schemas import SchemaSet
from pipeline.validation import checker
from pipeline.validation.detecting import Detected, Kind, detect, kind_of
from pipeline.validation.doctypes import Doctype, Dtd, load_dtd
from pipeline.validation.explaining import dtd_findings
from pipeline.validation.library import Announce, Library, chosen_schema, local_checker
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Tree
from pipeline.validation.opening import Opened, open_document
from pipeline.validation.parsing import safe_parser
from pipeline.validation.report import DocumentReport, DtdVerdict
from pipeline.validation.rule_sets import RuleSet, load_profile

if TYPE_CHECKING:
    from pipeline.validation.rule_sets.house import HouseRules

_BEGINNING = 1 << 16
"""Bytes of a broken document that are looked at to guess what it would be."""

_AUTOMATIC_PROFILES = {"crossref": "crossref", "doi_resources": "crossref"}


class Inspector:
    """Inspects documents, one after the other; keeps compiled schemas and rules."""

    def __init__(self, options: InspectionOptions, announce: Announce) -> None:
        self._options = options
        self._library = Library(announce)
        self._named = chosen_schema(options.schema) if options.schema else None
        self._house = tuple(_house_rules(path) for path in dict.fromkeys(options.schematron))

    def inspect(self, content: bytes, file: str) -> DocumentReport:
        """Tell all that is to be said about a document."""
        opened = open_document(content, file, self._library.install)
        if opened.tree is None:
            report = DocumentReport(file, _kind_of_broken(content), findings=opened.findings)
        else:
            report = self._checked(opened, opened.tree, Locator(opened.tree, content, file), file)
        return limited(report, self._options.shown)

    def _checked(self, opened: Opened, tree: Tree, locator: Locator, file: str) -> DocumentReport:
        detected = self._detected(opened, tree, file)
        report = DocumentReport(file, detected.kind, findings=detected.findings)
        if isinstance(self._named, Path):
            report = _judged(report, str(self._named), local_checker(self._named).findings(tree, opened.text, locator))
        else:
            report = self._by_xsd(report, detected, opened, tree, locator)
            report = self._by_dtd(report, detected, opened, tree, locator)
        return self._by_rules(report, tree, locator)

    def _detected(self, opened: Opened, tree: Tree, file: str) -> Detected:
        """Detect what the document is, and what it has to satisfy, unless the user has named that."""
        if isinstance(self._named, SchemaSet):
            dtd = Dtd(self._named, self._named.entry) if self._named.is_dtd else None
            return Detected(kind_of(self._named), None if dtd else self._named, dtd)
        detected = detect(tree, opened.doctype, opened.dtd, file)
        return replace(detected, findings=()) if self._named else detected

    def _by_xsd(
        self, report: DocumentReport, detected: Detected, opened: Opened, tree: Tree, locator: Locator
    ) -> DocumentReport:
        if detected.schema is None:
            return report
        try:
            self._library.install(detected.schema)
            findings = checker(detected.schema.id).findings(tree, opened.text, locator)
        except SchemaUnavailable as error:
            severity = Severity.WARNING if detected.dtd else Severity.ERROR
            return _with(report, _not_installed("schema-not-installed", severity, detected.schema, error, report.file))
        return _judged(report, detected.schema.id, findings)

    def _by_dtd(
        self, report: DocumentReport, detected: Detected, opened: Opened, tree: Tree, locator: Locator
    ) -> DocumentReport:
        """Ask the DTD that the document names, beside the XSD; without an XSD's verdict, any of its version."""
        alone = not report.schema
        dtd = (detected.dtd or opened.dtd) if alone else opened.dtd
        if dtd is None:
            return report
        try:
            self._library.install(dtd.schema_set)
            loaded = load_dtd(dtd)
        except SchemaUnavailable as error:
            severity = Severity.ERROR if alone else Severity.NOTE
            return _with(report, _not_installed("dtd-not-installed", severity, dtd.schema_set, error, report.file))
        findings = dtd_findings(loaded, tree, locator)
        if alone:
            return _judged(report, dtd.schema_set.id, findings)
        report = replace(report, dtd=DtdVerdict(dtd.schema_set.id, valid=not findings))
        if not report.valid:
            return report  # the faults have been told in the words of the XSD
        return _with(report, *(replace(finding, severity=Severity.WARNING) for finding in findings))

    def _by_rules(self, report: DocumentReport, tree: Tree, locator: Locator) -> DocumentReport:
        applied = tuple(profile for profile in self._profiles(report.kind) if profile.applies_to(tree.getroot()))
        ours = chain.from_iterable(profile.findings(tree, locator) for profile in applied)
        theirs = chain.from_iterable(house.findings(tree, locator) for house in self._house)
        names = tuple(profile.definition.name for profile in applied)
        return replace(report, findings=_in_order((*report.findings, *ours, *theirs)), profiles=names)

    def _profiles(self, kind: str) -> Iterator[RuleSet]:
        """Give the rule sets that were asked for, each once: the automatic one may be named as well."""
        automatic = _AUTOMATIC_PROFILES.get(kind, "")
        names = (automatic if name == AUTOMATIC else name for name in self._options.profiles)
        return map(load_profile, filter(None, dict.fromkeys(names)))


def _house_rules(path: Path) -> "HouseRules":
    from pipeline.validation.rule_sets import load_house  # needs XSLT, which few ask for

    return load_house(path)


def _judged(report: DocumentReport, schema: str, findings: tuple[Finding, ...]) -> DocumentReport:
    """Give the report with the verdict of a schema."""
    made = replace(report, schema=schema, valid=not has_errors(findings))
    return _with(made, *findings)


def _with(report: DocumentReport, *findings: Finding) -> DocumentReport:
    return replace(report, findings=(*report.findings, *findings))


def _in_order(findings: tuple[Finding, ...]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda found: (found.place.line, found.place.column)))


def _not_installed(
    code: str, severity: Severity, schema_set: SchemaSet, error: SchemaUnavailable, file: str
) -> Finding:
    message = msg("“{title}” is needed and is not installed. {reason}", title=schema_set.title, reason=error.message)
    return Finding(code, severity, message, Place(file), error.remedy)


def _kind_of_broken(content: bytes) -> Kind:
    """Guess what a document would be that is not well-formed, from what can be recovered of it."""
    try:
        root = etree.fromstring(content[:_BEGINNING], safe_parser(recover=True))
        if root is None:
            return "unknown"
        tree = root.getroottree()
        return detect(tree, Doctype.of(tree), None, "").kind
    except (etree.XMLSyntaxError, ValueError):  # what is recovered may be no name, and no Unicode
        return "unknown"
