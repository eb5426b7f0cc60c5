"""The pages about the rules on XML, made from the rule sets and their examples.

``python -m pipeline.rule_docs`` writes them anew; a test keeps them current.
"""

from collections.abc import Iterator

from pipeline.rule_docs.index import index
from pipeline.rule_docs.rule_page import rule_page
from pipeline.validation.rule_sets import load_profile, profiles

FOLDER = "xml-rules"
"""The folder in ``docs/`` that holds these pages and no others."""


def pages() -> Iterator[tuple[str, str]]:
    """Make all pages: the name of each below the folder, and its text."""
    rule_sets = tuple(map(load_profile, profiles()))
    yield "README.md", index(tuple(rule_set.definition for rule_set in rule_sets))
    for rule_set in rule_sets:
        for rule in rule_set.definition.rules:
            yield f"{rule_set.definition.name}/{rule.code}.md", rule_page(rule_set, rule)
