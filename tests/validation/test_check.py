"""``check``: the verdict on whole documents of both official sets, quick and complete."""

import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from pipeline.errors import SchemaUnavailable, UsageError
from pipeline.findings import Severity
from pipeline.validation import check, judge
from tests.support import CHECKOUT
from tests.validation.examples import CROSSREF, JATS, PERSON, article, deposit

pytestmark = pytest.mark.usefixtures("official")


def _codes(content: bytes, schema: str) -> list[str]:
    return [finding.code for finding in check(content, schema).findings]


def _agree(content: bytes, schema: str) -> bool:
    """Give the verdict on which both engines agree."""
    report = check(content, schema)
    assert report.valid == judge(content, schema).valid, report.findings
    return report.valid


@pytest.mark.parametrize(("content", "schema"), [(deposit(), CROSSREF), (article("<p/>"), JATS)])
def test_valid_documents(content: bytes, schema: str) -> None:
    """A valid document has no findings."""
    report = check(content, schema)
    assert (report.valid, report.findings, report.schema) == (True, (), schema)


def test_finding_says_what_and_where() -> None:
    """A finding carries code, severity, file, line and XPath."""
    content = article("<p/>\n<sec>\n<bogus/></sec>")
    (finding,) = check(content, JATS, file="some/file.xml").findings
    assert (finding.code, finding.severity) == ("schema-element-unknown", Severity.ERROR)
    assert (finding.place.file, finding.place.line, finding.place.path) == (
        "some/file.xml",
        7,
        "/article/body/sec/bogus",
    )
    assert "bogus" in str(finding.message)


def test_all_faults_are_found() -> None:
    """One fault does not hide another."""
    content = article('<p bogus="1"/><p>text<sec/></p><sec><title id="1 2"/></sec>')
    assert _codes(content, JATS) == ["schema-attribute-not-allowed", "schema-element-unknown", "schema-datatype"]


def test_wrong_root() -> None:
    """A document of another kind is invalid, not passed over."""
    assert _codes(b"<html/>", JATS) == ["schema-root-unknown"]
    assert not check(article("<p/>"), CROSSREF).valid


def test_unknown_schema() -> None:
    """An unknown schema id is an error of use."""
    with pytest.raises(UsageError):
        check(b"<a/>", "crossref-9.9.9")


