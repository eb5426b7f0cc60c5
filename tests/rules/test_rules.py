"""Every rule finds its fault in its bad example, and nothing at all in its good one."""

import json
from pathlib import Path

import pytest

from pipeline.findings import Severity
from pipeline.reader import read
from pipeline.rules import Rule, all_rules, spoils
from pipeline.rules.base import CROSSREF
from tests.rules.support import FAULTLESS, codes, example, findings, merged

SINGLE = [rule for rule in all_rules() if not rule.unique]
SIDE_BY_SIDE = [rule for rule in all_rules() if rule.unique]


def _code(rule: Rule) -> str:
    return rule.code


def test_faultless_record_is_faultless() -> None:
    """Otherwise the other tests would prove nothing."""
    assert codes({}) == []


@pytest.mark.parametrize("rule", SINGLE, ids=_code)
def test_bad_example_has_the_fault(rule: Rule) -> None:
    """The finding has the rule's code and severity, a place, words and a remedy."""
    found = [finding for finding in findings(example(rule.bad)) if finding.code == rule.code]
    assert found
    for finding in found:
        assert finding.severity is rule.severity
        assert finding.place.line
        assert finding.place.path
        assert str(finding.message)
        assert finding.remedy
        assert str(finding.remedy)


@pytest.mark.parametrize("rule", SINGLE, ids=_code)
def test_good_example_has_no_fault(rule: Rule) -> None:
    """Not even another rule's, but what the example cannot help: its DOI may be one for examples, and stand in text."""
    unavoidable = {"example-prefix", "doi-in-reference-text"} - {rule.code}
    assert set(codes(example(rule.good))) <= unavoidable


@pytest.mark.parametrize("rule", SIDE_BY_SIDE, ids=_code)
@pytest.mark.parametrize("which", ["bad", "good"])
def test_examples_side_by_side(rule: Rule, which: str, tmp_path: Path) -> None:
    """The second work has the fault, and is told where the first one is."""
    path = tmp_path / "works.jsonl"
    lines = [json.dumps(merged(FAULTLESS, changes)) for changes in example(getattr(rule, which))]
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [finding for reading in read([path]) for finding in reading.findings if finding.code == rule.code]
    if which == "good":
        assert not found
    else:
        (finding,) = found
        assert (finding.place.line, finding.severity) == (2, rule.severity)
        assert f"{path}:1" in str(finding.message)


@pytest.mark.parametrize("rule", all_rules(), ids=_code)
def test_rule_says_what_it_is(rule: Rule) -> None:
    """It has a title, a reason, examples, and something to look at; its module is named after it."""
    assert str(rule.title).endswith(".")
    assert str(rule.why).endswith(".")
    assert any((rule.work, rule.journal, rule.issue, rule.text, rule.unique))
    assert rule.concerns in ("", CROSSREF)
    folder = Path(__file__).parents[2] / "pipeline" / "rules"
    assert (folder / f"{rule.code.replace('-', '_')}.py").exists()


def test_what_a_fault_spoils() -> None:
    """Some spoil deposits alone; what is no rule's fault spoils all."""
    assert spoils("depositor-missing", "crossref")
    assert spoils("depositor-missing", "references")
    assert not spoils("depositor-missing", "jats")
    assert spoils("affiliation-unknown", "jats")
    assert spoils("key-unknown", "site")


def test_errors_are_few() -> None:
    """An error means that an output would be invalid or refused; taste is a warning."""
    errors = {rule.code for rule in all_rules() if rule.severity is Severity.ERROR}
    assert errors == {
        "affiliation-unknown",
        "crossmark-policy-missing",
        "depositor-missing",
        "doi-characters",
        "doi-duplicate",
        "doi-prefix-mismatch",
        "doi-reused",
        "id-duplicate",
        "journal-unidentified",
        "landing-address-missing",
        "orcid-repeated",
        "publication-date-missing",
        "text-too-long-for-crossref",
        "too-many-for-crossref",
        "update-without-day",
    }
