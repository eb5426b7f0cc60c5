"""The journal and its issues."""

import string
from collections.abc import Callable
from typing import Annotated
from urllib.parse import quote

from pydantic import AfterValidator, Field

from pipeline.errors import InvalidValue
from pipeline.messages import msg
from pipeline.model.base import (
    CountryCode,
    Doi,
    DoiPrefix,
    Email,
    Issn,
    LanguageTag,
    Line,
    Record,
    Ror,
    Slug,
    Url,
    read_line,
)
from pipeline.model.base import problem as as_problem
from pipeline.model.crossmark import CrossmarkPolicy
from pipeline.model.dates import PartialDate
from pipeline.model.people import AnyContributor
from pipeline.model.rights import ArchiveName
from pipeline.model.text import LocalizedLine, LocalizedProse, LocalizedText

_SAFE = "/:;()-._~!$'*,=@+"  # RFC 3986, path
PLACEHOLDERS = ("id", "journal", "issue", "volume", "number", "doi", "language")


class Publisher(Record):
    """Who publishes the journal."""

    name: LocalizedLine
    """Name, per language."""
    place: LocalizedLine | None = None
    """City."""
    country: CountryCode | None = None
    """Country of its seat."""
    ror: Ror | None = None
    """ROR id."""
    url: Url | None = None
    """Web site."""


class Issns(Record):
    """The journal's ISSNs (ISO 3297)."""

    print: Issn | None = None
    """ISSN of the printed edition."""
    online: Issn | None = None
    """ISSN of the online edition."""
    linking: Issn | None = None
    """ISSN-L."""


class Depositor(Record):
    """Who deposits at Crossref, and where the outcome is mailed (crossref5.5.0.xsd, head)."""

    name: Line = Field(max_length=130)
    """Name of the person or organisation."""
    email: Email = Field(min_length=6, max_length=200)
    """Address that Crossref mails the outcome to."""
    registrant: Line | None = Field(default=None, max_length=255)
    """The organisation that owns the DOIs; the publisher where it is not given."""


def _pattern(text: str) -> str:
    try:
        fields = [(name, spec, how) for _, name, spec, how in string.Formatter().parse(text) if name is not None]
        # a width (“{id:99999999}”) would make any length of address
        plain = all(name in PLACEHOLDERS and not spec and not how for name, spec, how in fields)
    except ValueError:
        plain = False
    if not plain or not text.startswith(("http://", "https://")):
        raise InvalidValue(
            "url-pattern-malformed",
            msg("“{value}” is not a pattern for addresses.", value=text),
            msg(
                "Begin with https:// and use only these placeholders: {names}.",
                names=", ".join(f"{{{name}}}" for name in PLACEHOLDERS),
            ),
        )
    return text


class LocalizedPattern(LocalizedLine):
    """An address with placeholders, per language of the page."""

    @classmethod
    def check_line(cls, value: str) -> str:
        """Check the placeholders. Raises ``InvalidValue``."""
        return _pattern(read_line(value))


class UrlPatterns(Record):
    """Where the pages are: ``https://example.org/{language}/{issue}/{id}`` for all languages, or one pattern for each.

    Placeholders: ``id`` of the article, ``journal``, ``issue`` (their ids), ``volume``, ``number``, ``doi``,
    ``language`` (of the page).
    """

    article: LocalizedPattern | None = None
    """Pages of articles."""
    issue: LocalizedPattern | None = None
    """Pages of issues."""
    journal: LocalizedPattern | None = None
    """Page of the journal."""


def filled(pattern: LocalizedPattern | None, language: str, **values: str | None) -> str:
    """Give the address of a page in a language, or nothing where the journal has no pattern for it.

    A pattern with the placeholder ``{language}`` serves every language that has none of its own. What an address cannot
    hold is percent-encoded; placeholders without a value are left out.
    """
    general = (variant for variant in pattern or () if "{language}" in variant.value)
    chosen = (pattern.find(language) if pattern else None) or next(general, None)
    if not chosen:
        return ""
    named = {name: quote(values.get(name) or "", safe=_SAFE) for name in PLACEHOLDERS}
    return chosen.value.format(**{**named, "language": language})


def _distinct(tags: tuple[str, ...]) -> tuple[str, ...]:
    if len(set(tags)) < len(tags):
        raise as_problem(
            InvalidValue("language-repeated", msg("A language is named twice."), msg("Name each language once."))
        )
    return tags


