"""What the article says of itself in prose: abstracts, keywords, statements."""

from typing import Literal

from pydantic import model_validator

from pipeline.errors import InvalidValue
from pipeline.messages import msg
from pipeline.model.base import Line, Record, Url, problem
from pipeline.model.text import LocalizedProse, LocalizedTerms, LocalizedText

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
