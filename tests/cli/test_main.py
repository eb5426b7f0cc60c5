"""The door: exit codes, languages, and what is said when the program itself fails."""

import io
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline import __main__ as door
from pipeline.errors import PipelineError, ProgramFault, SchemaUnavailable, UsageError
from pipeline.messages import msg
from tests.sources import write_journal
from tests.support import CHECKOUT


def _command(*arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run the program as people do."""
    plain = {name: value for name, value in os.environ.items() if name not in ("LANGUAGE", "LC_ALL", "LC_MESSAGES")}
    return subprocess.run(
        [sys.executable, "-m", "pipeline", *arguments],
        cwd=CHECKOUT,
        env=plain | {"LANG": "C.UTF-8"} | environment,
        capture_output=True,
        text=True,
        encoding=environment.get("PYTHONIOENCODING", "utf-8").replace("ascii", "utf-8"),  # as click does
        timeout=300,
        check=False,
    )


def _raising(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    """Let the build raise ``error``."""

    def build(*_arguments: Any) -> None:
        raise error

    monkeypatch.setattr("pipeline.building.build", build)


@pytest.fixture(autouse=True)
def _english(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LANGUAGE", "en")


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that has a journal."""
    monkeypatch.chdir(tmp_path)
    return write_journal(tmp_path / "metadata", "a")


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (PipelineError(msg("Cannot."), msg("Do so.")), 1),
        (UsageError(msg("Cannot."), msg("Do so.")), 2),
        (SchemaUnavailable(msg("Cannot."), msg("Do so.")), 4),
    ],
)
def test_expected_errors(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: PipelineError, code: int
) -> None:
    """Message and remedy, on standard error, and the exit code of the class."""
    _raising(monkeypatch, error)
    assert door.main(["build", str(source)]) == code
    assert capsys.readouterr() == ("", "Error: Cannot.\nDo so.\n")


