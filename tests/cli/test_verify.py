"""``pipeline verify`` and ``pipeline references`` as people and programs call them."""

import json
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from pipeline.cli import references, verify
from pipeline.cli.console import Console
from pipeline.deposits.client import CrossrefClient
from pipeline.deposits.registered import Registered
from pipeline.deposits.resolved_references import ResolvedReference
from pipeline.deposits.rest_api import RestApi
from pipeline.deposits.sent_record import read_sent
from pipeline.errors import PipelineError, ProblemsFound, UsageError
from pipeline.i18n import localizer
from pipeline.submission.verifying import Field
from tests.building.support import run
from tests.sources import article, write_journal, write_json
from tests.submission.support import LOGIN, PASSWORD, Desk, desk


@pytest.fixture
def office(tmp_path: Path, official: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:  # noqa: ARG001
    """A sandbox where two articles are registered, one of which cites the other."""
    monkeypatch.setenv("PIPELINE_CROSSREF_LOGIN", LOGIN.name)
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", PASSWORD)
    metadata = write_journal(tmp_path / "metadata", "a")
    cited = [{"id": "r1", "doi": "10.5555/a", "text": "A."}, {"id": "r2", "text": "B."}]
    write_json(metadata / "articles" / "b.json", article("b", references=cited))
    with desk(tmp_path) as made:
        run(metadata, out=made.out, groups=("crossref",))
        made.submit()
        yield made


def _call(office: Desk, command: click.Command, *arguments: str) -> Result:
    options = ["--endpoint", office.endpoint.base_url]
    if command is verify.command:
        options += ["--ledger", str(office.out.parent / "deposits.sqlite")]
    return CliRunner().invoke(command, [*arguments, *options], obj=Console(localizer("en")))


def _all_is_shown(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    content = office.ledger.content(office.ledger.submission(1).sha256)
    monkeypatch.setattr(RestApi, "work", lambda _api, doi: read_sent(content, doi))


def test_nothing_differs(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """All that are registered, without being named."""
    _all_is_shown(office, monkeypatch)
    result = _call(office, verify.command)
    assert result.exit_code == 0
    assert result.stdout == ""
    assert "2 DOIs compared; Crossref shows what was deposited." in result.stderr
    assert json.loads(_call(office, verify.command, "--json").stdout) == []


def test_differences(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is not shown is told, to people and to programs, and the command fails."""
    _all_is_shown(office, monkeypatch)
    monkeypatch.setattr(RestApi, "work", lambda _api, _doi: None)
    result = _call(office, verify.command, "https://doi.org/10.5555/A", "10.5555/a")
    assert isinstance(result.exception, ProblemsFound)
    assert result.stdout == "10.5555/a  not indexed yet\n"
    result = _call(office, verify.command, "10.5555/a", "--json")
    assert isinstance(result.exception, ProblemsFound)
    assert json.loads(result.stdout) == [
        {"doi": "10.5555/a", "field": "doi", "author": None, "sent": "10.5555/a", "found": None}
    ]


def test_against_the_sandbox(office: Desk) -> None:
    """The sandbox is asked itself; it shows titles, addresses and numbers of references."""
    result = _call(office, verify.command, "--json")
    fields = {one["field"] for one in json.loads(result.stdout or "[]")}
    assert not fields & {"doi", "title", "landing-page", "references"}


def test_never_registered(office: Desk) -> None:
    """A DOI that was not registered is named, before anybody is asked."""
    assert isinstance(_call(office, verify.command, "10.5555/a", "10.5555/none").exception, PipelineError)
    assert isinstance(_call(office, verify.command, "none").exception, UsageError)


def test_test_system(tmp_path: Path) -> None:
    """What is registered at the test system is not at the REST API, which must be named therefore."""
    arguments = ["--test", "--out", str(tmp_path / "out")]
    result = CliRunner().invoke(verify.command, arguments, obj=Console(localizer("en")))
    assert isinstance(result.exception, UsageError)
    result = CliRunner().invoke(
        verify.command, [*arguments, "--api", "https://example.org"], obj=Console(localizer("en"))
    )
    assert result.exit_code == 0
    assert "Nothing was registered" in result.stderr


def test_every_field_has_its_words() -> None:
    """No difference is without a name."""
    assert set(verify.FIELDS) == {field.value for field in Field}


def test_references(office: Desk) -> None:
    """What was matched, for people and for programs."""
    assert _call(office, references.command, "doi:10.5555/B").stdout == "r1  10.5555/a\n"
    assert json.loads(_call(office, references.command, "10.5555/b", "--json").stdout) == [
        {"key": "r1", "doi": "10.5555/a", "type": "journal_article"}
    ]
    result = _call(office, references.command, "10.5555/a")
    assert (result.exit_code, result.stdout) == (0, "")
    assert "no reference" in result.stderr


def test_references_of_nothing(office: Desk) -> None:
    """A DOI that is not known, and what is none."""
    assert isinstance(_call(office, references.command, "10.5555/none").exception, PipelineError)
    assert isinstance(_call(office, references.command, "none").exception, UsageError)


def test_lines_are_not_forged(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """Line breaks in what Crossref shows make no lines of their own."""
    monkeypatch.setattr(RestApi, "work", lambda _api, doi: Registered(doi, volume="1\n10.5555/z  volume"))
    shown = _call(office, verify.command, "10.5555/a").stdout.splitlines()
    assert "    shown: 1 10.5555/z volume" in shown
    assert all(line.startswith(("10.5555/a  ", "    ")) for line in shown)


def test_strange_references(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A key that is long widens no other line, and one with line breaks makes none."""
    keys = ["k" * 20_000, *(f"r\n{number}" for number in range(100))]
    found = tuple(ResolvedReference(key, "10.1/\x9bx\r\ny", "") for key in keys)
    monkeypatch.setattr(CrossrefClient, "resolved_references", lambda _client, _doi: found)
    lines = _call(office, references.command, "10.5555/b").stdout.splitlines()
    assert len(lines) == len(keys)
    assert lines[-1] == f"{'r 99':40}  10.1/\\x9bx y"
