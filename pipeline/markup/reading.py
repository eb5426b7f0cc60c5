"""Reading inline markup as a record writes it: plain text with a few tags."""

import re
from collections.abc import Mapping
from html.entities import html5

import langcodes
from lxml import etree

from pipeline.errors import InvalidValue
from pipeline.markup.formulas import MATHML_ELEMENTS, linear
from pipeline.markup.tree import MATHML, STYLES, Foreign, Inline, Link, Math, Node, Styled, Text
from pipeline.messages import msg

MAXIMUM_DEPTH = 40
MAXIMUM_LENGTH = 1_000_000

_ALIASES = {"em": "i", "strong": "b", "code": "tt", "italic": "i", "bold": "b"}
_TAGS = {*STYLES, "a", "span", "math"}

_WHITE_SPACE = re.compile(r"[ \t\r\n]+")
# the characters that XML 1.0 (production 2, Char) leaves out
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BARE_AMPERSAND = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)")
_BARE_LESS_THAN = re.compile(r"<(?!/?[A-Za-z])")
_ENTITY = re.compile(r"&(#[0-9]{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_XML_ENTITIES = {"amp", "lt", "gt", "quot", "apos"}
# what ties a formula to the document it was taken from (MathML 3, section 2.1.6, and math/@altimg): an id would stand
# twice in a deposit that has the same formula twice, a class would meet our style sheet
_TIES = ("id", "xref", "class", "altimg")
_LINK_SCHEMES = ("http://", "https://", "ftp://", "mailto:")

_PARSER = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True, remove_pis=True)


class InvalidMarkup(InvalidValue):
    """A text that cannot be taken: what is wrong and how to mend it."""


def forbidden_characters(text: str) -> tuple[str, ...]:
    """Give the characters of ``text`` that no XML 1.0 document can hold, as ``U+0007``, each once."""
    return tuple(dict.fromkeys(f"U+{ord(found):04X}" for found in _FORBIDDEN.findall(text)))


def entities(text: str) -> tuple[tuple[str, str], ...]:
    """Find HTML entities: pairs of what stands there and the character it means. The five of XML are not counted."""
    found: dict[str, str] = {}
    for match in _ENTITY.finditer(text):
        name = match[1]
        if name.startswith("#"):
            code = int(name[2:], 16) if name[1] in "xX" else int(name[1:])
            if code <= 0x10FFFF and not 0xD800 <= code <= 0xDFFF:
                found[match[0]] = chr(code)
        elif name not in _XML_ENTITIES and f"{name};" in html5:
            found[match[0]] = html5[f"{name};"]
    return tuple(found.items())


def parse(text: str) -> Inline:
    """Read a text with inline markup.

    Raises ``InvalidMarkup`` for characters that XML forbids, HTML entities, unknown, unclosed or too deep tags, and
    links to anything but web and mail addresses.
    """
    refuse_unwritable(text)
    collapsed = _WHITE_SPACE.sub(" ", text).strip(" ")
    if "<" not in collapsed and "&" not in collapsed:
        return Inline((Text(collapsed),)) if collapsed else Inline()
    return Inline(_merged(_children(_element(collapsed), 0)))


