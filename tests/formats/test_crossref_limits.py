"""The limits of Crossref's schema: what is at them is valid, and a rule finds what is beyond."""

from collections.abc import Callable
from typing import Any

import pytest

from pipeline import rules
from pipeline.findings import Severity
from pipeline.model import Work
from pipeline.rules.base import CROSSREF
from tests.formats.crossref_support import cut, faults, journal, render
from tests.formats.test_crossref import plain_work

LIMITED: dict[str, tuple[int, Callable[[str], dict[str, Any]]]] = {
    "given": (200, lambda text: {"contributors": [{"family": "A", "given": text}]}),
    "family": (200, lambda text: {"contributors": [{"family": text}]}),
    "mononym": (200, lambda text: {"contributors": [{"mononym": text}]}),
    "suffix": (10, lambda text: {"contributors": [{"family": "A", "suffix": text}]}),
    "organization": (511, lambda text: {"contributors": [{"type": "organization", "name": {"en": text}}]}),
    "other name": (
        200,
        lambda text: {"contributors": [{"family": "A", "other_names": [{"language": "ar", "family": text}]}]},
    ),
    "other given name": (
        200,
        lambda text: {
            "contributors": [{"family": "A", "other_names": [{"language": "ar", "family": "B", "given": text}]}]
        },
    ),
    "institution": (1024, lambda text: _affiliated(name={"en": text})),
    "department": (255, lambda text: _affiliated(name={"en": "A"}, department={"en": text})),
    "acronym": (255, lambda text: _affiliated(name={"en": "A"}, acronym=text)),
    "city": (255, lambda text: _affiliated(name={"en": "A"}, city={"en": text})),
    "identifier": (255, lambda text: {"ids": [{"type": "other", "value": text}]}),
    "journal title": (255, lambda text: {"journal": journal(title={"en": text})}),
    "registrant": (
        255,
        lambda text: {
            "journal": journal(publisher={"name": {"en": text}}, depositor={"name": "D", "email": "d@example.org"})
        },
    ),
}
"""For each limited value: how many characters the schema takes, and a record with the value."""


def _affiliated(**affiliation: Any) -> dict[str, Any]:
    return {
        "contributors": [{"family": "A", "affiliations": ["one"]}],
        "affiliations": [{"id": "one", **affiliation}],
    }


def errors(work: Work) -> list[str]:
    """Give the codes of the rules that keep a work out of a deposit."""
    subjects = (work, work.journal, *((work.issue,) if work.issue else ()))
    found = [rule for subject in subjects for rule, _ in rules.check(subject)]
    return [rule.code for rule in found if rule.severity is Severity.ERROR and rule.concerns in ("", CROSSREF)]


@pytest.mark.parametrize("name", LIMITED)
def test_value_at_the_limit_is_valid(name: str) -> None:
    """The rule is no stricter than the schema."""
    limit, record = LIMITED[name]
    work = plain_work(**record("é" * limit))
    assert errors(work) == []
    assert faults(render(cut(work)[0])) == []


@pytest.mark.parametrize("name", LIMITED)
def test_value_beyond_the_limit_is_found(name: str) -> None:
    """The rule is no laxer than the schema."""
    limit, record = LIMITED[name]
    assert errors(plain_work(**record("é" * (limit + 1)))) == ["text-too-long-for-crossref"]


MANY: dict[str, tuple[int, Callable[[int], dict[str, Any]]]] = {
    "title": (20, lambda count: {"title": {f"en-x-{number}": "T" for number in range(count)}}),
    "ids": (10, lambda count: {"ids": [{"type": "other", "value": str(number)} for number in range(count)]}),
}


@pytest.mark.parametrize("name", MANY)
def test_number_of_values(name: str) -> None:
    """So many are valid, and one more is found and would be invalid."""
    limit, record = MANY[name]
    work, beyond = plain_work(**record(limit)), plain_work(**record(limit + 1))
    assert (errors(work), faults(render(cut(work)[0]))) == ([], [])
    assert errors(beyond) == ["too-many-for-crossref"]
    assert faults(render(cut(beyond)[0])) != []


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dates": {}}, "publication-date-missing"),
        ({"journal": journal(urls={})}, "landing-address-missing"),
        ({"doi": "10.5555/é"}, "doi-characters"),
        ({"updates": [{"type": "erratum", "doi": "10.5555/x", "date": "2026-01-01"}]}, "crossmark-policy-missing"),
        ({"crossmark": {"assertions": [{"name": "ab", "value": "cd"}]}}, "crossmark-policy-missing"),
        (
            {
                "crossmark": {"policy": "10.5555/p"},
                "updates": [{"type": "erratum", "doi": "10.5555/x", "date": "2026"}],
            },
            "update-without-day",
        ),
    ],
)
def test_what_cannot_be_deposited_is_found(changes: dict[str, Any], code: str) -> None:
    """Before anything is rendered."""
    if "journal" in changes:
        changes = {"journal": {**changes["journal"], "doi": None, "crossmark": None}}
    assert code in errors(plain_work(**changes))


def test_full_record_has_no_errors() -> None:
    """What the other tests deposit is what the rules let pass."""
    assert errors(plain_work()) == []
