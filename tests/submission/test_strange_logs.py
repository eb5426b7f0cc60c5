"""What Crossref may answer in place of the log of a deposit, and what is in a log that should not be."""

from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from pipeline.deposits.client import CrossrefClient
from pipeline.deposits.credentials import Credentials, Secret
from pipeline.deposits.endpoint import Endpoint
from pipeline.ledger import Ledger, State, open_ledger
from pipeline.submission.options import SubmitOptions
from pipeline.submission.outcomes import LONGEST, NO_LOG, OF_ANOTHER, SILENT
from pipeline.submission.submitting import Submitter
from tests.submission.paper import write_output
from tests.submission.support import Hearing, Waiting

ENDPOINT = Endpoint("https://test.crossref.org")
DOI = "10.5555/a"
RECEIVED = b"Your batch submission was successfully received."


class Post:
    """A Crossref that receives everything, and answers as it is told to when it is asked."""

    def __init__(self, folder: Path, ledger: Ledger, clock: Waiting) -> None:
        self.folder = folder
        self.ledger = ledger
        self.log = b""
        self.heard = Hearing()
        self.clock = clock
        self.deposits = 0

    def submit(self, password: str = "Gr3ifbar") -> None:  # noqa: S107 - of nobody
        """Submit, and ask for an hour what became of it."""
        options = SubmitOptions(self.folder / "out", wait=True, limit=3600, first_wait=30)
        submitter = Submitter(self.ledger, ENDPOINT.base_url, self.clock, self.heard)
        submitter.prepare(options)
        client = CrossrefClient(
            ENDPOINT,
            Credentials("role", Secret(password)),
            transport=httpx.MockTransport(self._answer),
            sleep=lambda _seconds: None,
        )
        with client:
            submitter.deliver(client, options)

    def _answer(self, request: httpx.Request) -> httpx.Response:
        asked = request.url.path.endswith("Download")
        self.deposits += not asked
        return httpx.Response(200, content=self.log if asked else RECEIVED)

    @property
    def state(self) -> State:
        """Give the state of the submission."""
        return self.ledger.submission(1).state


def _log(inner: str, batch: str = "one-1", doi: str = DOI, encoding: str = "utf-8") -> bytes:
    record = f'<record_diagnostic status="Success"><doi>{doi}</doi>{inner}</record_diagnostic>'
    text = f'<doi_batch_diagnostic status="completed"><batch_id>{batch}</batch_id>{record}</doi_batch_diagnostic>'
    return text.encode(encoding)


@pytest.fixture
def post(tmp_path: Path) -> Iterator[Post]:
    """Give a Crossref, an output folder with one deposit, and a ledger."""
    write_output(tmp_path / "out", [("one", "1", {DOI: "A"})])
    clock = Waiting()
    with open_ledger(str(tmp_path / "deposits.sqlite"), clock=clock.now) as ledger:
        yield Post(tmp_path, ledger, clock)


@pytest.mark.parametrize(
    "log",
    [b"<html>Sorry</html>", b'{"a": 1}', _log("<msg>a\x00</msg>"), _log("<msg>&#27;[2J</msg>"), _log("")[:-9]],
    ids=["page", "json", "nul", "escape", "part"],
)
def test_no_log(post: Post, log: bytes) -> None:
    """It is told once, nothing is sent again, and the log is taken when it is there."""
    post.log = log
    post.submit()
    assert post.state is State.RECEIVED
    assert post.ledger.submission(1).message == NO_LOG
    assert [event.message for event in post.ledger.events(1)].count(NO_LOG) == 1
    post.log = _log("<msg>Successfully added</msg>")
    post.submit()
    assert post.ledger.last_registered(ENDPOINT.base_url, "doMDUpload", DOI)
    assert post.deposits == 1


def test_log_of_another_deposit(post: Post) -> None:
    """A log with another batch id says nothing of this deposit, though it has its DOI."""
    post.log = _log("<msg>Successfully added</msg>", batch="two-2")
    post.submit()
    assert (post.state, post.ledger.submission(1).message) == (State.RECEIVED, OF_ANOTHER)
    post.log = _log("<msg>Successfully added</msg>", batch=" one-1\n")
    post.submit()
    assert post.state is State.COMPLETED


def test_log_of_other_dois(post: Post) -> None:
    """What is said of DOIs that were not sent is not kept; that nothing is said of the one that was, is."""
    citation = '<citations_diagnostic><citation key="k" status="error">e</citation></citations_diagnostic>'
    post.log = _log(citation, doi="10.5555/other")
    post.submit()
    (outcome,) = post.ledger.outcomes(1)
    assert (outcome.doi, outcome.message) == (DOI, SILENT)
    assert post.ledger.citations(1) == ()


def test_long_message(post: Post) -> None:
    """A message of megabytes is cut; the ledger has the whole of it in what it received."""
    post.log = _log(f"<msg>{'x' * 5_000_000}</msg>")
    post.submit()
    (outcome,) = post.ledger.outcomes(1)
    assert outcome.message == "x" * LONGEST
    received = post.ledger.events(1)[-1].content_sha256
    assert post.ledger.content(received) == post.log


@pytest.mark.parametrize("password", ["doi", "Success", "10.5555/a", "completed", "e", "one-1", "received"])
def test_password_that_is_a_word_of_the_log(post: Post, password: str) -> None:
    """A password that is part of what a log is made of does not change what the log says."""
    post.log = _log(f"<msg>Successfully added {password}</msg>")
    post.submit(password)
    (outcome,) = post.ledger.outcomes(1)
    assert (outcome.doi, outcome.state) == (DOI, "registered")
    assert outcome.message.endswith(" ********")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("spelled", ["Gr3ifbar", "Gr3<?x?>ifbar", "Gr3<![CDATA[if]]>bar", "Gr3<!-- -->if&#98;ar"])
def test_password_in_pieces(post: Post, spelled: str, encoding: str) -> None:
    """A password that is whole only once the log was read is masked then."""
    citation = f'<citation key="k" status="Gr3ifbar">{spelled}</citation>'
    post.log = _log(f"<msg>{spelled}</msg><citations_diagnostic>{citation}</citations_diagnostic>", encoding=encoding)
    post.submit()
    told = repr((post.ledger.outcomes(1), post.ledger.citations(1)))
    assert "********" in told
    assert "Gr3ifbar" not in told
    kept = b"".join(
        post.ledger.content(event.content_sha256) for event in post.ledger.events(1)[2:] if event.content_sha256
    )
    assert "Gr3ifbar".encode("utf-16-le" if encoding == "utf-16" else encoding) not in kept


def test_many_records(post: Post) -> None:
    """A log of many records is read in no time that grows with their square."""
    dois = {f"10.5555/{number}": "A" for number in range(2000)}
    write_output(post.folder / "out", [("one", "1", dois)])
    records = "".join(f'<record_diagnostic status="Success"><doi>{doi}</doi></record_diagnostic>' for doi in dois)
    post.log = f'<doi_batch_diagnostic status="completed">{records * 5}</doi_batch_diagnostic>'.encode()
    post.submit()
    assert {outcome.state for outcome in post.ledger.outcomes(1)} == {"registered"}
