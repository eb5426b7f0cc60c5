"""A chunk of records, from reading to staged files: the part of a build that runs on any process.

What goes back to the build is little: findings, rows, one line for the table of contents, and, where there are
deposits to make, the work as bytes.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import islice

from pipeline.building.inventory import StagedFile
from pipeline.building.plan import Plan
from pipeline.building.spool import PackedWork
from pipeline.building.tools import Tools
from pipeline.errors import ProgramFault
from pipeline.findings import Finding
from pipeline.formats.base import Entry, Unit
from pipeline.formats.completeness import Completeness
from pipeline.messages import msg
from pipeline.model import Issue, Journal, Work
from pipeline.reader import Item, RawRecord, Reading
from pipeline.rules import Claim

SIZE = 40
"""Items per chunk: enough that sending them costs little, few enough that all processes end together."""


@dataclass(frozen=True, slots=True)
class Chunk:
    """Items of the sources, numbered in their order."""

    number: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Listing:
    """What the tables of contents need of a work."""

    journal: Journal
    issue: Issue | None
    entry: Entry


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one reading. ``listing`` is nothing where there is no work, or none that could be made.

    ``groups`` are the groups of formats that no problem spoils, so far: ``claims`` are what no other record may have
    too, and the chunk alone cannot tell.
    """

    source: str
    kind: str
    findings: tuple[Finding, ...]
    claims: tuple[Claim, ...] = ()
    groups: tuple[str, ...] = ()
    listing: Listing | None = None
    files: tuple[StagedFile, ...] = ()
    packed: PackedWork | None = None


@dataclass(frozen=True, slots=True)
class ChunkResult:
    """The outcomes of a chunk, in order, and the completeness of its works."""

    outcomes: tuple[Outcome, ...]
    completeness: Completeness = field(default_factory=Completeness)


def chunks(items: Iterable[Item]) -> Iterator[Chunk]:
    """Cut the items into chunks, reading no further than is asked for."""
    remaining = iter(items)
    number = 0
    while taken := tuple(islice(remaining, SIZE)):
        number += 1
        yield Chunk(number, taken)


def make_chunk(tools: Tools, chunk: Chunk) -> ChunkResult:
    """Read, render, check and stage a chunk of records."""
    completeness = Completeness()
    outcomes = []
    for item in chunk.items:
        for reading in _read(tools, item):
            if reading.work:
                completeness.add(reading.work)
            outcomes.append(_outcome(tools, reading, f"records/{chunk.number}"))
    return ChunkResult(tuple(outcomes), completeness)


def _read(tools: Tools, item: Item) -> tuple[Reading, ...]:
    """Read an item. Raises ``ProgramFault`` for any exception: no record, however wrong, may cause one."""
    try:
        return tuple(tools.reader.read(item))
    except Exception as error:
        source = item.source if isinstance(item, RawRecord) else str(item)
        raise ProgramFault(msg("It happened while “{source}” was read.", source=source)) from error


def _outcome(tools: Tools, reading: Reading, folder: str) -> Outcome:
    plan, work = tools.maker.plan, reading.work
    groups = tuple(group for group in plan.groups if reading.is_good_for(group))
    if work is None or not groups:
        return Outcome(reading.source, reading.kind, reading.findings, reading.claims)
    made = tools.maker.make(work, reading.source, folder)
    if made.findings:
        return Outcome(reading.source, reading.kind, (*reading.findings, *made.findings), reading.claims)
    return Outcome(
        reading.source,
        reading.kind,
        reading.findings,
        reading.claims,
        groups,
        Listing(work.journal, work.issue, Entry.of(work)),
        made.files,
        _packed(plan, work, reading),
    )


def _packed(plan: Plan, work: Work, reading: Reading) -> PackedWork | None:
    if not plan.makes(Unit.DEPOSIT) or not work.doi:
        return None
    return PackedWork.of(work, reading.source, reading.modified)
