"""The canonical record of one article: everything that any output needs, once."""

from typing import Literal

from pydantic import Field, model_validator

from pipeline.errors import InvalidValue
from pipeline.messages import msg
from pipeline.model.base import Doi, LanguageTag, Line, Record, Slug, problem
from pipeline.model.crossmark import Crossmark, Update
from pipeline.model.dates import PartialDate, earliest
from pipeline.model.files import Component, Link
from pipeline.model.funding import ClinicalTrial, Funding
from pipeline.model.history import Dates
from pipeline.model.journal import Issue, Journal, filled
from pipeline.model.languages import primary
from pipeline.model.people import Affiliation, AnyContributor, Organization, Person
from pipeline.model.prose import Abstract, KeywordGroup, Statement
from pipeline.model.references import Reference
from pipeline.model.relations import Relation, Translation, TranslationOf
from pipeline.model.rights import ArchiveName, Copyright, FreeToRead, License
from pipeline.model.text import LocalizedProse, LocalizedText

ContentType = Literal["journal-article"]
"""What Crossref registers; each has its file in ``content_types/``."""

ArticleType = Literal[
    "abstract",
    "addendum",
    "announcement",
    "article-commentary",
    "book-review",
    "brief-report",
    "calendar",
    "case-report",
    "collection",
    "correction",
    "data-paper",
    "discussion",
    "dissertation",
    "editorial",
    "expression-of-concern",
    "in-brief",
    "introduction",
    "letter",
    "meeting-report",
    "methods-article",
    "news",
    "obituary",
    "oration",
    "other",
    "partial-retraction",
    "product-review",
    "rapid-communication",
    "registered-report",
    "reply",
    "reprint",
    "research-article",
    "retraction",
    "review-article",
    "systematic-review",
    "translation",
]
"""What kind of article it is (JATS Publishing 1.3, suggested values of article/@article-type, and PMC's additions)."""


class OtherId(Record):
    """An identifier that is not the DOI (JATS article-id/@pub-id-type)."""

    type: Literal["publisher-id", "pmid", "pmcid", "arxiv", "hal", "handle", "ark", "pii", "manuscript", "other"]
    """Scheme of the identifier."""
    value: Line
    """The identifier."""


class Version(Record):
    """Which version of the work this is, and what changed (crossref5.5.0.xsd, version_info)."""

    number: Line = Field(max_length=100)
    """Name of the version: ``2``, ``1.10``."""
    description: LocalizedProse | None = None
    """What changed, per language."""


