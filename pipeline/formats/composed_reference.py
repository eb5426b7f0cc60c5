"""A cited work put together from its fields, where the record does not have it as printed."""

from collections.abc import Iterable, Iterator

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from pipeline.formats.html import html
from pipeline.formats.page_filters import joined, localizer_of, name
from pipeline.markup import Inline
from pipeline.messages import msg
from pipeline.model.people import AnyContributor
from pipeline.model.references import Reference

_ENDS = tuple(".!?…؟。？！")


@pass_context
def composed(context: Context, reference: Reference) -> Markup:
    """Write who, when, what, where, as sentences; the titles of whole works in italics."""
    return Markup(" ").join(_stopped(sentence) for sentence in _sentences(context, reference) if sentence)


def _stopped(sentence: Markup) -> Markup:
    return sentence if sentence.striptags().endswith(_ENDS) else sentence + "."


def _sentences(context: Context, reference: Reference) -> Iterator[Markup]:
    authors = _names(context, reference.authors) or escape(reference.standards_body or "")
    year = Markup("({})").format(reference.year) if reference.year else Markup("")
    yield _after(" ", authors, year)
    whole = not reference.container
    title = _title(reference.title, whole=whole)
    yield _after(", ", reference.standard_number, title, reference.edition, reference.version)
    yield from _editors(context, reference)
    yield _container(reference)
    yield escape(reference.series or "")
    yield _after(", ", reference.place, reference.publisher)
    if reference.isbn:
        yield Markup('ISBN <bdi dir="ltr">{}</bdi>').format(reference.isbn)


def _editors(context: Context, reference: Reference) -> Iterator[Markup]:
    if reference.editors:
        sentence = localizer_of(context).say(msg("{names} (eds.)", names="{names}"))
        yield Markup(escape(sentence)).format(names=_names(context, reference.editors))  # noqa: S704 - just escaped


def _names(context: Context, people: Iterable[AnyContributor]) -> Markup:
    return joined(context, (name(context, one) for one in people))


def _title(title: Inline | None, *, whole: bool) -> Markup:
    if not title:
        return Markup("")
    return Markup("<cite>{}</cite>").format(html(title)) if whole else html(title)


def _container(reference: Reference) -> Markup:
    volume = reference.volume or ""
    if reference.issue:
        volume += f"({reference.issue})"
    pages = "–".join(page for page in (reference.first_page, reference.last_page) if page)
    return _after(", ", _title(reference.container, whole=True), volume, pages, reference.article_number)


def _after(separator: str, *parts: str | None) -> Markup:
    """Put the parts that there are one after another."""
    return escape(separator).join(part for part in parts if part)
