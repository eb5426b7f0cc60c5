"""Schemas of XML Schema 1.1: split where that keeps their meaning, left to the judge where it would not."""

import pytest

from pipeline.validation import Checker, Judge
from pipeline.validation.explaining import Kind
from pipeline.validation.parsing import parse
from tests.validation.examples import XS, made

VC = 'xmlns:vc="http://www.w3.org/2007/XMLSchema-versioning" vc:minVersion="1.1"'


def _schema(content: str, attributes: str = "") -> str:
    return f"<xs:schema {XS} {attributes}>{content}</xs:schema>"


def _element(test: str, attributes: str = '<xs:attribute name="k" type="xs:NMTOKEN"/>', name: str = "a") -> str:
    return (
        f'<xs:element name="{name}"><xs:complexType><xs:sequence><xs:any minOccurs="0" processContents="lax"/>'
        f'</xs:sequence>{attributes}<xs:assert test="{test}"/></xs:complexType></xs:element>'
    )


SPLIT = {
    "attribute": (_schema(_element("@k = 'x'"), VC), {'<a k="x"/>': True, '<a k=" x "/>': True, "<a/>": False}),
    "two assertions": (
        _schema(_element("@k") + _element("not(@k)", name="b")),
        {"<a/>": False, '<a k="x"><b/></a>': True, '<a k="x"><b k="x"/></a>': False, '<b k="x"/>': False},
    ),
    "child": (
        _schema(_element("exists(*:b)") + '<xs:element name="b"/>'),
        {"<a><b/></a>": True, "<a/>": False, "<a><b><a/></b></a>": False},
    ),
    "attribute of a group": (
        _schema(
            '<xs:attributeGroup name="g"><xs:attribute name="k"><xs:simpleType><xs:restriction base="xs:string">'
            '<xs:enumeration value="x"/><xs:enumeration value=" x"/></xs:restriction></xs:simpleType></xs:attribute>'
            "</xs:attributeGroup>" + _element("@k = 'x'", '<xs:attributeGroup ref="g"/>')
        ),
        {'<a k="x"/>': True, '<a k=" x"/>': False, '<a k="y"/>': False},
    ),
    "inside a skipped part": (
        _schema(
            _element("@k")
            + '<xs:element name="s"><xs:complexType><xs:sequence><xs:any processContents="skip"/></xs:sequence>'
            "</xs:complexType></xs:element>"
        ),
        {"<s><a/></s>": True, '<s><a k="1 2"/></s>': True, "<a/>": False},
    ),
}

TO_THE_JUDGE = {
    "typed comparison": (
        _schema(_element("@k &lt; 10", '<xs:attribute name="k" type="xs:int"/>')),
        {'<a k="9"/>': True, '<a k="10"/>': False},
    ),
    "default value": (
        _schema(_element("@k = 'x'", '<xs:attribute name="k" type="xs:NMTOKEN" default="x"/>')),
        {"<a/>": True, '<a k="y"/>': False},
    ),
    "named type": (
        _schema(
            '<xs:complexType name="t"><xs:attribute name="k"/><xs:assert test="@k"/></xs:complexType>'
            '<xs:element name="a" type="t"/>'
        ),
        {'<a k=""/>': True, "<a/>": False},
    ),
    "local element": (
        _schema(
            f'<xs:element name="r"><xs:complexType><xs:sequence>{_element("@k")}</xs:sequence></xs:complexType>'
            "</xs:element>"
        ),
        {'<r><a k="x"/></r>': True, "<r><a/></r>": False},
    ),
    "element declared twice": (
        _schema(
            _element("@k")
            + '<xs:element name="r"><xs:complexType><xs:sequence><xs:element name="a"/></xs:sequence></xs:complexType>'
            "</xs:element>"
        ),
        {"<r><a/></r>": True, "<a/>": False, '<a k="x"/>': True},
    ),
    "substitution group": (
        _schema(
            '<xs:element name="r"><xs:complexType><xs:sequence><xs:element ref="a"/></xs:sequence></xs:complexType>'
            f'</xs:element>{_element("@k")}<xs:element name="b" substitutionGroup="a"/>'
        ),
        {'<r><b k="x"/></r>': True, "<r><b/></r>": False},
    ),
    "alternative types": (
        _schema(
            '<xs:element name="a" type="xs:anyType"><xs:alternative test="@k = \'x\'"><xs:complexType>'
            '<xs:attribute name="k"/><xs:attribute name="l" use="required"/></xs:complexType></xs:alternative>'
            "</xs:element>"
        ),
        {'<a k="y"/>': True, '<a k="x"/>': False, '<a k="x" l=""/>': True},
    ),
    "assertion on a value": (
        _schema(
            '<xs:element name="a"><xs:simpleType><xs:restriction base="xs:int"><xs:assertion test="$value mod 2 = 0"/>'
            "</xs:restriction></xs:simpleType></xs:element>"
        ),
        {"<a>4</a>": True, "<a>5</a>": False},
    ),
    "open content": (
        _schema(
            '<xs:element name="a"><xs:complexType><xs:openContent><xs:any processContents="skip"/></xs:openContent>'
            '<xs:sequence><xs:element name="b"/></xs:sequence></xs:complexType></xs:element>'
        ),
        {"<a><b/><c/></a>": True, "<a><c/></a>": False},
    ),
    "default namespace of paths": (
        _schema(
            _element("d", "").replace("test=", 'xpathDefaultNamespace="urn:d" test='),
        ),
        {'<a><d xmlns="urn:d"/></a>': True, "<a><d/></a>": False},
    ),
    "conditional inclusion": (
        _schema(
            '<xs:element name="a" vc:minVersion="1.1"/><xs:element name="a" vc:maxVersion="1.1" type="xs:int"/>', VC
        ),
        {"<a>x</a>": True},
    ),
    "new built-in type": (
        _schema('<xs:element name="a" type="xs:dayTimeDuration"/>'),
        {"<a>P1D</a>": True, "<a>P1Y</a>": False},
    ),
    "element that refers to IDs": (
        _schema(
            '<xs:element name="a"><xs:complexType><xs:sequence><xs:element name="b" type="xs:IDREF"/></xs:sequence>'
            '<xs:attribute name="i" type="xs:ID"/></xs:complexType></xs:element>'
        ),
        {'<a i="x"><b>x</b></a>': True, '<a i="x"><b>y</b></a>': False},
    ),
    "list of references": (
        _schema(
            '<xs:simpleType name="many"><xs:list itemType="xs:IDREF"/></xs:simpleType><xs:element name="a">'
            '<xs:complexType><xs:attribute name="i" type="xs:ID"/><xs:attribute name="r" type="many"/></xs:complexType>'
            "</xs:element>"
        ),
        {'<a i="x" r="x"/>': True, '<a i="x" r="x y"/>': False},
    ),
    "repeated members of xs:all": (
        _schema(
            '<xs:element name="a"><xs:complexType><xs:all><xs:element name="b" maxOccurs="2"/></xs:all>'
            "</xs:complexType></xs:element>"
        ),
        {"<a><b/><b/></a>": True, "<a><b/><b/><b/></a>": False},
    ),
}


