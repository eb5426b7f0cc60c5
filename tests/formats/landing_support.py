"""What the tests of the site's pages share: rendering, and reading what was rendered."""

from functools import cache
from typing import Any

from lxml import html

from pipeline.citing import cite
from pipeline.formats.base import Entry, IssueContents, JournalContents, SiteContents, Subject
from pipeline.formats.landing import FORMATS as ARTICLE
from pipeline.formats.site_pages import FORMATS as SITE
from pipeline.i18n import localizer
from pipeline.model import Work
from pipeline.rendering import Renderer
from tests.works import full_work

LANGUAGES = ("en", "fr")
FORMATS = {made.name: made for made in (*ARTICLE, *SITE)}
RENDERER = Renderer(tuple(FORMATS.values()), functions={"cite": cite}, languages=LANGUAGES)


def render(subject: Subject, language: str, name: str = "article-page") -> bytes:
    """Give a page of a subject."""
    return RENDERER.render(FORMATS[name], subject, localizer(language) if language else None).content


def parse(content: bytes) -> html.HtmlElement:
    """Read a page."""
    return html.document_fromstring(content.decode())


def page(subject: Subject, language: str = "en", name: str = "article-page") -> html.HtmlElement:
    """Give a page of a subject as a tree."""
    return parse(render(subject, language, name))


@cache
def full_page(language: str = "fr") -> html.HtmlElement:
    """Give the page of the work with every field."""
    return page(full_work(), language)


def select(root: html.HtmlElement, path: str) -> list[Any]:
    """Give what an XPath finds: elements, or values of attributes."""
    found = root.xpath(path)
    assert isinstance(found, list)
    return found


def texts(root: html.HtmlElement, path: str) -> list[str]:
    """Give the characters of what an XPath finds, white space collapsed as a browser shows it."""
    found = select(root, path)
    return [" ".join((item if isinstance(item, str) else item.text_content()).split(" ")).strip() for item in found]


def shown(root: html.HtmlElement, path: str = "//body") -> str:
    """Give what a person reads there, white space collapsed."""
    return " ".join(" ".join(item.text_content() for item in select(root, path)).split())


def meta(root: html.HtmlElement, name: str) -> list[str]:
    """Give the contents of the ``meta`` elements of a name."""
    return [str(value) for value in select(root, f"//meta[@name='{name}']/@content")]


def contents(*works: Work) -> JournalContents:
    """Give a journal with the works, by issue."""
    groups: dict[str, list[Work]] = {}
    for work in works:
        groups.setdefault(work.issue.id if work.issue else "", []).append(work)
    issues = (IssueContents(found[0].journal, found[0].issue, tuple(map(Entry.of, found))) for found in groups.values())
    return JournalContents(works[0].journal, tuple(issues))


def site(*journals: JournalContents) -> SiteContents:
    """Give a site of journals."""
    return SiteContents(journals)
