"""The page of one rule: what the fault is, why it matters, what it looks like, what is said and how it is mended."""

from collections.abc import Iterator
from itertools import chain

from lxml import etree

from pipeline.findings import Finding
from pipeline.i18n import localizer
from pipeline.rule_docs.examples import Example, Examples, folder, read_examples
from pipeline.rule_docs.prose import code_block, prose, sentence
from pipeline.validation.locating import Locator
from pipeline.validation.parsing import safe_parser
from pipeline.validation.rule_sets import RuleSet
from pipeline.validation.rule_sets.definitions import Rule

_NOTE = "<!-- Made from `schemas/rules/{name}.sch` and its examples by `make rules`; do not edit. -->"
_LANGUAGES = (("en", "English"), ("fr", "French"))


def rule_page(rule_set: RuleSet, rule: Rule) -> str:
    """Make the page of a rule."""
    name = rule_set.definition.name
    examples = read_examples(folder(name) / f"{rule.code}.xml")
    parts = (
        f"# {rule.code}\n",
        f"{_NOTE.format(name=name)}\n",
        f"{sentence(rule.title)} ({str(rule.severity).capitalize()}.)\n",
        *_titles_elsewhere(rule),
        f"{prose(rule.why)}\n",
        *_with_the_fault(rule_set, rule, examples),
        "## Without it\n",
        *(code_block(example.text) for example in examples.good),
        f"## Source\n\n{_source(rule)}\n",
        f"[All rules of this set](../README.md#{name})\n",
    )
    return "\n".join(parts)


def _titles_elsewhere(rule: Rule) -> Iterator[str]:
    """Name the fault in the other languages, as reports do."""
    names = dict(_LANGUAGES)
    for tag, title in rule.titles[1:]:
        yield f"{names[tag]}: {sentence(title)}\n"


def _with_the_fault(rule_set: RuleSet, rule: Rule, examples: Examples) -> Iterator[str]:
    yield "## With the fault\n"
    if prefixes := _prefixes(examples):
        yield f"{prefixes}\n"
    for example in examples.bad:
        yield code_block(example.text)
        found = (finding for finding in _findings(rule_set, example) if finding.code == rule.code)
        yield from _said(next(found))


def _findings(rule_set: RuleSet, example: Example) -> Iterator[Finding]:
    tree = etree.fromstring(example.document, safe_parser()).getroottree()
    return rule_set.findings(tree, Locator(tree, example.document, ""))


def _said(finding: Finding) -> Iterator[str]:
    """Quote what is said about an example: what is wrong and how to mend it, in each language."""
    for tag, language in _LANGUAGES:
        reader = localizer(tag)
        remedy = f" {prose(finding.remedy.text(reader))}" if finding.remedy else ""
        yield f"> {language}: {prose(finding.message.text(reader))}{remedy}\n"


def _prefixes(examples: Examples) -> str:
    """Say what the prefixes of the examples stand for, as far as the examples use them."""
    texts = "".join(example.text for example in chain(examples.bad, examples.good))
    used = [(prefix, uri) for prefix, uri in examples.namespaces if prefix and f"{prefix}:" in texts]
    return "; ".join(f"`{prefix}` stands for `{uri}`" for prefix, uri in used) + "." if used else ""


def _source(rule: Rule) -> str:
    reference = prose(rule.reference)
    return f"[{reference}]({rule.see})" if rule.see else f"{reference}."
