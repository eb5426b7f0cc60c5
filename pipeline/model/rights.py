"""What readers may do with the work, and when it is free to read."""

from typing import Literal

from pydantic import Field

from pipeline.model.base import Record, Url
from pipeline.model.dates import PartialDate
from pipeline.model.text import LocalizedLine, LocalizedProse

AppliesTo = Literal["vor", "am", "tdm", "stm-asf"]
"""Which version or use a licence is for (AccessIndicators.xsd, license_ref/@applies_to)."""


class License(Record):
    """A licence: its address, its words per language, from when, and for what."""

    url: Url
    """Address of the licence, as its author writes it."""
    text: LocalizedProse | None = None
    """What the article prints about its licence, per language."""
    start: PartialDate | None = None
    """First day of the licence; a full date."""
    applies_to: AppliesTo = "vor"
    """Version or use that it is for: version of record, accepted manuscript, text mining, STM terms."""


class Copyright(Record):
    """Who holds the copyright, since when."""

    year: int = Field(ge=1400, le=2200)
    """Year of the copyright."""
    holder: LocalizedLine
    """Who holds it, per language."""
    statement: LocalizedProse | None = None
    """The sentence that the article prints."""


class FreeToRead(Record):
    """Free to read without a licence to reuse (ANSI/NISO RP-22, Access License and Indicators)."""

    start: PartialDate | None = None
    """First day; from the beginning where it is not given."""
    end: PartialDate | None = None
    """Last day; for ever where it is not given."""


ArchiveName = Literal[
    "ADS",
    "BL",
    "CINES",
    "CLOCKSS",
    "Cariniana Network",
    "DWT",
    "HathiTrust",
    "Internet Archive",
    "KB",
    "LOC",
    "LOCKSS",
    "NAA",
    "NARA",
    "NDPP",
    "NSK",
    "PKP PN",
    "PSNC",
    "Portico",
    "Scholars Portal",
    "TNA",
]
"""Archives that preserve journals (crossref5.5.0.xsd, archive/@name)."""
