"""The root of all commands."""

from importlib import import_module
from pathlib import Path

import click
import pytest

from pipeline import cli, settings
from pipeline.__main__ import FAULT, INTERRUPTED
from pipeline.cli import COMMANDS, asked_language
from pipeline.errors import PipelineError
from tests.support import CHECKOUT


@pytest.mark.parametrize(
    ("arguments", "language"),
    [
        ([], None),
        (["build"], None),
        (["--lang", "fr", "build"], "fr"),
        (["--lang=fr", "build"], "fr"),
        (["--help", "--lang", "fr"], "fr"),
        (["build", "--lang", "fr"], None),
        (["--lang"], None),
    ],
)
def test_asked_language(arguments: list[str], language: str | None) -> None:
    """The console's language stands before the command; behind it, the option is the command's own."""
    assert asked_language(arguments) == language


def test_every_command_is_listed() -> None:
    """A file that exports a command is in the list, and the other way round."""
    found = set()
    for path in Path(cli.__file__).parent.glob("*.py"):
        if path.stem != "__init__" and hasattr(import_module(f"pipeline.cli.{path.stem}"), "command"):
            found.add(path.stem)
    assert found == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_are_named_as_their_files(name: str) -> None:
    """What is typed is what is looked for."""
    command = import_module(f"pipeline.cli.{name}").command
    assert isinstance(command, click.Command)
    assert command.name == name
    assert command.help


def _options(command: click.Command) -> set[str]:
    inner = command.commands.values() if isinstance(command, click.Group) else ()
    own = {name for option in command.params if isinstance(option, click.Option) for name in option.opts}
    return own.union(*map(_options, inner))


@pytest.mark.parametrize("name", COMMANDS)
def test_commands_are_documented(name: str) -> None:
    """Each command, with all that it takes, is in the documentation."""
    documented = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
    command = import_module(f"pipeline.cli.{name}").command
    assert f"\n## {name}\n" in documented
    for option in _options(command):
        assert f"`{option}" in documented, option


def test_exit_codes_are_documented() -> None:
    """Each class of errors has its code in the documentation, and so have the codes of the door."""
    documented = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8").partition("## Exit codes")[2]
    classes: list[type[PipelineError]] = [PipelineError, *PipelineError.__subclasses__()]
    for code in {0, FAULT, INTERRUPTED, *(error.exit_code for error in classes)}:
        assert f"\n| {code} |" in documented, code


def test_environment_is_documented() -> None:
    """Each variable that the program reads is in the documentation."""
    documented = (CHECKOUT / "docs" / "commands.md").read_text(encoding="utf-8")
    for name in (settings.SOURCE_DATE_EPOCH, settings.NO_COLOR, "PIPELINE_SCHEMAS"):
        assert f"| `{name}`" in documented
