"""Rules beyond the schema, in Schematron: those that travel with the program, and those of a house."""

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import resources
from pipeline.validation.rule_sets.parsing import read_definition
from pipeline.validation.rule_sets.running import RuleSet

if TYPE_CHECKING:
    from pipeline.validation.rule_sets.house import HouseRules

__all__ = ["RuleSet", "load_house", "load_profile", "profiles"]


def profiles() -> tuple[str, ...]:
    """Name the rule sets that there are."""
    return tuple(sorted(path.stem for path in (resources.schemas() / "rules").glob("*.sch")))


@cache
def load_profile(name: str) -> RuleSet:
    """Load one of the rule sets that ``profiles`` names."""
    return RuleSet(read_definition(resources.schemas() / "rules" / f"{name}.sch"))


def load_house(path: Path) -> "HouseRules":
    """Load the Schematron file of a house.

    Raises ``UsageError`` for a file that cannot be used.
    """
    from pipeline.validation.rule_sets.house import HouseRules  # the processor takes a while to load

    return HouseRules(path)
