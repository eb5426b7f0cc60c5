"""What reading gives, and the step from plain data to a checked value of the model."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, TypeVar

from pydantic import ValidationError

from pipeline import rules
from pipeline.errors import InvalidValue
from pipeline.findings import Finding, Severity, has_errors
from pipeline.markup import parse
from pipeline.model import Issue, Journal, Work, languages
from pipeline.reader.parsed import Data, Parsed
from pipeline.reader.positions import Path
from pipeline.reader.problems import findings_of, tidy

Made = TypeVar("Made", Work, Journal, Issue)

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")


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
    return [_broken(rule, fault, source, below) for rule, fault in rules.check(made)]


def examine_texts(source: Parsed) -> list[Finding]:
    """Run the rules on single texts where no value of the model could be made: nobody should have to come back."""
    return [_broken(rule, fault, source) for rule, fault in _text_faults(source.data)]


def _broken(rule: rules.Rule, fault: rules.Fault, source: Parsed, below: Path = ()) -> Finding:
    place = source.place((*below, *fault.path))
    return Finding(rule.code, rule.severity, tidy(fault.message), place, tidy(fault.remedy))


def _text_faults(data: Data, path: Path = ()) -> Iterator[tuple[rules.Rule, rules.Fault]]:
    if isinstance(data, str):
        yield from rules.check_text(path, _plain(data))
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _text_faults(value, (*path, key))
    elif isinstance(data, list):
        for position, item in enumerate(data):
            yield from _text_faults(item, (*path, position))


def _plain(text: str) -> str:
    try:
        return parse(text).plain
    except InvalidValue:  # which is told already
        return _TAG.sub("", text)


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
    unique = {(found.place, found.code, found.message): found for found in findings}
    return tuple(sorted(unique.values(), key=lambda found: (found.place.line, found.place.column)))
