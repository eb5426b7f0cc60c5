"""CSL-JSON 1.0.2: the item that Zotero, pandoc and all CSL processors read.

Structure: csl-data.json of the Citation Style Language schema, an array of one item. Titles carry the HTML-like tags
that CSL processors know (https://docs.citationstyles.org/en/stable/specification.html, "Rich text"); other characters
stand as they are, as CSL-JSON is not HTML.
"""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import TypeAlias

from pipeline.formats.base import Format, Subject, Unit
from pipeline.formats.csl_item import CslItem, csl_item
from pipeline.formats.csl_names import CslName
from pipeline.markup import Dialect, Inline, write
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.model.dates import SEASONS, PartialDate

Json: TypeAlias = "str | int | list[Json] | dict[str, Json]"

RICH_TEXT = Dialect(
    styles={"i": "i", "b": "b", "sub": "sub", "sup": "sup", "sc": 'span style="font-variant:small-caps"'},
)
"""The tags that CSL processors know; underline, code, links and formulas keep their characters."""


def rich_text(inline: Inline) -> str:
    """Write a text with CSL's tags, characters unescaped."""
    return str(write(inline, RICH_TEXT).unescape())


def cited(subject: Subject, language: str) -> CslItem:
    """Describe the subject of a format that is made once per work."""
    if not isinstance(subject, Work):
        raise TypeError("citation formats are made of works")
    return csl_item(subject, language)


def beside_page(suffix: str) -> Callable[[Subject, str], PurePosixPath]:
    """Make the function that gives a download's place: beside the article's page, with another suffix."""

    def path(subject: Subject, language: str) -> PurePosixPath:
        if not isinstance(subject, Work):
            raise TypeError("citation formats are made of works")
        return PurePosixPath("site", language, subject.journal.id, "articles", subject.id + suffix)

    return path


def csl_json(subject: Subject, language: str) -> str:
    """Write the item as CSL-JSON."""
    item = {name: value for name, value in _variables(cited(subject, language)) if value}
    return json.dumps([item], ensure_ascii=False, indent=2) + "\n"


def _variables(item: CslItem) -> Iterator[tuple[str, Json]]:
    yield "id", item.key
    yield "type", "article-journal"
    yield "language", item.language
    yield "title", rich_text(item.title.value)
    yield "original-title", item.original_title
    yield "container-title", rich_text(item.container_title.value)
    yield "container-title-short", item.container_title_short
    yield "author", _names(item.author)
    yield "editor", _names(item.editor)
    yield "translator", _names(item.translator)
    yield "chair", _names(item.chair)
    yield "issued", _date(item.issued)
    yield "available-date", _date(item.available_date)
    yield "submitted", _date(item.submitted)
    yield "volume", item.volume
    yield "issue", item.issue
    yield "page", item.pages("-")
    yield "page-first", item.first_page
    yield "number", item.number
    yield "number-of-pages", item.number_of_pages
    yield "version", item.version
    yield "DOI", item.doi
    yield "URL", item.url
    yield "ISSN", item.issn
    yield "PMID", item.pmid
    yield "PMCID", item.pmcid
    yield "publisher", item.publisher
    yield "publisher-place", item.publisher_place
    yield "abstract", "\n\n".join(item.abstract)
    yield "keyword", ", ".join(item.keyword)


def _names(names: tuple[CslName, ...]) -> list[Json]:
    return [{part.replace("_", "-"): value for part, value in asdict(name).items() if value} for name in names]


def _date(date: PartialDate | None) -> dict[str, Json]:
    """Write a date as ``date-parts``; a quarter, which CSL does not know, as the range of its months."""
    if not date:
        return {}
    if date.quarter:
        last = 3 * date.quarter
        return {"date-parts": [[date.year, last - 2], [date.year, last]]}
    parts: list[Json] = [part for part in (date.year, date.month, date.day) if part]
    season: dict[str, Json] = {"season": 1 + SEASONS.index(date.season)} if date.season else {}
    return {"date-parts": [parts], **season}


FORMATS = (
    Format(
        name="csl-json",
        label=msg("CSL JSON"),
        group="site",
        unit=Unit.WORK,
        media_type="application/vnd.citationstyles.csl+json",
        path=beside_page(".csl.json"),
        write=csl_json,
        per_language=True,
    ),
)
