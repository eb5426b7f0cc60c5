"""The page that lists the codes of all findings about documents."""

from collections.abc import Iterator

from pipeline.rule_docs.prose import prose
from pipeline.rules import all_rules
from pipeline.validation.code_titles import GROUPS, Group
from pipeline.validation.rule_sets import load_profile, profiles

PAGE = "codes.md"
"""The name of the page in ``docs/``."""

_INTRODUCTION = """\
# Codes

<!-- Made from `pipeline/validation/code_titles.py` and the rules by `make rules`; do not edit. -->

Each problem that `python -m pipeline validate` finds has a code. It names the fault and does not change from one
version of the program to the next, whatever the sentences say and in whichever language: it is what scripts compare.
"""


def page() -> str:
    """Make the page."""
    return _INTRODUCTION + "".join((*map(_group, GROUPS), *_rule_sets(), _record_rules()))


def _group(group: Group) -> str:
    rows = ((f"`{code}`", str(title)) for code, title in group.titles.items())
    return _section(str(group.heading), str(group.about), rows)


def _rule_sets() -> Iterator[str]:
    for profile in profiles():
        definition = load_profile(profile).definition
        rows = ((f"[`{rule.code}`](xml-rules/{profile}/{rule.code}.md)", rule.title) for rule in definition.rules)
        yield _section(f"Rules on XML: {profile}", f"{definition.title}.", rows)


def _record_rules() -> str:
    rows = ((f"[`{rule.code}`](rules.md#{rule.code})", str(rule.title).rstrip(".")) for rule in all_rules())
    return _section("Rules on records", "A record is well-formed and still has a fault.", rows)


def _section(heading: str, about: str, rows: Iterator[tuple[str, str]]) -> str:
    table = "".join(f"| {code} | {prose(title)} |\n" for code, title in rows)
    return f"\n## {heading}\n\n{prose(about)}\n\n| code | fault |\n|---|---|\n{table}"
