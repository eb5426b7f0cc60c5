"""A sandbox, a build and a ledger for tests of submissions; time passes only when somebody waits."""

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from pipeline.deposits.client import CrossrefClient
from pipeline.deposits.credentials import Credentials, Secret
from pipeline.deposits.endpoint import Endpoint
from pipeline.findings import Finding
from pipeline.ledger import Ledger, Submission, open_ledger
from pipeline.messages import Message
from pipeline.sandbox.clock import RealClock
from pipeline.sandbox.faults import Fault, Kind
from pipeline.sandbox.logins import Login
from pipeline.sandbox.sandbox import Limits, Sandbox
from pipeline.sandbox.server import serving
from pipeline.submission.options import SubmitOptions, Summary
from pipeline.submission.submitting import Submitter

PASSWORD = "s3cret & <words>/%"  # noqa: S105 - of the sandbox
LOGIN = Login("role", PASSWORD, ("10.5555",))


class Waiting:
    """A clock that goes on when somebody sleeps, and a millisecond whenever it is read."""

    def __init__(self) -> None:
        self._now = datetime(2026, 11, 26, 12, tzinfo=UTC)

    def now(self) -> datetime:
        """Give the time."""
        self._now += timedelta(milliseconds=1)
        return self._now

    def sleep(self, seconds: float) -> None:
        """Let time pass, all but at once: the sandbox has a clock of its own."""
        time.sleep(max(min(seconds, 0.02), 0))
        self._later(seconds)

    def _later(self, seconds: float) -> None:
        self._now += timedelta(seconds=seconds)


@dataclass
class Hearing:
    """A listener that remembers."""

    findings: list[Finding] = field(default_factory=list)
    lefts: list[str] = field(default_factory=list)
    states: list[str] = field(default_factory=list)

    def found(self, finding: Finding) -> None:
        """Keep a finding."""
        self.findings.append(finding)

    def left(self, path: str, why: Message) -> None:
        """Keep the file and the reason."""
        self.lefts.append(f"{Path(path).name}: {why}")

    def moved(self, submission: Submission) -> None:
        """Keep the state."""
        self.states.append(submission.state.value)


@dataclass
class Desk:
    """All that a submission needs, ready to use."""

    out: Path
    ledger: Ledger
    sandbox: Sandbox
    endpoint: Endpoint
    clock: Waiting
    heard: Hearing = field(default_factory=Hearing)

    @property
    def submitter(self) -> Submitter:
        """Give a submitter."""
        return Submitter(self.ledger, self.endpoint.base_url, self.clock, self.heard)

    def client(self, password: str = PASSWORD) -> CrossrefClient:
        """Give a client that waits for no answer longer than half a second."""
        return CrossrefClient(
            self.endpoint, Credentials(LOGIN.name, Secret(password)), timeout=0.5, sleep=self.clock.sleep
        )

    def submit(self, *files: Path, wait: bool = True, restamp: bool = False, again: bool = False) -> Summary:
        """Submit, and follow to the end."""
        options = SubmitOptions(self.out, files, restamp=restamp, again=again, wait=wait, limit=7200, first_wait=30)
        summary = self.submitter.prepare(options)
        with self.client() as client:
            self.submitter.deliver(client, options)
        return summary

    def states(self) -> dict[str, str]:
        """Give the state of each DOI by the ledger."""
        return {entry.doi: entry.state for entry in self.ledger.current(self.endpoint.base_url)}

    def accepted(self) -> dict[str, int]:
        """Tell how often the sandbox has taken each DOI."""
        with self.sandbox.reading() as registry:
            return {record.doi: record.times_registered for record in registry.records()}

    def faults(self, kind: Kind, count: int = 1, seconds: float = 0.6) -> None:
        """Let a fault wait for the next requests."""
        self.sandbox.faults.add(Fault(kind, count, seconds=seconds))


@contextmanager
def desk(folder: Path, *, prefixes: Sequence[str] = LOGIN.prefixes, password: str = PASSWORD) -> Iterator[Desk]:
    """Serve a sandbox and open a ledger while the context lasts; ``folder/out`` is the output folder."""
    sandbox = Sandbox(
        folder / "sandbox.sqlite",
        (Login(LOGIN.name, password, tuple(prefixes)),),
        clock=RealClock(),
        limits=Limits(delay=0.0),
    )
    clock = Waiting()
    with serving(sandbox) as url, open_ledger(str(folder / "deposits.sqlite"), clock=clock.now) as ledger:
        yield Desk(folder / "out", ledger, sandbox, Endpoint(url), clock)
