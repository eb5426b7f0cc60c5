"""Namespaces written so that a search for them in the bytes does not find them: the parts they lead to are checked."""

import pytest

from pipeline.validation import check, judge
from tests.validation.examples import CROSSREF, JATS, article, deposit

pytestmark = pytest.mark.usefixtures("official")

_FORMULA = "<p><inline-formula><mml:math><mml:frac/></mml:math></inline-formula></p>"


@pytest.mark.parametrize(
    "content",
    [
        article(_FORMULA),
        article(_FORMULA).replace(b"Math/MathML", b"Math/Math&#77;L"),
        article(_FORMULA).replace(b"Math/MathML", b"Math/Math&#x4D;L"),
        article(_FORMULA).replace(
            b'xmlns:mml="http://www.w3.org/1998/Math/MathML"', b"xmlns:mml = '&#104;ttp://www.w3.org/1998/Math/MathML'"
        ),
        b'<!DOCTYPE article [<!ENTITY m "MathML">]>' + article(_FORMULA).replace(b"Math/MathML", b"Math/&m;"),
        b'<!DOCTYPE article [<!ATTLIST mml:math xmlns:mml CDATA "http://www.w3.org/1998/Math/MathML">]>'
        + article(_FORMULA),
        article(_FORMULA).decode().encode("utf-16"),
    ],
)
def test_formulas(content: bytes) -> None:
    """A wrong formula is found, however its namespace is written."""
    assert not check(content, JATS).valid
    assert not judge(content, JATS).valid


def test_types_of_the_instance() -> None:
    """So is a type that an element names."""
    plain = deposit().replace(b"<registrant>", b'<registrant xsi:type="nothing">')
    for content in (plain, plain.replace(b"2001/XMLSchema-instance", b"2001/XMLSchema&#45;instance")):
        assert not check(content, CROSSREF).valid
        assert not judge(content, CROSSREF).valid
