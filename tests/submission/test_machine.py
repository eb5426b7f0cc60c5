"""Random builds, submissions, crashes, faults and questions: nothing is lost, nothing is registered twice.

The clock of the sandbox and that of the program are one, and stand still between two steps.
"""

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from pipeline.deposits.batch import read_batch
from pipeline.deposits.client import CrossrefClient
from pipeline.deposits.credentials import Credentials, Secret
from pipeline.deposits.endpoint import Endpoint
from pipeline.deposits.receipt import read_receipt
from pipeline.errors import CrossrefUnavailable
from pipeline.identifiers import doi_key
from pipeline.ledger import Ledger, open_ledger
from pipeline.sandbox.clock import ManualClock
from pipeline.sandbox.faults import Fault, Kind
from pipeline.sandbox.logins import Login
from pipeline.sandbox.sandbox import Limits, Sandbox
from pipeline.sandbox.server import serving
from pipeline.submission.options import SubmitOptions
from pipeline.submission.submitting import Submitter
from tests.submission.paper import write_output
from tests.submission.support import LOGIN, PASSWORD, Hearing, Waiting

BATCHES = 3
DELAY = 40.0
_FAULTS = [kind for kind in Kind if kind not in (Kind.OUT_OF_ORDER, Kind.LOGIN_PAGE)]


class Crash(BaseException):
    """The program ends here, wherever that is."""


class Ticking(Waiting):
    """The clock of the program, which the sandbox's follows."""

    def __init__(self, other: ManualClock) -> None:
        super().__init__()
        self._other = other

    def sleep(self, seconds: float) -> None:
        """Let time pass for both."""
        self._later(seconds)
        self._other.advance(seconds)


class Fragile:
    """Passes calls on to a ledger or a client, until its program crashes: before a call, or after it."""

    def __init__(self, inner: Any, fuse: "Fuse") -> None:
        self._inner = inner
        self._fuse = fuse

    def __getattr__(self, name: str) -> Any:
        found = getattr(self._inner, name)
        return self._fuse.around(found) if name in ("record", "complete", "prepare", "deposit", "result") else found