def test_missing_installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the official files there is no verdict, and nothing is fetched."""
    monkeypatch.setenv("PIPELINE_SCHEMAS", str(tmp_path))
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    with pytest.raises(SchemaUnavailable) as caught:
        check(deposit(), CROSSREF)
    assert CROSSREF in str(caught.value.remedy)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("version", ["1.3", "1.3d2", "1.0"])
def test_known_dtd_versions(version: str) -> None:
    """The final version number is among those the schema knows."""
    assert _agree(article("<p/>", f'dtd-version="{version}"'), JATS)


def test_unknown_dtd_version() -> None:
    """Other version numbers are not."""
    assert not _agree(article("<p/>", 'dtd-version="2.0"'), JATS)


ROLE = '<person_name sequence="first"{}><given_name>Zoé</given_name><surname>Ångström</surname>{}</person_name>'


@pytest.mark.parametrize(
    ("person", "valid"),
    [
        (PERSON, True),
        (ROLE.format("", ""), False),  # neither the attribute nor the element
        (ROLE.format("", '<role vocab="crossref" type="author"/>'), True),
        (ROLE.format("", '<role vocab="crossref" type="software"/>'), False),
        (ROLE.format("", '<role vocab="credit" type="software"/>'), True),
        (ROLE.format("", '<role vocab="credit" type="author"/>'), False),
        (ROLE.format("", '<role vocab=" credit " type=" software "/>'), True),  # tokens: white space collapses
        (ROLE.format(' contributor_role="editor"', '<role vocab="credit" type="author"/>'), False),
    ],
)
def test_assertions_of_crossref(person: str, valid: bool) -> None:
    """The three assertions of Crossref 5.5.0."""
    assert _agree(deposit(person=person), CROSSREF) is valid


def test_broken_assertion_is_placed() -> None:
    """The finding of a broken assertion points at its element."""
    (finding,) = check(deposit(person=ROLE.format("", "")), CROSSREF).findings
    assert finding.code == "schema-assertion"
    assert "person_name" in str(finding.message)
    path = "/doi_batch/body/journal/journal_article/contributors/person_name"
    assert (finding.place.line, finding.place.path) == (8, path)


@pytest.mark.parametrize(
    ("language", "valid"),
    [
        ("en", True),
        ("fra", True),
        (" fr ", True),
        ("xx", False),
        ("", False),
        ("fr-CA", False),
        ("e", False),
        ("FR", False),
    ],
)
def test_language_codes(language: str, valid: bool) -> None:
    """The enumeration of 8,107 language codes."""
    assert _agree(deposit(language=language), CROSSREF) is valid


def test_refused_list_value_is_short() -> None:
    """The message on a large enumeration names the value, not the list."""
    (finding,) = check(deposit(language="klingon"), CROSSREF).findings
    assert finding.code == "schema-enumeration"
    assert "klingon" in str(finding.message)
    assert len(str(finding.message)) < 300


@pytest.mark.parametrize(
    ("mime_type", "valid"),
    [("text/html", True), ("application/pdf", True), ("text/htm", False), (" text/html", False), ("", False)],
)
def test_media_types(mime_type: str, valid: bool) -> None:
    """The enumeration of media types is one of strings that keep their white space."""
    components = (
        f'<component_list><component parent_relation="isPartOf"><format mime_type="{mime_type}"/><doi_data>'
        "<doi>10.5555/part</doi><resource>https://example.org/</resource></doi_data></component></component_list>"
    )
    assert _agree(deposit(components=components), CROSSREF) is valid


FORMULA = "<mml:math><mml:mi>{}</mml:mi></mml:math>"


@pytest.mark.parametrize(
    ("formula", "valid"),
    [
        (FORMULA.format("x"), True),
        (FORMULA.format("<mml:mi/>"), False),
        ("<mml:math><mml:frac/></mml:math>", False),
        ('<mml:math display="sideways"/>', False),
        (
            "<mml:math><mml:semantics><mml:mi>x</mml:mi><mml:annotation-xml><b/></mml:annotation-xml></mml:semantics></mml:math>",
            True,
        ),
    ],
)
def test_mathml(formula: str, valid: bool) -> None:
    """Formulas are checked too, in both sets."""
    abstract = f"<jats:abstract><jats:p><jats:inline-formula>{formula}</jats:inline-formula></jats:p></jats:abstract>"
    assert _agree(deposit(abstract=abstract), CROSSREF) is valid
    assert _agree(article(f"<p><inline-formula>{formula}</inline-formula></p>"), JATS) is valid


@pytest.mark.parametrize(
    ("body", "codes"),
    [
        ('<p><xref rid="a"/></p><p id="a"/>', []),
        ('<p><xref rid=" a&#10;b "/></p><p id="a"/><p id=" b"/>', []),
        ('<p><xref rid="b"/></p><p id="a"/>', ["schema-idref"]),
        ('<p><xref rid="a b c"/></p><p id="a"/>', ["schema-idref", "schema-idref"]),
        ('<p><xref rid=" "/></p>', ["schema-idref"]),
        (
            '<table-wrap id="t"><table><tbody><tr><td headers="t u"/></tr></tbody></table></table-wrap>',
            ["schema-idref"],
        ),
    ],
)
def test_idrefs(body: str, codes: list[str]) -> None:
    """Every name in an IDREF or IDREFS has its ID."""
    assert _agree(article(body), JATS) is (codes == [])
    assert _codes(article(body), JATS) == codes


def test_ids_in_misplaced_elements_count() -> None:
    """A misplaced element is one fault; references to what is in it are none."""
    content = article('<p><xref rid="n"/></p><sec><title/><bogus/><p id="n"/></sec>')
    assert _codes(content, JATS) == ["schema-element-unknown"]


@pytest.mark.parametrize(
    ("body", "valid"),
    [
        ('<p><ext-link xlink:type="simple"/></p>', True),
        ('<p><ext-link xlink:type="locator"/></p>', False),
        ('<preformat xml:space="preserve"/>', True),
        ('<preformat xml:space="default"/>', False),
        ('<p><inline-formula><mml:math xlink:type="locator"/></inline-formula></p>', True),  # not fixed there
    ],
)
def test_fixed_attribute_references(body: str, valid: bool) -> None:
    """A value that is fixed where the attribute is referred to."""
    assert _agree(article(body), JATS) is valid


@pytest.mark.parametrize(
    ("date", "valid"), [("2026-01-15", True), (" 2026-01-15\n", True), ("2026-13-15", False), ("２０２６-01-15", False)]
)
def test_blanks_around_dates(date: str, valid: bool) -> None:
    """White space around a date is no fault; digits are ASCII digits, whatever Python's ``int`` may take."""
    licence = f'<ai:program><ai:license_ref start_date="{date}">https://example.org/</ai:license_ref></ai:program>'
    assert check(deposit(after=licence), CROSSREF).valid is valid


