"""Resource-only deposits for Crossref: one section of records that are registered already, and nothing else of them.

One file per section, journal, batch and DOI prefix, as the full deposits are cut; works that have nothing to say in the
section are left out. They are made on request: the full deposit has all of it too.
Sources: doi_resources5.4.0.xsd; Crossref documentation, "Resource-only deposit".
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePosixPath

from pipeline.formats.base import Deposit, Format, Subject, Unit
from pipeline.formats.crossref import FORMATS as FULL
from pipeline.formats.crossref_article import collections, related
from pipeline.messages import Message, msg
from pipeline.model import Work

__all__ = ["FORMATS", "numbered", "part"]

SCHEMA = "doi_resources-5.4.0"

_LONGEST_ID = 100  # common5.4.0.xsd, doi_batch_id
_FILTERS = FULL[0].filters


@dataclass(frozen=True, slots=True)
class _Section:
    """A section of a record: the group of its format, what its files are called, and which works have it."""

    group: str
    label: Message
    has: Callable[[Work], bool]
    refuses: Callable[[Work], Message | None] | None = None

    def select(self, deposit: Deposit) -> Deposit | None:
        """Give the part of a deposit that its file is made of, or nothing where no work has the section."""
        works = tuple(work for work in deposit.works if self.has(work) and not (self.refuses and self.refuses(work)))
        return part(deposit, works, self.group) if works else None


def part(deposit: Deposit, works: tuple[Work, ...], group: str) -> Deposit:
    """Give a deposit with some of its works, whose batch id is of its own: it names the group of formats.

    What is too long is taken off the front, where the journal is named; the end tells one content from another.
    """
    ending = f"-{group}"
    return replace(deposit, works=works, batch_id=deposit.batch_id[len(ending) - _LONGEST_ID :] + ending)


def numbered(deposit: Deposit, group: str) -> str:
    """Name a file after its group of formats, with the number of the full deposit: ``references-0001``."""
    return f"{group}-{deposit.name.rpartition('-')[2]}"


def _path(subject: Subject, _language: str, *, group: str) -> PurePosixPath:
    if not isinstance(subject, Deposit):
        raise TypeError("a resource-only deposit is made of a deposit")
    return PurePosixPath("crossref-resources", subject.journal.id, f"{numbered(subject, group)}.xml")


def _has_crossmark(work: Work) -> bool:
    return bool(_FILTERS["crossref_policy"](work))


def _grant(work: Work, group: str = "funding") -> Message | None:
    """Refuse awards with a DOI: the schema has no place for it, and Crossref would lose the one it may have."""
    found = next((award.doi for funding in work.funding for award in funding.awards if award.doi), "")
    if not found:
        return None
    return msg(
        "Crossref takes the DOI of an award (“{doi}”) in full deposits only; the article is left out of “{group}”.",
        doi=found,
        group=group,
    )


def _crossmark_grant(work: Work) -> Message | None:
    return _grant(work, "crossmark") if _has_crossmark(work) else None


_SECTIONS = (
    _Section("references", msg("References for Crossref"), lambda work: bool(work.references)),
    _Section("links", msg("Full-text links for Crossref"), lambda work: bool(collections(work))),
    _Section("crossmark", msg("Crossmark data for Crossref"), _has_crossmark, _crossmark_grant),
    _Section("funding", msg("Funding for Crossref"), lambda work: bool(work.funding), _grant),
    _Section("licenses", msg("Licences for Crossref"), lambda work: bool(work.free_to_read or work.licenses)),
    _Section("relations", msg("Relations for Crossref"), lambda work: bool(related(work))),
    _Section("trials", msg("Clinical trials for Crossref"), lambda work: bool(work.clinical_trials)),
)


def _format(section: _Section) -> Format:
    return Format(
        name=section.group,
        label=section.label,
        group=section.group,
        unit=Unit.DEPOSIT,
        media_type="application/xml",
        path=partial(_path, group=section.group),
        template=f"crossref/_resource_{section.group}.xml.jinja",
        schema=SCHEMA,
        filters=_FILTERS,
        on_request=True,
        select=section.select,
        refuses=section.refuses,
    )


FORMATS = tuple(map(_format, _SECTIONS))
