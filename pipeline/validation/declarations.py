"""What a schema declares, looked up by name: elements, types, groups, and the attributes each type allows.

Standard: XML Schema Part 1, 3.2 (attributes), 3.3 (elements), 3.4 (complex types), 3.6 and 3.7 (groups).
"""

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from pipeline.validation.nodes import Node
from pipeline.validation.schema_trees import XSD, SchemaTree

Placed = tuple[SchemaTree, Node]
IdKind = Literal["id", "reference", ""]


class Declarations:
    """The components of a schema, by kind and expanded name."""

    def __init__(self, trees: Iterable[SchemaTree]) -> None:
        self.trees = tuple(trees)
        self.id_kinds: dict[tuple[str, str], IdKind] = {}  # kept by simple_types: file and type as written
        self._named: dict[tuple[str, str], Placed] = {}
        self._uses: dict[str, list[dict[str, Placed]]] = {}
        for tree in self.trees:
            for node in tree.root.iterchildren(f"{XSD}*"):
                if node.get("name"):
                    self._named[node.tag, tree.own_name(node)] = (tree, node)

    def named(self, kind: str, name: str) -> Placed | None:
        """Give the global component of a kind (``complexType``, ``group`` ...) and a name."""
        return self._named.get((XSD + kind, name))

    @cached_property
    def elements(self) -> dict[str, list[Placed]]:
        """All declarations of each element name, global and local."""
        found: dict[str, list[Placed]] = {}
        for tree, name, node in self._element_declarations():
            found.setdefault(name, []).append((tree, node))
        return found

    def _element_declarations(self) -> Iterator[tuple[SchemaTree, str, Node]]:
        for tree in self.trees:
            for node in tree.nodes("element"):
                if node.get("name"):
                    yield tree, tree.own_name(node), node

    @cached_property
    def substituted(self) -> frozenset[str]:
        """The names of elements that are heads of a substitution group."""
        return frozenset(
            tree.referred(node, node.get("substitutionGroup", ""))
            for tree in self.trees
            for node in tree.nodes("element")
            if node.get("substitutionGroup")
        )

    def type_of(self, tree: SchemaTree, element: Node) -> Placed | None:
        """Give the complex type of an element declaration, if it has one."""
        if (inner := element.find(f"{XSD}complexType")) is not None:
            return tree, inner
        if written := element.get("type"):
            return self.named("complexType", tree.referred(element, written))
        return None

    def attributes(self, tree: SchemaTree, owner: Node) -> Iterator[Placed]:
        """Walk over the attribute declarations and references of a complex type or attribute group."""
        return self._attributes(tree, owner, set())

    def _attributes(self, tree: SchemaTree, owner: Node, seen: set[Node]) -> Iterator[Placed]:
        if owner in seen:
            return
        seen.add(owner)
        for node in owner.iterchildren(f"{XSD}*"):
            kind = node.tag.removeprefix(XSD)
            if kind == "attribute":
                yield tree, node
            elif kind == "attributeGroup":
                if group := self.named(kind, tree.referred(node, node.get("ref", ""))):
                    yield from self._attributes(*group, seen)
            elif kind in {"complexContent", "simpleContent"}:
                yield from self._attributes(tree, node, seen)
            elif kind in {"extension", "restriction"}:
                yield from self._attributes(tree, node, seen)
                if base := self.named("complexType", tree.referred(node, node.get("base", ""))):
                    yield from self._attributes(*base, seen)

    def attribute_uses(self, element: str) -> list[dict[str, Placed]]:
        """Give, for each declaration of an element name, the attributes it has, by expanded name."""
        if element not in self._uses:
            types = (self.type_of(tree, node) for tree, node in self.elements[element])
            self._uses[element] = [
                {self._attribute_name(*use): use for use in self.attributes(*placed)} if placed else {}
                for placed in types
            ]
        return self._uses[element]

    @staticmethod
    def _attribute_name(tree: SchemaTree, node: Node) -> str:
        return tree.referred(node, node.get("ref", "")) if node.get("ref") else tree.own_name(node)

    def skipping(self) -> dict[str, frozenset[str]]:
        """Find the elements whose content may hold anything unassessed, and their declared children."""
        wild = [node for tree in self.trees for node in tree.nodes("any") if node.get("processContents") == "skip"]
        if not wild:
            return {}
        found = {}
        for tree, name, node in self._element_declarations():
            if placed := self.type_of(tree, node):
                particles = list(self._particles(*placed, set()))
                if any(particle in wild for _, particle in particles):
                    found[name] = frozenset(self._particle_name(*particle) for particle in particles)
        return found

    def _particles(self, tree: SchemaTree, owner: Node, seen: set[Node]) -> Iterator[Placed]:
        """Walk over the element and wildcard particles of a content model."""
        if owner in seen:
            return
        seen.add(owner)
        for node in owner.iterchildren(f"{XSD}*"):
            kind = node.tag.removeprefix(XSD)
            if kind in {"element", "any"}:
                yield tree, node
            elif kind == "group":
                if group := self.named(kind, tree.referred(node, node.get("ref", ""))):
                    yield from self._particles(*group, seen)
            elif kind in {"sequence", "choice", "all", "complexContent", "extension", "restriction"}:
                yield from self._particles(tree, node, seen)
                base = self.named("complexType", tree.referred(node, node.get("base", "")))
                if kind == "extension" and base:
                    yield from self._particles(*base, seen)

    @staticmethod
    def _particle_name(tree: SchemaTree, node: Node) -> str:
        if written := node.get("ref"):
            return tree.referred(node, written)
        return tree.own_name(node) if node.get("name") else ""
