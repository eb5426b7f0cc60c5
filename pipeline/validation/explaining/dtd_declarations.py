"""What a DTD declares, looked up by the names that are written: a DTD knows prefixes, and no namespaces.

Standard: XML 1.0, 3.2 (element types) and 3.3 (attribute lists). How elements and attributes are matched to their
declarations is libxml2's way, which gives the verdict: by the prefixed name, else by the local one.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal, TypeAlias, cast

from lxml import etree

from pipeline.validation.nodes import Node

Content: TypeAlias = Literal["empty", "any", "text", "mixed", "element"]
"""What an element may hold: nothing, anything, text only, text and elements, elements only."""

Declaration: TypeAlias = Any
"""A declaration of lxml's DTD, which its stubs do not know."""


@dataclass(frozen=True, slots=True)
class DtdAttribute:
    """An attribute by its written name. ``fixed`` is the only value it may have, ``values`` are those listed."""

    name: str
    type: str
    required: bool
    fixed: str | None
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class DtdElement:
    """An element by its written name.

    ``inner`` are the local names of its children, ``attributes`` all that it may have, ``own`` those of its very
    declaration.
    """

    name: str
    content: Content
    declaration: Declaration
    inner: frozenset[str]
    attributes: dict[str, DtdAttribute]
    own: tuple[DtdAttribute, ...]


class DtdDeclarations:
    """The declarations of one DTD."""

    def __init__(self, dtd: etree.DTD) -> None:
        declared = cast("Any", dtd)
        self.names: dict[str, Declaration] = {
            _written(one): one for one in declared.iterelements() if one.type != "undefined"
        }
        self.entities: dict[str, Declaration] = {one.name: one for one in declared.iterentities()}
        self._forms: dict[str, list[str]] = {}
        for name in self.names:
            self._forms.setdefault(local_name(name), []).append(name)
        self._elements: dict[str, DtdElement] = {}
        self.prefixes = frozenset(name.partition(":")[0] for name in self.names if ":" in name)

    def of(self, element: Node) -> DtdElement | None:
        """Give the declaration of an element of a document."""
        name = written_name(element)
        if name not in self.names:
            name = local_name(name)
        return self.named(name) if name in self.names else None

    def named(self, name: str) -> DtdElement:
        """Give the declaration of a name that is declared."""
        if name not in self._elements:
            self._elements[name] = self._made(name)
        return self._elements[name]

    def forms(self, local: str) -> list[str]:
        """List the names that are declared for a local one: with prefixes, and without."""
        return self._forms.get(local, [])

    @cached_property
    def namespaces(self) -> dict[str, str]:
        """The prefixes that the DTD binds for good, by namespace."""
        every = (one for name in self.names for one in self.named(name).own)
        return {one.fixed: one.name.partition(":")[2] for one in every if one.fixed and one.name.startswith("xmlns:")}

    def _made(self, name: str) -> DtdElement:
        declaration: Any = self.names[name]
        own = tuple(map(_attribute, declaration.iterattributes()))
        others = self.names.get(local_name(name), declaration).iterattributes()
        attributes = {one.name: one for one in (*map(_attribute, others), *own)}
        inner = frozenset(leaf.name for leaf in leaves(declaration.content))
        return DtdElement(name, _content(declaration), declaration, inner, attributes, own)


def _content(declaration: Declaration) -> Content:
    if declaration.type == "mixed":
        return "text" if declaration.content.type == "pcdata" else "mixed"
    return cast("Content", declaration.type)


def _attribute(declaration: Declaration) -> DtdAttribute:
    return DtdAttribute(
        _written(declaration),
        declaration.type,
        declaration.default == "required",
        declaration.default_value if declaration.default == "fixed" else None,
        tuple(declaration.values()),
    )


def _written(declaration: Declaration) -> str:
    return f"{declaration.prefix}:{declaration.name}" if declaration.prefix else declaration.name


def leaves(content: Declaration) -> Iterator[Declaration]:
    """Walk over the names in a content model, in their order."""
    waiting = [content]
    while waiting:
        part = waiting.pop()
        if part is None:
            continue
        if part.type == "element":
            yield part
        else:
            waiting += [part.right, part.left]


def written_name(element: Node) -> str:
    """Give the name of an element as it is written in the document."""
    name = local_name(element.tag)
    return f"{element.prefix}:{name}" if element.prefix else name


def local_name(name: str) -> str:
    """Give a name without its prefix, or without its namespace."""
    return name.rpartition("}")[2].rpartition(":")[2]
