"""``pipeline schemas``: bring the official schema files, list the sets of the catalog, check what is installed."""

from dataclasses import replace
from typing import TYPE_CHECKING

import click

from pipeline.cli.lazy import _
from pipeline.errors import SchemaUnavailable
from pipeline.messages import Message, msg, msgs
from pipeline.schemas import Catalog, SchemaSet, folder_of, install, is_installed, verify
from pipeline.schemas.installing import install_remedy, parts

if TYPE_CHECKING:
    from pipeline.cli.console import Console


@click.group(
    name="schemas",
    short_help=_("Install, list and verify official schemas."),
    help=_("Install, list and verify the official schema files."),
    options_metavar=_("[OPTIONS]"),
    subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
)
def command() -> None:
    """Gather the commands on schemas."""


@command.command(
    name="install",
    short_help=_("Install schema sets."),
    help=_("Install schema sets, by default all; what is installed and whole stays."),
)
@click.argument("ids", nargs=-1, metavar=_("[IDS]..."))
@click.option(
    "--from",
    "origin",
    metavar="SOURCE",
    default="",
    help=_("Take the files from this folder, archive or URL only."),
)
@click.pass_obj
def install_command(console: "Console", ids: tuple[str, ...], origin: str) -> None:
    """Install sets, one that is used by others with the first of them. A failure does not stop the rest."""
    done: set[str] = set()
    failures: list[SchemaUnavailable] = []
    for schema_set in _chosen(ids):
        for part in parts(schema_set):
            if part.id not in done:
                done.add(part.id)
                failures += _install(part, origin, console)
    if len(failures) == 1:
        raise failures[0]
    if failures:
        for failure in failures:
            console.failure(failure)
        number = len(failures)
        raise SchemaUnavailable(
            msgs("{count} schema set could not be installed.", "{count} schema sets could not be installed.", number)
        )


def _install(schema_set: SchemaSet, origin: str, console: "Console") -> list[SchemaUnavailable]:
    """Install one set by itself; give the error, if there is one."""
    alone = replace(schema_set, uses=None)
    if not verify(alone):
        console.say(msg("“{id}” is already installed.", id=schema_set.id))
        return []
    try:
        install(alone, origin, console.say)
    except SchemaUnavailable as error:
        return [error]
    console.say(msg("Installed “{id}” in {folder}.", id=schema_set.id, folder=str(folder_of(schema_set))))
    return []


@command.command(
    name="list", short_help=_("List schema sets."), help=_("List the schema sets, and which are installed.")
)
@click.pass_obj
def list_command(console: "Console") -> None:
    """Write one line for each set: id, state, title."""
    sets = Catalog.whole().sets
    say = console.localizer.say
    states = {schema_set.id: say(_state(schema_set)) for schema_set in sets}
    id_width, state_width = max(map(len, states)), max(map(len, states.values()))
    for schema_set in sets:
        state = states[schema_set.id]
        console.out(f"{schema_set.id:{id_width}}  {state:{state_width}}  {schema_set.title}")


def _state(schema_set: SchemaSet) -> Message:
    return msg("installed") if is_installed(schema_set) else msg("not installed")


@command.command(
    name="verify",
    short_help=_("Check what is installed."),
    help=_("Hash the installed files again, by default those of all installed sets."),
)
@click.argument("ids", nargs=-1, metavar=_("[IDS]..."))
@click.pass_obj
def verify_command(console: "Console", ids: tuple[str, ...]) -> None:
    """Report each file that is missing or not official."""
    chosen = [
        schema_set for schema_set in _chosen(ids) if ids or any(folder_of(part).exists() for part in parts(schema_set))
    ]
    if not chosen:
        raise SchemaUnavailable(msg("No schema set is installed."), msg("Run: python -m pipeline schemas install"))
    damaged = []
    for schema_set in chosen:
        problems = verify(schema_set)
        for problem in problems:
            console.say(problem.message)
        if problems:
            damaged.append(schema_set)
        else:
            console.say(msg("“{id}” is whole.", id=schema_set.id))
    if damaged:
        raise SchemaUnavailable(
            msgs("{count} schema set is damaged.", "{count} schema sets are damaged.", len(damaged)),
            install_remedy(damaged[0]),
        )


def _chosen(ids: tuple[str, ...]) -> tuple[SchemaSet, ...]:
    catalog = Catalog.whole()
    return tuple(catalog.find(set_id) for set_id in ids) or catalog.sets