def test_any_string_is_a_uri() -> None:
    """In XML Schema 1.1 the brackets of an old DOI do no harm to an address."""
    licence = "<ai:program><ai:license_ref>https://example.org/10.1002/(SICI)1[1]</ai:license_ref></ai:program>"
    assert _agree(deposit(after=licence), CROSSREF)


def test_type_of_the_instance() -> None:
    """An ``xsi:type`` that names nothing is a fault, not a crash."""
    assert not _agree(deposit().replace(b"<registrant>", b'<registrant xsi:type="mml:nothing">'), CROSSREF)


def test_comments_inside_values() -> None:
    """A comment or processing instruction inside a value is no part of it."""
    content = (
        deposit().replace(b"<year>2026", b"<year>20<!-- here --><?and here?>26").replace(b"<doi>", b"<doi><!-- -->")
    )
    assert _agree(content, CROSSREF)


def test_hints_at_schemas_are_not_followed(tmp_path: Path) -> None:
    """A document cannot bring its own schema."""
    hint = tmp_path / "hint.xsd"
    hint.write_text(
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.crossref.org/schema/5.5.0"/>',
        encoding="utf-8",
    )
    hinted = f'version="5.5.0" xsi:schemaLocation="http://www.crossref.org/schema/5.5.0 {hint.as_uri()}" '
    assert _agree(deposit().replace(b'version="5.5.0"', hinted.encode()), CROSSREF)
    assert not _agree(deposit(language="zz").replace(b'version="5.5.0"', hinted.encode()), CROSSREF)


def test_threads_share_a_checker() -> None:
    """Each of many threads gets the verdict of its own document."""
    documents = [deposit(language="fr" if number % 2 else f"zz{number}") for number in range(60)]
    with ThreadPoolExecutor(6) as threads:
        reports = list(threads.map(lambda content: check(content, CROSSREF), documents))
    for number, report in enumerate(reports):
        assert report.valid is bool(number % 2)
        assert report.valid or f"zz{number}" in str(report.findings[0].message)


def test_nothing_slow_is_imported() -> None:
    """A plain check needs neither xmlschema nor elementpath."""
    program = (
        "import sys; from pipeline.validation import check; assert check(sys.stdin.buffer.read(), sys.argv[1]).valid; "
        "sys.exit(int('xmlschema' in sys.modules or 'elementpath' in sys.modules))"
    )
    for content, schema in ((deposit(), CROSSREF), (article("<p/>"), JATS)):
        subprocess.run([sys.executable, "-c", program, schema], input=content, cwd=CHECKOUT, check=True)


def test_thousands_of_faults() -> None:
    """A crowded document full of faults is refused without naming them all, with a place for each that is named."""
    report = check(article('<p bogus="1"/>\n' * 25_000), JATS)
    assert not report.valid
    assert {finding.code for finding in report.findings} == {"schema-attribute-not-allowed", "schema-too-many"}
    assert [finding.place.line for finding in report.findings[:3]] == [5, 6, 7]
    assert len(report.findings) < 2000


def test_crowded_documents() -> None:
    """A long document is checked like any other: valid, or with each of its faults."""
    assert check(article("<p/>" * 50_000), JATS).valid
    (finding,) = check(article("<p/>" * 50_000 + '<p bogus="1"/>'), JATS).findings
    assert finding.place.path == "/article/body/p[50001]/@bogus"


def test_crowded_documents_are_let_go() -> None:
    """Checking them again and again takes no more memory than checking them once."""
    content = article("<p><bold>x</bold></p>" * 15_000)
    pages = Path("/proc/self/statm")
    if not pages.exists():
        pytest.skip("only Linux tells how much memory a process has")

    def memory() -> int:
        check(content, JATS)
        return int(pages.read_text().split()[1])

    first = [memory() for _ in range(3)][-1]
    assert [memory() for _ in range(10)][-1] < first + 10 * 256  # ten documents of 6 MB or more, in pages of 4 KiB
