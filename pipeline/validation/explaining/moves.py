"""Which one child of an element, put elsewhere among its siblings, brings them into the order of the content model.

Nothing is proposed that was not tried: the children are followed through the model as they would stand afterwards.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, islice

from pipeline.messages import Message, msg
from pipeline.validation.explaining.content_models import ContentModel
from pipeline.validation.explaining.naming import tag
from pipeline.validation.explaining.saying import Said
from pipeline.validation.nodes import Node

_NEAR = 20
"""Siblings behind a fault among which a place, or a child for its place, is looked for."""
_NEAREST = 5
"""Siblings before a fault that are tried behind it, and places before it that are tried."""
_FARTHEST = 50
"""Siblings that are followed to see how far a move leads."""


@dataclass(frozen=True, slots=True)
class Move:
    """Child number ``moved`` (from 0) goes before or after child number ``anchor``, as they are numbered now.

    ``reach`` is how many children are in order then; ``settles`` tells that no other fault was met among those that
    were followed, or behind the last one.
    """

    moved: int
    anchor: int
    is_before: bool
    reach: int
    settles: bool

    @property
    def distance(self) -> int:
        """Tell how far the child goes."""
        return abs(self.moved - self.anchor)


@lru_cache(1000)
def best_move(model: ContentModel, names: tuple[str, ...], fault: int) -> Move | None:
    """Find the move that leads farthest, where child number ``fault`` is the first that may not stand where it does.

    Of several the one that goes the shortest way, rather to the front than to the back. Nothing where no move leads
    beyond the fault.
    """
    way = _Way(model, names, fault)
    moves = chain(way.to_the_front(), way.to_the_back())
    return max(moves, key=lambda move: (move.settles, move.reach, -move.distance), default=None)


class _Way:
    """The children of an element on their way through its model, up to the first that may not stand where it does."""

    def __init__(self, model: ContentModel, names: Sequence[str], fault: int) -> None:
        self._model, self._names, self._fault = model, names, fault
        self._states = [model.after(())]
        """The states before each of the children up to the fault."""
        for name in names[:fault]:
            self._states.append(model.step(self._states[-1], name))
        self._end = min(fault + 1 + _NEAR, len(names))

    def to_the_front(self) -> Iterator[Move]:
        """Try the child at the fault at earlier places, and each later one at the place of the fault."""
        name = self._names[self._fault]
        places = (place for place in reversed(range(self._fault)) if self._model.accepts(self._states[place], name))
        for place in islice(places, _NEAREST):
            yield from self._before(self._fault, place)
        for later in range(self._fault + 1, self._end):
            yield from self._before(later, self._fault)

    def _before(self, moved: int, place: int) -> Iterator[Move]:
        """Try a child before another one; all up to the fault have to be in order then."""
        states = self._model.step(self._states[place], self._names[moved])
        rest = (number for number in range(place, len(self._names)) if number != moved)
        reach, settles = self._followed(states, rest, place + 1)
        if reach > max(self._fault, place + 1):
            yield Move(moved, place, is_before=True, reach=reach, settles=settles)

    def to_the_back(self) -> Iterator[Move]:
        """Try the child at the fault, and those just before it, behind later ones."""
        for moved in range(self._fault, max(self._fault - _NEAREST, 0) - 1, -1):
            states = self._states[moved]
            for anchor in range(moved + 1, self._end):
                states = self._model.step(states, self._names[anchor])
                if anchor >= self._fault and self._model.accepts(states, self._names[moved]):
                    yield self._behind(moved, anchor, states)

    def _behind(self, moved: int, anchor: int, states: frozenset[int]) -> Move:
        """Tell what a move behind another child leads to, which the model admits after ``states``."""
        states = self._model.step(states, self._names[moved])
        reach, settles = self._followed(states, range(anchor + 1, len(self._names)), anchor + 1)
        return Move(moved, anchor, is_before=False, reach=reach, settles=settles)

    def _followed(self, states: frozenset[int], rest: Iterable[int], reach: int) -> tuple[int, bool]:
        """Follow more children: tell how many are in order with them, and whether none was met that is not."""
        for number in rest:
            if reach > self._fault + _FARTHEST:
                break
            states = self._model.step(states, self._names[number])
            if not states:
                return reach, False
            reach += 1
        else:
            return reach, self._model.may_end(states)
        return reach, True


def explain_move(move: Move, child: Node, parent: Node) -> Said:
    """Explain that ``child`` may not stand where it does, and which of the children has to be moved where."""
    siblings = list(parent.iterchildren("{*}*"))
    itself = msg("{name}", name=tag(child.tag, child))
    moved, anchor = (
        itself if siblings[number] is child else _named(number, siblings, parent)
        for number in (move.moved, move.anchor)
    )
    code = "schema-element-misplaced"
    if move.is_before and moved is itself:
        message = msg("{child} stands too late: it must come before {next}.", child=moved, next=anchor)
        return Said(code, message, msg("Move {child} before {next}.", child=moved, next=anchor))
    if move.is_before:
        message = msg("{child} stands too early: {first} must come before it.", child=anchor, first=moved)
        return Said(code, message, msg("Move {first} before {child}.", child=anchor, first=moved))
    if itself in {moved, anchor}:
        return must_follow(moved, anchor)
    message = msg(
        "{child} may not stand here: {first}, which stands before it, must come after {other}.",
        child=itself,
        first=moved,
        other=anchor,
    )
    return Said(code, message, msg("Move {child} after {other}.", child=moved, other=anchor))


def must_follow(child: Message, other: Message) -> Said:
    """Explain that one child has to come after another."""
    message = msg("{child} stands too early: it must come after {other}.", child=child, other=other)
    remedy = msg("Move {child} after {other}.", child=child, other=other)
    return Said("schema-element-misplaced", message, remedy)


def _named(number: int, siblings: list[Node], parent: Node) -> Message:
    """Name one of the children; where others have the same name, by its number among them."""
    element = siblings[number]
    alike = [sibling for sibling in siblings if sibling.tag == element.tag]
    name = tag(element.tag, parent)
    if len(alike) == 1:
        return msg("{name}", name=name)
    return msg("{name} no. {number}", name=name, number=alike.index(element) + 1)
