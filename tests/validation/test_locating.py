"""Places in documents: line, column, path and excerpt, whatever the text looks like."""

import time

import pytest
from lxml import etree

from pipeline.findings import Excerpt
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import MOST_PATHS, Node, Tree
from pipeline.validation.parsing import safe_parser
from pipeline.validation.source_text import SourceText

Where = tuple[int, int, str]


def _parsed(content: bytes) -> tuple[Tree, Locator]:
    tree = etree.fromstring(content, safe_parser()).getroottree()
    return tree, Locator(tree, content, "a.xml")


def _where(content: bytes, query: str, attribute: str = "") -> Where:
    tree, locator = _parsed(content)
    (element,) = _found(tree, query)
    place = locator.place(element, attribute)
    assert place.file == "a.xml"
    return place.line, place.column, place.path


def _found(tree: Tree, query: str) -> list[Node]:
    found = tree.xpath(query)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, Node)]


@pytest.mark.parametrize(
    ("text", "query", "expected"),
    [
        ("<a/>", "/a", (1, 1, "/a")),
        ("<a>\n  <b/>\n\t<c/></a>", "//c", (3, 2, "/a/c")),
        ("<a><b/><c/><b/></a>", "//b[2]", (1, 12, "/a/b[2]")),
        ("<a>\n<b\n  x='1'\n  y='2'\n/></a>", "//b", (2, 1, "/a/b")),
        ("<a>é𝒳<b/></a>", "//b", (1, 6, "/a/b")),
        ("<a>\r\n\r\n <b/></a>", "//b", (3, 2, "/a/b")),
        ("<a>\r<b/></a>", "//b", (2, 1, "/a/b")),
        ("<a><!-- <b/> --><![CDATA[<b/>]]><?b <b/>?><b/></a>", "//b", (1, 43, "/a/b")),
        ("<a><x:b xmlns:x='urn:x'/><b/></a>", "//*[local-name() = 'b'][1]", (1, 4, "/a/x:b")),
        ("<a xmlns='urn:x'><b/><b/></a>", "//*[local-name() = 'b'][2]", (1, 22, "/a/b[2]")),
        ("<?xml version='1.0'?>\n<!-- \n -->\n<a/>", "/a", (4, 1, "/a")),
        ("<!DOCTYPE a [\n<!ATTLIST a b CDATA '&lt;a>'>\n<!-- <a> -->\n]>\n<a><b/></a>", "//b", (5, 4, "/a/b")),
        ("\ufeff<a><b/></a>", "//b", (1, 4, "/a/b")),
    ],
)
def test_elements(text: str, query: str, expected: Where) -> None:
    """Line and column are those of the start tag, counted in characters."""
    assert _where(text.encode(), query) == expected


@pytest.mark.parametrize(
    ("text", "attribute", "expected"),
    [
        ('<a x="1" y="2"/>', "y", (1, 10, "/a/@y")),
        ('<a\n\tx="1"\n  y = "2"/>', "y", (3, 3, "/a/@y")),
        ("<a x=' y=\"3\"' y='2'/>", "y", (1, 15, "/a/@y")),
        ('<a x=">" y="2"/>', "y", (1, 10, "/a/@y")),
        ('<a xml:lang="fr" lang="en"/>', "{http://www.w3.org/XML/1998/namespace}lang", (1, 4, "/a/@xml:lang")),
        ('<a xmlns:p="urn:x" xmlns:q="urn:x" q:y=""/>', "{urn:x}y", (1, 36, "/a/@p:y")),
        ('<a x="1"/>', "y", (1, 1, "/a/@y")),
    ],
)
def test_attributes(text: str, attribute: str, expected: Where) -> None:
    """The place of an attribute is where its name stands; of one that is not there, its element."""
    assert _where(text.encode(), "/*", attribute) == expected


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "iso-8859-1", "cp1252"])
def test_encodings(encoding: str) -> None:
    """Columns count characters in every encoding."""
    declared = "utf-8" if encoding == "utf-8-sig" else encoding.replace("cp", "windows-")
    text = f'<?xml version="1.0" encoding="{declared}"?>\n<a>éé<b c="é" d=""/></a>'
    mark = "\ufeff" if encoding in {"utf-16-le", "utf-16-be"} else ""
    assert _where((mark + text).encode(encoding), "//b", "d") == (2, 15, "/a/b/@d")


def test_utf16_by_its_mark_alone() -> None:
    """A document need not declare UTF-16."""
    assert _where("<a>é<b/></a>".encode("utf-16"), "//b") == (1, 5, "/a/b")


def test_lines_beyond_what_libxml2_counts() -> None:
    """libxml2 has no line numbers above 65,535."""
    content = b"<a>" + b"\n" * 70_000 + b"<b/></a>"
    assert _where(content, "//b") == (70_001, 1, "/a/b")


def test_many_elements() -> None:
    """In a document with very many elements, they are counted when they are asked for, in any order."""
    content = b"<a>" + b"<b/>\n" * 150_000 + b"<c/></a>"
    tree, locator = _parsed(content)
    children = list(tree.getroot())
    for number in (149_999, 0, 75_000, 150_000):
        place = locator.place(children[number])
        assert (place.line, place.column) == (number + 1, 1 if number else 4)


def test_elements_of_entities() -> None:
    """Elements that an entity brings in have no column of their own; those after it keep theirs."""
    content = b"<!DOCTYPE a [<!ENTITY e '<b/><b/>'>]>\n<a>&e;\n<c/></a>"
    tree = etree.fromstring(content, etree.XMLParser(resolve_entities="internal")).getroottree()  # type: ignore[arg-type]  # a word of lxml 5 that its stubs lack
    locator = Locator(tree, content, "a.xml")
    first, second, last = tree.getroot()
    assert [locator.place(element).column for element in (first, second)] == [0, 0]
    assert locator.excerpt(second) is None
    place = locator.place(last)
    assert (place.line, place.column) == (3, 1)


