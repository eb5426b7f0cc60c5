"""Filters of the site's templates: how a page in one language shows the parts of a record.

They read the page's language and its ``Localizer`` from the template's context.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import cast

import langcodes
from babel.dates import format_skeleton
from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from pipeline.formats.addresses import address, licence_name, reference_addresses
from pipeline.formats.base import Subject
from pipeline.formats.csl_names import names_of
from pipeline.formats.html import html, html_unlinked, links, with_links
from pipeline.formats.pages import Page, page
from pipeline.formats.wording import GRAVE_STEPS, season, word
from pipeline.i18n import Localizer, localizer
from pipeline.messages import msg
from pipeline.model import Issue, Work
from pipeline.model.dates import PartialDate
from pipeline.model.languages import direction
from pipeline.model.people import AnyContributor, NameInScript, Organization, Person


@dataclass(frozen=True, slots=True)
class Step:
    """A dated step in the life of a work; ``type`` is one of ``wording.STEPS`` or the record's own."""

    type: str
    date: PartialDate


def localizer_of(context: Context) -> Localizer:
    """Give the localizer of the page."""
    return cast("Localizer", context["l10n"])


def _tag(name: str, content: str, **attributes: str) -> Markup:
    written = "".join(f' {key}="{escape(value)}"' for key, value in attributes.items() if value)
    return Markup(f"<{name}{written}>{escape(content)}</{name}>")  # noqa: S704 - names are ours, the rest is escaped


@pass_context
def lang(context: Context, language: str, around: str = "") -> Markup:
    """Write the attributes ``lang`` and ``dir`` of a part, as far as they differ from those of what is ``around`` it.

    ``around`` is a language too, the page's if it is not given.
    """
    outer = around or str(context["language"])
    if language == outer:
        return Markup("")
    attributes = f' lang="{escape(language)}"'
    if direction(language) != direction(outer):
        attributes += f' dir="{direction(language)}"'
    return Markup(attributes)  # noqa: S704 - made of an escaped tag


@pass_context
def page_of(context: Context, subject: Subject) -> Page:
    """Describe the page of a subject (``pages.Page``) among the languages that the site is made in."""
    return page(subject, str(context["language"]), context["languages"])


def og_locale(l10n: Localizer) -> str:
    """Give the locale as Open Graph writes it, ``fr_FR``: with the language's main territory, if it names none."""
    known = langcodes.Language.get(l10n.tag).maximize()
    return f"{known.language}_{known.territory}"


@pass_context
def partial_date(context: Context, value: PartialDate) -> Markup:
    """Write a date as far as it is known, in words, with its machine-readable form."""
    return _tag("time", _in_words(value, localizer_of(context)), datetime=value.iso)


def _in_words(value: PartialDate, l10n: Localizer) -> str:
    if value.season:
        return l10n.say(season(value.season, value.year))
    if value.quarter:
        first_day = date(value.year, value.quarter * 3 - 2, 1)
        return format_skeleton("yQQQQ", first_day, locale=l10n.locale)
    return l10n.date(value.year, value.month or None, value.day or None)


@pass_context
def worded(context: Context, value: str, vocabulary: str) -> str:
    """Give what the page calls a value of a closed list (``wording.VOCABULARIES``)."""
    return word(value, vocabulary, localizer_of(context))


@pass_context
def joined(context: Context, items: Iterable[str]) -> Markup:
    """Write an enumeration as the page's language does."""
    return Markup(localizer_of(context).join(str(escape(item)) for item in items))  # noqa: S704 - each item is escaped


@pass_context
def separated(context: Context, parts: Iterable[str]) -> Markup:
    """Write parts one after another, as an address does; each keeps its own direction."""
    return escape(_comma(context)).join(Markup("<bdi>{}</bdi>").format(part) for part in parts)


def _comma(context: Context) -> str:
    return localizer_of(context).pgettext("between parts of an address", ", ")


