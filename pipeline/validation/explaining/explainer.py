"""Faults of a document in words, with their places."""

from collections.abc import Iterable, Iterator, Set

from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.validation.declarations import Declarations
from pipeline.validation.explaining.attributes import explain_attribute, explain_content
from pipeline.validation.explaining.children import Children
from pipeline.validation.explaining.content_models import ContentModels
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.explaining.naming import tag
from pipeline.validation.explaining.saying import Said
from pipeline.validation.explaining.values import explain_value
from pipeline.validation.locating import Locator

MOST_FAULTS = 1000
"""Faults of one document that are explained one by one."""

_OF_VALUES = frozenset(
    {
        *(Kind.VALUE, Kind.ENUMERATION, Kind.PATTERN, Kind.LENGTH, Kind.SHORT, Kind.LONG, Kind.RANGE, Kind.DIGITS),
        *(Kind.FIXED, Kind.DUPLICATE_ID),
    }
)


class Explainer:
    """Explains faults by what a schema declares. ``lists`` are the patterns that stand for large enumerations."""

    def __init__(self, declarations: Declarations, lists: Set[str] = frozenset()) -> None:
        self._declarations = declarations
        self._lists = lists
        self._children = Children(ContentModels(declarations))

    def findings(self, faults: Iterable[Fault], locator: Locator) -> Iterator[Finding]:
        """Give a finding for each fault."""
        for number, fault in enumerate(faults):
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
        if fault.kind in _OF_VALUES:
            return explain_value(fault, lists=fault.limit in self._lists)
        if fault.kind is Kind.UNDECLARED and fault.element.getparent() is None:
            return _wrong_root(fault)
        return explain_content(fault)


def _wrong_root(fault: Fault) -> Said:
    message = msg(
        "A document with the root {root} is not one of this schema.", root=tag(fault.element.tag, fault.element)
    )
    remedy = msg("Look at the name and the namespace of the root, or check against another schema: --schema")
    return Said("schema-root-unknown", message, remedy)
