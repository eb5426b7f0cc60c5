"""Advice on the order of children is followed to the letter, and leads to a valid document."""

import random
import re
from collections.abc import Iterator

import pytest
from lxml import etree

from pipeline.findings import Finding
from pipeline.validation import check
from pipeline.validation.explaining.naming import tag
from pipeline.validation.nodes import Node
from tests.validation.differential.originals import originals, real_originals

pytestmark = pytest.mark.usefixtures("official")

_SETS = ("crossref-5.5.0", "crossref-4.4.2", "doi_resources-5.4.0", "jats-publishing-1.3", "jats-publishing-1.1")
_MOST_SWAPS = 40
"""Swaps that are tried in each document."""
_MOST_STEPS = 4
_MOVE = re.compile(r"Move (<[\w:.-]+>)(?: no\. (\d+))? (before|after) (<[\w:.-]+>)(?: no\. (\d+))?\.")


def _children(parent: Node) -> list[Node]:
    return list(parent.iterchildren("{*}*"))


def _swaps(root: Node) -> Iterator[tuple[Node, Node]]:
    """Give the pairs of siblings of different names, at most three apart, in elements that hold no text."""
    for parent in root.iter("{*}*"):
        children = _children(parent)
        if not any((text or "").strip() for text in (parent.text, *(child.tail for child in children))):
            for number, child in enumerate(children):
                yield from ((child, other) for other in children[number + 1 : number + 4] if other.tag != child.tag)


def _swapped(content: bytes, number: int) -> bytes:
    """Let the pair of that number change places; of white space nothing is kept."""
    root = etree.fromstring(content, etree.XMLParser(remove_blank_text=True))
    one, other = list(_swaps(root))[number]
    place = etree.Element("place")
    for old, new in ((one, place), (other, one), (place, other)):
        parent = old.getparent()
        assert parent is not None
        parent.replace(old, new)
    return etree.tostring(root)


def _found(root: Node, path: str) -> Node:
    """Find the element that a finding is about."""
    element = root
    for step in path.split("/")[2:]:
        name, _, number = step.rstrip("]").partition("[")
        named = [child for child in _children(element) if tag(child.tag, child) == f"<{name}>"]
        element = named[int(number or 1) - 1]
    return element


def _followed(content: bytes, finding: Finding) -> bytes:
    """Do what the remedy says: a name without a number is that of the element itself, or of its only sibling."""
    root = etree.fromstring(content)
    element = _found(root, finding.place.path)
    advice = _MOVE.fullmatch(str(finding.remedy))
    assert advice, f"{finding.message} {finding.remedy}"
    moved_name, moved_number, where, anchor_name, anchor_number = advice.groups()
    moved, anchor = _meant(element, moved_name, moved_number), _meant(element, anchor_name, anchor_number)
    assert moved is not anchor
    (anchor.addprevious if where == "before" else anchor.addnext)(moved)
    return etree.tostring(root)


def _meant(element: Node, name: str, number: str | None) -> Node:
    parent = element.getparent()
    assert parent is not None
    alike = [child for child in _children(parent) if tag(child.tag, parent) == name]
    if number:
        return alike[int(number) - 1]
    if tag(element.tag, element) == name:
        return element
    (only,) = alike
    return only


def _mended(content: bytes, schema: str) -> int:
    """Follow the advice on the first fault until there is none, and count the steps."""
    for steps in range(_MOST_STEPS + 1):
        findings = check(content, schema).findings
        if not findings:
            return steps
        content = _followed(content, findings[0])
    raise AssertionError([f"{finding.message} {finding.remedy}" for finding in findings])


def _tried(content: bytes, schema: str, chance: random.Random) -> int:
    count = len(list(_swaps(etree.fromstring(content, etree.XMLParser(remove_blank_text=True)))))
    steps = [
        _mended(_swapped(content, number), schema)
        for number in sorted(chance.sample(range(count), min(count, _MOST_SWAPS)))
    ]
    return sum(steps)


@pytest.mark.parametrize("schema", _SETS)
def test_swaps_are_mended_by_following_the_advice(schema: str) -> None:
    """Two children of a valid document have changed places: each step is possible as it is told, and the last helps."""
    chance = random.Random(schema)  # noqa: S311 - it makes tests
    followed = [
        _tried(original.content, schema, chance)
        for original in originals(schema)[:6]
        if check(original.content, schema).valid
    ]
    assert sum(followed) > 10


@pytest.mark.parametrize("schema", ["crossref-5.5.0", "crossref-4.4.2", "jats-publishing-1.1"])
def test_swaps_in_real_documents(schema: str) -> None:
    """The same in documents of others."""
    chance = random.Random(schema)  # noqa: S311 - it makes tests
    followed = 0
    for original in real_originals(schema)[::2]:
        if b"<!DOCTYPE" not in original.content and check(original.content, schema).valid:
            followed += _tried(original.content, schema, chance)
    assert followed
