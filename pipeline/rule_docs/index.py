"""The page that lists all rules on XML."""

from collections.abc import Iterator, Sequence
from string import Template

from pipeline.findings import Severity
from pipeline.rule_docs.prose import prose
from pipeline.validation.rule_sets.definitions import Definition, Rule

_INTRODUCTION = Template("""\
# Rules on XML

<!-- Made from the files in `schemas/rules/` by `make rules`; do not edit. -->

A document that satisfies its schema may still be refused, or do harm. `python -m pipeline validate --profile NAME`
checks documents against a set of rules as well; deposits for Crossref are checked by the set `crossref` without being
asked. Each rule is named after the fault it finds, and the name stands with each finding. An **error** makes the exit
code 1; a **warning** or a **note** does not.

$sets

The rules are ISO Schematron (queryBinding `xslt`), in `schemas/rules/`, and any Schematron processor can run them.
Rules of your own are run by `--schematron FILE`. How to add a rule here: see [recipes](../recipes.md).
""")


def index(definitions: Sequence[Definition]) -> str:
    """Make the page."""
    sets = "\n".join(f"* [`{found.name}`](#{found.name}): {prose(found.title)}" for found in definitions)
    return _INTRODUCTION.substitute(sets=sets) + "".join(map(_section, definitions))


def _section(definition: Definition) -> str:
    counts = ", ".join(_counts(definition.rules))
    table = "".join(_row(definition, rule) for rule in definition.rules)
    return (
        f"\n## {definition.name}\n\n{prose(definition.title)}. {counts}.\n\n"
        f"| rule | severity | fault |\n|---|---|---|\n{table}"
    )


def _counts(rules: Sequence[Rule]) -> Iterator[str]:
    yield f"{len(rules)} rules"
    for severity in Severity:
        if count := sum(rule.severity is severity for rule in rules):
            yield f"{count} {severity}{'s' if count > 1 else ''}"


def _row(definition: Definition, rule: Rule) -> str:
    return f"| [{rule.code}]({definition.name}/{rule.code}.md) | {rule.severity} | {prose(rule.title)} |\n"
