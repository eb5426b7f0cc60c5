"""Faults of a document in words, with their places."""

from collections.abc import Iterable, Iterator, Set
from dataclasses import replace
from itertools import groupby

from lxml import etree

from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.validation.declarations import Declarations
from pipeline.validation.explaining.attributes import explain_attribute, explain_content, listed_values
from pipeline.validation.explaining.children import Children
from pipeline.validation.explaining.conditions import explain_assertion
from pipeline.validation.explaining.content_models import ContentModels
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.explaining.naming import shortened, tag
from pipeline.validation.explaining.saying import Said
from pipeline.validation.explaining.values import explain_value
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import XSI_TYPE, Node

MOST_FAULTS = 1000
"""Faults of one document that are explained one by one."""

_OF_VALUES = frozenset(
    {
        *(Kind.VALUE, Kind.ENUMERATION, Kind.PATTERN, Kind.LENGTH, Kind.SHORT, Kind.LONG, Kind.RANGE, Kind.DIGITS),
        *(Kind.FIXED, Kind.DUPLICATE_ID),
    }
)


_MOST_TELLING = (Kind.DUPLICATE_ID, Kind.FIXED, Kind.ENUMERATION, Kind.PATTERN, Kind.RANGE, Kind.DIGITS)


class Explainer:
    """Explains faults by what a schema declares. ``lists`` are the patterns that stand for large enumerations."""

    def __init__(self, declarations: Declarations, lists: Set[str] = frozenset()) -> None:
        self._declarations = declarations
        self._lists = lists
        self._children = Children(ContentModels(declarations))

    def findings(self, faults: Iterable[Fault], locator: Locator) -> Iterator[Finding]:
        """Give a finding for each fault."""
        for number, fault in enumerate(_one_of_each_value(faults)):
            if number == MOST_FAULTS:
                message = msg("There are more than {count} faults; no more are listed.", count=MOST_FAULTS)
                yield Finding("schema-too-many", Severity.ERROR, message, locator.beginning())
                return
            said = self._explained(fault)
            attribute = "" if fault.kind is Kind.ATTRIBUTE_MISSING else fault.attribute
            place, excerpt = locator.place(fault.element, attribute), locator.excerpt(fault.element, attribute)
            yield Finding(said.code, Severity.ERROR, said.message, place, said.remedy, excerpt)

    def _explained(self, fault: Fault) -> Said:
        if fault.kind is Kind.INCOMPLETE:
            return self._children.incomplete(fault)
        if fault.kind is Kind.UNEXPECTED:
            return self._children.unexpected(fault)
        if fault.kind in {Kind.ATTRIBUTE_MISSING, Kind.ATTRIBUTE_UNKNOWN}:
            return explain_attribute(fault, self._declarations)
        if fault.kind is Kind.ASSERTION:
            return explain_assertion(fault.element, fault.limit)
        if fault.kind is Kind.VALUE and fault.attribute == XSI_TYPE:
            return explain_content(replace(fault, kind=Kind.TYPE_UNKNOWN))
        if fault.kind is Kind.VALUE and fault.attribute and (values := listed_values(fault, self._declarations)):
            return explain_value(replace(fault, kind=Kind.ENUMERATION, expected=values), lists=False)
        if fault.kind in _OF_VALUES:
            return explain_value(fault, lists=fault.limit in self._lists)
        if fault.kind is Kind.UNDECLARED and fault.element.getparent() is None:
            return _wrong_root(fault, self._declarations)
        return explain_content(fault)


def _one_of_each_value(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Give, of the faults of one value that follow each other, the one that tells most: a value is mended once."""
    with_children: Node | None = None
    for (element, attribute, of_value), group in groupby(faults, _value_of):
        if not of_value:
            for fault in group:
                with_children = fault.element if fault.kind is Kind.CHILDREN else None
                yield fault
        elif attribute or element is not with_children:  # its text is what stands before the children
            yield min(group, key=_tells_little)


def _value_of(fault: Fault) -> tuple[Node, str, bool]:
    return fault.element, fault.attribute, fault.kind in _OF_VALUES


def _tells_little(fault: Fault) -> int:
    return _MOST_TELLING.index(fault.kind) if fault.kind in _MOST_TELLING else len(_MOST_TELLING)


def _wrong_root(fault: Fault, declarations: Declarations) -> Said:
    name, root = etree.QName(fault.element), tag(fault.element.tag, fault.element)
    meant = [known for known in map(etree.QName, declarations.elements) if known.localname == name.localname]
    if meant and meant[0].namespace and name.namespace:
        message = msg(
            "The root {root} is in the namespace “{given}”, not in that of the schema, “{namespace}”.",
            root=root,
            given=shortened(name.namespace),
            namespace=meant[0].namespace,
        )
        remedy = msg("Declare the namespace of the schema, or check against another schema: --schema")
        return Said("schema-root-unknown", message, remedy)
    message = msg("A document with the root {root} is not one of this schema.", root=root)
    remedy = msg("Look at the name and the namespace of the root, or check against another schema: --schema")
    return Said("schema-root-unknown", message, remedy)
