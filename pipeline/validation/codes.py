"""The codes of all findings about documents, with what each stands for in a few words."""

from functools import cache

from pipeline.messages import Message
from pipeline.validation.code_titles import GROUPS


def title_of(code: str) -> Message | None:
    """Name the fault that a code stands for, or nothing for a code that is not ours (one of a house's own rules)."""
    return _titles().get(code) or _of_rule_set(code) or _of_records().get(code)


@cache
def _titles() -> dict[str, Message]:
    return {code: title for group in GROUPS for code, title in group.titles.items()}


def _of_rule_set(code: str) -> Message | None:
    """Look into the rule set with whose name the code begins."""
    from pipeline.validation.rule_sets import load_profile, profiles  # a report without problems needs none

    profile = code.partition("-")[0]
    return load_profile(profile).title_of(code) if profile in profiles() else None


@cache
def _of_records() -> dict[str, Message]:
    from pipeline.rules import all_rules  # as above

    return {rule.code: rule.title for rule in all_rules()}
