"""Reading inline markup."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.markup import Foreign, Inline, InvalidMarkup, Link, Math, Styled, Text, paragraphs, parse, source
from pipeline.markup.reading import MAXIMUM_DEPTH, MAXIMUM_LENGTH, entities, forbidden_characters

_TAGS = ("i", "b", "sub", "sup", "sc", "u", "tt", "em", "a", "span", "math", "mi", "p")
_PIECES = st.sampled_from(
    [
        *(f"<{tag}>" for tag in _TAGS),
        *(f"</{tag}>" for tag in _TAGS),
        '<a href="https://x.org/?a=1&b=2">',
        '<span lang="la">',
        *("&", "&amp;", "&lt;", "&#39;", "<", ">", "]]>", "'", '"', " ", "\n", "é", "x", "\u00a0", "\u202e"),
    ]
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
        ("p<0.05", (Text("p<0.05"),)),
        ("AT&T &c.", (Text("AT&T &c."),)),
        ("a ]]> b", (Text("a ]]> b"),)),
        ("<!-- no remark -->", (Text("<!-- no remark -->"),)),
        ("<?no instruction?>", (Text("<?no instruction?>"),)),
        ("<i>a</i>", (Styled("i", (Text("a"),)),)),
        ("<em>a</em><code>c</code>", (Styled("i", (Text("a"),)), Styled("tt", (Text("c"),)))),
        ("<strong>b</strong>", (Styled("b", (Text("b"),)),)),
        ("x<sub>2</sub>y", (Text("x"), Styled("sub", (Text("2"),)), Text("y"))),
        ("<i>a <b>b</b></i>", (Styled("i", (Text("a "), Styled("b", (Text("b"),)))),)),
        ("a<i></i>b", (Text("ab"),)),
        ("<i><b></b></i>", ()),
        ('<a href="https://x.org">l</a>', (Link("https://x.org", (Text("l"),)),)),
        ('<a href="mailto:a@b.org">l</a>', (Link("mailto:a@b.org", (Text("l"),)),)),
        ('<span lang="LA">l</span>', (Foreign("la", (Text("l"),)),)),
    ],
)
def test_parse(text: str, nodes: tuple[object, ...]) -> None:
    """Tags become nodes, all else is characters, and white space is collapsed."""
    assert parse(text).nodes == nodes


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("<i>a", "markup-malformed"),
        ("a</i>", "markup-malformed"),
        ("<i><b>a</i></b>", "markup-malformed"),
        ("x<y", "markup-malformed"),
        ("a</inline><inline>b", "markup-malformed"),
        ("<script>a</script>", "markup-unknown"),
        ("<p>a</p>", "markup-unknown"),
        ('<x:i xmlns:x="urn:x">a</x:i>', "markup-unknown"),
        ('<i class="x">a</i>', "markup-attribute"),
        ('<a href="https://x.org" onclick="x()">a</a>', "markup-attribute"),
        ("<a>l</a>", "markup-attribute"),
        ("<span>l</span>", "markup-attribute"),
        ('<span lang="english language">l</span>', "language-unknown"),
        ('<span lang="">l</span>', "language-unknown"),
        ('<a href="javascript:alert(1)">l</a>', "link-malformed"),
        ('<a href="data:text/html,x">l</a>', "link-malformed"),
        ('<a href="/relative">l</a>', "link-malformed"),
        ('<a href="https://x.org/a b">l</a>', "link-malformed"),
        ("caf&eacute;", "html-entity"),
        ("a&nbsp;b", "html-entity"),
        ("caf&#233;", "html-entity"),
        ("caf&#xE9;", "html-entity"),
        ("a\x07b", "forbidden-character"),
        ("a\x00b", "forbidden-character"),
        ("a\ud800b", "forbidden-character"),
        ("a\uffffb", "forbidden-character"),
        ("<i>" * (MAXIMUM_DEPTH + 2) + "x" + "</i>" * (MAXIMUM_DEPTH + 2), "markup-too-deep"),
        ("<i>" * 1000 + "x" + "</i>" * 1000, "markup-too-deep"),
        ("x" * (MAXIMUM_LENGTH + 1), "text-too-long"),
        ("<math><script>x</script></math>", "math-active"),
        ('<math><mi onclick="x()">x</mi></math>', "math-active"),
        ('<math href="https://x.org"><mi>x</mi></math>', "math-active"),
        ("<math><annotation-xml>x</annotation-xml></math>", "math-active"),
        ('<math><svg xmlns="http://www.w3.org/2000/svg"/></math>', "markup-unknown"),
    ],
)
def test_refused(text: str, code: str) -> None:
    """What is not complete, not known, or does more than markup may."""
    assert refused(text) == code


def test_entities_of_documents_are_no_way_in() -> None:
    """Nothing is declared, expanded or fetched."""
    declared = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]><i>&e;</i>'
    assert parse(declared).plain == '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>&e;'
    assert parse("&lol1; &lol2;").plain == "&lol1; &lol2;"


def test_paragraphs() -> None:
    """Blank lines separate them, with any line ends; single breaks are spaces."""
    assert [p.plain for p in paragraphs("one\ntwo\n\n three <i>x</i> \r\n \r\n\n\nfour")] == [
        "one two",
        "three x",
        "four",
    ]
    assert paragraphs(" \n\n ") == ()


def test_formulas() -> None:
    """MathML with or without its namespace becomes one form; its characters are kept beside it."""
    bare = parse("a <math><msup><mi>x</mi><mn>2</mn></msup></math>")
    named = parse(
        'a <m:math xmlns:m="http://www.w3.org/1998/Math/MathML"><m:msup><m:mi>x</m:mi><m:mn>2</m:mn></m:msup></m:math>'
    )
    assert bare == named
    assert bare.has_math
    assert isinstance(bare.nodes[1], Math)
    assert bare.plain == "a x^2"


def test_entities() -> None:
    """What is found, and what it means; the five of XML are none, nor is any other ampersand."""
    assert entities("&eacute; &amp; &#8217; &#x2019; &foo; &copy;right AT&T;") == (
        ("&eacute;", "é"),
        ("&#8217;", "’"),
        ("&#x2019;", "’"),
        ("&copy;", "©"),
    )
    assert entities("&#xD800; &#9999999;") == ()


def test_forbidden_characters() -> None:
    """By their codes, each once."""
    assert forbidden_characters("a\x07b\x07\x0b\ufffe") == ("U+0007", "U+000B", "U+FFFE")
    assert forbidden_characters("\t\n\r \u0085\ue000\U0010ffff") == ()


@given(st.text())
@example("\u0085 \u2028")
@example("&#39; &amp;#39; &quot;")
def test_any_text_survives_or_is_refused(text: str) -> None:
    """What is read says the same after it was written as a record writes it."""
    _survives_or_is_refused(text)


def _survives_or_is_refused(text: str) -> None:
    try:
        read = parse(text)
    except InvalidMarkup:
        return
    assert parse(source(read)) == read


@given(st.lists(_PIECES, max_size=25))
def test_anything_like_markup_survives_or_is_refused(pieces: list[str]) -> None:
    """Tags in any order among characters that mean something to XML."""
    _survives_or_is_refused("".join(pieces))


_TEXTS = st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc", "Cn"]), min_size=1)


@given(_TEXTS)
def test_plain_text_is_kept_character_for_character(text: str) -> None:
    """Typed so that XML would take it, any text comes back with nothing but its blanks collapsed."""
    typed = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert parse(typed).plain == " ".join(part for part in text.split(" ") if part)


_NODES = st.recursive(
    st.builds(Text, _TEXTS.filter(lambda text: " " not in text)),
    lambda inner: (
        st.builds(Styled, st.sampled_from(["i", "b", "sub", "sc"]), st.tuples(inner))
        | st.builds(Link, st.sampled_from(["https://x.org/?a=1&b='2'", "mailto:a@b.org"]), st.tuples(inner))
        | st.builds(Foreign, st.sampled_from(["la", "zh-Hant"]), st.tuples(inner))
    ),
    max_leaves=5,
)


@given(_NODES)
def test_any_tree_survives(node: Text | Styled | Link | Foreign) -> None:
    """A tree that was written as a record writes it is read as the same tree."""
    inline = Inline((node,))
    assert parse(source(inline)) == inline


def test_formulas_leave_their_document_behind() -> None:
    """What ties a formula to its old place would clash in the new one: ids that come twice, names of our styles."""
    math = '<math id="main" class="card" altimg="a.png" display="block"><mi xref="y" id="x">x</mi></math>'
    assert parse(math) == parse('<math display="block"><mi>x</mi></math>')
