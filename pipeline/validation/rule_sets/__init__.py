"""Rules beyond the schema, in Schematron: those that travel with the program, and those of a house."""

from functools import cache

from pipeline import resources
from pipeline.validation.rule_sets.parsing import read_definition
from pipeline.validation.rule_sets.running import RuleSet

__all__ = ["RuleSet", "load_profile", "profiles"]


def profiles() -> tuple[str, ...]:
    """Name the rule sets that there are."""
    return tuple(sorted(path.stem for path in (resources.schemas() / "rules").glob("*.sch")))


@cache
def load_profile(name: str) -> RuleSet:
    """Load one of the rule sets that ``profiles`` names."""
    return RuleSet(read_definition(resources.schemas() / "rules" / f"{name}.sch"))
