"""Where the full text is, and the parts that have addresses of their own."""

from typing import Literal

from pipeline.model.base import Doi, LanguageTag, Line, Record, Slug, Url
from pipeline.model.text import LocalizedProse, LocalizedText

ContentVersion = Literal["vor", "am"]


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
