"""Each feature of XML Schema 1.1 beyond the split sends its schema to the judge, with the right verdicts.

The list is that of the standard: XML Schema 1.1 Part 1, appendix G.1 (changes since 1.0), and Part 2, appendix I.1.
"""

from dataclasses import dataclass

import pytest

from pipeline.validation import Checker
from tests.validation.examples import XS, made

VC = 'xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning"'


@dataclass(frozen=True, slots=True)
class Feature:
    """A schema with one feature: the content of its schema document, attributes of the root, documents and verdicts."""

    content: str
    documents: dict[str, bool]
    attributes: str = ""

    @property
    def checker(self) -> Checker:
        """A checker for the schema."""
        return Checker(made(f"<xs:schema {XS} {self.attributes}>{self.content}</xs:schema>", xsd="1.1"))


def _element(content: str, after: str = "", name: str = "a") -> str:
    return f'<xs:element name="{name}"><xs:complexType>{content}</xs:complexType>{after}</xs:element>'


def _simple(content: str) -> str:
    return f'<xs:element name="a"><xs:simpleType>{content}</xs:simpleType></xs:element>'


def _sequence(content: str) -> str:
    return f"<xs:sequence>{content}</xs:sequence>"


_B = '<xs:element name="b"/>'
_ANY = '<xs:any minOccurs="0" processContents="skip"/>'
_KEYED = _sequence(
    '<xs:element name="b" maxOccurs="9"><xs:complexType><xs:attribute name="k"/></xs:complexType></xs:element>'
)

