"""RIS: the tagged format that EndNote, Mendeley, Zotero and library catalogues read.

Source: RIS format specification (Research Information Systems, 2001; tags as revised in 2011). Each line is a tag of
two characters, two blanks, a hyphen, a blank and a value; lines end with carriage return and line feed.
"""

import re
from collections.abc import Iterator

from pipeline.formats.base import Format, Subject, Unit
from pipeline.formats.csl_item import CslItem
from pipeline.formats.csl_json import beside_page, cited
from pipeline.formats.csl_names import CslName
from pipeline.identifiers import doi_url
from pipeline.messages import msg
from pipeline.model.dates import PartialDate

# what str.splitlines and readers in other languages take for the end of a line
_LINE_ENDS = re.compile("[\t\n\v\f\r\u001c-\u001f\u0085\u2028\u2029]+")


def ris(subject: Subject, language: str) -> str:
    """Write the item as one RIS record."""
    return "".join(_line(tag, value) for tag, value in _tags(cited(subject, language)) if value) + _line("ER", "")


def _line(tag: str, value: str) -> str:
    return f"{tag}  - {_LINE_ENDS.sub(' ', value)}\r\n"


def _tags(item: CslItem) -> Iterator[tuple[str, str]]:
    yield "TY", "JOUR"
    yield "ID", item.key
    yield from (("AU", _name(name)) for name in item.author)
    yield from (("ED", _name(name)) for name in item.editor)
    yield from (("A4", _name(name)) for name in item.translator)  # where Zotero and EndNote look for translators
    yield "TI", item.title.value.plain
    yield "OP", item.original_title
    yield "T2", item.container_title.value.plain
    yield "JO", item.container_title.value.plain
    yield "JA", item.container_title_short
    if item.issued:
        yield "PY", f"{item.issued.year:04d}"
        yield "DA", _date(item.issued)
    yield "VL", item.volume
    yield "IS", item.issue
    yield from _pages(item)
    yield "SN", item.issn
    yield "DO", item.doi
    yield "UR", item.url or (doi_url(item.doi) if item.doi else "")
    yield "LA", item.language
    yield "AB", " ".join(item.abstract)
    yield from (("KW", keyword) for keyword in item.keyword)
    yield "PB", item.publisher
    yield "CY", item.publisher_place


def _pages(item: CslItem) -> Iterator[tuple[str, str]]:
    """Give first and last page; an article number stands in their place, where readers of RIS look for it."""
    yield "SP", item.first_page or item.number
    yield "EP", item.last_page
    yield "C7", item.number  # EndNote's field for article numbers


def _name(name: CslName) -> str:
    if name.literal:
        return name.literal
    return ", ".join(part for part in (name.whole_family, name.whole_given, name.suffix) if part)


def _date(date: PartialDate) -> str:
    """Write ``YYYY/MM/DD/other``; the slashes stand even where a part is not known."""
    month, day = (f"{part:02d}" if part else "" for part in (date.month, date.day))
    return f"{date.year:04d}/{month}/{day}/{date.season or (date.quarter and f'Q{date.quarter}') or ''}"


FORMATS = (
    Format(
        name="ris",
        label=msg("RIS"),
        group="site",
        unit=Unit.WORK,
        media_type="application/x-research-info-systems",
        path=beside_page(".ris"),
        write=ris,
        per_language=True,
    ),
)
