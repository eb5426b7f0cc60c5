"""Enumerations as patterns: exactly the same strings."""

import string

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.validation import Checker
from pipeline.validation.enumerations import LARGE, as_pattern, rewrite_enumerations
from pipeline.validation.schema_trees import reachable
from tests.validation.examples import XS, made

# what has a meaning in a pattern, some letters to share prefixes, some beyond ASCII
ALPHABET = ".\\?*+{}()[]|-^$&<>'\" abcABC012\u00e9\u4e2d\U0001f600" + string.digits
WORDS = st.text(ALPHABET, max_size=6)


def _accepts(pattern: str, value: str) -> bool:
    root = etree.fromstring(
        f'<xs:schema {XS}><xs:element name="a"><xs:simpleType><xs:restriction base="xs:string"/></xs:simpleType>'
        "</xs:element></xs:schema>"
    )
    next(root.iter("{*}restriction")).append(
        root.makeelement("{http://www.w3.org/2001/XMLSchema}pattern", value=pattern)
    )
    element = etree.Element("a")
    element.text = value
    return etree.XMLSchema(root).validate(element)


@given(st.sets(WORDS, min_size=1, max_size=12), WORDS)
def test_pattern_is_the_set(values: set[str], other: str) -> None:
    """A pattern accepts its values, and nothing near them."""
    pattern = as_pattern(values)
    near = {value[:-1] for value in values} | {value + "a" for value in values} | {other}
    for value in values | near:
        assert _accepts(pattern, value) == (value in values)


def _schema(base: str, values: list[str], more: str = "") -> str:
    listed = "".join(f'<xs:enumeration value="{value}"/>' for value in values)
    return (
        f'<xs:schema {XS}><xs:element name="a"><xs:simpleType><xs:restriction base="xs:{base}">{more}{listed}'
        "</xs:restriction></xs:simpleType></xs:element></xs:schema>"
    )


WORDS_MANY = [f"word-{number}" for number in range(LARGE + 1)]


def test_large_enumerations_are_rewritten() -> None:
    """A large enumeration of strings leaves the schema; white space counts as the type says."""
    for base, blanks_allowed in (("string", False), ("NMTOKEN", True)):
        documents = made(_schema(base, WORDS_MANY))
        assert rewrite_enumerations(reachable(documents))
        checker = Checker(documents)
        assert checker.check(b"<a>word-100</a>").valid
        assert not checker.check(b"<a>word-101</a>").valid
        assert checker.check(b"<a> word-7 </a>").valid is blanks_allowed


def test_others_stay() -> None:
    """Small ones stay, and so do numbers, whose values have several spellings, and those beside a pattern."""
    numbers = [str(number) for number in range(LARGE + 1)]
    for schema in (
        _schema("string", WORDS_MANY[:LARGE]),
        _schema("integer", numbers),
        _schema("string", WORDS_MANY, '<xs:pattern value="word-1.*"/>'),
    ):
        assert not rewrite_enumerations(reachable(made(schema)))
    assert Checker(made(_schema("integer", numbers))).check(b"<a>+007</a>").valid
    assert (
        not Checker(made(_schema("string", WORDS_MANY, '<xs:pattern value="word-1.*"/>'))).check(b"<a>word-2</a>").valid
    )
