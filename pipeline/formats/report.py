"""The report of a build: what was made, what is wrong, how complete the records are; a page per language."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from pipeline.findings import Finding, Severity
from pipeline.formats import all_formats
from pipeline.formats.base import Format, Subject, Unit
from pipeline.formats.completeness import FIELDS, TRANSLATED, Completeness, Field, Tally, TranslatedField
from pipeline.messages import Message


@dataclass(frozen=True, slots=True)
class Made:
    """So many files of a format; ``language`` is empty for formats that are made once for all languages."""

    format: str
    language: str
    files: int


@dataclass(frozen=True, slots=True)
class FindingCount:
    """How often a fault was found, and its first findings."""

    code: str
    severity: Severity
    count: int
    first: tuple[Finding, ...]


@dataclass(frozen=True)
class BuildReport:
    """What a build has to say. ``records`` counts those that were read, ``built`` those that were made into files."""

    records: int
    built: int
    made: tuple[Made, ...]
    findings: tuple[FindingCount, ...]
    completeness: Completeness
    languages: tuple[str, ...]
    """The interface languages the report is made in."""

    def count(self, severity: str) -> int:
        """Count the findings of a severity."""
        return sum(found.count for found in self.findings if found.severity == severity)

    @property
    def page_languages(self) -> tuple[str, ...]:
        """Give the languages in which any file was made."""
        return tuple(dict.fromkeys(made.language for made in self.made if made.language))

    @property
    def formats(self) -> tuple[str, ...]:
        """Give the formats of which any file was made."""
        return tuple(dict.fromkeys(made.format for made in self.made))

    def label(self, format_name: str) -> Message | str:
        """Give what people call a format's files."""
        labels = {made.name: made.label for made in all_formats()}
        return labels.get(format_name) or format_name

    def files(self, format_name: str, language: str) -> int:
        """Count the files of a format in a language."""
        return sum(made.files for made in self.made if (made.format, made.language) == (format_name, language))

    @property
    def fields(self) -> Iterator[tuple[Field, Tally]]:
        """Give the score of each field that could be there at all."""
        scores = self.completeness.fields
        return ((counted, scores[counted.name]) for counted in FIELDS if scores.get(counted.name, Tally()).possible)

    @property
    def translated(self) -> Iterator[TranslatedField]:
        """Give the fields that should be there in each language, as far as any record has them."""
        wanted = {name for (name, _), tally in self.completeness.translated.items() if tally.possible}
        return (counted for counted in TRANSLATED if counted.name in wanted)

    def score(self, counted: TranslatedField, language: str) -> Tally:
        """Give a field's score in a language."""
        return self.completeness.translated.get((counted.name, language), Tally())


def _path(_subject: Subject, language: str) -> PurePosixPath:
    return PurePosixPath(f"report.{language}.html")


FORMATS = (
    Format(
        name="report",
        group="report",
        unit=Unit.REPORT,
        media_type="text/html",
        path=_path,
        template="report/report.html.jinja",
        per_language=True,
    ),
)
