"""Inline markup as JATS writes it.

JATS elements differ in what they take: a keyword may be italic but holds no link, a copyright statement no formula.
What an element does not take goes into ``named-content``, which takes everything and stands wherever text has markup,
so that nothing is lost (JATS Publishing 1.3, content models).
"""

import re
from urllib.parse import quote, urlsplit

from markupsafe import Markup as SafeText
from markupsafe import escape

from pipeline.markup import MATHML, Foreign, Inline, Link, Math, Node, Styled, Text, element

_STYLES = {"i": "italic", "b": "bold", "sub": "sub", "sup": "sup", "sc": "sc", "u": "underline", "tt": "monospace"}

_WITHOUT_LINKS = frozenset({"ext-link", "kwd", "subject"})
_WITHOUT_FORMULAS = frozenset({"copyright-statement", "data-title", "ext-link", "funding-statement", "kwd"})

_LANGUAGE = re.compile(r"[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*")
_UNREADABLE_LINK = re.compile(r"(?:https?|s?ftp)://", re.IGNORECASE)
# what an address as people type it may hold, and RFC 3986 does not allow; a percent sign that begins no escape
_NOT_IN_URI = re.compile(r"""[\s"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})""")


def jats(text: Inline | str, inside: str) -> SafeText:
    """Write a text with its markup, as the content of the element named ``inside``."""
    nodes = (Text(text),) if isinstance(text, str) else text.nodes
    return SafeText(_all(nodes, inside))  # noqa: S704 - each part is escaped


def href(address: str) -> str:
    """Give an address, or a DOI, as ``xlink:href`` takes it (RFC 3986): what has no place there is percent-encoded."""
    start, slashes, rest = address.partition("://")
    host, slash, path = rest.partition("/") if slashes else ("", "", start)
    path = _NOT_IN_URI.sub(lambda found: quote(found[0], safe=""), path)
    before, mark, fragment = path.partition("#")
    safe = before + mark + fragment.replace("#", "%23")
    return f"{start}://{host}{slash}{safe}" if slashes else safe


def _all(nodes: tuple[Node, ...], inside: str) -> str:
    return "".join(_written(node, inside) for node in nodes)


def _written(node: Node, inside: str) -> str:
    match node:
        case Text():
            return str(escape(node.value))
        case Styled():
            name = _STYLES[node.style]
            return f"<{name}>{_all(node.children, name)}</{name}>"
        case Math():
            return _wrapped(_formula(node), "formula", inside in _WITHOUT_FORMULAS)
        case Link():
            return _wrapped(_link(node), "link", inside in _WITHOUT_LINKS)
        case Foreign():
            return _foreign(node, inside)


def _wrapped(content: str, kind: str, needed: bool) -> str:
    return f'<named-content content-type="{kind}">{content}</named-content>' if needed else content


def _formula(math: Math) -> str:
    # the article's root element declares the prefix already
    bare = math.mathml.replace(f' xmlns:mml="{MATHML}"', "", 1)
    return f"<inline-formula>{bare}</inline-formula>"


def _link(link: Link) -> str:
    attributes = {"ext-link-type": "uri", "xlink__href": href(link.href)}
    words = Inline(link.children).plain
    if _UNREADABLE_LINK.match(words):
        # JATS4R, accessibility: a link whose text is an address says where it leads
        attributes["xlink__title"] = urlsplit(link.href).netloc or words
    opening, closing = element("ext-link", **attributes)
    return opening + _all(link.children, "ext-link") + closing


def _foreign(foreign: Foreign, inside: str) -> str:
    if not _LANGUAGE.fullmatch(foreign.language):
        return _all(foreign.children, inside)
    opening, closing = element("named-content", **{"content-type": "foreign", "xml__lang": foreign.language})
    return opening + _all(foreign.children, "named-content") + closing
