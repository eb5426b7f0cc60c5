"""JATS: inline markup, and any text at all."""

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.formats.jats_markup import href, jats
from pipeline.markup import Foreign, Inline, Link, Math, Node, Styled, Text
from pipeline.markup import parse as parse_markup
from pipeline.model import Work
from pipeline.model.base import read_line
from pipeline.model.text import LocalizedProse, LocalizedTerms, LocalizedText, Variant
from tests.formats.jats_support import elements, faults, objections, parse, render, texts
from tests.texts import LINES
from tests.works import minimal_work

FORMULA = "<math><mi>x</mi></math>"
WRITTEN_FORMULA = "<inline-formula><mml:math><mml:mi>x</mml:mi></mml:math></inline-formula>"
LINK = '<ext-link ext-link-type="uri" xlink:href="https://example.org/a">here</ext-link>'


@pytest.mark.parametrize(
    ("source", "written"),
    [
        ("a < b & c", "a &lt; b &amp; c"),
        ("<i>a</i><b>b</b>", "<italic>a</italic><bold>b</bold>"),
        ("x<sub>1</sub><sup>2</sup>", "x<sub>1</sub><sup>2</sup>"),
        ("<sc>a</sc><u>b</u><tt>c</tt>", "<sc>a</sc><underline>b</underline><monospace>c</monospace>"),
        ("<i>a <b>b</b></i> c", "<italic>a <bold>b</bold></italic> c"),
        (
            'un <span lang="en">fair-play</span>',
            'un <named-content content-type="foreign" xml:lang="en">fair-play</named-content>',
        ),
        ('<a href="https://example.org/a">here</a>', LINK),
        (FORMULA, WRITTEN_FORMULA),
    ],
)
def test_markup(source: str, written: str) -> None:
    """Each kind of markup has its element."""
    assert jats(parse_markup(source), "p") == written


@pytest.mark.parametrize("element", ["kwd", "subject"])
def test_links_where_none_may_be(element: str) -> None:
    """A link that an element does not take is kept inside of named-content."""
    link = parse_markup('<a href="https://example.org/a">here</a>')
    assert jats(link, element) == f'<named-content content-type="link">{LINK}</named-content>'


@pytest.mark.parametrize("element", ["copyright-statement", "data-title", "funding-statement", "kwd"])
def test_formulas_where_none_may_be(element: str) -> None:
    """So is a formula."""
    formula = f'<named-content content-type="formula">{WRITTEN_FORMULA}</named-content>'
    assert jats(parse_markup(FORMULA), element) == formula


@pytest.mark.parametrize(
    ("source", "title"),
    [
        ('<a href="https://example.org/a">the page</a>', None),
        ('<a href="https://example.org/a">https://example.org/a</a>', "example.org"),
        ('<a href="https://example.org/a"><i>HTTP://other.example</i></a>', "example.org"),
    ],
)
def test_link_titles(source: str, title: str | None) -> None:
    """A link whose text is an address says which site it leads to."""
    root = parse(minimal_work(title=source))
    (link,) = elements(root, "//ext-link")
    assert link.get("{http://www.w3.org/1999/xlink}title") == title
    assert objections(root) == []


@pytest.mark.parametrize(
    ("address", "written"),
    [
        ("https://example.org/a?b=c&d#e", "https://example.org/a?b=c&d#e"),
        ("https://example.org/%C3%A9", "https://example.org/%C3%A9"),
        ("https://example.org/é", "https://example.org/é"),
        ("https://example.org/a[1]", "https://example.org/a%5B1%5D"),
        ("https://example.org/100%", "https://example.org/100%25"),
        ("https://example.org/a#b#c", "https://example.org/a#b%23c"),
        ("http://[::1]/a", "http://[::1]/a"),
        ("10.1002/(SICI)1097<1::AID>3.0.CO;2-O", "10.1002/(SICI)1097%3C1::AID%3E3.0.CO;2-O"),
        ("mailto:a@example.org", "mailto:a@example.org"),
    ],
)
def test_addresses(address: str, written: str) -> None:
    """What RFC 3986 does not allow is percent-encoded, and nothing twice."""
    assert href(address) == written
    assert href(written) == written


