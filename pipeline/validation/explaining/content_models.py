"""What the children of an element may be, and in which order: the content model as an automaton.

Each particle of the model is a state; after a child comes one of the states that may follow its own (V. M. Glushkov's
construction). Counts are simplified: a particle may come never, once or again and again, which is enough to tell what
is missing and what is misplaced. Standard: XML Schema Part 1, 3.8 and 3.9.
"""

from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.validation.declarations import Declarations, Placed
from pipeline.validation.nodes import Node
from pipeline.validation.schema_trees import XSD, SchemaTree

ANYTHING = "*"
"""Stands for the name of a child that a wildcard admits."""

_START = -1
_DEEPEST = 60
_LONGEST_WAY = 6


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a model: the states it may begin and end with, and whether it may be left out."""

    first: frozenset[int] = frozenset()
    last: frozenset[int] = frozenset()
    empty: bool = True


@dataclass(eq=False)
class ContentModel:
    """The model of one type: ``names`` are those of its states; ``mixed`` tells that text may stand in it."""

    names: list[str] = field(default_factory=list)
    declared: list[Placed | None] = field(default_factory=list)
    mixed: bool = False
    _follow: dict[int, set[int]] = field(default_factory=dict)
    _steps: dict[tuple[frozenset[int], str], frozenset[int]] = field(default_factory=dict)
    _ways: dict[tuple[frozenset[int], str], list[str]] = field(default_factory=dict)
    _last: frozenset[int] = frozenset()
    _empty: bool = True

    def after(self, children: Iterable[str]) -> frozenset[int]:
        """Give the states that the model may be in after these children; none where it does not admit them."""
        states = frozenset({_START})
        for name in children:
            states = self.step(states, name)
        return states

    def step(self, states: frozenset[int], name: str) -> frozenset[int]:
        """Give the states after a child of that name; those of names that are not the model's are not kept."""
        if (states, name) in self._steps:
            return self._steps[states, name]
        found = frozenset(state for state in self.next(states) if self._is(state, name))
        if name in self.names:
            self._steps[states, name] = found
        return found

    def next(self, states: Iterable[int]) -> frozenset[int]:
        """Give the states that may follow."""
        return frozenset(follower for state in states for follower in self._follow.get(state, ()))

    def accepts(self, states: Iterable[int], name: str) -> bool:
        """Tell whether a child of that name may follow."""
        return bool(self.step(frozenset(states), name))

    def may_end(self, states: Iterable[int]) -> bool:
        """Tell whether the element may end there."""
        return any(state in self._last or (state == _START and self._empty) for state in states)

    def inserted(self, states: frozenset[int], name: str) -> list[str]:
        """List the names of single children after which ``name`` would be accepted."""
        return self._names(state for state in self.next(states) if self.accepts({state}, name))

    def preceding(self, name: str) -> set[str]:
        """List the names of the children that one of that name may come directly after."""
        named = {state for state, known in enumerate(self.names) if known == name}
        return {self.names[state] for state, followers in self._follow.items() if state >= 0 and followers & named}

    def completing(self, states: frozenset[int]) -> list[str]:
        """List the names of single children with which the element might end."""
        return self._names(state for state in self.next(states) if state in self._last)

    def way(self, states: frozenset[int], name: str = "") -> list[str]:
        """Give a shortest row of children after which ``name`` would be accepted, or the element might end.

        Nothing, where there is none of at most ``_LONGEST_WAY`` children.
        """
        if (states, name) not in self._ways:
            self._ways[states, name] = self._shortest(states, name)
        return self._ways[states, name]

    def way_through(self, states: frozenset[int], name: str, known: Set[str]) -> list[str]:
        """Give a shortest row as ``way`` does, of children with these names alone."""
        return self._shortest(states, name, known)

    def _shortest(self, states: frozenset[int], name: str, known: Set[str] | None = None) -> list[str]:
        ways: dict[int, tuple[int, ...]] = dict.fromkeys(sorted(states), ())
        seen: set[int] = set()
        for _ in range(_LONGEST_WAY):
            ways = self._farther(ways, seen, known)
            for state, way in ways.items():
                if self.accepts({state}, name) if name else state in self._last:
                    return [self.names[step] for step in way]
        return []

    def _farther(
        self, ways: dict[int, tuple[int, ...]], seen: set[int], known: Set[str] | None
    ) -> dict[int, tuple[int, ...]]:
        """Go one child farther, to states that no shorter way leads to."""
        found: dict[int, tuple[int, ...]] = {}
        for state, way in ways.items():
            for follower in sorted(self._follow.get(state, set()) - seen):
                if known is None or self.names[follower] in known:
                    found.setdefault(follower, (*way, follower))
            seen.update(found)
        return found

    def expected(self, states: frozenset[int]) -> list[str]:
        """List the names that may follow, in the order of the schema."""
        return self._names(self.next(states))

    def declaration(self, name: str) -> Placed | None:
        """Give the declaration of the child of that name."""
        return next((self.declared[state] for state, known in enumerate(self.names) if known == name), None)

    def _names(self, states: Iterable[int]) -> list[str]:
        return list(dict.fromkeys(self.names[state] for state in sorted(states)))

    def _is(self, state: int, name: str) -> bool:
        return state >= 0 and self.names[state] in {name, ANYTHING}

    def finish(self, whole: Part) -> None:
        """Take what has been built as the whole."""
        self._follow[_START] = set(whole.first)
        self._last, self._empty = whole.last, whole.empty

    def join(self, before: frozenset[int], after: frozenset[int]) -> None:
        """Let every state of one set be followed by every one of another."""
        for state in before:
            self._follow.setdefault(state, set()).update(after)

    def states(self, choice: Iterable[tuple[str, Placed | None]]) -> Part:
        """Add a state for each of the elements that one particle admits, with its declaration."""
        start = len(self.names)
        for name, declared in choice:
            self.names.append(name)
            self.declared.append(declared)
        states = frozenset(range(start, len(self.names)))
        return Part(states, states, empty=False)

    def in_a_row(self, parts: Iterable[Part]) -> Part:
        """Let parts follow each other."""
        made = Part()
        for part in parts:
            self.join(made.last, part.first)
            made = Part(
                made.first | part.first if made.empty else made.first,
                made.last | part.last if part.empty else part.last,
                made.empty and part.empty,
            )
        return made

    @staticmethod
    def one_of(parts: list[Part]) -> Part:
        """Let one of several parts come."""
        return Part(
            frozenset().union(*(part.first for part in parts)),
            frozenset().union(*(part.last for part in parts)),
            any(part.empty for part in parts) or not parts,
        )


