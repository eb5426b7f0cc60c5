"""The whole way, against the sandbox: what is sent, what is not, and what becomes of it."""

import json
import logging
import os
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from pipeline.errors import LoginRefused, UsageError
from pipeline.findings import Finding
from pipeline.ledger import Ledger, State, open_ledger
from pipeline.manifest import NAME, write
from pipeline.manifest.rows import FileRow
from pipeline.sandbox.faults import Kind
from pipeline.submission.comparing import Change, Difference, differences
from pipeline.submission.options import SubmitOptions
from pipeline.submission.resubmitting import Resubmitter
from pipeline.submission.timing import GRACE
from tests.building.support import run
from tests.sources import MODIFIED, article, write_journal, write_json
from tests.submission.paper import write_output
from tests.submission.support import PASSWORD, Desk, desk

DOIS = {"10.5555/a", "10.5555/b"}


@pytest.fixture
def office(tmp_path: Path, official: None) -> Iterator[Desk]:  # noqa: ARG001 - the schemas are there then
    """A build of two articles, a ledger, a sandbox."""
    write_journal(tmp_path / "metadata", "a", "b")
    with desk(tmp_path) as made:
        _build(made)
        yield made


def _build(office: Desk) -> Path:
    run(office.out.parent / "metadata", out=office.out, groups=("crossref",))
    return next(office.out.rglob("deposit-*.xml"))


def _change(office: Desk, later: float = 60, **changes: object) -> None:
    path = office.out.parent / "metadata" / "articles" / "b.json"
    write_json(path, article("b", **changes), MODIFIED + later)


def test_registered(office: Desk) -> None:
    """Every DOI is registered, by the very bytes of the build, and the ledger has what was said."""
    assert office.submit().prepared == 1
    assert office.states() == dict.fromkeys(DOIS, "registered")
    submission = office.ledger.submission(1)
    built = next(office.out.rglob("deposit-*.xml")).read_bytes()
    assert (
        office.ledger.content(submission.sha256)
        == built
        == office.sandbox.contents("role", file_name=submission.file_name)
    )
    assert [event.state for event in office.ledger.events(1)][:3] == [State.PREPARED, State.SENDING, State.RECEIVED]
    assert {outcome.message for outcome in office.ledger.outcomes(1)} == {"Successfully added"}


def test_not_sent_twice(office: Desk) -> None:
    """What is registered is left, even when it was built anew at another time; unless asked."""
    office.submit()
    os.utime(office.out.parent / "metadata/articles/a.json", (MODIFIED + 60, MODIFIED + 60))
    _build(office)
    assert office.submit().unchanged == 1
    assert set(office.accepted().values()) == {1}
    assert office.submit(again=True).prepared == 1
    assert set(office.accepted().values()) == {2}


def test_changes(office: Desk) -> None:
    """A record that was changed is a difference, and is sent; its neighbours go with it."""
    endpoint = office.endpoint.base_url
    listed = list(differences(office.ledger, endpoint, office.out))
    assert {(one.doi, one.change) for one in listed if isinstance(one, Difference)} == {
        (doi, Change.NEW) for doi in DOIS
    }
    office.submit()
    assert list(differences(office.ledger, endpoint, office.out)) == []
    _change(office, title={"en": "Changed", "fr": "Changé"})
    _build(office)
    listed = list(differences(office.ledger, endpoint, office.out))
    assert [(one.doi, one.change) for one in listed if isinstance(one, Difference)] == [("10.5555/b", Change.CHANGED)]
    assert office.submit().prepared == 1
    assert office.states() == dict.fromkeys(DOIS, "registered")


def test_old_timestamp(office: Desk) -> None:
    """A changed record with an older timestamp is not sent; with a renewed one it is."""
    office.submit()
    _change(office, 0, title={"en": "Changed", "fr": "Changé"})
    path = _build(office)
    assert office.submit().refused == 1
    assert [finding.code for finding in office.heard.findings] == ["deposit-timestamp-old"]
    assert office.submit(restamp=True).prepared == 1
    assert office.states() == dict.fromkeys(DOIS, "registered")
    assert {entry.timestamp[:8] for entry in office.ledger.current(office.endpoint.base_url)} == {"20261126"}
    assert b"20260101000000500" in path.read_bytes()


def test_what_is_not_sent(office: Desk, tmp_path: Path) -> None:
    """A file that was changed, one that no build has made, one that is no deposit, none at all."""
    path = _build(office)
    stranger = tmp_path / "stranger.xml"
    stranger.write_bytes(path.read_bytes() + b"\n")
    path.write_bytes(path.read_bytes().replace(b"On a", b"On x"))
    office.submit()
    office.submit(path)
    office.submit(stranger)
    office.submit(tmp_path / "nothing.xml")
    assert [finding.code for finding in office.heard.findings] == [
        "deposit-changed",
        "deposit-not-in-manifest",
        "deposit-not-in-manifest",
        "deposit-unreadable",
    ]
    assert office.accepted() == {}
    with pytest.raises(UsageError):
        office.submitter.prepare(SubmitOptions(tmp_path / "elsewhere"))


