"""``pipeline validate``: check anybody's JATS and Crossref XML, and explain what is wrong."""

from pathlib import Path
from typing import TYPE_CHECKING

import click

from pipeline.cli.lazy import _
from pipeline.errors import UsageError
from pipeline.messages import msg

if TYPE_CHECKING:
    from pipeline.cli.console import Console

FORMATS = ("text", "json", "sarif", "github", "html")
_PROBLEMS_ONLY = ("sarif", "github")
_NUMBER = click.IntRange(min=0)
_SIZE = click.IntRange(min=1)
_NUMBER.name = _SIZE.name = "integer"  # click would say "integer range"
_MEGABYTE = 1024 * 1024


@click.command(
    name="validate",
    short_help=_("Check and explain JATS and Crossref XML."),
    help=_(
        "Check JATS and Crossref XML of any origin: against the official schema, the DTD and rules beyond them.\n\n"
        "FILES are files, folders, patterns, zip archives, or - for standard input. Canonical records are checked too."
    ),
    options_metavar=_("[OPTIONS]"),
)
@click.argument("files", nargs=-1, required=True, metavar=_("FILES..."))
@click.option(
    "--schema",
    default="",
    metavar="ID",
    help=_("Schema to check against: an id that “schemas list” shows, or an XSD file. Default: as the document says."),
)
@click.option(
    "--profile",
    "profiles",
    multiple=True,
    metavar=_("NAME"),
    help=_(
        "Rules beyond the schema: crossref, jats4r, pmc, sps, none. Several are separated by commas, or the option "
        "repeated. Default: crossref for deposits."
    ),
)
@click.option(
    "--schematron",
    "schematron",
    multiple=True,
    type=click.Path(path_type=Path),
    metavar=_("FILE"),
    help=_("Your own rules, in Schematron with XSLT 1. The option may be repeated."),
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help=_("How the result is written on standard output."),
)
@click.option(
    "--jobs",
    type=_NUMBER,
    default=0,
    metavar=_("NUMBER"),
    help=_("How many processes work at once. Default: one for a few documents, else one for each processor."),
)
@click.option(
    "--max-size",
    type=_SIZE,
    default=64,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("Size in megabytes beyond which a document is not read."),
)
@click.option(
    "--show",
    "shown",
    type=_NUMBER,
    default=20,
    show_default=True,
    metavar=_("NUMBER"),
    help=_("How many problems of one kind are listed for a document; 0 for all."),
)
@click.option("-v", "--verbose", is_flag=True, help=_("In text, name the documents without problems too."))
@click.option(
    "-q", "--quiet", is_flag=True, help=_("Tell problems only: no summary, nothing about schemas that are installed.")
)
@click.pass_obj
def command(
    console: "Console",
    files: tuple[str, ...],
    schema: str,
    profiles: tuple[str, ...],
    schematron: tuple[Path, ...],
    output_format: str,
    jobs: int,
    max_size: int,
    shown: int,
    verbose: bool,
    quiet: bool,
) -> None:
    """Validate; end with an error where a document is not valid or has another error."""
    _agree(output_format, verbose=verbose, quiet=quiet)
    from pipeline.cli.validating import Show, validate
    from pipeline.inspection.options import InspectionOptions

    options = InspectionOptions(
        arguments=files,
        schema=schema,
        profiles=_profiles(profiles),
        schematron=schematron,
        jobs=jobs,
        limit=max_size * _MEGABYTE,
        shown=shown,
    )
    validate(options, Show(output_format, verbose=verbose, quiet=quiet), console)


def _agree(output_format: str, *, verbose: bool, quiet: bool) -> None:
    """See that no option takes another one's effect away.

    Raises ``UsageError`` for options that contradict each other.
    """
    if verbose and quiet:
        raise UsageError(msg("--verbose and --quiet contradict each other."), msg("Leave one of them out."))
    if verbose and output_format in _PROBLEMS_ONLY:
        raise UsageError(
            msg(
                "The format {format} has a place for problems only, so that --verbose has no effect.",
                format=output_format,
            ),
            msg("Leave --verbose out, or choose the format text, json or html, which name all documents."),
        )


def _profiles(named: tuple[str, ...]) -> tuple[str, ...]:
    """Split what was named at commas.

    Raises ``UsageError`` for a rule set that is not there, and for none and some at once.
    """
    from pipeline.inspection.options import AUTOMATIC, NO_PROFILE
    from pipeline.validation.rule_sets import profiles

    chosen = tuple(dict.fromkeys(part.strip() for value in named for part in value.split(",") if part.strip()))
    known = profiles()
    for name in chosen:
        if name not in {*known, AUTOMATIC, NO_PROFILE}:
            raise UsageError(
                msg("No rule set “{name}”.", name=name),
                msg("Choose one of: {known}.", known=", ".join((*known, NO_PROFILE))),
            )
    if NO_PROFILE in chosen and len(chosen) > 1:
        raise UsageError(
            msg("--profile names rules, and “{none}” as well.", none=NO_PROFILE),
            msg("Leave “{none}” out, or the others.", none=NO_PROFILE),
        )
    return tuple(name for name in chosen or (AUTOMATIC,) if name != NO_PROFILE)
