"""The quick engine and the judge agree: on real documents, and on mutants of a document of our own."""

import copy
import csv
import random
from collections.abc import Iterator
from functools import cache

import pytest
from lxml import etree

from pipeline.validation import check, judge
from pipeline.validation.parsing import parse
from tests.support import shared
from tests.validation.examples import CROSSREF, JATS, article, deposit

pytestmark = pytest.mark.usefixtures("official")


def _corpus(folder: str, schema: str = "") -> Iterator[tuple[str, bytes]]:
    """Give name and bytes of the real documents of a folder for which the manifest names a schema."""
    with shared("corpus", "MANIFEST.tsv").open(encoding="utf-8", newline="") as manifest:
        for row in csv.DictReader(manifest, delimiter="\t"):
            if row["path"].startswith(f"{folder}/") and schema in row["schema"]:
                yield row["path"], shared("corpus", row["path"]).read_bytes()


def test_real_deposits() -> None:
    """Every real deposit for 5.5.0."""
    documents = list(_corpus("crossref", "crossref/5.5.0/"))
    assert len(documents) > 15
    differ = [name for name, content in documents if check(content, CROSSREF).valid != judge(content, CROSSREF).valid]
    assert differ == []


def test_real_articles() -> None:
    """A sample of the real articles, of all sizes."""
    documents = sorted(_corpus("jats"), key=lambda named: len(named[1]))[:150:15]
    differ = [name for name, content in documents if check(content, JATS).valid != judge(content, JATS).valid]
    assert differ == []


def test_real_articles_by_the_official_set() -> None:
    """Our driver over the 1.3d2 modules gives libxml2's verdict on the final 1.3 set, for every article that parses.

    IDREF targets are left out: libxml2 does not look at them.
    """
    official = shared("schemas", "jats", "1.3", "publishing", "JATS-journalpublishing1-3-mathml3.xsd")
    schema = etree.XMLSchema(etree.parse(official))
    differ, compared = [], 0
    for name, content in _corpus("jats"):
        tree, _ = parse(content)
        if tree is None:
            continue
        compared += 1
        codes = {finding.code for finding in check(content, JATS).findings} - {"schema-idref"}
        if schema.validate(tree) != (not codes):
            differ.append(name)
    assert differ == []
    assert compared >= 150


VALUES = (
    *("", " ", "x", "2020", " 2020 ", "2020-01-01", " 2020-01-01\n", "12", "12 ", "en", "fr ", "zz", "text/html"),
    *("credit", "crossref", "author", "[ ]", "simple", "a b", "preserve", "x" * 2000, "1_0", "-1", "+5", "true"),
)


@cache
def _originals() -> tuple[tuple[str, etree._Element], ...]:
    formula = "<mml:math><mml:mfrac><mml:mi>a</mml:mi><mml:mn>2</mml:mn></mml:mfrac></mml:math>"
    roles = (
        '<person_name sequence="first"><surname>Å</surname><role vocab="credit" type="software"/></person_name>'
        '<person_name sequence="additional" contributor_role="editor"><given_name>B</given_name><surname>C</surname>'
        '<role vocab="crossref" type="editor"/></person_name>'
        '<anonymous sequence="additional" contributor_role="author"/>'
    )
    licence = '<ai:program><ai:license_ref start_date="2026-01-15">https://example.org/</ai:license_ref></ai:program>'
    abstract = f"<jats:abstract><jats:p>An <jats:italic>abstract</jats:italic> {formula}</jats:p></jats:abstract>"
    sections = (
        '<sec id="s1"><title>One</title><p>See <xref ref-type="sec" rid="s2 s1">both</xref> and <ext-link '
        'xlink:type="simple" xlink:href="https://example.org/">this</ext-link>.</p></sec>'
        f'<sec id="s2"><title>Two</title><p><inline-formula>{formula}</inline-formula></p>'
        '<preformat xml:space="preserve"> x </preformat></sec>'
    )
    return (
        (CROSSREF, etree.fromstring(deposit(person=roles, abstract=abstract, after=licence))),
        (CROSSREF, etree.fromstring(deposit(person=roles, after=licence))),
        (JATS, etree.fromstring(article(sections))),
    )


def _mutant(seed: int) -> tuple[str, bytes]:
    """Put one fault, or what may be one, into a document of our own."""
    chance = random.Random(seed)  # noqa: S311 - repeatable, not secret
    schema, original = chance.choice(_originals())
    root = copy.deepcopy(original)
    elements = list(root.iter("{*}*"))
    element, other = chance.choice(elements[1:]), chance.choice(elements)
    parent = element.getparent()
    assert parent is not None
    match chance.randrange(7):
        case 0:
            parent.remove(element)
        case 1:
            element.addnext(copy.deepcopy(element))
        case 2:
            parent.insert(0, element)
        case 3:
            element.tag = other.tag
        case 4:
            element.text = chance.choice(VALUES)
        case 5:
            name = chance.choice(sorted(other.attrib) or ["bogus"])
            element.set(name, chance.choice(VALUES))
        case _:
            for name in sorted(other.attrib)[:1]:
                del other.attrib[name]
    return schema, etree.tostring(root)


@pytest.mark.parametrize("start", range(0, 400, 100))
def test_mutants(start: int) -> None:
    """The two engines agree on documents with a fault; about half of the mutants are invalid."""
    invalid = 0
    for seed in range(start, start + 100):
        schema, content = _mutant(seed)
        report = check(content, schema)
        assert report.valid == judge(content, schema).valid, (content.decode(), report.findings)
        invalid += not report.valid
    assert 25 < invalid < 90