class Journal(Record):
    """A journal: one folder of the source, described by its ``journal.yaml``."""

    id: Slug
    """Name of the journal in file names and addresses; the folder's name where it is not given."""
    languages: Annotated[tuple[LanguageTag, ...], AfterValidator(_distinct)] = Field(min_length=1)
    """The languages the journal publishes its metadata in; the first is its main one."""
    title: LocalizedText
    """Full title per language. The first is the one Crossref's title record knows: keep it the same in all deposits."""
    abbreviation: Line | None = Field(default=None, max_length=150)
    """Abbreviated title (ISO 4)."""
    subtitle: LocalizedText | None = None
    """Subtitle, per language."""
    description: LocalizedProse | None = None
    """What the journal is about, for its page."""
    issn: Issns = Issns()
    """ISSNs of the editions."""
    doi: Doi | None = None
    """DOI of the journal itself."""
    doi_prefix: DoiPrefix | None = None
    """The prefix under which the journal's DOIs are registered."""
    coden: Line | None = Field(default=None, max_length=6)
    """CODEN, six characters."""
    url: Url | None = None
    """Home page, where it does not follow the pattern."""
    publisher: Publisher
    """Who publishes it."""
    urls: UrlPatterns = UrlPatterns()
    """Addresses of the pages, as patterns."""
    depositor: Depositor | None = None
    """Who deposits the DOIs; without one, no deposit is made."""
    crossmark: CrossmarkPolicy | None = None
    """Crossmark policy of the journal."""
    archives: tuple[ArchiveName, ...] = ()
    """Where the journal is preserved: LOCKSS, CLOCKSS, Portico ...."""
    editors: tuple[AnyContributor, ...] = ()
    """Its editors, for its page."""
    note: Line | None = None
    """A remark for those who read the file; no output carries it."""

    def address(self, language: str) -> str:
        """Give the address of the journal's page in a language: by the pattern, else its own, else nothing."""
        return filled(self.urls.journal, language, id=self.id, journal=self.id) or self.url or ""

    def issue_address(self, issue: "Issue", language: str) -> str:
        """Give the address of an issue's page in a language: by the pattern, else the issue's own, else nothing."""
        by_pattern = filled(
            self.urls.issue,
            language,
            id=issue.id,
            journal=self.id,
            issue=issue.id,
            volume=issue.volume,
            number=issue.number,
            doi=issue.doi,
        )
        return by_pattern or issue.url or ""

    @property
    def landing_page(self) -> str:
        """Give the page the journal's DOI leads to: its own, else that in the first of its languages that has any."""
        return self.url or self._first_page(self.urls.journal, self.address)

    def issue_landing_page(self, issue: "Issue") -> str:
        """Give the page an issue's DOI leads to: its own, else that in the first language that has one."""
        return issue.url or self._first_page(self.urls.issue, lambda language: self.issue_address(issue, language))

    def _first_page(self, pattern: LocalizedPattern | None, address: Callable[[str], str]) -> str:
        tags = (*self.languages, *(pattern.languages if pattern else ()))
        return next(filter(None, map(address, tags)), "")


class Issue(Record):
    """An issue: one file in the journal's ``issues/``."""

    id: Slug
    """Name of the issue in file names and addresses; the file's name where it is not given."""
    volume: Line | None = Field(default=None, max_length=32)
    """Number of the volume."""
    number: Line | None = Field(default=None, max_length=32)
    """Number of the issue within the volume."""
    special_numbering: Line | None = Field(default=None, max_length=15)
    """For issues without a number: ``Suppl. 1``."""
    title: LocalizedText | None = None
    """Theme of a special issue."""
    doi: Doi | None = None
    """DOI of the issue."""
    volume_doi: Doi | None = None
    """DOI of the volume."""
    url: Url | None = None
    """Page of the issue, where it does not follow the journal’s pattern."""
    volume_url: Url | None = None
    """Page of the volume, which its DOI leads to."""
    published_online: PartialDate | None = None
    """Date of the online edition."""
    published_print: PartialDate | None = None
    """Date of the printed edition."""
    editors: tuple[AnyContributor, ...] = ()
    """Guest editors."""
    archives: tuple[ArchiveName, ...] = ()
    """Where the issue is preserved, where it is not where the journal is."""
    note: Line | None = None
    """A remark for those who read the file; no output carries it."""
