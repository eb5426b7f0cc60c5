"""The list of rules, made from the rules themselves."""

from textwrap import dedent

from pipeline.findings import Severity
from pipeline.rules import Rule, all_rules

_INTRODUCTION = """\
# Rules

<!-- Made from the rules by `make record`; do not edit. -->

Records that are well-formed may still have faults. Each rule is named after the fault it finds; the name stands with
each finding. An **error** stops the outputs that it would spoil; where these are deposits alone, the rule says so. A
**warning** or a **note** stops nothing.

A new rule is a file in `pipeline/rules/`: see [recipes](recipes.md).

| rule | severity | fault |
|---|---|---|
"""


def page() -> str:
    """Make the page."""
    rules = all_rules()
    table = "".join(f"| [{rule.code}](#{rule.code}) | {rule.severity} | {rule.title} |\n" for rule in rules)
    return _INTRODUCTION + table + "".join(_section(rule) for rule in rules)


def _section(rule: Rule) -> str:
    spoils = " Only deposits are stopped." if rule.concerns and rule.severity is Severity.ERROR else ""
    source = f"\nSource: {rule.reference}.\n" if rule.reference else ""
    return (
        f"\n## {rule.code}\n\n{rule.title} ({str(rule.severity).capitalize()}.{spoils})\n\n{rule.why}\n"
        f"\nWith the fault:\n\n{_yaml(rule.bad)}\nWithout it:\n\n{_yaml(rule.good)}{source}"
    )


def _yaml(example: str) -> str:
    return f"```yaml\n{dedent(example).strip()}\n```\n"