def test_endless_doi(office: Desk) -> None:
    """A DOI that no database of ledgers could index is told; no schema looks at lists of addresses."""
    content = f"H:email=a@example.org;fromPrefix=10.5555;toPrefix=10.5555\n10.5555/{'é' * 1100}\thttps://example.org/\n"
    path = office.out / "urls.txt"
    path.write_text(content)
    row = FileRow("urls.txt", sha256(path.read_bytes()).hexdigest(), 1, "text/plain", "urls", "urls", "", "", (), ())
    with (office.out / NAME).open("w") as stream:
        write([row], (), stream)
    assert office.submit(path).refused == 1
    assert [finding.code for finding in office.heard.findings] == ["deposit-doi-long"]


def test_clock_set_back(office: Desk) -> None:
    """What was sent by a clock that was wrong by a year is not waited for until the year is over."""
    office.faults(Kind.BROKEN_BEFORE)
    office.clock.sleep(365 * 86400)
    with office.client() as client:
        options = SubmitOptions(office.out, first_wait=30)
        office.submitter.prepare(options)
        office.submitter.deliver(client, options)
    office.clock.sleep(-365 * 86400)
    office.submit()
    assert office.states() == dict.fromkeys(DOIS, "registered")


@pytest.mark.parametrize("kind", list(Kind))
def test_faults(office: Desk, kind: Kind) -> None:
    """Whatever goes wrong once, each DOI is registered exactly once, or is told to be refused."""
    office.faults(kind)
    try:
        office.submit()
    except LoginRefused:
        assert kind is Kind.LOGIN_PAGE
    if kind is Kind.OUT_OF_ORDER:  # it waits for another file
        _change(office, 60, title={"en": "Changed", "fr": "Changé"})
        _build(office)
        office.submit()
    elif kind is not Kind.FORBIDDEN:
        office.submit()
    if kind is Kind.FORBIDDEN:
        assert office.ledger.submission(1).state is State.REFUSED
        assert office.accepted() == {}
    else:
        assert set(office.states().values()) == {"registered"}
    if kind is not Kind.OUT_OF_ORDER:
        assert set(office.accepted().values()) <= {1}


def test_busy_for_long(office: Desk) -> None:
    """A server that is out of service leaves the file prepared; the next run sends it."""
    office.faults(Kind.UNAVAILABLE, 10)
    with pytest.raises(Exception, match="out of service"):
        office.submit()
    assert office.ledger.submission(1).state is State.PREPARED
    office.sandbox.faults.clear()
    office.submit()
    assert set(office.states().values()) == {"registered"}
    assert set(office.accepted().values()) == {1}


def test_watching_ends(office: Desk) -> None:
    """Who only asks does not wait for ever for a file that never arrived; the next submission sends it again."""
    office.faults(Kind.SERVER_ERROR)
    office.submit(wait=False)
    assert set(office.states().values()) == {"unknown"}
    start = office.clock.now()
    with office.client() as client:
        options = SubmitOptions(office.out, wait=True, limit=86_400, first_wait=30)
        assert office.submitter.deliver(client, options, may_send=False) == 1
    assert (office.clock.now() - start).total_seconds() < 2 * GRACE
    office.submit()
    assert office.states() == dict.fromkeys(DOIS, "registered")


def test_attempt_that_did_not_arrive(office: Desk) -> None:
    """Nobody waits for the log of an attempt whose login was refused, though the next is refused as too old."""
    options = SubmitOptions(office.out, wait=True, limit=7200, first_wait=30)
    with open_ledger(str(office.out.parent / "second.sqlite"), clock=office.clock.now) as second:
        first, office.ledger = office.ledger, second
        office.submitter.prepare(options)
        with office.client("wr0ng") as client, pytest.raises(LoginRefused):
            office.submitter.deliver(client, options)
        office.ledger = first
        office.submit()
        office.ledger = second
        office.submit()
        assert office.states() == dict.fromkeys(DOIS, "failed")


def test_resubmitted(tmp_path: Path, official: None) -> None:  # noqa: ARG001 - the schemas are there then
    """A DOI of a prefix that the login lacks fails, for the reason told; once it is mended, it is sent again."""
    write_journal(tmp_path / "metadata", "a", "b")
    with desk(tmp_path, prefixes=("10.1234",)) as office:
        _build(office)
        office.submit()
        assert set(office.states().values()) == {"failed"}
    (tmp_path / "sandbox.sqlite").rename(tmp_path / "old")
    with desk(tmp_path) as office:
        endpoint = office.endpoint.base_url
        _build(office)
        office.submit()
        assert set(office.states().values()) == {"registered"}
        assert Resubmitter(office.ledger, endpoint, office.clock.now).chosen(()) == ()


