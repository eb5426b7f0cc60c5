"""Inline markup as HTML: each mark has its element, and nothing from a record becomes active."""

import pytest
from hypothesis import given
from lxml import html as reader

from pipeline.formats.html import html, html_unlinked, links, with_links
from pipeline.markup import MATHML, Inline, Link, Math, Text, parse
from pipeline.model.base import read_line
from tests.texts import LINES


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("<i>a</i> <b>b</b>", "<i>a</i> <b>b</b>"),
        ("H<sub>2</sub>O, 10<sup>3</sup>", "H<sub>2</sub>O, 10<sup>3</sup>"),
        ("<sc>x</sc><tt>y</tt><u>z</u>", '<span class="sc">x</span><code>y</code><u>z</u>'),
        ('<a href="https://x.example/?a=1&amp;b=2">x</a>', '<a href="https://x.example/?a=1&amp;b=2">x</a>'),
        ('<a href="ftp://x.example/">x</a>', "x"),
        ('<span lang="ar">كلمة</span>', '<span lang="ar" dir="rtl">كلمة</span>'),
        ('<span lang="la">et</span>', '<span lang="la" dir="ltr">et</span>'),
        ("a & b < c", "a &amp; b &lt; c"),
        ("&lt;script&gt;", "&lt;script&gt;"),
    ],
)
def test_marks(source: str, written: str) -> None:
    """Each mark is written as HTML has it, and characters are escaped."""
    assert html(parse(source)) == written


def test_formula() -> None:
    """A formula is native MathML, without the prefixes that HTML does not know."""
    formula = parse('<math display="block"><msup><mi mathvariant="bold">x</mi><mn>2</mn></msup></math>')
    assert html(formula) == '<math display="block"><msup><mi mathvariant="bold">x</mi><mn>2</mn></msup></math>'


@pytest.mark.parametrize(
    "inner",
    [
        '<m:mtext><m:iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;"/></m:mtext>',
        '<m:mi onclick="alert(1)">x</m:mi>',
        '<m:mtext><m:meta http-equiv="refresh" content="0;url=https://bad.example/"/></m:mtext>',
        '<m:mi style="background:url(https://bad.example/)" href="javascript:alert(1)">x</m:mi>',
    ],
)
def test_formula_that_holds_more(inner: str) -> None:
    """Of what is no formula only characters are left: some elements of MathML take HTML inside, where it would act."""
    written = html(Inline((Math(f'<m:math xmlns:m="{MATHML}">{inner}</m:math>', "x"),)))
    names = {element.tag for element in reader.fragment_fromstring(written).iter()}
    assert names <= {"math", "mi", "mtext"}
    assert not any(word in written for word in ("onclick", "style", "href", "script", "http"))


def test_link_text() -> None:
    """A text that is itself a link has no links in it, but its other marks."""
    assert html_unlinked(parse('<i>a</i> <a href="https://x.example/">b</a>')) == "<i>a</i> b"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("See https://doi.org/10.5555/a.b.", ("https://doi.org/10.5555/a.b",)),
        ("(https://x.example/a_(b))", ("https://x.example/a_(b)",)),
        ("https://doi:10.1353/jod.2019.0019.", ()),
        (
            "<i>https://x.example</i>, https://y.example/z?q=1&r=2;",
            ("https://x.example", "https://y.example/z?q=1&r=2"),
        ),
        ('<a href="https://x.example/">https://y.example/</a>', ("https://x.example/",)),
        ("no address", ()),
    ],
)
def test_addresses_in_text(text: str, found: tuple[str, ...]) -> None:
    """Addresses that stand in a text become links, without the punctuation around them; what is none stays text."""
    inline = with_links(parse(text))
    assert links(inline) == found
    assert inline.plain == parse(text).plain


@given(LINES.map(read_line))
def test_any_text_survives(line: str) -> None:
    """Any characters come back from HTML as they went in, addresses found or not."""
    inline = Inline((Text(line), Link("https://x.example/", (Text(line),))))
    for written in (html(inline), html(with_links(inline)), html_unlinked(inline)):
        assert reader.fragment_fromstring(f"<p>{written}</p>").text_content() == line + line
