"""Who paid, and clinical trials."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.base import CountryCode, Doi, FunderId, Kind, Line, Record, Ror
from pipeline.model.text import LocalizedLine


class Award(Record):
    """A grant: its number, its DOI, or both."""

    number: Line | None = None
    """The number that the funder gave it."""
    doi: Doi | None = None
    """The grant's own DOI."""
    title: LocalizedLine | None = None
    """Title of the project, per language."""
    recipients: tuple[Line, ...] = ()
    """Names of the people who received it."""


class Funding(Record):
    """A funder and its awards."""

    name: LocalizedLine
    """The funder’s name, per language."""
    id: FunderId | None = None
    """Open Funder Registry id."""
    ror: Ror | None = None
    """The funder’s ROR id."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code."""
    awards: tuple[Award, ...] = ()
    """Its grants for this work."""


class ClinicalTrial(Record):
    """A registered clinical trial that the work reports on (clinicaltrials.xsd)."""

    registry: Annotated[
        Doi, Field(pattern=r"^10\.18810/[a-z-]{3,191}$"), Kind("DOI of a registry", ("10.18810/isrctn",))
    ]
    """DOI of the registry, 10.18810/..."""
    number: Line = Field(min_length=1)
    """The trial’s number in the registry."""
    stage: Literal["pre-results", "results", "post-results"] | None = None
    """What the article reports of the trial."""