def test_resubmitting(office: Desk) -> None:
    """What failed goes again with the same content and higher timestamps; what has been replaced does not."""
    office.faults(Kind.FORBIDDEN)
    office.submit()
    resubmitter = Resubmitter(office.ledger, office.endpoint.base_url, office.clock.now)
    (failed,) = resubmitter.chosen(())
    assert resubmitter.chosen(("10.5555/A",)) == (failed,)
    resubmitter.prepare(failed)
    with office.client() as client:
        office.submitter.deliver(client, SubmitOptions(office.out, wait=True, limit=7200, first_wait=1))
    assert office.states() == dict.fromkeys(DOIS, "registered")
    assert int(office.ledger.submission(2).timestamp) > int(failed.timestamp)
    assert resubmitter.chosen(()) == ()


def test_resubmitting_what_was_overtaken(office: Desk) -> None:
    """A deposit that failed for one DOI is not sent again over what was deposited of another one since."""
    endpoint = office.endpoint.base_url
    write_output(office.out, [("one", "20260101000000000", {"10.9999/a": "Alien", "10.5555/b": "First"})])
    office.faults(Kind.FORBIDDEN)
    office.submit()
    write_output(office.out, [("two", "20260102000000000", {"10.5555/b": "Second"})])
    office.submit()
    resubmitter = Resubmitter(office.ledger, endpoint, office.clock.now)
    (failed,) = resubmitter.chosen(())
    decision = resubmitter.prepare(failed)
    assert isinstance(decision, Finding)
    assert decision.code == "deposit-overtaken"
    assert office.ledger.open_ids(endpoint) == ()


def test_renewed_while_another_submits(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """A timestamp that somebody else goes beyond meanwhile is renewed again."""
    write_output(office.out, [("one", "20260101000000000", {"10.5555/j": "J", "10.5555/a": "A"})])
    office.submit()
    asked = Ledger.highest_timestamps
    others = iter(("20991231000000000", "20991231000000009"))

    def overtaken(self: Ledger, endpoint: str, *dois: str) -> dict[str, str]:
        known = asked(self, endpoint, *dois)
        if other := next(others, ""):
            title = {"10.5555/j": "J", "10.5555/x": other}
            write_output(office.out.parent / other, [(other, other, title)])
            office.submitter.prepare(SubmitOptions(office.out.parent / other))
        return known

    monkeypatch.setattr(Ledger, "highest_timestamps", overtaken)
    assert office.submit(restamp=True, again=True).prepared == 1
    assert office.heard.findings == []


def test_the_password_is_nowhere(office: Desk, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """After a run with every fault, no file, log or exception has the password, in any spelling."""
    caplog.set_level(logging.DEBUG)
    texts = []
    for kind in (Kind.ECHO, Kind.LOGIN_PAGE, Kind.BROKEN_AFTER, Kind.TRUNCATED):
        office.faults(kind)
        try:
            office.submit(restamp=True, again=True)
        except LoginRefused as error:
            texts.append(repr(error))
    office.sandbox.close()
    spellings = (PASSWORD, "s3cret%20%26", "s3cret+%26", "s3cret &amp;", json.dumps(PASSWORD))
    left = [path.read_bytes() for path in tmp_path.rglob("*") if path.is_file() and "sandbox" not in path.name]
    everything = b"\n".join(left) + "\n".join((*texts, caplog.text)).encode()
    assert len(left) > 3
    for spelling in spellings:
        assert spelling.encode() not in everything
    exported = "\n".join(office.ledger.export())
    assert "s3cret" not in exported


@pytest.mark.parametrize("word", ["10.5555", "successfully", "Success", "completed", "doi"])
def test_passwords_that_are_words(tmp_path: Path, official: None, word: str) -> None:  # noqa: ARG001
    """A password that stands in what Crossref says of a deposit does no harm to it."""
    write_journal(tmp_path / "metadata", "a", "b")
    with desk(tmp_path, password=word) as office, office.client(word) as client:
        _build(office)
        options = SubmitOptions(office.out, wait=True, limit=7200, first_wait=30)
        office.submitter.prepare(options)
        assert office.submitter.deliver(client, options) == 0
        assert office.states() == dict.fromkeys(DOIS, "registered")
        assert {outcome.message for outcome in office.ledger.outcomes(1)} == {"Successfully added"}


def test_hashes_are_of_the_manifest(office: Desk) -> None:
    """The ledger knows which file of the manifest was sent."""
    office.submit()
    path = next(office.out.rglob("deposit-*.xml"))
    assert office.ledger.submission(1).source_sha256 == sha256(path.read_bytes()).hexdigest()