@pytest.mark.parametrize("name", SPLIT)
def test_split(name: str) -> None:
    """A schema that can be split is run by libxml2, with the verdicts of the judge."""
    schema, documents = SPLIT[name]
    checker = Checker(made(schema, xsd="1.1"))
    judge = Judge(made(schema, xsd="1.1"))
    for document, valid in documents.items():
        assert checker.check(document.encode()).valid is valid, document
        assert judge.check(document.encode()).valid is valid, document
    assert not checker.uses_judge


@pytest.mark.parametrize("name", TO_THE_JUDGE)
def test_left_to_the_judge(name: str) -> None:
    """A schema that cannot be split has the right verdicts all the same."""
    schema, documents = TO_THE_JUDGE[name]
    checker = Checker(made(schema, xsd="1.1"))
    for document, valid in documents.items():
        assert checker.check(document.encode()).valid is valid, document
    assert checker.uses_judge


def test_judge_of_one_document() -> None:
    """What only the judge can tell about a single document is left to it."""
    schema = _schema(
        '<xs:element name="r"><xs:complexType><xs:choice><xs:element name="s"><xs:complexType><xs:sequence>'
        '<xs:element name="x" type="ref"/></xs:sequence></xs:complexType></xs:element>'
        '<xs:element name="x" type="free"/></xs:choice></xs:complexType></xs:element>'
        '<xs:complexType name="ref"><xs:attribute name="k" type="xs:IDREF"/></xs:complexType>'
        '<xs:complexType name="free"><xs:attribute name="k"/></xs:complexType>'
    )
    checker = Checker(made(schema))
    assert checker.check(b'<r><x k="q"/></r>').valid
    assert not checker.check(b'<r><s><x k="q"/></s></r>').valid
    assert not checker.uses_judge


def test_messages_of_an_assertion() -> None:
    """The condition is quoted on one line."""
    (finding,) = Checker(made(_schema(_element("@k =\n  ('x',\n 'y')")))).check(b"<a/>").findings
    assert str(finding.message) == "<a> breaks a condition of the schema: @k = ('x', 'y')"
    assert (finding.place.line, finding.place.path) == (1, "/a")


@pytest.mark.parametrize(
    "types",
    [
        '<xs:attribute name="r" type="one"/>',
        '<xs:attributeGroup ref="g"/>',
        '<xs:attribute name="r"><xs:simpleType><xs:restriction base="one"/></xs:simpleType></xs:attribute>',
    ],
)
def test_references_by_any_way(types: str) -> None:
    """An attribute is a reference by a type restricted from IDREF, and wherever its declaration is."""
    schema = _schema(
        '<xs:simpleType name="one"><xs:restriction base="xs:IDREF"><xs:maxLength value="9"/></xs:restriction>'
        '</xs:simpleType><xs:attributeGroup name="g"><xs:attribute name="r" type="xs:IDREF"/></xs:attributeGroup>'
        f'<xs:element name="a"><xs:complexType><xs:attribute name="i" type="xs:ID"/>{types}</xs:complexType>'
        "</xs:element>"
    )
    checker = Checker(made(schema))
    assert checker.check(b'<a i="x" r=" x "/>').valid
    assert [finding.code for finding in checker.check(b'<a i="x" r="y"/>').findings] == ["schema-idref"]
    assert not checker.uses_judge


def test_faults_as_data() -> None:
    """Who has other words for faults gets them as they are: of the structure, and of assertions."""
    checker = Checker(made(_schema(_element("@k = 'x'"), VC)))
    content = b'<a k="y" l=""/>'
    tree, _ = parse(content)
    assert tree is not None
    assert [(fault.kind, fault.element.tag) for fault in checker.faults(tree, content)] == [
        (Kind.ATTRIBUTE_UNKNOWN, "a"),
        (Kind.ASSERTION, "a"),
    ]
    right = b'<a k="x"/>'
    tree, _ = parse(right)
    assert tree is not None
    assert list(checker.faults(tree, right)) == []
