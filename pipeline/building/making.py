"""One subject becomes files: rendered, checked against their schemas, and put into the stage only if all are good."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeAlias

from pipeline import citing, i18n, validation
from pipeline.artifacts import Artifact
from pipeline.building.folder import write_staged
from pipeline.building.inventory import StagedFile
from pipeline.building.plan import Output, Plan
from pipeline.errors import ProgramFault
from pipeline.findings import Finding, Place, Severity
from pipeline.formats import all_formats
from pipeline.formats.base import Deposit, IssueContents, JournalContents, SiteContents, Subject, Unit
from pipeline.manifest.rows import FileRow
from pipeline.messages import Message, msg
from pipeline.model import Work
from pipeline.rendering import Renderer
from pipeline.validation import Report

Check: TypeAlias = Callable[..., Report]

_SHOWN_FAULTS = 5
"""Faults of one file that are told; they mostly follow from the first."""

_LINE_OF_MANY = re.compile(r"(?P<file>.+\.(?:jsonl|ndjson)):(?P<line>[0-9]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Made:
    """What became of a subject: its files in the stage, or the errors for which there are none."""

    files: tuple[StagedFile, ...] = ()
    findings: tuple[Finding, ...] = ()


class Maker:
    """Makes files by a plan. Templates and schemas are compiled once and kept; one process needs one maker."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self._formats = {made.name: made for made in all_formats()}
        self._renderer = Renderer(
            tuple(self._formats.values()), functions={"cite": citing.cite}, languages=plan.languages
        )

    def make(self, subject: Subject, source: str, folder: str) -> Made:
        """Make all files of a subject and put them into the stage, below ``folder``; none if any is not valid.

        ``source`` is the record's file, for findings.
        """
        made = []
        for output in self.plan.of_unit(unit_of(subject)):
            artifact = self.render(output, subject, source)
            findings = self.faults(artifact, source)
            if findings:
                return Made(findings=findings)
            made.append((output, artifact))
        return Made(tuple(file for output, artifact in made for file in self.put(output, artifact, subject, folder)))

    def selected(self, output: Output, deposit: Deposit) -> Deposit | None:
        """Give what of a deposit a file is made of, or nothing where there is to be no file."""
        select = self._formats[output.format].select
        return select(deposit) if select else deposit

    def refusal(self, output: Output, work: Work) -> Message | None:
        """Say why a work cannot be in a file, or nothing."""
        refuses = self._formats[output.format].refuses
        return refuses(work) if refuses else None

    def render(self, output: Output, subject: Subject, source: str) -> Artifact:
        """Make one file. Raises ``ProgramFault`` for any exception: the record is sound, so the template is not."""
        localizer = i18n.localizer(output.language) if output.language else None
        try:
            return self._renderer.render(self._formats[output.format], subject, localizer)
        except Exception as error:
            message = msg("It happened while {format} was made of “{source}”.", format=output.format, source=source)
            raise ProgramFault(message) from error

    def faults(self, artifact: Artifact, source: str) -> tuple[Finding, ...]:
        """Check a file against its schema; what is wrong with it is told at the record's file."""
        if not artifact.schema:
            return ()
        report = validation.check(artifact.content, artifact.schema, file=str(artifact.path))
        if report.valid:
            return ()
        errors = [found for found in report.findings if found.severity is Severity.ERROR]
        return tuple(_not_valid(artifact, found, place_of(source)) for found in errors[:_SHOWN_FAULTS])

    def put(self, output: Output, artifact: Artifact, subject: Subject, folder: str) -> Iterator[StagedFile]:
        """Write a file into the stage, once for each place it goes to, and give the rows."""
        for copy in output.copies:
            path = copy.path(artifact.path).as_posix()
            row = FileRow.of(artifact, subject, path, copy.group)
            staged = f"{folder}/{path}"
            write_staged(self.plan.stage, staged, artifact.content)
            yield StagedFile(row, staged)


def unit_of(subject: Subject) -> Unit:
    """Tell what kind of subject it is."""
    match subject:
        case Work():
            return Unit.WORK
        case Deposit():
            return Unit.DEPOSIT
        case IssueContents():
            return Unit.ISSUE
        case JournalContents():
            return Unit.JOURNAL
        case SiteContents():
            return Unit.SITE
        case _:
            return Unit.REPORT


def place_of(source: str) -> Place:
    """Give the place of a record: its file, and its line where the file has many."""
    found = _LINE_OF_MANY.fullmatch(source)
    return Place(found["file"], int(found["line"])) if found else Place(source)


def _not_valid(artifact: Artifact, found: Finding, place: Place) -> Finding:
    return Finding(
        code="output-not-valid",
        severity=Severity.ERROR,
        message=msg(
            "The {format} file made of this record does not satisfy its schema: {fault}",
            format=artifact.format,
            fault=found.message,
        ),
        place=Place(place.file, place.line, place.column, found.place.path),
        remedy=msg(
            "It is not written. Correct the record; if the record is right, the template is wrong: please report it."
        ),
    )
