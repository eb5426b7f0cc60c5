"""Attributes that are missing or unknown, and elements that hold what they may not."""

import pytest

from pipeline.validation import check
from tests.validation.examples import CROSSREF, JATS, article, deposit
from tests.validation.explaining.support import Case, changed, marked, said

pytestmark = pytest.mark.usefixtures("official")

CASES = {
    "missing": Case(
        deposit(components="<citation_list><citation/></citation_list>"),
        CROSSREF,
        "schema-attribute-missing",
        "10:110",
        "/doi_batch/body/journal/journal_article/citation_list/citation",
        "<citation> lacks the attribute “key”.",
        'Write <citation key="…">.',
    ),
    "missing, with prefix": Case(
        article("<p><media/></p>"),
        JATS,
        "schema-attribute-missing",
        "5:14",
        "/article/body/p/media",
        "<media> lacks the attribute “xlink:href”.",
        'Write <media xlink:href="…">.',
    ),
    "unknown, written alike": Case(
        changed(CROSSREF, 'language="fr"', 'langage="fr"'),
        CROSSREF,
        "schema-attribute-not-allowed",
        "7:38",
        "/doi_batch/body/journal/journal_metadata/@langage",
        "<journal_metadata> has no attribute “langage”.",
        "Did you mean “language”?",
    ),
    "unknown, known with prefix": Case(
        article('<p><ext-link href="a">Text</ext-link></p>'),
        JATS,
        "schema-attribute-not-allowed",
        "5:24",
        "/article/body/p/ext-link/@href",
        "<ext-link> has no attribute “href”.",
        "Did you mean “xlink:href”?",
    ),
    "unknown": Case(
        changed(CROSSREF, "<year>", '<year colour="red">'),
        CROSSREF,
        "schema-attribute-not-allowed",
        "9:31",
        "/doi_batch/body/journal/journal_article/publication_date/year/@colour",
        "<year> has no attribute “colour”.",
        "Take it out: <year> has no attributes.",
    ),
    "unknown, with a prefix": Case(
        article('<p mml:zzz="a">Text</p>'),
        JATS,
        "schema-attribute-not-allowed",
        "5:14",
        "/article/body/p/@mml:zzz",
        "<p> has no attribute “mml:zzz”.",
        "Take it out. Attributes of <p> are: content-type, id, specific-use, xml:base, xml:lang.",
    ),
    "none allowed": Case(
        changed(CROSSREF, "<head>", '<head id="a">'),
        CROSSREF,
        "schema-attribute-not-allowed",
        "4:11",
        "/doi_batch/head/@id",
        "<head> has no attribute “id”.",
        "Take it out: <head> has no attributes.",
    ),
    "text between elements": Case(
        changed(CROSSREF, "<head>", "<head>Text"),
        CROSSREF,
        "schema-text-not-allowed",
        "4:5",
        "/doi_batch/head",
        "There is text in <head>, where only elements may be.",
        "Take the text out, or put it into the right element.",
    ),
    "elements in text": Case(
        changed(CROSSREF, "<registrant>Example</registrant>", "<registrant><b>Example</b></registrant>"),
        CROSSREF,
        "schema-element-not-allowed",
        "6:7",
        "/doi_batch/head/registrant",
        "There are elements in <registrant>, where only text may be.",
        "Take the elements out and leave their text.",
    ),
    "not empty": Case(
        changed(CROSSREF, "</surname>", '</surname><role vocab="credit" type="software"> </role>'),
        CROSSREF,
        "schema-not-empty",
        "8:191",
        "/doi_batch/body/journal/journal_article/contributors/person_name/role",
        "<role> must be empty.",
        "Take out what is between its tags, blanks too.",
    ),
    "xsi:nil": Case(
        changed(CROSSREF, "<registrant>", '<registrant xsi:nil="true">'),
        CROSSREF,
        "schema-not-nillable",
        "6:7",
        "/doi_batch/head/registrant",
        "<registrant> may not be nil.",
        "Take xsi:nil out, and give the element its content.",
    ),
    "xsi:type unknown": Case(
        changed(CROSSREF, "<registrant>", '<registrant xsi:type="nothing">'),
        CROSSREF,
        "schema-type-unknown",
        "6:19",
        "/doi_batch/head/registrant/@xsi:type",
        "The type that xsi:type names for <registrant> is not known to this schema.",
        "Take xsi:type out.",
    ),
    "xsi:type without a prefix that is declared": Case(
        changed(CROSSREF, "<registrant>", '<registrant xsi:type="x:y">'),
        CROSSREF,
        "schema-type-unknown",
        "6:19",
        "/doi_batch/head/registrant/@xsi:type",
        "The type that xsi:type names for <registrant> is not known to this schema.",
        "Take xsi:type out.",
    ),
}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_said(case: Case) -> None:
    """One fault is told once: its code, its place, what is wrong, how to mend it."""
    assert said(case) == [case.expected]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_is_meant(case: Case) -> None:
    """The place is where the element or the attribute stands in the text, and the excerpt shows the same."""
    (finding,) = check(case.content, case.schema).findings
    step = finding.place.path.rpartition("/")[2].partition("[")[0]
    sign = step.removeprefix("@") + "=" if step.startswith("@") else f"<{step}"
    assert marked(case.content, finding).startswith(sign)
    assert finding.excerpt is not None
    meant = finding.excerpt.lines[finding.excerpt.line - finding.excerpt.first][finding.excerpt.column - 1 :]
    assert meant.startswith(sign)
