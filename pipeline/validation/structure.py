"""The structure of a document: libxml2's verdict, and its errors as findings."""

import re
from collections.abc import Iterable, Iterator, Set, Sized
from contextlib import suppress
from threading import Lock
from typing import cast

from lxml import etree

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg
from pipeline.validation.nodes import Tree
from pipeline.validation.parsing import safe_parser

_LONGEST_DETAIL = 500

# lxml writes the path of every fault at once, in a time that grows with the number of siblings: a hostile document of
# 1 MB would take minutes. Crowded documents are therefore streamed first, which writes no places and can be stopped;
# where there are too many faults, only the part of the document that has the first of them is validated as a tree.
_CROWDED_ELEMENTS = 20_000
_CROWDED_BYTES = 9 * _CROWDED_ELEMENTS  # no element with a fault is shorter than <a b=""/>
_COUNT = etree.XPath("count(/descendant::*)")
_MOST_FAULTS = 1000
_PIECE = 1 << 15

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

    def findings(self, tree: Tree, content: bytes, file: str) -> Iterator[Finding]:
        """Validate a document, parsed from ``content``, and give what libxml2 finds."""
        crowded = len(content) > _CROWDED_BYTES and cast("float", _COUNT(tree)) > _CROWDED_ELEMENTS
        beginning = self._enough(content) if crowded else b""
        if not beginning:
            yield from (self._finding(error, file) for error in self._errors(tree))
            return
        part = etree.fromstring(beginning, safe_parser(recover=True)).getroottree()
        yield from (self._finding(error, file) for error in self._errors(part)[:_MOST_FAULTS])
        message = msg("There are more than {count} faults; no more are listed.", count=_MOST_FAULTS)
        yield Finding("schema-too-many", Severity.ERROR, message, Place(file))

    def _errors(self, tree: Tree) -> tuple[etree._LogEntry, ...]:
        with self._lock:
            if self._schema.validate(tree):
                return ()
            return tuple(cast("Iterable[etree._LogEntry]", self._schema.error_log))

    def _enough(self, content: bytes) -> bytes:
        """Give the beginning of the document that has more faults than anybody reads, if there are so many."""
        parser = safe_parser(schema=self._schema)
        try:
            for end in range(_PIECE, len(content) + _PIECE, _PIECE):
                parser.feed(content[end - _PIECE : end])
                if len(cast("Sized", parser.feed_error_log)) > _MOST_FAULTS:
                    return content[:end]
        finally:
            with suppress(etree.XMLSyntaxError):
                parser.close()  # without it, lxml never frees the tree
        return b""

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
