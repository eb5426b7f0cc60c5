"""Documents made from a schema: every element, attribute and type of it comes up, most content is as the schema wants.

The schema is read through the components that ``xmlschema`` makes of it, whose content models are plain lists.
"""

import random
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from lxml import etree

from pipeline import resources, validation
from tests.validation.differential.known import KNOWN
from tests.validation.differential.values import ADDRESSES, BLANKS, DATES, NAMES, NUMBERS, WORDS

# xmlschema's components have no types of their own that would help here
Component = Any

_POOL = tuple(value for value in (*NUMBERS, *DATES, *ADDRESSES, *NAMES, *WORDS, *BLANKS) if len(value) < 300)
_TEXTS = ("", " ", "x", "Un é\u00a0: ", "\n  ", "😀", "\u3000", "شيء")
_ODD = (0.0, 0.0, 0.005, 0.02)  # how often content is not what the schema wants, of which each document has one

_DEEPEST = 25


@cache
def components(schema: str) -> Component:
    """Give the components of a set, as ``xmlschema`` has them."""
    return validation._judge(schema, resources.official_schemas())._schema


def sample(schema: str, number: int, seed: str = "", *, most: int = 60) -> bytes:
    """Make the document of that number, of some ``most`` elements."""
    chance = random.Random(f"{seed}{schema}/sample/{number}")  # noqa: S311 - repeatable, not secret
    known = components(schema)
    names = [name for name in known.elements if name.rpartition("}")[2] in ("article", "doi_batch")]
    sampler = _Sampler(known, chance, most, chance.choice(_ODD))
    root = sampler.element(known.elements[chance.choice(names or sorted(known.elements))], 0)
    return etree.tostring(root, encoding="utf-8")


@dataclass
class _Sampler:
    """What has been made of one document so far: the elements that may still come, how odd it is, the IDs given."""

    schema: Component
    chance: random.Random
    left: int
    odd: float
    ids: list[str] = field(default_factory=list)

    def element(self, declared: Component, depth: int) -> etree._Element:
        """Make an element as declared, with what must be in it and some of what may be."""
        self.left -= 1
        made = etree.Element(declared.name, nsmap=self._prefixes() if not depth else None)
        kind = declared.type
        for name, attribute in declared.attributes.items():
            if name is not None and (attribute.use == "required" or self.chance.random() < self._appetite(depth) / 4):
                made.set(name, attribute.fixed or self.value(attribute.type))
        if kind.has_simple_content() or kind.is_simple():
            made.text = declared.fixed or self.value(kind if kind.is_simple() else kind.content)
        elif kind.content is not None:
            for child in self.group(kind.content, depth + 1):
                made.append(child)
            if kind.mixed:
                self._mix(made)
        return made

    def _prefixes(self) -> dict[str, str]:
        return {prefix: namespace for prefix, namespace in self.schema.namespaces.items() if prefix and namespace}

    def _appetite(self, depth: int) -> float:
        """Tell how likely it is that what may be left out is there."""
        return 0.0 if self.left <= 0 else max(0.1, 0.8 - 0.08 * depth)

    def group(self, group: Component, depth: int) -> list[etree._Element]:
        """Make the content of a model group, some repetitions of it."""
        made: list[etree._Element] = []
        for _ in range(self._times(group, depth)):
            parts = list(group)
            if group.model == "choice" and parts:
                parts = [self._chosen(parts, depth)]
            elif group.model == "all":
                self.chance.shuffle(parts)
            for part in parts:
                made += self._particle(part, depth)
        return made

    def _chosen(self, parts: list[Component], depth: int) -> Component:
        if self.left > 0 and depth < 8:
            return self.chance.choice(parts)
        return min(parts, key=_cost)

    def _particle(self, part: Component, depth: int) -> list[etree._Element]:
        if hasattr(part, "model"):
            return self.group(part, depth)
        if part.name is None:
            return []  # a wildcard
        if self.left < -200 or depth > _DEEPEST:
            return []  # too much must be in it
        return [self.element(part, depth) for _ in range(self._times(part, depth))]

    def _times(self, particle: Component, depth: int) -> int:
        if self.chance.random() < self.odd:
            return self.chance.randrange(3)
        least, most = particle.min_occurs, particle.max_occurs
        more = self.chance.choice((1, 1, 1, 2, 3)) if self.chance.random() < self._appetite(depth) else 0
        return int(max(least, min(more, most if most is not None else more)))

    def value(self, kind: Component) -> str:
        """Give a value of a simple type, or at times of another."""
        if self.chance.random() < self.odd:
            return self.chance.choice(_POOL)
        if _is(kind, "ID"):
            self.ids.append(f"i{len(self.ids)}")
            return self.ids[-1]
        if _is(kind, "IDREF") and self.ids:
            return self.chance.choice(self.ids)
        if kind.enumeration:
            return str(self.chance.choice(kind.enumeration))
        return self.chance.choice(_values(kind) or _POOL)

    def _mix(self, made: etree._Element) -> None:
        made.text = self.chance.choice(_TEXTS)
        for child in made:
            child.tail = self.chance.choice(_TEXTS)


def _cost(part: Component) -> int:
    """Estimate how much must be in a particle."""
    if not part.min_occurs:
        return 0
    if hasattr(part, "model"):
        costs = [_cost(inner) for inner in part] or [0]
        return min(costs) if part.model == "choice" else sum(costs)
    content: Component = getattr(getattr(part, "type", None), "content", None)
    return 2 + len(list(content)) if hasattr(content, "model") else 1


def _is(kind: Component, name: str) -> bool:
    step = kind
    while step is not None:
        if step.local_name == name:
            return True
        step = step.base_type
    return False


@cache
def _values(kind: Component) -> tuple[str, ...]:
    """Find values of a type in the pool, without those that are known to be in dispute."""
    plain = (value for value in _POOL if all(known.reading(value) == value for known in KNOWN))
    return tuple(value for value in plain if _takes(kind, value))


def _takes(kind: Component, value: str) -> bool:
    try:
        return bool(kind.is_valid(value))
    except OverflowError:  # a year of many digits
        return False
