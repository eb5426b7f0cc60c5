"""What a DTD finds wrong, in words: each kind of fault with its place, what is allowed there, and how it is mended."""

import io

import pytest
from lxml import etree

from pipeline.findings import Finding
from pipeline.schemas import Catalog
from pipeline.validation.doctypes import Dtd, load_dtd
from pipeline.validation.explaining import dtd_findings
from pipeline.validation.locating import Locator
from tests.validation.examples import MATHML, article

DTD = """
<!ELEMENT a (b?, c+, (d | e)*, f?, x:y?)>
<!ATTLIST a xmlns:x CDATA #FIXED "urn:x" id ID #IMPLIED>
<!ELEMENT b EMPTY>
<!ATTLIST b must (yes | no) #REQUIRED kind (one | two) #IMPLIED id ID #IMPLIED ref IDREF #IMPLIED refs IDREFS #IMPLIED
  fixed CDATA #FIXED "v" word NMTOKEN #IMPLIED words NMTOKENS #IMPLIED entity ENTITY #IMPLIED entities ENTITIES #IMPLIED>
<!NOTATION gif SYSTEM "gif"> <!NOTATION jpg SYSTEM "jpg">
<!ENTITY text "text"> <!ENTITY picture SYSTEM "p.gif" NDATA gif>
<!ELEMENT c (#PCDATA)> <!ATTLIST c note NOTATION (gif | jpg) #IMPLIED>
<!ELEMENT d ANY> <!ELEMENT e (#PCDATA | b | c)*>
<!ELEMENT f (b, c)> <!ATTLIST f x:q CDATA #REQUIRED>
<!ELEMENT x:y (x:z | b)*> <!ELEMENT x:z EMPTY> <!ATTLIST x:z x:w (u | v) #IMPLIED>
"""
B = '<b must="yes"'
X = 'xmlns:x="urn:x"'
BLANKS = "Take out what is between its tags, blanks and comments too."
FIRST = '<a id="i">'
NO_ID = "Give the element that is meant this ID, or name another."
WORD = "letters, digits, hyphens, full stops, underscores and colons"

