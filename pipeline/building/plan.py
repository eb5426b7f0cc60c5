"""Which files are made of each record, deposit, issue, journal and site; the same in each process."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline import i18n
from pipeline.building.options import BuildOptions
from pipeline.errors import UsageError
from pipeline.formats import all_formats
from pipeline.formats.base import Format, Unit
from pipeline.messages import msg

REPORT = "report"
SITE = "site"
COPIED_TO_SITE = ("jats",)
"""Formats with a copy below ``site/``, so that the folder can be published as it is: the pages link to them."""


@dataclass(frozen=True, slots=True)
class Copy:
    """Where a made file goes: below which folder of the output, and as part of which group of formats."""

    group: str
    folder: str = ""

    def path(self, path: PurePosixPath) -> PurePosixPath:
        """Give the path below the output folder."""
        return PurePosixPath(self.folder, path)


@dataclass(frozen=True, slots=True)
class Output:
    """A format in a language (empty for formats that are made once), and the places its files go to."""

    format: str
    unit: Unit
    language: str
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Plan:
    """All outputs of a build. ``stage`` is the folder in which files wait until all are made."""

    outputs: tuple[Output, ...]
    groups: tuple[str, ...]
    languages: tuple[str, ...]
    stage: Path = Path()

    def of_unit(self, unit: Unit) -> Iterator[Output]:
        """Give the outputs that are made of a kind of subject."""
        return (output for output in self.outputs if output.unit is unit)

    def groups_of(self, *units: Unit) -> frozenset[str]:
        """Give the groups of formats in which files are made of these kinds of subjects."""
        return frozenset(copy.group for output in self.outputs if output.unit in units for copy in output.copies)

    def makes(self, unit: Unit) -> bool:
        """Tell whether anything is made of a kind of subject."""
        return any(self.of_unit(unit))

    @property
    def schemas(self) -> tuple[str, ...]:
        """Give the ids of the schemas that outputs are checked against."""
        made = {output.format for output in self.outputs}
        return tuple(dict.fromkeys(found.schema for found in all_formats() if found.name in made and found.schema))


def make_plan(options: BuildOptions) -> Plan:
    """Plan a build.

    Raises ``UsageError`` for a format or a language that there is not.
    """
    groups = _chosen(options.groups, known_groups(), "formats") or default_groups()
    languages = _chosen(options.languages, i18n.available(), "languages") or i18n.available()
    outputs = tuple(
        Output(made.name, made.unit, language, copies)
        for made in all_formats()
        if (copies := _copies(made, (*groups, REPORT)))
        for language in (languages if made.per_language else ("",))
    )
    return Plan(outputs, groups, languages)


def known_groups() -> tuple[str, ...]:
    """List the groups of formats that people can choose from; the report is always made."""
    return tuple(sorted({made.group for made in all_formats()} - {REPORT}))


def default_groups() -> tuple[str, ...]:
    """List the groups of formats that are made where none is asked for by name."""
    on_request = {made.group for made in all_formats() if made.on_request}
    return tuple(group for group in known_groups() if group not in on_request)


def _copies(made: Format, groups: tuple[str, ...]) -> tuple[Copy, ...]:
    own = (Copy(made.group),) if made.group in groups else ()
    return (*own, Copy(SITE, SITE)) if made.name in COPIED_TO_SITE and SITE in groups else own


def _chosen(asked: tuple[str, ...], known: tuple[str, ...], what: str) -> tuple[str, ...]:
    """Give those that were asked for in the order in which they are known."""
    for name in asked:
        if name not in known:
            message = (
                msg("There is no output format “{name}”.", name=name)
                if what == "formats"
                else msg("Pages cannot be made in the language “{name}”.", name=name)
            )
            raise UsageError(message, msg("Choose one of: {known}.", known=", ".join(known)))
    return tuple(name for name in known if name in asked)
