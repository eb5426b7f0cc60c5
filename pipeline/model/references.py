"""The works that the work cites."""

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field, model_validator

from pipeline.errors import InvalidValue
from pipeline.identifiers import find_dois
from pipeline.messages import msg
from pipeline.model.base import Doi, Isbn, Issn, Kind, LanguageTag, Line, Record, RichText, Url, problem
from pipeline.model.dates import PartialDate
from pipeline.model.people import AnyContributor

ReferenceType = Literal[
    "blog",
    "blog_post",
    "book",
    "book_chapter",
    "collection",
    "conference_paper",
    "conference_proceedings",
    "dataset",
    "dissertation",
    "journal",
    "journal_article",
    "other",
    "patent",
    "peer_review",
    "poster",
    "preprint",
    "protocol",
    "registered_report",
    "report",
    "software",
    "standard",
    "web_resource",
]
"""What is cited (common5.5.0.xsd, citation/@type)."""


def _author(value: object) -> object:
    """Take ``Family, Given`` for a person, as reference lists write it; a text without comma is a whole name."""
    if not isinstance(value, str):
        return value
    family, comma, given = value.partition(",")
    return {"family": family.strip(), "given": given.strip()} if comma and given.strip() else {"mononym": value}


ReferenceAuthor = Annotated[AnyContributor, BeforeValidator(_author, json_schema_input_type=str | AnyContributor)]


class Reference(Record):
    """A cited work: the text as printed, the fields that are known, or both."""

    id: Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9._-]{0,63}$"), Kind("id", ("ref1",))] | None = None
    """Key of the reference; ``ref1``, ``ref2`` ... where it is not given."""
    type: ReferenceType | None = None
    """What is cited."""
    text: RichText | None = None
    """The reference as it is printed."""
    language: LanguageTag | None = None
    """Language of the reference."""
    authors: tuple[ReferenceAuthor, ...] = ()
    """Authors: ``Family, Given``, a whole name, or a contributor."""
    editors: tuple[ReferenceAuthor, ...] = ()
    """Editors, in the same ways."""
    title: RichText | None = None
    """Title of the article, chapter or dataset; of the whole for a book."""
    container: RichText | None = None
    """Title of the journal, book or proceedings that it is part of."""
    series: Line | None = None
    """Series that it appeared in."""
    year: Annotated[str, Field(pattern=r"^[0-9]{4}[a-z]?$"), Kind("year", ("2019", "2019a"))] | None = None
    """Year, with a letter where the list has several of one year."""
    volume: Line | None = None
    """Volume."""
    issue: Line | None = None
    """Issue."""
    first_page: Line | None = None
    """First page."""
    last_page: Line | None = None
    """Last page, in full."""
    article_number: Line | None = None
    """Article number, where there are no pages."""
    edition: Line | None = None
    """Edition, as it is printed."""
    version: Line | None = None
    """Version of software or data."""
    publisher: Line | None = None
    """Publisher, university or repository."""
    place: Line | None = None
    """Place of publication."""
    standard_number: Line | None = None
    """Number of a standard."""
    standards_body: Line | None = None
    """Who issued the standard."""
    doi: Doi | None = None
    """DOI."""
    pmid: Annotated[str, Field(pattern=r"^[1-9][0-9]*$"), Kind("PubMed id", ("31452104",))] | None = None
    """PubMed id."""
    pmcid: Annotated[str, Field(pattern=r"^PMC[1-9][0-9]*$"), Kind("PubMed Central id", ("PMC1234567",))] | None = None
    """PubMed Central id."""
    arxiv: Line | None = None
    """arXiv id."""
    isbn: Isbn | None = None
    """ISBN."""
    issn: Issn | None = None
    """ISSN of the journal."""
    url: Url | None = None
    """Web address."""
    accessed: PartialDate | None = None
    """Day on which the address was visited."""

    @model_validator(mode="after")
    def _says_something(self) -> "Reference":
        if not (self.text or self.title or self.container or self.found_doi):
            raise problem(
                InvalidValue(
                    "reference-empty",
                    msg("The reference says nothing that could be cited."),
                    msg("Give its text as printed, or a title, or a DOI."),
                )
            )
        return self

    @property
    def found_doi(self) -> str | None:
        """Give the DOI: the one in its field, else the only one that the printed text contains."""
        if self.doi or not self.text:
            return self.doi
        found = dict.fromkeys(find_dois(self.text.plain))
        return next(iter(found)) if len(found) == 1 else None
