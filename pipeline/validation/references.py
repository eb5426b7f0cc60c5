"""IDREF and IDREFS: that each name has its ID, which libxml2 does not check.

Standard: XML Schema Part 1, 3.17.5.2 (ID/IDREF binding, cvc-id.1).
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import islice

from lxml import etree

from pipeline.findings import Finding, Severity
from pipeline.messages import Message, msg
from pipeline.validation.declarations import Declarations, IdKind, Placed
from pipeline.validation.explaining import MOST_FAULTS
from pipeline.validation.explaining.naming import attribute_name, tag
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import LONGEST_VALUE, XSI_TYPE, Node, Tree, attribute_query
from pipeline.validation.schema_trees import XSD, XSD_NAMESPACE
from pipeline.validation.simple_types import collapse, id_kind, names_reference
from pipeline.validation.verdicts import NotSplit, Undecided

# libxml2 registers the IDs it meets while validating, so that id() knows them all afterwards.
_COUNT_IDS = etree.XPath("count(id($names))")

_BUILT_ON = attribute_query(
    "//xs:extension/@base | //xs:list/@itemType | //xs:union/@memberTypes", {"xs": XSD_NAMESPACE}
)


def _sentence(element: Node, attribute: str, unknown: str) -> Message:
    written = {"name": attribute_name(attribute, element), "element": tag(element.tag, element)}
    if not unknown:
        return msg("The attribute “{name}” of {element} must name an ID, and is empty.", **written)
    return msg("The attribute “{name}” of {element} names the ID “{id}”, which no element has.", **written, id=unknown)


@dataclass(frozen=True)
class References:
    """The attributes that refer to IDs, by the expanded name of their element, and the names of those that are IDs.

    ``mixed`` are the pairs of element and attribute that are references by some declarations and not by others.
    """

    referring: Mapping[str, frozenset[str]]
    mixed: frozenset[tuple[str, str]]
    ids: frozenset[str]

    def findings(self, tree: Tree, locator: Locator, *, assessed: bool) -> Iterator[Finding]:
        """Check the references of a document that libxml2 has just validated.

        ``assessed`` tells that libxml2 found no error: otherwise it may have passed over elements that have an ID.
        Raises ``Undecided``.
        """
        if not self._doubtful(tree):
            return
        for element, attribute, fault in islice(self._faults(tree, assessed=assessed), MOST_FAULTS):
            if element.get(XSI_TYPE) is not None or (element.tag, attribute) in self.mixed:
                raise Undecided
            place, excerpt = locator.place(element, attribute), locator.excerpt(element, attribute)
            remedy = msg("Give the element that is meant this ID, or name another.")
            yield Finding("schema-idref", Severity.ERROR, _sentence(element, attribute, fault), place, remedy, excerpt)

    def _doubtful(self, tree: Tree) -> bool:
        """Tell quickly whether any reference needs a closer look: one without its ID, or with several names."""
        if not self.referring or (self._is_guest and next(tree.iter(*self.referring), None) is None):
            return False
        attribute, others = self._usual
        if others and next(tree.iter(*others), None) is not None:
            return True
        return bool(_unbound(attribute)(tree))

    @cached_property
    def _is_guest(self) -> bool:
        """Tell whether all elements that refer are of a namespace, as JATS in Crossref: most documents have none."""
        return all(element.startswith("{") for element in self.referring)

    @cached_property
    def _usual(self) -> tuple[str, tuple[str, ...]]:
        """Give the attribute that most elements refer by (``rid``), and the elements that have another one."""
        counts = Counter(name for names in self.referring.values() for name in names)
        usual = counts.most_common(1)[0][0]
        return usual, tuple(element for element, names in self.referring.items() if names != {usual})

    def _faults(self, tree: Tree, *, assessed: bool) -> Iterator[tuple[Node, str, str]]:
        """Walk over the references to IDs that are not there, with those; an empty one stands for no name at all."""
        found = [
            (element, name, value)
            for element in (tree.iter(*self.referring) if self.referring else ())
            for name in self.referring[element.tag]
            if (value := element.get(name)) is not None
        ]
        if found and (wrong := self._wrong({value for _, _, value in found}, tree, assessed=assessed)):
            for element, name, value in found:
                yield from ((element, name, fault) for fault in wrong.get(value, ()))

    def _wrong(self, values: set[str], tree: Tree, *, assessed: bool) -> dict[str, list[str]]:
        """Find the values that name something other than IDs, with what is wrong."""
        unknown = _unknown(set(_names(" ".join(values))), tree)
        if unknown and not assessed:
            unknown.difference_update(self._written(tree))
        if not unknown and all(map(str.strip, values)):
            return {}
        return {value: faults for value in values if (faults := _value_faults(_names(value), unknown))}

    def _written(self, tree: Tree) -> Iterator[str]:
        """Walk over the values of the attributes that are IDs, whether libxml2 has met them or not."""
        for element in tree.iter("{*}*"):
            yield from (collapse(value) for name in self.ids if (value := element.get(name)) is not None)


@cache
def _unbound(attribute: str) -> etree.XPath:
    """Compile what finds a value that is not the one name of an element, whatever element the attribute is on."""
    name = etree.QName(attribute)
    step = f"@{name.localname}"
    if name.namespace:
        step = f"@*[local-name() = '{name.localname}' and namespace-uri() = '{name.namespace}']"
    path = f"boolean(/descendant::*/{step}[contains(., ' ') or not(id(.))])"
    return etree.XPath(path, regexp=False, smart_strings=False)


def _names(value: str) -> list[str]:
    if value.isascii():
        return value.split()  # quicker; beyond ASCII it would cut at more than XML's white space
    collapsed = collapse(value)
    return collapsed.split(" ") if collapsed else []


def _unknown(names: set[str], tree: Tree) -> set[str]:
    """Find the names that are no ID; an element usually has one, so that counting tells when all are known."""
    if _COUNT_IDS(tree, names=" ".join(names)) == len(names):
        return set()
    return {name for name in names if not _COUNT_IDS(tree, names=name)}


def _value_faults(names: list[str], unknown: set[str]) -> list[str]:
    return [name[:LONGEST_VALUE] for name in names if name in unknown] if names else [""]


def find_references(declarations: Declarations) -> References:
    """Find the attributes of a schema that are IDs or refer to some.

    Raises ``NotSplit`` where anything but attributes refers to IDs.
    """
    _require_plain_references(declarations)
    by_kind: dict[IdKind, list[Placed]] = {"id": [], "reference": [], "": []}
    for tree in declarations.trees:
        for node in tree.nodes("attribute"):
            by_kind[id_kind(declarations, (tree, node))].append((tree, node))
    referring: dict[str, frozenset[str]] = {}
    mixed: set[tuple[str, str]] = set()
    for element in _elements_with(by_kind["reference"], declarations):
        uses = [
            {name for name, use in one.items() if id_kind(declarations, use) == "reference"}
            for one in declarations.attribute_uses(element)
        ]
        if found := frozenset().union(*uses):
            referring[element] = found
            mixed.update((element, name) for name in found if not all(name in one for one in uses))
    return References(referring, frozenset(mixed), frozenset(tree.own_name(node) for tree, node in by_kind["id"]))


def _require_plain_references(declarations: Declarations) -> None:
    for tree in declarations.trees:
        simple = (
            node for node in tree.nodes("element") if node.get("type") or node.find(f"{XSD}simpleType") is not None
        )
        if any(id_kind(declarations, (tree, node)) == "reference" for node in simple):
            raise NotSplit("the content of an element refers to IDs")
        for found in _BUILT_ON(tree.root):
            if any(names_reference(declarations, tree.referred(found.element, name)) for name in found.value.split()):
                raise NotSplit("a list, a union or an extension is built on references to IDs")


def _elements_with(attributes: Iterable[Placed], declarations: Declarations) -> Iterable[str]:
    """Give the names of the elements that have some of these attributes, and perhaps of others."""
    names = set()
    for tree, node in attributes:
        owner = next(node.iterancestors(f"{XSD}element", f"{XSD}attributeGroup", f"{XSD}schema"))
        named_type = next(node.iterancestors(f"{XSD}complexType"), owner).get("name")
        if owner.tag != f"{XSD}element" or named_type:
            return declarations.elements  # any may have it, by a group or a type
        names.add(tree.own_name(owner))
    return names
