"""Rules ready to run: every expression compiled by libxml2, once for all documents of a namespace."""

from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias, cast

from lxml import etree

from pipeline.messages import Message
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets.definitions import Context, Rule, Wording
from pipeline.validation.rule_sets.patterns import absolute
from pipeline.validation.rule_sets.translated import Translated, quoted, single_spaced

Variables: TypeAlias = "dict[str, Any]"
"""Values of XPath by name: text, number, truth value or list of elements."""

Namespaces: TypeAlias = Mapping[str, str]


class CompiledRule:
    """One rule. Raises ``etree.XPathSyntaxError`` and ``ValueError`` for expressions that are none."""

    def __init__(self, rule: Rule, namespaces: Namespaces) -> None:
        self.rule = rule
        self._contexts = tuple(_CompiledContext(context, namespaces) for context in rule.contexts)
        self._message = _CompiledText(rule.message, namespaces)
        self._remedy = _CompiledText(rule.remedy, namespaces) if rule.remedy else None

    def failures(self, tree: Tree) -> Iterator[tuple[Node, Variables]]:
        """Find the nodes that have the fault, each with its variables.

        A node that an earlier context has taken is not looked at again, whatever came of it.
        """
        taken: set[Node] = set()
        for context in self._contexts:
            for node in context.nodes(tree, taken):
                variables = context.variables(node)
                if context.fires(node, variables):
                    yield node, variables

    def message(self, node: Node, variables: Variables) -> Message:
        """Say what is wrong with a node."""
        return self._message.said(node, variables)

    def remedy(self, node: Node, variables: Variables) -> Message | None:
        """Say how to mend it."""
        return self._remedy.said(node, variables) if self._remedy else None


class _CompiledContext:
    def __init__(self, context: Context, namespaces: Namespaces) -> None:
        # One by one: libxml2 joins sets of nodes in time proportional to the product of their sizes.
        self._paths = tuple(_compiled(path, namespaces) for path in absolute(context.pattern))
        self._lets = tuple((let.name, _compiled(let.value, namespaces)) for let in context.lets)
        self._test = _compiled(f"boolean({context.test})", namespaces)
        self._fires_when = context.fires_when

    def nodes(self, tree: Tree, taken: set[Node]) -> Iterator[Node]:
        """Find the nodes of this context that are not taken yet, and take them."""
        for path in self._paths:
            for node in cast("list[Node]", path(tree)):
                if node not in taken:
                    taken.add(node)
                    yield node

    def variables(self, node: Node) -> Variables:
        """Evaluate the variables in their order; each may refer to those before it."""
        values: Variables = {}
        for name, value in self._lets:
            values[name] = _variable(value(node, **values))
        return values

    def fires(self, node: Node, variables: Variables) -> bool:
        """Tell whether the node has the fault."""
        return self._test(node, **variables) is self._fires_when


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
