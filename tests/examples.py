"""The outputs of the example records in ``metadata/``, made once for all tests that compare them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from lxml import etree, html

from pipeline.citing import cite
from pipeline.formats import all_formats
from pipeline.formats.base import Format, Subject
from pipeline.formats.crossref import deposits
from pipeline.i18n import localizer
from pipeline.model import Work
from pipeline.reader import read
from pipeline.rendering import Renderer
from tests.formats.crossref_support import TIMESTAMP
from tests.support import CHECKOUT

METADATA = CHECKOUT / "metadata"
PAGE_LANGUAGES = ("en", "fr")


@dataclass(frozen=True)
class Outputs:
    """What came of one record: its JATS file, its part of the deposit, and by language its page and CSL JSON."""

    work: Work
    jats: etree._Element
    crossref: etree._Element
    pages: dict[str, html.HtmlElement]
    csl: dict[str, dict[str, Any]]


@cache
def works() -> tuple[Work, ...]:
    """Give all works."""
    return tuple(found.work for found in read([METADATA]) if found.work)


@cache
def deposit_files() -> dict[str, bytes]:
    """Give the deposits, by their journal's id and their name."""
    found: dict[str, bytes] = {}
    for journal in {work.journal.id: work.journal for work in works()}.values():
        own = [work for work in works() if work.journal.id == journal.id]
        for made in deposits(journal, own, timestamp=TIMESTAMP):
            found[f"{journal.id}/{made.name}"] = _render("crossref", made)
    return found


@cache
def jats_files() -> dict[str, bytes]:
    """Give the JATS files, by their work's id."""
    return {work.id: _render("jats", work) for work in works()}


@cache
def outputs() -> dict[str, Outputs]:
    """Give what came of each record, by its id."""
    articles = dict(_articles())
    return {work.id: _outputs(work, articles[work.doi or ""]) for work in works()}


def _outputs(work: Work, article: etree._Element) -> Outputs:
    tags = dict.fromkeys((*PAGE_LANGUAGES, work.language))
    return Outputs(
        work=work,
        jats=etree.fromstring(jats_files()[work.id]),
        crossref=article,
        pages={tag: html.document_fromstring(_render("article-page", work, tag).decode()) for tag in PAGE_LANGUAGES},
        csl={tag: json.loads(_written("csl-json", work, tag))[0] for tag in tags},
    )


def _articles() -> Iterator[tuple[str, etree._Element]]:
    for content in deposit_files().values():
        for article in etree.fromstring(content).iter("{*}journal_article"):
            yield article.findtext("{*}doi_data/{*}doi") or "", article


@cache
def _formats() -> dict[str, Format]:
    return {made.name: made for made in all_formats()}


@cache
def _renderer() -> Renderer:
    return Renderer(all_formats(), functions={"cite": cite}, languages=PAGE_LANGUAGES)


def _render(name: str, subject: Subject, language: str = "") -> bytes:
    return _renderer().render(_formats()[name], subject, localizer(language) if language else None).content


def _written(name: str, subject: Subject, language: str) -> str:
    write = _formats()[name].write
    assert write
    return write(subject, language)
