"""What comes back from the workshop, put together in the order of the sources."""

from pathlib import Path
from types import TracebackType
from typing import Self

from pipeline import manifest
from pipeline.building.contents import Contents
from pipeline.building.folder import OutputFolder
from pipeline.building.inventory import Inventory, StagedFile
from pipeline.building.making import Made, place_of
from pipeline.building.options import Listener
from pipeline.building.plan import Plan
from pipeline.building.records import ChunkResult, Outcome
from pipeline.building.spool import Spool
from pipeline.building.summary import Summary
from pipeline.findings import Finding, Place, Severity
from pipeline.formats.base import Unit
from pipeline.manifest.rows import FileRow
from pipeline.messages import msg
from pipeline.model import Journal
from pipeline.rules import Seen, all_rules, spoils


class Gathering:
    """The one place that sees all records, and so compares them. It is a context manager."""

    def __init__(self, plan: Plan, listener: Listener) -> None:
        self._plan = plan
        self._listener = listener
        self._told: set[str] = set()
        self._journals: dict[str, tuple[Journal, str]] = {}
        self._deposit_groups = plan.groups_of(Unit.DEPOSIT)
        self._contents_groups = plan.groups_of(Unit.ISSUE, Unit.JOURNAL, Unit.SITE)
        self.inventory = Inventory(plan.stage / "inventory.sqlite")
        self.spool = Spool(plan.stage / "works.sqlite")
        self.seen = Seen(all_rules())
        self.contents = Contents()
        self.summary = Summary()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.seen.__exit__(kind, error, trace)
        self.spool.close()
        self.inventory.close()

    def tell(self, finding: Finding) -> None:
        """Count a finding, and tell it."""
        self.summary.add(finding)
        self._listener.found(finding)

    def take(self, result: ChunkResult) -> None:
        """Take the outcomes of a chunk."""
        for outcome in result.outcomes:
            if outcome.kind in ("journal", "issue"):
                self._take_once(outcome)
            else:
                self._take_record(outcome)
        self.summary.completeness.merge(result.completeness)
        self._listener.progressed(self.summary.records)

    def _take_once(self, outcome: Outcome) -> None:
        """Tell the findings of a file that each process reads for itself."""
        if outcome.source not in self._told:
            self._told.add(outcome.source)
            for finding in self._concerning(outcome.findings):
                self.tell(finding)

    def _take_record(self, outcome: Outcome) -> None:
        repeated = self._concerning(tuple(self.seen.check(outcome.claims)))
        findings = [*self._concerning(outcome.findings), *repeated]
        self.summary.records += outcome.kind == "article"
        if outcome.listing:
            groups = {group for group in outcome.groups if not _spoiled(repeated, group)}
            files = [file for file in outcome.files if file.row.group in groups]
            owner = self.inventory.claim([file.row.path for file in files], outcome.source)
            if first := self._other_journal(outcome.listing.journal, outcome.source):
                findings.append(_journal_taken(outcome.listing.journal.id, outcome.source, first))
            elif owner:
                findings.append(_path_taken(files[0].row.path, outcome.source, owner))
            elif groups:
                self._keep(outcome, files, groups)
        for finding in findings:
            self.tell(finding)

    def _other_journal(self, journal: Journal, source: str) -> str:
        """Give the source of another journal with this id, or nothing; capitals make no difference."""
        known, first = self._journals.setdefault(journal.id.lower(), (journal, source))
        return "" if known == journal else first

    def _keep(self, outcome: Outcome, files: list[StagedFile], groups: set[str]) -> None:
        self.summary.built += 1
        for file in files:
            self.inventory.add(file)
        if outcome.listing and groups & self._contents_groups:
            self.contents.add(outcome.listing)
        if outcome.packed and groups & self._deposit_groups:
            self.spool.add(outcome.packed)

    def _concerning(self, findings: tuple[Finding, ...]) -> list[Finding]:
        """Leave out what is wrong only for formats that nobody asked for."""
        return [found for found in findings if any(spoils(found.code, group) for group in self._plan.groups)]

    def take_made(self, made: Made, owner: str) -> None:
        """Take files that are not of one record; ``owner`` names what they are of."""
        for finding in made.findings:
            self.tell(finding)
        for file in made.files:
            other = self.inventory.claim([file.row.path], owner)
            if other:
                self.tell(_path_taken(file.row.path, owner, other))
            else:
                self.inventory.add(file)

    def remember(self, folder: OutputFolder) -> None:
        """Read what earlier builds have made."""
        for row in folder.interrupted:
            self.inventory.add_old(row, is_listed=False)
        try:
            for row in manifest.read(folder.manifest):
                self.inventory.add_old(row, is_listed=True)
        except manifest.ManifestUnreadable:
            self.tell(
                Finding(
                    "manifest-damaged",
                    Severity.WARNING,
                    msg("The manifest of the build before cannot be read, so none of its files is removed."),
                    Place(str(folder.manifest)),
                    msg("Empty the folder and build again if there are files in it that no record makes any more."),
                )
            )

    def retain(self, row: FileRow, folder: Path) -> None:
        """Keep a file that is there already."""
        if (folder / row.path).is_file():
            self.inventory.add(StagedFile(row))


def _spoiled(findings: list[Finding], group: str) -> bool:
    return any(found.severity is Severity.ERROR and spoils(found.code, group) for found in findings)


def _journal_taken(identifier: str, source: str, first: str) -> Finding:
    return Finding(
        "journal-id-duplicate",
        Severity.ERROR,
        msg("The id “{id}” is already that of another journal, the one of “{first}”.", id=identifier, first=first),
        place_of(source),
        msg("Give each journal its own id, or none: then it is the name of its folder."),
    )


def _path_taken(path: str, source: str, owner: str) -> Finding:
    return Finding(
        "path-taken",
        Severity.ERROR,
        msg("“{path}” is made already, by “{owner}”.", path=path, owner=owner),
        place_of(source),
        msg("Give one of them another id; ids that differ only by capitals are the same on some systems."),
    )
