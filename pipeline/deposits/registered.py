"""What is registered of a DOI, as typed values: read from an answer of the REST API (``works/{doi}``).

Source: api.crossref.org documentation, "works", and its format ``api_format.md``.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TypeAlias

from pipeline.deposits import json_answers
from pipeline.deposits.json_answers import inner, objects, text, texts

DateParts: TypeAlias = tuple[int, ...]
"""Year, month and day, as far as they are known."""

MEDIA = ("online", "print", "other")
_ORCID = re.compile(r"[0-9]{4}-[0-9]{4}-[0-9]{4}-[0-9]{3}[0-9Xx]")


@dataclass(frozen=True, slots=True)
class Author:
    """A person with ``family`` and ``given``, or an organisation with ``name``; ``orcid`` is the bare iD, or ""."""

    family: str = ""
    given: str = ""
    name: str = ""
    orcid: str = ""

    @property
    def shown(self) -> str:
        """The name in one line."""
        return self.name or ", ".join(part for part in (self.family, self.given) if part)


@dataclass(frozen=True, slots=True)
class Funder:
    """Who paid: ``doi`` is the id in the Open Funder Registry, or ""."""

    name: str
    doi: str
    awards: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A date of publication with its medium: ``online``, ``print`` or ``other``."""

    medium: str
    parts: DateParts


@dataclass(frozen=True, slots=True)
class Registered:
    """What is known of a DOI; a text that is not known is "". ``type`` is as Crossref names it: ``journal-article``.

    Titles are as they came, markup and entities included.
    """

    doi: str
    type: str = ""
    titles: tuple[str, ...] = ()
    container_titles: tuple[str, ...] = ()
    issns: tuple[str, ...] = ()
    volume: str = ""
    issue: str = ""
    page: str = ""
    article_number: str = ""
    published: tuple[Published, ...] = ()
    authors: tuple[Author, ...] = ()
    url: str = ""
    licenses: tuple[str, ...] = ()
    reference_count: int = 0
    funders: tuple[Funder, ...] = ()


def read_registered(message: Mapping[str, Any]) -> Registered:
    """Read the ``message`` of an answer; what is not as it should be counts as unknown."""
    return Registered(
        doi=text(message.get("DOI")),
        type=text(message.get("type")),
        titles=texts(message.get("title")),
        container_titles=texts(message.get("container-title")),
        issns=texts(message.get("ISSN")),
        volume=text(message.get("volume")),
        issue=text(message.get("issue")),
        page=text(message.get("page")),
        article_number=text(message.get("article-number")),
        published=_published(message),
        authors=tuple(map(_author, objects(message.get("author")))),
        url=text(inner(inner(message.get("resource")).get("primary")).get("URL")),
        licenses=tuple(
            dict.fromkeys(found for one in objects(message.get("license")) if (found := text(one.get("URL"))))
        ),
        reference_count=json_answers.number(message.get("reference-count", message.get("references-count"))),
        funders=tuple(map(_funder, objects(message.get("funder")))),
    )


def orcid_of(written: str) -> str:
    """Give the iD in an address or a text, "" where there is none; nothing is verified."""
    found = _ORCID.search(written)
    return found[0].upper() if found else ""


def _published(message: Mapping[str, Any]) -> tuple[Published, ...]:
    found = (Published(medium, _parts(message.get(f"published-{medium}"))) for medium in MEDIA)
    return tuple(one for one in found if one.parts)


def _parts(value: object) -> DateParts:
    """Read ``{"date-parts": [[2026, 11, 3]]}``; a date that is not known is ``[[null]]``."""
    dates = inner(value).get("date-parts")
    first = dates[0] if isinstance(dates, list) and dates else None
    parts: list[int] = []
    for part in first[:3] if isinstance(first, list) else ():
        if not json_answers.number(part):
            break
        parts.append(part)
    return tuple(parts)


def _author(value: Mapping[str, Any]) -> Author:
    return Author(
        family=text(value.get("family")),
        given=text(value.get("given")),
        name=text(value.get("name")),
        orcid=orcid_of(text(value.get("ORCID"))),
    )


def _funder(value: Mapping[str, Any]) -> Funder:
    return Funder(text(value.get("name")), text(value.get("DOI")), texts(value.get("award")))
