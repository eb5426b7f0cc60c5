"""Mutants: documents with one or two changes, each made again from its set and its number alone."""

import random
from dataclasses import dataclass
from functools import cache

from lxml import etree

from pipeline.schemas import Catalog, read_documents
from pipeline.validation.declarations import Declarations
from pipeline.validation.parsing import safe_parser
from pipeline.validation.schema_trees import SchemaTree, reachable
from tests.validation.differential.mutations import INSTANCE, STRUCTURE, VALUES, Change, Vocabulary
from tests.validation.differential.originals import Original

_MATHML = "{http://www.w3.org/1998/Math/MathML}"


@dataclass(frozen=True, slots=True)
class Mutant:
    """A changed document, with the names of the changes."""

    schema: str
    number: int
    original: str
    changes: tuple[str, ...]
    content: bytes

    def __str__(self) -> str:
        """Name the mutant so that it can be made again."""
        return f"{self.schema}: {self.number} of {self.original} by {', '.join(self.changes)}"


def mutant(schema: str, number: int, originals: tuple[Original, ...], seed: str = "") -> Mutant:
    """Make the mutant of that number; another ``seed`` makes others."""
    chance = random.Random(f"{seed}{schema}/{number}")  # noqa: S311 - repeatable, not secret
    original = chance.choice(originals)
    root = etree.fromstring(original.content, safe_parser())
    part = _part(root, chance)
    changes = [_change(chance) for _ in range(chance.choice((1, 1, 1, 2)))]
    for change in changes:
        change(part, chance, vocabulary(schema))
    content = etree.tostring(root.getroottree(), encoding="utf-8")
    return Mutant(schema, number, original.name, tuple(change.__name__ for change in changes), content)


def _change(chance: random.Random) -> Change:
    return chance.choice(chance.choices((STRUCTURE, VALUES, INSTANCE), (4, 5, 1))[0])


def _part(root: etree._Element, chance: random.Random) -> etree._Element:
    """Give the part of the document to be changed: all, or a formula alone."""
    formulas = list(root.iter(f"{_MATHML}math"))
    return chance.choice(formulas) if formulas and chance.random() < 0.25 else root


@cache
def vocabulary(schema: str) -> Vocabulary:
    """Collect the names and values in a set's schema documents."""
    trees = reachable(read_documents(Catalog.load().find(schema)))
    attributes: set[str] = set()
    types: set[str] = set()
    listed: set[str] = set()
    for tree in trees:
        attributes.update(tree.own_name(node) for node in tree.nodes("attribute") if node.get("name"))
        types.update(_types(tree))
        listed.update(node.get("value", "") for node in tree.nodes("enumeration"))
    some = random.Random(schema).sample(sorted(listed), min(len(listed), 1500))  # noqa: S311 - repeatable, not secret
    elements = tuple(sorted(Declarations(trees).elements))
    return Vocabulary(elements, tuple(sorted(attributes)), tuple(sorted(types)), tuple(some))


def _types(tree: SchemaTree) -> set[str]:
    return {tree.own_name(node) for node in tree.nodes("complexType", "simpleType") if node.get("name")}
