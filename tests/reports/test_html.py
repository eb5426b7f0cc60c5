"""The page: right in its structure, safe whatever a document holds, and bounded."""

from collections.abc import Iterable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from pipeline.findings import Excerpt, Finding, Place, Severity
from pipeline.messages import msg
from pipeline.reports import writer
from pipeline.reports.html import MOST_CLEAN
from pipeline.validation.report import DocumentReport
from tests.reports.examples import localizer, reports, titles


def _page(given_reports: Iterable[DocumentReport], tag: str = "en") -> html.HtmlElement:
    written = "\n".join(writer("html")(given_reports, localizer(tag), titles))
    assert written.isascii()
    assert written.startswith("<!DOCTYPE html>\n")
    return html.document_fromstring(written)


def _text(page: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(node.text_content().split()) for node in page.xpath(path)]


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_structure(tag: str) -> None:
    """A language, a landmark, headings that skip no level, tables with headers, nothing from outside."""
    page = _page(reports(), tag)
    assert page.get("lang") == tag
    assert len(page.xpath("//main")) == len(page.xpath("//h1")) == len(page.xpath("//title")) == 1
    levels = [int(node.tag[1]) for node in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(table.xpath("thead//th[@scope='col']") for table in page.xpath("//table"))
    assert not page.xpath("//script|//link|//img|//*[@src or @href]")
    labels = set(page.xpath("//@aria-labelledby"))
    ids = page.xpath("//@id")
    assert labels <= set(ids)
    assert len(set(ids)) == len(ids)


def test_says_all() -> None:
    """Every document with a problem has an article; every finding its place, code, path, excerpt and remedy."""
    page = _page(reports())
    assert _text(page, "//article/h3") == [
        "deposits/a b.xml",
        "archive.zip/été/100%.xml",
        "Standard input",
        "deposits/warned.xml",
    ]
    (first, *_) = page.xpath("//article[1]//li")
    assert _text(first, ".//*[@class='place']") == ["line 12, column 3"]
    assert _text(first, ".//code[@class='code']") == ["element-missing"]
    assert _text(first, ".//mark") == ["<publication_date>"]
    assert first.xpath(".//pre/code/@data-line") == ["11", "12", "13"]
    assert _text(first, ".//*[@class='remedy']") == [
        "Put a <doi_data> with a DOI and its address after <publication_date>."
    ]
    assert "and 9,980 more problems" in page.text_content()
    assert _text(page, "//ul[@class='clean']/li") == [
        "articles/clean.xml jats-publishing-1.3",
        "records/a.yaml record-article",
    ]


def test_the_excerpt_keeps_its_blanks() -> None:
    """What stands in the file stands on the page, tabs as blanks."""
    (excerpt, *_) = _page(reports()).xpath("//pre")
    assert excerpt.text_content() == "    <titles/>\n        <publication_date>\n            <year>2026</year>\n"


@settings(max_examples=30)
@given(st.text(st.characters()))
def test_any_text_is_text(text: str) -> None:
    """No text of a document becomes markup."""
    hostile = f'</pre><script>alert(1)</script><b onclick="x">{text}'
    excerpt = Excerpt(1, (hostile,), 1, 1, 20)
    said = msg("{text}", text=hostile)
    finding = Finding(hostile, Severity.ERROR, said, Place(hostile, 1, 1, hostile), said, excerpt)
    page = _page([DocumentReport(hostile, findings=(finding,)), DocumentReport(hostile, "jats", "x", valid=True)])
    assert not page.xpath("//script|//b|//@onclick")
    assert len(page.xpath("//article")) == 1


def test_many_documents() -> None:
    """Beyond a number, documents without problems are counted only."""
    extra = 7
    clean = (DocumentReport(f"{number}.xml", "jats", "x", valid=True) for number in range(MOST_CLEAN + extra))
    page = _page(clean)
    assert len(page.xpath("//ul[@class='clean']/li")) == MOST_CLEAN
    assert "and 7 more documents" in page.text_content()
    assert not page.xpath("//article")


def test_no_documents() -> None:
    """It says so."""
    page = _page([])
    assert "No documents." in page.text_content()
    assert not page.xpath("//table|//article")
