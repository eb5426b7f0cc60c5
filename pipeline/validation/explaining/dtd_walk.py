"""What a document gets wrong by a DTD, found by walking over it with the DTD's declarations.

libxml2 gives the verdict. Its sentences tell neither the prefix of an attribute nor its value nor the child that is
meant, and lxml takes a time for them that grows with the square of the number of siblings. So the faults are found once
more here, as values, one after the other and in linear time; what is a fault is libxml2's way (valid.c, 2.9 to 2.14).
Standard: XML 1.0, the validity constraints of 2.9, 3, 3.1 and 3.3.1 to 3.3.2.
"""

import re
from collections.abc import Iterator
from typing import Any, cast

from lxml import etree

from pipeline.validation.explaining.dtd_declarations import (
    DtdAttribute,
    DtdDeclarations,
    DtdElement,
    local_name,
    written_name,
)
from pipeline.validation.explaining.dtd_models import DtdModels, sketched
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.nodes import Node, Tree

STANDALONE = "standalone"
"""The value of a fault of white space that a document which declares itself standalone may not have."""

XMLNS = "{http://www.w3.org/2000/xmlns/}"
_XML = "http://www.w3.org/XML/1998/namespace"
_BLANKS = " \t\r\n"
_START = (
    r":A-Z_a-z\u00C0-\u00D6\u00D8-\u00F6\u00F8-\u02FF\u0370-\u037D\u037F-\u1FFF\u200C\u200D\u2070-\u218F\u2C00-\u2FEF"
    r"\u3001-\uD7FF\uF900-\uFDCF\uFDF0-\uFFFD\U00010000-\U000EFFFF"
)
_NAME = rf"[{_START}][{_START}\-.0-9\u00B7\u0300-\u036F\u203F\u2040]*"
_TOKEN = rf"[{_START}\-.0-9\u00B7\u0300-\u036F\u203F\u2040]+"
_FORMS = {
    **dict.fromkeys(("id", "idref", "entity"), re.compile(_NAME)),
    **dict.fromkeys(("idrefs", "entities"), re.compile(rf"{_NAME}(?: +{_NAME})*")),
    "nmtoken": re.compile(_TOKEN),
    "nmtokens": re.compile(rf"[{_BLANKS}]*{_TOKEN}(?: +{_TOKEN})* *"),
}
"""The forms of values by type (XML 1.0, 2.3)."""

_Events = Iterator[tuple[str, Any]]


