"""From the errors of the judge (the package ``xmlschema``) to faults."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.nodes import Node

if TYPE_CHECKING:
    from xmlschema.validators.exceptions import XMLSchemaValidationError

_ATTRIBUTE = re.compile(r"attribute '?(?P<name>[^\s=']+)")
_MISSING = re.compile(r"missing required attribute '?(?P<name>[^'\s]+)'?")
_UNKNOWN = re.compile(
    r"'?(?P<name>[^'\s]+)'? attribute not allowed|attribute '?(?P<other>[^'\s]+)'? (?:is )?not allowed"
)
_LONGEST_REASON = 1000  # names stand at the beginning; a value that is quoted may be of any length

_REFERENCE = re.compile(r"IDREF '(?P<value>[^']*)' not found")

_REASONS: Mapping[str, Kind] = {
    "character data between child elements not allowed": Kind.TEXT,
    "character data is not allowed because content is empty": Kind.CONTENT,
    "a simple content element can't have child elements": Kind.CHILDREN,
    "fixed value": Kind.FIXED,
    "is not an element of the schema": Kind.UNDECLARED,
    "does not match any declared element": Kind.UNDECLARED,
    "element is not nillable": Kind.NIL,
    "xsi:nil": Kind.NIL,
    "abstract": Kind.ABSTRACT,
    "duplicated xs:ID value": Kind.DUPLICATE_ID,
    "duplicated value": Kind.UNIQUE,
}
"""What the judge's sentences have in common that are not about a facet, and the kinds of their faults."""

_FACETS: Mapping[str, Kind] = {
    "XsdPatternFacets": Kind.PATTERN,
    "XsdEnumerationFacets": Kind.ENUMERATION,
    "XsdLengthFacet": Kind.LENGTH,
    "XsdMinLengthFacet": Kind.SHORT,
    "XsdMaxLengthFacet": Kind.LONG,
    "XsdMinInclusiveFacet": Kind.RANGE,
    "XsdMaxInclusiveFacet": Kind.RANGE,
    "XsdMinExclusiveFacet": Kind.RANGE,
    "XsdMaxExclusiveFacet": Kind.RANGE,
    "XsdTotalDigitsFacet": Kind.DIGITS,
    "XsdFractionDigitsFacet": Kind.DIGITS,
}


def fault_of(error: "XMLSchemaValidationError", root: Node) -> Fault:
    """Give the fault that an error tells; on the root, where the judge does not say where."""
    from xmlschema.validators.exceptions import XMLSchemaChildrenValidationError

    element: Node = error.elem if isinstance(error.elem, Node) else root
    if isinstance(error, XMLSchemaChildrenValidationError):
        return _of_children(error, element)
    reason = (error.reason or "")[:_LONGEST_REASON]
    if missing := _MISSING.search(reason):
        return Fault(Kind.ATTRIBUTE_MISSING, element, missing["name"])
    if unknown := _UNKNOWN.search(reason):
        return Fault(Kind.ATTRIBUTE_UNKNOWN, element, unknown["name"] or unknown["other"])
    if missing := _REFERENCE.search(reason):
        return Fault(Kind.REFERENCE, element, value=missing["value"])
    named = _ATTRIBUTE.match(reason)
    attribute = named["name"] if named and element.get(named["name"]) is not None else ""
    for part, kind in _REASONS.items():
        if part in reason:
            value = element.get(attribute, "") if attribute else element.text or ""
            limit = getattr(error.validator, "fixed", None) or ""
            return Fault(kind, element, attribute, value, limit=limit)
    return _of_value(error.validator, element, attribute)


def _of_children(error: Any, parent: Node) -> Fault:  # noqa: ANN401 - xmlschema is loaded only where it is needed
    children = list(parent.iterchildren("{*}*"))
    expected = tuple(one.name for one in error.expected or () if getattr(one, "name", None))  # wildcards have none
    if error.index < len(children):
        return Fault(Kind.UNEXPECTED, children[error.index], expected=expected)
    return Fault(Kind.INCOMPLETE, parent, expected=expected)


def _of_value(validator: Any, element: Node, attribute: str) -> Fault:  # noqa: ANN401 - as above
    name = type(validator).__name__
    value = element.get(attribute, "") if attribute else element.text or ""
    if name == "XsdAssert":
        return Fault(Kind.ASSERTION, element, limit=validator.path)
    if name not in _FACETS:
        kind = Kind.VALUE if attribute or not len(element) else Kind.OTHER
        return Fault(kind, element, attribute, value if kind is Kind.VALUE else name)
    if name == "XsdEnumerationFacets":
        return Fault(Kind.ENUMERATION, element, attribute, value, tuple(map(str, validator.enumeration)))
    if name == "XsdPatternFacets":
        return Fault(Kind.PATTERN, element, attribute, value, limit=" | ".join(map(str, validator.regexps)))
    facet = name.removeprefix("Xsd").removesuffix("Facet")
    told = facet[0].lower() + facet[1:] if _FACETS[name] is Kind.RANGE else ""
    return Fault(_FACETS[name], element, attribute, value, limit=str(validator.value), type_name=told)
