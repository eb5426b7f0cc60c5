"""What reading gives, and the step from plain data to a checked value of the model."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import ValidationError

from pipeline import rules
from pipeline.errors import InvalidValue
from pipeline.findings import Finding, Severity, has_errors
from pipeline.model import Issue, Journal, Work, languages
from pipeline.reader.parsed import Data, Parsed
from pipeline.reader.positions import Path
from pipeline.reader.problems import findings_of, tidy

Made = TypeVar("Made", Work, Journal, Issue)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one source gave.

    ``source`` is a file as given by the user, with a line where a file has many records. For an article, ``work`` is
    the work, or nothing where it could not be made; where it has no finding either, the journal or the issue that it
    belongs to has problems, and their own reading tells them, once. Readings of the other kinds carry only findings.
    ``modified`` is when the record, its issue or its journal was last changed, in seconds since 1970. ``claims`` are
    what no other work may have too; ``read`` has compared them already. ``above`` has the codes of the errors of its
    journal and issue, which are told at their own files but may spoil this work too.
    """

    source: str
    work: Work | None
    findings: tuple[Finding, ...] = ()
    modified: float = 0.0
    kind: Literal["article", "journal", "issue", "source"] = "article"
    claims: tuple[rules.Claim, ...] = ()
    above: tuple[str, ...] = ()

    @property
    def is_good(self) -> bool:
        """Tell whether there is a work without errors."""
        return self.work is not None and not self.above and not has_errors(self.findings)

    def is_good_for(self, group: str) -> bool:
        """Tell whether the work can be written in the formats of a group: some errors spoil only one group."""
        errors = (*self.above, *(found.code for found in self.findings if found.severity is Severity.ERROR))
        return self.work is not None and not any(rules.spoils(code, group) for code in errors)


def make(
    model: type[Made], data: Mapping[str, object], source: Parsed, language: str, below: Path = ()
) -> tuple[Made | None, list[Finding]]:
    """Make a value of the model from data in which texts without a language are in ``language``.

    ``below`` is where the data stand in the source. Without a value, the findings say all that is wrong.
    """
    try:
        return model.model_validate(data, context={"language": language}), []
    except ValidationError as error:
        return None, findings_of(error, model, source, below)


def examine(made: Work | Journal | Issue | None, source: Parsed, below: Path = ()) -> list[Finding]:
    """Run the rules on a value of the model; its data stand at ``below`` in the source."""
    if made is None:
        return []
    return [
        Finding(rule.code, rule.severity, tidy(fault.message), source.place((*below, *fault.path)), tidy(fault.remedy))
        for rule, fault in rules.check(made)
    ]


def language_of(value: Data) -> str:
    """Give the language that texts without one are in.

    It is ``und`` where the record's own is missing or wrong: that is reported where it stands, not for each text again.
    """
    try:
        return languages.tag(value) if isinstance(value, str) else "und"
    except InvalidValue:
        return "und"


def journal_language(data: Mapping[str, Data]) -> str:
    """Give the language that a journal's texts are in: its first."""
    named = data.get("languages")
    return language_of(named[0]) if isinstance(named, list) and named else "und"


def in_order(findings: list[Finding]) -> tuple[Finding, ...]:
    """Sort findings by their place, and leave out what was found twice."""
    unique = {(found.place, found.code): found for found in reversed(findings)}
    return tuple(sorted(unique.values(), key=lambda found: (found.place.line, found.place.column)))
