"""Submission logs of every shape, and what is none."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.deposits.receipt import (
    BatchStatus,
    Citation,
    CitationStatus,
    Counts,
    NotAReceipt,
    Receipt,
    Record,
    RecordStatus,
    read_receipt,
)
from pipeline.deposits.receipt_writing import write_receipt

_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'


def _log(inner: str, attributes: str = 'status="completed" sp="cs3"') -> bytes:
    return f"{_HEAD}<doi_batch_diagnostic {attributes}>{inner}</doi_batch_diagnostic>".encode()


def _record(inner: str, attributes: str = 'status="Success"') -> Record:
    receipt = read_receipt(_log(f"<record_diagnostic {attributes}>{inner}</record_diagnostic>"))
    return receipt.records[0]


def test_queued() -> None:
    """While it waits, a file has an id and no batch id; lines may end as on Windows."""
    log = _log("\r\n<submission_id>1415653976</submission_id>\r\n<batch_id />\r\n", 'status="queued"')
    assert read_receipt(log) == Receipt(BatchStatus.QUEUED, "1415653976", "", (), None)


@pytest.mark.parametrize("status", ["in_process", "unknown_submission"])
def test_not_done(status: str) -> None:
    """Neither is final."""
    receipt = read_receipt(_log("", f'status="{status}"'))
    assert receipt.status == status
    assert not receipt.is_final


def test_completed() -> None:
    """Counts and records; a file may be done with nothing in it."""
    counts = "".join(f"<{name}_count>{n}</{name}_count>" for n, name in enumerate(("record", "success", "warning")))
    log = _log(f"<batch_data>{counts}<failure_count>3</failure_count></batch_data>")
    receipt = read_receipt(log)
    assert receipt.is_final
    assert receipt.host == "cs3"
    assert receipt.counts == Counts(0, 1, 2, 3)
    assert receipt.records == ()


def test_without_status() -> None:
    """Old logs have no status; with records they are done, without anything nobody knows."""
    assert read_receipt(_log('<record_diagnostic status="Success"/>', "")).is_final
    with pytest.raises(NotAReceipt):
        read_receipt(_log("", ""))


def test_citations() -> None:
    """References, matched, kept, and not understood; or put off."""
    record = _record(
        "<doi>10.5555/a</doi><msg>Successfully updated</msg><citations_diagnostic>"
        '<citation key="r1" status="resolved_reference">10.1590/x</citation><citation key="r2" status="stored_query"/>'
        '<citation key="r3" status="error">Either</citation><citation key="r4" status="new"/></citations_diagnostic>'
    )
    assert record.citations == (
        Citation("r1", CitationStatus.RESOLVED, "10.1590/x"),
        Citation("r2", CitationStatus.STORED, ""),
        Citation("r3", CitationStatus.ERROR, "Either"),
        Citation("r4", "new", ""),
    )
    assert _record('<doi>10.5555/a</doi><citations_diagnostic deferred="77"/>').citations_deferred == "77"


def test_conflict() -> None:
    """A conflict names the other DOIs, and those that it resolves."""
    record = _record(
        "<doi>10.5555/DOI2</doi><msg>Added with conflict</msg><conflict_id>134</conflict_id>"
        "<dois_in_conflict><doi>10.5555/DOI1</doi></dois_in_conflict>"
        "<resolved_conflict_ids>17,21</resolved_conflict_ids>",
        'status="Warning"',
    )
    assert record.status is RecordStatus.WARNING
    assert (record.conflict_id, record.dois_in_conflict) == ("134", ("10.5555/DOI1",))
    assert record.resolved_conflict_ids == ("17", "21")


@pytest.mark.parametrize(
    ("doi", "subject"),
    [
        ("<doi/>", ""),
        ("", ""),
        ("<doi>DOI not found</doi>", "DOI not found"),
        ("<doi>all doi's under the current journal element</doi>", "all doi's under the current journal element"),
    ],
)
def test_no_doi(doi: str, subject: str) -> None:
    """Some records are about no single DOI."""
    record = _record(f"{doi}<msg>\nError: cvc-x\nError: cvc-y\n</msg>", 'status="Failure" msg_id="22"')
    assert (record.doi, record.subject, record.msg_id) == ("", subject, 22)
    assert record.message == "Error: cvc-x\nError: cvc-y"


def test_several_records_of_a_doi() -> None:
    """A DOI may come several times, in any case of its letters."""
    one = '<record_diagnostic status="Success"><doi>10.5555/{}</doi></record_diagnostic>'
    receipt = read_receipt(_log(one.format("a") + one.format("A") + one.format("b")))
    assert len(receipt.for_doi("10.5555/a")) == 2
    assert receipt.for_doi("10.5555/c") == receipt.whole_file == ()


def test_conflict_file() -> None:
    """The log of a conflict file has another shape."""
    record = _record('<conflict status="Success" ids="1,2"><msg>Marked as alias</msg></conflict>', 'doi="10.5555/a"')
    assert (record.doi, record.status, record.message) == ("10.5555/a", RecordStatus.SUCCESS, "Marked as alias")


def test_unknown_status_is_no_success() -> None:
    """What nobody knows does not count as registered."""
    assert _record("<doi>10.5555/a</doi>", 'status="Splendid"').status is RecordStatus.FAILURE
    assert _record("<doi>10.5555/a</doi>", "").status is RecordStatus.FAILURE
    with pytest.raises(NotAReceipt):
        read_receipt(_log("", 'status="splendid"'))


_WHOLE = _log('<record_diagnostic status="Success"><doi>10.5555/a</doi></record_diagnostic>')


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"", "not-xml"),
        (b"\x00\xff", "not-xml"),
        (b"Service unavailable", "not-xml"),
        (b"\n\n<html><body>Welcome to Crossref</body></html>", "login-page"),
        (b"<!DOCTYPE html><p>Sorry", "html"),
        (b"<HTML>", "html"),
        (b"<other/>", "other-root"),
        (b'<x:doi_batch_diagnostic xmlns:x="u" status="completed"/>', "other-root"),
        (b'<!DOCTYPE doi_batch_diagnostic [<!ENTITY e "x">]><doi_batch_diagnostic status="completed"/>', "other-root"),
        (b'<?xml version="1.0" encoding="utf-7"?><doi_batch_diagnostic status="completed"/>', "not-xml"),
        *((_WHOLE[:end], "truncated") for end in range(60, len(_WHOLE) - 1, 7)),
        (b"<doi_batch_diagnostic>" + b"<a>" * 100_000, "truncated"),
    ],
)
def test_none(content: bytes, kind: str) -> None:
    """Anything else is told apart, and a part of a log is never one."""
    with pytest.raises(NotAReceipt) as caught:
        read_receipt(content)
    assert caught.value.kind == kind


_TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="\ufffe\uffff"))
_STRIPPED = _TEXT.map(str.strip)
_PART = st.text(string.ascii_letters + string.digits, min_size=1)
_RECORDS = st.builds(
    Record,
    status=st.sampled_from(RecordStatus),
    doi=_PART.map("10.5555/{}".format),
    message=_STRIPPED,
    msg_id=st.none() | st.integers(0, 10**6),
    conflict_id=_PART,
    dois_in_conflict=st.lists(_PART.map("10.5555/{}".format)).map(tuple),
    resolved_conflict_ids=st.lists(_PART).map(tuple),
    citations=st.lists(st.builds(Citation, _PART, st.sampled_from(CitationStatus), _STRIPPED)).map(tuple),
    citations_deferred=st.just("") | _PART,
)
_COUNT = st.integers(0, 10**9)


@given(
    st.builds(
        Receipt,
        st.sampled_from(BatchStatus),
        _PART,
        _STRIPPED,
        st.lists(_RECORDS).map(tuple),
        st.none() | st.builds(Counts, _COUNT, _COUNT, _COUNT, _COUNT),
        _PART,
    )
)
def test_written_and_read(receipt: Receipt) -> None:
    """What is written is read as the same."""
    assert read_receipt(write_receipt(receipt)) == receipt


def test_unwritable_characters() -> None:
    """A character that XML cannot hold is replaced."""
    receipt = Receipt(BatchStatus.QUEUED, "1", "a\x00b", (), None)
    assert read_receipt(write_receipt(receipt)).batch_id == "a\ufffdb"
