"""Contributors and their names."""

from typing import Any, get_args

import pytest

from pipeline.model.people import (
    AnyContributor,
    CreditRole,
    NameInScript,
    Organization,
    Person,
    credit_term,
    credit_url,
)
from tests.model.support import make, refused, value


@pytest.mark.parametrize(
    ("name", "full", "inverted", "surname"),
    [
        ({"given": "Awa", "family": "Diallo"}, "Awa Diallo", "Diallo, Awa", "Diallo"),
        ({"given": "Awa", "family": "Diallo", "suffix": "Jr."}, "Awa Diallo Jr.", "Diallo, Awa, Jr.", "Diallo"),
        ({"given": "小明", "family": "王", "style": "eastern"}, "王 小明", "王, 小明", "王"),
        ({"mononym": "Platon"}, "Platon", "Platon", "Platon"),
        ({"family": "Diallo"}, "Diallo", "Diallo", "Diallo"),
        ({"given": "Björk", "style": "given-only"}, "Björk", "Björk", "Björk"),
        ({"prefix": "Dr", "given": "A.", "family": "B."}, "A. B.", "B., A.", "B."),
    ],
)
def test_names(name: dict[str, Any], full: str, inverted: str, surname: str) -> None:
    """As printed, as indexes write them, and what goes where a surname must be; a title is no part of them."""
    person = make(Person, **name)
    assert (person.full, person.inverted, person.surname) == (full, inverted, surname)


def test_names_in_other_scripts() -> None:
    """They have names of the same kinds."""
    other = make(NameInScript, language="ar", given="إيلودي", family="نكومو")
    assert (other.full, other.surname) == ("إيلودي نكومو", "نكومو")
    assert refused(NameInScript, {"language": "ar"}) == ["name-missing"]


def test_kinds_of_contributors() -> None:
    """The type tells them apart; without one it is a person."""
    kinds = [
        type(value(AnyContributor, given)).__name__
        for given in ({"family": "X"}, {"type": "organization", "name": "Y"}, {"type": "anonymous"}, Person(family="Z"))
    ]
    assert kinds == ["Person", "Organization", "Anonymous", "Person"]
    assert value(AnyContributor, {"family": "X"}).roles == ("author",)
    assert make(Organization, "en", type="organization", name="Y").name.languages == ("en",)


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "name-missing"),
        ({"mononym": "X", "family": "Y"}, "name-contradictory"),
        ({"type": "group", "name": "X"}, "contributor-type"),
        ({"type": ["person"]}, "contributor-type"),
        ({"type": "organization"}, "missing"),
        ({"type": "anonymous", "family": "X"}, "extra_forbidden"),
        ({"family": "X", "roles": []}, "too_short"),
        ({"family": "X", "credit": ["writing"]}, "literal_error"),
        ("Jane Doe", "model_type"),
    ],
)
def test_refused(given: object, code: str) -> None:
    """A person without a name, or with two; unknown types and roles."""
    assert refused(AnyContributor, given) == [code]


def test_credit() -> None:
    """Names and addresses of the fourteen roles, as the standard has them."""
    assert len(get_args(CreditRole)) == 14
    assert credit_term("writing-review-editing") == "Writing – review & editing"
    assert credit_term("data-curation") == "Data curation"
    assert credit_url("data-curation") == "https://credit.niso.org/contributor-roles/data-curation/"
