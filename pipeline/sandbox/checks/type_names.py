"""What Xerces calls the type of an element or attribute: its name, else a name after the element.

Source: Xerces2, XSTypeDecl (names of anonymous types), as in receipts of Crossref.
"""

from collections.abc import Iterator
from functools import lru_cache

from lxml import etree

from pipeline.schemas import Catalog, read_documents
from pipeline.validation.declarations import Declarations, Placed
from pipeline.validation.explaining import Fault
from pipeline.validation.nodes import Node
from pipeline.validation.schema_trees import XSD, SchemaTree, reachable


@lru_cache(maxsize=16)
def type_names(schema: str) -> "TypeNames":
    """Give the names of the types of a schema set that is installed."""
    return TypeNames(Declarations(reachable(read_documents(Catalog.load().find(schema)))))


class TypeNames:
    """Names the types that a schema declares."""

    def __init__(self, declarations: Declarations) -> None:
        self._declarations = declarations

    def name(self, fault: Fault) -> str:
        """Give the name of the type of a fault's element, or attribute."""
        if fault.attribute:
            declared = self._attribute(fault)
            return (_type_of(declared[1]) if declared else "") or _anonymous(fault.attribute)
        declared = self._element(fault.element)
        return (_simple_name(declared[1]) if declared else "") or _anonymous(fault.element.tag)

    def attribute_name(self, fault: Fault) -> str:
        """Give the name of the type of a fault's attribute as it is told with its value: ``null`` without one."""
        declared = self._attribute(fault)
        return (_type_of(declared[1]) if declared else "") or "null"

    def is_complex(self, element: Node) -> bool:
        """Tell whether an element may have attributes."""
        declared = self._element(element)
        return declared is not None and self._declarations.type_of(*declared) is not None

    def enumeration(self, fault: Fault) -> tuple[str, ...]:
        """List the values that are allowed, where there is such a list."""
        declared = self._attribute(fault) if fault.attribute else self._element(fault.element)
        return tuple(self._values(*declared)) if declared else ()

    def _element(self, element: Node) -> Placed | None:
        return next(iter(self._declarations.elements.get(element.tag, ())), None)

    def _attribute(self, fault: Fault) -> Placed | None:
        if fault.element.tag not in self._declarations.elements:
            return None
        uses = self._declarations.attribute_uses(fault.element.tag)
        return next((use[fault.attribute] for use in uses if fault.attribute in use), None)

    def _values(self, tree: SchemaTree, declared: Node) -> Iterator[str]:
        simple: Node | None = declared.find(f"{XSD}simpleType")
        if simple is None and (written := declared.get("type")):
            named = self._declarations.named("simpleType", tree.referred(declared, written))
            simple = named[1] if named else None
        if simple is not None:
            values = simple.iterfind(f"{XSD}restriction/{XSD}enumeration")
            yield from (one.get("value", "") for one in values)


def _simple_name(declared: Node) -> str:
    """Give the name of the type of an element's text: for one with attributes, of what it extends."""
    extension = declared.find(f"{XSD}complexType/{XSD}simpleContent/{XSD}extension")
    return _local(extension.get("base", "")) if extension is not None else _type_of(declared)


def _type_of(declared: Node) -> str:
    return _local(declared.get("type", ""))


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _anonymous(name: str) -> str:
    return f"#AnonType_{etree.QName(name).localname}"
