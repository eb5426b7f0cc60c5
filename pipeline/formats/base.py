"""What an output format is, and what it is made from."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, TypeAlias

from pipeline.markup import Inline
from pipeline.messages import Message
from pipeline.model import Issue, Journal, Work
from pipeline.model.dates import PartialDate
from pipeline.model.people import AnyContributor
from pipeline.model.text import LocalizedText

if TYPE_CHECKING:
    from pipeline.formats.report import BuildReport


class Unit(StrEnum):
    """What one file of a format is about; it says which of the subjects below the format takes."""

    WORK = "work"
    DEPOSIT = "deposit"
    ISSUE = "issue"
    JOURNAL = "journal"
    SITE = "site"
    REPORT = "report"


@dataclass(frozen=True, slots=True)
class IssueWorks:
    """Works of one issue, or those that are in none yet (``issue`` is nothing)."""

    issue: Issue | None
    works: tuple[Work, ...]


@dataclass(frozen=True, slots=True)
class Deposit:
    """One batch for Crossref: works of one journal, in the order of the source.

    ``batch_id`` has 4 to 100 characters and is unique per content; ``timestamp`` is 17 digits of UTC,
    ``YYYYMMDDhhmmssSSS`` (crossref5.5.0.xsd, head). ``name`` is the file's name, without its ending.
    """

    journal: Journal
    works: tuple[Work, ...]
    name: str
    batch_id: str
    timestamp: str

    @property
    def issues(self) -> tuple[IssueWorks, ...]:
        """Group the works by issue, in the order in which the issues first come up."""
        groups: dict[str, list[Work]] = {}
        for work in self.works:
            groups.setdefault(work.issue.id if work.issue else "", []).append(work)
        return tuple(IssueWorks(works[0].issue, tuple(works)) for works in groups.values())


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a table of contents: little enough to keep for every work of a journal."""

    id: str
    title: LocalizedText
    subtitle: LocalizedText | None
    language: str
    contributors: tuple[AnyContributor, ...]
    section: LocalizedText | None
    doi: str
    pages: str
    published: PartialDate | None
    issue: str

    @classmethod
    def of(cls, work: Work) -> "Entry":
        """Summarise a work."""
        return cls(
            id=work.id,
            title=work.title,
            subtitle=work.subtitle,
            language=work.language,
            contributors=tuple(found for found in work.contributors if found.roles[0] in ("author", "translator")),
            section=work.sections[0] if work.sections else None,
            doi=work.doi or "",
            pages=work.pages or work.article_number or "",
            published=work.published,
            issue=work.issue.id if work.issue else "",
        )


@dataclass(frozen=True, slots=True)
class IssueContents:
    """An issue's table of contents. ``issue`` is nothing for the works that are in none yet."""

    journal: Journal
    issue: Issue | None
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class JournalContents:
    """A journal's issues, the newest first, each with its contents."""

    journal: Journal
    issues: tuple[IssueContents, ...]


@dataclass(frozen=True, slots=True)
class SiteContents:
    """All journals of a build."""

    journals: tuple[JournalContents, ...]


Subject: TypeAlias = "Work | Deposit | IssueContents | JournalContents | SiteContents | BuildReport"


@dataclass(frozen=True, kw_only=True)
class Format:
    """One output format.

    ``group`` is what people choose it by (``--format jats``); several formats may make up one group. ``path`` gives the
    file's place below the output folder from the subject and the page's language (empty where the format is made once,
    not per language). A format has a ``template`` (below ``templates/``), or, where it is no markup, ``write`` makes
    the text. ``schema`` is the catalog id of the schema that the file must satisfy. ``filters`` are what this format's
    templates need; a name means the same in all formats. ``dois`` lists the DOIs in a file; without it, they are those
    of the works. ``label`` is what reports call its files; without it, the name.

    Files that are made ``on_request`` are left out where no group is asked for by name. For formats of deposits,
    ``select`` gives what of a deposit their file is made of, or nothing where there is to be no file; and ``refuses``
    says why a work cannot be in it, though it has something to say there (``select`` leaves such a work out).
    """

    name: str
    group: str
    unit: Unit
    media_type: str
    path: Callable[[Subject, str], PurePosixPath]
    template: str = ""
    write: Callable[[Subject, str], str] | None = None
    schema: str = ""
    per_language: bool = False
    filters: Mapping[str, Callable[..., object]] = field(default_factory=dict)
    dois: Callable[[Subject], tuple[str, ...]] | None = None
    label: Message | None = None
    on_request: bool = False
    select: Callable[[Deposit], Deposit | None] | None = None
    refuses: Callable[[Work], Message | None] | None = None


def plain(text: Inline | str) -> str:
    """Give the characters of a text without markup."""
    return text if isinstance(text, str) else text.plain
