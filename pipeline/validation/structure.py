"""The structure of a document: libxml2's verdict, and its errors as findings."""

import re
from collections.abc import Iterable, Iterator, Set
from threading import Lock
from typing import cast

from lxml import etree

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg
from pipeline.validation.nodes import Tree

_LONGEST_DETAIL = 500

# libxml2 names its errors after the validation rules of XML Schema Part 1, appendix C.1
_CODES = {
    "SCHEMAV_ELEMENT_CONTENT": "schema-element-content",
    "SCHEMAV_CVC_ELT_1": "schema-element-undeclared",
    "SCHEMAV_CVC_ELT_3_1": "schema-not-nillable",
    "SCHEMAV_CVC_ELT_4_2": "schema-type-unknown",
    "SCHEMAV_CVC_ELT_5_2_2_2_2": "schema-fixed-value",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": "schema-not-empty",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_2": "schema-element-not-allowed",
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": "schema-text-not-allowed",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_1": "schema-attribute-not-allowed",
    "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2": "schema-attribute-not-allowed",
    "SCHEMAV_CVC_COMPLEX_TYPE_4": "schema-attribute-missing",
    "SCHEMAV_CVC_AU": "schema-fixed-value",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_1": "schema-datatype",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_2": "schema-datatype",
    "SCHEMAV_CVC_DATATYPE_VALID_1_2_3": "schema-datatype",
    "SCHEMAV_CVC_TYPE_3_1_1": "schema-attribute-not-allowed",
    "SCHEMAV_CVC_TYPE_3_1_2": "schema-element-not-allowed",
    "SCHEMAV_CVC_ENUMERATION_VALID": "schema-enumeration",
    "SCHEMAV_CVC_PATTERN_VALID": "schema-pattern",
    "SCHEMAV_CVC_LENGTH_VALID": "schema-length",
    "SCHEMAV_CVC_MINLENGTH_VALID": "schema-length",
    "SCHEMAV_CVC_MAXLENGTH_VALID": "schema-length",
    "SCHEMAV_CVC_MININCLUSIVE_VALID": "schema-range",
    "SCHEMAV_CVC_MAXINCLUSIVE_VALID": "schema-range",
    "SCHEMAV_CVC_MINEXCLUSIVE_VALID": "schema-range",
    "SCHEMAV_CVC_MAXEXCLUSIVE_VALID": "schema-range",
    "SCHEMAV_CVC_TOTALDIGITS_VALID": "schema-digits",
    "SCHEMAV_CVC_FRACTIONDIGITS_VALID": "schema-digits",
    "SCHEMAV_CVC_IDC": "schema-uniqueness",
}
_PATTERN_REFUSED = re.compile(r"(?P<value>.*) is not accepted by the pattern '(?P<pattern>.*)'\.?$", re.DOTALL)


class Structure:
    """A compiled schema. ``lists`` are the patterns that stand for large enumerations."""

    def __init__(self, schema: etree.XMLSchema, lists: Set[str]) -> None:
        self._schema = schema
        self._lists = lists
        self._lock = Lock()  # lxml keeps the errors of a validation in the schema object

    def findings(self, tree: Tree, file: str) -> Iterator[Finding]:
        """Validate a document and give what libxml2 finds."""
        with self._lock:
            if self._schema.validate(tree):
                return
            errors = tuple(cast("Iterable[etree._LogEntry]", self._schema.error_log))
        for error in errors:
            yield self._finding(error, file)

    def _finding(self, error: etree._LogEntry, file: str) -> Finding:
        code = _CODES.get(error.type_name, "schema-violation")
        message = msg("Does not fit the schema: {detail}", detail=_cut(error.message))
        refused = _PATTERN_REFUSED.match(error.message)
        if refused and refused["pattern"] in self._lists:
            code = "schema-enumeration"
            message = msg("{detail} is not in the list of allowed values.", detail=_cut(refused["value"]))
        return Finding(code, Severity.ERROR, message, Place(file, error.line, error.column, error.path or ""))


def _cut(detail: str) -> str:
    return detail if len(detail) <= _LONGEST_DETAIL else detail[:_LONGEST_DETAIL] + " …"
