"""``pipeline schemas``: install, list, verify, as a user runs them."""

from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pipeline.cli import schemas
from pipeline.cli.console import Console
from pipeline.errors import PipelineError, SchemaUnavailable, UsageError
from pipeline.i18n import localizer
from pipeline.schemas import Catalog
from pipeline.schemas.catalog import OfficialFile
from tests.schemas.toys import FILES, catalog, write_folder


@pytest.fixture
def origin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let the catalog be that of the toys, with nothing installed; give a folder with their files."""
    toys = catalog(tmp_path)
    monkeypatch.setenv("PIPELINE_SCHEMAS", str(tmp_path / "official"))
    monkeypatch.setattr(Catalog, "load", staticmethod(lambda: toys))
    monkeypatch.setattr(Catalog, "whole", staticmethod(lambda: toys))
    return str(write_folder(tmp_path / "in", FILES))


def _run(*arguments: str) -> Result:
    return CliRunner().invoke(schemas.command, arguments, obj=Console(localizer("en")))


def _error(result: Result) -> PipelineError:
    assert isinstance(result.exception, PipelineError), result.output
    return result.exception


def test_install_list_verify(origin: str) -> None:
    """From nothing to an installed and verified set."""
    assert _run("list").stdout.split() == ["toy-1", "not", "installed", "Toys"]
    assert "Installed “toy-1”" in _run("install", "--from", origin).stderr
    assert _run("list").stdout.split() == ["toy-1", "installed", "Toys"]
    result = _run("verify")
    assert (result.exit_code, result.stderr) == (0, "“toy-1” is whole.\n")


def test_install_again(origin: str) -> None:
    """What is whole stays, and no source is asked."""
    _run("install", "--from", origin)
    result = _run("install", "toy-1", "--from", "/nowhere")
    assert (result.exit_code, result.stderr) == (0, "“toy-1” is already installed.\n")


def test_install_mends(origin: str, tmp_path: Path) -> None:
    """A damaged set is found and installed again."""
    _run("install", "--from", origin)
    damaged = tmp_path / "official" / "toy-1" / "toy.xsd"
    damaged.write_text("<other/>", encoding="utf-8")
    result = _run("verify")
    assert "toy.xsd is not the official file" in result.stderr
    assert _error(result).exit_code == SchemaUnavailable.exit_code
    assert "schemas install toy-1" in str(_error(result).remedy)
    assert _run("install", "--from", origin).exit_code == 0
    assert damaged.read_bytes() == FILES["toy.xsd"]


def test_verify_names_missing_files(origin: str, tmp_path: Path) -> None:
    """A lost file is told by its path."""
    _run("install", "--from", origin)
    lost = tmp_path / "official" / "toy-1" / "parts" / "part.xsd"
    lost.unlink()
    assert f"{lost} is missing." in _run("verify", "toy-1").stderr


@pytest.mark.parametrize("arguments", [("verify",), ("verify", "toy-1")])
@pytest.mark.usefixtures("origin")
def test_verify_without_installation(arguments: tuple[str, ...]) -> None:
    """Nothing installed is not "whole"."""
    assert isinstance(_error(_run(*arguments)), SchemaUnavailable)


@pytest.mark.parametrize("command", ["install", "verify"])
@pytest.mark.usefixtures("origin")
def test_unknown_set(command: str) -> None:
    """A mistyped id is an error of use."""
    assert isinstance(_error(_run(command, "toy-2")), UsageError)


@pytest.mark.usefixtures("origin")
def test_failed_install() -> None:
    """The error names what was tried."""
    error = _error(_run("install", "--from", "/nowhere"))
    assert isinstance(error, SchemaUnavailable)
    assert "/nowhere" in str(error)


@pytest.mark.usefixtures("origin")
def test_a_failure_does_not_stop_the_rest(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """Of several sets, those that can be had are installed, and each failure is told."""
    toy = Catalog.whole().sets[0]
    lost = replace(toy, id="toy-lost", files=(OfficialFile("lost.xsd", 1, "0" * 64),))
    also = replace(lost, id="toy-also-lost")
    monkeypatch.setattr(Catalog, "whole", staticmethod(lambda: Catalog((lost, toy, also), tmp_path)))
    result = _run("install", "--from", str(tmp_path / "in"))
    assert "2 schema sets could not be installed." in str(_error(result))
    assert "“toy-also-lost” could not be installed" in result.stderr
    assert "Installed “toy-1”" in result.stderr
