"""Values that are not as their types demand, and conditions between them."""

import pytest

from pipeline.validation import check
from tests.validation.examples import CROSSREF, JATS, article, deposit
from tests.validation.explaining.support import Case, changed, marked, said

pytestmark = pytest.mark.usefixtures("official")

CASES = {
    "language": Case(
        deposit(language="fr-CA"),
        CROSSREF,
        "schema-enumeration",
        "7:38",
        "/doi_batch/body/journal/journal_metadata/@language",
        "The attribute “language” of <journal_metadata> is “fr-CA”, which is not in the list of allowed values.",
        "Write a language code of two or three letters such as fr or en, without a region.",
    ),
    "enumeration, written alike": Case(
        changed(CROSSREF, 'sequence="first"', 'sequence="frist"'),
        CROSSREF,
        "schema-enumeration",
        "8:93",
        "/doi_batch/body/journal/journal_article/contributors/person_name/@sequence",
        "The attribute “sequence” of <person_name> is “frist”, which is not in the list of allowed values.",
        "Did you mean “first”? Allowed are: first, additional.",
    ),
    "enumeration, nothing alike": Case(
        changed(CROSSREF, 'sequence="first"', 'sequence="42"'),
        CROSSREF,
        "schema-enumeration",
        "8:93",
        "/doi_batch/body/journal/journal_article/contributors/person_name/@sequence",
        "The attribute “sequence” of <person_name> is “42”, which is not in the list of allowed values.",
        "Allowed are: first, additional.",
    ),
    "enumeration, empty": Case(
        changed(CROSSREF, 'sequence="first"', 'sequence=""'),
        CROSSREF,
        "schema-enumeration",
        "8:93",
        "/doi_batch/body/journal/journal_article/contributors/person_name/@sequence",
        "The attribute “sequence” of <person_name> is empty.",
        "Allowed are: first, additional.",
    ),
    "enumeration of names, no name": Case(
        changed(CROSSREF, 'sequence="first"', 'sequence="a b"'),
        CROSSREF,
        "schema-enumeration",
        "8:93",
        "/doi_batch/body/journal/journal_article/contributors/person_name/@sequence",
        "The attribute “sequence” of <person_name> is “a b”, which is not in the list of allowed values.",
        "Allowed are: first, additional.",
    ),
    "enumeration of many": Case(
        article('<p><xref ref-type="box" rid="a"/></p><p id="a"/>'),
        JATS,
        "schema-enumeration",
        "5:20",
        "/article/body/p[1]/xref/@ref-type",
        "The attribute “ref-type” of <xref> is “box”, which is not in the list of allowed values.",
        "Allowed are: aff, app, author-notes, award, bibr, bio, boxed-text, chem and 17 more.",
    ),
    "pattern": Case(
        changed(CROSSREF, "<doi>10.5555/example</doi>", "<doi>https://doi.org/10.5555/example</doi>"),
        CROSSREF,
        "schema-pattern",
        "10:17",
        "/doi_batch/body/journal/journal_article/doi_data/doi",
        "The content of <doi> is “https://doi.org/10.5555/example”, which does not have the form that is demanded.",
        "Write a DOI such as 10.5555/12345678.",
    ),
    "pattern, and too short: told once": Case(
        changed(CROSSREF, "<doi>10.5555/example</doi>", "<doi>N/A</doi>"),
        CROSSREF,
        "schema-pattern",
        "10:17",
        "/doi_batch/body/journal/journal_article/doi_data/doi",
        "The content of <doi> is “N/A”, which does not have the form that is demanded.",
        "Write a DOI such as 10.5555/12345678.",
    ),
    "pattern, empty": Case(
        changed(CROSSREF, "<doi>10.5555/example</doi>", "<doi> </doi>"),
        CROSSREF,
        "schema-pattern",
        "10:17",
        "/doi_batch/body/journal/journal_article/doi_data/doi",
        "The content of <doi> is empty.",
        "Write a DOI such as 10.5555/12345678.",
    ),
    "pattern that nobody knows in words": Case(
        article('<p><disp-formula><mml:math><mml:mspace width="0.3.em"/></mml:math></disp-formula></p>'),
        JATS,
        "schema-pattern",
        "5:50",
        "/article/body/p/disp-formula/mml:math/mml:mspace/@width",
        "The attribute “width” of <mml:mspace> is “0.3.em”, which does not have the form that is demanded.",
        "It must fit the regular expression \\s*((-?[0-9]*(\\.[0-9]*)?(e[mx]|in|cm|mm|p[xtc]|%)?)|(negative)?((very){0,2}thi(n|ck)|medium)mathspac…",
    ),
    "too short": Case(
        changed(CROSSREF, ">batch<", ">b<"),
        CROSSREF,
        "schema-length",
        "4:11",
        "/doi_batch/head/doi_batch_id",
        "The content of <doi_batch_id> has 1 character.",
        "At least 4 characters are demanded.",
    ),
    "too long": Case(
        changed(CROSSREF, ">batch<", ">" + 101 * "b" + "<"),
        CROSSREF,
        "schema-length",
        "4:11",
        "/doi_batch/head/doi_batch_id",
        "The content of <doi_batch_id> has 101 characters.",
        "At most 100 characters are allowed.",
    ),
    "empty": Case(
        changed(CROSSREF, "<registrant>Example</registrant>", "<registrant/>"),
        CROSSREF,
        "schema-length",
        "6:7",
        "/doi_batch/head/registrant",
        "The content of <registrant> is empty.",
        "Fill it in, or take it out where it may be left out.",
    ),
    "too small": Case(
        changed(CROSSREF, "<year>2026</year>", "<year>1399</year>"),
        CROSSREF,
        "schema-range",
        "9:25",
        "/doi_batch/body/journal/journal_article/publication_date/year",
        "The content of <year> is 1399, which is out of range.",
        "It must be 1400 or more.",
    ),
    "too large": Case(
        changed(CROSSREF, "<year>2026</year>", "<month>35</month><year>2026</year>"),
        CROSSREF,
        "schema-range",
        "9:25",
        "/doi_batch/body/journal/journal_article/publication_date/month",
        "The content of <month> is 35, which is out of range.",
        "It must be 34 or less.",
    ),
    "no number": Case(
        changed(CROSSREF, "<year>2026</year>", "<year>MMXXVI</year>"),
        CROSSREF,
        "schema-datatype",
        "9:25",
        "/doi_batch/body/journal/journal_article/publication_date/year",
        "The content of <year> is “MMXXVI”, which is not allowed there.",
        "Write a year of four digits.",
    ),
    "fixed": Case(
        changed(CROSSREF, ' version="5.5.0"', ' version="5.4.0"'),
        CROSSREF,
        "schema-fixed-value",
        "1:57",
        "/doi_batch/@version",
        "The attribute “version” of <doi_batch> is “5.4.0” and must be “5.5.0”.",
        "Write “5.5.0”.",
    ),
    "fixed, empty": Case(
        changed(CROSSREF, ' version="5.5.0"', ' version=""'),
        CROSSREF,
        "schema-fixed-value",
        "1:57",
        "/doi_batch/@version",
        "The attribute “version” of <doi_batch> is empty.",
        "Write “5.5.0”.",
    ),
    "an ID twice": Case(
        article('<p id="a"/><p id="a"/>'),
        JATS,
        "schema-id-repeated",
        "5:25",
        "/article/body/p[2]/@id",
        "The ID “a” is given twice.",
        "Give each element an ID of its own.",
    ),
    "no ID": Case(
        article('<p id="1 2"/>'),
        JATS,
        "schema-datatype",
        "5:14",
        "/article/body/p/@id",
        "The attribute “id” of <p> is “1 2”, which is not allowed there.",
        "Write a name without blanks that begins with a letter and that no other element has.",
    ),
    "an ID with an invisible blank": Case(
        article('<p id="a\u3000"/>'),
        JATS,
        "schema-datatype",
        "5:14",
        "/article/body/p/@id",
        "The attribute “id” of <p> is “a[U+3000]”, which is not allowed there.",
        "Write a name without blanks that begins with a letter and that no other element has.",
    ),
    "no ID, of that name": Case(
        article('<p><xref rid="a"/></p>'),
        JATS,
        "schema-idref",
        "5:20",
        "/article/body/p/xref/@rid",
        "The attribute “rid” of <xref> names the ID “a”, which no element has.",
        "Give the element that is meant this ID, or name another.",
    ),
    "assertion: neither attribute nor child": Case(
        changed(CROSSREF, ' contributor_role="author"', ""),
        CROSSREF,
        "schema-assertion",
        "8:80",
        "/doi_batch/body/journal/journal_article/contributors/person_name",
        "<person_name> has neither the attribute “contributor_role” nor a child <role>.",
        'Write <person_name contributor_role="…">, or put <role> into it.',
    ),
    "assertion: a value that does not go with another": Case(
        changed(CROSSREF, "</surname>", '</surname><role vocab="crossref" type="software"/>'),
        CROSSREF,
        "schema-assertion",
        "8:191",
        "/doi_batch/body/journal/journal_article/contributors/person_name/role",
        'The attribute “type” of <role> is “software”, which does not go with vocab="crossref".',
        "Allowed are: author, editor, chair, reviewer, review-assistant, stats-reviewer, reviewer-external, reader and 3 more.",
    ),
    "assertion: no value to go with another": Case(
        changed(CROSSREF, "</surname>", '</surname><role vocab="credit"/>'),
        CROSSREF,
        "schema-assertion",
        "8:191",
        "/doi_batch/body/journal/journal_article/contributors/person_name/role",
        '<role> lacks the attribute “type”, which goes with vocab="credit".',
        "Allowed are: conceptualization, data-curation, formal-analysis, funding-acquisition, investigation, methodology, project-administration, resources and 6 more.",
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
