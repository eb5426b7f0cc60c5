"""The faults of a deposit in the sentences of Xerces, the validator that Crossref runs.

Clients of Crossref read these sentences in receipts, so the sandbox writes them alike. Sources: Xerces2,
XMLSchemaMessages.properties (names of the rules and their sentences); receipts quoted in Crossref's documentation and
community forum, which have its names of anonymous types (``#AnonType_…``, ``null``).
"""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from lxml import etree

from pipeline.findings import Finding
from pipeline.sandbox.checks.type_names import TypeNames, type_names
from pipeline.validation import Checker
from pipeline.validation.explaining import Fault, Kind
from pipeline.validation.nodes import XSI_TYPE, Node, Tree

MOST = 100
"""Faults of one deposit that are told."""
_LONGEST = 4000
_INTEGERS = frozenset({"nonNegativeInteger", "positiveInteger", "negativeInteger", "nonPositiveInteger"})
_LENGTHS = {Kind.LENGTH: "length", Kind.SHORT: "minLength", Kind.LONG: "maxLength"}
_WITH_CHILDREN = {
    True: "cvc-complex-type.2.2: Element '{e}' must have no element [children], and the value must be valid.",
    False: "cvc-type.3.1.2: Element '{e}' is a simple type, so it must have no element information item [children].",
}
_SENTENCES: Mapping[Kind, str] = {
    Kind.TEXT: "cvc-complex-type.2.3: Element '{e}' cannot have character [children], because the type's content type"
    " is element-only.",
    Kind.CONTENT: "cvc-complex-type.2.1: Element '{e}' must have no character or element information item [children],"
    " because the type's content type is empty.",
    Kind.ATTRIBUTE_UNKNOWN: "cvc-complex-type.3.2.2: Attribute '{a}' is not allowed to appear in element '{e}'.",
    Kind.ATTRIBUTE_MISSING: "cvc-complex-type.4: Attribute '{a}' must appear on element '{e}'.",
    Kind.DUPLICATE_ID: "cvc-id.2: There are multiple occurrences of ID value '{v}'.",
    Kind.REFERENCE: "cvc-id.1: There is no ID/IDREF binding for IDREF '{v}'.",
    Kind.TYPE_UNKNOWN: "cvc-elt.4.2: Cannot resolve '{v}' to a type definition for element '{e}'.",
    Kind.NIL: "cvc-elt.3.1: Attribute 'xsi:nil' must not appear on element '{e}', because the {{nillable}} property of"
    " '{e}' is false.",
    Kind.ABSTRACT: "cvc-elt.2: The value of {{abstract}} in the element declaration for '{e}' must be false.",
    Kind.ASSERTION: "cvc-assertion: Assertion evaluation ('{l}') for element '{e}' on schema type '{t}' did not"
    " succeed.",
    Kind.UNIQUE: "cvc-identity-constraint.4.2.2: Duplicate key value declared for identity constraint of"
    " element '{e}'.",
    Kind.OTHER: "cvc-complex-type.2.4.a: Invalid content was found in element '{e}'.",
}


def sentences(engine: Checker, tree: Tree, content: bytes, findings: Iterable[Finding]) -> tuple[str, ...]:
    """Give what Xerces would say of a deposit that an engine has found invalid; ``findings`` are the engine's."""
    names = type_names(engine.documents.id)
    told = [sentence for fault in islice(engine.faults(tree, content), MOST) for sentence in _said(fault, names)]
    told += [_unbound(finding) for finding in findings if finding.code == "schema-idref"]
    return tuple(dict.fromkeys(told[: 2 * MOST])) or (f"cvc-type.3.1.3: {next(iter(findings)).message}",)


def _unbound(finding: Finding) -> str:
    return f"cvc-id.1: There is no ID/IDREF binding for IDREF '{dict(finding.message.params).get('id', '')}'."


def _said(fault: Fault, types: TypeNames) -> Iterator[str]:
    """Give the one or two sentences of a fault: that a facet is broken, and that the value is not valid."""
    if fault.kind in {Kind.UNEXPECTED, Kind.INCOMPLETE, Kind.UNDECLARED}:
        yield _children(fault)
        return
    if fault.kind in {Kind.CHILDREN, Kind.FIXED} or fault.kind in _SENTENCES:
        yield _written(fault, types)
        return
    yield _facet(fault, types)
    yield _invalid(fault, types)


