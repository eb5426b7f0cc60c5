"""The commands about deposits as people and programs call them: what they say, in both languages, and exit codes."""

import json
import re
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from pipeline.__main__ import main
from pipeline.ledger import DoiEntry, DoiState, NewSubmission, Outcome, State, Submission
from pipeline.sandbox.faults import Kind
from pipeline.submission.options import SubmitOptions
from pipeline.submission.outcomes import SILENT
from tests.submission import paper
from tests.submission.paper import write_output
from tests.submission.support import LOGIN, PASSWORD, Desk, desk

Call = Callable[..., int]
OPEN = ("sending", "unknown", "received", "queued", "in_process")
_KEYS = ["doi", "state", "file_name", "batch_id", "timestamp", "message"]


@pytest.fixture
def office(tmp_path: Path, official: None, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:  # noqa: ARG001
    """An output folder with two deposits, one of which will fail: the login lacks its prefix."""
    monkeypatch.setenv("PIPELINE_CROSSREF_LOGIN", LOGIN.name)
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", PASSWORD)
    monkeypatch.setenv("LANGUAGE", "en")
    monkeypatch.chdir(tmp_path)
    with desk(tmp_path) as made:
        deposits = [("good-1", "20260101000000000", {"10.5555/a": "A"}), ("bad-1", "2", {"10.9999/b": "B"})]
        write_output(made.out, deposits)
        yield made


@pytest.fixture
def call(office: Desk) -> Call:
    """Run a command on the sandbox."""

    def called(command: str, *arguments: str, lang: str = "en") -> int:
        return main(["--lang", lang, command, *arguments, "--endpoint", office.endpoint.base_url])

    return called


def _json(capsys: pytest.CaptureFixture[str]) -> Any:
    return json.loads(capsys.readouterr().out)


def test_dry_run(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """It says what would be sent; nothing is, and nothing is written down. It needs no login."""
    assert call("submit", "--dry-run") == 0
    said = capsys.readouterr().err
    assert said.count("would be sent") == 2
    assert office.sandbox.submissions(10) == ()
    assert not any('"submission"' in line for line in office.ledger.export())


def test_submit_and_wait(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """Good and bad are told, the bad one explained in the language of the reader, and the exit code is 1."""
    assert call("submit", "--wait") == 1
    said = capsys.readouterr().err
    assert "10.5555/a  registered" in said
    assert "10.9999/b  not registered" in said
    assert "Your login may not register or change DOIs of the prefix 10.9999." in said
    assert "Crossref: User not allowed to add records for prefix: 10.9999" in said
    assert call("status", "--offline", lang="fr") == 1
    said = capsys.readouterr().out
    assert "10.9999/b  non enregistré" in said
    assert "Votre identifiant n’a pas le droit d’enregistrer ou de modifier des DOI du préfixe 10.9999." in said


def test_same_reason_for_many(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """A reason that holds for a whole file is explained once, and not after each of its DOIs."""
    write_output(office.out, [("bad-2", "2", {"10.9999/c": "C", "10.9999/d": "D", "10.9999/e": "E"})])
    assert call("submit", "--wait") == 1
    said = capsys.readouterr().err
    assert said.count("  not registered") == 3
    assert "3 DOIs are not registered." in said
    assert said.count("Your login may not register or change DOIs of the prefix 10.9999.") == 1


def test_without_waiting(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """Sent is done; what becomes of it, the status tells."""
    assert call("submit") == 0
    assert "2 files are on their way" in capsys.readouterr().err
    assert call("status", "--watch", "--json") == 1
    listed = _json(capsys)
    assert [list(one) for one in listed] == [_KEYS, _KEYS]
    assert {one["doi"]: one["state"] for one in listed} == {"10.5555/a": "registered", "10.9999/b": "failed"}
    assert listed[0]["message"] == "Successfully added"
    assert listed[0]["timestamp"] == "20260101000000000"


def test_what_was_noted_is_translated(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """Why a server did not take a file is told in the language of whoever asks, and not as words of Crossref."""
    office.faults(Kind.FORBIDDEN, 2)
    assert call("submit", lang="fr") == 1
    assert "répond par le code HTTP 403" in capsys.readouterr().err
    for arguments in (("status", "--offline"), ("history", "10.5555/a"), ("status", "--offline", "--json")):
        call(*arguments, lang="fr")
        said = capsys.readouterr().out
        assert "code HTTP 403" in said
        assert "Crossref : " not in said
        assert "answers with" not in said


def test_silence_is_not_quoted(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """Where Crossref says nothing of a DOI, no words are put into its mouth."""
    entry = DoiEntry("10.5555/a", "1", "d")
    new = NewSubmission(office.endpoint.base_url, "doMDUpload", "p", "b", "1", "", b"x", "d", (entry,))
    submission = office.ledger.prepare(new)
    assert isinstance(submission, Submission)
    silent = [Outcome("10.5555/a", DoiState.UNCONFIRMED, SILENT, None)]
    office.ledger.complete(submission.id, attempt=1, file_name="", content=b"x", outcomes=silent, citations=())
    assert call("status", "--offline", lang="fr") == 1
    said = capsys.readouterr().out
    assert "python -m pipeline resubmit" in said
    assert "does not mention" not in said


def test_parts_are_named(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """A DOI comes with what of it was deposited, where that was not its record."""
    operations = {"doDOICitUpload doi_citations lic_ref_data": "parts", "doTransferDOIsUpload": "addresses"}
    for operation, digest in operations.items():
        entry = DoiEntry("10.5555/a", "", digest)
        new = NewSubmission(office.endpoint.base_url, operation, "p", digest, "", "", b"x", digest, (entry,))
        assert isinstance(office.ledger.prepare(new), Submission)
    assert call("status", "--offline") == 0
    said = capsys.readouterr().out
    assert "10.5555/a (its references, its licences)  prepared" in said
    assert "10.5555/a (its address)  prepared" in said


def test_history(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """All that happened to a DOI, whatever the case of its letters, or the address it is given as."""
    call("submit", "--wait")
    capsys.readouterr()
    assert call("history", "https://doi.org/10.5555/A", "--json") == 0
    events = _json(capsys)
    assert [one["state"] for one in events][:3] == ["prepared", "sending", "received"]
    assert events[-1]["state"] == "registered"
    assert list(events[0]) == [*_KEYS, "at"]
    assert call("history", "10.5555/a", lang="fr") == 0
    assert "préparé, pas encore envoyé" in capsys.readouterr().out
    assert call("history", "10.5555/none") == 1
    assert "does not know" in capsys.readouterr().err
    assert call("history", "10.5555/none", "--json") == 0
    assert _json(capsys) == []


def test_resubmit(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """What failed goes again; a name that nobody knows is told."""
    call("submit", "--wait")
    capsys.readouterr()
    assert call("resubmit", "--wait", "https://doi.org/10.9999/B") == 1
    assert capsys.readouterr().err.count("  not registered") == 1
    assert call("resubmit") == 0
    assert "1 file is on its way" in capsys.readouterr().err
    assert call("resubmit", "10.5555/a") == 1
    assert "No deposit of “10.5555/a” has failed." in capsys.readouterr().err


def test_nothing_to_resubmit(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """Where all is well, that is said."""
    write_output(office.out, [("good-1", "20260101000000000", {"10.5555/a": "A"})])
    assert call("submit", "--wait") == 0
    assert call("resubmit") == 0
    assert "No deposit has failed." in capsys.readouterr().err


def test_diff(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """New ones, changed ones, none."""
    assert call("diff", "--json") == 0
    assert [(one["doi"], one["change"]) for one in _json(capsys)] == [("10.5555/a", "new"), ("10.9999/b", "new")]
    write_output(office.out, [("good-1", "20260101000000000", {"10.5555/a": "A"})])
    call("submit", "--wait")
    capsys.readouterr()
    assert call("diff") == 0
    assert "Nothing has changed" in capsys.readouterr().err
    write_output(office.out, [("good-1", "20260101000000000", {"10.5555/a": "Another"})])
    assert call("diff", lang="fr") == 0
    assert re.search(r"10\.5555/a  modifié  \S+good-1\.xml", capsys.readouterr().out)


def test_export(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """One object on each line, no password in any."""
    call("submit", "--wait")
    capsys.readouterr()
    assert main(["export"]) == 0
    exported = capsys.readouterr().out
    tables = [json.loads(line)["table"] for line in exported.splitlines()]
    assert {"submission", "event", "outcome", "blob"} <= set(tables)
    assert PASSWORD not in exported


@pytest.mark.parametrize("command", ["history", "verify", "references", "resubmit"])
@pytest.mark.parametrize("name", ["10.5555/\udcff", "10.5555/\x1b[31m", "\ud800", "10.5555/" + "x" * 100_000])
def test_odd_names(call: Call, capsys: pytest.CaptureFixture[str], command: str, name: str) -> None:
    """What cannot be a DOI is told, in letters that do no harm; nothing fails."""
    assert call(command, name) in (1, 2)
    said = capsys.readouterr()
    assert said.err
    assert (said.err + said.out).replace("\n", "").isprintable()


def test_no_login(call: Call, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a login nothing begins; the remedy is the environment, in the language of the reader."""
    monkeypatch.delenv("PIPELINE_CROSSREF_LOGIN")
    assert call("submit", lang="fr") == 2
    assert "PIPELINE_CROSSREF_LOGIN" in capsys.readouterr().err


@pytest.mark.parametrize("state", ["received", "sending"])
def test_notification(office: Desk, call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path, state: str) -> None:
    """A call of Crossref's is kept, its log is asked for, and nothing else is."""
    call("submit")
    submission = office.ledger.submission(1)
    if state == "sending":
        office.ledger.record(1, State.SENDING, attempt=1, file_name=submission.file_name)
    saved = tmp_path / "call"
    saved.write_text(_call(submission.batch_id), encoding="utf-8")
    capsys.readouterr()
    for _again in range(2):
        while call("status", "--notification", str(saved), "--json") or (listed := _json(capsys))[0]["state"] in OPEN:
            time.sleep(0.05)
        assert [(one["doi"], one["state"]) for one in listed] == [("10.5555/a", "registered")]
    said = [event for event in office.ledger.events(1) if "“estuaire”" in str(event.message)]
    assert said
    assert said[-1].state.value in OPEN
    assert "secret-path" not in "".join(office.ledger.export())
    assert call("status", "--offline", "--json") == 0
    assert _json(capsys)[1]["state"] == "received"


def _call(batch_id: str) -> str:
    url = "https://doi.crossref.org/secret-path"
    headers = {"NOTIFY-ENDPOINT": "estuaire", "EXTERNAL-ID": batch_id, "INTERNAL-ID": "7", "RETRIEVE-URL": url}
    return "".join(f"Crossref-{name.title()}: {value}\n" for name, value in headers.items())


def test_notifications_that_are_none(
    office: Desk, call: Call, capsys: pytest.CaptureFixture[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is no call, or about nothing that was sent, is told; nothing is asked."""
    office.submitter.prepare(SubmitOptions(office.out))
    saved = tmp_path / "call"
    for text, code, words in [
        (_call("another"), 1, "“another”, of which nothing was sent"),
        (_call(office.ledger.submission(1).batch_id), 1, "of which nothing was sent"),
        ("hello", 1, "cannot be understood"),
        (_call("x").replace("doi.crossref.org", "example.org"), 1, "not one of Crossref"),
    ]:
        saved.write_text(text, encoding="utf-8")
        assert call("status", "--notification", str(saved)) == code
        assert words in capsys.readouterr().err
    assert call("status", "--notification", str(tmp_path / "none")) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert call("status", "--notification", str(saved), "--watch") == 2
    monkeypatch.setattr("sys.stdin", None)
    assert call("status", "--notification", "-") == 2
    assert "is closed" in capsys.readouterr().err
    assert not office.sandbox.submissions(10)


def test_references_and_conflicts(
    office: Desk, call: Call, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A reference that Crossref cannot take is told and explained, and so is the other DOI of a conflict."""
    citations = '<citation_list><citation key="ref3"><author>Doe</author><volume>3</volume></citation></citation_list>'
    article = paper._ARTICLE.replace("</doi_data>", f"</doi_data>{citations}")
    monkeypatch.setattr(paper, "_ARTICLE", article)
    write_output(office.out, [("one", "3", {"10.5555/a": "A"}), ("two", "4", {"10.5555/b": "A"})])
    assert call("submit", "--wait") == 0
    told = capsys.readouterr().err
    call("history", "10.5555/a")
    shown = capsys.readouterr().out
    for text in (told, shown):
        assert "Reference “ref3” cannot be matched with a DOI:\n" in text
        assert "Add the journal or the DOI to the reference." in text
    assert "has the same metadata as 10.5555/a:" in told
    assert call("status", "--offline", "--json") == 0
    assert _json(capsys)[1]["message"] == "Added with conflict (10.5555/a)"


def test_whose_words(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """What is ours is said in the language of the reader, and not put into Crossref's mouth."""
    office.faults(Kind.FORBIDDEN, 2)
    assert call("submit", lang="fr") == 1
    told = capsys.readouterr().err
    assert call("status", "--offline", lang="fr") == 1
    shown = capsys.readouterr().out
    for text in (told, shown):
        assert text.count("127.0.0.1 répond par le code HTTP 403.") == 2
        assert "Crossref" not in text.replace("par Crossref", "")


def test_status_of_what_was_not_sent(
    office: Desk, call: Call, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A login is needed only where there is something to ask."""
    office.submitter.prepare(SubmitOptions(office.out))
    monkeypatch.delenv("PIPELINE_CROSSREF_LOGIN")
    assert call("status", "--json") == 0
    assert {one["state"] for one in _json(capsys)} == {"prepared"}


def test_wrong_password(call: Call, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A login page with status 200 is no success."""
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", "wr0ng")
    assert call("submit") == 6
    said = capsys.readouterr().err
    assert "does not take the login or the password" in said
    assert "wr0ng" not in said
    assert call("status", "--offline") == 0
    said = capsys.readouterr().err
    assert "2 DOIs were not sent yet: “python -m pipeline submit” sends them." in said
    monkeypatch.setenv("PIPELINE_CROSSREF_PASSWORD", PASSWORD)
    assert call("submit", "--wait") == 1  # the one that was prepared is sent, and the bad one fails


def test_server_not_there(office: Desk, capsys: pytest.CaptureFixture[str]) -> None:
    """Nobody listens."""
    assert main(["submit", "--out", str(office.out), "--endpoint", "http://127.0.0.1:9"]) == 6
    assert "cannot be reached" in capsys.readouterr().err


def test_addresses_that_cannot_be(capsys: pytest.CaptureFixture[str]) -> None:
    """Two servers, or a password that would go in the clear."""
    assert main(["status", "--test", "--endpoint", "http://127.0.0.1:9"]) == 2
    assert main(["status", "--endpoint", "http://example.org"]) == 2
    assert main(["status", "--endpoint", "https://me:s3cret@example.org"]) == 2
    assert "s3cret" not in capsys.readouterr().err


def test_refused(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that the server does not take is told as such."""
    office.faults(Kind.FORBIDDEN)
    assert call("submit") == 1
    assert "not taken by Crossref" in capsys.readouterr().err
    assert call("status", "--offline") == 1
    assert "1 DOI is not registered: mend the record, build, and submit again" in capsys.readouterr().err


def test_uncertain(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """Who asks is told how a file that never arrived is sent again."""
    office.faults(Kind.SERVER_ERROR)
    assert call("submit") == 0
    capsys.readouterr()
    assert call("status", "--offline") == 0
    assert "Whether 1 DOI has arrived is not known yet: “python -m pipeline submit”" in capsys.readouterr().err


def test_another_server(office: Desk, call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """Who forgets to name the server is told of that which the ledger knows."""
    call("submit", "--wait")
    capsys.readouterr()
    assert main(["--lang", "en", "status", "--offline"]) == 0
    said = capsys.readouterr().err
    assert "Nothing was submitted to https://doi.crossref.org yet." in said
    assert f"knows of submissions to {office.endpoint.base_url}: name the server with --endpoint." in said


def test_nothing_was_submitted(call: Call, capsys: pytest.CaptureFixture[str]) -> None:
    """An empty ledger is no error."""
    assert call("status") == 0
    assert "Nothing was submitted" in capsys.readouterr().err
    assert call("status", "--json") == 0
    assert _json(capsys) == []
