"""Our verdicts on the real documents of the corpus: those of xmlschema and Xerces, and of the final official set.

``PIPELINE_CORPUS=all`` gives every document to the judge, which takes some minutes; else those that are not long.
"""

import os

import pytest
from lxml import etree

from pipeline.validation import check
from pipeline.validation.parsing import parse
from tests.support import shared
from tests.validation.differential.comparing import Tally, engines
from tests.validation.differential.originals import LARGEST, manifest, sets
from tests.validation.examples import JATS

IDS = tuple(known.id for known in sets())
LONGEST = 10**9 if os.environ.get("PIPELINE_CORPUS") == "all" else LARGEST


def test_there_are_documents() -> None:
    """The manifest is read, and names documents of each kind."""
    rows = manifest()
    assert len(rows) > 200
    assert {row.schema.partition("-")[0] for row in rows} == {"crossref", "doi_resources", "jats"}


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("schema", IDS)
def test_recorded_verdicts(schema: str) -> None:
    """Our verdict is that recorded for xmlschema and Xerces; where libxml2 has another, references are the reason."""
    for row in (row for row in manifest() if row.schema == schema):
        report = check(row.content, schema)
        libxml2, *others = (verdict == "valid" for verdict in row.engines)
        assert others == [report.valid, report.valid], row.path
        if libxml2 != report.valid:
            assert {finding.code for finding in report.findings} == {"schema-idref"}, row.path
        if row.basis == "XSD":
            assert (row.expected == "valid") is report.valid, row.path


@pytest.mark.usefixtures("installed")
@pytest.mark.parametrize("schema", IDS)
def test_the_judge_agrees(schema: str) -> None:
    """The judge, run here and now, gives the same verdicts."""
    both, tally = engines(schema), Tally()
    for row in manifest():
        if row.schema == schema and len(row.content) <= LONGEST:
            tally.add(row.path, both.compare(row.content))
    assert tally.unexplained == []
    assert not tally.causes  # real documents have none of the oddities


@pytest.mark.usefixtures("official")
def test_real_articles_by_the_official_set() -> None:
    """Our driver over the 1.3d2 modules gives libxml2's verdict on the final 1.3 set, for every article that parses.

    IDREF targets are left out: libxml2 does not look at them.
    """
    official = shared("schemas", "jats", "1.3", "publishing", "JATS-journalpublishing1-3-mathml3.xsd")
    schema = etree.XMLSchema(etree.parse(official))
    differ, compared = [], 0
    for path in sorted(shared("corpus", "jats").glob("*.xml")):
        content = path.read_bytes()
        tree, _ = parse(content)
        if tree is None:
            continue
        compared += 1
        codes = {finding.code for finding in check(content, JATS).findings} - {"schema-idref"}
        if schema.validate(tree) != (not codes):
            differ.append(path.name)
    assert differ == []
    assert compared >= 150
