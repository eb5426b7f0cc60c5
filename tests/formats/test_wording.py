"""What pages call the values of closed lists: every value has a word, and no word is left over."""

import re
from collections.abc import Mapping
from typing import Any, get_args

import pytest

from pipeline import resources
from pipeline.formats.wording import GRAVE_STEPS, STEPS, VOCABULARIES, season, word
from pipeline.messages import English
from pipeline.model.crossmark import UpdateType
from pipeline.model.dates import SEASONS
from pipeline.model.files import Component
from pipeline.model.funding import ClinicalTrial
from pipeline.model.people import CreditRole, Role, credit_term
from pipeline.model.prose import AbstractType, StatementType
from pipeline.model.relations import InterWorkRelation, IntraWorkRelation
from pipeline.model.rights import AppliesTo
from pipeline.model.work import ArticleType, OtherId


def _values(annotation: Any) -> set[str]:
    """Give the values of a ``Literal``, alone or inside ``… | None``."""
    return {value for found in get_args(annotation) for value in (_values(found) if get_args(found) else {found})} - {
        type(None)
    }


CLOSED: Mapping[str, set[str]] = {
    "abstract": _values(AbstractType),
    "article type": _values(ArticleType),
    "component": _values(Component.model_fields["kind"].annotation),
    "credit": _values(CreditRole),
    "identifier": _values(OtherId.model_fields["type"].annotation),
    "licence scope": _values(AppliesTo),
    "relation": _values(InterWorkRelation) | _values(IntraWorkRelation),
    "role": _values(Role),
    "statement": _values(StatementType),
    "trial stage": _values(ClinicalTrial.model_fields["stage"].annotation),
    "update": _values(UpdateType),
}


@pytest.mark.parametrize("name", sorted(CLOSED))
def test_words_for_all_values(name: str) -> None:
    """A list of the model and its words agree."""
    assert set(VOCABULARIES[name]) == CLOSED[name]


def test_no_other_vocabularies() -> None:
    """Every vocabulary is of a closed list, but for the dated steps, of which a record may have its own."""
    assert set(VOCABULARIES) == {*CLOSED, "step"}
    assert set(GRAVE_STEPS) <= set(STEPS)


def test_credit_terms_are_those_of_the_standard() -> None:
    """CRediT’s English terms are spelt as the standard spells them."""
    assert {role: str(label) for role, label in VOCABULARIES["credit"].items()} == {
        role: credit_term(role) for role in CLOSED["credit"]
    }


def test_a_value_of_its_own() -> None:
    """A step that only this record knows is shown by its name."""
    assert word("editor-assigned", "step", English()) == "Editor assigned"


def test_seasons() -> None:
    """Each season has its own sentence with the year."""
    assert [str(season(name, 2025)) for name in SEASONS] == ["Spring 2025", "Summer 2025", "Autumn 2025", "Winter 2025"]


def test_templates_name_known_vocabularies() -> None:
    """Templates ask for no vocabulary that there is not."""
    templates = (path.read_text("utf-8") for path in (resources.templates() / "landing").glob("*.jinja"))
    asked = {name for template in templates for name in re.findall(r'word\("([^"]+)"\)', template)}
    assert asked == set(VOCABULARIES)