def test_interrupted(source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Ctrl-C ends with 130 and one sentence."""
    _raising(monkeypatch, KeyboardInterrupt())
    assert door.main(["build", str(source)]) == 130
    said = capsys.readouterr().err
    assert "Interrupted" in said
    assert "unchanged" not in said  # a submission may have sent something


@pytest.mark.parametrize("wrapped", [False, True])
def test_a_fault_of_the_program(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, wrapped: bool
) -> None:
    """A sentence and the path of a log that has the traceback; never a traceback on the console."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    cause = ZeroDivisionError("no zero, please")
    fault = ProgramFault(msg("It happened while {format} was made of “{source}”.", format="jats", source="a.yaml"))
    fault.__cause__ = cause
    _raising(monkeypatch, fault if wrapped else cause)
    assert door.main(["build", str(source)]) == 3
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert "ZeroDivisionError: no zero, please" in said
    assert ("was made of “a.yaml”" in said) == wrapped
    log = re.search(r"(\S+\.log)$", said.strip())
    assert log
    assert "Traceback" in Path(log[1]).read_text(encoding="utf-8")


def test_the_log_has_no_secrets(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    """Neither the password of the environment nor those in arguments get into a log that people send to others."""
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", "s3cret")
    addresses = (
        "--ledger",
        "postgresql://user:hunter2@db.example/x",
        "--login",
        "me:pw,1:10.5555",
        "--login=me:pw,2:10.5",
    )
    monkeypatch.setattr("sys.argv", ["pipeline", "submit", *addresses])
    _raising(monkeypatch, ValueError("postgresql://user:hunter2@db.example s3cret"))
    assert door.main(["build", str(source)]) == 3
    said = capsys.readouterr().err
    (log,) = tmp_path.glob("*.log")
    everything = said + log.read_text(encoding="utf-8")
    assert "@db.example" in everything
    for secret in ("s3cret", "hunter"):
        assert secret not in everything


def test_no_log_can_be_written(
    source: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Even then, a sentence."""

    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError("no room")

    _raising(monkeypatch, ZeroDivisionError())
    monkeypatch.setattr("pipeline.cli.faults.tempfile.mkstemp", refuse)
    assert door.main(["build", str(source)]) == 3
    assert "no room" in capsys.readouterr().err


def test_problems_in_records(source: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Errors in records end with 1; where there are none, with 0."""
    assert door.main(["build", "--format", "jats", str(source)]) == 0
    (source / "articles/b.json").write_text("{", encoding="utf-8")
    assert door.main(["build", "--format", "jats", str(source)]) == 1
    said = capsys.readouterr().err
    assert said.count("Error:") == 0
    assert "1 error," in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["bulid"],
        ["build", "--jobs", "0"],
        ["build", "--nope"],
        ["--lang"],
        ["build", "nowhere"],
        ["--lang", "xx", "build"],
    ],
)
def test_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """A wrong command line ends with 2 and says what is wrong."""
    assert door.main(arguments) == 2
    said = capsys.readouterr()
    assert "Error: " in said.err
    assert said.out == ""


def test_help_is_quick() -> None:
    """Help imports nothing that is heavy or that reaches for the network."""
    heavy = ("xmlschema", "httpx", "pydantic", "jinja2", "citeproc", "elementpath", "rich.progress")
    script = (
        "import sys; from pipeline.__main__ import main; "
        "assert not any(main([*command, '--help']) for command in ([], ['build'], ['schemas'])); "
        f"sys.exit(repr(loaded) if (loaded := [name for name in {heavy} if name in sys.modules]) else 0)"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=CHECKOUT, capture_output=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr


def test_version() -> None:
    """The version goes to standard output."""
    from pipeline import __version__

    assert __version__ in _command("--version").stdout


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "utf-8"])
def test_a_poor_locale(source: Path, encoding: str) -> None:
    """What the console cannot show is written as escapes, file names too; nothing breaks, nothing is lost."""
    (source / "articles/é.json").write_text('{"titre": "日本"}', encoding="utf-8")
    done = _command(
        *("--lang", "fr", "build", "--format", "jats", str(source), "--out", str(source.parent / "out")),
        LANG="C",
        LC_ALL="C",
        PYTHONCOERCECLOCALE="0",
        PYTHONUTF8="0",
        PYTHONIOENCODING=encoding,
    )
    assert done.returncode == 1, done.stderr
    assert "é.json" in done.stderr or "\\xe9.json" in done.stderr
    assert "titre" in done.stderr


def test_the_reader_of_the_output_has_gone(source: Path) -> None:
    """``| head`` is no error that anybody wants to read."""
    command = (
        f'"{sys.executable}" -m pipeline build --json --format jats "{source}" --out "{source.parent / "out"}" | true'
    )
    done = subprocess.run(["bash", "-c", command], cwd=CHECKOUT, capture_output=True, timeout=120, check=False)
    assert b"Traceback" not in done.stderr
    assert b"BrokenPipe" not in done.stderr


def test_color_only_for_terminals(monkeypatch: pytest.MonkeyPatch) -> None:
    """No escape sequences where nobody sees them as colours."""
    said = io.StringIO()
    monkeypatch.setattr(sys, "stderr", said)
    assert door.main(["--lang", "en", "build", "nowhere"]) == 2
    assert "Error:" in said.getvalue()
    assert "\x1b" not in said.getvalue()


@pytest.mark.parametrize("redirection", [">&-", ">/dev/full"])
def test_nowhere_to_write_the_result(source: Path, redirection: str) -> None:
    """A closed standard output is nobody's fault; a full one is told in a sentence."""
    command = f'"{sys.executable}" -m pipeline build --json --format jats "{source}" --out "{source.parent / "out"}"'
    done = subprocess.run(
        ["bash", "-c", f"{command} {redirection}"], cwd=CHECKOUT, capture_output=True, timeout=120, check=False
    )
    assert done.returncode == (0 if "-" in redirection else 1)
    assert (b"Error: The result cannot be written" in done.stderr) == ("full" in redirection)
    assert (source.parent / "out" / "manifest.json").is_file()
