"""What the ledger takes, and what it gives back."""

import base64
import hashlib
import json
from dataclasses import replace

import pytest

from pipeline.ledger import (
    AlreadyCompleted,
    CitationOutcome,
    DoiEntry,
    DoiState,
    Ledger,
    NoSuchEntry,
    OnItsWay,
    Outcome,
    Overtaken,
    State,
    Submission,
    TooOld,
    Unchanged,
)
from tests.ledger.support import ENDPOINT, METADATA, finish, new, taken

OTHER = "https://doi.crossref.org"


def test_prepared(ledger: Ledger) -> None:
    """A submission is kept as it was given, and is open."""
    what = new("100", "10.5555/a", "10.5555/B")
    found = taken(ledger, what)
    assert (found.state, found.attempt, found.file_name) == (State.PREPARED, 0, "")
    assert (found.path, found.batch_id, found.digest, found.dois) == (what.path, what.batch_id, what.digest, what.dois)
    assert ledger.content(found.sha256) == what.content
    assert ledger.submission(found.id) == found
    assert ledger.open_submissions(ENDPOINT) == (found,)
    assert ledger.open_submissions(OTHER) == ()
    assert found.prepared_at == found.last_event_at
    assert found.prepared_at.utcoffset() is not None


def test_on_its_way(ledger: Ledger) -> None:
    """What is not done yet is not taken up a second time, whatever its timestamp; nor by ``again``."""
    first = taken(ledger, new("100"))
    assert ledger.prepare(new("200")) == OnItsWay(first)
    assert ledger.prepare(new("200"), again=True) == OnItsWay(first)


def test_rehearsed(ledger: Ledger) -> None:
    """A rehearsal decides the same, and leaves the ledger as it is."""
    before = list(ledger.export())
    assert ledger.prepare(new("100"), rehearse=True)
    assert list(ledger.export()) == before
    first = taken(ledger, new("100"))
    assert ledger.prepare(new("200"), rehearse=True) == OnItsWay(first)


def test_unchanged(ledger: Ledger) -> None:
    """What was registered last is not sent again, unless it is asked for."""
    first = taken(ledger, new("100"))
    finish(ledger, first, DoiState.WARNING)
    found = ledger.prepare(new("200"))
    assert isinstance(found, Unchanged)
    assert found.submission.id == first.id
    assert taken(ledger, new("200"), again=True).id > first.id


def test_unchanged_is_of_one_server_and_operation(ledger: Ledger) -> None:
    """What the test server has, the real one has not; and one operation says nothing of another."""
    finish(ledger, taken(ledger, new("100")))
    taken(ledger, new("100", endpoint=OTHER))
    taken(ledger, new("200", operation="doDOICitUpload"))


def test_changed_back(ledger: Ledger) -> None:
    """What was registered once, but not last, is sent."""
    finish(ledger, taken(ledger, new("100", text="one")))
    finish(ledger, taken(ledger, new("200", text="two")))
    taken(ledger, new("300", text="one"))


def test_failed_is_not_unchanged(ledger: Ledger) -> None:
    """What failed is sent again; what was registered before it still counts."""
    finish(ledger, taken(ledger, new("100", text="one")))
    finish(ledger, taken(ledger, new("200", text="two")), DoiState.FAILED)
    assert isinstance(ledger.prepare(new("300", text="one")), Unchanged)
    taken(ledger, new("300", text="two"))


def test_last_by_timestamp(ledger: Ledger) -> None:
    """Answers that come in the wrong order do not make the older content the last one."""
    first, second = taken(ledger, new("100", text="one")), taken(ledger, new("200", text="two"))
    finish(ledger, second)
    finish(ledger, first)
    assert ledger.last_registered(ENDPOINT, METADATA, "10.5555/A") == {"10.5555/A": second.dois[0]}
    assert isinstance(ledger.prepare(new("300", text="two")), Unchanged)


def test_unchanged_needs_every_doi(ledger: Ledger) -> None:
    """One new DOI makes the whole submission new."""
    finish(ledger, taken(ledger, new("100", "10.5555/a")))
    taken(ledger, new("200", "10.5555/a", "10.5555/b"))


def test_without_dois(ledger: Ledger) -> None:
    """A submission without DOIs is never unchanged."""
    what = new("100")
    bare = type(what)(ENDPOINT, METADATA, "p", "b", "100", "s", b"c", "d", ())
    finish(ledger, taken(ledger, bare))
    taken(ledger, bare)