class Work(Record):
    """An article with its journal and its issue."""

    id: Slug
    """Name of the article in file names and addresses; the file's name where it is not given."""
    type: ContentType = "journal-article"
    """What is registered."""
    article_type: ArticleType = "research-article"
    """What kind of article it is."""
    journal: Journal
    """The journal; in a file of its own (``journal.yaml`` in a folder above) or written here."""
    issue: Issue | None = None
    """Id of an issue of the journal, or the issue itself; absent for an article that is in none yet."""
    doi: Doi | None = None
    """DOI of the article."""
    ids: tuple[OtherId, ...] = ()
    """Identifiers beside the DOI."""
    language: LanguageTag
    """Language of the article; texts without a language of their own are in it."""
    version: Version | None = None
    """Version of the article, where there are several."""
    sections: tuple[LocalizedText, ...] = ()
    """Headings of the journal under which the article stands, the outermost first."""
    subjects: tuple[LocalizedText, ...] = ()
    """Fields of knowledge."""
    title: LocalizedText
    """Title, per language."""
    subtitle: LocalizedText | None = None
    """Subtitle, per language."""
    short_title: LocalizedText | None = None
    """For running heads."""
    abstracts: tuple[Abstract, ...] = ()
    """Abstracts, the ordinary one first."""
    keywords: tuple[KeywordGroup, ...] = ()
    """Keywords, per language and vocabulary."""
    contributors: tuple[AnyContributor, ...] = ()
    """In the order of the by-line."""
    affiliations: tuple[Affiliation, ...] = ()
    """Institutions that contributors belong to."""
    dates: Dates = Dates()
    """When it was published, and what came before."""
    first_page: Line | None = Field(default=None, max_length=32)
    """First page."""
    last_page: Line | None = Field(default=None, max_length=32)
    """Last page, in full (194, not 94)."""
    other_pages: Line | None = Field(default=None, max_length=100)
    """Further pages of an article that does not run on: ``201, 205``."""
    article_number: Line | None = Field(default=None, max_length=32)
    """Article number, where there are no pages."""
    page_count: int | None = Field(default=None, ge=1)
    """How many pages it has."""
    licenses: tuple[License, ...] = ()
    """Licences, each for a version or use."""
    copyright: Copyright | None = None
    """Who holds the copyright."""
    free_to_read: FreeToRead | None = None
    """Free to read, whatever the licence."""
    funding: tuple[Funding, ...] = ()
    """Who paid."""
    clinical_trials: tuple[ClinicalTrial, ...] = ()
    """Clinical trials that it reports on."""
    archives: tuple[ArchiveName, ...] = ()
    """Where it is preserved, where it is not where the journal is."""
    references: tuple[Reference, ...] = ()
    """The works that it cites, in their order."""
    links: tuple[Link, ...] = ()
    """Full texts, and landing pages elsewhere."""
    components: tuple[Component, ...] = ()
    """Figures, data and other parts with an address."""
    translation_of: TranslationOf | None = None
    """The original, if this is a translation with a DOI of its own."""
    translations: tuple[Translation, ...] = ()
    """Translations of this work that have DOIs of their own."""
    relations: tuple[Relation, ...] = ()
    """Other works that it reviews, supplements, replaces and so on."""
    updates: tuple[Update, ...] = ()
    """Works that this one corrects or retracts."""
    crossmark: Crossmark | None = None
    """What Crossmark shows of it."""
    statements: tuple[Statement, ...] = ()
    """Data availability, ethics, thanks and so on."""
    note: Line | None = None
    """A remark for those who read the file; no output carries it."""

    @model_validator(mode="after")
    def _ids_are_distinct_and_known(self) -> "Work":
        known = [affiliation.id for affiliation in self.affiliations]
        if twice := _repeated(known):
            raise problem(
                InvalidValue(
                    "affiliation-repeated",
                    msg("Two affiliations have the id “{id}”.", id=twice),
                    msg("Give each affiliation its own id."),
                )
            )
        if twice := _repeated([reference.id for reference in self.references if reference.id]):
            raise problem(
                InvalidValue(
                    "reference-repeated",
                    msg("Two references have the id “{id}”.", id=twice),
                    msg("Give each reference its own id, or none."),
                )
            )
        return self

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages the title is in, the article's own first."""
        return tuple(dict.fromkeys((self.language, *self.title.languages)))

    @property
    def authors(self) -> tuple[AnyContributor, ...]:
        """Give the contributors who are authors."""
        return self.with_role("author")

    def with_role(self, role: str) -> tuple[AnyContributor, ...]:
        """Give the contributors that have a role."""
        return tuple(contributor for contributor in self.contributors if role in contributor.roles)

    @property
    def persons(self) -> tuple[Person, ...]:
        """Give the contributors who are persons."""
        return tuple(found for found in self.contributors if isinstance(found, Person))

    @property
    def organizations(self) -> tuple[Organization, ...]:
        """Give the contributors that are organisations."""
        return tuple(found for found in self.contributors if isinstance(found, Organization))

    def affiliation(self, identifier: str) -> Affiliation | None:
        """Give an affiliation by its id."""
        return next((found for found in self.affiliations if found.id == identifier), None)

    @property
    def published(self) -> PartialDate | None:
        """Give the first date of publication: the article's, else its issue's."""
        if self.dates.published or not self.issue:
            return self.dates.published
        return earliest((self.issue.published_online, self.issue.published_print))

    @property
    def pages(self) -> str:
        """Give the range of pages, ``186–194``, or the first page alone, or nothing."""
        if self.first_page and self.last_page and self.first_page != self.last_page:
            return f"{self.first_page}–{self.last_page}"
        return self.first_page or ""

    @property
    def landing_page(self) -> str:
        """Give the page the DOI leads to, or nothing where there is none.

        It is the one in the article's language, where it has a link or the journal publishes in that language; else the
        one in the first of the journal's languages that has a page.
        """
        own = (link.url for link in self._web_links if link.language == self.language)
        wanted = sorted(self.journal.languages, key=lambda tag: primary(tag) != primary(self.language))
        pages = (*own, *map(self.url, (*wanted, self.language)), *(link.url for link in self._web_links))
        return next(filter(None, pages), "")

    @property
    def _web_links(self) -> tuple[Link, ...]:
        return tuple(link for link in self.links if link.purpose == "web")

    def url(self, language: str) -> str:
        """Give the address of the page in a language: the record's own web link, else by the journal's pattern."""
        own = next((link for link in self._web_links if link.language == language), None)
        own = own or next((link for link in self._web_links if not link.language), None)
        if own:
            return own.url
        issue = self.issue
        return filled(
            self.journal.urls.article,
            language,
            id=self.id,
            journal=self.journal.id,
            issue=issue.id if issue else None,
            volume=issue.volume if issue else None,
            number=issue.number if issue else None,
            doi=self.doi,
        )


def _repeated(values: list[str]) -> str:
    return next((value for position, value in enumerate(values) if value in values[:position]), "")
