"""Inline markup: the little that a title or an abstract needs, as a tree that each output format writes its own way.

A text in a record is plain, with these tags where they are needed (as in HTML, without other attributes)::

    <i>italic</i>  <b>bold</b>  <sub>sub</sub>  <sup>sup</sup>  <sc>small caps</sc>  <u>underlined</u>  <tt>code</tt>
    <a href="https://…">link</a>  <span lang="la">foreign words</span>  <math>MathML</math>

``&`` and ``<`` may be typed as they are; ``&lt;i&gt;`` writes the characters of a tag. White space is collapsed, as
XML and HTML readers do, but for no-break spaces. A blank line separates paragraphs in texts that have several.
"""

from pipeline.markup.formulas import MATHML_ELEMENTS
from pipeline.markup.reading import InvalidMarkup, paragraphs, parse, refuse_unwritable
from pipeline.markup.tree import MATHML, STYLES, Foreign, Inline, Link, Math, Node, Styled, Text, walk
from pipeline.markup.writing import Dialect, element, source, write

__all__ = [
    "MATHML",
    "MATHML_ELEMENTS",
    "STYLES",
    "Dialect",
    "Foreign",
    "Inline",
    "InvalidMarkup",
    "Link",
    "Math",
    "Node",
    "Styled",
    "Text",
    "element",
    "paragraphs",
    "parse",
    "refuse_unwritable",
    "source",
    "walk",
    "write",
]