@pytest.mark.parametrize("timestamp", ["100", "99", "00100"])
def test_too_old(ledger: Ledger, timestamp: str) -> None:
    """A timestamp must be above all that were used for a DOI, as a number; letters' case does not matter."""
    ledger.record(taken(ledger, new("100")).id, State.REFUSED, attempt=1)
    assert ledger.prepare(new(timestamp, "10.5555/b", "10.5555/A", text="two")) == TooOld("10.5555/A", "100")
    taken(ledger, new("1000", "10.5555/A", text="two"))
    assert ledger.highest_timestamps(ENDPOINT, "10.5555/a", "10.5555/b") == {"10.5555/A": "1000"}


def test_no_timestamps(ledger: Ledger) -> None:
    """Addresses are sent without timestamps; none is too old."""
    finish(ledger, taken(ledger, new("100")))
    taken(ledger, new("", text="urls", operation="doTransferDOIsUpload"))


def test_many_dois(ledger: Ledger) -> None:
    """More DOIs than one statement takes."""
    dois = tuple(f"10.5555/{number:05d}" for number in range(1203))
    first = taken(ledger, new("100", *dois))
    finish(ledger, first)
    assert isinstance(ledger.prepare(new("200", *dois)), Unchanged)
    assert [entry.doi for entry in first.dois] == list(dois)
    assert [entry.doi for entry in ledger.current(ENDPOINT)] == list(dois)


def test_doi_twice(ledger: Ledger) -> None:
    """A DOI that is there twice counts once, as its last entry."""
    assert taken(ledger, new("100", "10.5555/a", "10.5555/A")).dois[0].doi == "10.5555/A"


def test_events(ledger: Ledger) -> None:
    """What happened is given in its order, with the bytes that came; equal bytes are kept once."""
    id_ = taken(ledger, new()).id
    ledger.record(id_, State.SENDING, attempt=1, file_name="a.xml")
    ledger.record(id_, State.UNKNOWN, attempt=1, message="what\x00\ud800", content=b"\x00\xff")
    assert ledger.submission(id_).file_name == "a.xml"
    ledger.record(id_, State.SENDING, attempt=2, file_name="b.xml", content=b"\x00\xff")
    events = ledger.events(id_)
    assert [event.state for event in events] == [State.PREPARED, State.SENDING, State.UNKNOWN, State.SENDING]
    assert events[2].message == "what\ufffd?"
    assert ledger.content(events[2].content_sha256) == b"\x00\xff"
    assert events[1].content_sha256 == ""
    assert events[3].content_sha256 == hashlib.sha256(b"\x00\xff").hexdigest()
    found = ledger.submission(id_)
    assert (found.state, found.attempt, found.file_name) == (State.SENDING, 2, "b.xml")
    assert found.last_event_at == events[3].at > found.prepared_at
    assert sum('"table": "blob"' in line for line in ledger.export()) == 2


def test_complete(ledger: Ledger) -> None:
    """The end of a submission comes with its outcomes, once."""
    id_ = taken(ledger, new()).id
    outcomes = (Outcome("10.5555/A", DoiState.REGISTERED, "added", 4), Outcome("", DoiState.FAILED, "odd", None))
    citations = (CitationOutcome("10.5555/A", "ref1", "stored_query", "…"),)
    ledger.complete(id_, attempt=1, file_name="a.xml", content=b"<x/>", outcomes=outcomes, citations=citations)
    before = list(ledger.export())
    with pytest.raises(AlreadyCompleted):
        ledger.complete(id_, attempt=2, file_name="", content=b"other", outcomes=outcomes, citations=citations)
    with pytest.raises(AlreadyCompleted):
        ledger.record(id_, State.LOST, attempt=2)
    assert list(ledger.export()) == before
    assert ledger.outcomes(id_) == outcomes
    assert ledger.citations(id_) == citations
    assert ledger.submission(id_).state is State.COMPLETED
    assert ledger.open_submissions(ENDPOINT) == ()


def test_completion_needs_outcomes(ledger: Ledger) -> None:
    """Nothing is completed without saying what became of the DOIs."""
    with pytest.raises(ValueError, match="complete"):
        ledger.record(taken(ledger, new()).id, State.COMPLETED, attempt=1)


def test_turns_up_again(ledger: Ledger) -> None:
    """What was thought lost is open again when something is heard of it."""
    id_ = taken(ledger, new()).id
    ledger.record(id_, State.LOST, attempt=1)
    assert ledger.open_submissions(ENDPOINT) == ()
    ledger.record(id_, State.QUEUED, attempt=1)
    assert [found.id for found in ledger.open_submissions(ENDPOINT)] == [id_]


def test_no_such(ledger: Ledger) -> None:
    """What the ledger does not have is told."""
    for ask in (
        lambda: ledger.submission(7),
        lambda: ledger.content("0" * 64),
        lambda: ledger.record(7, State.LOST, attempt=1),
    ):
        with pytest.raises(NoSuchEntry):
            ask()
    assert ledger.last_registration(ENDPOINT, METADATA, "10.5555/a") is None
    assert ledger.last_registered(ENDPOINT, METADATA, "10.5555/a") == {}
    assert ledger.history("10.5555/a") == ()
    assert list(ledger.current(ENDPOINT)) == []


