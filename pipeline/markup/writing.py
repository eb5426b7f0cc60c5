"""Writing inline markup: each output format has its dialect."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from xml.sax.saxutils import quoteattr

from markupsafe import Markup as SafeText
from markupsafe import escape

from pipeline.markup.tree import STYLES, Foreign, Inline, Link, Math, Node, Styled, Text


@dataclass(frozen=True, slots=True)
class Dialect:
    """How one output format writes inline markup.

    ``styles`` maps each of ``STYLES`` to an element name, or to nothing where the format has none (the characters are
    kept). ``link`` and ``foreign`` write an opening tag and a closing tag for an address and a language; without them
    the characters are kept. ``math`` writes a formula; without it, its characters.
    """

    styles: Mapping[str, str]
    link: Callable[[str], tuple[str, str]] | None = None
    foreign: Callable[[str], tuple[str, str]] | None = None
    math: Callable[[Math], str] | None = None


def write(inline: Inline, dialect: Dialect) -> SafeText:
    """Write a text in a dialect; all characters are escaped."""
    return SafeText("".join(_written(node, dialect) for node in inline.nodes))  # noqa: S704 - each part is escaped


def _written(node: Node, dialect: Dialect) -> str:
    if isinstance(node, Text):
        return str(escape(node.value))
    if isinstance(node, Math):
        return dialect.math(node) if dialect.math else str(escape(node.plain))
    opening, closing = _tags(node, dialect)
    return opening + "".join(_written(child, dialect) for child in node.children) + closing


def _tags(node: Styled | Link | Foreign, dialect: Dialect) -> tuple[str, str]:
    if isinstance(node, Styled):
        name = dialect.styles.get(node.style, "")
        return (f"<{name}>", f"</{name.partition(' ')[0]}>") if name else ("", "")
    if isinstance(node, Link):
        return dialect.link(node.href) if dialect.link else ("", "")
    return dialect.foreign(node.language) if dialect.foreign else ("", "")


def element(name: str, **attributes: str) -> tuple[str, str]:
    """Give the opening and closing tag of an element; ``xlink__href`` stands for ``xlink:href``."""
    written = "".join(f" {key.replace('__', ':')}={quoteattr(value)}" for key, value in attributes.items())
    return f"<{name}{written}>", f"</{name}>"


SOURCE = Dialect(
    styles={style: style for style in STYLES},
    link=lambda href: element("a", href=href),
    foreign=lambda language: element("span", lang=language),
    math=lambda math: math.mathml,
)


def source(inline: Inline) -> str:
    """Write a text as a record writes it: ``parse(source(x)) == x``."""
    written = str(write(inline, SOURCE))
    # in a record quotation marks stand as they are: these references would be refused as entities of HTML
    return written.replace("&#39;", "'").replace("&#34;", '"')
