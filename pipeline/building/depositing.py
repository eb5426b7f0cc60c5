"""The deposits of a journal, made of the works that were spooled; one work that fails does not cost the others."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path

from pipeline.artifacts import Artifact
from pipeline.building.making import Made, place_of
from pipeline.building.plan import Output
from pipeline.building.spool import read_spool
from pipeline.building.tools import Tools
from pipeline.findings import Finding, Severity
from pipeline.formats.base import Deposit, Unit
from pipeline.formats.crossref import deposits
from pipeline.messages import msg
from pipeline.model import Work

_LATEST = 253402300799.0  # 9999-12-31T23:59:59Z


@dataclass(frozen=True, slots=True)
class DepositTask:
    """Make the deposits of the journal with that id. ``number`` tells tasks apart; ``spool`` has the works."""

    number: int
    journal: str
    timestamp: str
    spool: Path


def timestamp(modified: float, epoch: int | None) -> str:
    """Give the timestamp of a journal's deposits: 17 digits of UTC, ``YYYYMMDDhhmmssSSS``.

    Crossref takes a DOI's metadata only with a higher timestamp than it has ("Timestamp" in crossref5.5.0.xsd, head). A
    clock would give other bytes at each build; so it is ``epoch`` (``SOURCE_DATE_EPOCH``) where that is set, else the
    time at which the newest of the journal's records, or its issue or journal file, was changed: the same input gives
    the same bytes, and an edited record a higher timestamp. (One for the whole journal, since the DOIs of journal and
    issues may come again in each of its deposits.) Both arguments are in seconds since 1970.
    """
    seconds = float(epoch) if epoch is not None else modified
    moment = datetime.fromtimestamp(min(max(seconds, 0.0), _LATEST), UTC)
    return f"{moment:%Y%m%d%H%M%S}{moment.microsecond // 1000:03}"


def make_deposits(tools: Tools, task: DepositTask) -> Made:
    """Make, check and stage all deposits of a journal."""
    made = list(_Depositor(tools, task).all())
    return Made(
        tuple(file for one in made for file in one.files), tuple(found for one in made for found in one.findings)
    )


class _Depositor:
    """Makes the deposits of one journal."""

    def __init__(self, tools: Tools, task: DepositTask) -> None:
        self._maker = tools.maker
        self._task = task
        self._sources: dict[str, str] = {}

    def all(self) -> Iterator[Made]:
        works = self._works()
        first = next(works)
        for deposit in deposits(first.journal, chain((first,), works), timestamp=self._task.timestamp):
            for output in self._maker.plan.of_unit(Unit.DEPOSIT):
                yield Made(findings=tuple(self._refused(output, deposit)))
                if selected := self._maker.selected(output, deposit):
                    yield self._made(output, selected)

    def _refused(self, output: Output, deposit: Deposit) -> Iterator[Finding]:
        """Tell of each work that has something to say in this file and cannot be in it."""
        for work in deposit.works:
            if message := self._maker.refusal(output, work):
                place = place_of(self._sources[work.id])
                remedy = msg("Send the whole record instead: python -m pipeline build --format crossref")
                yield Finding("section-left-out", Severity.WARNING, message, place, remedy)

    def _works(self) -> Iterator[Work]:
        for work, source in read_spool(self._task.spool, self._task.journal):
            self._sources[work.id] = source
            yield work

    def _made(self, output: Output, deposit: Deposit) -> Made:
        artifact, faults = self._attempt(output, deposit)
        told: tuple[Finding, ...] = ()
        if faults:
            good, told = self._sifted(output, deposit)
            if not good or not told:
                return Made(findings=told or faults)
            deposit = self._maker.selected(output, _of_works(deposit, good)) or deposit
            artifact, faults = self._attempt(output, deposit)
        if faults:
            return Made(findings=(*told, *faults))
        return Made(tuple(self._maker.put(output, artifact, deposit, f"deposits/{self._task.number}")), told)

    def _attempt(self, output: Output, deposit: Deposit) -> tuple[Artifact, tuple[Finding, ...]]:
        source = self._sources[deposit.works[0].id]
        artifact = self._maker.render(output, deposit, source)
        return artifact, self._maker.faults(artifact, source)

    def _sifted(self, output: Output, deposit: Deposit) -> tuple[tuple[Work, ...], tuple[Finding, ...]]:
        """Try each work by itself. Give those that are good, and what is wrong with the others."""
        tried = [(work, self._attempt(output, replace(deposit, works=(work,)))[1]) for work in deposit.works]
        good = tuple(work for work, faults in tried if not faults)
        return good, tuple(fault for _, faults in tried for fault in faults)


def _of_works(deposit: Deposit, works: tuple[Work, ...]) -> Deposit:
    """Give the deposit with some of its works; its batch id, which is made of the content, is another then."""
    made = next(deposits(deposit.journal, works, timestamp=deposit.timestamp))
    return replace(made, name=deposit.name)
