"""Ledgers that are not there, options without a value, folders without deposits: what a slip of the keyboard does."""

import json
from pathlib import Path

import pytest

from pipeline.__main__ import main
from tests.submission.paper import write_output

ENDPOINT = ("--endpoint", "http://127.0.0.1:9")
READING = (("status",), ("history", "10.5555/a"), ("diff",), ("verify",), ("export",), ("resubmit",))


@pytest.fixture
def out(tmp_path: Path, official: None, monkeypatch: pytest.MonkeyPatch) -> Path:  # noqa: ARG001
    """A build with a deposit, and no ledger; nobody listens at the endpoint."""
    monkeypatch.setenv("PIPELINE_CROSSREF_LOGIN", "role")
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", "secret")
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    write_output(tmp_path / "out", [("good-1", "20260101000000000", {"10.5555/a": "A"})])
    return tmp_path / "out"


@pytest.mark.parametrize("command", READING, ids=lambda command: str(command[0]))
@pytest.mark.parametrize("ledger", ["typo/x.sqlite", "sqlite:///typo/x.sqlite"])
def test_named_ledger_is_not_there(
    out: Path, command: tuple[str, ...], ledger: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A name that was mistyped is told, not taken for a ledger in which there is nothing; nothing is made."""
    endpoint = () if command == ("export",) else ENDPOINT
    assert main([*command, *endpoint, "--ledger", ledger]) == 5
    streams = capsys.readouterr()
    assert f"There is no ledger “{ledger}”." in streams.err
    assert not streams.out
    assert not (out.parent / "typo").exists()


@pytest.mark.parametrize(
    ("command", "code"), [("status", 0), ("diff", 0), ("verify", 0), ("resubmit", 0), ("history", 1)]
)
def test_no_ledger_yet(out: Path, command: str, code: int) -> None:
    """Who only asks leaves no ledger behind."""
    arguments = ("10.5555/a",) if command == "history" else ()
    assert main([command, *arguments, *ENDPOINT]) == code
    assert [path.name for path in out.parent.iterdir()] == ["out"]


def test_rehearsal_without_a_ledger(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What the first submission will do can be seen before its ledger is there."""
    assert main(["submit", "--dry-run", *ENDPOINT, "--ledger", "new.sqlite"]) == 0
    assert "would be sent" in capsys.readouterr().err
    assert not (out.parent / "new.sqlite").exists()


def test_new_ledger_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger that is begun is told, once."""
    assert main(["submit", *ENDPOINT]) == 6
    assert f"A new ledger is begun: “{out.parent / 'deposits.sqlite'}”." in capsys.readouterr().err
    assert main(["submit", *ENDPOINT]) == 6
    assert "new ledger" not in capsys.readouterr().err


@pytest.mark.parametrize(
    ("option", "command"),
    [
        ("--endpoint", ("submit", "--dry-run")),
        ("--endpoint", ("references", "10.5555/a")),
        ("--ledger", ("submit", "--dry-run")),
        ("--api", ("verify",)),
    ],
)
def test_empty_value(out: Path, option: str, command: tuple[str, ...], capsys: pytest.CaptureFixture[str]) -> None:
    """A variable of a script that is not set does not turn a rehearsal on a sandbox into a deposit at Crossref."""
    assert main([*command, option, " "]) == 2
    assert f"{option} has an empty value." in capsys.readouterr().err
    assert not (out.parent / "deposits.sqlite").exists()


def test_folder_without_deposits(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that has none is a slip, and told as such."""
    (out.parent / "empty").mkdir()
    assert main(["submit", "empty", "--dry-run", *ENDPOINT]) == 1
    assert "The folder has no deposits." in capsys.readouterr().err


def test_build_without_deposits(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A build of pages alone has nothing to send, which is said."""
    write_output(out, [])
    assert main(["submit", "--dry-run", *ENDPOINT]) == 0
    assert "There are no deposits in “out”" in capsys.readouterr().err


def test_diff_of_what_cannot_be_read(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Where a file was not compared, it is not said that nothing has changed."""
    (deposit,) = out.rglob("good-1.xml")
    deposit.write_bytes(deposit.read_bytes() + b"\n")
    assert main(["diff", "--json", *ENDPOINT]) == 1
    assert json.loads(capsys.readouterr().out) == []
    assert main(["diff", *ENDPOINT]) == 1
    assert "Nothing has changed" not in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [("submit", "--grace"), ("sandbox", "--delay")], ids=lambda given: str(given[0]))
@pytest.mark.parametrize("value", ["nan", "inf", "-1", "soon"])
def test_seconds(arguments: tuple[str, ...], value: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What is no time is refused before anything begins."""
    assert main(["--lang", "en", *arguments, value]) == 2
    assert "float" not in capsys.readouterr().err


def test_text_that_is_no_number(capsys: pytest.CaptureFixture[str]) -> None:
    """It is called what people call it."""
    assert main(["--lang", "en", "submit", "--grace", "soon"]) == 2
    assert "'soon' is not a valid number." in capsys.readouterr().err
