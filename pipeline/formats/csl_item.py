"""What a citation of a work needs, in one language: the bibliographic item that every citation format is written from.

The fields are the variables of CSL-JSON 1.0.2 (https://docs.citationstyles.org/en/stable/specification.html, appendix
IV). Titles, names of organisations and the like are in the language asked for where the record has them in it, else in
the work's own.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.formats.csl_names import CslName, csl_name
from pipeline.markup import Inline, Text
from pipeline.model import Work
from pipeline.model.dates import PartialDate
from pipeline.model.languages import primary
from pipeline.model.prose import Abstract
from pipeline.model.text import LocalizedLine, LocalizedText, Variant

_ENDS_SENTENCE = tuple(".?!:…؟。？！：")
_COLONS = {"fr": "\u00a0: ", "zh": "：", "ja": "："}


@dataclass(frozen=True, slots=True, kw_only=True)
class CslItem:
    """An article as others cite it; each field is the CSL variable of its name, empty where the record has none."""

    key: str
    """CSL ``id`` and BibTeX key: ASCII, and the same in all languages."""
    language: str
    """BCP 47 tag of the work."""
    title: Variant[Inline]
    """Title and subtitle."""
    original_title: str
    """Title of the work that this one translates."""
    container_title: Variant[Inline]
    """The journal's title."""
    container_title_short: str
    author: tuple[CslName, ...]
    editor: tuple[CslName, ...]
    translator: tuple[CslName, ...]
    chair: tuple[CslName, ...]
    issued: PartialDate | None
    """Publication in the issue, if the work is in one."""
    available_date: PartialDate | None
    """Publication online before that."""
    submitted: PartialDate | None
    volume: str
    issue: str
    first_page: str
    last_page: str
    other_pages: str
    number: str
    """Article number, for works without pages."""
    number_of_pages: int
    version: str
    doi: str
    url: str
    """Address of the page in the language asked for."""
    issn: str
    pmid: str
    pmcid: str
    publisher: str
    publisher_place: str
    abstract: tuple[str, ...]
    """Paragraphs, without markup."""
    keyword: tuple[str, ...]

    def pages(self, dash: str) -> str:
        """Give all pages, ``186–194, 201``, with ``dash`` between first and last."""
        last = self.last_page if self.last_page != self.first_page else ""
        run = dash.join(page for page in (self.first_page, last) if page)
        return ", ".join(part for part in (run, self.other_pages) if part)


def csl_item(work: Work, language: str) -> CslItem:
    """Describe a work for citation on a page in ``language`` (BCP 47 tag)."""
    journal, issue = work.journal, work.issue
    issued = _issued(work)
    online = work.dates.published_online
    ids = {found.type: found.value for found in work.ids}
    return CslItem(
        key=_key(work),
        language=work.language,
        title=_title(work.title, work.subtitle, language, work.language),
        original_title=_original_title(work),
        container_title=_chosen(journal.title, language, journal.languages[0]),
        container_title_short=journal.abbreviation or "",
        author=_names(work, "author", language),
        editor=_names(work, "editor", language),
        translator=_names(work, "translator", language),
        chair=_names(work, "chair", language),
        issued=issued,
        available_date=online if online and issued and online.end < issued.end else None,
        submitted=work.dates.received,
        volume=(issue and issue.volume) or "",
        issue=(issue and (issue.number or issue.special_numbering)) or "",
        first_page=work.first_page or "",
        last_page=work.last_page or "",
        other_pages=work.other_pages or "",
        number=work.article_number or "",
        number_of_pages=work.page_count or 0,
        version=work.version.number if work.version else "",
        doi=work.doi or "",
        url=work.url(language),
        issn=journal.issn.online or journal.issn.print or journal.issn.linking or "",
        pmid=ids.get("pmid", ""),
        pmcid=ids.get("pmcid", ""),
        publisher=_line(journal.publisher.name, language, journal.languages[0]),
        publisher_place=_line(journal.publisher.place, language, journal.languages[0]),
        abstract=_abstract(work, language),
        keyword=_keywords(work, language),
    )


def _key(work: Work) -> str:
    """Name the work in other people's lists: by its id, which alone need not be unique beyond its journal."""
    return work.id if work.id.startswith(work.journal.id) else f"{work.journal.id}-{work.id}"


def _issued(work: Work) -> PartialDate | None:
    """Give the date to cite: in print; else online, but not before the issue that the work is in.

    CSL means the formal publication, as APA does; an earlier one online is ``available-date``.
    """
    issue = work.issue
    printed = work.dates.published_print or (issue and issue.published_print)
    online = [date for date in (work.dates.published_online, issue and issue.published_online) if date]
    return printed or max(online, default=None)


def _chosen(text: LocalizedText, *wanted: str) -> Variant[Inline]:
    return text.best(*wanted) or Variant(wanted[0], Inline())


def _line(text: LocalizedLine | None, *wanted: str) -> str:
    found = text.best(*wanted) if text else None
    return found.value if found else ""


def _title(title: LocalizedText, subtitle: LocalizedText | None, *wanted: str) -> Variant[Inline]:
    """Join title and subtitle of one language; a subtitle that is only in another language stays out."""
    chosen = _chosen(title, *wanted)
    found = subtitle.find(chosen.language) if subtitle else None
    if not found:
        return chosen
    between = " " if chosen.value.plain.endswith(_ENDS_SENTENCE) else colon(chosen.language)
    return Variant(chosen.language, Inline((*chosen.value.nodes, Text(between), *found.value.nodes)))


def _original_title(work: Work) -> str:
    original = work.translation_of
    if not original or not original.title:
        return ""
    return _title(original.title, original.subtitle, original.language).value.plain


def colon(language: str) -> str:
    """Give what stands between a title and its subtitle in a language."""
    return _COLONS.get(primary(language), ": ")


def _names(work: Work, role: str, language: str) -> tuple[CslName, ...]:
    found = (csl_name(contributor, language, work.language) for contributor in work.with_role(role))
    return tuple(name for name in found if name)


def _abstract(work: Work, language: str) -> tuple[str, ...]:
    ordinary = next((found for found in work.abstracts if not found.type), None)
    if not ordinary:
        return ()
    return _paragraphs(ordinary, language) or _paragraphs(ordinary, work.language)


def _paragraphs(abstract: Abstract, language: str) -> tuple[str, ...]:
    found: list[str] = []
    if abstract.text and (text := abstract.text.find(language)):
        found += (paragraph.plain for paragraph in text.value)
    for section in abstract.sections:
        title, prose = section.title.find(language), section.text.find(language)
        if prose:
            first, *others = (paragraph.plain for paragraph in prose.value)
            found += (f"{title.value.plain}{colon(language)}{first}" if title else first, *others)
    return tuple(found)


def _keywords(work: Work, language: str) -> tuple[str, ...]:
    chosen = (group.terms.find(language) or group.terms.find(work.language) for group in work.keywords)
    return _distinct(term.plain for terms in chosen if terms for term in terms.value)


def _distinct(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(values))
