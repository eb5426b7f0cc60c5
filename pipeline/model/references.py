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
    text: RichText | None = None
    """The reference as it is printed."""
    language: LanguageTag | None = None
    authors: tuple[ReferenceAuthor, ...] = ()
    editors: tuple[ReferenceAuthor, ...] = ()
    title: RichText | None = None
    """Title of the article, chapter or dataset; of the whole for a book."""
    container: RichText | None = None
    """Title of the journal, book or proceedings that it is part of."""
    series: Line | None = None
    year: Annotated[str, Field(pattern=r"^[0-9]{4}[a-z]?$"), Kind("year", ("2019", "2019a"))] | None = None
    volume: Line | None = None
    issue: Line | None = None
    first_page: Line | None = None
    last_page: Line | None = None
    article_number: Line | None = None
    edition: Line | None = None
    version: Line | None = None
    publisher: Line | None = None
    place: Line | None = None
    standard_number: Line | None = None
    standards_body: Line | None = None
    doi: Doi | None = None
    pmid: Annotated[str, Field(pattern=r"^[1-9][0-9]*$"), Kind("PubMed id", ("31452104",))] | None = None
    pmcid: Annotated[str, Field(pattern=r"^PMC[1-9][0-9]*$"), Kind("PubMed Central id", ("PMC1234567",))] | None = None
    arxiv: Line | None = None
    isbn: Isbn | None = None
    issn: Issn | None = None
    url: Url | None = None
    accessed: PartialDate | None = None

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
