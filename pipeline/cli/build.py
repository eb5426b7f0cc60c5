"""``pipeline build``: the main job."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.lazy import _
from pipeline.errors import PipelineError, ProblemsFound, UsageError
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.building import BuildOptions
    from pipeline.cli.console import Console

DEFAULT_SOURCE = Path("metadata")
_NUMBER = click.IntRange(min=1)
_NUMBER.name = "integer"  # click would say "integer range"


@click.command(
    name="build",
    short_help=_("Make JATS XML, Crossref deposits and pages of records."),
    help=_(
        "Build JATS XML, Crossref deposits and landing pages from records.\n\n"
        "SOURCES are files with records, or folders that hold them; without any, the folder metadata."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("sources", nargs=-1, metavar=_("[SOURCES]..."), type=click.Path(path_type=Path))
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    default=Path("out"),
    show_default=True,
    metavar=_("FOLDER"),
    help=_("Where the files are written."),
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    metavar=_("NAME"),
    help=_(
        "What to build: jats, crossref, site; and, made only where it is named: references, links, crossmark, funding, "
        "licenses, relations, trials, urls. Several are separated by commas, or the option repeated. "
        "Default: jats, crossref, site."
    ),
)
@click.option(
    "--lang",
    "languages",
    multiple=True,
    metavar=_("TAG"),
    help=_("Languages of the pages: en, fr. Several are separated by commas, or the option repeated. Default: all."),
)
@click.option(
    "--jobs",
    type=_NUMBER,
    metavar=_("NUMBER"),
    help=_("How many processes work at once. Default: one for a few records, else one for each processor."),
)
@click.option("--json", "as_json", is_flag=True, help=_("Write the result as JSON on standard output."))
@click.option("-q", "--quiet", is_flag=True, help=_("Tell problems only."))
@click.pass_obj
def command(
    console: "Console",
    sources: tuple[Path, ...],
    out: Path,
    formats: tuple[str, ...],
    languages: tuple[str, ...],
    jobs: int | None,
    as_json: bool,
    quiet: bool,
) -> None:
    """Build; end with an error where any was found."""
    from pipeline.building import BuildOptions
    from pipeline.settings import Settings

    options = BuildOptions(
        sources=sources or _default_sources(),
        out=out,
        groups=_split(formats),
        languages=_split(languages),
        jobs=jobs or 0,
        epoch=Settings.from_environment().source_date_epoch,
        reader=console.localizer.tag,
    )
    if as_json:
        _build_as_json(options, console)
    else:
        _build_as_text(options, console, quiet=quiet)


def _build_as_text(options: "BuildOptions", console: "Console", *, quiet: bool) -> None:
    from pipeline.building import build
    from pipeline.cli.findings import show_findings
    from pipeline.cli.listening import TextListener
    from pipeline.cli.outcome import show_outcome

    with TextListener(console, quiet=quiet) as listener:
        result = build(options, listener)
    show_findings(result.report, console)
    if not quiet:
        show_outcome(result, console)
    if not result.ok:
        raise ProblemsFound(msg("Problems were found."))


def _build_as_json(options: "BuildOptions", console: "Console") -> None:
    from pipeline.building import build
    from pipeline.cli.listening import JsonListener

    with JsonListener(console) as listener:
        try:
            result = build(options, listener)
        except PipelineError as error:
            console.raw(listener.failure(error))
            raise
        console.raw(listener.result(result))
    if not result.ok:
        raise ProblemsFound(msg("Problems were found."))


def _default_sources() -> tuple[Path, ...]:
    if DEFAULT_SOURCE.is_dir():
        return (DEFAULT_SOURCE,)
    raise UsageError(
        msg("There is no folder “{folder}” here.", folder=str(DEFAULT_SOURCE)),
        msg("Name the files or folders that hold your records: python -m pipeline build FOLDER"),
    )


def _split(values: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for value in values for part in value.split(",") if part.strip()))
