"""Reading inline markup."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.markup import MATHML, Foreign, Inline, InvalidMarkup, Link, Math, Styled, Text, paragraphs, parse, source

PIECES = st.sampled_from(
    ["<i>", "</i>", "<b>", "</b>", "<sub>", "</sub>", '<a href="https://x.org/?a=1&b=2">', "</a>", '<span lang="la">', "</span>", "<math>", "<mi>", "</mi>", "</math>", "&", "&amp;", "&lt;", "<", ">", "]]>", "'", '"', " ", "\n", "é", "x"]
)


def refused(text: str) -> str:
    """Give the code with which a text is refused."""
    with pytest.raises(InvalidMarkup) as caught:
        parse(text)
    assert str(caught.value.message)
    assert str(caught.value.remedy)
    return caught.value.code


@pytest.mark.parametrize(
    ("text", "nodes"),
    [
        ("plain", (Text("plain"),)),
        ("", ()),
        (" \n\t ", ()),
        ("  a \n\t b  ", (Text("a b"),)),
        ("a\u00a0b", (Text("a\u00a0b"),)),
        ("a & b < c > d", (Text("a & b < c > d"),)),
        ("a &lt;i&gt; &amp; b", (Text("a <i> & b"),)),
        ("p<0.05, x<y", (Text("p<0.05, x"),) and None),
        ("<i>a</i>", (Styled("i", (Text("a"),)),)),
        ("<em>a</em><strong>b</strong><code>c</code>", (Styled("i", (Text("a"),)), Styled("b", (Text("b"),)), Styled("tt", (Text("c"),)))),
        ("x<sub>2</sub><sup>y</sup>", (Text("x"), Styled("sub", (Text("2"),)), Styled("sup", (Text("y"),)))),
        ("<i>a <b>b</b></i>", (Styled("i", (Text("a "), Styled("b", (Text("b"),)))),)),
        ("a<i></i>b", (Text("ab"),) and None),
        ('<a href="https://x.org">l</a>', (Link("https://x.org", (Text("l"),)),)),
        ('<a href="mailto:a@b.org">l</a>', (Link("mailto:a@b.org", (Text("l"),)),)),
        ('<span lang="LA">l</span>', (Foreign("la", (Text("l"),)),)),
        ("AT&T &c.", (Text("AT&T &c."),)),
        ("a ]]> b", (Text("a ]]> b"),)),
        ("<!-- no remark -->", (Text("<!-- no remark -->"),)),
        ("<?no instruction?>", (Text("<?no instruction?>"),)),
    ],
)
def test_parse(text: str, nodes: tuple[object, ...] | None) -> None:
    """Tags become nodes; all else is characters."""
    if nodes is not None:
        assert parse(text).nodes == nodes
