"""What a DTD finds wrong, in words.

Standard: XML 1.0, validity constraints (3, 3.1, 3.3.1 and 3.3.2). libxml2 names each error (``DTD_…``); its sentences
are read for names only.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeAlias

from lxml import etree

from pipeline.findings import Finding, Severity
from pipeline.messages import Message, msg
from pipeline.validation.explaining.libxml2_faults import Paths
from pipeline.validation.explaining.naming import listed
from pipeline.validation.explaining.saying import Said
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import LONGEST_VALUE, Tree

_MOST = 1000

_CONTENT = re.compile(
    r"Element (?P<name>\S+) content does not follow the DTD, expecting (?P<model>.*), got \((?P<got>.*?)\)?$", re.DOTALL
)
_NAMES = re.compile(r"[\w:.-]+|CDATA")
_ELEMENT = re.compile(r"[Ee]lement (?P<name>\S+)")
_ATTRIBUTE = re.compile(r"attribute (?P<name>\S+)")
_QUOTED = re.compile(r'"([^"]*)"')
_OF = re.compile(r"attribute (?P<attribute>\S+) of element (?P<element>\S+)")
_MISSING = re.compile(r"Element (?P<element>\S+) does not carry attribute (?P<attribute>\S+)")

Explain: TypeAlias = Callable[[str], Said]


def _content(said: str) -> Said:
    found = _CONTENT.match(said)
    if not found:
        return Said("dtd-content", msg("The content of an element does not follow the DTD."), None)
    element = f"<{found['name']}>"
    children = [name for name in _NAMES.findall(found["got"]) if name != "CDATA"]
    model = found["model"]
    if "CDATA" in found["got"].split() and "#PCDATA" not in model:
        message = msg("There is text in {element}, where the DTD allows only elements.", element=element)
        return Said("dtd-text-not-allowed", message, msg("Take the text out, or put it into the right element."))
    known = list(dict.fromkeys(name for name in _NAMES.findall(model) if name != "PCDATA"))
    strangers = [f"<{name}>" for name in dict.fromkeys(children) if name not in known]
    allowed = listed([f"<{name}>" for name in known])
    remedy = msg("The DTD expects in {element}: {allowed}.", element=element, allowed=allowed) if known else None
    if strangers and known:
        message = msg(
            "{element} has children that the DTD does not allow there: {names}.",
            element=element,
            names=listed(strangers),
        )
        return Said("dtd-element-not-allowed", message, remedy)
    message = msg("The children of {element} are not complete or not in the order of the DTD.", element=element)
    return Said("dtd-content", message, remedy)


def _unknown_element(said: str) -> Said:
    found = _ELEMENT.search(said)
    name = found["name"] if found else "?"
    return Said("dtd-element-unknown", msg("The DTD knows no element <{name}>.", name=name), msg("Look at its name."))


def _unknown_attribute(said: str) -> Said:
    found = re.search(r"attribute (?P<attribute>\S+) (?:of|on) element (?P<element>\S+)", said)
    name, element = (found["attribute"], found["element"]) if found else ("?", "?")
    message = msg("The DTD knows no attribute “{name}” of <{element}>.", name=name, element=element)
    return Said("dtd-attribute-unknown", message, msg("Look at its name, or take it out."))


def _missing_attribute(said: str) -> Said:
    found = _MISSING.search(said)
    name, element = (found["attribute"], found["element"]) if found else ("?", "?")
    message = msg("<{element}> lacks the attribute “{name}”, which the DTD demands.", name=name, element=element)
    return Said("dtd-attribute-missing", message, msg('Write <{element} {name}="…">.', name=name, element=element))


def _value(said: str) -> Said:
    value, where = _value_and_place(said)
    message = msg("The value “{value}” of {where} is not one that the DTD allows.", value=value, where=where)
    return Said(
        "dtd-attribute-value", message, msg("Look the values of the attribute up in the documentation of the tag set.")
    )


def _value_and_place(said: str) -> tuple[str, Message]:
    quoted, found = _QUOTED.search(said), _OF.search(said)
    value = quoted[1][:LONGEST_VALUE] if quoted else ""
    if not found:
        return value, msg("an attribute")
    return value, msg("the attribute “{attribute}” of <{element}>", **found.groupdict())


def _unknown_id(said: str) -> Said:
    quoted, found = _QUOTED.search(said), _ATTRIBUTE.search(said)
    value, name = quoted[1][:LONGEST_VALUE] if quoted else "?", found["name"] if found else "?"
    message = msg("The attribute “{name}” names the ID “{value}”, which no element has.", name=name, value=value)
    return Said("dtd-idref", message, msg("Give the element that is meant this ID, or name another."))


def _repeated_id(said: str) -> Said:
    found = re.search(r"ID (\S+) already defined", said)
    message = msg("The ID “{value}” is given twice.", value=found[1] if found else "?")
    return Said("dtd-id-repeated", message, msg("Give each element an ID of its own."))


def _not_empty(said: str) -> Said:
    found = _ELEMENT.search(said)
    message = msg("<{name}> must be empty by the DTD.", name=found["name"] if found else "?")
    return Said("dtd-not-empty", message, msg("Take out what is between its tags, blanks too."))


def _root(said: str) -> Said:
    found = _QUOTED.findall(said) or re.findall(r"'([^']*)'", said)
    message = msg("The root element is not the one that the DOCTYPE names ({names}).", names=", ".join(found))
    return Said("dtd-root", message, msg("Name the root element in the DOCTYPE."))


_ERRORS: Mapping[str, Explain] = {
    "DTD_CONTENT_MODEL": _content,
    "DTD_CONTENT_ERROR": _content,
    "DTD_INVALID_CHILD": _content,
    "DTD_NOT_PCDATA": _content,
    "DTD_UNKNOWN_ELEM": _unknown_element,
    "DTD_UNKNOWN_ATTRIBUTE": _unknown_attribute,
    "DTD_MISSING_ATTRIBUTE": _missing_attribute,
    "DTD_ATTRIBUTE_VALUE": _value,
    "DTD_ATTRIBUTE_DEFAULT": _value,
    "DTD_NOTATION_VALUE": _value,
    "DTD_UNKNOWN_ID": _unknown_id,
    "DTD_ID_REDEFINED": _repeated_id,
    "DTD_NOT_EMPTY": _not_empty,
    "DTD_ROOT_NAME": _root,
    "DTD_NO_ROOT": _root,
}


def dtd_findings(errors: Iterable[etree._LogEntry], tree: Tree, locator: Locator) -> Iterator[Finding]:
    """Give a finding for each error of a DTD validation, up to a number that nobody reads."""
    paths = Paths(tree)
    for number, error in enumerate(errors):
        if number == _MOST:
            message = msg("There are more than {count} faults; no more are listed.", count=_MOST)
            yield Finding("dtd-too-many", Severity.ERROR, message, locator.beginning())
            return
        explain = _ERRORS.get(error.type_name)
        said = explain(error.message) if explain else _unexplained(error.type_name)
        element = paths.element(error.path)
        yield Finding(
            said.code, Severity.ERROR, said.message, locator.place(element), said.remedy, locator.excerpt(element)
        )


def _unexplained(name: str) -> Said:
    message = msg("The document does not follow its DTD ({detail}).", detail=name)
    return Said("dtd-violation", message, msg("Compare it with the documentation of the tag set."))