# document; code, column, path, message, remedy of each fault
CASES: dict[str, tuple[str, list[tuple[str, int, str, str, str]]]] = {
    "missing, no children": (
        "<a/>",
        [("dtd-content", 1, "/a", "<a> has no children: <c> is missing.", "Put <c> inside of <a>.")],
    ),
    "missing at the end": (
        f'<a {X}><c/><f x:q="">{B}/></f></a>',
        [("dtd-content", 24, "/a/f", "<c> is missing at the end of <f>, after <b>.", "Put <c> after <b>.")],
    ),
    "missing between": (
        f"<a>{B}/><d/></a>",
        [("dtd-content", 19, "/a/d", "<c> is missing after <b>, before <d>.", "Put <c> after <b>.")],
    ),
    "too late": (
        f"<a><c/>{B}/></a>",
        [("dtd-content", 8, "/a/b", "<b> stands too late: it must come before <c>.", "Move <b> before <c>.")],
    ),
    "too often": (
        f'<a {X}><c/><f x:q="">{B}/><c/><c/></f></a>',
        [
            (
                *("dtd-content", 53, "/a/f/c[2]", "<c> stands in <f> once too often."),
                "Take it out, or join it with the one before.",
            )
        ],
    ),
    "a stranger among elements": (
        f"<a {X}><c/><x:z/></a>",
        [("dtd-element-not-allowed", 24, "/a/x:z", "<x:z> is not allowed in <a>.", "It belongs in <x:y>.")],
    ),
    "a stranger in a text": (
        "<a><c/><e>text<d/></e></a>",
        [("dtd-element-not-allowed", 15, "/a/e/d", "<d> is not allowed in <e>.", "It belongs in <a>.")],
    ),
    "elements where only text may be": (
        f"<a><c>text{B}/></c></a>",
        [
            (
                *("dtd-element-not-allowed", 11, "/a/c/b", "<b> is not allowed in <c>, where only text may be."),
                "Take the elements out and leave their text.",
            )
        ],
    ),
    "unknown": (
        "<a><c/><unknown><more/></unknown></a>",
        [
            *(
                (
                    "dtd-element-unknown",
                    column,
                    path,
                    f"The DTD knows no element <{name}>.",
                    "Look at its name, or take it out.",
                )
                for column, path, name in ((8, "/a/unknown", "unknown"), (17, "/a/unknown/more", "more"))
            )
        ],
    ),
    "another prefix": (
        f'<a {X}><c/><p:y xmlns:p="urn:x"/></a>',
        [
            (
                *("dtd-element-unknown", 24, "/a/p:y", "The DTD knows no element <p:y>."),
                "Write <x:y>: a DTD goes by prefixes, not by namespaces.",
            )
        ],
    ),
    "no prefix": (
        "<a><c/><y/></a>",
        [
            (
                *("dtd-element-unknown", 8, "/a/y", "The DTD knows no element <y>."),
                'Write <x:y>, and declare xmlns:x="urn:x": a DTD goes by prefixes, not by namespaces.',
            )
        ],
    ),
    "text": (
        "<a>some <c/></a>",
        [
            (
                *("dtd-text-not-allowed", 1, "/a", "There is text in <a>, where the DTD allows only elements: “some”."),
                "Take the text out, or put it into the right element.",
            )
        ],
    ),
    "not empty": (
        f"<a>{B}> </b><c/></a>",
        [("dtd-not-empty", 4, "/a/b", "<b> must be empty by the DTD.", BLANKS)],
    ),
    "not empty for a comment": (
        f"<a>{B}><!-- c --></b><c/></a>",
        [("dtd-not-empty", 4, "/a/b", "<b> must be empty by the DTD.", BLANKS)],
    ),
    "attribute missing, with its values": (
        "<a><b/><c/></a>",
        [
            (
                *("dtd-attribute-missing", 4, "/a/b", "<b> lacks the attribute “must”, which the DTD demands."),
                'Write <b must="…">. Allowed are: yes, no.',
            )
        ],
    ),
    "attribute with a prefix missing": (
        f"<a><c/><f>{B}/><c/></f></a>",
        [
            (
                *("dtd-attribute-missing", 8, "/a/f", "<f> lacks the attribute “x:q”, which the DTD demands."),
                'Write <f x:q="…">.',
            )
        ],
    ),
    "attribute unknown": (
        '<a foo="1"><c/></a>',
        [
            (
                *("dtd-attribute-unknown", 4, "/a/@foo", "The DTD knows no attribute “foo” of <a>."),
                "Take it out. Attributes of <a> are: id.",
            )
        ],
    ),
    "attribute without its prefix": (
        f'<a {X}><c/><x:y><x:z w="u"/></x:y></a>',
        [
            (
                *("dtd-attribute-unknown", 34, "/a/x:y/x:z/@w", "The DTD knows no attribute “w” of <x:z>."),
                "Did you mean “x:w”?",
            )
        ],
    ),
    "prefix unknown": (
        '<a xmlns:r="urn:r"><c/></a>',
        [
            (
                *("dtd-attribute-unknown", 4, "/a/@xmlns:r", "The DTD knows no attribute “xmlns:r” of <a>."),
                "Take it out: the DTD allows only the prefixes that it declares itself.",
            )
        ],
    ),
    "prefix for another": (
        '<a xmlns:r="urn:x"><c/></a>',
        [
            (
                *("dtd-attribute-unknown", 4, "/a/@xmlns:r", "The DTD knows no attribute “xmlns:r” of <a>."),
                "The DTD knows this namespace by the prefix “x” only: write that.",
            )
        ],
    ),
    "prefix declared again": (
        f"<a {X}><c {X}/></a>",
        [
            (
                *("dtd-attribute-unknown", 23, "/a/c/@xmlns:x", "The DTD knows no attribute “xmlns:x” of <c>."),
                "Take it out here: the DTD lets <a> declare it.",
            )
        ],
    ),
    "prefix of another namespace": (
        '<a xmlns:x="urn:other"><c/></a>',
        [
            (
                *("dtd-attribute-value", 4, "/a/@xmlns:x"),
                *("The attribute “xmlns:x” of <a> is “urn:other” and must be “urn:x”.", "Write “urn:x”."),
            )
        ],
    ),
    "value not listed": (
        f'<a>{B} kind="tow"/><c/></a>',
        [
            (
                *("dtd-attribute-value", 18, "/a/b/@kind"),
                "The attribute “kind” of <b> is “tow”, which is not in the list of allowed values.",
                "Allowed are: one, two.",
            )
        ],
    ),
    "value with blanks": (
        f'<a>{B} kind=" one"/><c/></a>',
        [
            (
                *("dtd-attribute-value", 18, "/a/b/@kind"),
                *("The attribute “kind” of <b> has blanks around its value “one”.", "Take the blanks out."),
            )
        ],
    ),
    "fixed value": (
        f'<a>{B} fixed="w"/><c/></a>',
        [
            (
                *("dtd-attribute-value", 18, "/a/b/@fixed"),
                *("The attribute “fixed” of <b> is “w” and must be “v”.", "Write “v”."),
            )
        ],
    ),
    "not a word": (
        f'<a>{B} word="a b"/><c/></a>',
        [
            (
                *("dtd-attribute-value", 18, "/a/b/@word"),
                "The attribute “word” of <b> is “a b”, which is not allowed there.",
                f"Write one word without blanks, of {WORD}.",
            )
        ],
    ),
    "no words": (
        f'<a>{B} words=""/><c/></a>',
        [
            (
                *("dtd-attribute-value", 18, "/a/b/@words", "The attribute “words” of <b> is empty."),
                f"Write words of {WORD}, with one blank between them.",
            )
        ],
    ),
    "not an ID": (
        f'<a>{B} id="1x"/><c/></a>',
        [
            (
                *(
                    "dtd-attribute-value",
                    18,
                    "/a/b/@id",
                    "The attribute “id” of <b> is “1x”, which is not allowed there.",
                ),
                "Write a name without blanks that begins with a letter and that no other element has.",
            )
        ],
    ),
    "ID twice": (
        f'{FIRST}{B} id="i"/><c/></a>',
        [("dtd-id-repeated", 25, "/a/b/@id", "The ID “i” is given twice.", "Give each element an ID of its own.")],
    ),
    "reference to nothing": (
        f'{FIRST}{B} ref="j"/><c/></a>',
        [("dtd-idref", 25, "/a/b/@ref", "The attribute “ref” of <b> names the ID “j”, which no element has.", NO_ID)],
    ),
    "references to nothing": (
        f'{FIRST}{B} refs="j i k"/><c/></a>',
        [
            (
                "dtd-idref",
                25,
                "/a/b/@refs",
                f"The attribute “refs” of <b> names the ID “{name}”, which no element has.",
                NO_ID,
            )
            for name in "jk"
        ],
    ),
    "several references in place of one": (
        f'{FIRST}{B} ref="i i"/><c/></a>',
        [
            (
                *("dtd-attribute-value", 25, "/a/b/@ref"),
                *("The attribute “ref” of <b> is “i i”, which is not allowed there.", "Write the ID of one element."),
            )
        ],
    ),
    "entity unknown, and one of text": (
        f'<a>{B} entities="picture none text"/><c/></a>',
        [
            (
                *("dtd-attribute-value", 18, "/a/b/@entities"),
                f"The attribute “entities” of <b> is “{name}”, which is not allowed there.",
                "Write the name of an entity that the DTD declares for something other than XML.",
            )
            for name in ("none", "text")
        ],
    ),
    "notation": (
        '<a><c note="png"/></a>',
        [
            (
                *("dtd-attribute-value", 7, "/a/c/@note"),
                "The attribute “note” of <c> is “png”, which is not in the list of allowed values.",
                "Allowed are: gif, jpg.",
            )
        ],
    ),
    "standalone": (
        "<?xml version='1.0' standalone='yes'?><a> <c/> <d><a> <c/></a></d></a>",
        [
            (
                *("dtd-standalone", 39, "/a"),
                "The document declares itself standalone, and has blanks in <a> that mean nothing by the DTD.",
                'Take standalone="yes" out of the XML declaration.',
            )
        ],
    ),
    "another root": (
        "<aa/>",
        [("dtd-element-unknown", 1, "/aa", "The DTD knows no element <aa>.", "Did you mean <a>?")],
    ),
}


