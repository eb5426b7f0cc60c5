"""The canonical record of one article: everything that any output needs, once."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from pipeline.errors import InvalidValue
from pipeline.messages import msg
from pipeline.model.base import Doi, Kind, LanguageTag, Line, Record, Slug, Url, problem
from pipeline.model.crossmark import Crossmark, Update
from pipeline.model.dates import PartialDate, earliest
from pipeline.model.funding import ClinicalTrial, Funding
from pipeline.model.journal import Issue, Journal, filled
from pipeline.model.languages import primary
from pipeline.model.people import Affiliation, AnyContributor, Organization, Person
from pipeline.model.references import Reference
from pipeline.model.relations import Relation, Translation, TranslationOf
from pipeline.model.rights import ArchiveName, Copyright, FreeToRead, License
from pipeline.model.text import LocalizedProse, LocalizedTerms, LocalizedText

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

AbstractType = Literal["plain-language", "graphical", "teaser", "key-points", "executive-summary", "short"]
"""Kinds of abstracts beside the ordinary one (JATS abstract/@abstract-type)."""

StatementType = Literal[
    "acknowledgements",
    "competing-interests",
    "data-availability",
    "ethics",
    "funding",
    "author-contributions",
    "note",
]

ContentVersion = Literal["vor", "am"]


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


class Graphic(Record):
    """A picture that stands for the work."""

    url: Url
    """Address of the picture."""
    media_type: Line = "image/png"
    """Media type (IANA)."""
    alt: LocalizedText
    """What the picture shows, for those who do not see it."""
    caption: LocalizedText | None = None
    """What stands below the picture, per language."""


class AbstractSection(Record):
    """A titled part of a structured abstract."""

    title: LocalizedText
    """Heading, per language: Background, Methods."""
    text: LocalizedProse
    """The part, per language."""


class Abstract(Record):
    """An abstract: ``text``, or ``sections``; a graphical one has its ``graphic`` too."""

    type: AbstractType | None = None
    """Absent for the ordinary abstract."""
    title: LocalizedText | None = None
    """Heading, where it is not the usual one."""
    text: LocalizedProse | None = None
    """The abstract, per language; blank lines separate paragraphs."""
    sections: tuple[AbstractSection, ...] = ()
    """Parts of a structured abstract."""
    graphic: Graphic | None = None
    """Picture of a graphical abstract."""

    @model_validator(mode="after")
    def _has_content(self) -> "Abstract":
        if not (self.text or self.sections or self.graphic):
            raise problem(
                InvalidValue("abstract-empty", msg("The abstract is empty."), msg("Give it a text, or sections."))
            )
        if self.type == "graphical" and not self.graphic:
            raise problem(
                InvalidValue(
                    "graphic-missing",
                    msg("A graphical abstract needs its picture."),
                    msg("Add graphic: with url and alt."),
                )
            )
        return self

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the languages that any part of it is in, in the record's order."""
        tags = [
            tag for text in (self.text, *(section.text for section in self.sections)) if text for tag in text.languages
        ]
        if self.graphic:
            tags += (self.graphic.caption or self.graphic.alt).languages
        return tuple(dict.fromkeys(tags))


class Vocabulary(Record):
    """A controlled list that keywords are taken from."""

    name: Line
    """Name of the list."""
    url: Url | None = None
    """Address of the list."""


class KeywordGroup(Record):
    """Keywords per language, of one vocabulary or of the authors' own choice."""

    terms: LocalizedTerms
    """The keywords, per language."""
    vocabulary: Vocabulary | None = None
    """The list they are from."""


class Statement(Record):
    """What the article says about itself: data availability, ethics, thanks."""

    type: StatementType
    """What it is about."""
    title: LocalizedText | None = None
    """Heading, where it is not the usual one."""
    text: LocalizedProse
    """The statement, per language."""


class HistoryEvent(Record):
    """A dated step (JATS event/@event-type)."""

    type: Annotated[Line, Field(pattern=r"^[a-z][a-z0-9-]*$"), Kind("name in small letters", ("rev-request",))]
    """What happened."""
    date: PartialDate
    """When."""


class Dates(Record):
    """When the work was published, and what came before."""

    published_online: PartialDate | None = None
    """Publication online."""
    published_print: PartialDate | None = None
    """Publication in print."""
    received: PartialDate | None = None
    """The manuscript came in."""
    revised: tuple[PartialDate, ...] = ()
    """Revised versions came in."""
    accepted: PartialDate | None = None
    """The manuscript was accepted."""
    history: tuple[HistoryEvent, ...] = ()
    """Other steps: preprint, rev-request, retracted ..."""

    @property
    def published(self) -> PartialDate | None:
        """Give the first date of publication, online or in print."""
        return earliest((self.published_online, self.published_print))


class Link(Record):
    """Where a full text is."""

    url: Url
    """Address."""
    purpose: Literal["web", "text-mining", "similarity-check", "pdf"] = "web"
    """``web`` is the landing page in its language, ``pdf`` the file readers open."""
    language: LanguageTag | None = None
    """Language of the text there."""
    media_type: Line | None = None
    """Media type (IANA), as ``application/pdf``."""
    version: ContentVersion | None = None
    """Version of record or accepted manuscript."""


class Component(Record):
    """A part with its own address: figure, data, video (crossref5.5.0.xsd, component)."""

    id: Slug | None = None
    """Name of the part in addresses."""
    doi: Doi | None = None
    """DOI of the part."""
    url: Url
    """Address of the part."""
    title: LocalizedText | None = None
    """Title, per language."""
    description: LocalizedProse | None = None
    """What it shows or holds, per language."""
    media_type: Line | None = None
    """Media type (IANA), as ``text/csv``."""
    kind: Literal["figure", "supplement", "dataset", "video", "audio", "software", "other"] = "supplement"
    """What it is."""


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