def test_a_tree_with_other_elements() -> None:
    """Where the scan finds other elements than the parser, places are what libxml2 knows."""
    tree = etree.fromstring(b"<a>\n<b/></a>").getroottree()
    locator = Locator(tree, b"<a>\n<b/><b/></a>", "a.xml")
    place = locator.place(tree.getroot()[0])
    assert (place.line, place.column, place.path) == (2, 0, "/a/b")


def test_paths_select_their_elements() -> None:
    """A path is an XPath that selects the element and no other."""
    content = b"<a><b><c/>text<c/></b><b><p:c xmlns:p='urn:p'/><c/><p:c xmlns:p='urn:p'/></b></a>"
    tree, locator = _parsed(content)
    for element in tree.iter("{*}*"):
        path = locator.place(element).path
        assert tree.xpath(path, namespaces={"p": "urn:p"}) == [element]


def test_paths_end() -> None:
    """After many questions, and for names beyond reason, there are places without paths."""
    content = b"<a><b/><" + b"c" * 5000 + b"/></a>"
    tree, locator = _parsed(content)
    b, c = tree.getroot()
    assert locator.place(c).path == ""
    paths = [locator.place(b).path for _ in range(MOST_PATHS)]
    assert (paths[0], paths[-1]) == ("/a/b", "")
    assert locator.place(b).column == 4


def _excerpt(text: str, query: str, attribute: str = "") -> tuple[Excerpt, str]:
    """Give an excerpt and the part of it that is meant."""
    tree, locator = _parsed(text.encode())
    (element,) = _found(tree, query)
    excerpt = locator.excerpt(element, attribute)
    assert excerpt is not None
    line = excerpt.lines[excerpt.line - excerpt.first]
    return excerpt, line[excerpt.column - 1 : excerpt.column - 1 + excerpt.length]


def test_excerpt() -> None:
    """An excerpt has the lines before and after, and marks the start tag or the attribute."""
    text = '<a>\n<x/>\n  <b c="é" d="1">text</b>\n<y/>\n</a>'
    excerpt, meant = _excerpt(text, "//b")
    assert (excerpt.first, excerpt.line, excerpt.lines) == (2, 3, ("<x/>", '  <b c="é" d="1">text</b>', "<y/>"))
    assert meant == '<b c="é" d="1">'
    assert _excerpt(text, "//b", "d")[1] == 'd="1"'


def test_excerpt_at_the_edges() -> None:
    """A document of one line has no lines around it; a tag over several lines is marked in its first."""
    assert _excerpt("<a/>", "/a") == (Excerpt(1, ("<a/>",), 1, 1, 4), "<a/>")
    assert _excerpt('<a\nb="1"/>', "/a")[1] == "<a"
    assert _excerpt('<a\nb="1\n2"/>', "/a", "b")[1] == 'b="1'


@pytest.mark.parametrize("filler", ["x", "é", "𝒳", "<i/>"])
def test_excerpt_of_a_wide_line(filler: str) -> None:
    """A wide line is cut around what is meant, and so are its neighbours."""
    text = f"<a>{filler * 1000}\n{filler * 500}<b/>{filler * 500}\n{filler * 1000}</a>"
    excerpt, meant = _excerpt(text, "//b")
    assert meant == "<b/>"
    assert [len(line) <= 162 for line in excerpt.lines] == [True] * 3
    assert [line.startswith("…") for line in excerpt.lines] == [False, True, False]
    assert all(line.endswith("…") for line in excerpt.lines)
    wide, cut = _excerpt(f'<a x="{filler.replace("<", "[") * 1000}"/>', "/a")
    assert cut == wide.lines[0]


def test_around_a_place() -> None:
    """The line that a parser names is shown, if there is one."""
    text = SourceText("a\né<\nb".encode())
    assert text.around(2, 2) == Excerpt(1, ("a", "é<", "b"), 2, 2, 1)
    assert text.around(2, 99) == Excerpt(1, ("a", "é<", "b"), 2, 3, 0)
    assert text.around(4, 1) is None
    assert text.around(0, 1) is None


@pytest.mark.parametrize("declared", ["hex", "punycode", "undefined", "rot13", "no-such-encoding", "idna"])
def test_text_in_no_encoding(declared: str) -> None:
    """What declares an encoding that is none is shown as UTF-8, at once."""
    text = SourceText(f'<?xml version="1.0" encoding="{declared}"?>\n<é>'.encode() + b"x" * 1_000_000)
    excerpt = text.around(2, 1)
    assert excerpt is not None
    assert excerpt.lines[1].startswith("<é>xxx")


@pytest.mark.parametrize(
    "content",
    [
        "<a>" + "<b c='é'/>" * 500_000 + "</a>",
        "<a " + " ".join(f"a{number}='é'" for number in range(100_000)) + "/>",
        "<a b='" + "é" * 4_000_000 + "' c=''>" + "<d/>" * 1000 + "</a>",
        "<a>" + "\n" * 2_000_000 + "<b/></a>",
    ],
    ids=["elements", "attributes", "value", "lines"],
)
def test_time_is_bounded(content: str) -> None:
    """A thousand questions about a document of megabytes take seconds, not hours."""
    tree, locator = _parsed(content.encode())
    start = time.monotonic()
    for element in list(tree.iter("{*}*"))[-500:]:
        locator.place(element)
        locator.excerpt(element)
        for name in list(element.attrib)[-500:]:
            locator.place(element, str(name))
            locator.excerpt(element, str(name))
    assert time.monotonic() - start < 15