class ContentModels:
    """The content models of a schema, each built when it is asked for."""

    def __init__(self, declarations: Declarations) -> None:
        self._declarations = declarations
        self._models: dict[Node, ContentModel] = {}
        self._parents: dict[str, list[str]] = {}

    def of(self, element: Node) -> ContentModel | None:
        """Give the model of an element of a document, found by way of its ancestors; none for unknown elements."""
        declared = self._declared(element)
        placed = self._declarations.type_of(*declared) if declared else None
        return self._model(placed) if placed else None

    def parents_of(self, name: str) -> list[str]:
        """List the names of the elements that may have a child of that name."""
        if name not in self._parents:
            elements = self._declarations.elements
            self._parents[name] = [
                parent for parent in elements if any(name in one.names for one in self.named(parent))
            ]
        return self._parents[name]

    def named(self, name: str) -> Iterator[ContentModel]:
        """Give the models of all elements of that name."""
        for tree, node in self._declarations.elements.get(name, ()):
            if placed := self._declarations.type_of(tree, node):
                yield self._model(placed)

    def _declared(self, element: Node) -> Placed | None:
        """Find the declaration of an element: from the root downwards, else any of its name."""
        way = [*reversed(list(element.iterancestors())), element]
        places = self._declarations.elements.get(way[0].tag, [])
        declared = next((place for place in places if place[1].getparent() is place[0].root), None)
        for step in way[1:]:
            placed = self._declarations.type_of(*declared) if declared else None
            declared = self._model(placed).declaration(step.tag) if placed else None
        return declared or next(iter(self._declarations.elements.get(element.tag, [])), None)

    def _model(self, placed: Placed) -> ContentModel:
        tree, node = placed
        if node not in self._models:
            model = self._models[node] = ContentModel(mixed=node.get("mixed") == "true")
            model.finish(self._sequence(model, tree, self._children(node), 0))
        return self._models[node]

    @staticmethod
    def _children(node: Node) -> Iterator[Node]:
        return node.iterchildren(f"{XSD}*")

    def _sequence(self, model: ContentModel, tree: SchemaTree, nodes: Iterable[Node], depth: int) -> Part:
        return model.in_a_row(self._particle(model, tree, node, depth) for node in nodes)

    def _choice(self, model: ContentModel, tree: SchemaTree, nodes: Iterable[Node], depth: int) -> Part:
        return model.one_of([self._particle(model, tree, node, depth) for node in nodes])

    def _particle(self, model: ContentModel, tree: SchemaTree, node: Node, depth: int) -> Part:
        if depth > _DEEPEST:
            return Part()
        kind = node.tag.removeprefix(XSD)
        part = self._plain(model, tree, node, kind, depth + 1)
        if node.get("maxOccurs", "1") not in {"0", "1"} or kind == "all":
            model.join(part.last, part.first)
        if node.get("maxOccurs") == "0":
            return Part()
        return Part(part.first, part.last, part.empty or node.get("minOccurs") == "0" or kind == "all")

    def _plain(self, model: ContentModel, tree: SchemaTree, node: Node, kind: str, depth: int) -> Part:
        """Build a particle as if it came once."""
        match kind:
            case "element" | "any":
                return self._state(model, tree, node, kind)
            case "group":
                group = self._declarations.named("group", tree.referred(node, node.get("ref", "")))
                return self._sequence(model, group[0], self._children(group[1]), depth) if group else Part()
            case "choice" | "all":
                return self._choice(model, tree, self._children(node), depth)
            case "sequence" | "complexContent" | "restriction":
                return self._sequence(model, tree, self._children(node), depth)
            case "extension":
                return self._extension(model, tree, node, depth)
        return Part()

    def _extension(self, model: ContentModel, tree: SchemaTree, node: Node, depth: int) -> Part:
        base = self._declarations.named("complexType", tree.referred(node, node.get("base", "")))
        start = self._sequence(model, base[0], self._children(base[1]), depth) if base else Part()
        rest = self._sequence(model, tree, self._children(node), depth)
        return model.in_a_row((start, rest))

    def _state(self, model: ContentModel, tree: SchemaTree, node: Node, kind: str) -> Part:
        if kind == "any":
            return model.states([(ANYTHING, None)])
        if not (written := node.get("ref")):
            return model.states([(tree.own_name(node), (tree, node))])
        name = tree.referred(node, written)
        declared = self._declarations.named("element", name)
        itself = [] if declared and declared[1].get("abstract") == "true" else [(name, declared)]
        return model.states([*itself, *self._standing_for(name)])

    def _standing_for(self, head: str) -> Iterator[tuple[str, Placed]]:
        """Give the elements of a substitution group that are not abstract, those that stand for others of them too."""
        for name, declared in self._substitutes.get(head, ()):
            if declared[1].get("abstract") != "true":
                yield name, declared
            yield from self._standing_for(name)

    @cached_property
    def _substitutes(self) -> dict[str, list[tuple[str, Placed]]]:
        """The elements that name a head themselves, by head."""
        found: dict[str, list[tuple[str, Placed]]] = {}
        for tree in self._declarations.trees:
            for node in tree.root.iterchildren(f"{XSD}element"):
                for head in node.get("substitutionGroup", "").split():
                    found.setdefault(tree.referred(node, head), []).append((tree.own_name(node), (tree, node)))
        return found
