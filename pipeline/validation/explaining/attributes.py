"""Faults of attributes that are missing or unknown, and of elements that hold what they may not, in words."""

from difflib import get_close_matches

from lxml import etree

from pipeline.messages import Message, msg
from pipeline.validation.declarations import Declarations, Placed
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.explaining.naming import attribute_name, listed, shortened, tag
from pipeline.validation.explaining.saying import Said
from pipeline.validation.nodes import Node
from pipeline.validation.schema_trees import XSD, SchemaTree

_LONGEST_NAME = 100
"""Characters of a name beyond which no name is looked for that is written alike."""


def explain_attribute(fault: Fault, declarations: Declarations) -> Said:
    """Explain an attribute that is missing, or that its element does not have."""
    element = tag(fault.element.tag, fault.element)
    name = attribute_name(fault.attribute, fault.element)
    if fault.kind is Kind.ATTRIBUTE_MISSING:
        message = msg("{element} lacks the attribute “{name}”.", element=element, name=name)
        remedy = msg('Write {start} {name}="…">.', start=element.rstrip(">"), name=name)
        return Said("schema-attribute-missing", message, remedy)
    message = msg("{element} has no attribute “{name}”.", element=element, name=name)
    known = sorted({attribute_name(one, fault.element) for use in _uses(fault, declarations) for one in use})
    return Said("schema-attribute-not-allowed", message, instead_of(name, known, element))


def instead_of(name: str, known: list[str], element: str) -> Message:
    """Tell what to do with an attribute that its element does not have, but those that are ``known``; all written."""
    local = name.rpartition(":")[2]
    same = [one for one in known if one.rpartition(":")[2] == local]
    close = same or (get_close_matches(name, known, 1) if len(name) <= _LONGEST_NAME else [])
    if close:
        return msg("Did you mean “{close}”?", close=close[0])
    if known:
        return msg("Take it out. Attributes of {element} are: {known}.", element=element, known=listed(known))
    return msg("Take it out: {element} has no attributes.", element=element)


def listed_values(fault: Fault, declarations: Declarations) -> tuple[str, ...]:
    """List the values that an attribute may have by its declaration; nothing where there is no list, or no one list."""
    uses = [use[fault.attribute] for use in _all_uses(fault, declarations) if fault.attribute in use]
    return _enumeration(*uses[0], declarations) if len({node for _, node in uses}) == 1 else ()


def _enumeration(tree: SchemaTree, declared: Node, declarations: Declarations) -> tuple[str, ...]:
    if written := declared.get("ref"):
        named = declarations.named("attribute", tree.referred(declared, written))
        return _enumeration(*named, declarations) if named else ()
    simple = declared.find(f"{XSD}simpleType")
    if simple is None and (written := declared.get("type")):
        named = declarations.named("simpleType", tree.referred(declared, written))
        simple = named[1] if named else None
    values = () if simple is None else simple.iterfind(f"{XSD}restriction/{XSD}enumeration")  # no unions
    return tuple(one.get("value", "") for one in values)


def _all_uses(fault: Fault, declarations: Declarations) -> list[dict[str, Placed]]:
    return declarations.attribute_uses(fault.element.tag) if fault.element.tag in declarations.elements else []


def _uses(fault: Fault, declarations: Declarations) -> list[set[str]]:
    return [set(use) for use in _all_uses(fault, declarations)]


def explain_content(fault: Fault) -> Said:
    """Explain an element that holds text, elements or anything where it may not, and what xsi attributes get wrong."""
    element = tag(fault.element.tag, fault.element)
    namespace = etree.QName(fault.element).namespace or ""
    match fault.kind:
        case Kind.TEXT:
            message = msg("There is text in {element}, where only elements may be.", element=element)
            return Said("schema-text-not-allowed", message, msg("Take the text out, or put it into the right element."))
        case Kind.CHILDREN:
            message = msg("There are elements in {element}, where only text may be.", element=element)
            return Said("schema-element-not-allowed", message, msg("Take the elements out and leave their text."))
        case Kind.CONTENT:
            message = msg("{element} must be empty.", element=element)
            return Said("schema-not-empty", message, msg("Take out what is between its tags, blanks too."))
        case Kind.UNDECLARED:
            message = msg("{element} is not known to this schema.", element=element)
            remedy = msg(
                "Look at its name and at its namespace, which is “{namespace}”.", namespace=shortened(namespace)
            )
            return Said("schema-element-undeclared", message, remedy)
        case Kind.TYPE_UNKNOWN:
            message = msg("The type that xsi:type names for {element} is not known to this schema.", element=element)
            return Said("schema-type-unknown", message, msg("Take xsi:type out."))
        case Kind.NIL:
            message = msg("{element} may not be nil.", element=element)
            return Said("schema-not-nillable", message, msg("Take xsi:nil out, and give the element its content."))
        case Kind.ABSTRACT:
            message = msg("{element} is abstract: only elements that stand for it may be used.", element=element)
            return Said("schema-abstract", message, msg("Use one of the elements that stand for it."))
        case Kind.REFERENCE:
            message = msg(
                "The document refers to the ID “{value}”, which no element has.", value=shortened(fault.value)
            )
            remedy = msg("Give the element that is meant this ID, or name another.")
            return Said("schema-idref", message, remedy)
        case Kind.UNIQUE:
            message = msg(
                "{element} has a value that must be unique, or refers to one that is not there.", element=element
            )
            return Said("schema-uniqueness", message, msg("Compare it with the other values of its kind."))
    message = msg("{element} does not satisfy the schema ({detail}).", element=element, detail=fault.value)
    return Said("schema-violation", message, msg("Compare it with the documentation of the schema."))
