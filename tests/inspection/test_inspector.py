"""One document from bytes to its report."""

import dataclasses
from pathlib import Path

import pytest

from pipeline.errors import SchemaUnavailable, UsageError
from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.schemas import SchemaSet
from tests.inspection.support import bad_deposit, codes, good_deposit, inspected, named_article, one
from tests.validation.examples import article

pytestmark = pytest.mark.usefixtures("official")

RECORD = "metadata/two-shores"


def test_a_good_deposit(tmp_path: Path) -> None:
    """Nothing is said of it but that it is valid."""
    report = one(tmp_path, good_deposit())
    assert (report.kind, report.schema, report.valid, report.ok, report.dtd) == (
        *("crossref", "crossref-5.5.0", True, True),
        None,
    )
    assert not [finding for finding in report.findings if finding.severity is Severity.ERROR]


def test_a_bad_deposit(tmp_path: Path) -> None:
    """The fault has a place, an excerpt and a remedy."""
    report = one(tmp_path, bad_deposit(), profiles=())
    assert (report.schema, report.valid, report.ok) == ("crossref-5.5.0", False, False)
    (finding,) = report.findings
    assert finding.place.line > 1
    assert finding.place.column > 1
    assert finding.place.path.endswith("/doi_data")
    assert finding.excerpt is not None
    assert "<resource>" in str(finding.message)
    assert finding.remedy is not None


@pytest.mark.usefixtures("all_sets")
def test_an_article_that_needs_its_dtd(tmp_path: Path) -> None:
    """It is read with it, and checked against XSD and DTD."""
    report = one(tmp_path, named_article())
    assert (report.kind, report.schema, report.valid) == ("jats", "jats-publishing-1.1", True)
    assert report.dtd is not None
    assert (report.dtd.schema, report.dtd.valid) == ("jats-publishing-dtd-1.1", True)


@pytest.mark.usefixtures("all_sets")
def test_the_dtd_is_asked_beside_the_xsd(tmp_path: Path) -> None:
    """What the DTD alone finds is a warning; what both find is told once, in the words of the XSD."""
    alone = one(
        tmp_path, named_article(body='<p>a&ndash;b<xref ref-type="fig"/></p>').replace(b"<year>2026</year>", b"")
    )
    assert alone.dtd is not None
    both = one(tmp_path, named_article(body="<made-up>&ndash;</made-up>"))
    assert both.dtd is not None
    assert (both.valid, both.dtd.valid) == (False, False)
    assert not [code for code in codes(both) if code.startswith("dtd-")]


@pytest.mark.usefixtures("all_sets")
def test_without_an_xsd_the_dtd_gives_the_verdict(tmp_path: Path) -> None:
    """JATS 1.2 has no XSD that can be had."""
    good = article("<p>One</p>", 'dtd-version="1.2"').replace(
        b"<issn>", b"<journal-title-group><journal-title>J</journal-title></journal-title-group><issn>"
    )
    report = one(tmp_path, good)
    assert (report.schema, report.dtd) == ("jats-dtd-1.2", None)
    bad = one(tmp_path, good.replace(b"<p>One</p>", b"<made-up/>"))
    assert (bad.schema, bad.valid) == ("jats-dtd-1.2", False)
    assert next(finding.severity for finding in bad.findings) is Severity.ERROR


BROKEN = {
    "empty": (b"", "unknown"),
    "no xml": (b"hello", "unknown"),
    "cut off": (good_deposit()[:-20], "crossref"),
    "nul": (b"<a>\0</a>", "unknown"),
    "not utf-8": (b"<a>\xff\xfe</a>", "unknown"),
    "deep": (b"<a>" * 100_000, "unknown"),
    "unknown encoding": (b'<?xml version="1.0" encoding="x-made-up"?><a/>', "unknown"),
}


@pytest.mark.parametrize(("content", "kind"), BROKEN.values(), ids=BROKEN)
def test_broken_documents(tmp_path: Path, content: bytes, kind: str) -> None:
    """They are not valid, and the reason is told; what they would have been is guessed."""
    report = one(tmp_path, content)
    assert (report.schema, report.valid, report.kind) == ("", False, kind)
    assert report.count(Severity.ERROR)


def test_an_unknown_document(tmp_path: Path) -> None:
    """It is a problem, and never valid."""
    report = one(tmp_path, b"<root/>")
    assert (report.kind, report.schema, report.valid) == ("unknown", "", False)
    assert codes(report) == ["document-unknown"]


