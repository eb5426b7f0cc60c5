"""The tree of inline markup."""

from collections.abc import Iterator
from dataclasses import dataclass

MATHML = "http://www.w3.org/1998/Math/MathML"
STYLES = ("i", "b", "sub", "sup", "sc", "u", "tt")


@dataclass(frozen=True, slots=True)
class Text:
    """Characters without markup."""

    value: str


@dataclass(frozen=True, slots=True)
class Styled:
    """Children shown in one of the ``STYLES``."""

    style: str
    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Link:
    """Children that lead to an address."""

    href: str
    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Foreign:
    """Children in another language than the text around them (BCP 47 tag)."""

    language: str
    children: "tuple[Node, ...]"


@dataclass(frozen=True, slots=True)
class Math:
    """A formula: the MathML ``math`` element as XML text in the MathML namespace, and its characters alone."""

    mathml: str
    plain: str


Node = Text | Styled | Link | Foreign | Math


@dataclass(frozen=True, slots=True)
class Inline:
    """One run of text with markup. It is true when it says something."""

    nodes: tuple[Node, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def __str__(self) -> str:
        return self.plain

    @property
    def plain(self) -> str:
        """Give the characters without any markup."""
        return "".join(_plain(node) for node in self.nodes)

    @property
    def has_math(self) -> bool:
        """Tell whether a formula is in it."""
        return any(isinstance(node, Math) for node in walk(self.nodes))


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Give each node and all below it."""
    for node in nodes:
        yield node
        if not isinstance(node, Text | Math):
            yield from walk(node.children)


def _plain(node: Node) -> str:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Math):
        return node.plain
    return "".join(_plain(child) for child in node.children)
