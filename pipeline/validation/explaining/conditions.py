"""Broken assertions of XML Schema 1.1, in words: the forms that schemas for deposits use, others as they are written.

Standard: XML Schema 1.1 Part 1, 3.13.
"""

import re
from difflib import get_close_matches

from pipeline.messages import msg
from pipeline.validation.explaining.naming import listed, shortened, tag
from pipeline.validation.explaining.saying import Said
from pipeline.validation.nodes import Node

CODE = "schema-assertion"

# exists(@contributor_role) or exists(*:role)
_EITHER = re.compile(r"exists\(@(?P<attribute>[\w.-]+)\) or exists\(\*:(?P<child>[\w.-]+)\)")
# not(@vocab='credit') or @type = ('software', 'validation')
_DEPENDENT = re.compile(
    r"not\(@(?P<first>[\w.-]+) ?= ?'(?P<value>[^']*)'\) or @(?P<second>[\w.-]+) ?= ?\((?P<values>[^()]*)\)"
)


def explain_assertion(element: Node, test: str) -> Said:
    """Explain that an element does not satisfy an assertion, of which ``test`` is the XPath expression."""
    test = " ".join(test.split())
    if found := _EITHER.fullmatch(test):
        return _neither(element, found["attribute"], found["child"])
    if found := _DEPENDENT.fullmatch(test):
        return _dependent(element, found)
    written = shortened(test)
    message = msg("{element} breaks a condition of the schema: {test}", element=tag(element.tag, element), test=written)
    remedy = msg("“@” stands for an attribute: change the attributes or children so that the condition holds.")
    return Said(CODE, message, remedy)


def _neither(element: Node, attribute: str, child: str) -> Said:
    written, inner = tag(element.tag, element), f"<{child}>"
    message = msg(
        "{element} has neither the attribute “{name}” nor a child {child}.",
        element=written,
        name=attribute,
        child=inner,
    )
    remedy = msg(
        'Write {start} {name}="…">, or put {child} into it.',
        start=written.rstrip(">"),
        name=attribute,
        child=inner,
    )
    return Said(CODE, message, remedy)


def _dependent(element: Node, found: re.Match[str]) -> Said:
    """Explain that one attribute has a value that another does not go with."""
    condition = f'{found["first"]}="{found["value"]}"'
    values = re.findall(r"'([^']*)'", found["values"])
    told = {"element": tag(element.tag, element), "name": found["second"], "condition": condition}
    given = element.get(found["second"])
    if given is None:
        message = msg("{element} lacks the attribute “{name}”, which goes with {condition}.", **told)
        return Said(CODE, message, msg("Allowed are: {values}.", values=listed(values)))
    message = msg(
        "The attribute “{name}” of {element} is “{value}”, which does not go with {condition}.",
        **told,
        value=shortened(given),
    )
    if close := get_close_matches(given.strip(), values, 1):
        remedy = msg("Did you mean “{close}”? Allowed are: {values}.", close=close[0], values=listed(values))
        return Said(CODE, message, remedy)
    return Said(CODE, message, msg("Allowed are: {values}.", values=listed(values)))
