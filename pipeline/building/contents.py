"""Tables of contents, collected while the works go by: one short entry for each work is all that is kept."""

import re
from dataclasses import dataclass, field

from pipeline.building.records import Listing
from pipeline.formats.base import Entry, IssueContents, JournalContents, SiteContents
from pipeline.model import Issue, Journal

_NUMBER = re.compile(r"[0-9]+")


@dataclass
class _IssueShelf:
    issue: Issue | None
    entries: list[Entry] = field(default_factory=list)


@dataclass
class _JournalShelf:
    journal: Journal
    issues: dict[str, _IssueShelf] = field(default_factory=dict)


@dataclass
class Contents:
    """What belongs into the tables of contents; a journal or an issue is taken as the first work has it."""

    _journals: dict[str, _JournalShelf] = field(default_factory=dict)

    def add(self, listing: Listing) -> None:
        """Add a work."""
        journal = self._journals.setdefault(listing.journal.id, _JournalShelf(listing.journal))
        shelf = journal.issues.setdefault(listing.entry.issue, _IssueShelf(listing.issue))
        shelf.entries.append(listing.entry)

    def site(self) -> SiteContents:
        """Give all journals, in the order of their ids."""
        return SiteContents(tuple(_journal(self._journals[name]) for name in sorted(self._journals)))


def _journal(shelf: _JournalShelf) -> JournalContents:
    issues = [_issue(shelf.journal, issue) for issue in shelf.issues.values()]
    return JournalContents(shelf.journal, tuple(sorted(issues, key=_age, reverse=True)))


def _issue(journal: Journal, shelf: _IssueShelf) -> IssueContents:
    """Give an issue, its works by their first page; those without one follow in the order of the sources."""
    return IssueContents(journal, shelf.issue, tuple(sorted(shelf.entries, key=_first_page)))


def _first_page(entry: Entry) -> tuple[bool, int]:
    """Give what works are sorted by; roman numbers are of the pages before the first."""
    found = _NUMBER.search(entry.pages)
    return not entry.pages, int(found[0]) if found else 0


def _age(contents: IssueContents) -> tuple[bool, int, tuple[int, ...], str, str]:
    """Give what issues are sorted by: year, volume, number, date; works that are in none yet are the newest."""
    issue = contents.issue
    if issue is None:
        return True, 0, (), "", ""
    dates = [date for date in (issue.published_online, issue.published_print) if date]
    dates = dates or [entry.published for entry in contents.entries if entry.published]
    published = min(dates, default=None)
    numbers = tuple(int(found) for text in (issue.volume, issue.number) for found in _NUMBER.findall(text or "")[:1])
    return False, published.year if published else 0, numbers, published.iso if published else "", issue.id
