"""``pipeline validate``, as a user runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from pipeline import reports
from pipeline.__main__ import main
from pipeline.cli.validate import FORMATS
from pipeline.errors import SchemaUnavailable
from pipeline.messages import msg
from pipeline.schemas import SchemaSet
from tests.inspection.support import bad_deposit, good_deposit
from tests.support import CHECKOUT

pytestmark = pytest.mark.usefixtures("official")


def _write(tmp_path: Path, **documents: bytes) -> None:
    for name, content in documents.items():
        (tmp_path / f"{name}.xml").write_bytes(content)


def test_exit_codes(tmp_path: Path) -> None:
    """0 for what is valid, 1 for problems, 2 for a wrong command line."""
    _write(tmp_path, good=good_deposit(), bad=bad_deposit())
    assert main(["validate", str(tmp_path / "good.xml")]) == 0
    assert main(["validate", str(tmp_path / "bad.xml")]) == 1
    assert main(["validate", str(tmp_path)]) == 1
    assert main(["validate", str(tmp_path / "nowhere.xml")]) == 1
    assert main(["validate"]) == 2
    assert main(["validate", "--schema", "made-up", str(tmp_path / "good.xml")]) == 2
    assert main(["validate", "--profile", "made-up", str(tmp_path / "good.xml")]) == 2
    assert main(["validate", "--schematron", str(tmp_path / "no.sch"), str(tmp_path / "good.xml")]) == 2


def test_missing_schemas(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """4 where the schema is all that is missing, in every format; 1 as soon as a document has an error of its own."""
    _write(tmp_path, article=b'<article dtd-version="1.4"/>', good=good_deposit(), broken=b"<a><b></a>")

    def refuse(schema_set: SchemaSet, *_: object) -> None:
        if schema_set.id != "crossref-5.5.0":
            raise SchemaUnavailable(msg("It cannot be had."))

    monkeypatch.setattr("pipeline.validation.library.ensure_installed", refuse)
    lacking, good, broken = (str(tmp_path / f"{name}.xml") for name in ("article", "good", "broken"))
    for output_format in FORMATS:
        assert main(["validate", "--format", output_format, lacking, good]) == 4
        assert "schema-not-installed" in capsys.readouterr().out
    assert main(["validate", "--schema", "jats-publishing-1.4", lacking]) == 4
    assert main(["validate", lacking, broken]) == 1


def test_a_fault_of_the_program(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """3, with a log and the name of the file that was checked."""
    _write(tmp_path, good=good_deposit())

    def fail(*_: object) -> None:
        raise ZeroDivisionError("made up")

    monkeypatch.setattr("pipeline.inspection.inspector.open_document", fail)
    assert main(["validate", str(tmp_path / "good.xml")]) == 3
    assert "good.xml" in capsys.readouterr().err


def test_quiet_when_clean(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Standard output has nothing but problems; the summary is on standard error, and not with --quiet."""
    _write(tmp_path, good=good_deposit())
    arguments = ["validate", "--profile", "none", str(tmp_path / "good.xml")]
    main(arguments)
    said = capsys.readouterr()
    assert said.out == ""
    assert "1 document" in said.err
    main([*arguments, "--quiet"])
    assert capsys.readouterr() == ("", "")
    main([*arguments, "--verbose"])
    assert "good.xml" in capsys.readouterr().out


def test_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One object per document, with the promised keys."""
    _write(tmp_path, bad=bad_deposit(), good=good_deposit())
    assert main(["validate", "--format", "json", "--profile", "none", str(tmp_path)]) == 1
    bad, good = json.loads(capsys.readouterr().out)
    assert (good["kind"], good["schema"], good["valid"], good["problems"]) == ("crossref", "crossref-5.5.0", True, [])
    assert bad["file"].endswith("bad.xml")
    (problem,) = bad["problems"]
    assert {"code", "severity", "line", "column", "path", "message", "remedy"} <= set(problem)


@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "github", "html"])
def test_french(tmp_path: Path, capsys: pytest.CaptureFixture[str], output_format: str) -> None:
    """The same problems in French, in every format; no English sentence is left."""
    _write(tmp_path, bad=bad_deposit(), broken=b"<a><b></a>", unknown=b"<root/>")
    assert main(["--lang", "fr", "validate", "--format", output_format, "--profile", "none", str(tmp_path)]) == 1
    said = capsys.readouterr()
    for english in (" is missing", "Nothing is known", "not valid", "Put <", "opened in line"):
        assert english not in said.out + said.err
    assert "manqu" in said.out


def test_standard_input() -> None:
    """A document through a pipe."""
    command = [sys.executable, "-m", "pipeline", "--lang", "en", "validate", "--format", "json", "-"]
    done = subprocess.run(command, input=bad_deposit(), capture_output=True, cwd=CHECKOUT, check=False, timeout=120)
    assert done.returncode == 1
    (report,) = json.loads(done.stdout)
    assert (report["file"], report["schema"], report["valid"]) == ("-", "crossref-5.5.0", False)


def test_summary_of_a_step(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In GitHub Actions the page of the run gets a table."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    _write(tmp_path, bad=bad_deposit())
    assert main(["validate", "--format", "github", str(tmp_path / "bad.xml")]) == 1
    assert "| Crossref" in (tmp_path / "summary.md").read_text(encoding="utf-8")


def test_several_jobs(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The output is the same."""
    for number in range(30):
        (tmp_path / f"{number:02}.xml").write_bytes(bad_deposit())
    outputs = []
    for jobs in ("1", "2"):
        assert main(["validate", "--format", "json", "--jobs", jobs, str(tmp_path)]) == 1
        outputs.append(capsys.readouterr().out)
    assert outputs[0] == outputs[1]
    assert len(json.loads(outputs[0])) == 30


