"""Where each value of a file stands: a tree beside the data, with the line and column of every key and value."""

import re
from collections.abc import Iterable, Mapping
from typing import Generic, NamedTuple, Protocol, TypeAlias, TypeVar

Key: TypeAlias = str | int
Path: TypeAlias = tuple[Key, ...]


class Spot(NamedTuple):
    """A line and a column, both counted from 1."""

    line: int
    column: int


START = Spot(1, 1)


NodeType = TypeVar("NodeType", covariant=True)


class Child(NamedTuple, Generic[NodeType]):
    """An entry of a table or a list; an item of a list has no key, so both places are the same."""

    key: Spot
    node: NodeType


class Node(Protocol):
    """Where a value begins, and what is below it: for each key or index, where the key and the value stand."""

    @property
    def spot(self) -> Spot:
        """Give the place where the value begins."""
        ...

    @property
    def children(self) -> "Mapping[Key, Child[Node]]":
        """Give what is below."""
        ...


class Located(NamedTuple):
    """A place in a file: the spot, and the path as far as the file knows it."""

    spot: Spot
    path: str


def locate(root: Node, path: Iterable[Key], *, at_key: bool = False) -> Located:
    """Find the value at ``path``, or its key.

    Keys that are not in the file lead to the nearest value above that is. The last one is still shown, since it is
    the key that is missing; one in the middle (the language of a text that is not a table) is left out.
    """
    node, spot = root, root.spot
    shown: list[Key] = []
    steps = list(path)
    for number, step in enumerate(steps):
        child = node.children.get(step) or _alike(node, step)
        if child:
            node, spot = child.node, child.key if at_key else child.node.spot
            shown.append(step)
        elif number == len(steps) - 1 and isinstance(step, str) and _is_table(node):
            shown.append(step)
    return Located(spot, show(shown))


def _is_table(node: Node) -> bool:
    return isinstance(next(iter(node.children), 0), str)


def _alike(node: Node, step: Key) -> Child[Node] | None:
    """Find a language tag that the file spells otherwise: ``fr_ca`` for ``fr-CA``."""
    if not isinstance(step, str):
        return None
    wanted = _folded(step)
    return next((child for key, child in node.children.items() if _folded(str(key)) == wanted), None)


def _folded(key: str) -> str:
    return key.replace("_", "-").casefold()


def show(path: Iterable[Key]) -> str:
    """Write a path as people read it: ``contributors[2].orcid``."""
    written = "".join(f"[{step}]" if isinstance(step, int) else f".{_quoted(step)}" for step in path)
    return written.removeprefix(".")


def _quoted(key: str) -> str:
    return key if re.fullmatch(r"[\w-]{1,80}", key) else f"“{printable(key, 40)}”"


def printable(text: str, limit: int = 120) -> str:
    """Shorten a text from a file for a message, and show characters that would disturb a terminal by their code."""
    shortened = text if len(text) <= limit else text[: limit - 1] + "…"
    return "".join(found if found.isprintable() else f"U+{ord(found):04X}" for found in shortened)
