"""When the work was published, and what came before."""

from typing import Annotated

from pydantic import Field

from pipeline.model.base import Kind, Line, Record
from pipeline.model.dates import PartialDate, earliest


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
