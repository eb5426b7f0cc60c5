"""The rules of a house: any Schematron for XSLT 1, its forms, its languages, its mistakes and its limits."""

import pickle
from pathlib import Path

import pytest
from lxml import etree

from pipeline.errors import UsageError
from pipeline.findings import Finding, Severity
from pipeline.i18n import localizer
from pipeline.validation.locating import Locator
from pipeline.validation.rule_sets import load_house
from pipeline.validation.rule_sets.placing import MOST_FINDINGS

_ISSUE = b"""<?xml version="1.0"?>
<issue xmlns="urn:i" xmlns:x="urn:x">
  <article id="a1"><title>Tides</title></article>
  <article id="a2" x:kind="note"><title/><!-- later --></article>
  <article id="a3"/>
</issue>
"""


def _written(folder: Path, body: str, attributes: str = 'queryBinding="xslt"', name: str = "house.sch") -> Path:
    path = folder / name
    path.write_text(
        f'<schema xmlns="http://purl.oclc.org/dsdl/schematron" {attributes}>'
        f'<ns prefix="i" uri="urn:i"/><ns prefix="x" uri="urn:x"/>{body}</schema>',
        encoding="utf-8",
    )
    return path


def _found(path: Path, document: bytes = _ISSUE) -> list[Finding]:
    tree = etree.fromstring(document).getroottree()
    house = load_house(path)
    assert house.applies_to(tree.getroot())
    return list(house.findings(tree, Locator(tree, document, "issue.xml")))


_UNTITLED = (
    '<rule context="i:article"><assert {} test="normalize-space(i:title)">Article {} has no title.</assert></rule>'
)
_NAMED = '<value-of select="@id"/>'


def test_findings(tmp_path: Path) -> None:
    """An assertion that fails is a finding with its place, its lines and its words, in the order of the document."""
    body = (
        f'<pattern id="titles">{_UNTITLED.format("", _NAMED)}</pattern>'
        '<pattern><rule context="i:issue"><report id="small" role="info" test="count(i:article) = 3">Only'
        ' <value-of select="count(i:article)"/>\n  articles in <name/>.</report></rule></pattern>'
    )
    first, second, third = _found(_written(tmp_path, body))
    assert [found.code for found in (first, second, third)] == ["small", "titles", "titles"]
    assert [found.severity for found in (first, second)] == [Severity.NOTE, Severity.ERROR]
    assert str(first.message) == "Only 3 articles in issue."
    assert str(second.message) == "Article a2 has no title."
    assert second.remedy is None
    assert (second.place.line, second.place.column, second.place.path) == (4, 3, "/issue/article[2]")
    assert second.excerpt
    assert second.excerpt.lines[1].strip().startswith('<article id="a2"')
    assert pickle.loads(pickle.dumps(second)) == second  # noqa: S301 - our own


@pytest.mark.parametrize(
    ("role", "severity"),
    [
        ("", Severity.ERROR),
        ("fatal", Severity.ERROR),
        ("ERROR", Severity.ERROR),
        ("warn", Severity.WARNING),
        (" warning ", Severity.WARNING),
        ("info", Severity.NOTE),
        ("information", Severity.NOTE),
        ("something", Severity.ERROR),
    ],
)
@pytest.mark.parametrize("of", ["assertion", "rule"])
def test_roles(tmp_path: Path, role: str, severity: Severity, of: str) -> None:
    """The role of an assertion, or else of its rule, is its severity; without a known one it is an error."""
    own, inherited = (f'role="{role}"', "") if of == "assertion" else ("", f'role="{role}"')
    body = f'<pattern><rule context="i:issue" {inherited}><report {own} test="true()">No.</report></rule></pattern>'
    (found,) = _found(_written(tmp_path, body))
    assert (found.code, found.severity) == ("schematron", severity)


