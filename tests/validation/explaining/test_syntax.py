"""Why a document is not well-formed: each likely error has a sentence and a remedy of its own, at the right place."""

import pytest
from lxml import etree

from pipeline.findings import Finding
from pipeline.validation.explaining import syntax_findings
from pipeline.validation.explaining.syntax import CODE
from pipeline.validation.parsing import plain_parser

DECLARATION = 'Write <?xml version="1.0" encoding="UTF-8"?> at the very beginning.'

# document; column, message, remedy
CASES = (
    ("<a", 1, "The document ends inside of a tag.", "See whether the file was cut off."),
    (
        '<a b="x',
        1,
        "The value of an attribute is not closed: it reaches to the end of the document.",
        "Write the quotation mark that is missing in this tag.",
    ),
    ('<a b="x"c="y"/>', 9, "A blank is missing between two attributes.", "Write a blank before “c”."),
    ('<a b="x" b="y"/>', 10, "The attribute “b” is given twice in one tag.", "Take one of them out."),
    ("<a b=x/>", 6, "The value of the attribute “b” stands without quotation marks.", 'Write b="…".'),
    (
        "<a b=“x”/>",
        6,
        "The value of the attribute “b” stands between typographic quotation marks.",
        'Write b="…", with straight ones.',
    ),
    ("<a b/>", 4, "The attribute “b” has no value.", 'Write b="…".'),
    (
        '<a b="<"/>',
        7,
        "“<” stands in the value of an attribute.",
        "Write &lt; for it; or a quotation mark is missing before.",
    ),
    (
        '<a b="x",c="y"/>',
        9,
        "“,” stands in a tag, where only attributes may be.",
        'Write name="value", with a blank before each attribute, and nothing else.',
    ),
    ('<a b="x" / >', 10, "“/” stands in a tag, and not right before “>”.", "Write “/>”, or take it out."),
    (
        "<a><b</a>",
        6,
        "A tag begins before the one before it is closed.",
        "Close the tag before by “>”; write &lt; for the character “<”.",
    ),
    (
        "<a></a x>",
        4,
        "An end tag has something other than the name of its element.",
        "Write </name>, without attributes, and without a blank before the name.",
    ),
    ("<a></b>", 4, "<a>, opened in line 1, is closed by </b>.", "Write </a> first, or open <b> before."),
    ("<A></a>", 4, "<A>, opened in line 1, is closed by </a>.", "Write </A>: XML tells capitals from small letters."),
    (
        "<a><b>text",
        11,
        "The document ends before <b>, opened in line 1, is closed.",
        "See whether the file was cut off, or write </b>.",
    ),
    (
        "<a/></a>",
        5,
        "“</a>” closes nothing: the root element ends before it.",
        "Take it out, or look for a tag that is closed too early or not opened.",
    ),
    (
        "<a/><b/>",
        5,
        "There is something after the end of the root element.",
        "A document has one root element: take out what follows, or divide the file.",
    ),
    (
        "x<a/>",
        1,
        "This is not XML: it does not begin with “<”.",
        "Take out what stands before the first “<”, or name another file.",
    ),
    (
        "<?p x?>",
        8,
        "The document has no root element.",
        "See whether the right file was named, and whether the file was cut off.",
    ),
    ("<a>AT&T</a>", 6, "“&T” is no reference: it has no semicolon.", "Write &amp; for the character “&”."),
    ("<a>&amp</a>", 4, "The reference “&amp” has no semicolon.", "Write &amp;."),
    ("<a>a & b</a>", 6, "“&” begins something that is no reference.", "Write &amp; for the character “&”."),
    ("<a>&nbsp;</a>", 4, "The entity “nbsp” is not declared.", "Write the character itself, or &#160;."),
    ("<a>1 < 2</a>", 6, "“<” begins something that is no tag.", "Write &lt; for the character “<”."),
    (
        '<a b="&#xZ;"/>',
        7,
        "A numeric reference has something other than digits, or no semicolon.",
        "Write it as &#233; or, in hexadecimal digits, as &#xE9;.",
    ),
    ("<a>&#xD800;</a>", 4, "The character U+D800 is not allowed in XML.", "Take it out: there is no such character."),
    (
        '<a b="&#x110000;"/>',
        7,
        "A numeric reference names a number beyond that of the last character, U+10FFFF.",
        "Look the number of the character up.",
    ),
    (
        "<a>\x01</a>",
        4,
        "The character U+0001 is not allowed in XML.",
        "Take it out: control characters have no place in a text.",
    ),
    (
        '<a b="\x01"/>',
        7,
        "The character U+0001 is not allowed in XML.",
        "Take it out: control characters have no place in a text.",
    ),
    ("<a>]]></a>", 4, "“]]>” stands in a text.", "Write ]]&gt; for it."),
    ("<a><![CDATA[x</a>", 4, "A CDATA section is not closed.", "Close it by “]]>”."),
    (
        "<a><![CDATAx]]></a>",
        4,
        "A CDATA section does not begin with “<![CDATA[”.",
        "Write <![CDATA[ in capitals and without blanks.",
    ),
    (
        "<a><!-- x -- y --></a>",
        11,
        "“--” stands inside of a comment.",
        "Take it out: a comment ends at the first one, by “-->”.",
    ),
    ("<a><!-- x </a>", 4, "A comment is not closed.", "Close it by “-->”."),
    ("<a><!- x --></a>", 4, "A comment does not begin with “<!--”.", "Write two hyphens: <!-- … -->."),
    ("<a><?p x</a>", 4, "The processing instruction <?p is not closed.", "Close it by “?>”."),
    (
        "<a><??></a>",
        4,
        "“<?” is not followed by a name and a blank.",
        "Write the name right after “<?”, and a blank behind it.",
    ),
    (
        "<a><?p?x?></a>",
        4,
        "“<?” is not followed by a name and a blank.",
        "Write the name right after “<?”, and a blank behind it.",
    ),
    (
        "<a><?p:q x?></a>",
        6,
        "The name “p:q” has a colon where there may be none.",
        "Write one colon, behind a prefix, and only in names of elements and attributes.",
    ),
    (
        '<a:b:c xmlns:a="u"/>',
        2,
        "The name “a:b:c” has a colon where there may be none.",
        "Write one colon, behind a prefix, and only in names of elements and attributes.",
    ),
    ('<a x:y="1"/>', 4, "The prefix “x” is not declared.", 'Declare it on the element or above: xmlns:x="…".'),
    ('<a xmlns:x=""/>', 4, "The prefix “x” is bound to no namespace.", 'Write its namespace: xmlns:x="…".'),
    (
        '<a xmlns:xml="u"/>',
        4,
        "The prefixes “xml” and “xmlns” and their namespaces are fixed, and may not be bound otherwise.",
        "Take the declaration out: they need none.",
    ),
    (
        '<a xmlns:x="u" xmlns:y="u" x:a="1" y:a="2"/>',
        36,
        "The attribute “a” of the namespace “u” is given twice in one tag, by two prefixes.",
        "Take one of them out.",
    ),
    (
        '<a xmlns:x="a b"/>',
        4,
        "The namespace “a b” is no address.",
        "Take out blanks and what else may not stand in an address.",
    ),
    (
        ' <?xml version="1.0"?><a/>',
        2,
        "The XML declaration “<?xml …?>” does not stand at the very beginning.",
        "Take out what stands before it, blanks and empty lines too.",
    ),
    (
        "<a><?xml x?></a>",
        4,
        "The XML declaration “<?xml …?>” does not stand at the very beginning.",
        "Take it out: a document has one, before everything else.",
    ),
    ("<?xml?><a/>", 1, "The XML declaration “<?xml …?>” is not complete.", DECLARATION),
    (
        '<?XML version="1.0"?><a/>',
        1,
        "The name “xml” of the XML declaration is not written in small letters.",
        DECLARATION,
    ),
    (
        '<?xml version="1.0"><a/>',
        20,
        "The XML declaration does not end with “?>”, or has something that is not version, encoding and standalone, in this order.",
        DECLARATION,
    ),
    ("<?xml version=1.0?><a/>", 15, "A value in the XML declaration stands without quotation marks.", DECLARATION),
    (
        '<?xml version="1.0?><a/>',
        19,
        "A value in the XML declaration is not closed, or has a character that it may not have.",
        DECLARATION,
    ),
    (
        '<?xml version="2.0"?><a/>',
        7,
        "The document declares itself XML 2.0, which there is not.",
        'Write version="1.0".',
    ),
    ('<?xml encoding="UTF-8"?><a/>', 7, "The XML declaration does not begin with the version.", DECLARATION),
    (
        '<?xml version="1.0" encoding=""?><a/>',
        31,
        "The XML declaration names an encoding that is empty, or no name.",
        DECLARATION,
    ),
    (
        '<?xml version="1.0" encoding="x-made-up"?><a/>',
        21,
        "The encoding “x-made-up” is not known.",
        "Save the file in UTF-8, and declare that.",
    ),
    (
        '<?xml version="1.0" standalone="maybe"?><a/>',
        21,
        "The value of “standalone” in the XML declaration is neither yes nor no.",
        "Write yes or no, or take it out.",
    ),
    (
        "<!doctype html><html/>",
        1,
        "A document type declaration stands too late, twice, or not in capitals.",
        "Write one <!DOCTYPE …>, before the root element.",
    ),
    (
        '<!DOCTYPE a PUBLIC "x"><a/>',
        23,
        "The document type declaration has a public identifier, and no system identifier.",
        'Write the address or the file of the DTD behind it: PUBLIC "…" "….dtd".',
    ),
    (
        '<!DOCTYPE a SYSTEM "x" b><a/>',
        24,
        "The document type declaration is not written as it must be.",
        'Take it out, or mend it: <!DOCTYPE article PUBLIC "…" "….dtd">.',
    ),
    (
        "<!DOCTYPE a [<!ELEMENT a (b>]><a/>",
        28,
        "The declaration “<!ELEMENT a …” is not written as it must be.",
        "Mend it, or take it out: the official DTDs have declarations of their own.",
    ),
    (
        "<!DOCTYPE a [<!ENTITY x y>]><a/>",
        25,
        "The declaration “<!ENTITY x …” is not written as it must be.",
        "Mend it, or take it out: the official DTDs have declarations of their own.",
    ),
    (
        "<!DOCTYPE a [x]><a/>",
        14,
        "Something that is no declaration stands in the document type declaration, or its “]” is missing.",
        "Take it out, or close the declaration by “]>”.",
    ),
    (
        "<!DOCTYPE a [%x]><a/>",
        14,
        "“%” begins something that is no reference to a parameter entity.",
        "Write %name; with the name of an entity that is declared before.",
    ),
    (
        '<!DOCTYPE a [<!ENTITY % y "y"><!ENTITY x "%y;">]><a/>',
        43,
        "A parameter entity stands inside of a declaration, where a document may not have one.",
        "Put its text in its place; write &#37; for the character “%”.",
    ),
    (
        '<!DOCTYPE a [<!ENTITY x "&">]><a/>',
        26,
        "The text of an entity has “&” or “%” that begins no reference.",
        "Write &#38; or &#37; for the character.",
    ),
    (
        '<!DOCTYPE a [<!ENTITY x "&x;">]><a b="&x;"/>',
        39,
        "An entity contains itself.",
        "Take the reference to it out of its own text.",
    ),
    (
        '<!DOCTYPE a [<!ENTITY x "<">]><a b="&x;"/>',
        37,
        "The entity “x” brings “<” into the value of an attribute.",
        "Write something else in its place.",
    ),
    (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "s" NDATA n>]><a>&x;</a>',
        49,
        "The entity “x” is no text, and cannot be referred to in one.",
        "Take the reference out.",
    ),
    (
        '<!DOCTYPE a [<!ENTITY x SYSTEM "s">]><a b="&x;"/>',
        47,
        "The document asks for something outside of it, which is not read.",
        "Take the declaration of the external entity out, and put its text in its place.",
    ),
    (
        b"<a>\xe9t\xe9</a>",
        4,
        "The document is not in UTF-8: the byte 0xE9 is not allowed there.",
        "Save the file in UTF-8, or declare its encoding in the first line.",
    ),
)


