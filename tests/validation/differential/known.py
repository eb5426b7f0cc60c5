"""The differences between our engine and the judge that are known, each with a way to recognise it by its cause.

For each there is a *reading*: the value as the judge misreads it (an ideographic space as a blank, ``1_0`` as ``10``).
A document where the engines differ is written again with its values so read; when both engines then give the verdict
that the judge gave before, the cause is the known one and no other can hide behind it. ``docs/verdicts.md`` says of
each, under the same name, what the engines say, what is right, and by which clause.
"""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

from lxml import etree

from pipeline.validation.nodes import Node
from pipeline.validation.parsing import safe_parser

Reading = Callable[[str], str]

# what Python takes for white space and XML does not (XML 1.0, production 3)
_NO_BLANK = re.compile(r"[^\S \t\n\r]")
# XML 1.0, fifth edition, production 4a, beyond ASCII
_NAME_CHARACTER = re.compile(
    "[\u00b7\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u037d\u037f-\u1fff\u200c\u200d\u203f\u2040\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff"
    "\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff]"
)
_LONG_YEAR = re.compile(r"-?(?!20)\d{10,}(-\d\d){0,2}(Z|[+-]\d\d:\d\d)?")


@dataclass(frozen=True, slots=True)
class Known:
    """A class of differences. ``ours`` are the verdicts we may give where the judge gives the other.

    ``xsd`` is the version of XML Schema in which there is a difference; empty for both. ``attributes`` tells that it is
    in values of attributes alone; ``once`` are names of elements that the judge takes twice for once.
    """

    name: str
    ours: frozenset[bool]
    reading: Reading = str
    xsd: str = ""
    attributes: bool = False
    once: frozenset[str] = frozenset()


def _blanks(value: str) -> str:
    return _NO_BLANK.sub(" ", value)


def _integers(value: str) -> str:
    """Read a number as Python's ``int`` does: digits of all scripts, underscores between them."""
    digits = "".join(str(unicodedata.decimal(char)) if char.isdecimal() else char for char in value)
    return digits.replace("_", "") if re.fullmatch(r"\s*[+-]?\d+(_\d+)*\s*", digits) else value


def _decimals(value: str) -> str:
    return re.sub(r"\s+", "", value) if re.fullmatch(r"[\s\d.+-]+", value) else value


def _addresses(value: str) -> str:
    """Read any string as an address: what RFC 3986 does not allow is written otherwise, the scheme is kept."""
    if _accepts("anyURI", value):
        return value
    scheme = re.match(r"\s*[A-Za-z]+://", value)
    start = scheme.end() if scheme else 0
    return value[:start] + re.sub(r"[^\w\s./-]", "_", value[start:])


def _asserted(value: str) -> str:
    """Read a value with blanks at its ends as it stands, and so as another value."""
    return f"{value.strip()}_" if re.fullmatch(r"\s+[\w-]+\s*|[\w-]+\s+", value) else value


def _names(value: str) -> str:
    """Read the letters and digits that only the fifth edition of XML 1.0 allows in names as others."""
    return _NAME_CHARACTER.sub(lambda found: found[0] if _in_names(found[0]) else "a", value)


@cache
def _in_names(char: str) -> bool:
    return _accepts("NCName", char) or (not char.isdecimal() and _accepts("NCName", f"a{char}"))


def _years(value: str) -> str:
    """Read a year of many digits as none; timestamps of our time are no years."""
    return "x" if _LONG_YEAR.fullmatch(value.strip()) else value


@cache
def _built_in(name: str) -> etree.XMLSchema:
    schema = (
        f'<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema"><xs:element name="a" type="xs:{name}"/></xs:schema>'
    )
    return etree.XMLSchema(etree.fromstring(schema))


def _accepts(type_name: str, value: str) -> bool:
    """Tell whether libxml2 takes a value for one of a built-in type."""
    element = etree.Element("a")
    element.text = value
    return _built_in(type_name).validate(element)


# In the official schemas, the members of a choice that may be left out and, when there, are there once.
_ONCE = frozenset(
    ("crossmark", "isbn", "issn", "season", "pub-date-not-available", "std_set_designator", "std_family_designator")
)

KNOWN = (
    Known("unicode-blanks", frozenset({True, False}), _blanks),
    Known("python-integers", frozenset({False}), _integers),
    Known("blanks-in-decimals", frozenset({False}), _decimals),
    Known("address-syntax", frozenset({False}), _addresses, xsd="1.0"),
    Known("name-characters", frozenset({False}), _names),
    Known("blanks-in-assertions", frozenset({True}), _asserted, xsd="1.1", attributes=True),
    Known("emptiable-choices", frozenset({False}), once=_ONCE),
    Known("long-years", frozenset({True}), _years),
)


def reread(content: bytes, *chosen: Known) -> bytes:
    """Write a document again with all its values as read by these."""
    root = etree.fromstring(content, safe_parser(markup_only=True))
    for element in list(root.iter("{*}*")):
        for known in chosen:
            _reread(element, known)
    return etree.tostring(root.getroottree(), encoding="utf-8")


def _reread(element: Node, known: Known) -> None:
    before, parent = element.getprevious(), element.getparent()
    if before is not None and before.tag == element.tag and etree.QName(element).localname in known.once:
        assert parent is not None
        parent.remove(element)
    for name, value in element.attrib.items():
        if (read := known.reading(str(value))) != value:
            element.set(name, read)
    if element.text and not known.attributes:
        element.text = known.reading(element.text)
    if element.tail and not known.attributes:
        element.tail = known.reading(element.tail)