FEATURES = {
    "assertion on a value": Feature(
        _simple('<xs:restriction base="xs:int"><xs:assertion test="$value mod 2 = 0"/></xs:restriction>'),
        {"<a>4</a>": True, "<a>5</a>": False},
    ),
    "assertion on a list": Feature(
        _simple(
            '<xs:restriction><xs:simpleType><xs:list itemType="xs:int"/></xs:simpleType>'
            '<xs:assertion test="count($value) = 2"/></xs:restriction>'
        ),
        {"<a>1 2</a>": True, "<a>1</a>": False},
    ),
    "assertion on simple content": Feature(
        _element(
            '<xs:simpleContent><xs:extension base="xs:int"><xs:attribute name="m" type="xs:int"/>'
            '<xs:assert test="$value le @m"/></xs:extension></xs:simpleContent>'
        ),
        {'<a m="3">2</a>': True, '<a m="3">4</a>': False},
    ),
    "quantified assertion": Feature(
        _element(
            _sequence('<xs:element name="b" maxOccurs="9" type="xs:int"/>')
            + '<xs:assert test="every $b in b satisfies $b gt 1"/>'
        ),
        {"<a><b>2</b></a>": True, "<a><b>1</b></a>": False},
    ),
    "default namespace of one path": Feature(
        _element(_sequence(_ANY) + '<xs:assert test="b" xpathDefaultNamespace="urn:x"/>'),
        {'<a><b xmlns="urn:x"/></a>': True, "<a><b/></a>": False},
    ),
    "default namespace of all paths": Feature(
        _element(_sequence(_ANY) + '<xs:assert test="b"/>'),
        {'<a><b xmlns="urn:x"/></a>': True, "<a><b/></a>": False},
        'xpathDefaultNamespace="urn:x"',
    ),
    "alternative": Feature(
        '<xs:element name="a" type="xs:anyType"><xs:alternative test="@k = \'x\'" type="xs:error"/></xs:element>',
        {'<a k="y"/>': True, "<a/>": True, '<a k="x"/>': False},
    ),
    "inheritable attribute": Feature(
        _element(
            _sequence(
                '<xs:element name="b" type="xs:string"><xs:alternative test="@k = \'x\'" type="xs:NCName"/>'
                "</xs:element>"
            )
            + '<xs:attribute name="k" inheritable="true"/>'
        ),
        {'<a k="x"><b>q</b></a>': True, '<a k="y"><b>1 1</b></a>': True, '<a k="x"><b>1 1</b></a>': False},
    ),
    "open content": Feature(
        _element('<xs:openContent><xs:any processContents="skip"/></xs:openContent>' + _sequence(_B)),
        {"<a><b/><c/></a>": True, "<a><c/></a>": False},
    ),
    "default open content": Feature(
        '<xs:defaultOpenContent><xs:any processContents="skip"/></xs:defaultOpenContent>' + _element(_sequence(_B)),
        {"<a><b/><c/></a>": True, "<a><c/></a>": False},
    ),
    "default attributes": Feature(
        '<xs:attributeGroup name="g"><xs:attribute name="k" use="required"/></xs:attributeGroup>' + _element(""),
        {'<a k=""/>': True, "<a/>": False},
        'defaultAttributes="g"',
    ),
    "extension of an all group": Feature(
        '<xs:complexType name="t"><xs:all><xs:element name="b"/></xs:all></xs:complexType>'
        + _element(
            '<xs:complexContent><xs:extension base="t"><xs:all><xs:element name="c"/></xs:all></xs:extension>'
            "</xs:complexContent>"
        ),
        {"<a><c/><b/></a>": True, "<a><b/></a>": False},
    ),
    "wildcard in an all group": Feature(
        _element(f'<xs:all>{_B}<xs:any namespace="urn:x" processContents="skip"/></xs:all>'),
        {'<a><x xmlns="urn:x"/><b/></a>': True, "<a><b/></a>": False},
    ),
    "group in an all group": Feature(
        '<xs:group name="g"><xs:all><xs:element name="c"/></xs:all></xs:group>'
        + _element(f'<xs:all>{_B}<xs:group ref="g"/></xs:all>'),
        {"<a><c/><b/></a>": True, "<a><b/></a>": False},
    ),
    "repetition in an all group": Feature(
        _element('<xs:all><xs:element name="b" maxOccurs="unbounded"/><xs:element name="c" minOccurs="0"/></xs:all>'),
        {"<a><b/><c/><b/></a>": True, "<a><c/></a>": False},
    ),
    "wildcard without a name": Feature(
        _element(_sequence('<xs:any notQName="c" processContents="skip"/>')),
        {"<a><b/></a>": True, "<a><c/></a>": False},
    ),
    "wildcard without namespaces": Feature(
        _element(_sequence('<xs:any notNamespace="urn:x ##local" processContents="skip"/>')),
        {'<a><b xmlns="urn:y"/></a>': True, '<a><b xmlns="urn:x"/></a>': False, "<a><b/></a>": False},
    ),
    "attribute wildcard without a name": Feature(
        _element('<xs:anyAttribute notQName="c" processContents="skip"/>'), {'<a b=""/>': True, '<a c=""/>': False}
    ),
    "wildcard beside an element": Feature(
        _element(_sequence(_ANY + _B)), {"<a><b/></a>": True, "<a><c/><b/></a>": True, "<a><c/></a>": False}
    ),
    "two IDs": Feature(
        _element('<xs:attribute name="i" type="xs:ID"/><xs:attribute name="j" type="xs:ID"/>'),
        {'<a i="x" j="y"/>': True, '<a i="x y"/>': False},
    ),
    "two heads of a substitution": Feature(
        '<xs:element name="h"/><xs:element name="k"/><xs:element name="s" substitutionGroup="h k" type="xs:int"/>'
        + _element(_sequence('<xs:element ref="h"/><xs:element ref="k"/>')),
        {"<a><s>1</s><s>2</s></a>": True, "<a><s>1</s><s>x</s></a>": False, "<a><h/></a>": False},
    ),
    "constraint by reference": Feature(
        _element(_KEYED, '<xs:unique name="u"><xs:selector xpath="b"/><xs:field xpath="@k"/></xs:unique>')
        + _element(_KEYED, '<xs:unique ref="u"/>', name="c"),
        {'<c><b k="1"/><b k="2"/></c>': True, '<c><b k="1"/><b k="1"/></c>': False},
    ),
    "local element of another namespace": Feature(
        _element(
            '<xs:complexContent><xs:restriction base="xs:anyType">'
            + _sequence('<xs:element name="b" targetNamespace="urn:x" type="xs:int"/>')
            + "</xs:restriction></xs:complexContent>"
        ),
        {'<a><b xmlns="urn:x">1</b></a>': True, "<a><b>1</b></a>": False},
    ),
    "new type": Feature(
        '<xs:element name="a" type="xs:dateTimeStamp"/>',
        {"<a>2026-01-01T00:00:00Z</a>": True, "<a>2026-01-01T00:00:00</a>": False},
    ),
    "time zone facet": Feature(
        _simple('<xs:restriction base="xs:date"><xs:explicitTimezone value="required"/></xs:restriction>'),
        {"<a>2026-01-01Z</a>": True, "<a>2026-01-01</a>": False},
    ),
    "bounds that let in the year 0000": Feature(
        _simple('<xs:restriction base="xs:gYear"><xs:maxInclusive value="2000"/></xs:restriction>'),
        {"<a>0000</a>": True, "<a>2000</a>": True, "<a>2001</a>": False},
    ),
    "conditional part": Feature(
        '<xs:element name="a" vc:minVersion="1.2"/><xs:element name="b" type="xs:int"/>',
        {"<a>1</a>": False, "<b>1</b>": True, "<b>x</b>": False},
        VC,
    ),
    "condition on a type": Feature(
        '<xs:element name="a" type="xs:int" vc:typeAvailable="xs:dateTimeStamp"/>'
        '<xs:element name="a" vc:typeUnavailable="xs:dateTimeStamp"/>',
        {"<a>1</a>": True, "<a>x</a>": False},
        VC,
    ),
    "schema of versions before": Feature('<xs:element name="a"/>', {}, f'{VC} vc:maxVersion="1.1"'),
}


