"""Take the assertions of XML Schema 1.1 out of a schema, and evaluate them on just the elements they belong to.

Standard: XML Schema 1.1 Part 1, 3.13. An assertion belongs to the elements whose type carries it. It is taken out only
where the element's name alone tells the type; ``NotSplit`` says that it does not, and the schema goes to the judge.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from pipeline.findings import Finding, Severity
from pipeline.validation.conditions import Condition, NotSimple, condition
from pipeline.validation.declarations import Declarations
from pipeline.validation.explaining import MOST_FAULTS
from pipeline.validation.explaining.conditions import explain_assertion
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.schema_trees import XSD, SchemaTree
from pipeline.validation.simple_types import Normalize, string_normalization
from pipeline.validation.verdicts import NotSplit


@dataclass(frozen=True, slots=True)
class Assertion:
    """One assertion: its test as the schema writes it, and the same as a condition on an element."""

    test: str
    holds: Condition


@dataclass(frozen=True)
class Assertions:
    """The assertions of a schema, by the expanded name of the elements they belong to.

    ``skipping`` tells, for elements whose content holds anything unassessed (``processContents="skip"``), which
    children are declared all the same.
    """

    of: Mapping[str, tuple[Assertion, ...]]
    skipping: Mapping[str, frozenset[str]]

    def findings(self, tree: Tree, locator: Locator) -> Iterator[Finding]:
        """Evaluate the assertions on a document."""
        for element, assertion in islice(self.broken(tree), MOST_FAULTS):
            said = explain_assertion(element, assertion.test)
            place, excerpt = locator.place(element), locator.excerpt(element)
            yield Finding(said.code, Severity.ERROR, said.message, place, said.remedy, excerpt)

    def broken(self, tree: Tree) -> Iterator[tuple[Node, Assertion]]:
        """Walk over the assertions that do not hold, each with the element that breaks it."""
        if not self.of:
            return
        for element in tree.iter(*self.of):
            for assertion in self.of[element.tag]:
                if not assertion.holds(element) and not self._skipped(element):
                    yield element, assertion

    def _skipped(self, element: Node) -> bool:
        child = element
        for parent in element.iterancestors():
            declared = self.skipping.get(parent.tag)
            if declared is not None and child.tag not in declared:
                return True
            child = parent
        return False


def take_out_assertions(declarations: Declarations) -> Assertions:
    """Remove every assertion from the trees and give them all.

    Raises ``NotSplit`` where one cannot be evaluated apart.
    """
    found = [(tree, node) for tree in declarations.trees for node in tree.nodes("assert")]
    if not found:
        return Assertions({}, {})
    of: dict[str, list[Assertion]] = {}
    for tree, node in found:
        owner = _owner(tree, node, declarations)
        attributes = _comparable(tree, node, declarations)
        of.setdefault(owner, []).append(_assertion(node, attributes))
    for _, node in found:
        _remove(node)
    return Assertions({name: tuple(tests) for name, tests in of.items()}, declarations.skipping())


def _assertion(node: Node, attributes: Mapping[str, Normalize]) -> Assertion:
    test = node.get("test", "")
    namespaces = {prefix: name for prefix, name in node.nsmap.items() if prefix}
    try:
        return Assertion(" ".join(test.split()), condition(test, namespaces, attributes))
    except NotSimple as reason:
        raise NotSplit(str(reason)) from reason


def _owner(tree: SchemaTree, node: Node, declarations: Declarations) -> str:
    """Give the name of the elements an assertion belongs to: those of one global declaration with a type of its own."""
    element = node.getparent()
    while element is not None and element.tag not in {f"{XSD}element", f"{XSD}schema", f"{XSD}redefine"}:
        element = element.getparent()
    if element is None or element.tag != f"{XSD}element" or element.getparent() is not tree.root:
        raise NotSplit("an assertion in a type that several elements may have")
    name = tree.own_name(element)
    if any(declared is not element for _, declared in declarations.elements[name]):
        raise NotSplit(f"{name} is declared more than once")
    if name in declarations.substituted:
        raise NotSplit(f"other elements take the type of {name}")
    return name


def _comparable(tree: SchemaTree, node: Node, declarations: Declarations) -> dict[str, Normalize]:
    """Find the attributes whose typed value is a string: how each is normalised."""
    complex_type = next(node.iterancestors(f"{XSD}complexType"))
    found: dict[str, Normalize] = {}
    for place, attribute in declarations.attributes(tree, complex_type):
        if attribute.get("default") is not None or attribute.get("fixed") is not None:
            raise NotSplit("an attribute has a default value")  # it is there even when it is not
        normalize = string_normalization(declarations, (place, attribute))
        if normalize and not attribute.get("ref"):
            found[place.own_name(attribute)] = normalize
    return found


def _remove(node: Node) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