class DtdWalk:
    """One walk over one document."""

    def __init__(self, declarations: DtdDeclarations, models: DtdModels, tree: Tree) -> None:
        self._declarations = declarations
        self._models = models
        self._tree = tree
        self._standalone = cast("Any", tree.docinfo).standalone is True
        self._ids: set[str] = set()
        self._references: list[tuple[Node, str, str]] = []

    def faults(self) -> Iterator[Fault]:
        """Give the faults in the order of the document; references to IDs that are not there come last."""
        bound: list[str] = []
        for event, what in cast("_Events", etree.iterwalk(self._tree, events=("start-ns", "start"))):
            if event == "start-ns":
                bound.append(what[0] or "")
            else:
                yield from self._of_element(what, bound)
                bound = []
        for element, attribute, name in self._references:
            if name not in self._ids:
                yield Fault(Kind.REFERENCE, element, attribute, name)

    def _of_element(self, element: Node, bound: list[str]) -> Iterator[Fault]:
        declared = self._declarations.of(element)
        if declared is None:
            yield Fault(Kind.UNDECLARED, element)
            return
        yield from self._of_content(element, declared)
        yield from _missing(element, declared, bound)
        for name in map(str, element.attrib):  # lxml takes a while for each value where there are many
            yield from self._of_attribute(element, declared, name)
        for prefix in bound:
            yield from _of_namespace(element, declared, prefix)

    def _of_content(self, element: Node, declared: DtdElement) -> Iterator[Fault]:
        match declared.content:
            case "empty" if len(element) or element.text is not None:
                yield Fault(Kind.CONTENT, element)
            case "text":
                if (child := next(element.iterchildren("{*}*"), None)) is not None:
                    yield Fault(Kind.CHILDREN, child)
            case "mixed":
                for child in element.iterchildren("{*}*"):
                    if local_name(child.tag) not in declared.inner and self._declarations.of(child):
                        yield Fault(Kind.UNEXPECTED, child)
            case "element":
                yield from self._of_texts(element)
                yield from self._of_order(element, declared)

    def _of_texts(self, element: Node) -> Iterator[Fault]:
        texts = [text for text in (element.text, *(child.tail for child in element)) if text]
        if told := next((text for text in texts if text.strip(_BLANKS)), ""):
            yield Fault(Kind.TEXT, element, value=told)
        if self._standalone and any(not text.strip(_BLANKS) for text in texts):
            yield Fault(Kind.OTHER, element, value=STANDALONE)

    def _of_order(self, element: Node, declared: DtdElement) -> Iterator[Fault]:
        """Find children of names that have no place there; without those, the first one that is out of order."""
        model = self._models.model(declared)
        known, strange = set(model.names), set()
        states = model.after(())
        misplaced: Fault | None = None
        for child in element.iterchildren("{*}*"):
            name = sketched(written_name(child))
            if name not in known:
                if name not in strange and self._declarations.of(child):
                    yield Fault(Kind.UNEXPECTED, child)
                strange.add(name)
            elif states:
                before, states = states, model.step(states, name)
                if not states:
                    misplaced = Fault(Kind.UNEXPECTED, child, expected=tuple(model.expected(before)))
        if strange:
            return  # one of them may be meant for what is missing
        if misplaced:
            yield misplaced
        elif not model.may_end(states):
            yield Fault(Kind.INCOMPLETE, element, expected=tuple(model.completing(states)))

    def _of_attribute(self, element: Node, declared: DtdElement, name: str) -> Iterator[Fault]:
        known = declared.attributes
        attribute = next((known[one] for one in _written(element, name) if one in known), None)
        if attribute is None:
            yield Fault(Kind.ATTRIBUTE_UNKNOWN, element, name)
            return
        value = element.get(name, "")
        if attribute.fixed is not None and value != attribute.fixed:
            yield Fault(Kind.FIXED, element, name, value, limit=attribute.fixed)
        elif attribute.values and value not in attribute.values:
            yield Fault(Kind.ENUMERATION, element, name, value, attribute.values)
        elif attribute.type in _FORMS:
            yield from self._of_value(element, name, value, attribute)

    def _of_value(self, element: Node, name: str, value: str, attribute: DtdAttribute) -> Iterator[Fault]:
        is_repeated = attribute.type == "id" and value in self._ids
        if attribute.type == "id":
            self._ids.add(value)
        if not _FORMS[attribute.type].fullmatch(value):
            yield Fault(Kind.VALUE, element, name, value, type_name=attribute.type)
        elif is_repeated:
            yield Fault(Kind.DUPLICATE_ID, element, name, value)
        elif attribute.type in {"idref", "idrefs"}:
            self._references += [(element, name, one) for one in value.split(" ") if one]
        elif attribute.type in {"entity", "entities"}:
            unknown = [one for one in value.split(" ") if one and not self._is_unparsed(one)]
            yield from (Fault(Kind.VALUE, element, name, one, type_name="unparsed") for one in unknown)

    def _is_unparsed(self, entity: str) -> bool:
        """Tell whether an entity may be one outside of XML; that it is no external text, lxml does not tell."""
        declaration = self._declarations.entities.get(entity)
        return declaration is not None and declaration.system_url is not None


def _missing(element: Node, declared: DtdElement, bound: list[str]) -> Iterator[Fault]:
    """Find the attributes that are demanded; as libxml2 takes it, one of another prefix does, too."""
    for attribute in declared.own:
        if attribute.required and attribute.name not in element.attrib:
            prefix, _, local = attribute.name.rpartition(":")
            if "xmlns" in {prefix, attribute.name}:
                is_there = (local if prefix else "") in bound
            else:
                is_there = any(local_name(str(name)) == local for name in element.attrib)
            if not is_there:
                yield Fault(Kind.ATTRIBUTE_MISSING, element, expected=(attribute.name,))


def _of_namespace(element: Node, declared: DtdElement, prefix: str) -> Iterator[Fault]:
    """Check a declaration of a prefix, which is an attribute for a DTD."""
    attribute = declared.attributes.get(f"xmlns:{prefix}" if prefix else "xmlns")
    name = f"{XMLNS}{prefix}" if prefix else "xmlns"
    value = element.nsmap.get(prefix or None) or ""
    if attribute is None:
        yield Fault(Kind.ATTRIBUTE_UNKNOWN, element, name)
    elif attribute.fixed is not None and value != attribute.fixed:
        yield Fault(Kind.FIXED, element, name, value, limit=attribute.fixed)


def _written(element: Node, name: str) -> list[str]:
    """List what an attribute (Clark notation) may be written as: a namespace may be bound to several prefixes."""
    if not name.startswith("{"):
        return [name]
    parts = etree.QName(name)
    if parts.namespace == _XML:
        return [f"xml:{parts.localname}"]
    prefixes = [prefix for prefix, uri in element.nsmap.items() if prefix and uri == parts.namespace]
    return [f"{prefix}:{parts.localname}" for prefix in prefixes]
