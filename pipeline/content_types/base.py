"""What a content type is."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ContentType:
    """Something that Crossref registers: its name in the record (``type:``) and the template of its deposit."""

    name: str
    template: str
