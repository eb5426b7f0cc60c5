"""Cutting the works of a journal into deposits, and a deposit into ``journal`` elements.

Crossref refuses a file whose DOIs have several prefixes, and a DOI that comes twice in one file. So each deposit is of
one prefix; the DOIs of the journal, its volumes and issues are written only in deposits of their own prefix; and those
of the journal and of a volume once, though several issues repeat their metadata. (A journal without ISSN is known by
its DOI alone: there, each ``journal`` element has it.)
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256

from pipeline.formats.base import Deposit, IssueWorks
from pipeline.formats.crossref_article import publication_dates
from pipeline.identifiers import doi_prefix
from pipeline.model import Issue, Journal, Work
from pipeline.model.dates import PartialDate

SIZE = 100
"""Works per deposit, where no other size is asked for: one invalid record costs the whole file."""

_CLOCK = "%Y%m%d%H%M%S%f"


@dataclass(frozen=True, slots=True)
class JournalPart:
    """One ``journal`` element: an issue and its works. The pages are empty where the DOI is not written here."""

    issue: Issue | None
    works: tuple[Work, ...]
    issue_dates: tuple[tuple[str, PartialDate], ...]
    journal_page: str
    volume_page: str
    issue_page: str


def deposits(journal: Journal, works: Iterable[Work], *, timestamp: str, size: int = SIZE) -> Iterator[Deposit]:
    """Cut the works of one journal into deposits of at most ``size`` works, each of one DOI prefix.

    Works without a DOI are left out, and there is no deposit for a journal that names no depositor. Translations come
    after all other works, since the record of a translation needs its original to be registered. ``timestamp`` is 17
    digits of UTC, ``YYYYMMDDhhmmssSSS``; each deposit has one millisecond more than the one before it, so that the DOIs
    of a journal or an issue that come again in the next file are newer there. Raises ``ValueError`` for another form.
    """
    start = _read_clock(timestamp)
    if not journal.depositor:
        return
    for place, batch in enumerate(_batches(works, size)):
        moment = _write_clock(start + timedelta(milliseconds=place))
        yield Deposit(
            journal=journal,
            works=batch,
            name=f"deposit-{place + 1:04d}",
            batch_id=f"{journal.id[:60]}-{moment}-{_digest(journal, batch)}",
            timestamp=moment,
        )


def _batches(works: Iterable[Work], size: int) -> Iterator[tuple[Work, ...]]:
    waiting: dict[str, list[Work]] = {}
    for work in _originals_first(works):
        if work.doi:
            batch = waiting.setdefault(doi_prefix(work.doi), [])
            batch.append(work)
            if len(batch) >= size:
                yield tuple(waiting.pop(doi_prefix(work.doi)))
    yield from map(tuple, waiting.values())


def _originals_first(works: Iterable[Work]) -> Iterator[Work]:
    translations = []
    for work in works:
        if work.translation_of:
            translations.append(work)
        else:
            yield work
    yield from translations


def _digest(journal: Journal, works: tuple[Work, ...]) -> str:
    content = sha256(journal.model_dump_json().encode())
    for work in works:
        content.update(work.model_dump_json().encode())
    return content.hexdigest()[:12]


def _read_clock(timestamp: str) -> datetime:
    moment = datetime.strptime(timestamp, _CLOCK)  # noqa: DTZ007 - only milliseconds are added to it
    if _write_clock(moment) != timestamp:
        raise ValueError(f"a timestamp has 17 digits, YYYYMMDDhhmmssSSS: {timestamp!r}")
    return moment


def _write_clock(moment: datetime) -> str:
    return moment.strftime(_CLOCK)[:17]


def journal_parts(deposit: Deposit) -> tuple[JournalPart, ...]:
    """Give the ``journal`` elements of a deposit: one per issue, and one for the works that are in none yet."""
    written: set[str] = set()
    parts = []
    for group in deposit.issues:
        issue = group.issue
        pages = _Pages(deposit, written)
        parts.append(
            JournalPart(
                issue=issue,
                works=group.works,
                issue_dates=_issue_dates(group),
                journal_page=pages.journal(),
                volume_page=pages.once(issue.volume_doi, issue.volume_url or "") if issue else "",
                issue_page=pages.once(issue.doi, deposit.journal.issue_landing_page(issue)) if issue else "",
            )
        )
    return tuple(parts)


@dataclass(frozen=True, slots=True)
class _Pages:
    """Which DOIs of containers are written, and the pages they lead to."""

    deposit: Deposit
    written: set[str]

    def journal(self) -> str:
        journal = self.deposit.journal
        known_otherwise = journal.issn.print or journal.issn.online
        written = self.once if known_otherwise else self.own
        return written(journal.doi, journal.landing_page)

    def once(self, doi: str | None, page: str) -> str:
        """Give the page, but only for the first time that the deposit has the DOI."""
        page = "" if not doi or doi in self.written else self.own(doi, page)
        if page and doi:
            self.written.add(doi)
        return page

    def own(self, doi: str | None, page: str) -> str:
        """Give the page where the DOI has the prefix of the deposit."""
        return page if doi and doi_prefix(doi) == doi_prefix(self.deposit.works[0].doi or "") else ""


def _issue_dates(group: IssueWorks) -> tuple[tuple[str, PartialDate], ...]:
    """Give the dates of an issue; of one whose date is not known, the year in which its first article came out."""
    if not group.issue:
        return ()
    years = sorted((date.year, medium) for work in group.works for medium, date in publication_dates(work))
    return publication_dates(group.issue) or tuple((medium, PartialDate(year)) for year, medium in years[:1])
