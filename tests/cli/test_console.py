"""The console: what it prints, and what it keeps from the terminal."""

import pytest

from pipeline.cli.console import Console, Span, printable
from pipeline.errors import PipelineError
from pipeline.i18n import localizer
from pipeline.messages import msg
from pipeline.settings import wants_color


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("plain\ttext\nمرحبا 日本 é", "plain\ttext\nمرحبا 日本 é"),
        ("\x1b[2J\x07", "\\x1b[2J\\x07"),
        ("a\rb\x7f\x9b", "a\\rb\\x7f\\x9b"),
        ("safe\u202eelif\u2066", "safe\\u202eelif\\u2066"),
    ],
)
def test_no_text_commands_the_terminal(text: str, shown: str) -> None:
    """Control characters are shown, not obeyed; all other text is as it is."""
    assert printable(text) == shown


def test_colors(capsys: pytest.CaptureFixture[str]) -> None:
    """Where colours are used, they are the program's own and never the text's."""
    for color in (False, True):
        Console(localizer("en"), color).line("a ", Span("\x1b[31mred", "green"))
    plain, colored = capsys.readouterr().err.splitlines()
    assert plain == "a \\x1b[31mred"
    assert colored == "a \x1b[32m\\x1b[31mred\x1b[0m"


def test_failure(capsys: pytest.CaptureFixture[str]) -> None:
    """What is wrong, then how to mend it."""
    Console(localizer("en")).failure(PipelineError(msg("It is {what}.", what="wrong"), msg("Mend it.")))
    assert capsys.readouterr().err == "Error: It is wrong.\nMend it.\n"


@pytest.mark.parametrize(
    ("environment", "wanted"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
def test_wants_color(environment: dict[str, str], wanted: bool) -> None:
    """As no-color.org has it: set and not empty."""
    assert wants_color(environment) == wanted
