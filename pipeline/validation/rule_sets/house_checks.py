"""What is wrong with the expressions of a house's rules, found before any document is.

libxslt tells of unknown functions, prefixes and variables only when it comes to them, document by document; and its
sentences are English.
"""

import re
from collections.abc import Iterator, Mapping, Set
from typing import NamedTuple

from lxml import etree

from pipeline.messages import Message, msg
from pipeline.validation.nodes import Node
from pipeline.validation.rule_sets.parsing import SCHEMATRON
from pipeline.validation.rule_sets.patterns import alternatives
from pipeline.validation.rule_sets.translated import quoted

XSLT = "http://www.w3.org/1999/XSL/Transform"
_EXSLT = "http://exslt.org/"

_EXPRESSIONS = {"let": ("value",), "assert": ("test",), "report": ("test",), "value-of": ("select",), "name": ("path",)}
_FUNCTIONS = frozenset(
    (
        *("last", "position", "count", "id", "local-name", "namespace-uri", "name"),
        *("string", "concat", "starts-with", "contains", "substring-before", "substring-after", "substring"),
        *("string-length", "normalize-space", "translate", "boolean", "not", "true", "false", "lang"),
        *("number", "sum", "floor", "ceiling", "round"),
        *("key", "format-number", "current", "unparsed-entity-uri", "generate-id", "system-property"),
        *("element-available", "function-available"),
    )
)
"""XPath 1.0, section 4, and XSLT 1.0, section 12; ``document`` is left out, since rules look at one document."""

_NO_FUNCTIONS = {"node", "text", "comment", "processing-instruction", "and", "or", "div", "mod"}
_STRING = re.compile(r"""'[^']*'|"[^"]*\"""")
_CALL = re.compile(r"(?<![\w.$:-])((?:[^\W\d][\w.-]*:)?[^\W\d][\w.-]*)\s*\(|::\s*([^\W\d][\w.-]*)\s*\(")
_PREFIX = re.compile(r"(?<![\w.-])([^\W\d][\w.-]*):(?=[^\W\d]|\*)")
_VARIABLE = re.compile(r"\$\s*([^\W\d][\w.:-]*)")


class Flaw(NamedTuple):
    """What is wrong with a set of rules, and how to mend it."""

    message: Message
    remedy: Message


def flaws(schema: Node) -> Iterator[Flaw]:
    """Look for what could not be run, in a ``schema`` whose includes and abstract patterns have been put in."""
    prefixes = {ns.get("prefix", ""): ns.get("uri", "") for ns in schema.iter(f"{{{SCHEMATRON}}}ns")} | {"xml": ""}
    variables = {let.get("name", "") for let in schema.iter(f"{{{SCHEMATRON}}}let")}
    for element in schema.iter(etree.Element):
        if element.tag in (f"{{{XSLT}}}import", f"{{{XSLT}}}include"):
            yield Flaw(msg("They import a stylesheet."), msg("Write all rules as Schematron."))
        yield from _context_flaws(element.get("context", ""))
        for expression, paths in _expressions(element):
            if all(map(_is_xpath, paths)):
                bare, shown = _STRING.sub("''", expression), quoted(expression)
                yield from _prefix_flaws(bare, shown, prefixes)
                yield from _function_flaws(bare, shown, prefixes)
                yield from _variable_flaws(bare, shown, variables)
            else:
                yield _no_xpath(expression)


def _expressions(element: Node) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give the expressions of an element, each as it is written and as XPath expressions of the same syntax."""
    name = etree.QName(element)
    if name.namespace == SCHEMATRON:
        for attribute in _EXPRESSIONS.get(name.localname, ()):
            if value := element.get(attribute):
                yield value, (value,)
        if name.localname == "rule" and (context := element.get("context")):
            yield context, _paths(context)
    elif name.namespace == XSLT and name.localname == "key":
        yield element.get("match", ""), _paths(element.get("match", ""))
        yield element.get("use", ""), (element.get("use", ""),)


def _paths(pattern: str) -> tuple[str, ...]:
    """Give XPath expressions for an XSLT pattern (XSLT 1.0, 5.2), or the pattern itself where it is none."""
    try:
        parts = alternatives(pattern)
    except ValueError:
        return (pattern,)
    return tuple(part if part.startswith(("/", "key(", "id(")) else f"//{part}" for part in parts)


def _context_flaws(context: str) -> Iterator[Flaw]:
    if "$" in _STRING.sub("", context):
        yield Flaw(
            msg("The context “{context}” has a variable, which XSLT 1.0 forbids.", context=quoted(context)),
            msg("Test the variable in the assertions instead."),
        )


def _prefix_flaws(bare: str, shown: str, prefixes: Mapping[str, str]) -> Iterator[Flaw]:
    for prefix in _PREFIX.findall(bare):
        if prefix not in prefixes:
            yield Flaw(
                msg("The prefix “{prefix}” is not declared: “{expression}”.", prefix=prefix, expression=shown),
                msg('Declare it with <ns prefix="{prefix}" uri="…"/>.', prefix=prefix),
            )


def _function_flaws(bare: str, shown: str, prefixes: Mapping[str, str]) -> Iterator[Flaw]:
    for called, of_axis in _CALL.findall(bare):
        name = called or of_axis
        prefix, _, local = name.rpartition(":")
        known = prefixes.get(prefix, "").startswith(_EXSLT) if prefix else local in _FUNCTIONS | _NO_FUNCTIONS
        if not known:
            yield _unknown_function(name, shown)


def _variable_flaws(bare: str, shown: str, variables: Set[str]) -> Iterator[Flaw]:
    for name in _VARIABLE.findall(bare):
        if name not in variables:
            yield Flaw(
                msg("The variable “{name}” is not defined: “{expression}”.", name=name, expression=shown),
                msg('Define it with <let name="{name}" value="…"/>.', name=name),
            )


def _unknown_function(name: str, shown: str) -> Flaw:
    message = msg("The function “{name}” does not exist here: “{expression}”.", name=name, expression=shown)
    if name == "document":
        return Flaw(message, msg("Rules look at one document and at no other file."))
    return Flaw(message, msg("Use the functions of XPath 1.0 and XSLT 1.0; those of XPath 2.0 are not known."))


def _no_xpath(expression: str) -> Flaw:
    return Flaw(
        msg("“{expression}” is no expression of XPath 1.0.", expression=quoted(expression)),
        msg("Compare brackets and quotes, and use XPath 1.0 alone."),
    )


def _is_xpath(expression: str) -> bool:
    try:
        etree.XPath(expression)
    except etree.XPathSyntaxError:
        return False
    return True
