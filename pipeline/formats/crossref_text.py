"""Inline markup as a Crossref deposit writes it.

Titles, citations and descriptions have face markup (common5.5.0.xsd, ``face_markup``); abstracts are JATS, each element
with the prefix ``jats:``; descriptions of relations have face markup of their own namespace, without MathML
(relations.xsd).
"""

import re
from collections.abc import Iterable

from markupsafe import Markup

from pipeline.formats import jats_markup
from pipeline.markup import Dialect, Inline, Text, write

FACE = Dialect(
    styles={"i": "i", "b": "b", "sub": "sub", "sup": "sup", "sc": "scp", "u": "u", "tt": "tt"},
    math=lambda math: math.mathml,
)
RELATION = Dialect(styles={style: f"rel:{name}" for style, name in FACE.styles.items()})

_TAG = re.compile(r"<(/?)(?!/|mml:)")


def face(text: Inline) -> Markup:
    """Write a title or citation: face markup and MathML; the text of links and of foreign words is kept."""
    return write(text, FACE)


def jats(text: Inline, inside: str) -> Markup:
    """Write a part of an abstract, as the content of the JATS element named ``inside``."""
    written = str(jats_markup.jats(text, inside))
    # all text is escaped: each "<" begins a tag
    return Markup(_TAG.sub(r"<\1jats:", written))  # noqa: S704 - as it was, with longer names


def relation(text: Inline) -> Markup:
    """Write the description of a relation."""
    return write(text, RELATION)


def joined(paragraphs: Iterable[Inline]) -> Inline:
    """Join paragraphs with blanks, for elements that have none."""
    nodes = [node for paragraph in paragraphs for node in (Text(" "), *paragraph.nodes)]
    return Inline(tuple(nodes[1:]))