def test_history(ledger: Ledger) -> None:
    """A DOI's history names its own outcome, in order, on one server or all; letters' case does not matter."""
    first = taken(ledger, new("100", "10.5555/a", "10.5555/b"))
    finish(ledger, first)
    taken(ledger, new("200", "10.5555/A", text="two"))
    taken(ledger, new("100", "10.5555/a", endpoint=OTHER))
    states = [(entry.batch_id, entry.state) for entry in ledger.history("10.5555/A", ENDPOINT)]
    assert states == [
        ("batch-100", "prepared"),
        ("batch-100", "sending"),
        ("batch-100", "registered"),
        ("batch-200", "prepared"),
    ]
    entries = ledger.history("10.5555/a")
    assert len(entries) == 5
    assert [entry.at for entry in entries] == sorted(entry.at for entry in entries)
    assert entries[2].message == "Successfully added"
    assert entries[2].file_name == "batch-100.xml"
    current = [(entry.doi, entry.state, entry.timestamp) for entry in ledger.current(ENDPOINT)]
    assert current == [("10.5555/A", "prepared", "200"), ("10.5555/b", "registered", "100")]
    assert ledger.last_registration(ENDPOINT, METADATA, "10.5555/a") == ledger.submission(first.id)


def test_current_by_operation(ledger: Ledger) -> None:
    """What became of the address of a DOI does not hide what became of its record."""
    finish(ledger, taken(ledger, new("100", "10.5555/a", "10.5555/b")), DoiState.FAILED)
    finish(ledger, taken(ledger, new("", "10.5555/A", text="urls", operation="doTransferDOIsUpload")))
    taken(ledger, new("100", "10.5555/c", endpoint=OTHER))
    found = [(entry.doi, entry.operation, entry.state) for entry in ledger.current(ENDPOINT)]
    assert found == [
        ("10.5555/a", METADATA, "failed"),
        ("10.5555/A", "doTransferDOIsUpload", "registered"),
        ("10.5555/b", METADATA, "failed"),
    ]


def test_word_on_the_whole_file(ledger: Ledger) -> None:
    """What is said of the whole file holds for each DOI of which nothing is said."""
    id_ = taken(ledger, new("100", "10.5555/a", "10.5555/b")).id
    outcomes = [Outcome("", DoiState.FAILED, "bad XML", 29), Outcome("10.5555/b", DoiState.REGISTERED, "added", 4)]
    ledger.complete(id_, attempt=1, file_name="", content=b"x", outcomes=outcomes, citations=[])
    assert ledger.history("10.5555/a")[-1].state == DoiState.FAILED
    assert ledger.history("10.5555/b")[-1].message == "added"


def test_failed(ledger: Ledger) -> None:
    """Failures are given until a later submission takes up their DOIs, for the same operation."""
    failed = taken(ledger, new("100", "10.5555/a", "10.5555/b"))
    finish(ledger, failed, DoiState.FAILED)
    refused = taken(ledger, new("100", "10.5555/c"))
    ledger.record(refused.id, State.REFUSED, attempt=1)
    finish(ledger, taken(ledger, new("100", "10.5555/d")))
    finish(ledger, taken(ledger, new("100", "10.5555/e")), DoiState.SUPERSEDED)
    taken(ledger, new("200", "10.5555/a", "10.5555/c", text="r", operation="doDOICitUpload"))
    assert [found.id for found in ledger.failed_submissions(ENDPOINT)] == [failed.id, refused.id]
    taken(ledger, new("300", "10.5555/A", text="two"))
    assert [found.id for found in ledger.failed_submissions(ENDPOINT)] == [failed.id, refused.id]
    taken(ledger, new("300", "10.5555/b", "10.5555/c", text="three"))
    assert ledger.failed_submissions(ENDPOINT) == ()


def test_failed_without_a_word(ledger: Ledger) -> None:
    """A DOI that the server says nothing of is to be sent again like one that failed."""
    silent = taken(ledger, new("100", "10.5555/a"))
    finish(ledger, silent, DoiState.UNCONFIRMED)
    assert [found.id for found in ledger.failed_submissions(ENDPOINT)] == [silent.id]


def test_export(ledger: Ledger) -> None:
    """All that is in the ledger can be read without it, bytes and all, also while it is written to."""
    first = taken(ledger, new("100"))
    lines = ledger.export()
    rows = [json.loads(next(lines))]
    finish(ledger, first)
    rows += [json.loads(line) for line in lines]
    assert [row["table"] for row in rows] == [
        "ledger_version",
        "blob",
        "submission",
        "event",
        "open_submission",
        "submission_doi",
    ]
    assert base64.b64decode(rows[1]["content"]) == b"one 100"
    assert rows[3]["at"] == first.prepared_at.isoformat(timespec="microseconds")
    tables = {json.loads(line)["table"] for line in ledger.export()}
    assert "outcome" in tables
    assert "open_submission" not in tables
    assert all(line.isascii() and line.isprintable() for line in ledger.export())  # in any encoding, on any terminal


