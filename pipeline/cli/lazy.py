"""Help texts: marked for the catalogue where they are written, translated when a command is asked for.

A command is made when its module is imported, before anybody has said in which language help is wanted. So commands
keep English, and ``localized`` gives a copy in the console's language.
"""

import copy
from collections.abc import Callable
from typing import Any

import click

Translate = Callable[[str], str]


def _(text: str) -> str:
    """Mark a text for the catalogue and give it as it is."""
    return text


def localized(command: click.Command, translate: Translate) -> click.Command:
    """Give a copy of a command, with all its options and sub-commands, whose help texts are translated."""
    made = copy.copy(command)
    for name in ("help", "short_help", "epilog", "options_metavar", "subcommand_metavar"):
        _put(made, name, translate)
    made.params = [_parameter(parameter, translate) for parameter in command.params]
    if isinstance(command, click.Group) and isinstance(made, click.Group):
        made.commands = {name: localized(inner, translate) for name, inner in command.commands.items()}
    return made


def _parameter(parameter: click.Parameter, translate: Translate) -> click.Parameter:
    made = copy.copy(parameter)
    made.type = copy.copy(parameter.type)
    _put(made, "metavar", translate)
    _put(made, "help", translate)
    _put(made.type, "name", translate)
    return made


def _put(target: Any, name: str, translate: Translate) -> None:  # noqa: ANN401 - a command, an option or its type
    text = getattr(target, name, None)
    if text:
        setattr(target, name, translate(text))
