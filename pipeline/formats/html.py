"""Inline markup as HTML: the dialect of pages, and its filters.

Formulas are MathML as HTML writes it (https://html.spec.whatwg.org/#mathml), in which some elements take HTML inside:
only the elements and attributes of presentation MathML 3 that are listed here reach a page.
"""

import re
from dataclasses import replace
from html import escape as escape_attribute

import langcodes
from lxml import etree
from markupsafe import Markup, escape

from pipeline.markup import (
    MATHML_ELEMENTS,
    Dialect,
    Foreign,
    Inline,
    Link,
    Math,
    Node,
    Styled,
    Text,
    element,
    walk,
    write,
)
from pipeline.model.languages import direction

_LINK_SCHEMES = ("http://", "https://", "mailto:")

_MATH_ATTRIBUTES = frozenset(
    """
    accent accentunder align alttext bevelled close columnalign columnlines columnspacing columnspan denomalign depth
    dir display displaystyle encoding equalcolumns equalrows fence form frame framespacing groupalign height intent
    largeop linebreak linethickness lquote lspace mathbackground mathcolor mathsize mathvariant maxsize minsize
    movablelimits notation numalign open rowalign rowlines rowspacing rowspan rquote rspace scriptlevel separator
    separators side stretchy subscriptshift superscriptshift symmetric voffset width
    """.split()  # noqa: SIM905 - as above
)
_PARSER = etree.XMLParser(resolve_entities=False, no_network=True)

# an address in running text: its host has a dot, so that “https://doi:10.1353/…” is left alone
_URL = re.compile(r"https?://[\w-]+(?:\.[\w-]+)+(?::[0-9]+)?(?:[/?#][^\s<>\"“”«»{}|\\^`]*)?", re.IGNORECASE)
_CLOSING_POINTS = tuple(".,;:!?’'")


def _link(href: str) -> tuple[str, str]:
    return element("a", href=href) if href.lower().startswith(_LINK_SCHEMES) else ("", "")


def _foreign(language: str) -> tuple[str, str]:
    if not langcodes.tag_is_valid(language):
        return "", ""
    return element("span", lang=language, dir=direction(language))


def _math(math: Math) -> str:
    return _math_element(etree.fromstring(math.mathml.encode(), _PARSER))


def _math_element(found: etree._Element) -> str:
    """Write a formula without prefixes; what is not presentation MathML gives only its characters."""
    name = etree.QName(found).localname
    inner = str(escape(found.text or "")) + "".join(
        _math_element(child) + str(escape(child.tail or "")) for child in found.iterchildren(etree.Element)
    )
    if name not in MATHML_ELEMENTS:
        return inner
    attributes = "".join(
        f' {key}="{escape_attribute(str(value))}"' for key, value in found.attrib.items() if key in _MATH_ATTRIBUTES
    )
    return f"<{name}{attributes}>{inner}</{name}>"


HTML = Dialect(
    styles={"i": "i", "b": "b", "sub": "sub", "sup": "sup", "sc": 'span class="sc"', "u": "u", "tt": "code"},
    link=_link,
    foreign=_foreign,
    math=_math,
)
_WITHOUT_LINKS = replace(HTML, link=None)


def html(inline: Inline) -> Markup:
    """Write a text with its markup."""
    return write(inline, HTML)


def html_unlinked(inline: Inline) -> Markup:
    """Write a text with its markup but for links: for a text that is itself a link."""
    return write(inline, _WITHOUT_LINKS)


def with_links(inline: Inline) -> Inline:
    """Make links of the addresses that stand in a text as plain characters."""
    return Inline(tuple(found for node in inline.nodes for found in _with_links(node)))


def links(inline: Inline) -> tuple[str, ...]:
    """List the addresses that a text links to."""
    return tuple(node.href for node in walk(inline.nodes) if isinstance(node, Link))


def _with_links(node: Node) -> tuple[Node, ...]:
    if isinstance(node, Text):
        return tuple(_split(node.value))
    if isinstance(node, Styled | Foreign):
        return (replace(node, children=tuple(found for child in node.children for found in _with_links(child))),)
    return (node,)


def _split(text: str) -> list[Node]:
    nodes: list[Node] = []
    start = 0
    for match in _URL.finditer(text):
        address = _without_punctuation(match[0])
        end = match.start() + len(address)
        nodes += (Text(text[start : match.start()]), Link(address, (Text(address),)))
        start = end
    return [*nodes, Text(text[start:])]


def _without_punctuation(address: str) -> str:
    """Take off what closes the sentence, and a closing bracket that was opened before the address."""
    while address.endswith(_CLOSING_POINTS) or _closes_outside(address):
        address = address[:-1]
    return address


def _closes_outside(address: str) -> bool:
    opening = {")": "(", "]": "["}.get(address[-1], "")
    return bool(opening) and address.count(opening) < address.count(address[-1])
