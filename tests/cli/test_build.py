"""``pipeline build`` as people and programs call it."""

import json
import os
import pty
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline import resources
from pipeline.__main__ import main
from tests.sources import article, write_journal, write_json
from tests.support import CHECKOUT


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Work in an empty folder, in English."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANGUAGE", "en")


def _journal() -> Path:
    return write_journal(Path("metadata"), "a", "b")


def _as_json(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, dict[str, Any]]:
    """Run with ``--json``; the output must be what its schema says."""
    code = main([*arguments])
    schema = json.loads((resources.schemas() / "build-result.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    text = capsys.readouterr().out
    assert text.isascii()
    value: dict[str, Any] = json.loads(text)
    Draft202012Validator(schema).validate(value)
    return code, value


def test_without_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """The folder metadata is built; where there is none, it is told what to do."""
    assert main(["build"]) == 2
    assert "There is no folder “metadata” here." in capsys.readouterr().err
    _journal()
    assert main(["build", "--format", "jats"]) == 0
    assert Path("out/jats/metadata/a.xml").is_file()
    assert "2 records read, 2 built." in capsys.readouterr().err


def test_lists_of_names(capsys: pytest.CaptureFixture[str]) -> None:
    """Formats and languages are separated by commas, or the option is repeated."""
    _journal()
    assert main(["build", "--format", "jats,site", "--format", "crossref", "--lang", "fr, en"]) == 0
    assert sorted(path.name for path in Path("out").iterdir() if path.is_dir()) == ["crossref", "jats", "site"]
    assert Path("out/site/en/metadata/articles/a.html").is_file()
    assert capsys.readouterr().out == ""


def test_in_french(capsys: pytest.CaptureFixture[str]) -> None:
    """The console's language is before the command, that of the pages behind it."""
    write_json(_journal() / "articles/b.json", article("b", titre="?"))
    assert main(["--lang", "fr", "build", "--format", "site", "--lang", "en"]) == 1
    said = capsys.readouterr().err
    assert "erreur" in said
    assert "2 notices lues" in said
    assert not Path("out/site/fr").exists()


def test_quiet(capsys: pytest.CaptureFixture[str]) -> None:
    """Problems and nothing else."""
    write_json(_journal() / "articles/b.json", article("b", doi=None))
    assert main(["build", "--quiet", "--format", "jats", "metadata/articles/a.json"]) == 0
    assert "read" not in capsys.readouterr().err


def test_json(capsys: pytest.CaptureFixture[str]) -> None:
    """One object: counts, files, findings, with the findings in the order of the sources."""
    write_json(_journal() / "articles/a.json", article("a", titre="é"))
    code, value = _as_json(capsys, "build", "--json", "--format", "jats")
    assert (code, value["ok"]) == (1, False)
    assert value["counts"]["records"] == 2
    assert value["counts"]["built"] == 1
    assert value["counts"]["errors"] == 1
    error = next(found for found in value["findings"] if found["severity"] == "error")
    assert error["file"] == str(Path("metadata/articles/a.json"))
    assert error["path"] == "titre"
    assert error["line"] > 1
    assert "jats/metadata/b.xml" in [file["path"] for file in value["files"]]
    assert value["counts"]["files"] == len(value["files"])


def test_json_without_findings_or_files(capsys: pytest.CaptureFixture[str]) -> None:
    """An empty folder is no error, and empty lists are lists."""
    Path("metadata").mkdir()
    code, value = _as_json(capsys, "build", "--json")
    assert (code, value["ok"], value["counts"]["records"]) == (0, True, 0)
    assert [found["code"] for found in value["findings"]] == ["no-records"]


def test_json_when_nothing_can_be_done(capsys: pytest.CaptureFixture[str]) -> None:
    """Programs are told why, too."""
    _journal()
    Path("out").write_text("", encoding="utf-8")
    code, value = _as_json(capsys, "build", "--json", "--format", "jats")
    assert (code, value["ok"], value["error"]["exit_code"]) == (2, False, 2)
    assert "is a file" in value["error"]["message"]


def test_all_findings_are_in_the_json(capsys: pytest.CaptureFixture[str]) -> None:
    """People see the first of a kind, programs all."""
    source = _journal()
    lines = [json.dumps({"bad": number}) for number in range(50)]
    (source / "articles/many.jsonl").write_text("\n".join(lines), encoding="utf-8")
    _, value = _as_json(capsys, "build", "--json", "--format", "jats")
    assert sum(found["code"] == "key-unknown" for found in value["findings"]) == 50
    main(["build", "--format", "jats"])
    said = capsys.readouterr().err
    assert "30 more problems of the kind “key-unknown”" in said


def test_source_date_epoch(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """It is the time of the deposits; what is no number of seconds is refused."""
    _journal()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert main(["build", "--format", "crossref"]) == 0
    deposit = Path("out/crossref/metadata/deposit-0001.xml").read_text(encoding="utf-8")
    assert "<timestamp>20260101000000000</timestamp>" in deposit
    for value in ("yesterday", "-1", "9" * 30, "١"):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", value)
        assert main(["build"]) == 2
        assert "SOURCE_DATE_EPOCH" in capsys.readouterr().err


def test_progress_on_a_terminal_only(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """A long build shows a bar on a terminal, and nothing in a file."""
    monkeypatch.setattr("pipeline.cli.listening._LONG", -1.0)
    _journal()
    assert main(["build", "--format", "jats"]) == 0
    assert "Records read" not in capsys.readouterr().err


def test_progress_bar() -> None:
    """The bar counts records and is gone in the end."""
    _journal()
    script = (
        "import pipeline.cli.listening as l; l._LONG = -1.0; "
        "from pipeline.__main__ import main; raise SystemExit(main(['--lang', 'en', 'build', '--format', 'jats']))"
    )
    ours, theirs = pty.openpty()
    environment = os.environ | {"TERM": "xterm", "PYTHONPATH": str(CHECKOUT)}
    with subprocess.Popen([sys.executable, "-c", script], stderr=theirs, stdout=theirs, env=environment) as process:
        os.close(theirs)
        said = b""
        try:
            while piece := os.read(ours, 65536):
                said += piece
        except OSError:  # Linux says so when the other side is closed
            pass
        os.close(ours)
    assert process.returncode == 0, said
    assert b"Records read" in said
    assert b"\x1b[32m" in said


@pytest.mark.parametrize("language", ["en", "fr"])
def test_the_report_is_in_the_language_of_the_console(language: str) -> None:
    """``report.html`` is the report that the person who built can read; the other languages are beside it."""
    _journal()
    assert main(["--lang", language, "build", "--format", "jats"]) == 0
    found = Path("out/report.html").read_bytes()
    assert found == Path(f"out/report.{language}.html").read_bytes()
    assert f'<html lang="{language}"'.encode() in found
