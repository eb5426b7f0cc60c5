"""Where libxml2 is stricter than the standard: the schema is reworded in memory so that it gives the right verdict.

* Blanks around dates and times. White space collapses there (XML Schema Part 2, 4.3.6), but libxml2 collapses it only
  for types with a pattern; so these get a pattern that every value fits.
* Web addresses. In XML Schema 1.1 any string is an ``anyURI`` (Part 2, 3.3.17), in 1.0 the processor may choose;
  libxml2 asks for RFC 3986. So in 1.1 they become tokens, which differ in nothing else.
"""

from collections.abc import Iterable

from lxml import etree

from pipeline.validation.nodes import Attribute, attribute_query
from pipeline.validation.schema_trees import XSD, XSD_NAMESPACE, SchemaTree

_DATES = ("dateTime", "date", "time", "duration", "gYearMonth", "gYear", "gMonthDay", "gMonth", "gDay")
_NAMES = f"|{'|'.join((*_DATES, 'anyURI'))}|"
_TYPES = attribute_query(
    " | ".join(
        f"//xs:*/@{name}[contains($names, concat('|', substring-after(concat(':', .), ':'), '|'))"
        " or contains($names, concat('|', substring-after(., ':'), '|'))]"
        for name in ("type", "base", "itemType")
    ),
    {"xs": XSD_NAMESPACE},
)


def correct(trees: Iterable[SchemaTree], xsd: str) -> None:
    """Reword the trees where libxml2 is too strict for this version of XML Schema."""
    dates = frozenset(XSD + name for name in _DATES)
    for tree in trees:
        for found in _TYPES(tree.root, names=_NAMES):
            meant = tree.referred(found.element, found.value)
            if meant in dates:
                _collapse(found)
            elif meant == f"{XSD}anyURI" and xsd == "1.1":
                found.element.set(found.name, found.value.replace("anyURI", "token"))


def _collapse(found: Attribute) -> None:
    node = found.element
    if node.tag == f"{XSD}restriction":
        if node.find(f"{XSD}pattern") is None:
            _add_pattern(node)
    elif found.name == "type":
        del node.attrib["type"]
        simple_type = etree.Element(f"{XSD}simpleType")
        node.insert(0 if node.find(f"{XSD}annotation") is None else 1, simple_type)
        _add_pattern(etree.SubElement(simple_type, f"{XSD}restriction", base=found.value))


def _add_pattern(restriction: etree._Element) -> None:
    etree.SubElement(restriction, f"{XSD}pattern", value=r"[\s\S]*")
