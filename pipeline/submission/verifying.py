"""Whether Crossref shows what was deposited: the last registered deposit of a DOI against the REST API's answer.

Crossref may know more than a deposit says (an ISSN of its title record), which is no difference; what was deposited and
is not there, or is there in another form, is one.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TypeAlias

from pipeline.deposits.operation import Operation, kind_of, operation_of
from pipeline.deposits.registered import Author, DateParts, Published, Registered
from pipeline.deposits.rest_api import RestApi
from pipeline.deposits.sent_record import ARTICLE, read_sent, with_address, with_resources
from pipeline.identifiers import doi_key
from pipeline.ledger import Ledger, Submission
from pipeline.submission.sameness import issn_key, plain, same_address, same_pages, same_text

_BETWEEN = "; "


class Field(StrEnum):
    """What may differ. Those of authors are of one author, whose number is told."""

    DOI = "doi"
    TITLE = "title"
    CONTAINER_TITLE = "container-title"
    ISSN = "issn"
    VOLUME = "volume"
    ISSUE = "issue"
    PAGES = "pages"
    ARTICLE_NUMBER = "article-number"
    PUBLISHED_ONLINE = "published-online"
    PUBLISHED_PRINT = "published-print"
    PUBLISHED_OTHER = "published-other"
    AUTHORS = "authors"
    AUTHOR_FAMILY = "author-family"
    AUTHOR_GIVEN = "author-given"
    AUTHOR_NAME = "author-name"
    AUTHOR_ORCID = "author-orcid"
    LANDING_PAGE = "landing-page"
    LICENSES = "licenses"
    REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class Difference:
    """Something that was deposited (``sent``) and is shown otherwise (``found``, "" for not at all).

    ``author`` is the number of the author whom it is about, from 1; 0 where it is about none.
    """

    doi: str
    field: Field
    sent: str
    found: str
    author: int = 0


@dataclass(frozen=True, slots=True)
class NotIndexed:
    """A DOI that the REST API does not know, or not yet: that takes minutes to hours after the deposit."""

    doi: str


Discrepancy: TypeAlias = Difference | NotIndexed


@dataclass(frozen=True, slots=True)
class Verifier:
    """Verifies the DOIs of one endpoint."""

    ledger: Ledger
    endpoint: str
    api: RestApi
    _contents: dict[str, bytes] = field(default_factory=dict, repr=False)

    def registered(self) -> Iterator[str]:
        """Give each DOI that has been registered by a deposit of metadata. Raises ``LedgerUnavailable``."""
        whole = (entry for entry in self.ledger.current(self.endpoint) if entry.operation == Operation.METADATA.value)
        return (entry.doi for entry in whole if self.is_registered(entry.doi))

    def is_registered(self, doi: str) -> bool:
        """Tell whether a DOI has been registered by a deposit of metadata. Raises ``LedgerUnavailable``."""
        return bool(self.ledger.last_registered(self.endpoint, Operation.METADATA.value, doi))

    def verify(self, doi: str) -> tuple[Discrepancy, ...]:
        """Compare what was sent of a DOI with what Crossref shows; nothing to tell of one that was never registered.

        Raises ``LedgerUnavailable``, ``CrossrefUnavailable``.
        """
        sent = self._sent(doi)
        if sent is None:
            return ()
        found = self.api.work(sent.doi)
        return (NotIndexed(sent.doi),) if found is None else tuple(compare(sent, found))

    def _sent(self, doi: str) -> Registered | None:
        """Put together what holds: the last deposit of metadata, and what later ones replaced of it."""
        base = self._last(doi, kind_of(Operation.METADATA))
        sent = read_sent(self._content(base), doi) if base else None
        if base is None or sent is None:
            return None
        for resources in self._resources(doi):
            if resources.id > base.id:
                sent = with_resources(sent, self._content(resources))
        addresses = self._last(doi, kind_of(Operation.URLS))
        if addresses and addresses.id > base.id:
            sent = with_address(sent, self._content(addresses))
        return sent

    def _resources(self, doi: str) -> list[Submission]:
        kinds = self.ledger.operations(self.endpoint, doi)
        found = (self._last(doi, kind) for kind in kinds if operation_of(kind) is Operation.RESOURCES)
        return sorted((one for one in found if one), key=lambda one: one.id)

    def _last(self, doi: str, kind: str) -> Submission | None:
        return self.ledger.last_registration(self.endpoint, kind, doi)

    def _content(self, submission: Submission) -> bytes:
        """Give the bytes of a submission; the last are kept, as its DOIs often follow each other."""
        if submission.sha256 not in self._contents:
            self._contents.clear()
            self._contents[submission.sha256] = self.ledger.content(submission.sha256)
        return self._contents[submission.sha256]


def compare(sent: Registered, found: Registered) -> Iterator[Difference]:
    """Give what differs, field by field. Of DOIs that are of no article, title and landing page are compared alone."""
    if doi_key(sent.doi) != doi_key(found.doi):  # an alias leads to the record of its primary DOI
        yield Difference(sent.doi, Field.DOI, sent.doi, found.doi)
    if sent.titles and not _same_texts(sent.titles, found.titles):
        yield Difference(sent.doi, Field.TITLE, _shown(sent.titles), _shown(found.titles))
    if sent.type == ARTICLE:
        yield from _of_journal(sent, found)
        yield from _of_dates(sent, found)
        yield from _of_authors(sent, found)
    if sent.url and not same_address(sent.url, found.url):  # an article to come may have none
        yield Difference(sent.doi, Field.LANDING_PAGE, sent.url, found.url)
    if sent.type == ARTICLE:
        yield from _of_rights(sent, found)


def _of_journal(sent: Registered, found: Registered) -> Iterator[Difference]:
    doi = sent.doi
    if not all(any(same_text(title, other) for other in found.container_titles) for title in sent.container_titles):
        yield Difference(doi, Field.CONTAINER_TITLE, _shown(sent.container_titles), _shown(found.container_titles))
    if not {issn_key(issn) for issn in sent.issns} <= {issn_key(issn) for issn in found.issns}:
        yield Difference(doi, Field.ISSN, _BETWEEN.join(sent.issns), _BETWEEN.join(found.issns))
    for name, mine, its in (
        (Field.VOLUME, sent.volume, found.volume),
        (Field.ISSUE, sent.issue, found.issue),
        (Field.ARTICLE_NUMBER, sent.article_number, found.article_number),
    ):
        if not same_text(mine, its):
            yield Difference(doi, name, mine, its)
    if not same_pages(sent.page, found.page):
        yield Difference(doi, Field.PAGES, sent.page, found.page)


def _of_dates(sent: Registered, found: Registered) -> Iterator[Difference]:
    """Compare dates by medium; where several were sent of one medium, Crossref shows one of them."""
    for medium in dict.fromkeys(date.medium for date in sent.published):
        mine, its = _dates(sent.published, medium), _dates(found.published, medium)
        if not any(_same_date(one, other) for one in mine for other in its):
            name = Field(f"published-{medium}")
            yield Difference(sent.doi, name, _BETWEEN.join(map(_iso, mine)), _BETWEEN.join(map(_iso, its)))


def _same_date(sent: DateParts, found: DateParts) -> bool:
    """Compare two dates; of one that is a year, or a season of it, Crossref may show more."""
    return sent == found or (len(sent) == 1 and sent == found[:1])


def _dates(published: tuple[Published, ...], medium: str) -> tuple[DateParts, ...]:
    return tuple(date.parts for date in published if date.medium == medium)


def _iso(parts: DateParts) -> str:
    return "-".join(f"{part:0{2 if place else 4}}" for place, part in enumerate(parts))


def _of_authors(sent: Registered, found: Registered) -> Iterator[Difference]:
    its = tuple(author for author in found.authors if author.shown)  # the anonymous have no name
    if len(sent.authors) != len(its):
        yield Difference(sent.doi, Field.AUTHORS, _names(sent.authors), _names(its))
        return
    for number, (one, other) in enumerate(zip(sent.authors, its, strict=True), 1):
        yield from _of_author(sent.doi, number, one, other)


def _of_author(doi: str, number: int, sent: Author, found: Author) -> Iterator[Difference]:
    if not sent.given and not found.family and found.given:  # who has one name only is shown under either
        found = Author(family=found.given, name=found.name, orcid=found.orcid)
    for name, mine, its in (
        (Field.AUTHOR_FAMILY, sent.family, found.family),
        (Field.AUTHOR_GIVEN, sent.given, found.given),
        (Field.AUTHOR_NAME, sent.name, found.name),
        (Field.AUTHOR_ORCID, sent.orcid, found.orcid),
    ):
        if not same_text(mine, its):
            yield Difference(doi, name, mine, its, number)


def _of_rights(sent: Registered, found: Registered) -> Iterator[Difference]:
    same = len(sent.licenses) == len(found.licenses) and all(
        any(same_address(one, other) for other in found.licenses) for one in sent.licenses
    )
    if not same:
        yield Difference(sent.doi, Field.LICENSES, _BETWEEN.join(sent.licenses), _BETWEEN.join(found.licenses))
    if sent.reference_count != found.reference_count:
        yield Difference(sent.doi, Field.REFERENCES, str(sent.reference_count), str(found.reference_count))


def _names(authors: tuple[Author, ...]) -> str:
    return _BETWEEN.join(plain(author.shown) for author in authors)


def _same_texts(sent: tuple[str, ...], found: tuple[str, ...]) -> bool:
    return len(sent) == len(found) and all(same_text(one, other) for one, other in zip(sent, found, strict=True))


def _shown(texts: tuple[str, ...]) -> str:
    return _BETWEEN.join(map(plain, texts))
