"""Formulas: what may be in one, and how it reads on one line, for places that hold no MathML (citations, downloads)."""

from lxml import etree

# Presentation Markup of MathML 3, chapter 3, with what it needs of chapter 5 (semantics, annotation).
MATHML_ELEMENTS = frozenset(
    """
    annotation maligngroup malignmark math menclose merror mfenced mfrac mglyph mi mlabeledtr mlongdiv mmultiscripts
    mn mo mover mpadded mphantom mprescripts mroot mrow ms mscarries mscarry msgroup msline mspace msqrt msrow mstack
    mstyle msub msubsup msup mtable mtd mtext mtr munder munderover none semantics
    """.split()  # noqa: SIM905 - read more easily than forty strings
)


def linear(element: etree._Element) -> str:
    """Write a MathML element on one line: ``h^(−1/2)`` for a power, ``a/b`` for a fraction, ``√x`` for a root.

    The author's own words for the whole formula (``math/@alttext``) go before anything made up here.
    """
    if alternative := element.get("alttext"):
        return " ".join(alternative.split())
    return " ".join(_written(element).split())


def _written(element: etree._Element) -> str:
    name = etree.QName(element).localname
    parts = [_written(child) for child in element.iterchildren(etree.Element)]
    match name, len(parts):
        case "mfrac", 2:
            return f"{_grouped(parts[0])}/{_grouped(parts[1])}"
        case "msup", 2:
            return f"{_grouped(parts[0])}^{_grouped(parts[1])}"
        case "msub" | "munder", 2:
            return f"{_grouped(parts[0])}_{_grouped(parts[1])}"
        case "msubsup" | "munderover", 3:
            return f"{_grouped(parts[0])}_{_grouped(parts[1])}^{_grouped(parts[2])}"
        case "msqrt", _:
            return f"√{_grouped(''.join(parts))}"
        case "mroot", 2:
            return f"{_grouped(parts[0])}^(1/{parts[1]})"
        case "annotation", _:
            return ""
    return (element.text or "") + "".join(parts)


def _grouped(text: str) -> str:
    """Bracket what is more than one name or number, so that the line means what the formula does."""
    plain = text.strip()
    return plain if plain.isalnum() or len(plain) == 1 else f"({plain})"
