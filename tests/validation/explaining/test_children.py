"""Elements that are missing, misplaced, repeated, unknown or in the wrong namespace."""

import pytest

from pipeline.validation import check
from tests.validation.examples import CROSSREF, JATS, article, deposit
from tests.validation.explaining.support import Case, changed, marked, said

pytestmark = pytest.mark.usefixtures("official")

CASES = {
    "missing between": Case(
        changed(
            CROSSREF,
            "<doi_data><doi>10.5555/example</doi><resource>https://example.org/</resource></doi_data>",
            "<citation_list/>",
        ),
        CROSSREF,
        "schema-element-missing",
        "10:7",
        "/doi_batch/body/journal/journal_article/citation_list",
        "<doi_data> is missing after <publication_date>, before <citation_list>.",
        "Put <doi_data> after <publication_date>.",
    ),
    "missing at the end": Case(
        changed(CROSSREF, "<resource>https://example.org/</resource>", ""),
        CROSSREF,
        "schema-element-missing",
        "10:7",
        "/doi_batch/body/journal/journal_article/doi_data",
        "<resource> is missing at the end of <doi_data>, after <doi>.",
        "Put <resource> after <doi>.",
    ),
    "missing at the beginning": Case(
        changed(CROSSREF, "<doi_batch_id>batch</doi_batch_id>", ""),
        CROSSREF,
        "schema-element-missing",
        "4:11",
        "/doi_batch/head/timestamp",
        "<doi_batch_id> is missing at the beginning of <head>, before <timestamp>.",
        "Put <doi_batch_id> before <timestamp>.",
    ),
    "no children": Case(
        changed(CROSSREF, "<title>Un exemple</title>", ""),
        CROSSREF,
        "schema-element-missing",
        "8:24",
        "/doi_batch/body/journal/journal_article/titles",
        "<titles> has no children: <title> is missing.",
        "Put <title> inside of <titles>.",
    ),
    "a row missing at the end": Case(
        changed(JATS, "<journal-id>ex</journal-id><issn>2049-3630</issn>", "<journal-id>ex</journal-id>"),
        JATS,
        "schema-element-missing",
        "2:12",
        "/article/front/journal-meta",
        "<issn> is missing at the end of <journal-meta>, after <journal-id>.",
        "Put <issn> after <journal-id>.",
    ),
    "no children, a row missing": Case(
        changed(CROSSREF, "<doi>10.5555/example</doi><resource>https://example.org/</resource>", ""),
        CROSSREF,
        "schema-element-missing",
        "10:7",
        "/doi_batch/body/journal/journal_article/doi_data",
        "<doi_data> has no children: the row <doi>, <resource> is missing.",
        "Put the row <doi>, <resource> inside of <doi_data>.",
    ),
    "one of several missing between": Case(
        article("<sec><p>Text</p></sec>"),
        JATS,
        "schema-element-missing",
        "5:16",
        "/article/body/sec/p",
        "At the beginning of <sec>, before <p>, one of <label>, <title> is missing.",
        "Put one of <label>, <title> before <p>.",
    ),
    "a row missing between": Case(
        changed(
            CROSSREF,
            "<timestamp>20260115000000000</timestamp>\n      <depositor><depositor_name>Example</depositor_name><email_address>someone@example.org</email_address></depositor>",
            "",
        ),
        CROSSREF,
        "schema-element-missing",
        "5:7",
        "/doi_batch/head/registrant",
        "After <doi_batch_id>, before <registrant>, the row <timestamp>, <depositor> is missing.",
        "Put the row <timestamp>, <depositor> after <doi_batch_id>.",
    ),
    "too early": Case(
        changed(
            CROSSREF,
            "<doi>10.5555/example</doi><resource>https://example.org/</resource>",
            "<resource>https://example.org/</resource><doi>10.5555/example</doi>",
        ),
        CROSSREF,
        "schema-element-misplaced",
        "10:17",
        "/doi_batch/body/journal/journal_article/doi_data/resource",
        "<resource> stands too early: <doi> must come before it.",
        "Move <doi> before <resource>.",
    ),
    "too late": Case(
        article("<sec><title>T</title></sec><p>Text</p>"),
        JATS,
        "schema-element-misplaced",
        "5:38",
        "/article/body/p",
        "<p> stands too late: it must come before <sec>.",
        "Move <p> before <sec>.",
    ),
    "too early, far": Case(
        changed(
            CROSSREF,
            "<titles><title>Un exemple</title></titles>",
            "<doi_data><doi>10.5555/a</doi><resource>https://example.org/</resource></doi_data>"
            "<titles><title>Un exemple</title></titles>",
        ).replace(b"<doi_data><doi>10.5555/example</doi><resource>https://example.org/</resource></doi_data>", b""),
        CROSSREF,
        "schema-element-misplaced",
        "8:24",
        "/doi_batch/body/journal/journal_article/doi_data",
        "<doi_data> stands too early: it must come after <publication_date>.",
        "Move <doi_data> after <publication_date>.",
    ),
    "the one before stands too early": Case(
        article("<p>Text</p>").replace(
            b"<pub-date><year>2026</year></pub-date>",
            b"<pub-date><year>2026</year></pub-date><permissions/><volume>1</volume><fpage>3</fpage><lpage>4</lpage>",
        ),
        JATS,
        "schema-element-misplaced",
        "4:59",
        "/article/front/article-meta/volume",
        "<volume> may not stand here: <permissions>, which stands before it, must come after <lpage>.",
        "Move <permissions> after <lpage>.",
    ),
    "the row stands behind": Case(
        changed(
            CROSSREF,
            "<doi_batch_id>batch</doi_batch_id><timestamp>20260115000000000</timestamp>",
            "<registrant>Example</registrant>",
        ).replace(
            b"<registrant>Example</registrant></head>",
            b"<timestamp>20260115000000000</timestamp><doi_batch_id>batch</doi_batch_id></head>",
        ),
        CROSSREF,
        "schema-element-misplaced",
        "4:11",
        "/doi_batch/head/registrant",
        "<registrant> stands too early: <doi_batch_id> must come before it.",
        "Move <doi_batch_id> before <registrant>.",
    ),
    "what it follows stands behind": Case(
        article("<p>Text</p>").replace(
            b"<pub-date><year>2026</year></pub-date>",
            b"<pub-date><year>2026</year></pub-date><permissions/><lpage>4</lpage><history/><fpage>3</fpage>",
        ),
        JATS,
        "schema-element-misplaced",
        "4:59",
        "/article/front/article-meta/lpage",
        "<lpage> stands too early: it must come after <fpage>.",
        "Move <lpage> after <fpage>.",
    ),
    "one of several is meant": Case(
        changed(
            CROSSREF,
            "<given_name>Zoé</given_name><surname>Ångström</surname>",
            "<surname>Ångström</surname>"
            "<affiliations><institution><institution_name>A</institution_name></institution></affiliations>"
            '<role vocab="credit" type="software"/><role vocab="credit" type="resources"/><given_name>Zoé</given_name>',
        ),
        CROSSREF,
        "schema-element-misplaced",
        "8:257",
        "/doi_batch/body/journal/journal_article/contributors/person_name/role[1]",
        "<role> may not stand here: <affiliations>, which stands before it, must come after <role> no. 2.",
        "Move <affiliations> after <role> no. 2.",
    ),
    "repeated": Case(
        changed(CROSSREF, "<year>2026</year>", "<year>2026</year><year>2027</year>"),
        CROSSREF,
        "schema-element-repeated",
        "9:42",
        "/doi_batch/body/journal/journal_article/publication_date/year[2]",
        "<year> stands in <publication_date> once too often.",
        "Take it out, or join it with the one before.",
    ),
    "repeated, in a model without order": Case(
        deposit(
            components='<citation_list><citation key="a"><doi>10.5555/a</doi><doi>10.5555/b</doi></citation></citation_list>'
        ),
        CROSSREF,
        "schema-element-repeated",
        "10:148",
        "/doi_batch/body/journal/journal_article/citation_list/citation/doi[2]",
        "<doi> stands in <citation> once too often.",
        "Take it out, or join it with the one before.",
    ),
    "nothing may follow": Case(
        article(
            "<p><disp-formula><mml:math><mml:msup><mml:mi>a</mml:mi><mml:mn>2</mml:mn><mml:mo>+</mml:mo></mml:msup></mml:math></disp-formula></p>"
        ),
        JATS,
        "schema-element-misplaced",
        "5:84",
        "/article/body/p/disp-formula/mml:math/mml:msup/mml:mo",
        "<mml:mo> may not stand here: nothing may follow in <mml:msup>.",
        "Take it out, or move it to its place.",
    ),
    "one or the other": Case(
        article("<table-wrap><table><tr><td/></tr><tbody><tr><td/></tr></tbody></table></table-wrap>"),
        JATS,
        "schema-element-misplaced",
        "5:44",
        "/article/body/table-wrap/table/tbody",
        "<tbody> may not stand here in <table>. Expected is <tr>.",
        "Move it to its place, or take it out.",
    ),
    "in one of several namespaces": Case(
        deposit(after="<program/>"),
        CROSSREF,
        "schema-namespace-wrong",
        "9:61",
        "/doi_batch/body/journal/journal_article/program",
        "<program> is not allowed in <journal_article>.",
        "Did you mean one of <fr:program>, <ai:program>, <ct:program>, <rel:program>?",
    ),
    "in the namespace of one with such children": Case(
        deposit(after="<program><license_ref>https://example.org/</license_ref></program>"),
        CROSSREF,
        "schema-namespace-wrong",
        "9:61",
        "/doi_batch/body/journal/journal_article/program",
        "<program> is in the namespace “http://www.crossref.org/schema/5.5.0”: in <journal_article> it must be in “http://www.crossref.org/AccessIndicators.xsd”.",
        "Write <ai:program>.",
    ),
    "many possible at the end": Case(
        article("<p><disp-formula><mml:math><mml:mfrac><mml:mn>1</mml:mn></mml:mfrac></mml:math></disp-formula></p>"),
        JATS,
        "schema-element-missing",
        "5:38",
        "/article/body/p/disp-formula/mml:math/mml:mfrac",
        "At the end of <mml:mfrac>, after <mml:mn>, an element is missing.",
        "Put an element after <mml:mn>.",
    ),
    "unknown, written alike": Case(
        changed(CROSSREF, "<titles><title>Un exemple</title></titles>", "<titel><title>Un exemple</title></titel>"),
        CROSSREF,
        "schema-element-unknown",
        "8:24",
        "/doi_batch/body/journal/journal_article/titel",
        "<titel> is not allowed in <journal_article>.",
        "Did you mean <titles>?",
    ),
    "unknown, of HTML": Case(
        article("<p><strong>Text</strong></p>"),
        JATS,
        "schema-element-unknown",
        "5:14",
        "/article/body/p/strong",
        "<strong> is not allowed in <p>.",
        "Did you mean <bold>?",
    ),
    "unknown, a part of the name is meant": Case(
        changed(JATS, "<body><p>Text</p></body>", "<article-body><p>Text</p></article-body>"),
        JATS,
        "schema-element-unknown",
        "5:5",
        "/article/article-body",
        "<article-body> is not allowed in <article>.",
        "Did you mean <body>?",
    ),
    "of MathML, written alike": Case(
        article("<p><disp-formula><mml:math><mml:frac/></mml:math></disp-formula></p>"),
        JATS,
        "schema-element-unknown",
        "5:38",
        "/article/body/p/disp-formula/mml:math/mml:frac",
        "<mml:frac> is not allowed in <mml:math>.",
        "Did you mean <mml:mfrac>?",
    ),
    "known elsewhere": Case(
        article("<p><app/></p>"),
        JATS,
        "schema-element-unknown",
        "5:14",
        "/article/body/p/app",
        "<app> is not allowed in <p>.",
        "It belongs in <app-group>.",
    ),
    "known above": Case(
        article("<p><sec/></p>"),
        JATS,
        "schema-element-unknown",
        "5:14",
        "/article/body/p/sec",
        "<sec> is not allowed in <p>.",
        "It belongs in <body>.",
    ),
    "known nowhere": Case(
        changed(CROSSREF, "<registrant>Example</registrant>", "<registrant>Example</registrant><zzz/>"),
        CROSSREF,
        "schema-element-unknown",
        "6:39",
        "/doi_batch/head/zzz",
        "<zzz> is not allowed in <head>.",
        "Allowed in <head> are: <doi_batch_id>, <timestamp>, <depositor>, <registrant>.",
    ),
    "in no namespace": Case(
        article("<p><disp-formula><math/></disp-formula></p>"),
        JATS,
        "schema-namespace-wrong",
        "5:28",
        "/article/body/p/disp-formula/math",
        "<math> is in no namespace: in <disp-formula> it must be in “http://www.w3.org/1998/Math/MathML”.",
        "Write <mml:math>.",
    ),
    "in the namespace of the parent": Case(
        deposit(abstract="<jats:abstract><p>Text</p></jats:abstract>"),
        CROSSREF,
        "schema-namespace-wrong",
        "8:235",
        "/doi_batch/body/journal/journal_article/jats:abstract/p",
        "<p> is in the namespace “http://www.crossref.org/schema/5.5.0”: in <jats:abstract> it must be in “http://www.ncbi.nlm.nih.gov/JATS1”.",
        "Write <jats:p>.",
    ),
    "in a namespace, without prefix": Case(
        article('<p xmlns="urn:x">Text</p>'),
        JATS,
        "schema-namespace-wrong",
        "5:11",
        "/article/body/p",
        "<p> is in a namespace, and must be in none in <body>.",
        'Take the declaration xmlns="urn:x" out.',
    ),
    "in a namespace, with prefix": Case(
        article('<x:p xmlns:x="urn:x">Text</x:p>'),
        JATS,
        "schema-namespace-wrong",
        "5:11",
        "/article/body/x:p",
        "<x:p> is in a namespace, and must be in none in <body>.",
        "Write <p>, without prefix.",
    ),
    "in another namespace of the same prefix": Case(
        deposit(
            abstract='<jats:abstract><jats:p><jats:bold xmlns:jats="urn:x">Text</jats:bold></jats:p></jats:abstract>'
        ),
        CROSSREF,
        "schema-namespace-wrong",
        "8:243",
        "/doi_batch/body/journal/journal_article/jats:abstract/jats:p/jats:bold",
        "<jats:bold> is in the namespace “urn:x”: in <jats:p> it must be in “http://www.ncbi.nlm.nih.gov/JATS1”.",
        "Declare the namespace “http://www.ncbi.nlm.nih.gov/JATS1” for it.",
    ),
    "a table of OASIS": Case(
        article(
            '<table-wrap><o:table xmlns:o="http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"/></table-wrap>'
        ),
        JATS,
        "schema-element-unknown",
        "5:23",
        "/article/body/table-wrap/o:table",
        "<o:table> is not allowed in <table-wrap>.",
        "Allowed in <table-wrap> are: <object-id>, <label>, <caption>, <abstract>, <kwd-group>, <subj-group>, <alt-text>, <long-desc> and 21 more.",
    ),
    "unknown root": Case(
        b"<html/>",
        JATS,
        "schema-root-unknown",
        "1:1",
        "/html",
        "A document with the root <html> is not one of this schema.",
        "Look at the name and the namespace of the root, or check against another schema: --schema",
    ),
    "root in another namespace": Case(
        deposit().replace(b"schema/5.5.0", b"schema/5.3.1"),
        CROSSREF,
        "schema-root-unknown",
        "1:1",
        "/doi_batch",
        "The root <doi_batch> is in the namespace “http://www.crossref.org/schema/5.3.1”, not in that of the schema, “http://www.crossref.org/schema/5.5.0”.",
        "Declare the namespace of the schema, or check against another schema: --schema",
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
