"""Attributes that are missing, unknown or of a wrong value by a DTD, in words."""

from collections.abc import Mapping

from pipeline.messages import Message, msg
from pipeline.validation.explaining.attributes import instead_of
from pipeline.validation.explaining.dtd_declarations import DtdDeclarations, written_name
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.explaining.naming import attribute_name, listed, shortened
from pipeline.validation.explaining.saying import Said
from pipeline.validation.explaining.values import explain_value, subject_of
from pipeline.validation.nodes import Node

_TYPES: Mapping[str, Message] = {
    "id": msg("a name without blanks that begins with a letter and that no other element has"),
    "idref": msg("the ID of one element"),
    "idrefs": msg("IDs of elements, with one blank between them"),
    "nmtoken": msg("one word without blanks, of letters, digits, hyphens, full stops, underscores and colons"),
    "nmtokens": msg(
        "words of letters, digits, hyphens, full stops, underscores and colons, with one blank between them"
    ),
    "entity": msg("the name of an entity"),
    "entities": msg("names of entities, with one blank between them"),
    "unparsed": msg("the name of an entity that the DTD declares for something other than XML"),
}
"""What the types of attributes are (XML 1.0, 3.3.1), in words."""

_BLANKS = " \t\r\n"


def explain_dtd_attribute(fault: Fault, declarations: DtdDeclarations) -> Said:
    """Explain what is wrong with an attribute."""
    match fault.kind:
        case Kind.ATTRIBUTE_MISSING:
            return _missing(fault, declarations)
        case Kind.ATTRIBUTE_UNKNOWN:
            return _unknown(fault, declarations)
        case Kind.DUPLICATE_ID:
            message = msg("The ID “{value}” is given twice.", value=shortened(fault.value))
            return Said("dtd-id-repeated", message, msg("Give each element an ID of its own."))
        case Kind.REFERENCE:
            message = msg(
                "The attribute “{name}” of {element} names the ID “{id}”, which no element has.",
                name=attribute_name(fault.attribute, fault.element),
                element=f"<{shortened(written_name(fault.element))}>",
                id=shortened(fault.value),
            )
            return Said("dtd-idref", message, msg("Give the element that is meant this ID, or name another."))
    return _of_value(fault)


def _missing(fault: Fault, declarations: DtdDeclarations) -> Said:
    (name,) = fault.expected
    element = shortened(written_name(fault.element))
    declared = declarations.of(fault.element)
    values = declared.attributes[name].values if declared else ()
    message = msg("<{element}> lacks the attribute “{name}”, which the DTD demands.", element=element, name=name)
    remedy = msg('Write <{element} {name}="…">.', element=element, name=name)
    if values:
        told = listed(list(values))
        remedy = msg('Write <{element} {name}="…">. Allowed are: {values}.', element=element, name=name, values=told)
    return Said("dtd-attribute-missing", message, remedy)


def _unknown(fault: Fault, declarations: DtdDeclarations) -> Said:
    name = attribute_name(fault.attribute, fault.element)
    element = shortened(written_name(fault.element))
    message = msg("The DTD knows no attribute “{name}” of <{element}>.", name=name, element=element)
    if "xmlns" in {fault.attribute, name.partition(":")[0]}:
        return Said("dtd-attribute-unknown", message, _where_declared(fault.element, name, declarations))
    declared = declarations.of(fault.element)
    known = sorted(one for one in declared.attributes if not one.startswith("xmlns")) if declared else []
    return Said("dtd-attribute-unknown", message, instead_of(name, known, f"<{element}>"))


def _where_declared(element: Node, name: str, declarations: DtdDeclarations) -> Message:
    """Tell where a prefix may be declared: a DTD says of each element which it may declare."""
    for above in element.iterancestors():
        declared = declarations.of(above)
        if declared and name in declared.attributes:
            parent = f"<{shortened(written_name(above))}>"
            return msg("Take it out here: the DTD lets {element} declare it.", element=parent)
    prefix = declarations.namespaces.get(element.nsmap.get(name.partition(":")[2] or None, ""))
    if prefix and prefix != name.partition(":")[2]:
        return msg("The DTD knows this namespace by the prefix “{prefix}” only: write that.", prefix=prefix)
    return msg("Take it out: the DTD allows only the prefixes that it declares itself.")


def _of_value(fault: Fault) -> Said:
    told = shortened(fault.value)
    if fault.kind is not Kind.FIXED and told and fault.value != fault.value.strip(_BLANKS):
        message = msg("{subject} has blanks around its value “{value}”.", subject=subject_of(fault), value=told)
        return Said("dtd-attribute-value", message, msg("Take the blanks out."))
    if fault.kind is not Kind.VALUE:
        said = explain_value(fault, lists=False)
        return Said("dtd-attribute-value", said.message, said.remedy)
    message = msg("{subject} is “{value}”, which is not allowed there.", subject=subject_of(fault), value=told)
    if not told:
        message = msg("{subject} is empty.", subject=subject_of(fault))
    return Said("dtd-attribute-value", message, msg("Write {what}.", what=_TYPES[fault.type_name]))
