"""What documents are is told by their root, namespace, versions and DOCTYPE."""

import pytest
from lxml import etree

from pipeline.i18n import localizer
from pipeline.validation.detecting import Detected, detect
from pipeline.validation.doctypes import Doctype, find_dtd

JATS_1 = "http://www.ncbi.nlm.nih.gov/JATS1"
ARCHIVING_1_2 = "-//NLM//DTD JATS (Z39.96) Journal Archiving and Interchange DTD v1.2 20190208//EN"


def _detect(document: str) -> Detected:
    tree = etree.fromstring(document.encode()).getroottree()
    doctype = Doctype.of(tree)
    return detect(tree, doctype, find_dtd(doctype, tree.getroot().get("dtd-version", "")), "a.xml")


def _crossref(version: str, family: str = "schema") -> str:
    return f'<doi_batch xmlns="http://www.crossref.org/{family}/{version}" version="{version}"/>'


KNOWN = {
    _crossref("4.4.2"): ("crossref", "crossref-4.4.2"),
    _crossref("4.8.1"): ("crossref", "crossref-4.8.1"),
    _crossref("5.3.1"): ("crossref", "crossref-5.3.1"),
    _crossref("5.4.0"): ("crossref", "crossref-5.4.0"),
    _crossref("5.5.0"): ("crossref", "crossref-5.5.0"),
    _crossref("4.4.2", "doi_resources_schema"): ("doi_resources", "doi_resources-4.4.2"),
    _crossref("5.4.0", "doi_resources_schema"): ("doi_resources", "doi_resources-5.4.0"),
    '<c:doi_batch xmlns:c="http://www.crossref.org/schema/5.5.0"/>': ("crossref", "crossref-5.5.0"),
    '<article dtd-version="1.0"/>': ("jats", "jats-publishing-1.0"),
    '<article dtd-version="1.1"/>': ("jats", "jats-publishing-1.1"),
    '<article dtd-version=" 1.3 "/>': ("jats", "jats-publishing-1.3"),
    '<article dtd-version="1.3d2"/>': ("jats", "jats-publishing-1.3"),
    '<article dtd-version="1.4"/>': ("jats", "jats-publishing-1.4"),
    "<article/>": ("jats", "jats-publishing-1.3"),
    f'<j:abstract xmlns:j="{JATS_1}"/>': ("jats", "jats-fragment-1.3"),
}


@pytest.mark.parametrize(("document", "expected"), KNOWN.items(), ids=[expected[1] for expected in KNOWN.values()])
def test_known_documents(document: str, expected: tuple[str, str]) -> None:
    """Each version that the catalog knows."""
    found = _detect(document)
    assert found.schema is not None
    assert (found.kind, found.schema.id) == expected


def test_a_version_without_an_xsd_is_checked_by_its_dtd() -> None:
    """JATS 1.2 and the drafts; the flavour is that of the DOCTYPE, publishing where there is none."""
    found = _detect(f'<!DOCTYPE article PUBLIC "{ARCHIVING_1_2}" "x.dtd"><article dtd-version="1.2"/>')
    assert found.schema is None
    assert found.dtd is not None
    assert (found.dtd.schema_set.id, found.dtd.entry) == ("jats-dtd-1.2", "JATS-archivearticle1.dtd")
    assert _detect('<article dtd-version="1.2"/>').dtd is not None
    assert not found.findings


def test_the_version_on_the_root_counts() -> None:
    """Where root and DOCTYPE differ, the root is believed, and the DTD is that of its version."""
    found = _detect(f'<!DOCTYPE article PUBLIC "{ARCHIVING_1_2}" "x.dtd"><article dtd-version="1.0"/>')
    assert found.schema is not None
    assert found.schema.id == "jats-archiving-1.0"


@pytest.mark.parametrize(("stated", "codes"), [("1.0", []), ("7.7", ["schema-version-unknown"])])
def test_versions_that_differ_are_told(stated: str, codes: list[str]) -> None:
    """A warning in both languages names both versions, and how to mend either, whether or not there is a schema."""
    document = f'<!DOCTYPE article PUBLIC "{ARCHIVING_1_2}" "x.dtd"><article dtd-version="{stated}"/>'
    *others, told = _detect(document).findings
    assert [finding.code for finding in others] == codes
    assert (told.code, told.severity, told.place.path) == ("jats-version-differs", "warning", "/article/@dtd-version")
    assert told.remedy is not None
    for tag in ("en", "fr"):
        say = localizer(tag).say
        assert all(version in say(text) for version in ("1.2", stated) for text in (told.message, told.remedy))


@pytest.mark.parametrize(
    ("public", "stated"),
    [
        (ARCHIVING_1_2, "1.2"),
        (ARCHIVING_1_2, " 1.2 "),
        (ARCHIVING_1_2, ""),
        ("-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.3d2 20201130//EN", "1.3"),  # one set for both
        ("-//Example//DTD of our own//EN", "1.2"),
    ],
)
def test_versions_that_agree(public: str, stated: str) -> None:
    """Nothing is told where both say the same, or only one says something."""
    found = _detect(f'<!DOCTYPE article PUBLIC "{public}" "x.dtd"><article dtd-version="{stated}"/>')
    assert found.findings == ()


def test_a_guess_is_told() -> None:
    """An article that does not say its version is checked, with a note that says against what."""
    (finding,) = _detect("<article/>").findings
    assert (finding.code, finding.severity) == ("jats-version-unstated", "note")


UNKNOWN = {
    _crossref("4.3.4"): ("crossref", "schema-version-unknown", "5.5.0"),
    _crossref("9.9.9", "doi_resources_schema"): ("doi_resources", "schema-version-unknown", "5.4.0"),
    '<article dtd-version="7.7"/>': ("jats", "schema-version-unknown", "1.3"),
    '<doi_batch version="5.3.1"/>': ("crossref", "schema-namespace-wrong", "http://www.crossref.org/schema/5.3.1"),
    '<doi_batch_diagnostic status="completed"/>': ("unknown", "document-unknown", "submission log"),
    '<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"/>': ("unknown", "document-unknown", "OAI-PMH"),
    '<svg xmlns="http://www.w3.org/2000/svg"/>': ("unknown", "document-unknown", "http://www.w3.org/2000/svg"),
    "<root/>": ("unknown", "document-unknown", "<root>"),
    '<article xmlns="http://docbook.org/ns/docbook"/>': ("unknown", "document-unknown", "docbook"),
}


@pytest.mark.parametrize(("document", "expected"), UNKNOWN.items(), ids=list(range(len(UNKNOWN))))
def test_unknown_documents(document: str, expected: tuple[str, str, str]) -> None:
    """They are a clear problem with a remedy, and have no schema."""
    found = _detect(document)
    kind, code, said = expected
    (finding,) = found.findings
    assert (found.kind, finding.code, finding.severity) == (kind, code, "error")
    assert found.schema is None
    assert found.dtd is None
    assert said in f"{finding.message} {finding.remedy}"
