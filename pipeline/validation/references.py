"""What libxml2 does not check of attributes: that an IDREF has its ID, and fixed values of attribute references.

Standards: XML Schema Part 1, 3.17.5.2 (ID/IDREF binding, cvc-id.1) and 3.5.4 (fixed values of attribute uses, cvc-au).
XPath finds the candidates at native speed; only for these is the schema asked what the attribute is in that element.
"""

from collections.abc import Callable, Iterable, Iterator
from functools import cache

from lxml import etree

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import Message, msg
from pipeline.validation.declarations import Declarations
from pipeline.validation.parsing import Tree
from pipeline.validation.schema_trees import XSD, Node, SchemaTree
from pipeline.validation.simple_types import collapse, is_reference, string_normalization

Use = tuple[SchemaTree, Node]

# libxml2 registers the IDs it meets while validating, so that id() knows them all afterwards.
_WITHOUT_ID = "[not(id(.)) or contains(normalize-space(.), ' ')]"


class References:
    """The attributes of a schema that refer to IDs, and those whose reference fixes a value."""

    def __init__(self, trees: Iterable[SchemaTree]) -> None:
        self._declarations = Declarations(trees)
        self._idrefs: set[str] = set()
        self._fixed: set[str] = set()
        for tree in self._declarations.trees:
            for node in tree.nodes("attribute"):
                if node.get("name") and is_reference(self._declarations, (tree, node)):
                    self._idrefs.add(tree.own_name(node))
                if node.get("ref") and node.get("fixed") is not None:
                    self._fixed.add(tree.referred(node, node.get("ref", "")))
        self._uses = cache(self._uses_in)
        self._query = cache(_query)

    def findings(self, tree: Tree, content: bytes, file: str) -> Iterator[Finding]:
        """Check the references of a document that libxml2 has just validated; ``content`` are its bytes."""
        for value in self._candidates(self._idrefs, _WITHOUT_ID, tree, content):
            if self._every_use(value, lambda use: is_reference(self._declarations, self._declared(use))):
                yield from (_finding(*fault, value, tree, file) for fault in _idref_faults(value, tree))
        for value in self._candidates(self._fixed, "", tree, content):
            if self._every_use(value, lambda use, value=value: self._differs(use, value)):
                yield _finding("schema-fixed-value", msg("this attribute has one possible value"), value, tree, file)

    def _candidates(self, names: set[str], condition: str, tree: Tree, content: bytes) -> list[etree._ElementUnicodeResult]:
        present = frozenset(name for name in names if _may_occur(name, content, tree))
        return self._query(present, condition)(tree) if present else []
