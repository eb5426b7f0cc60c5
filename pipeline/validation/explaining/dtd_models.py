"""The content models of a DTD as automata, and sketches of elements to ask about them.

What explains the order of elements goes by expanded names, a DTD by prefixes. So in models and sketches each prefix is
its own namespace: ``mml:math`` becomes ``{mml}math``, whatever its prefix is bound to. Standard: XML 1.0, 3.2.1.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from functools import lru_cache
from urllib.parse import quote, unquote

from lxml import etree

from pipeline.validation.explaining.content_models import ContentModel, Part
from pipeline.validation.explaining.dtd_declarations import (
    Declaration,
    DtdDeclarations,
    DtdElement,
    leaves,
    local_name,
    written_name,
)
from pipeline.validation.nodes import Node

_XML = "http://www.w3.org/XML/1998/namespace"


@lru_cache(10_000)
def sketched(name: str) -> str:
    """Give the name of a sketch for a written name."""
    prefix, _, local = name.rpartition(":")
    return f"{{{_namespace(prefix)}}}{local}" if prefix else local


def written(name: str) -> str:
    """Give the written name for that of a sketch."""
    parts = etree.QName(name)
    if not parts.namespace:
        return parts.localname
    prefix = "xml" if parts.namespace == _XML else unquote(parts.namespace)
    return f"{prefix}:{parts.localname}"


def _namespace(prefix: str) -> str:
    return _XML if prefix == "xml" else quote(prefix, safe="")


def sketch(parent: Node, children: Iterable[Node] = (), prefixes: Iterable[str] = ()) -> Node:
    """Draw an element with its ancestors and these of its children: names only. ``prefixes`` are those of the DTD."""
    above, *others = [*reversed(list(parent.iterancestors())), parent]
    drawn = _drawn(above, None, prefixes)
    for one in others:
        drawn = _drawn(one, drawn)
    for child in children:
        _drawn(child, drawn)
    return drawn


def _drawn(element: Node, above: Node | None, prefixes: Iterable[str] = ()) -> Node:
    own = [element.prefix] if element.prefix else []
    nsmap = {prefix: _namespace(prefix) for prefix in (*prefixes, *own)}
    name = sketched(written_name(element))
    return etree.Element(name, nsmap=nsmap) if above is None else etree.SubElement(above, name, nsmap=nsmap)


class DtdModels:
    """The content models of a DTD, each built when it is asked for."""

    def __init__(self, declarations: DtdDeclarations) -> None:
        self._declarations = declarations
        self._models: dict[str, ContentModel] = {}
        self._parents: dict[str, list[str]] | None = None

    def of(self, element: Node) -> ContentModel | None:
        """Give the model of an element that is sketched."""
        name = written(element.tag)
        known = name if name in self._declarations.names else local_name(name)
        return self.model(self._declarations.named(known)) if known in self._declarations.names else None

    def named(self, name: str) -> Iterator[ContentModel]:
        """Give the model of a name that is sketched."""
        if written(name) in self._declarations.names:
            yield self.model(self._declarations.named(written(name)))

    def parents_of(self, name: str) -> list[str]:
        """List the names of the elements that may have a child of that name, all sketched."""
        if self._parents is None:
            self._parents = {}
            for parent, declaration in self._declarations.names.items():
                names = {self._forms(leaf.name, declaration)[0] for leaf in leaves(declaration.content)}
                for child in sorted(names):
                    self._parents.setdefault(child, []).append(sketched(parent))
        return self._parents.get(written(name), [])

    def model(self, declared: DtdElement) -> ContentModel:
        """Build the model of a declaration."""
        if declared.name not in self._models:
            model = self._models[declared.name] = ContentModel(mixed=declared.content in {"text", "mixed"})
            content = declared.declaration.content
            model.finish(Part() if content is None else self._part(model, content, declared.declaration))
        return self._models[declared.name]

    def _part(self, model: ContentModel, content: Declaration, owner: Declaration) -> Part:
        part = self._once(model, content, owner)
        if content.occur in {"mult", "plus"}:
            model.join(part.last, part.first)
        return Part(part.first, part.last, part.empty or content.occur in {"mult", "opt"})

    def _once(self, model: ContentModel, content: Declaration, owner: Declaration) -> Part:
        match content.type:
            case "element":
                return model.states([(sketched(self._forms(content.name, owner)[0]), None)])
            case "seq":
                return model.in_a_row(self._part(model, one, owner) for one in _members(content))
            case "or":
                return self._choice(model, _members(content), owner)
        return Part()  # text

    def _choice(self, model: ContentModel, members: list[Declaration], owner: Declaration) -> Part:
        seen: Counter[str] = Counter()
        parts = []
        for one in members:
            if one.type == "element" and seen[one.name]:
                forms = self._forms(one.name, owner)
                parts.append(model.states([(sketched(forms[seen[one.name] % len(forms)]), None)]))
            else:
                parts.append(self._part(model, one, owner))
            seen[one.name or ""] += 1
        return model.one_of(parts)

    def _forms(self, name: str, owner: Declaration) -> list[str]:
        """List the names that a name in a model may stand for, the likeliest first: lxml keeps the prefix to itself.

        That is the one with the prefix of the owner, else the one without. Where a name stands twice in one choice,
        as the tables of XHTML and OASIS do, the other stands for another form.
        """
        forms = self._declarations.forms(name) or [name]
        return sorted(forms, key=lambda form: (form.rpartition(":")[0] != (owner.prefix or ""), ":" in form, form))


def _members(content: Declaration) -> list[Declaration]:
    """List what a sequence or a choice is made of, which libxml2 keeps as pairs in pairs."""
    members = []
    part = content
    while True:
        members.append(part.left)
        if part.right.type != content.type or part.right.occur != "once":
            return [*members, part.right]
        part = part.right
