"""From the error log of libxml2's schema validation to faults.

libxml2 tells in an English sentence what it knows; the sentences (xmlschemas.c, 2.9 to 2.14) are taken apart here, and
nowhere else. An error of a value comes in two: the facet that is broken, and that the value is not valid; one is kept.
"""

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.nodes import Node, Tree

_WHERE = re.compile(r"Element '(?P<element>[^']*)'(?:, attribute '(?P<attribute>[^']*)')?: (?P<said>.*)", re.DOTALL)
_EXPECTED = re.compile(r"Expected is(?: one of)? \( (?P<names>.*) \)\.?$", re.DOTALL)
_FACET = re.compile(r"\[facet '(?P<facet>\w+)'\] (?P<said>.*)", re.DOTALL)
_IN_SET = re.compile(r"The value '(?P<value>.*)' is not an element of the set \{(?P<values>.*)\}\.?$", re.DOTALL)
_BY_PATTERN = re.compile(r"The value '(?P<value>.*)' is not accepted by the pattern '(?P<limit>.*)'\.?$", re.DOTALL)
_OF_LENGTH = re.compile(
    r"The value(?: '(?P<value>.*)')? has a length of '(?P<length>\d+)'; .* of '(?P<limit>\d+)'\.?$", re.DOTALL
)
_IN_RANGE = re.compile(r"The value '(?P<value>.*)' .*\('(?P<limit>[^']*)'\)\.?$", re.DOTALL)
_OF_TYPE = re.compile(
    r"'(?P<value>.*)' is not a valid value of the (?:local )?(?:atomic|list|union) type(?: '(?P<type>[^']*)')?\.?$",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(r"The attribute '(?P<name>[^']*)'")
_FIXED = re.compile(
    r"(?:value|actual value) '(?P<value>.*)' does not match the fixed value constraint '(?P<limit>.*)'\.?$", re.DOTALL
)
_HALF = 4000

_FACETS = {
    "enumeration": Kind.ENUMERATION,
    "pattern": Kind.PATTERN,
    "length": Kind.LENGTH,
    "minLength": Kind.SHORT,
    "maxLength": Kind.LONG,
    "totalDigits": Kind.DIGITS,
    "fractionDigits": Kind.DIGITS,
    **dict.fromkeys(("minInclusive", "maxInclusive", "minExclusive", "maxExclusive"), Kind.RANGE),
}
_BY_NAME = {
    "SCHEMAV_CVC_COMPLEX_TYPE_2_1": Kind.CONTENT,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_2": Kind.CHILDREN,
    "SCHEMAV_CVC_COMPLEX_TYPE_2_3": Kind.TEXT,
    "SCHEMAV_CVC_TYPE_3_1_1": Kind.ATTRIBUTE_UNKNOWN,
    "SCHEMAV_CVC_TYPE_3_1_2": Kind.CHILDREN,
    "SCHEMAV_CVC_ELT_1": Kind.UNDECLARED,
    "SCHEMAV_CVC_ELT_2": Kind.ABSTRACT,
    "SCHEMAV_CVC_TYPE_2": Kind.ABSTRACT,
    "SCHEMAV_CVC_ELT_3_1": Kind.NIL,
    "SCHEMAV_CVC_ELT_3_2_1": Kind.NIL,
    "SCHEMAV_CVC_ELT_3_2_2": Kind.NIL,
    "SCHEMAV_CVC_ELT_4_1": Kind.TYPE_UNKNOWN,
    "SCHEMAV_CVC_ELT_4_2": Kind.TYPE_UNKNOWN,
    "SCHEMAV_CVC_ELT_4_3": Kind.TYPE_UNKNOWN,
    "SCHEMAV_CVC_IDC": Kind.UNIQUE,
    "SCHEMAV_CVC_WILDCARD": Kind.UNDECLARED,
}


def faults(errors: Iterable[etree._LogEntry], tree: Tree) -> Iterator[Fault]:
    """Give the faults of a document, in the order in which libxml2 found them."""
    paths = Paths(tree)
    before: tuple[str | None, str] | None = None
    for error in errors:
        found = _WHERE.match(_shortened(error.message))
        if not found:
            yield Fault(Kind.OTHER, paths.element(error.path), value=error.type_name)
            continue
        where = (error.path, found["attribute"] or "")
        if where == before and error.type_name.startswith("SCHEMAV_CVC_DATATYPE"):
            continue  # that the value is not valid, after the facet that it breaks
        before = where
        yield _fault(paths.element(error.path), found["attribute"] or "", found["said"], error.type_name)


def _shortened(message: str) -> str:
    """Take the middle out of a message with a long value: it cannot then be written so that searching takes minutes."""
    return message if len(message) <= 2 * _HALF else message[:_HALF] + message[-_HALF:]


def _fault(element: Node, attribute: str, said: str, type_name: str) -> Fault:
    if type_name == "SCHEMAV_ELEMENT_CONTENT":
        return _content_fault(element, said)
    if type_name in {"SCHEMAV_CVC_COMPLEX_TYPE_3_2_1", "SCHEMAV_CVC_COMPLEX_TYPE_3_2_2"}:
        return Fault(Kind.ATTRIBUTE_UNKNOWN, element, attribute)
    if type_name == "SCHEMAV_CVC_COMPLEX_TYPE_4":
        missing = _ATTRIBUTE.search(said)
        return Fault(Kind.ATTRIBUTE_MISSING, element, missing["name"] if missing else "")
    if fixed := _FIXED.search(said):
        return Fault(Kind.FIXED, element, attribute, fixed["value"], limit=fixed["limit"])
    if facet := _FACET.match(said):
        return _facet_fault(element, attribute, facet["facet"], facet["said"])
    if type_name in _BY_NAME:
        return Fault(_BY_NAME[type_name], element, attribute, value=element.get(attribute, "") if attribute else "")
    return _value_fault(element, attribute, said)


def _content_fault(element: Node, said: str) -> Fault:
    names = _EXPECTED.search(said)
    named = names["names"].split(", ") if names else []
    expected = tuple(name for name in named if name and "*" not in name)  # others stand for wildcards
    kind = Kind.INCOMPLETE if said.startswith("Missing child") else Kind.UNEXPECTED
    if "No matching global" in said:
        kind = Kind.UNDECLARED
    return Fault(kind, element, expected=expected)


def _facet_fault(element: Node, attribute: str, facet: str, said: str) -> Fault:
    kind = _FACETS.get(facet, Kind.VALUE)
    value = _value_of(element, attribute)
    if found := _IN_SET.match(said):
        return Fault(kind, element, attribute, found["value"], tuple(_quoted(found["values"])))
    if found := _BY_PATTERN.match(said):
        return Fault(kind, element, attribute, found["value"], limit=found["limit"])
    if found := _OF_LENGTH.match(said):
        return Fault(kind, element, attribute, value, limit=found["limit"], type_name=found["length"])
    if found := _IN_RANGE.match(said):
        return Fault(kind, element, attribute, found["value"], limit=found["limit"], type_name=facet)
    return Fault(kind, element, attribute, value, type_name=facet)


def _value_fault(element: Node, attribute: str, said: str) -> Fault:
    if not (found := _OF_TYPE.match(said)):
        return Fault(Kind.VALUE, element, attribute, _value_of(element, attribute))
    type_name = found["type"] or ""
    kind = Kind.DUPLICATE_ID if type_name == "xs:ID" and _is_name(found["value"]) else Kind.VALUE
    return Fault(kind, element, attribute, found["value"], type_name=type_name)


def _value_of(element: Node, attribute: str) -> str:
    return element.get(attribute, "") if attribute else element.text or ""


def _is_name(value: str) -> bool:
    """Tell whether a value could be an ID, so that there is another one of it."""
    return re.fullmatch(r"[^\W\d][\w.\-]*", value.strip(" \t\r\n")) is not None


def _quoted(values: str) -> Iterator[str]:
    return (found[1] for found in re.finditer(r"'([^']*)'", values))


class Paths:
    """Finds elements by the paths that libxml2 writes: ``/*/*[2]/jats:p``, with the prefixes of the document."""

    def __init__(self, tree: Tree) -> None:
        self._root = tree.getroot()
        self._children: dict[tuple[Node, str], list[Node]] = {}

    def element(self, path: str | None) -> Node:
        """Give the element, or the last one on the way that was found."""
        element = self._root
        for step in (path or "").strip("/").split("/")[1:]:
            name, _, rest = step.partition("[")
            number = int(rest.rstrip("]")) if rest.rstrip("]").isdigit() else 1
            children = self._named(element, name)
            if name.startswith("@") or not 0 < number <= len(children):
                break
            element = children[number - 1]
        return element

    def _named(self, parent: Node, name: str) -> list[Node]:
        if (parent, name) not in self._children:
            every = parent.iterchildren("{*}*")
            self._children[parent, name] = [child for child in every if name in {"*", _written(child)}]
        return self._children[parent, name]


def _written(element: Node) -> str:
    name = etree.QName(element).localname
    return f"{element.prefix}:{name}" if element.prefix else name
