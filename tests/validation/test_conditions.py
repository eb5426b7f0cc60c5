"""Conditions: the same truth as XPath 2.0 gives, for the part of it that they cover."""

from itertools import product

import pytest
from elementpath import XPath2Parser, XPathContext
from lxml import etree

from pipeline.validation.conditions import NotSimple, condition
from pipeline.validation.simple_types import keep

NAMESPACES = {"p": "urn:p"}
ATTRIBUTES = {"a": keep, "b": keep, "{urn:p}c": keep}

ELEMENTS = [
    f'<e xmlns:p="urn:p"{a}{b}{c}>{child}</e>'
    for a, b, c, child in product(
        ("", ' a="x"', ' a="y"', ' a=""'),
        ("", ' b="x"', ' b="it\'s"'),
        ("", ' p:c="x"'),
        ("", "<d/>", "<p:d/>", '<!--c--><q:d xmlns:q="urn:q"/>', "<f/>text"),
    )
]

TESTS = [
    "@a",
    "not(@a)",
    "exists(@a)",
    "empty(@a)",
    "boolean(@a)",
    "@a = 'x'",
    '@a = "x"',
    "@a != 'x'",
    "@a eq 'x'",
    "@a ne 'x'",
    "@a = ('x', 'y')",
    "@a != ('x', 'y')",
    "@a = ''",
    "@b = 'it''s'",
    "@p:c = 'x'",
    "d",
    "p:d",
    "*:d",
    "*",
    "p:*",
    "exists(d) or @a",
    "d and @a or @b",
    "@a or @b and not(d)",
    "(@a or @b) and not(d)",
    "not(@a='x') or\n @b = (\n 'x',\n 'y')",
    "true()",
    "false() or not(not(*:d))",
]


@pytest.mark.parametrize("test", TESTS)
def test_same_as_xpath(test: str) -> None:
    """A condition is true where the XPath engine says so, for elements of every make."""
    made = condition(test, NAMESPACES, ATTRIBUTES)
    token = XPath2Parser(namespaces=NAMESPACES).parse(test)
    for text in ELEMENTS:
        element = etree.fromstring(text)
        expected = token.boolean_value(list(token.select(XPathContext(element))))
        assert made(element) == expected, text


@pytest.mark.parametrize(
    "test",
    [
        "",
        "@unknown = 'x'",
        "@a = @b",
        "@a < 'x'",
        "@a = 1",
        "d = 'x'",
        "d/f",
        "count(d) = 1",
        "exists(d, f)",
        "@a = 'x' 'y'",
        "some $x in d satisfies $x",
        "$value = 'x'",
        "q:d",
        "@*:a",
        "//d",
        "(@a",
        "@a)",
        "not(@a) (",
        "d[1]",
        "@a eq ('x', 'y')",
        "if (@a) then @b else d",
    ],
)
def test_the_rest_is_refused(test: str) -> None:
    """What conditions cannot express is never half understood."""
    with pytest.raises(NotSimple):
        condition(test, NAMESPACES, ATTRIBUTES)