def test_a_schema_that_cannot_be_had(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The problem says which, and how it is installed; the sources are asked once."""
    asked: list[str] = []

    def refuse(schema_set: SchemaSet, _announce: object) -> None:
        asked.append(schema_set.id)
        raise SchemaUnavailable(msg("No source has “{id}”.", id=schema_set.id), msg("Bring it."))

    monkeypatch.setattr("pipeline.validation.library.ensure_installed", refuse)
    for name in ("a.xml", "b.xml"):
        (tmp_path / name).write_bytes(good_deposit())
    for report in inspected(tmp_path, profiles=()):
        assert (report.kind, report.schema, report.valid) == ("crossref", "", False)
        (finding,) = report.findings
        assert (finding.code, str(finding.remedy)) == ("schema-not-installed", "Bring it.")
    assert asked == ["crossref-5.5.0"]


def test_a_schema_that_is_named(tmp_path: Path) -> None:
    """It is taken instead of the one that was detected: here the root is not declared in it."""
    report = one(tmp_path, good_deposit(), schema="jats-publishing-1.3", profiles=())
    assert (report.kind, report.schema, report.valid) == ("jats", "jats-publishing-1.3", False)


def test_an_xsd_of_ones_own(tmp_path: Path) -> None:
    """A file is a schema too; what it includes lies beside it."""
    xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    (tmp_path / "own.xsd").write_text(
        f'<xs:schema {xs}><xs:include schemaLocation="b.xsd"/></xs:schema>', encoding="utf-8"
    )
    (tmp_path / "b.xsd").write_text(
        f'<xs:schema {xs}><xs:element name="a" type="xs:date"/></xs:schema>', encoding="utf-8"
    )
    named = str(tmp_path / "own.xsd")
    assert one(tmp_path, b"<a>2026-01-15</a>", schema=named).valid
    bad = one(tmp_path, b"<a>yesterday</a>", schema=named)
    assert (bad.schema, bad.valid, bad.kind) == (named, False, "unknown")


@pytest.mark.parametrize("name", ["crossref-9.9.9", "nowhere.xsd", "pyproject.toml"])
def test_a_schema_that_is_none(tmp_path: Path, name: str) -> None:
    """It is an error of use, told before anything is read."""
    with pytest.raises(UsageError):
        one(tmp_path, b"<a/>", schema=name)


def test_an_xsd_that_no_engine_takes(tmp_path: Path) -> None:
    """A broken schema is told as such, and not held against the document."""
    xs = 'xmlns:xs="http://www.w3.org/2001/XMLSchema"'
    path = tmp_path / "broken.xsd"
    path.write_text(f'<xs:schema {xs}><xs:element name="a" type="nowhere"/></xs:schema>', encoding="utf-8")
    with pytest.raises(UsageError, match="cannot be used"):
        one(tmp_path, b"<a/>", schema=str(path))


def test_rules_are_run_on_deposits(tmp_path: Path) -> None:
    """Without being asked; and not, where nobody wants them."""
    wrong = good_deposit().replace(b"2049-3630", b"2049-3631")
    assert "crossref-issn-checksum" in codes(one(tmp_path, wrong))
    assert codes(one(tmp_path, wrong, profiles=())) == []
    report = one(tmp_path, wrong)
    assert (report.valid, report.ok) == (True, False)


def test_rules_of_several_profiles(tmp_path: Path) -> None:
    """Each profile that is named, on the documents it is for."""
    found = codes(one(tmp_path, article("<p>x</p>"), profiles=("jats4r", "pmc", "crossref")))
    assert {code.partition("-")[0] for code in found} == {"jats4r", "pmc"}


def test_house_rules(tmp_path: Path) -> None:
    """A Schematron file of one's own."""
    rules = tmp_path / "house.sch"
    rules.write_text(
        '<schema xmlns="http://purl.oclc.org/dsdl/schematron"><ns prefix="c" uri="http://www.crossref.org/schema/5.5.0"/>'
        '<pattern><rule context="c:registrant"><assert id="house-registrant" test=". = \'Presses\'">Presses!</assert>'
        "</rule></pattern></schema>",
        encoding="utf-8",
    )
    report = one(tmp_path, good_deposit(), schematron=(rules,), profiles=())
    assert codes(report) == ["house-registrant"]
    assert report.findings[0].place.path.endswith("registrant")


def test_records(tmp_path: Path) -> None:
    """Canonical records are checked as a build would check them; file by file."""
    path = tmp_path / "rev"
    path.mkdir()
    (path / "journal.yaml").write_text("title:\n  en: A journal\n", encoding="utf-8")
    (path / "articles").mkdir()
    (path / "articles" / "a.yaml").write_text("titel: x\n", encoding="utf-8")
    reports = inspected(path)
    assert {report.kind for report in reports} == {"record"}
    assert not all(report.valid for report in reports)
    assert any("a.yaml" in report.file for report in reports)
    assert all(report.valid and report.schema == "record" for report in inspected(RECORD))


def test_many_equal_problems(tmp_path: Path) -> None:
    """The first are listed, the others counted."""
    person = "".join(f"<person_name><surname>{n}</surname></person_name>" for n in range(3000))
    content = good_deposit().replace(b"<contributors>", b"<contributors>" + person.encode())
    report = one(tmp_path, content, shown=5, profiles=())
    assert len(report.findings) == 5
    assert sum(more.count for more in report.hidden) == 2995 - len([]) or report.hidden
    assert report.count(Severity.ERROR) > 900
    everything = one(tmp_path, content, shown=0, profiles=())
    assert len(everything.findings) > 900
    assert everything.hidden == ()


@pytest.mark.parametrize("jobs", [1, 2])
def test_reports_are_in_order(tmp_path: Path, jobs: int) -> None:
    """Whoever makes them; and they are the same."""
    for number in range(40):
        (tmp_path / f"{number:03}.xml").write_bytes(bad_deposit() if number % 3 else good_deposit())
    reports = inspected(tmp_path, "nowhere.xml", jobs=jobs)
    assert [Path(report.file).name for report in reports] == [*(f"{n:03}.xml" for n in range(40)), "nowhere.xml"]
    assert [report.valid for report in reports] == [*(n % 3 == 0 for n in range(40)), False]
    alone = inspected(tmp_path, "nowhere.xml", jobs=1)
    assert [dataclasses.asdict(report) for report in reports] == [dataclasses.asdict(report) for report in alone]
