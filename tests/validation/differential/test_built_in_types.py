"""The built-in types of XML Schema, wherever a schema may name them, with values at the edges of each."""

from xml.sax.saxutils import escape

import pytest

from tests.validation.differential.comparing import Tally, engines_for
from tests.validation.differential.values import ADDRESSES, BLANKS, DATES, NAMES, NUMBERS, WORDS
from tests.validation.examples import XS, made

# what only these types have something to say about
_OTHERS = (
    *("P1D", "P1M", "-P1Y", "PT", "P", "P1DT", "PT1.5S", "PT1.S", "P1S", " P1D ", "--02-29", "--02-30"),
    *("---31", "--13", "10:00:00", "24:00:00", "24:00:01", "10:00:60", "10:00:00.", " 10:00:00Z", "0000-02-29"),
    *("0000-02-30", "-0000", "0000-01", "0000Z", "0000-01-01T10:00:00", "0000-01-01T24:00:00", "0000-00", "0A"),
    *("0a g", "a:b", "YQ", "YQ==", "YQ = =", "YR==", "YWI=", "YWJ=", "YWJj", " YW Jj\n", "YW\u00e9Jj"),
    "Y Q = =",
)
VALUES = tuple(
    value
    for value in dict.fromkeys((*NUMBERS, *DATES, *NAMES, *WORDS, *ADDRESSES, *BLANKS, *_OTHERS))
    if len(value) < 400
)

TYPES = (
    *("string", "normalizedString", "token", "language", "NMTOKEN", "NMTOKENS", "Name", "NCName", "ID"),
    *("anyURI", "boolean", "decimal", "integer", "positiveInteger", "unsignedLong", "double", "base64Binary"),
    *("hexBinary", "date", "dateTime", "time", "duration", "gYear", "gYearMonth", "gMonthDay", "gMonth"),
    "gDay",
)

_ELEMENT = '<xs:element name="a">{}</xs:element>'
_NAMED = '<xs:simpleType name="t">{}</xs:simpleType><xs:element name="a" type="t"/>'
USES = {
    "element": '<xs:element name="a" type="xs:{}"/>',
    "attribute": _ELEMENT.format('<xs:complexType><xs:attribute name="v" type="xs:{}"/></xs:complexType>'),
    "restriction": _NAMED.format(r'<xs:restriction base="xs:{}"><xs:pattern value="[\s\S]*"/></xs:restriction>'),
    "list": _NAMED.format('<xs:list itemType="xs:{}"/>'),
    "union": _ELEMENT.format('<xs:simpleType><xs:union memberTypes="xs:{} xs:boolean"/></xs:simpleType>'),
    "extension": _ELEMENT.format(
        '<xs:complexType><xs:simpleContent><xs:extension base="xs:{}"><xs:attribute name="k"/></xs:extension>'
        "</xs:simpleContent></xs:complexType>"
    ),
}


def _document(use: str, value: str) -> bytes:
    written = escape(value, {"\r": "&#13;", "\n": "&#10;", "\t": "&#9;", '"': "&quot;"})
    return (f'<a v="{written}"/>' if use == "attribute" else f"<a>{written}</a>").encode()


@pytest.mark.parametrize("xsd", ["1.0", "1.1"])
@pytest.mark.parametrize("type_name", TYPES)
def test_built_in_type(type_name: str, xsd: str) -> None:
    """The engines take the same values for values of a type, but for what is known."""
    tally = Tally()
    for use, content in USES.items():
        if type_name in {"ID", "NMTOKENS"} and use in {"list", "union"}:
            continue  # no list of lists; an ID in a list is none in one of the versions
        both = engines_for(made(f"<xs:schema {XS}>{content.format(type_name)}</xs:schema>", xsd=xsd))
        for value in VALUES:
            tally.add(f"{value!r} as {type_name} ({use})", both.compare(_document(use, value)))
    assert tally.unexplained == []
    assert 0 < tally.invalid < tally.compared or type_name in {"string", "normalizedString", "token", "anyURI"}
