"""Trees: elements and attributes with the names of a schema, put together at random, with text from all of Unicode."""

from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from tests.validation.differential.comparing import Engines, engines
from tests.validation.differential.mutants import vocabulary
from tests.validation.examples import CROSSREF, JATS, article, deposit
from tests.validation.fuzz.saying import QUICK, say_something

pytestmark = pytest.mark.usefixtures("official")

# all characters of XML 1.0, production 2
CHARACTERS = st.characters(exclude_categories=["Cs"]).filter(
    lambda char: char in "\t\n\r" or (ord(char) >= 32 and char not in "\ufffe\uffff")
)
TEXTS = st.text(CHARACTERS, max_size=12)


@cache
def _engines(schema: str) -> Engines:
    return engines(schema)


@st.composite
def trees(draw: st.DrawFn, schema: str, depth: int = 0) -> etree._Element:
    """Draw a tree of names of the schema."""
    known = vocabulary(schema)
    made = etree.Element(draw(st.sampled_from(known.elements)))
    for name in draw(st.lists(st.sampled_from(known.attributes), max_size=2)):
        made.set(name, draw(st.sampled_from(known.listed) | TEXTS))
    made.text = draw(st.none() | TEXTS)
    for _ in range(draw(st.integers(0, 3)) if depth < 3 else 0):
        child = draw(trees(schema, depth + 1))
        child.tail = draw(st.none() | TEXTS)
        made.append(child)
    return made


@st.composite
def planted(draw: st.DrawFn, schema: str) -> bytes:
    """Draw a valid document with a random text somewhere, or a random tree."""
    root = etree.fromstring(deposit() if schema == CROSSREF else article('<p id="a">x</p><p><xref rid="a"/></p>'))
    place = draw(st.sampled_from(list(root.iter())))
    match draw(st.sampled_from(("text", "tail", "attribute", "tree"))):
        case "text":
            place.text = draw(TEXTS)
        case "tail" if place is not root:
            place.tail = draw(TEXTS)
        case "attribute":
            name = draw(st.sampled_from([*map(str, place.attrib), *vocabulary(schema).attributes]))
            place.set(name, draw(TEXTS))
        case _:
            place.append(draw(trees(schema)))
    return etree.tostring(root, encoding="utf-8")


@QUICK
@given(st.data())
@pytest.mark.parametrize("schema", [CROSSREF, JATS])
def test_random_trees(schema: str, data: st.DataObject) -> None:
    """A tree by itself: both engines give the same verdict, and nobody fails."""
    content = etree.tostring(data.draw(trees(schema)), encoding="utf-8")
    say_something(content)
    assert _engines(schema).compare(content).explained


@QUICK
@given(st.data())
@pytest.mark.parametrize("schema", [CROSSREF, JATS])
def test_planted_trees(schema: str, data: st.DataObject) -> None:
    """In a valid document: the same."""
    content = data.draw(planted(schema))
    say_something(content)
    comparison = _engines(schema).compare(content)
    assert comparison.explained, comparison