@pytest.fixture(scope="module")
def dtd() -> etree.DTD:
    """Give the DTD of the cases."""
    return etree.DTD(io.StringIO(DTD))


def _findings(dtd: etree.DTD, content: bytes) -> tuple[Finding, ...]:
    tree = etree.fromstring(content).getroottree()
    return dtd_findings(dtd, tree, Locator(tree, content, "a.xml"))


@pytest.mark.parametrize(("document", "expected"), CASES.values(), ids=CASES)
def test_faults(dtd: etree.DTD, document: str, expected: list[tuple[str, int, str, str, str]]) -> None:
    """Each fault is told once, at the element or attribute that is meant, with what is allowed there."""
    told = [
        (found.code, found.place.column, found.place.path, str(found.message), str(found.remedy))
        for found in _findings(dtd, document.encode())
    ]
    assert told == expected


@pytest.mark.parametrize(
    "document", ["<a><c/></a>", f'{FIRST}{B} ref="i" entity="picture"/><c/></a>', "<a> <c/><d>any<c/></d></a>"]
)
def test_valid_documents(dtd: etree.DTD, document: str) -> None:
    """Nothing is found in a document that follows its DTD."""
    assert _findings(dtd, document.encode()) == ()


def test_what_only_libxml2_finds() -> None:
    """A document is never valid for want of an explanation: libxml2's name of the error is told."""
    ambiguous = etree.DTD(io.StringIO("<!ELEMENT a (b | (b, c))> <!ELEMENT b EMPTY> <!ELEMENT c EMPTY>"))
    (finding,) = _findings(ambiguous, b"<a><b/></a>")
    assert (finding.code, str(finding.message)) == (
        "dtd-violation",
        "The document does not follow its DTD (DTD_CONTENT_NOT_DETERMINIST).",
    )


@pytest.mark.usefixtures("all_sets")
def test_mathml_without_its_prefix() -> None:
    """What is right for the XSD is not for a DTD, which goes by prefixes."""
    official = load_dtd(Dtd(Catalog.dtds().find("jats-dtd-1.3"), "JATS-journalpublishing1-3-mathml3.dtd"))
    findings = _findings(official, article(f'<p><math xmlns="{MATHML}"/></p>'))
    (finding,) = (one for one in findings if one.place.path.endswith("math"))
    assert (finding.code, str(finding.remedy)) == (
        "dtd-element-unknown",
        "Write <mml:math>: a DTD goes by prefixes, not by namespaces.",
    )