def breakable(address: str) -> Markup:
    """Write an address so that its lines break after slashes, rather than anywhere."""
    return Markup("/<wbr>").join(re.split(r"(?<!/)/(?!/)", address))


@pass_context
def name(context: Context, contributor: AnyContributor) -> Markup:
    """Write a contributor's name: as the page's language writes it, where the record says how."""
    work = context.get("work")
    own = work.language if isinstance(work, Work) else ""
    match contributor:
        case Person():
            chosen = names_of(contributor, str(context["language"]), own)[0]
            return _person(context, chosen)
        case Organization():
            best = contributor.name.best(str(context["language"]), contributor.language or own)
            return Markup("<bdi{}>{}</bdi>").format(lang(context, best.language), best.value) if best else Markup("")
        case _:
            return escape(localizer_of(context).say(msg("Anonymous")))


@pass_context
def other_names(context: Context, contributor: AnyContributor) -> tuple[Markup, ...]:
    """Write a person's names in other languages and scripts."""
    work = context.get("work")
    own = work.language if isinstance(work, Work) else ""
    if not isinstance(contributor, Person):
        return ()
    return tuple(_person(context, found) for found in names_of(contributor, str(context["language"]), own)[1:])


def _person(context: Context, person: Person | NameInScript) -> Markup:
    # bdi finds the direction of a name by its letters: a name in an Arabic record may be in Latin script
    page, language = context["language"], person.language
    return _tag("bdi", person.full, lang=language if language and language != page else "")


@pass_context
def issue_label(context: Context, issue: Issue) -> str:
    """Name an issue by its numbers: ``Vol. 11, no. 52``, ``Vol. 3, Suppl. 1``; by its date or id where it has none."""
    l10n = localizer_of(context)
    volume, number = issue.volume or "", issue.number or ""
    if volume and number:
        label = l10n.say(msg("Vol. {volume}, no. {number}", volume=volume, number=number))
    elif volume:
        label = l10n.say(msg("Vol. {volume}", volume=volume))
    else:
        label = l10n.say(msg("No. {number}", number=number)) if number else ""
    parts = [part for part in (label, issue.special_numbering) if part]
    published = issue.published_online or issue.published_print
    return _comma(context).join(parts) or (_in_words(published, l10n) if published else issue.id)


def first_languages(tags: Sequence[str], *wanted: str) -> tuple[str, ...]:
    """Put those of the languages that are ``wanted`` before the others."""
    first = [tag for tag in wanted if tag in tags]
    return tuple(dict.fromkeys((*first, *tags)))


def history(work: Work) -> tuple[Step, ...]:
    """List the dated steps of a work, the earliest first."""
    dates = work.dates
    steps = [
        ("received", dates.received),
        *(("rev-recd", revised) for revised in dates.revised),
        ("accepted", dates.accepted),
        ("published-online", dates.published_online),
        ("published-print", dates.published_print),
        *((event.type, event.date) for event in dates.history),
    ]
    known = (Step(kind, found) for kind, found in steps if found)
    return tuple(sorted(known, key=lambda step: step.date.end))


def grave_steps(work: Work) -> tuple[Step, ...]:
    """List the steps that readers must know of before they read on: a retraction, a correction."""
    return tuple(step for step in history(work) if step.type in GRAVE_STEPS)


FILTERS: Mapping[str, Callable[..., object]] = {
    "address": address,
    "breakable": breakable,
    "date": partial_date,
    "first_languages": first_languages,
    "grave_steps": grave_steps,
    "history": history,
    "html": html,
    "html_unlinked": html_unlinked,
    "issue_label": issue_label,
    "joined": joined,
    "lang": lang,
    "licence_name": licence_name,
    "links": links,
    "localizer": localizer,
    "name": name,
    "og_locale": og_locale,
    "other_names": other_names,
    "page": page_of,
    "reference_addresses": reference_addresses,
    "separated": separated,
    "with_links": with_links,
    "word": worded,
}
