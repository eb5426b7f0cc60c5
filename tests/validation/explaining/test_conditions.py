"""Assertions in words: the forms that are known, and others as they are written."""

import pytest
from lxml import etree

from pipeline.validation.explaining.conditions import explain_assertion

EITHER = "exists(@a) or exists(*:b)"
DEPENDENT = "not(@a='x') or @b = ('one', 'two')"
CASES = {
    "neither": (
        "<e/>",
        EITHER,
        "<e> has neither the attribute “a” nor a child <b>.",
        'Write <e a="…">, or put <b> into it.',
    ),
    "missing": (
        '<e a="x"/>',
        DEPENDENT,
        '<e> lacks the attribute “b”, which goes with a="x".',
        "Allowed are: one, two.",
    ),
    "alike": (
        '<e a="x" b="ones"/>',
        DEPENDENT,
        'The attribute “b” of <e> is “ones”, which does not go with a="x".',
        "Did you mean “one”? Allowed are: one, two.",
    ),
    "not alike": (
        '<e a="x" b="42"/>',
        "\n not( @a='x') or @b = ('one', 'two')".replace("( @", "(@"),
        'The attribute “b” of <e> is “42”, which does not go with a="x".',
        "Allowed are: one, two.",
    ),
    "another": (
        "<e/>",
        "@a\n   or count(*) = 1",
        "<e> breaks a condition of the schema: @a or count(*) = 1",
        "“@” stands for an attribute: change the attributes or children so that the condition holds.",
    ),
}


@pytest.mark.parametrize(("xml", "test", "message", "remedy"), CASES.values(), ids=CASES)
def test_what_is_said(xml: str, test: str, message: str, remedy: str) -> None:
    """An assertion is told in words where its form is known."""
    said = explain_assertion(etree.fromstring(xml), test)
    assert (said.code, str(said.message), str(said.remedy)) == ("schema-assertion", message, remedy)


def test_long_conditions_are_cut() -> None:
    """A schema of a house may have assertions of any length."""
    said = explain_assertion(etree.fromstring("<e/>"), " or ".join(f"@a = {number}" for number in range(5000)))
    assert len(str(said.message)) < 300
