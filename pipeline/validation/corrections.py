"""Where libxml2 does not keep to the standard: the schema is reworded in memory so that it gives the right verdict.

* Blanks around dates and times. White space collapses there (XML Schema Part 2, 4.3.6), but libxml2 collapses it only
  for types with a pattern; so these get a pattern that every value fits.
* The year 0000, and infinity with a plus sign. XML Schema 1.1 has them (Part 2, 3.3.7, 3.3.4 and 3.3.5), libxml2 knows
  1.0 only. So in 1.1 such a type is a union with what a pattern describes.
* Web addresses. In XML Schema 1.1 any string is an ``anyURI`` (Part 2, 3.3.17), in 1.0 the processor may choose;
  libxml2 asks for RFC 3986. So in 1.1 they become tokens, which differ in nothing else.
* Lists of names. ``NMTOKENS`` and ``ENTITIES`` have at least one (Part 2, 3.4.5 and 3.4.12); libxml2 takes none, too.
* ``base64Binary``: libxml2 passes over characters that are none of Base64's (Part 2, 3.3.16: the lexical space).
* ``duration``: libxml2 takes a full stop without digits after it (Part 2, 3.3.6).

Documents that name types themselves (``xsi:type``) cannot be checked with a schema so reworded: see the engine.
"""

import re
from collections.abc import Iterable

from lxml import etree

from pipeline.validation.nodes import Attribute, Node, attribute_query
from pipeline.validation.schema_trees import XSD, XSD_NAMESPACE, SchemaTree
from pipeline.validation.verdicts import NotSplit

_ANYTHING = r"[\s\S]*"
_ZONE = r"(Z|[+\-]((0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DAY = (
    "((0[13578]|1[02])-(0[1-9]|[12][0-9]|3[01])|(0[469]|11)-(0[1-9]|[12][0-9]|30)|02-(0[1-9]|[12][0-9]))"  # a leap year
)
_TIME = r"(([01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](\.[0-9]+)?|24:00:00(\.0+)?)"
_NUMBERS = ("double", "float")
_SEXTET = "[A-Za-z0-9+/] ?"

# a pattern for the values of each type: it does no more than to let libxml2 collapse white space, or what is said above
_PATTERNS = {
    **dict.fromkeys(("dateTime", "date", "time", "gYearMonth", "gYear", "gMonthDay", "gMonth", "gDay"), _ANYTHING),
    **dict.fromkeys(_NUMBERS, _ANYTHING),
    **dict.fromkeys(("NMTOKENS", "ENTITIES"), r"[\s\S]*\S[\s\S]*"),
    "duration": r"([^.]|\.[0-9])*",
    "base64Binary": f"(({_SEXTET}){{4}})*(({_SEXTET}){{3}}[A-Za-z0-9+/]|({_SEXTET}){{2}}[AEIMQUYcgkosw048] ?="
    f"|{_SEXTET}[AQgw] ?= ?=)?",
}
_ADDED = {  # the values that are new in 1.1
    **dict.fromkeys(_NUMBERS, r"\+INF"),
    "gYear": f"-?0000{_ZONE}",
    "gYearMonth": f"-?0000-(0[1-9]|1[0-2]){_ZONE}",
    "date": f"-?0000-{_DAY}{_ZONE}",
    "dateTime": f"-?0000-{_DAY}T{_TIME}{_ZONE}",
}
_BOUNDS = frozenset(XSD + name for name in ("minInclusive", "minExclusive", "maxInclusive", "maxExclusive"))
_LOWER = frozenset(XSD + name for name in ("minInclusive", "minExclusive"))
_NO_BOUND = re.compile(r"\s*(-|0000|[+]?INF|NaN)")  # one that does not shut out what is new

# the local name is looked up among ours by XPath: schemas have thousands of references to types
_NAMES = f"|{'|'.join((*_PATTERNS, 'anyURI'))}|"
_REFERENCES = attribute_query(
    " | ".join(
        f"//xs:*/@{name}[contains($names, concat('|', substring-after(concat(':', .), ':'), '|'))"
        " or contains($names, concat('|', substring-after(., ':'), '|'))]"
        for name in ("type", "base", "itemType")
    )
    + " | //xs:union/@memberTypes",
    {"xs": XSD_NAMESPACE},
)


def correct(trees: Iterable[SchemaTree], xsd: str) -> None:
    """Reword the trees for this version of XML Schema.

    Raises ``NotSplit`` where a type that has to be reworded is used in a way that cannot be.
    """
    for tree in trees:
        for found in _REFERENCES(tree.root, names=_NAMES):
            for written in found.value.split():
                meant = tree.referred(found.element, written)
                if meant.startswith(XSD):
                    _correct(found, written, meant.removeprefix(XSD), xsd)


def _correct(found: Attribute, written: str, built_in: str, xsd: str) -> None:
    if built_in == "anyURI" and xsd == "1.1":
        names = (name.replace("anyURI", "token") if name == written else name for name in _names(found))
        found.element.set(found.name, " ".join(names))
    elif built_in in _PATTERNS and (xsd == "1.1" or built_in not in _NUMBERS):
        _reword(found, written, built_in, added=_ADDED.get(built_in, "") if xsd == "1.1" else "")


def _names(found: Attribute) -> list[str]:
    return found.element.get(found.name, "").split()


def _reword(found: Attribute, written: str, built_in: str, added: str) -> None:
    """Put a type of our own in the place of a built-in one."""
    node = found.element
    if node.tag == f"{XSD}extension":
        raise NotSplit(f"content of type {written} is extended")
    if added and _shuts_out(node, built_in):
        added = ""
    reworded = _simple_type(written, _PATTERNS[built_in], added)
    if others := [name for name in _names(found) if name != written]:
        node.set(found.name, " ".join(others))
    else:
        del node.attrib[found.name]
    node.insert(len(node) if node.tag == f"{XSD}union" else 0, reworded)


def _shuts_out(node: Node, built_in: str) -> bool:
    """Tell whether the bounds of a restriction shut out what 1.1 adds, so that libxml2 may compare as it does.

    The year 0000 lies below every year, but for those before our era; infinity above every number. Raises ``NotSplit``
    where bounds may let it in: a union has no order.
    """
    bounds = [facet for facet in node if facet.tag in _BOUNDS] if node.tag == f"{XSD}restriction" else []
    lower = built_in not in _NUMBERS
    if any((bound.tag in _LOWER) is lower and not _NO_BOUND.match(bound.get("value", "")) for bound in bounds):
        return True
    if bounds:
        raise NotSplit(f"bounds of {built_in} that may let in a value new in 1.1")
    return False


def _simple_type(written: str, pattern: str, added: str) -> Node:
    plain = _restricted(written, pattern)
    if not added:
        return plain
    made = etree.Element(f"{XSD}simpleType")
    prefix, colon, _ = written.rpartition(":")
    etree.SubElement(made, f"{XSD}union").extend([plain, _restricted(f"{prefix}{colon}token", added)])
    return made


def _restricted(base: str, pattern: str) -> Node:
    made = etree.Element(f"{XSD}simpleType")
    restriction = etree.SubElement(made, f"{XSD}restriction", base=base)
    etree.SubElement(restriction, f"{XSD}pattern", value=pattern)
    return made
