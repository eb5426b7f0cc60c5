"""click's own sentences, in the language of the console."""

import ast
import gettext as standard
import os
from pathlib import Path

import click
import pytest

from pipeline import resources
from pipeline.__main__ import main
from pipeline.cli import COMMANDS
from pipeline.cli.click_texts import TEXTS, speaking
from pipeline.messages import Message

CATALOGUE = """
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Language: de\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

msgid "Usage:"
msgstr "Aufruf:"

msgid "Options"
msgstr "Optionen"

msgid "Show this message and exit."
msgstr "Diese Hilfe zeigen."

msgid "Where the files are written."
msgstr "Wohin geschrieben wird."

msgid "FOLDER"
msgstr "ORDNER"

msgid "Install, list and verify official schemas."
msgstr "Die amtlichen Schemata."

msgid "Error: {message}"
msgstr "Fehler: {message}"

msgid "No such option {name!r}."
msgstr "Es gibt keine Option {name!r}."

msgid "integer"
msgstr "Ganzzahl"

msgid "{value!r} is not a valid {number_type}."
msgstr "{value!r} ist keine {number_type}."
"""


@pytest.fixture
def german(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A catalogue with some sentences, in a language of its own."""
    path = tmp_path / "de" / "LC_MESSAGES" / "pipeline.po"
    path.parent.mkdir(parents=True)
    path.write_text(CATALOGUE, encoding="utf-8")
    monkeypatch.setattr(resources, "locales", lambda: tmp_path)


def _in_click() -> set[str]:
    """Collect the texts that the installed click looks up."""
    folder = Path(click.__file__).parent
    return {
        argument.value
        for path in folder.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext")
        for argument in node.args
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
    }


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_texts_are_those_of_click(text: Message) -> None:
    """To the letter: a new version of click that says it otherwise shows here."""
    if text.id != "required":  # click looks that up by a variable
        assert {text.id, text.plural} - {""} <= _in_click()


@pytest.mark.usefixtures("german")
def test_help(capsys: pytest.CaptureFixture[str]) -> None:
    """Headings, options and commands are in the language; what has no translation stays English."""
    assert main(["--lang", "de", "build", "--help"]) == 0
    said = capsys.readouterr().out
    for words in ("Aufruf:", "Optionen:", "Diese Hilfe zeigen.", "--out ORDNER", "Wohin geschrieben wird."):
        assert words in said
    assert "Tell problems only." in said
    assert main(["--lang", "de", "--help"]) == 0
    assert "Die amtlichen Schemata." in capsys.readouterr().out


@pytest.mark.usefixtures("german")
def test_usage_errors(capsys: pytest.CaptureFixture[str]) -> None:
    """What click says about a wrong command line, too."""
    assert main(["--lang=de", "build", "--nope"]) == 2
    assert "Fehler: Es gibt keine Option '--nope'." in capsys.readouterr().err
    assert main(["--lang=de", "build", "--jobs", "x"]) == 2
    assert "'x' ist keine Ganzzahl." in capsys.readouterr().err


@pytest.mark.usefixtures("german")
def test_one_process_two_languages(capsys: pytest.CaptureFixture[str]) -> None:
    """The commands themselves keep English."""
    main(["--lang", "de", "build", "--help"])
    main(["--lang", "en", "build", "--help"])
    said = capsys.readouterr().out
    assert said.count("Aufruf:") == said.count("Usage:") == 1


def test_french_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing in the help is English."""
    english = set()
    for command in ([], *([name] for name in COMMANDS)):
        assert main(["--lang", "en", *command, "--help"]) == 0
        english |= set(capsys.readouterr().out.splitlines())
        assert main(["--lang", "fr", *command, "--help"]) == 0
        french = set(capsys.readouterr().out.splitlines())
        same = {line for line in english & french if line.strip() and not line.startswith("  --")}
        assert same <= {"Options:"}  # the word is the same; options with their values on a line of their own are, too


@pytest.mark.usefixtures("german")
@pytest.mark.parametrize("tag", ["en", "de"])
def test_nothing_is_left_behind(tag: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Afterwards the environment and the standard library are as they were."""
    monkeypatch.setenv("LANGUAGE", "xx")
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    before = set(tmp_path.iterdir())
    with speaking(tag):
        assert os.environ["LANGUAGE"] != "xx"
        assert standard.gettext("Usage:") == {"en": "Usage:", "de": "Aufruf:"}[tag]
    assert (os.environ["LANGUAGE"], standard.textdomain()) == ("xx", "messages")
    assert set(tmp_path.iterdir()) == before


@pytest.mark.usefixtures("german")
def test_no_place_for_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where no temporary file can be written, click speaks English, and the command runs all the same."""

    def refuse(*_arguments: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryDirectory", refuse)
    with speaking("de"):
        assert standard.gettext("Usage:") == "Usage:"
