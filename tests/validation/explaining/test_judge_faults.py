"""The faults that the judge finds, in the same words as those of the quick engine."""

import pytest

from pipeline.validation import Judge
from tests.validation.examples import XS, made
from tests.validation.explaining.support import told

SCHEMA = f"""<xs:schema {XS} xmlns:xml="http://www.w3.org/XML/1998/namespace">
  <xs:simpleType name="code"><xs:restriction base="xs:string"><xs:pattern value="[a-z]+"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="short"><xs:restriction base="xs:string"><xs:minLength value="2"/><xs:maxLength value="3"/>
    </xs:restriction></xs:simpleType>
  <xs:simpleType name="five"><xs:restriction base="xs:string"><xs:length value="5"/></xs:restriction></xs:simpleType>
  <xs:simpleType name="colour"><xs:restriction base="xs:string"><xs:enumeration value="red"/><xs:enumeration value="blue"/>
    </xs:restriction></xs:simpleType>
  <xs:simpleType name="few"><xs:restriction base="xs:integer"><xs:minInclusive value="1"/><xs:maxExclusive value="9"/>
    </xs:restriction></xs:simpleType>
  <xs:simpleType name="cents"><xs:restriction base="xs:decimal"><xs:fractionDigits value="2"/></xs:restriction>
    </xs:simpleType>
  <xs:element name="a"><xs:complexType><xs:sequence>
    <xs:element name="b" minOccurs="0"><xs:complexType><xs:sequence><xs:element name="c"/></xs:sequence></xs:complexType>
      </xs:element>
    <xs:element name="code" type="code" minOccurs="0"/><xs:element name="short" type="short" minOccurs="0"/>
    <xs:element name="five" type="five" minOccurs="0"/><xs:element name="colour" type="colour" minOccurs="0"/>
    <xs:element name="few" type="few" minOccurs="0"/><xs:element name="cents" type="cents" minOccurs="0"/>
    <xs:element name="date" type="xs:date" minOccurs="0"/><xs:element name="fixed" fixed="x" minOccurs="0"/>
    <xs:element name="empty" minOccurs="0"><xs:complexType/></xs:element>
    <xs:element name="pair" minOccurs="0"><xs:complexType><xs:attribute name="k"/>
      <xs:assert test="exists(@k) or exists(*:k)"/></xs:complexType></xs:element>
    </xs:sequence>
    <xs:attribute name="must" use="required"/><xs:attribute name="n" type="xs:integer"/><xs:attribute name="v" fixed="1"/>
    <xs:attribute name="id" type="xs:ID"/><xs:attribute name="ref" type="xs:IDREF"/>
  </xs:complexType></xs:element></xs:schema>"""

CASES = {
    "root": ("<z/>", "schema-root-unknown", "/z", "A document with the root <z> is not one of this schema."),
    "missing": ("<b/>", "schema-element-missing", "/a/b", "<b> has no children: <c> is missing."),
    "unexpected": ("<c/>", "schema-element-unknown", "/a/c", "<c> is not allowed in <a>."),
    "text": ("Text", "schema-text-not-allowed", "/a", "There is text in <a>, where only elements may be."),
    "children": (
        "<code><i/></code>",
        "schema-element-not-allowed",
        "/a/code",
        "There are elements in <code>, where only text may be.",
    ),
    "pattern": (
        "<code>A</code>",
        "schema-pattern",
        "/a/code",
        "The content of <code> is “A”, which does not have the form that is demanded.",
    ),
    "short": ("<short>a</short>", "schema-length", "/a/short", "The content of <short> has 1 character."),
    "long": ("<short>abcd</short>", "schema-length", "/a/short", "The content of <short> has 4 characters."),
    "length": ("<five>abcd</five>", "schema-length", "/a/five", "The content of <five> has 4 characters."),
    "enumeration": (
        "<colour>bleu</colour>",
        "schema-enumeration",
        "/a/colour",
        "The content of <colour> is “bleu”, which is not in the list of allowed values.",
    ),
    "small": ("<few>0</few>", "schema-range", "/a/few", "The content of <few> is 0, which is out of range."),
    "large": ("<few>9</few>", "schema-range", "/a/few", "The content of <few> is 9, which is out of range."),
    "digits": (
        "<cents>1.234</cents>",
        "schema-digits",
        "/a/cents",
        "The content of <cents> has too many digits: “1.234”.",
    ),
    "type": (
        "<date>today</date>",
        "schema-datatype",
        "/a/date",
        "The content of <date> is “today”, which is not allowed there.",
    ),
    "fixed": ("<fixed>y</fixed>", "schema-fixed-value", "/a/fixed", "The content of <fixed> is “y” and must be “x”."),
    "empty": ("<empty>Text</empty>", "schema-not-empty", "/a/empty", "<empty> must be empty."),
    "nil": (
        '<code xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:nil="true">a</code>',
        "schema-not-nillable",
        "/a/code",
        "<code> may not be nil.",
    ),
    "assertion": (
        "<pair/>",
        "schema-assertion",
        "/a/pair",
        "<pair> has neither the attribute “k” nor a child <k>.",
    ),
}
ATTRIBUTES = {
    "missing": ("", "schema-attribute-missing", "/a", "<a> lacks the attribute “must”."),
    "unknown": ('must="" zzz=""', "schema-attribute-not-allowed", "/a/@zzz", "<a> has no attribute “zzz”."),
    "type": (
        'must="" n="x"',
        "schema-datatype",
        "/a/@n",
        "The attribute “n” of <a> is “x”, which is not allowed there.",
    ),
    "fixed": (
        'must="" v="2"',
        "schema-fixed-value",
        "/a/@v",
        "The attribute “v” of <a> is “2” and must be “1”.",
    ),
    "reference": (
        'must="" ref="x"',
        "schema-idref",
        "/a",
        "The document refers to the ID “x”, which no element has.",
    ),
}


@pytest.fixture(scope="module")
def judge() -> Judge:
    """The judge of a schema that has something of each kind."""
    return Judge(made(SCHEMA, xsd="1.1"))


@pytest.mark.parametrize(("xml", "code", "path", "message"), CASES.values(), ids=CASES)
def test_elements(judge: Judge, xml: str, code: str, path: str, message: str) -> None:
    """A fault of an element is told once, at its place."""
    content = xml if xml == "<z/>" else f'<a must="">{xml}</a>'
    (finding,) = judge.check(content.encode()).findings
    assert (finding.code, finding.place.path, str(finding.message)) == (code, path, message)
    assert finding.remedy is not None


@pytest.mark.parametrize(("attributes", "code", "path", "message"), ATTRIBUTES.values(), ids=ATTRIBUTES)
def test_attributes(judge: Judge, attributes: str, code: str, path: str, message: str) -> None:
    """A fault of an attribute is told once, at its place."""
    (finding,) = judge.check(f"<a {attributes}/>".encode()).findings
    assert (finding.code, finding.place.path, str(finding.message)) == (code, path, message)


def test_several_facets(judge: Judge) -> None:
    """A value that breaks several facets is told once."""
    (finding,) = judge.check(b'<a must=""><code></code></a>').findings
    assert told(finding) == (
        "schema-pattern",
        "1:12",
        "/a/code",
        "The content of <code> is empty.",
        "Fill it in, or take it out where it may be left out.",
    )
