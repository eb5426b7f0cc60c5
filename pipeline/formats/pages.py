"""Where the pages of the site are, below the output folder and on the web, in each language."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.formats.base import IssueContents, JournalContents, SiteContents, Subject
from pipeline.model import Issue, Work
from pipeline.model.languages import primary

FORTHCOMING = "forthcoming"
"""File name of the page that lists a journal's articles which are in no issue yet."""


@dataclass(frozen=True, slots=True)
class Alternate:
    """The same page in a language. ``href`` leads there: an address on the web, else relative to the page."""

    language: str
    href: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site.

    ``place`` is below the folder of its language; ``root`` leads from there to the site's folder. ``canonical`` is the
    page's address on the web, or empty. ``default`` is the language for readers whose own there is not.
    """

    place: PurePosixPath
    language: str
    canonical: str
    alternates: tuple[Alternate, ...]
    default: str

    @property
    def root(self) -> str:
        """Give the way up to the folder of the site."""
        return "../" * len(self.place.parts)

    @property
    def switches(self) -> tuple[Alternate, ...]:
        """Give the page in each language, as links that work wherever the site is put."""
        return tuple(
            Alternate(found.language, f"{self.root}{found.language}/{self.place}") for found in self.alternates
        )

    @property
    def default_href(self) -> str:
        """Give the address of the page in the default language."""
        return next(found.href for found in self.alternates if found.language == self.default)


def place(subject: Subject) -> PurePosixPath:
    """Give the place of a subject's page below the folder of its language."""
    match subject:
        case Work():
            return PurePosixPath(subject.journal.id, "articles", f"{subject.id}.html")
        case IssueContents():
            return PurePosixPath(subject.journal.id, "issues", f"{issue_name(subject.issue)}.html")
        case JournalContents():
            return PurePosixPath(subject.journal.id, "index.html")
        case SiteContents():
            return PurePosixPath("index.html")
        case _:
            raise TypeError(f"{type(subject).__name__} has no page")


def path(subject: Subject, language: str) -> PurePosixPath:
    """Give the place of a subject's page below the output folder."""
    return PurePosixPath("site", language, place(subject))


def issue_name(issue: Issue | None) -> str:
    """Name the page of an issue, or of the articles that are in none yet."""
    return issue.id if issue else FORTHCOMING


def page(subject: Subject, language: str, languages: Sequence[str]) -> Page:
    """Describe the page of a subject in one of the ``languages`` that the site is made in."""
    addresses = {tag: _address(subject, tag) for tag in (*languages, language)}
    where = place(subject)
    # one address for all languages, or for some only, tells nobody where the languages are
    distinct = all(addresses.values()) and len(set(addresses.values())) == len(addresses)
    up = "../" * len(where.parts)
    alternates = tuple(
        Alternate(tag, address if distinct else f"{up}{tag}/{where}") for tag, address in addresses.items()
    )
    return Page(where, language, addresses[language], alternates, _default(subject, tuple(addresses)))


def _address(subject: Subject, language: str) -> str:
    match subject:
        case Work():
            return subject.url(language)
        case IssueContents(journal=journal, issue=issue):
            return journal.issue_address(issue, language) if issue else ""
        case JournalContents(journal=journal):
            return journal.address(language)
        case _:
            return ""


def _default(subject: Subject, languages: tuple[str, ...]) -> str:
    alike = (tag for own in _own_languages(subject) for tag in languages if primary(tag) == primary(own))
    return next(alike, languages[0])


def _own_languages(subject: Subject) -> tuple[str, ...]:
    match subject:
        case Work():
            return (subject.language, *subject.journal.languages)
        case IssueContents() | JournalContents():
            return subject.journal.languages
        case _:
            return ()
