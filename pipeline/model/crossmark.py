"""Crossmark and what happens to a work after it is published: corrections, retractions."""

from typing import Annotated, Literal

from pydantic import Field

from pipeline.model.base import Doi, Kind, Line, Record, Url
from pipeline.model.dates import PartialDate

UpdateType = Literal[
    "addendum",
    "clarification",
    "correction",
    "corrigendum",
    "erratum",
    "expression_of_concern",
    "new_edition",
    "new_version",
    "partial_retraction",
    "removal",
    "retraction",
    "withdrawal",
]
"""Crossref's types of updates (crossref5.5.0.xsd, update/@type)."""


class Update(Record):
    """What this work does to another one: this record is the notice, ``doi`` the corrected or retracted work."""

    type: UpdateType
    """What the notice is."""
    doi: Doi
    """DOI of the work that is corrected, retracted and so on."""
    date: PartialDate
    """The day of the update."""


XmlName = Annotated[
    Line, Field(pattern=r"^[A-Za-z_][A-Za-z0-9_.\-]{1,149}$"), Kind("name without blanks", ("peer_review",))
]
"""A name as XML has them, in ASCII (common5.5.0.xsd, cm_assertion_name)."""


class Assertion(Record):
    """A statement that Crossmark shows (crossref5.5.0.xsd, custom_metadata/assertion)."""

    name: XmlName
    """Name of the statement, for machines."""
    label: Line | None = Field(default=None, min_length=2, max_length=150)
    """Name of the statement, for readers."""
    value: Line = Field(min_length=2, max_length=1024)
    """What is stated."""
    group_name: XmlName | None = None
    """Name of the group it is shown in, for machines."""
    group_label: Line | None = Field(default=None, min_length=2, max_length=150)
    """Name of the group, for readers."""
    order: int | None = Field(default=None, ge=0)
    """Its place within the group."""
    explanation: Url | None = None
    """Address of a page that explains the statement."""
    href: Url | None = None
    """Address of a page with more."""


_LABELS = r"[A-Za-z0-9_]+([-.][A-Za-z0-9_]+)*"
Domain = Annotated[
    Line,
    Field(min_length=4, max_length=1024, pattern=rf"^{_LABELS}\.{_LABELS}$"),
    Kind("domain", ("example.org",)),
]
"""The name of a web site, without address scheme (common5.5.0.xsd, cm_domain)."""


class CrossmarkPolicy(Record):
    """The journal's Crossmark policy."""

    policy: Doi
    """DOI of the policy page."""
    domains: tuple[Domain, ...] = ()
    """Web sites that carry the Crossmark button."""


class Crossmark(Record):
    """A work's own Crossmark statements; the policy is the journal's unless one is given here."""

    policy: Doi | None = None
    """DOI of the policy page, where it is not the journal’s."""
    assertions: tuple[Assertion, ...] = ()
    """What Crossmark shows of this work: peer review, funding, dates."""
