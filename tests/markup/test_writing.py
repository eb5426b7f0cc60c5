"""Writing inline markup in dialects."""

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.markup import Dialect, Inline, Text, element, parse, source, write

HTML = Dialect(
    styles={"i": "em", "b": "strong", "sub": "sub", "sup": "sup", "sc": 'span class="sc"'},
    link=lambda href: element("a", href=href),
    foreign=lambda language: element("span", lang=language),
    math=lambda math: math.mathml,
)
BARE = Dialect(styles={})


def test_each_dialect_has_its_names() -> None:
    """An element name may bring an attribute; a style that the dialect has not leaves its characters."""
    text = parse('<i>a</i> <sc>b</sc> <u>c</u> <a href="https://x.org/?a&b">d</a> <span lang="la">e</span>')
    assert write(text, HTML) == (
        '<em>a</em> <span class="sc">b</span> c <a href="https://x.org/?a&amp;b">d</a> <span lang="la">e</span>'
    )
    assert write(text, BARE) == "a b c d e"


def test_formulas_without_a_place_leave_their_characters() -> None:
    """A dialect without MathML keeps what can be read aloud."""
    text = parse("<math><mi>x</mi><mo>&lt;</mo><mn>2</mn></math>")
    assert write(text, BARE) == "x&lt;2"
    assert "<mml:mi>x</mml:mi>" in write(text, HTML)


def test_attributes_are_quoted() -> None:
    """Quotation marks in an address cannot end it."""
    assert element("a", xlink__href="x\"'&<") == ('<a xlink:href="x&quot;\'&amp;&lt;">', "</a>")


def test_source_keeps_quotation_marks() -> None:
    """A record is written by people: quotation marks stay as they are."""
    assert source(Inline((Text('l\'été "x" & <i>'),))) == 'l\'été "x" &amp; &lt;i&gt;'


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"])))
def test_all_characters_are_escaped(text: str) -> None:
    """Whatever a text holds, what is written is well-formed and says the same."""
    written = f"<p>{write(Inline((Text(text),)), HTML)}</p>"
    assert "".join(str(part) for part in etree.fromstring(written.encode()).itertext()) == text
