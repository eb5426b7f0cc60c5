"""The known differences, one by one: that we are right, what the others say, and that the docs tell of each."""

import re

import pytest
import xmlschema
from lxml import etree

from pipeline.validation import Checker
from tests.support import CHECKOUT
from tests.validation.differential.cases import CASES, RAISES, RECORDED_WITH, REFUSES, Case, Verdict
from tests.validation.differential.comparing import engines_for
from tests.validation.differential.known import KNOWN
from tests.validation.examples import XS, made

IDS = [f"{case.name}-{number}" for number, case in enumerate(CASES)]


def _libxml2(case: Case) -> Verdict:
    try:
        schema = etree.XMLSchema(etree.fromstring(case.schema))
    except etree.XMLSchemaParseError:
        return REFUSES
    return schema.validate(etree.fromstring(case.document))


def _xmlschema(case: Case) -> Verdict:
    engine = xmlschema.XMLSchema11 if case.xsd == "1.1" else xmlschema.XMLSchema10
    try:
        return engine(case.schema).is_valid(etree.fromstring(case.document))
    except (KeyError, OverflowError):
        return RAISES


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_we_are_right(case: Case) -> None:
    """Our verdict is that of the standard, whatever others say."""
    checker = Checker(made(case.schema, xsd=case.xsd))
    assert checker.check(case.document.encode()).valid is case.right
    assert not checker.uses_judge


@pytest.mark.parametrize("case", CASES, ids=IDS)
def test_others_differ(case: Case) -> None:
    """The docs tell the truth about the bare engines, of the versions that were looked at."""
    if RECORDED_WITH["libxml2"] == etree.LIBXML_VERSION:
        assert _libxml2(case) == case.libxml2
    if RECORDED_WITH["xmlschema"] == xmlschema.__version__:
        assert _xmlschema(case) == case.xmlschema


def test_every_case_is_one() -> None:
    """For each name, some engine is wrong on one of the cases at least."""
    for name in {case.name for case in CASES}:
        cases = [case for case in CASES if case.name == name]
        assert any(case.right not in (case.libxml2, case.xmlschema) or case.libxml2 != case.xmlschema for case in cases)


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: known.name)
def test_known_differences_are_recognised(known: object) -> None:
    """Each cause that the comparison knows explains one of the cases."""
    names = [case.name for case in CASES]
    assert getattr(known, "name", "") in names
    causes: set[str] = set()
    for case in CASES:
        causes.update(engines_for(made(case.schema, xsd=case.xsd)).compare(case.document.encode()).causes)
    assert getattr(known, "name", "") in causes


def test_another_difference_is_not_excused() -> None:
    """A known cause in a document explains nothing that it does not explain."""
    schema = f'<xs:schema {XS}><xs:element name="a" type="xs:integer"/></xs:schema>'
    both = engines_for(made(schema))
    wrong = type(both)(ours=lambda _: False, judge=both.judge, xsd="1.0")  # an engine that refuses everything
    assert both.compare("<a>\u00a01</a>".encode()).causes == ("unicode-blanks",)
    assert wrong.compare("<a>\u00a01</a>".encode()).causes == ()
    assert not wrong.compare(b"<a>1</a>").explained


def test_docs_name_them_all() -> None:
    """docs/verdicts.md has a section for each, and for nothing else."""
    text = (CHECKOUT / "docs" / "verdicts.md").read_text(encoding="utf-8")
    sections = re.findall(r"^### `([\w-]+)`$", text, re.MULTILINE)
    assert sorted(sections) == sorted({case.name for case in CASES})
