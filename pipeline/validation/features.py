"""What of XML Schema 1.1 the quick engine does not do itself, so that a schema with it goes to the judge.

The additions of 1.1: XML Schema Part 1, appendix G.1, and Part 2, appendix I.1. What libxml2 refuses by itself, such as
``xs:all`` with repeated members, needs no mention.
"""

from collections.abc import Iterable

from lxml import etree

from pipeline.validation.nodes import attribute_query
from pipeline.validation.schema_trees import XSD, XSD_NAMESPACE, SchemaTree

_ELEMENTS = tuple(
    XSD + name
    for name in ("alternative", "assertion", "openContent", "defaultOpenContent", "override", "explicitTimezone")
)
_ATTRIBUTES = (
    *("@defaultAttributes", "@defaultAttributesApply", "@inheritable", "@notNamespace", "@notQName"),
    *("@xpathDefaultNamespace", "self::xs:element/@targetNamespace", "self::xs:attribute/@targetNamespace"),
)
_TYPES = ("dateTimeStamp", "dayTimeDuration", "yearMonthDuration", "anyAtomicType", "error")

# vc:minVersion on the root says what the whole document needs; other marks of that kind take parts out
_KEPT = "parent::xs:schema and local-name() = 'minVersion' and (. = '1.0' or . = '1.1')"
_QUERY = attribute_query(
    f"//xs:*/{' | //xs:*/'.join(_ATTRIBUTES)} | //xs:*/@vc:*[not({_KEPT})]",
    {"xs": XSD_NAMESPACE, "vc": "http://www.w3.org/2007/XMLSchema-versioning"},
)
_BUILT_IN = attribute_query(
    "//xs:*/@*[" + " or ".join(f"substring-after(., ':') = '{name}'" for name in _TYPES) + "]",
    {"xs": XSD_NAMESPACE},
)

# A schema document in which none of these is written needs no closer look.
_TRACES = tuple(
    trace.encode()
    for trace in (
        *(mark + name.removeprefix(XSD) for name in _ELEMENTS for mark in "<:"),
        *(path.removeprefix("@") for path in _ATTRIBUTES if path.startswith("@")),
        *(f":{name}" for name in _TYPES),
        "XMLSchema-versioning",
    )
)


def beyond_the_split(trees: Iterable[SchemaTree]) -> str:
    """Name the first feature found that only the judge can do, or give the empty string."""
    for tree in trees:
        text = etree.tostring(tree.root)
        if text.count(b"targetNamespace") < 2 and not any(trace in text for trace in _TRACES):
            continue
        for node in tree.root.iter(*_ELEMENTS):
            return etree.QName(node).localname
        for found in (*_QUERY(tree.root), *_BUILT_IN(tree.root)):
            return f"{found.name}={found.value}"
    return ""