@pytest.mark.parametrize(
    "options",
    [
        ["--verbose", "--quiet"],
        ["--verbose", "--format", "sarif"],
        ["--verbose", "--format", "github"],
        ["--profile", "none,crossref"],
        ["--profile", "crossref", "--profile", "none"],
        ["--max-size", "0"],
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_contradictions(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str], language: str) -> None:
    """Options that would take each other's effect away are a usage error, before anything is read."""
    _write(tmp_path, good=good_deposit())
    assert main(["--lang", language, "validate", *options, str(tmp_path)]) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert options[0] in said.err


@pytest.mark.parametrize("output_format", FORMATS)
def test_quiet_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], output_format: str
) -> None:
    """Nothing on standard error, and no summary for people: neither a line nor an annotation nor a table."""
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    _write(tmp_path, bad=bad_deposit())
    arguments = ["validate", "--quiet", "--format", output_format, "--profile", "pmc", str(tmp_path / "bad.xml")]
    assert main(arguments) == 1
    said = capsys.readouterr()
    assert "schema-element-missing" in said.out
    assert said.err == ""
    assert "1 document" not in said.out or output_format == "html"  # the page is one, with its heading
    assert not (tmp_path / "summary.md").exists()


@pytest.mark.parametrize("output_format", ["json", "html"])
def test_formats_that_name_all_documents(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], output_format: str
) -> None:
    """They do so without being asked, and may be asked."""
    _write(tmp_path, good=good_deposit())
    arguments = ["validate", "--format", output_format, str(tmp_path / "good.xml")]
    assert main(arguments) == main([*arguments, "--verbose"]) == 0
    assert capsys.readouterr().out.count("good.xml") >= 2


def test_options_without_effect_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules of which no document is the kind, and what concerns XML where only records were given."""
    _write(tmp_path, good=good_deposit())
    (tmp_path / "record.yaml").write_text("id: x\n", encoding="utf-8")
    (tmp_path / "own.sch").write_text('<schema xmlns="http://purl.oclc.org/dsdl/schematron"/>', encoding="utf-8")
    assert main(["validate", "--profile", "pmc,crossref", str(tmp_path / "good.xml")]) == 0
    said = capsys.readouterr().err
    assert "--profile pmc" in said
    assert "--profile crossref" not in said
    options = ["--schema", "crossref-5.5.0", "--profile", "pmc", "--schematron", str(tmp_path / "own.sch")]
    main(["validate", *options, str(tmp_path / "record.yaml")])
    said = capsys.readouterr().err
    assert [option for option in ("--schema", "--profile", "--schematron") if f"{option} " not in said] == []
    for clean in (["--profile", "none"], []):
        main(["validate", *clean, str(tmp_path)])
        assert "--" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "options", [["--profile", "auto,crossref"], ["--profile", "none", "--schematron", "RULES", "--schematron", "RULES"]]
)
def test_rules_are_applied_once(tmp_path: Path, capsys: pytest.CaptureFixture[str], options: list[str]) -> None:
    """However often they are named."""
    rules = str(CHECKOUT / "schemas" / "rules" / "crossref.sch")
    _write(tmp_path, deposit=good_deposit().replace(b"2049-3630", b"2049-3639"))
    main(["validate", "--format", "json", *(rules if part == "RULES" else part for part in options), str(tmp_path)])
    (report,) = json.loads(capsys.readouterr().out)
    assert [problem["code"] for problem in report["problems"]].count("crossref-issn-checksum") == 1


def test_formats_are_those_of_the_reports() -> None:
    """The command line knows every format, without loading what writes them."""
    assert FORMATS == reports.FORMATS