def test_doi_entry_found(ledger: Ledger) -> None:
    """What a DOI was registered with is found."""
    finish(ledger, taken(ledger, new("100")))
    (found,) = ledger.last_registered(ENDPOINT, METADATA, "10.5555/A").values()
    assert isinstance(found, DoiEntry)


def test_changed_back_meanwhile(ledger: Ledger) -> None:
    """What is registered, or on its way, is sent again where something else is on its way since."""
    finish(ledger, taken(ledger, new("100", text="one")))
    second = taken(ledger, new("200", text="two"))
    third = taken(ledger, new("300", text="one"))
    assert ledger.prepare(new("400", text="one")) == OnItsWay(third)
    fourth = taken(ledger, new("400", text="two"))
    finish(ledger, second)
    assert ledger.prepare(new("500", text="two"), again=True) == OnItsWay(fourth)
    ledger.record(third.id, State.REFUSED, attempt=1)
    ledger.record(fourth.id, State.REFUSED, attempt=1)
    assert isinstance(ledger.prepare(new("500", text="two")), Unchanged)


def test_on_its_way_in_parts(ledger: Ledger) -> None:
    """A file whose DOIs are registered or on their way with this content, each in another file, is not sent."""
    finish(ledger, taken(ledger, new("100", "10.5555/a")))
    second = taken(ledger, new("100", "10.5555/b"))
    assert ledger.prepare(new("200", "10.5555/a", "10.5555/b")) == OnItsWay(second)
    taken(ledger, new("200", "10.5555/a", "10.5555/b"), again=True)


def test_parts_replaced_by_the_whole(ledger: Ledger) -> None:
    """A part that was registered is sent again once the whole record was deposited with other content after it."""
    part = replace(new("", text="part", operation="doDOICitUpload"), within=METADATA)
    finish(ledger, taken(ledger, new("100", text="one")))
    finish(ledger, taken(ledger, part))
    assert isinstance(ledger.prepare(part), Unchanged)
    finish(ledger, taken(ledger, new("200", text="one"), again=True))
    assert isinstance(ledger.prepare(part), Unchanged)
    assert isinstance(ledger.prepare(new("300", text="one")), Unchanged)
    finish(ledger, taken(ledger, new("300", text="two")))
    finish(ledger, taken(ledger, part))
    assert isinstance(ledger.prepare(part), Unchanged)


def test_repeated(ledger: Ledger) -> None:
    """A submission that failed for one DOI is repeated, but not over what was deposited after it."""
    first = taken(ledger, new("100", "10.5555/a", "10.5555/b", text="one"))
    _finish_in_part(ledger, first)
    third = taken(ledger, new("200", "10.5555/b", text="two"))
    again = new("300", "10.5555/a", "10.5555/b", text="one")
    assert ledger.prepare(again, again=True, repeats=first.id) == Overtaken("10.5555/b")
    ledger.record(third.id, State.REFUSED, attempt=1)
    second = ledger.prepare(again, again=True, repeats=first.id)
    assert isinstance(second, Submission)
    assert ledger.prepare(again, again=True, repeats=first.id) == OnItsWay(second)
    finish(ledger, second)
    assert isinstance(ledger.prepare(replace(again, timestamp="400"), again=True, repeats=first.id), Unchanged)


def test_repeated_part(ledger: Ledger) -> None:
    """A part is repeated after the first deposit of the whole, not after one that changed it."""
    part = replace(new("", text="part", operation="doDOICitUpload"), within=METADATA)
    first = taken(ledger, part)
    finish(ledger, first, DoiState.FAILED)
    finish(ledger, taken(ledger, new("100", text="one")))
    second = ledger.prepare(part, again=True, repeats=first.id)
    assert isinstance(second, Submission)
    finish(ledger, second, DoiState.FAILED)
    finish(ledger, taken(ledger, new("200", text="two")))
    assert ledger.prepare(part, again=True, repeats=second.id) == Overtaken("10.5555/a")


def _finish_in_part(ledger: Ledger, submission: Submission) -> None:
    """Complete a submission whose first DOI fails."""
    states = (DoiState.FAILED, *[DoiState.REGISTERED] * (len(submission.dois) - 1))
    outcomes = [Outcome(entry.doi, state, "", None) for entry, state in zip(submission.dois, states, strict=True)]
    ledger.complete(submission.id, attempt=1, file_name="", content=b"x", outcomes=outcomes, citations=[])
