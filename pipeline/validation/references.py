"""What libxml2 does not check of attributes: that an IDREF has its ID, and fixed values of attribute references.

Standards: XML Schema Part 1, 3.17.5.2 (ID/IDREF binding, cvc-id.1) and 3.5.4 (fixed values of attribute uses, cvc-au).
XPath finds the candidates at native speed; only for these is the schema asked what the attribute is in that element.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache

from lxml import etree

from pipeline.findings import Finding, Severity
from pipeline.messages import Message, msg
from pipeline.validation.declarations import Declarations, Placed
from pipeline.validation.nodes import XSI_TYPE, Attribute, Tree, attribute_query, place_of
from pipeline.validation.parsing import spells_ascii
from pipeline.validation.schema_trees import SchemaTree
from pipeline.validation.simple_types import collapse, is_reference, string_normalization

# libxml2 registers the IDs it meets while validating, so that id() knows them all afterwards.
_WITHOUT_ID = "[not(id(.)) or contains(normalize-space(.), ' ')]"
_LONGEST_VALUE = 100  # characters of the document quoted in a message

_HAS_ID = etree.XPath("boolean(id($name))")


class Undecided(Exception):
    """Only the judge can tell what an attribute is in this document."""


class References:
    """The attributes of a schema that refer to IDs, and those whose reference fixes a value."""

    def __init__(self, trees: Iterable[SchemaTree]) -> None:
        self._declarations = Declarations(trees)
        self._idrefs: dict[str, str] = {}
        fixed: dict[str, set[str]] = {}
        for place in self._declarations.trees:
            for node in place.nodes("attribute"):
                if node.get("name") and is_reference(self._declarations, (place, node)):
                    self._idrefs[place.own_name(node)] = _WITHOUT_ID
                elif node.get("ref") and (value := node.get("fixed")) is not None:
                    fixed.setdefault(place.referred(node, node.get("ref", "")), set()).add(value)
        self._fixed = {name: _other_than(values) for name, values in fixed.items()}

    def findings(self, tree: Tree, content: bytes, file: str) -> Iterator[Finding]:
        """Check the references of a document, whose bytes are ``content``, that libxml2 has just validated.

        Raises ``Undecided``.
        """
        for found in _candidates(self._idrefs, tree, content):
            if faults := list(_idref_faults(found.value, tree)):
                uses = self._uses(found)
                if _same(is_reference(self._declarations, use) for use in uses):
                    yield from (_finding("schema-idref", fault, found, tree, file) for fault in faults)
        for found in _candidates(self._fixed, tree, content):
            uses = self._uses(found)
            if _same(self._differs(use, found.value) for use in uses):
                fixed = uses[0][1].get("fixed", "")
                fault = msg("must be “{fixed}”, not “{value}”", fixed=fixed, value=found.value[:_LONGEST_VALUE])
                yield _finding("schema-fixed-value", fault, found, tree, file)

    def _uses(self, attribute: Attribute) -> list[Placed]:
        """Find how the attribute is declared in its element, once for each declaration of the element's name."""
        if attribute.element.get(XSI_TYPE) is not None:
            raise Undecided
        uses = self._declarations.attribute_uses(attribute.element.tag, attribute.name)
        found = [use for use in uses if use]
        if found and len(found) != len(uses):
            raise Undecided
        return found

    def _differs(self, use: Placed, value: str) -> bool:
        place, node = use
        fixed = node.get("fixed")
        if fixed is None:
            return False
        declared = self._declarations.named("attribute", place.referred(node, node.get("ref", "")))
        normalize = (declared and string_normalization(self._declarations, declared)) or collapse
        return normalize(value) != normalize(fixed)


def _same(answers: Iterable[bool]) -> bool:
    """Give the answer on which all declarations agree; no declaration means no."""
    distinct = set(answers)
    if len(distinct) > 1:
        raise Undecided
    return distinct == {True}


def _other_than(values: set[str]) -> str:
    """Write the XPath predicate for attributes that may differ from their fixed value."""
    only = next(iter(values))
    return f"[. != '{only}']" if len(values) == 1 and "'" not in only else ""


def _candidates(predicates: Mapping[str, str], tree: Tree, content: bytes) -> list[Attribute]:
    """Find attributes by name and predicate; names that do not occur in the bytes cost no search."""
    ascii_spelt = spells_ascii(tree, content)
    present = (
        (name, predicate)
        for name, predicate in predicates.items()
        if not ascii_spelt or not name.isascii() or name.rpartition("}")[2].encode("ascii") in content
    )
    if not (wanted := frozenset(present)):
        return []
    return _query(wanted)(tree)


@lru_cache(maxsize=1000)
def _query(wanted: frozenset[tuple[str, str]]) -> Callable[[Tree], list[Attribute]]:
    namespaces: dict[str, str] = {}
    paths = []
    for name, predicate in sorted(wanted):
        namespace, _, local = name.rpartition("}")
        prefix = f"n{len(namespaces)}" if namespace else ""
        if namespace:
            namespaces[prefix] = namespace[1:]
        paths.append(f"/descendant::*/@{prefix and prefix + ':'}{local}{predicate}")
    return attribute_query(" | ".join(paths), namespaces)


def _idref_faults(value: str, tree: Tree) -> Iterator[Message]:
    names = collapse(value).split(" ") if collapse(value) else []
    if not names:
        yield msg("must name at least one ID")
    for name in names:
        if not _HAS_ID(tree, name=name):
            yield msg("no element has the ID “{id}”", id=name[:_LONGEST_VALUE])


def _finding(code: str, fault: Message, attribute: Attribute, tree: Tree, file: str) -> Finding:
    message = msg("Attribute “{name}”: {fault}.", name=attribute.name.rpartition("}")[2], fault=fault)
    return Finding(code, Severity.ERROR, message, place_of(attribute.element, tree, file))
