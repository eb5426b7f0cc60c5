"""Rules ready to run: every expression compiled by libxml2, once for all documents of a namespace."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any, TypeAlias, cast

from lxml import etree

from pipeline.findings import Finding
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets.definitions import Rule, Wording
from pipeline.validation.rule_sets.extents import Extent, Reach
from pipeline.validation.rule_sets.patterns import absolute
from pipeline.validation.rule_sets.translated import Translated, quoted, single_spaced

Variables: TypeAlias = "dict[str, Any]"
"""Values of XPath by name: text, number, truth value or list of elements."""

Namespaces: TypeAlias = Mapping[str, str]


class CompiledRule:
    """One rule. Raises ``etree.XPathSyntaxError`` and ``ValueError`` for expressions that are none."""

    def __init__(self, rule: Rule, namespaces: Namespaces) -> None:
        self.rule = rule
        context = rule.context
        # One by one: libxml2 joins sets of nodes in time proportional to the product of their sizes.
        self._paths = tuple(_compiled(path, namespaces) for path in absolute(context.pattern))
        self._lets = tuple((let.name, _compiled(let.value, namespaces)) for let in context.lets)
        self._test = _compiled(f"boolean({context.test})", namespaces)
        self._message = _CompiledText(rule.message, namespaces)
        self._remedy = _CompiledText(rule.remedy, namespaces) if rule.remedy else None
        self._reach = Reach(context.test, *(let.value for let in context.lets))

    def nodes(self, tree: Tree) -> list[Node]:
        """Find the nodes that the rule is about, each once."""
        return list(dict.fromkeys(chain.from_iterable(cast("list[Node]", path(tree)) for path in self._paths)))

    def affordable(self, nodes: int, extent: Extent) -> int:
        """Tell how many of so many nodes can be looked at in a document of an unusual size."""
        return self._reach.affordable(nodes, extent)

    def failures(self, nodes: Iterable[Node]) -> Iterator[tuple[Node, Variables]]:
        """Find out which of some nodes have the fault, each with its variables."""
        for node in nodes:
            variables = self._variables(node)
            if self._test(node, **variables) is self.rule.context.fires_when:
                yield node, variables

    def finding(self, node: Node, variables: Variables) -> Finding:
        """Say what is wrong with a node and how to mend it; where it is, is not said yet."""
        remedy = self._remedy.said(node, variables) if self._remedy else None
        return Finding(self.rule.code, self.rule.severity, self._message.said(node, variables), remedy=remedy)

    def _variables(self, node: Node) -> Variables:
        """Evaluate the variables in their order; each may refer to those before it."""
        values: Variables = {}
        for name, value in self._lets:
            values[name] = _variable(value(node, **values))
        return values


class _CompiledText:
    """A sentence in all its languages."""

    def __init__(self, wordings: tuple[Wording, ...], namespaces: Namespaces) -> None:
        self._id = wordings[0].template
        self._wordings = tuple(
            (
                wording.language,
                tuple(
                    _compiled(f"string({part.select})", namespaces) if part.select else part.text
                    for part in wording.parts
                ),
            )
            for wording in wordings
        )

    def said(self, node: Node, variables: Variables) -> Translated:
        """Put the values of a node in."""
        return Translated(
            self._id,
            wordings=tuple(
                # a value may be empty
                (language, single_spaced("".join(_put(part, node, variables) for part in parts)))
                for language, parts in self._wordings
            ),
        )


def _put(part: str | etree.XPath, node: Node, variables: Variables) -> str:
    return part if isinstance(part, str) else quoted(cast("str", part(node, **variables)))


def _compiled(expression: str, namespaces: Namespaces) -> etree.XPath:
    """Compile XPath 1.0 without extensions, whose strings do not keep their document alive."""
    return etree.XPath(expression, namespaces=dict(namespaces), regexp=False, smart_strings=False)


def _variable(value: object) -> object:
    """Give a value as lxml takes it for a variable: attributes and texts become elements of the same string value."""
    if not isinstance(value, list) or all(isinstance(node, etree._Element) for node in value):
        return value
    bearers = etree.Element("values")
    for node in value:
        etree.SubElement(bearers, "value").text = node if isinstance(node, str) else node.xpath("string()")
    return list(bearers)