class Fuse:
    """Burns down with each call, and crashes the program in the end."""

    def __init__(self, length: int | None) -> None:
        self.left = length

    def around(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """Give a call that may crash before or after it does its work."""

        def called(*arguments: Any, **named: Any) -> Any:
            self._burn()
            given = call(*arguments, **named)
            self._burn()
            return given

        return called

    def _burn(self) -> None:
        if self.left is not None:
            if self.left == 0:
                raise Crash
            self.left -= 1


class Submissions(RuleBasedStateMachine):
    """A publisher whose program and whose Crossref fail at random."""

    def __init__(self) -> None:
        super().__init__()
        self.stack = ExitStack()
        folder = Path(self.stack.enter_context(tempfile.TemporaryDirectory()))
        clock = ManualClock(1_795_000_000.0)
        self.sandbox = Sandbox(
            folder / "sandbox.sqlite",
            (Login(LOGIN.name, LOGIN.password, LOGIN.prefixes),),
            clock=clock,
            limits=Limits(delay=DELAY),
        )
        self.endpoint = Endpoint(self.stack.enter_context(serving(self.sandbox)))
        self.out = folder / "out"
        self.path = str(folder / "deposits.sqlite")
        self.clock = Ticking(clock)
        self.titles = [
            {f"10.5555/{place}{letter}": f"{place}, {letter}" for letter in "ab"} for place in range(BATCHES)
        ]
        self.edition = 0

    @initialize()
    def first_build(self) -> None:
        """There is always something to submit."""
        self._write()

    @rule(place=st.integers(0, BATCHES - 1), later=st.booleans())
    def build(self, place: int, later: bool) -> None:
        """Change a record, and build; the clock of the machine that builds may be slow."""
        self.edition += 1
        doi = sorted(self.titles[place])[self.edition % 2]
        self.titles[place][doi] = f"Edition {self.edition}"
        self._write(later=later)

    @rule(kind=st.sampled_from(_FAULTS), count=st.integers(1, 5), seconds=st.sampled_from([0.2, 100.0, 2000.0]))
    def fault(self, kind: Kind, count: int, seconds: float) -> None:
        """Something will go wrong."""
        held = seconds if kind is Kind.LATE else 0.2
        self.sandbox.faults.add(Fault(kind, count, seconds=held))

    @rule(restamp=st.booleans(), fuse=st.none() | st.integers(0, 25))
    def submit(self, restamp: bool, fuse: int | None) -> None:
        """Submit, with or without a crash."""
        self._run(Fuse(fuse), restamp=restamp)

    @rule(fuse=st.none() | st.integers(0, 8))
    def ask(self, fuse: int | None) -> None:
        """Ask what became of all, without sending anything."""
        self._run(Fuse(fuse), may_send=False)

    @rule(seconds=st.sampled_from([1, 50, 1000, 5000]))
    def wait(self, seconds: int) -> None:
        """Let time pass."""
        self.clock.sleep(seconds)

    @precondition(lambda self: self.edition > 0)
    @rule()
    def lose_nothing(self) -> None:
        """What the sandbox has was sent by the ledger, byte for byte."""
        with open_ledger(self.path) as ledger:
            for submission in self.sandbox.submissions(1000):
                content = self.sandbox.contents_of(submission.id)
                assert content in self._sent(ledger)

    @invariant()
    def registers_once(self) -> None:
        """No content of a batch is registered twice."""
        taken: Counter[str] = Counter()
        for submission in self.sandbox.submissions(1000):
            log, content = self.sandbox.log_of(submission.id), self.sandbox.contents_of(submission.id)
            if log and content and submission.tally and submission.tally.successes:
                assert read_receipt(log).is_final
                taken[read_batch(content).digest] += 1
        assert set(taken.values()) <= {1}

    def teardown(self) -> None:
        """In the end, all that the output has is registered, and ledger and sandbox agree."""
        try:
            if self.edition or self.out.exists():
                self._finish()
        finally:
            self.stack.close()

    def _finish(self) -> None:
        self.sandbox.faults.clear()
        for _ in range(2):  # what was on its way when the output changed is done first
            self.clock.sleep(10_000)
            self._run(Fuse(None), restamp=True, wait=True)
        self.registers_once()
        with open_ledger(self.path) as ledger, self.sandbox.reading() as registry:
            assert ledger.open_submissions(self.endpoint.base_url) == ()
            known = {doi_key(entry.doi): entry for entry in ledger.current(self.endpoint.base_url)}
            for doi, title in [pair for titles in self.titles for pair in titles.items()]:
                record = registry.record(doi)
                assert record is not None
                assert known[doi_key(doi)].state == "registered"
                assert known[doi_key(doi)].timestamp == record.timestamp
                assert f">{title}<".encode() in record.xml
            self._rising(ledger)

    def _rising(self, ledger: Ledger) -> None:
        last: dict[str, int] = {}
        number = 1
        while submission := _submission(ledger, number):
            for entry in submission.dois:
                assert int(entry.timestamp) > last.get(entry.doi, 0)
                last[entry.doi] = int(entry.timestamp)
            number += 1

    def _sent(self, ledger: Ledger) -> set[bytes]:
        found, number = set(), 1
        while submission := _submission(ledger, number):
            found.add(ledger.content(submission.sha256))
            number += 1
        return found

    def _write(self, *, later: bool = True) -> None:
        moment = self.clock.now()
        stamp = f"{moment:%Y%m%d%H%M%S}{moment.microsecond // 1000:03}" if later else "20200101000000000"
        deposits = [(f"deposit-{place}", stamp, titles) for place, titles in enumerate(self.titles)]
        write_output(self.out, deposits)

    def _run(self, fuse: Fuse, *, restamp: bool = False, wait: bool = False, may_send: bool = True) -> None:
        options = SubmitOptions(self.out, restamp=restamp, wait=wait, limit=100_000, first_wait=30)
        credentials = Credentials(LOGIN.name, Secret(PASSWORD))
        try:
            with (
                open_ledger(self.path, clock=self.clock.now) as ledger,
                CrossrefClient(self.endpoint, credentials, timeout=0.1, sleep=self.clock.sleep) as client,
            ):
                frail: Any = Fragile(ledger, fuse)
                submitter = Submitter(frail, self.endpoint.base_url, self.clock, Hearing())
                if may_send:
                    submitter.prepare(options)
                submitter.deliver(Fragile(client, fuse), options, may_send=may_send)  # type: ignore[arg-type]
        except (Crash, CrossrefUnavailable):
            pass


def _submission(ledger: Ledger, number: int) -> Any:
    try:
        return ledger.submission(number)
    except LookupError:
        return None


@pytest.mark.usefixtures("official")
def test_submissions() -> None:
    """Run the machine."""
    run_state_machine_as_test(
        Submissions,
        settings=settings(
            max_examples=40,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
        ),
    )
