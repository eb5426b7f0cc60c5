"""How large a document is, and what a rule that looks around may cost in it."""

import re
from functools import cached_property

from lxml import etree

from pipeline.validation.nodes import Tree

MOST_STEPS = 10_000_000
"""Nodes that one rule may walk by in one document: a second or so, where XPath has to collect them."""

_FEW = 100
"""Nodes that a rule is applied to in any case; they are not worth counting the document."""

_STRING = re.compile(r"""'[^']*'|"[^"]*\"""")
_EVERYWHERE = re.compile(r"(?<!\.)//|preceding::|following::")
_NEARBY = re.compile(r"\.\.|parent::|sibling::|ancestor::")


class Extent:
    """The size of one document, counted when somebody asks."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    @property
    def elements(self) -> int:
        """Give the number of elements."""
        return self._counts[0]

    @property
    def widest(self) -> int:
        """Give the number of children of the element that has most of them."""
        return self._counts[1]

    @cached_property
    def _counts(self) -> tuple[int, int]:
        sizes = [len(element) for element in self._tree.iter(etree.Element)]
        return len(sizes), max(sizes)


class Reach:
    """How far the expressions of a rule look from a node: within it, among the nodes nearby, or everywhere."""

    def __init__(self, *expressions: str) -> None:
        bare = " ".join(_STRING.sub("''", expression) for expression in expressions)
        self._everywhere = bool(_EVERYWHERE.search(bare))
        self._nearby = bool(_NEARBY.search(bare))

    def affordable(self, nodes: int, extent: Extent) -> int:
        """Tell to how many of some nodes the rule can be applied without walking by too many others."""
        if nodes <= _FEW or not (self._everywhere or self._nearby):
            return nodes
        others = extent.elements if self._everywhere else extent.widest
        return min(nodes, max(_FEW, MOST_STEPS // (others or 1)))
