"""Small schemas and documents on which engines differ: what each says, and what is right by the standard.

``docs/verdicts.md`` has a section for each, under the same name, with the clause that decides.
"""

from dataclasses import dataclass

from tests.validation.examples import XS

# The other engines' verdicts were taken with these; another version may have been mended.
RECORDED_WITH = {"libxml2": (2, 14, 6), "xmlschema": "4.3.2"}

RAISES = "raises"
REFUSES = "refuses the schema"
Verdict = bool | str


@dataclass(frozen=True, slots=True)
class Case:
    """A document on which engines differ.

    ``right`` is the verdict of the standard, or the one we chose where the standard leaves it open. ``libxml2`` and
    ``xmlschema`` are those of the bare engines, or how they fail; ``xsd`` is the version of XML Schema.
    """

    name: str
    schema: str
    document: str
    libxml2: Verdict
    xmlschema: Verdict
    right: bool
    xsd: str = "1.0"


def _value(name: str, type_name: str, value: str, **more: Verdict) -> Case:
    schema = f'<xs:schema {XS}><xs:element name="a" type="xs:{type_name}"/></xs:schema>'
    version = str(more.pop("xsd", "1.0"))
    libxml2, xmlschema, right = more["libxml2"], more["xmlschema"], bool(more["right"])
    return Case(name, schema, f"<a>{value}</a>", libxml2, xmlschema, right, version)


def _schema(content: str) -> str:
    return f"<xs:schema {XS}>{content}</xs:schema>"


_REFERENCES = _schema(
    '<xs:element name="a"><xs:complexType><xs:attribute name="i" type="xs:ID"/>'
    '<xs:attribute name="r" type="xs:IDREFS"/></xs:complexType></xs:element>'
)
_FIXED = _schema(
    '<xs:attribute name="k" type="xs:token"/><xs:element name="a"><xs:complexType><xs:attribute ref="k" fixed="x"/>'
    "</xs:complexType></xs:element>"
)
_CHILDREN = _schema(
    '<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" minOccurs="0"/></xs:sequence>'
    "</xs:complexType></xs:element>"
)
_NAME = _schema(
    '<xs:element name="a"><xs:simpleType><xs:restriction base="xs:token"><xs:maxLength value="2"/></xs:restriction>'
    "</xs:simpleType></xs:element>"
)
_ASSERTION = _schema(
    '<xs:element name="a"><xs:complexType><xs:attribute name="k" type="xs:NMTOKEN"/><xs:assert test="@k = \'x\'"/>'
    "</xs:complexType></xs:element>"
)
_ASSERTION_ON_INLINE = _schema(
    '<xs:element name="a"><xs:complexType><xs:attribute name="k"><xs:simpleType><xs:restriction base="xs:token"/>'
    "</xs:simpleType></xs:attribute><xs:assert test=\"@k = 'x'\"/></xs:complexType></xs:element>"
)
_CHOICE = _schema(
    '<xs:element name="a"><xs:complexType><xs:sequence><xs:choice><xs:element name="crossmark" minOccurs="0"/>'
    '<xs:sequence><xs:element name="c" minOccurs="0"/><xs:element name="d" minOccurs="0"/></xs:sequence></xs:choice>'
    '<xs:element name="e"/></xs:sequence></xs:complexType></xs:element>'
)
_NOT_EMPTY = _schema(
    '<xs:element name="a"><xs:simpleType><xs:restriction base="xs:token"><xs:minLength value="1"/></xs:restriction>'
    "</xs:simpleType></xs:element>"
)

_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'

CASES = (
    Case("references", _REFERENCES, '<a i="x" r="x y"/>', True, False, right=False),
    Case("references", _REFERENCES, '<a i="x" r=" "/>', True, False, right=False),
    Case("fixed-references", _FIXED, '<a k="y"/>', True, False, right=False),
    _value("dates-with-blanks", "date", " 2026-01-15 ", libxml2=False, xmlschema=True, right=True),
    _value("dates-with-blanks", "gYear", "&#10;2026", libxml2=False, xmlschema=True, right=True),
    _value("year-zero", "gYear", "0000", libxml2=False, xmlschema=True, right=True, xsd="1.1"),
    _value("year-zero", "date", "0000-02-29", libxml2=False, xmlschema=True, right=True, xsd="1.1"),
    _value("year-zero", "date", "0000-02-30", libxml2=False, xmlschema=False, right=False, xsd="1.1"),
    _value("year-zero", "date", "0000-01-01", libxml2=False, xmlschema=False, right=False),
    _value("address-syntax", "anyURI", "http://a.org/[1]", libxml2=False, xmlschema=True, right=True, xsd="1.1"),
    _value("address-syntax", "anyURI", "http://a.org/[1]", libxml2=False, xmlschema=True, right=False),
    _value("empty-lists", "NMTOKENS", "", libxml2=True, xmlschema=False, right=False),
    _value("base64", "base64Binary", "YQ==é", libxml2=True, xmlschema=False, right=False),
    _value("durations", "duration", "PT1.S", libxml2=True, xmlschema=False, right=False),
    _value("python-integers", "integer", "1_0", libxml2=False, xmlschema=True, right=False),
    _value("python-integers", "integer", "１０", libxml2=False, xmlschema=True, right=False),
    _value("blanks-in-decimals", "decimal", "1 2", libxml2=False, xmlschema=True, right=False),
    _value("unicode-blanks", "integer", "\u00a01", libxml2=False, xmlschema=True, right=False),
    Case("unicode-blanks", _CHILDREN, "<a>\u3000<b/></a>", False, True, right=False),
    Case("unicode-blanks", _NAME, "<a>\u00a0ab</a>", False, True, right=False),
    Case("emptiable-choices", _CHOICE, "<a><crossmark/><crossmark/><e/></a>", False, True, right=False),
    Case("unicode-blanks", _NOT_EMPTY, "<a>\u00a0</a>", True, False, right=True),
    _value("name-characters", "NCName", "a\u203f", libxml2=False, xmlschema=True, right=False),
    _value("long-years", "gYear", "12345678901234", libxml2=True, xmlschema=RAISES, right=True),
    _value("comments-in-values", "integer", "1<!-- -->2", libxml2=True, xmlschema=False, right=True),
    Case("types-of-the-instance", _CHILDREN, f'<a {_XSI}><b xsi:type="none"/></a>', False, RAISES, right=False),
    Case("assertions", _ASSERTION, '<a k="y"/>', REFUSES, False, right=False, xsd="1.1"),
    Case("blanks-in-assertions", _ASSERTION_ON_INLINE, '<a k=" x"/>', REFUSES, False, right=True, xsd="1.1"),
)
