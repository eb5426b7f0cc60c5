"""A rule set of ours at work on a document."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from lxml import etree

from pipeline.findings import Finding
from pipeline.messages import Message
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets.compiling import CompiledRule
from pipeline.validation.rule_sets.definitions import Definition
from pipeline.validation.rule_sets.extents import Extent
from pipeline.validation.rule_sets.placing import MOST_FINDINGS, cut_short, number_of_more, placed
from pipeline.validation.rule_sets.translated import Translated

DOCUMENT_PREFIX = "cr"
"""The prefix that stands for the namespace of the document itself, which names the version of Crossref’s schema."""

_CROSSREF = ("http://www.crossref.org/schema/", "http://www.crossref.org/doi_resources_schema/")
"""How the namespaces of deposits begin; those of grants, whose root has the same name, begin otherwise."""
_NAMESPACES_KEPT = 16


class RuleSet:
    """Rules beyond the schema, for documents of one kind. Expressions are compiled at the first document."""

    def __init__(self, definition: Definition) -> None:
        self.definition = definition
        self._namespaces = dict(definition.namespaces)
        self._rules = {rule.code: rule for rule in definition.rules}
        # documents choose the namespace: a bound, lest somebody sends one of each
        self._compiled = lru_cache(_NAMESPACES_KEPT)(self._compile)

    def applies_to(self, root: Node) -> bool:
        """Tell whether the rules are about documents with this root."""
        name = etree.QName(root)
        if DOCUMENT_PREFIX in self._namespaces:
            return name.localname == "doi_batch" and (name.namespace or "").startswith(_CROSSREF)
        return root.tag == "article"

    def title_of(self, code: str) -> Message | None:
        """Name the fault that a code stands for, or nothing for a code of another set."""
        rule = self._rules.get(code)
        return Translated(rule.title, wordings=rule.titles) if rule else None

    def findings(self, tree: Tree, locator: Locator) -> Iterator[Finding]:
        """Find the faults of a document, in its order; last, of how many more there are only numbers."""
        found: list[tuple[Node, Finding]] = []
        numbers: list[Finding] = []
        extent = Extent(tree)
        for compiled in self._compiled(etree.QName(tree.getroot()).namespace or ""):
            nodes = compiled.nodes(tree)
            affordable = compiled.affordable(len(nodes), extent)
            failures = compiled.failures(nodes[:affordable])
            found += [(node, compiled.finding(node, variables)) for node, variables in islice(failures, MOST_FINDINGS)]
            if more := sum(1 for _ in failures):
                numbers.append(number_of_more(compiled.rule.code, compiled.rule.severity, more, locator.beginning()))
            if affordable < len(nodes):
                numbers.append(cut_short(compiled.rule.code, affordable, locator.beginning()))
        yield from placed(found, tree, locator)
        yield from numbers

    def _compile(self, namespace: str) -> tuple[CompiledRule, ...]:
        namespaces = dict(self._namespaces)
        if DOCUMENT_PREFIX in namespaces and namespace:
            namespaces[DOCUMENT_PREFIX] = namespace
        return tuple(CompiledRule(rule, namespaces) for rule in self.definition.rules)