def test_languages(tmp_path: Path) -> None:
    """Diagnostics give the sentence in other languages, and remedies; what has no other language adds to the text."""
    body = (
        '<pattern><rule context="i:issue"><report id="r" diagnostics="r.fr d r.de r.remedy.fr" test="true()">Wrong:'
        ' <value-of select="name()"/>.</report></rule></pattern><diagnostics>'
        '<diagnostic id="r.fr">Faux\u00a0: <value-of select="name()"/>.</diagnostic>'
        '<diagnostic id="r.de" xml:lang="de-AT">Falsch.</diagnostic>'
        '<diagnostic id="r.remedy.fr">Corrigez.</diagnostic>'
        '<diagnostic id="d">Mend it.</diagnostic></diagnostics>'
    )
    (found,) = _found(_written(tmp_path, body))
    assert found.remedy
    assert [found.message.text(localizer(tag)) for tag in ("en", "fr")] == ["Wrong: issue.", "Faux\u00a0: issue."]
    assert [found.remedy.text(localizer(tag)) for tag in ("en", "fr")] == ["Mend it.", "Corrigez."]


def test_other_first_language(tmp_path: Path) -> None:
    """Rules in French alone are told in French to everybody; with an English diagnostic, not."""
    body = (
        '<pattern><rule context="i:issue"><report id="r" {} test="true()">Faux.</report></rule></pattern>'
        '<diagnostics><diagnostic id="e" xml:lang="en">Wrong.</diagnostic></diagnostics>'
    )
    language = 'xml:lang="fr"'
    (alone,) = _found(_written(tmp_path, body.format(""), language))
    (both,) = _found(_written(tmp_path, body.format('diagnostics="e"'), language))
    assert [found.message.text(localizer("en")) for found in (alone, both)] == ["Faux.", "Wrong."]
    assert [found.message.text(localizer("fr")) for found in (alone, both)] == ["Faux.", "Faux."]


def test_places_of_other_nodes(tmp_path: Path) -> None:
    """A rule on an attribute has its place; one on a comment or text has that of its element."""
    body = (
        '<pattern><rule context="@x:kind"><report id="attribute" test="true()">A.</report></rule></pattern>'
        '<pattern><rule context="comment()"><report id="comment" test="true()">C.</report></rule></pattern>'
        '<pattern><rule context="i:title/text()"><report id="text" test="true()">T.</report></rule></pattern>'
        '<pattern><rule context="@id"><report id="plain" test=". = \'a3\'">P.</report></rule></pattern>'
        '<pattern><rule context="/"><report id="document" test="true()">D.</report></rule></pattern>'
    )
    places = {found.code: found.place for found in _found(_written(tmp_path, body))}
    assert places["attribute"].path == "/issue/article[2]/@x:kind"
    assert (places["attribute"].line, places["attribute"].column) == (4, 20)
    assert places["comment"].path == "/issue/article[2]"
    assert places["text"].path == "/issue/article[1]/title"
    assert places["plain"].path == "/issue/article[3]/@id"
    assert (places["document"].file, places["document"].line, places["document"].path) == ("issue.xml", 0, "")