TEXTS = LINES.map(read_line).map(Text)
MATHS = st.sampled_from([node for node in parse_markup(FORMULA).nodes if isinstance(node, Math)])
ADDRESSES = LINES.map(lambda line: "https://example.org/" + "".join(line.split()))


def _trees(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
    children = st.lists(inner, min_size=1, max_size=3).map(tuple)
    return st.one_of(
        st.builds(Styled, st.sampled_from(["i", "b", "sub", "sup", "sc", "u", "tt"]), children),
        st.builds(Link, ADDRESSES, children),
        st.builds(Foreign, st.sampled_from(["la", "zh-Hant", "not a language", ""]), children),
    )


INLINES = st.lists(st.recursive(TEXTS | MATHS, _trees, max_leaves=6), min_size=1, max_size=4).map(
    lambda nodes: Inline(tuple(nodes))
)


def everywhere(text: Inline) -> Work:
    """Put one text in all places of a work that take markup."""
    title = LocalizedText((Variant("en", text), Variant("fr", text)))
    prose = LocalizedProse((Variant("en", (text, text)), Variant("fr", (text,))))
    kinds = ("acknowledgements", "competing-interests", "data-availability", "ethics", "funding", "note")
    reference: dict[str, Any] = {"title": text, "container": text}
    return minimal_work(
        title=title,
        subtitle=title,
        short_title=title,
        sections=[title, title],
        subjects=[title],
        version={"number": "1", "description": prose},
        abstracts=[
            {"title": title, "text": prose, "sections": [{"title": title, "text": prose}]},
            {"type": "graphical", "graphic": {"url": "https://example.org/a.png", "alt": title, "caption": title}},
        ],
        keywords=[{"terms": LocalizedTerms((Variant("en", (text,)),))}],
        contributors=[{"family": "A", "biography": prose, "competing_interests": prose}],
        licenses=[{"url": "https://example.org/", "text": prose}],
        copyright={"year": 2025, "holder": "A", "statement": prose},
        components=[{"url": "https://example.org/a", "title": title, "description": prose}],
        relations=[{"type": "isReplyTo", "target": "10.5555/a", "description": title}],
        translation_of={"doi": "10.5555/b", "language": "fr", "title": title, "subtitle": title},
        statements=[{"type": kind, "title": title, "text": prose} for kind in kinds],
        references=[
            {"text": text, "doi": "10.5555/c"},
            *({**reference, "type": kind} for kind in ("dataset", "book", "book_chapter", "report", "journal_article")),
            {**reference, "text": text},
        ],
    )


@settings(max_examples=60)
@given(text=INLINES)
def test_any_markup_anywhere_is_valid(text: Inline) -> None:
    """Whatever markup stands wherever it can, the file is valid."""
    assert faults(render(everywhere(text))) == []


@settings(max_examples=60)
@given(text=INLINES)
def test_any_markup_keeps_its_characters(text: Inline) -> None:
    """Markup takes nothing away: each place reads as the text without its markup."""
    root = parse(everywhere(text))
    for path in (
        "//title-group/article-title",
        "//trans-subtitle",
        "//subject",
        "//abstract[not(@abstract-type)]/p",
        "//abstract//sec/title",
        "//kwd",
        "//license-p",
        "//copyright-statement",
        "//ack/p",
        "//ref/mixed-citation/source",
    ):
        assert set(texts(root, path)) == {text.plain}, path


@settings(max_examples=150)
@given(line=LINES)
def test_any_text_survives(line: str) -> None:
    """Any characters that XML allows come out of a parser as they went in, but for white space that is collapsed."""
    plain = read_line(line)
    person = {"family": line, "given": line, "url": "https://example.org/"}
    root = parse(
        minimal_work(
            title=LocalizedText((Variant("en", Inline((Text(plain),))),)),
            contributors=[person],
            affiliations=[{"id": "a", "name": {"en": line}, "acronym": line}],
            keywords=[{"terms": LocalizedTerms((Variant("en", (Inline((Text(plain),)),)),))}],
        )
    )
    for path in ("//article-title", "//surname", "//given-names", "//kwd", "//aff//institution"):
        assert set(texts(root, path)) == {plain}, path
    assert texts(root, "//uri/@xlink:title") == [f"{plain} {plain}"]
