"""The command line: one file per command, each of which exports its ``command``."""

from collections.abc import Sequence
from gettext import gettext
from importlib import import_module

import click

from pipeline import __version__
from pipeline.cli.lazy import _, localized

COMMANDS = (
    "build",
    "validate",
    "adopt",
    "submit",
    "status",
    "resubmit",
    "history",
    "diff",
    "verify",
    "references",
    "export",
    "sandbox",
    "schemas",
)
"""The files in this folder that are commands."""

LANGUAGE_OPTION = "--lang"


class Commands(click.Group):
    """All commands; each is imported when it is asked for, and speaks the language of the console."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """List the names of all commands."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's signature
        """Give a command."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{cmd_name}").command
        return localized(command, gettext)


def make_commands() -> click.Command:
    """Make the root of all commands, in the language to which ``gettext`` is set (``click_texts.speaking``)."""
    root = Commands(
        name="pipeline",
        help=_("One record per article becomes JATS XML, Crossref deposits and landing pages, each checked."),
        params=[
            click.Option(
                [LANGUAGE_OPTION],
                metavar="TAG",
                expose_value=False,
                help=_("Language of the console: en, fr. Default: that of the environment."),
            )
        ],
        subcommand_metavar=_("COMMAND [ARGUMENTS]..."),
        context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    )
    return click.version_option(__version__, prog_name="pipeline")(localized(root, gettext))


def asked_language(arguments: Sequence[str]) -> str | None:
    """Find the language of the console among the arguments before the command, which click has not read yet."""
    rest = list(arguments)
    while rest and rest[0].startswith("-"):
        name, equals, value = rest.pop(0).partition("=")
        if name == LANGUAGE_OPTION:
            return value if equals else next(iter(rest), None)
    return None