def test_forms_of_schematron(tmp_path: Path) -> None:
    """Variables of all kinds, abstract rules and patterns, phases, keys and functions of XSLT 1.0 and EXSLT."""
    body = """
      <ns prefix="str" uri="http://exslt.org/strings"/>
      <xsl:key xmlns:xsl="http://www.w3.org/1999/XSL/Transform" name="ids" match="i:article" use="@id"/>
      <let name="all" value="count(//i:article)"/>
      <phase id="quick"><active pattern="p1"/><active pattern="p2"/><active pattern="p4"/></phase>
      <pattern id="p1"><let name="first" value="'a1'"/>
        <rule abstract="true" id="known"><assert id="with-id" test="@id">No id.</assert></rule>
        <rule context="i:article[@id = 'a1']"><extends rule="known"/><let name="n" value="$all + 1"/>
          <report id="sum" test="$n = 4 and key('ids', 'a2') and current()/@id = $first">S.</report></rule>
      </pattern>
      <pattern abstract="true" id="must-have"><rule context="$parent">
        <assert id="must" test="$child">Has none.</assert></rule></pattern>
      <pattern is-a="must-have" id="p2">
        <param name="parent" value="i:article"/><param name="child" value="i:title"/></pattern>
      <pattern id="p3"><rule context="i:issue"><report id="inactive" test="true()">I.</report></rule></pattern>
      <pattern id="p4"><rule context="i:issue"><report id="exslt" test="str:tokenize('a b')[2] = 'b'">E.</report></rule>
        <rule context="*"><report id="second" test="self::i:issue">Taken.</report></rule></pattern>
    """
    path = _written(tmp_path, body, 'queryBinding="xslt" defaultPhase="quick"')
    assert [found.code for found in _found(path)] == ["exslt", "sum", "must"]


def test_includes(tmp_path: Path) -> None:
    """Files are included and extended by their path from the including file, wholly or one element of them."""
    folder = tmp_path / "parts and more"
    folder.mkdir()
    start = '<{} xmlns="http://purl.oclc.org/dsdl/schematron" '
    rule = '<rule context="i:issue" id="{0}"><report id="{0}" test="true()">R.</report></rule>'
    (folder / "one.sch").write_text(f'{start.format("pattern")}><include href="two.sch#included"/></pattern>')
    (folder / "two.sch").write_text(
        f"{start.format('pattern')}>{rule.format('other')}{rule.format('included')}</pattern>"
    )
    (folder / "base.sch").write_text(f"{start.format('schema')}><pattern>{rule.format('extended')}</pattern></schema>")
    body = '<include href="parts%20and%20more/one.sch"/><extends href="parts and more/base.sch"/>'
    assert sorted(found.code for found in _found(_written(tmp_path, body))) == ["extended", "included"]


@pytest.mark.parametrize(
    ("body", "attributes", "said"),
    [
        ("", 'queryBinding="xslt2"', "are written for “xslt2”"),
        (_UNTITLED.format("", "").replace("i:title", "i:title["), "", "“normalize-space(i:title[)” is no expression"),
        ('<rule context="i:a["><assert test="1">.</assert></rule>', "", "“i:a[” is no expression"),
        ('<rule context="y:a"><assert test="1">.</assert></rule>', "", "The prefix “y” is not declared"),
        ('<rule context="i:a"><assert test="matches(., \'a:b(\')">.</assert></rule>', "", "The function “matches”"),
        ('<rule context="i:a"><assert test="i:f()">.</assert></rule>', "", "The function “i:f”"),
        (
            '<rule context="i:a"><assert test="document(\'/etc/passwd\')">.</assert></rule>',
            "",
            "The function “document”",
        ),
        ('<rule context="i:a"><assert test="$n">.</assert></rule>', "", "The variable “n” is not defined"),
        ('<let name="n" value="1"/><rule context="i:a[$n]"><assert test="1">.</assert></rule>', "", "XSLT 1.0 forbids"),
        (
            '<rule context="i:a"><report test="1"><value-of select="a/b/"/></report></rule>',
            "",
            "“a/b/” is no expression",
        ),
    ],
    ids=[
        "binding",
        "test",
        "context",
        "prefix",
        "function",
        "prefixed function",
        "document",
        "variable",
        "variable in context",
        "value",
    ],
)
def test_mistakes(tmp_path: Path, body: str, attributes: str, said: str) -> None:
    """A mistake is told before any document is looked at, with a remedy."""
    path = _written(tmp_path, f"<pattern>{body}</pattern>", attributes)
    with pytest.raises(UsageError) as caught:
        load_house(path)
    assert said in str(caught.value)
    assert str(path) in str(caught.value)
    assert caught.value.remedy