@pytest.mark.parametrize("name", FEATURES)
def test_feature(name: str) -> None:
    """The verdicts are right, and they are the judge's."""
    feature = FEATURES[name]
    checker = feature.checker
    for document, valid in feature.documents.items():
        assert checker.check(document.encode()).valid is valid, document
    assert checker.uses_judge


def test_override() -> None:
    """A schema that overrides parts of another is the judge's, too."""
    base = (
        f'<xs:schema {XS}><xs:simpleType name="t"><xs:restriction base="xs:int"/></xs:simpleType>'
        '<xs:element name="a" type="t"/></xs:schema>'
    )
    schema = (
        f'<xs:schema {XS}><xs:override schemaLocation="b.xsd"><xs:simpleType name="t"><xs:restriction base="xs:date"/>'
        "</xs:simpleType></xs:override></xs:schema>"
    )
    checker = Checker(made(schema, xsd="1.1", b_xsd=base))
    assert checker.check(b"<a>2026-01-01</a>").valid
    assert not checker.check(b"<a>1</a>").valid
    assert checker.uses_judge


def test_feature_in_a_document_that_is_included() -> None:
    """The feature may be in any document of the set."""
    included = f'<xs:schema {XS}><xs:element name="a" type="xs:yearMonthDuration"/></xs:schema>'
    checker = Checker(
        made(f'<xs:schema {XS}><xs:include schemaLocation="b.xsd"/></xs:schema>', xsd="1.1", b_xsd=included)
    )
    assert checker.check(b"<a>P1Y</a>").valid
    assert not checker.check(b"<a>P1D</a>").valid
    assert checker.uses_judge


def test_the_name_of_a_set_tells_nothing() -> None:
    """What is in the schema decides: plain content of a 1.1 schema is split, whatever the set is called."""
    plain = Feature(_element(_sequence(_B)), {"<a><b/></a>": True, "<a/>": False}, f'{VC} vc:minVersion="1.1"')
    checker = plain.checker
    for document, valid in plain.documents.items():
        assert checker.check(document.encode()).valid is valid
    assert not checker.uses_judge