def _finding(document: str | bytes) -> Finding:
    content = document.encode() if isinstance(document, str) else document
    with pytest.raises(etree.XMLSyntaxError) as caught:
        etree.fromstring(content, plain_parser())
    (finding,) = syntax_findings(caught.value, content, "a.xml")
    return finding


@pytest.mark.parametrize(("document", "column", "message", "remedy"), CASES)
def test_errors(document: str | bytes, column: int, message: str, remedy: str) -> None:
    """What is wrong is told with its name, where it begins, and how it is mended."""
    finding = _finding(document)
    assert (finding.code, finding.place.line) == (CODE, 1)
    assert (finding.place.column, str(finding.message), str(finding.remedy)) == (column, message, remedy)


@pytest.mark.parametrize(
    ("document", "marked"),
    [
        ("<a>\n  <b>é AT&T; and AT&T</b>\n</a>".replace("&T;", "&amp;"), "&T"),
        ("<a>\n<b c='1'\n d='2' c='3'/></a>", "c='3'"),
        ("<a>\n<!-- one\ntwo </a>", "<!-- one"),
        ("<a>\n<b href='http://p:1/' p:c='1'/></a>", "p:c='1'"),
        ("<a>\n<b x='caca' ca/></a>", "ca"),
    ],
)
def test_places(document: str, marked: str) -> None:
    """The place is the beginning of what is meant, on its own line, and the excerpt marks it."""
    finding = _finding(document)
    excerpt = finding.excerpt
    assert excerpt is not None
    assert (excerpt.line, excerpt.column) == (finding.place.line, finding.place.column)
    line = excerpt.lines[excerpt.line - excerpt.first]
    assert line[excerpt.column - 1 :][: excerpt.length] == marked
    assert document.split("\n")[finding.place.line - 1] == line


def test_an_error_beyond_the_excerpt() -> None:
    """An element that is not closed is told where the document ends."""
    finding = _finding("<a>\n<b>\n")
    assert str(finding.message) == "The document ends before <b>, opened in line 2, is closed."
    assert finding.place.line == 3


def test_long_documents() -> None:
    """A document of megabytes on one line is explained as quickly as it is read."""
    finding = _finding("<a>" + "<b c='é'/>" * 300_000 + "&x</a>")
    assert finding.place.column == 3 + 300_000 * len("<b c='é'/>") + 1