def test_what_looks_like_a_mistake(tmp_path: Path) -> None:
    """Strings, axes and node types hold words that are no functions, prefixes or variables."""
    tests = (
        "contains(., 'y:z matches(. $no')",
        "ancestor::node() or parent::i:issue and (1 div 1) and not(self::processing-instruction('x'))",
        "(@xml:lang or @x:kind) or true ()",
        "i:title | comment() | text() or 2 mod (1)",
    )
    asserts = "".join(f'<assert test="{test}">.</assert>' for test in tests)
    assert load_house(_written(tmp_path, f'<pattern><rule context="i:a//i:b[1] | text()">{asserts}</rule></pattern>'))


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "line 1"),
        (b"<schema", "line 1"),
        (b"<schema/>", "its root element is <schema>"),
        (b'<schema xmlns="http://www.ascc.net/xml/schematron"/>', "its root element is <schema>"),
        (b'<!DOCTYPE a [<!ENTITY b SYSTEM "/etc/passwd">]><a>&b;</a>', "its root element is <a>"),
    ],
    ids=["empty", "not well-formed", "no namespace", "old namespace", "entity"],
)
def test_other_files(tmp_path: Path, content: bytes, said: str) -> None:
    """A file that is no Schematron is refused with what it is."""
    path = tmp_path / "other.sch"
    path.write_bytes(content)
    with pytest.raises(UsageError) as caught:
        load_house(path)
    assert said in str(caught.value)


def test_missing_file(tmp_path: Path) -> None:
    """So are a file that is not there, and a folder."""
    for path in (tmp_path / "none.sch", tmp_path):
        with pytest.raises(UsageError, match="cannot be read"):
            load_house(path)


@pytest.mark.parametrize(
    "href", ["https://example.org/rules.sch", "file:///etc/passwd", "#here", "none.sch", "house.sch"]
)
def test_includes_that_cannot_be(tmp_path: Path, href: str) -> None:
    """Addresses, files that are not there, and circles."""
    with pytest.raises(UsageError):
        load_house(_written(tmp_path, f'<include href="{href}"/>'))


def test_no_file_is_read_while_rules_run(tmp_path: Path) -> None:
    """Where a document makes a rule read a file after all, the rules stop and the document is told of it."""
    secret = tmp_path / "secret.xml"
    secret.write_text("<secret/>")
    body = (
        '<ns prefix="dyn" uri="http://exslt.org/dynamic"/><pattern><rule context="i:issue">'
        '<report id="read" test="dyn:evaluate(@run)">Read.</report></rule></pattern>'
    )
    document = f"<issue xmlns='urn:i' run=\"document('{secret.as_uri()}')\"/>".encode()
    assert [found.code for found in _found(_written(tmp_path, body), document)] == ["schematron-not-run"]


def test_too_many(tmp_path: Path) -> None:
    """Of one kind a thousand are told, in order; the rest is a number. Places are found without a search for each."""
    count = 50_000
    path = _written(tmp_path, f'<pattern id="titles">{_UNTITLED.format("", _NAMED)}</pattern>')
    articles = b"".join(b'<article id="n%d"/>\n' % number for number in range(count))
    *told, last = _found(path, b"<issue xmlns='urn:i'>" + articles + b"</issue>")
    assert [str(found.message) for found in told] == [
        f"Article n{number} has no title." for number in range(MOST_FINDINGS)
    ]
    assert told[-1].place.line == MOST_FINDINGS
    assert str(count - MOST_FINDINGS) in str(last.message)


def test_rules_that_cannot_be_run(tmp_path: Path) -> None:
    """What only a document shows, a function that is given another type, is a finding about the document."""
    path = _written(
        tmp_path, '<pattern><rule context="i:issue"><assert test="count(\'x\')">No.</assert></rule></pattern>'
    )
    (found,) = _found(path)
    assert (found.code, found.severity) == ("schematron-not-run", Severity.ERROR)
    assert str(path) in str(found.message)
    assert _found(path, b"<other/>") == []