def _written(fault: Fault, types: TypeNames) -> str:
    element, attribute, value = _name(fault.element), _attribute(fault), fault.value[:_LONGEST]
    if fault.kind is Kind.CHILDREN:
        return _WITH_CHILDREN[types.is_complex(fault.element)].format(e=element)
    if fault.kind is Kind.FIXED and fault.attribute:
        return (
            f"cvc-attribute.4: The value '{value}' of attribute '{attribute}' on element '{element}' does not match its"
            f" fixed '{{value constraint}}'. The attribute must have a value of '{fault.limit}'."
        )
    if fault.kind is Kind.FIXED:
        return (
            f"cvc-elt.5.2.2.2.2: The value '{value}' of element '{element}' does not match the '{{value constraint}}'"
            f" value '{fault.limit}'."
        )
    kind = types.name(fault)
    return _SENTENCES[fault.kind].format(e=element, a=attribute, v=value, l=fault.limit, t=kind)


def _children(fault: Fault) -> str:
    name, parent = _name(fault.element), fault.element.getparent()
    if fault.kind is Kind.UNDECLARED and parent is None:
        return f"cvc-elt.1: Cannot find the declaration of element '{name}'."
    if fault.kind is Kind.UNDECLARED:
        return (
            "cvc-complex-type.2.4.c: The matching wildcard is strict, but no declaration can be found for element"
            f" '{name}'."
        )
    expected = ", ".join(map(_expected, fault.expected))
    if fault.kind is Kind.INCOMPLETE:
        return (
            f"cvc-complex-type.2.4.b: The content of element '{name}' is not complete. One of '{{{expected}}}' is"
            " expected."
        )
    found = f"Invalid content was found starting with element '{name}'."
    if not expected:
        return f"cvc-complex-type.2.4.d: {found} No child element is expected at this point."
    return f"cvc-complex-type.2.4.a: {found} One of '{{{expected}}}' is expected."


def _facet(fault: Fault, types: TypeNames) -> str:
    value, kind = f"'{fault.value[:_LONGEST]}'", types.name(fault)
    if fault.kind is Kind.PATTERN and (listed := types.enumeration(fault)):
        return _enumeration(value, listed)
    if fault.kind is Kind.PATTERN:
        return (
            f"cvc-pattern-valid: Value {value} is not facet-valid with respect to pattern '{fault.limit}' for type"
            f" '{kind}'."
        )
    if fault.kind is Kind.ENUMERATION:
        return _enumeration(value, fault.expected or types.enumeration(fault))
    if fault.kind in _LENGTHS:
        facet = _LENGTHS[fault.kind]
        return (
            f"cvc-{facet}-valid: Value {value} with length = '{len(fault.value)}' is not facet-valid with respect to"
            f" {facet} '{fault.limit}' for type '{kind}'."
        )
    if fault.kind is Kind.RANGE:
        facet = fault.type_name
        return (
            f"cvc-{facet}-valid: Value {value} is not facet-valid with respect to {facet} '{fault.limit}' for type"
            f" '{kind}'."
        )
    if fault.attribute and (listed := types.enumeration(fault)):
        return _enumeration(value, listed)
    return f"cvc-datatype-valid.1.2.1: {value} is not a valid value for '{_builtin(fault.type_name) or kind}'."


def _enumeration(value: str, listed: tuple[str, ...]) -> str:
    return (
        f"cvc-enumeration-valid: Value {value} is not facet-valid with respect to enumeration '[{', '.join(listed)}]'."
        " It must be a value from the enumeration."
    )


def _invalid(fault: Fault, types: TypeNames) -> str:
    element = _name(fault.element)
    if fault.attribute:
        return (
            f"cvc-attribute.3: The value '{fault.value[:_LONGEST]}' of attribute '{_attribute(fault)}' on element"
            f" '{element}' is not valid with respect to its type, '{types.attribute_name(fault)}'."
        )
    if types.is_complex(fault.element):
        return _WITH_CHILDREN[True].format(e=element)
    return f"cvc-type.3.1.3: The value '{fault.value[:_LONGEST]}' of element '{element}' is not valid."


def _builtin(name: str) -> str:
    local = name.rpartition(":")[2].rpartition("}")[2]
    return "integer" if local in _INTEGERS else local


def _name(element: Node) -> str:
    local = etree.QName(element).localname
    return f"{element.prefix}:{local}" if element.prefix else local


def _attribute(fault: Fault) -> str:
    if fault.attribute == XSI_TYPE:
        return "xsi:type"
    name = etree.QName(fault.attribute or "_")
    prefix = next((prefix for prefix, uri in fault.element.nsmap.items() if prefix and uri == name.namespace), "")
    return f"{prefix}:{name.localname}" if prefix else name.localname


def _expected(name: str) -> str:
    found = etree.QName(name)
    return f'"{found.namespace}":{found.localname}' if found.namespace else found.localname