def paragraphs(text: str) -> tuple[Inline, ...]:
    """Read a text of several paragraphs, separated by blank lines. Raises as ``parse``."""
    parts = re.split(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+", text.strip())
    return tuple(inline for inline in map(parse, parts) if inline)


def refuse_unwritable(text: str) -> None:
    """Raise ``InvalidMarkup`` for a text that no output could hold: forbidden characters, HTML entities, no end."""
    if len(text) > MAXIMUM_LENGTH:
        raise InvalidMarkup(
            "text-too-long",
            msg("The text has more than {limit} characters.", limit=MAXIMUM_LENGTH),
            msg("A record holds metadata; leave the full text in its own file."),
        )
    if _FORBIDDEN.search(text) and (forbidden := forbidden_characters(text)):
        raise InvalidMarkup(
            "forbidden-character",
            msg("The text holds characters that XML does not allow: {characters}.", characters=", ".join(forbidden)),
            msg("Delete them; they are invisible and often come from copying out of a PDF or a word processor."),
        )
    if "&" in text and (found := entities(text)):
        raise InvalidMarkup(
            "html-entity",
            msg("The text holds HTML entities: {entities}.", entities=", ".join(name for name, _ in found)),
            msg(
                "Write the characters themselves: {characters}.",
                characters=", ".join(_visible(meant) for _, meant in found),
            ),
        )


def _visible(character: str) -> str:
    names = {"\u00a0": "U+00A0", "\u200b": "U+200B", "\u00ad": "U+00AD", "\u202f": "U+202F"}
    return names.get(character, character if character.isprintable() else f"U+{ord(character[0]):04X}")


def _element(text: str) -> etree._Element:
    source = _BARE_LESS_THAN.sub("&lt;", _BARE_AMPERSAND.sub("&amp;", text)).replace("]]>", "]]&gt;")
    wrapped = f'<inline xmlns:mml="{MATHML}">{source}</inline>'
    try:
        return etree.fromstring(wrapped.encode("utf-8"), _PARSER)
    except etree.XMLSyntaxError as error:
        if "Excessive depth" in str(error.msg):  # libxml2 counts to 256; it has no error code of its own for this
            raise _too_deep() from None
        raise InvalidMarkup(
            "markup-malformed",
            msg("The markup in “{text}” is not complete.", text=_shortened(text)),
            msg("Close each tag (<i>…</i>) in the order they were opened; write &lt; for a bare “<” before a letter."),
        ) from None


def _shortened(text: str, limit: int = 60) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _children(element: etree._Element, depth: int) -> tuple[Node, ...]:
    if depth > MAXIMUM_DEPTH:
        raise _too_deep()
    nodes: list[Node] = [Text(element.text)] if element.text else []
    for child in element:
        nodes.append(_node(child, depth))
        if child.tail:
            nodes.append(Text(child.tail))
    return tuple(nodes)


def _too_deep() -> InvalidMarkup:
    return InvalidMarkup(
        "markup-too-deep",
        msg("Tags are nested more than {limit} deep.", limit=MAXIMUM_DEPTH),
        msg("Take out the tags that change nothing."),
    )


def _node(element: etree._Element, depth: int) -> Node:
    qualified = etree.QName(element)
    if qualified.localname == "math" and qualified.namespace in (None, MATHML):
        return _math(element)
    name = _ALIASES.get(qualified.localname, qualified.localname)
    if name not in _TAGS or qualified.namespace:
        raise _unknown_tag(qualified.localname)
    _refuse_attributes(element, name)
    children = _merged(_children(element, depth + 1))
    if name == "a":
        return Link(_address(element.get("href", "")), children)
    if name == "span":
        return Foreign(_language(element.get("lang", "")), children)
    return Styled(name, children)


def _unknown_tag(name: str) -> InvalidMarkup:
    return InvalidMarkup(
        "markup-unknown",
        msg("“<{name}>” is not known in a text.", name=name),
        msg(
            "Use {known}; write &lt; for a bare “<”.",
            known=" ".join(f"<{known}>" for known in (*STYLES, "a", "span", "math")),
        ),
    )


_ATTRIBUTES: Mapping[str, str] = {"a": "href", "span": "lang"}


def _refuse_attributes(element: etree._Element, name: str) -> None:
    wanted = _ATTRIBUTES.get(name)
    present = [str(attribute) for attribute in element.attrib]
    if present != ([wanted] if wanted else []):
        example = f'<{name} {wanted}="…">' if wanted else f"<{name}>"
        raise InvalidMarkup(
            "markup-attribute",
            msg("“<{name}>” has other attributes than it should.", name=name),
            msg("Write {example}.", example=example),
        )


def _address(href: str) -> str:
    address = href.strip()
    if not address.lower().startswith(_LINK_SCHEMES) or re.search(r"\s", address):
        raise InvalidMarkup(
            "link-malformed",
            msg("“{href}” is not an address that a link can lead to.", href=href),
            msg("Begin it with https:// and leave no spaces in it."),
        )
    return address


def _language(tag: str) -> str:
    if not tag.isascii() or not langcodes.tag_is_valid(tag):
        raise InvalidMarkup(
            "language-unknown",
            msg("“{value}” is not a language code.", value=tag),
            msg("Write a code such as fr, en, pt-BR or zh-Hant (BCP 47)."),
        )
    return langcodes.standardize_tag(tag)


def _math(element: etree._Element) -> Math:
    for found in element.iter(etree.Element):
        if etree.QName(found).namespace not in (None, MATHML):
            raise _unknown_tag(etree.QName(found).localname)
        _refuse_active(found)
    copy = _in_mathml_namespace(element)
    return Math(etree.tostring(copy, encoding="unicode", with_tail=False), linear(copy))


def _refuse_active(element: etree._Element) -> None:
    # a formula comes from outside and goes into a page: no handlers, no addresses, no foreign content
    active = [
        str(name)
        for name in element.attrib
        if str(name).lower().startswith(("on", "{")) or name in ("href", "src", "style")
    ]
    name = etree.QName(element).localname
    if active or name not in MATHML_ELEMENTS:
        raise InvalidMarkup(
            "math-active",
            msg("The formula holds more than mathematics: {what}.", what=active[0] if active else f"<{name}>"),
            msg("Keep presentation MathML only."),
        )


def _in_mathml_namespace(element: etree._Element) -> etree._Element:
    qualified = f"{{{MATHML}}}{etree.QName(element).localname}"
    attributes = {str(name): str(value) for name, value in element.attrib.items() if name not in _TIES}
    copy = etree.Element(qualified, attributes, nsmap={"mml": MATHML})
    copy.text = element.text
    for child in element.iterchildren(etree.Element):
        copied = _in_mathml_namespace(child)
        copied.tail = child.tail
        copy.append(copied)
    return copy


def _merged(nodes: tuple[Node, ...]) -> tuple[Node, ...]:
    """Join neighbouring texts, so that equal texts are equal trees; empty tags are left out."""
    merged: list[Node] = []
    for node in nodes:
        if isinstance(node, Text) and merged and isinstance(last := merged[-1], Text):
            merged[-1] = Text(last.value + node.value)
        elif isinstance(node, Text | Math) or node.children:
            merged.append(node)
    return tuple(merged)
