"""Deposits: throughput against the limit of bare uploads, and memory over ten thousand batches.

The limit is what a plain httpx client reaches that posts the same files to the same sandbox, one after the other, and
keeps no record of anything. Prints batches per second for each, the ratio, and the memory of the submitting process at
the beginning and in the end.
"""

import argparse
import re
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import httpx

from pipeline.deposits.client import CrossrefClient
from pipeline.deposits.credentials import Credentials, Secret
from pipeline.deposits.endpoint import Endpoint
from pipeline.findings import Finding
from pipeline.ledger import Submission, open_ledger
from pipeline.messages import Message
from pipeline.submission.options import SubmitOptions
from pipeline.submission.submitting import Submitter
from pipeline.submission.timing import SystemClock

sys.path.insert(0, str(Path(__file__).parent.parent))
from tests.submission.paper import deposit, write_output

LOGIN = "sandbox"


class Watching:
    """Counts what is received and registered, and looks at the memory meanwhile."""

    def __init__(self) -> None:
        self.received = 0
        self.completed = 0
        self.memory: list[float] = []

    def found(self, finding: Finding) -> None:
        """Stop at a problem."""
        raise SystemExit(str(finding.message))

    def left(self, path: str, why: Message) -> None:
        """Stop at a file that is not sent."""
        raise SystemExit(f"{path}: {why}")

    def moved(self, submission: Submission) -> None:
        """Count."""
        self.received += submission.state == "received"
        self.completed += submission.state == "completed"
        if self.received % 500 == 1 or self.completed % 500 == 1:
            self.memory.append(resident())


def resident() -> float:
    """Give the memory of this process, in megabytes (``/proc/self/status``, VmRSS)."""
    text = Path("/proc/self/status").read_text(encoding="utf-8")
    return int(text.partition("VmRSS:")[2].split()[0]) / 1024


def address(process: "subprocess.Popen[str]") -> str:
    """Give the address of a sandbox as it says it; end where it says something else."""
    said = process.stderr.readline() if process.stderr else ""
    found = re.search(r"http://127\.0\.0\.1:[0-9]+", said)
    if not found:
        raise SystemExit(said)
    return found[0]


def bare(url: str, number: int) -> float:
    """Post files with nothing but httpx, and give the files per second."""
    form = {"operation": "doMDUpload", "login_id": LOGIN, "login_passwd": LOGIN}
    # as ours: a connection for each file (kept ones are slower here, by the pauses of delayed acknowledgements)
    limits = httpx.Limits(max_keepalive_connections=0)
    with httpx.Client(base_url=url, trust_env=False, limits=limits) as client:
        start = time.perf_counter()
        for place in range(number):
            content = deposit(f"bare-{place}", "20260101000000000", {f"10.5555/bare.{place}": f"Bare {place}"})
            client.post("/servlet/deposit", data=form, files={"fname": (f"bare-{place}.xml", content)})
        return number / (time.perf_counter() - start)


def submitted(url: str, number: int, folder: Path) -> None:
    """Submit, follow to the end, and print."""
    out = folder / "out"
    deposits = [
        (f"deposit-{place:05}", "20260101000000000", {f"10.5555/{place}": f"Number {place}"}) for place in range(number)
    ]
    write_output(out, deposits)
    watching = Watching()
    before = resident()
    with (
        open_ledger(str(folder / "deposits.sqlite")) as ledger,
        CrossrefClient(Endpoint(url), Credentials(LOGIN, Secret(LOGIN))) as client,
    ):
        submitter = Submitter(ledger, url, SystemClock(), watching)
        start = time.perf_counter()
        submitter.prepare(SubmitOptions(out))
        prepared = time.perf_counter()
        submitter.deliver(client, SubmitOptions(out))
        sent = time.perf_counter()
        submitter.deliver(client, SubmitOptions(out, wait=True, first_wait=0.5))
        end = time.perf_counter()
    limit = bare(url, min(number, 1000))
    rate = number / (sent - prepared)
    print(f"{number} batches, each decided on, recorded, sent, followed to its DOI's outcome: {end - start:.0f} s")
    print(f"  decided and recorded: {number / (prepared - start):.0f} per second")
    print(f"  sent: {rate:.0f} per second; bare httpx {limit:.0f} per second; {rate / limit:.2f} times the limit")
    print(f"  followed to the end:  {number / (end - sent):.0f} per second")
    print(f"  registered: {watching.completed} of {number}")
    first, last = watching.memory[1], watching.memory[-1]
    print(f"  memory: {before:.0f} MB before, {first:.0f} MB after the first, {last:.0f} MB in the end")


def main() -> None:
    """Start a sandbox in a process of its own, and run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--batches", type=int, default=10_000)
    number = parser.parse_args().batches
    with tempfile.TemporaryDirectory() as made:
        sandbox = [sys.executable, "-m", "pipeline", "sandbox", "--port", "0", "--delay", "0"]
        with subprocess.Popen(
            [*sandbox, "--state", f"{made}/sandbox.sqlite"], stderr=subprocess.PIPE, text=True
        ) as process:
            try:
                submitted(address(process), number, Path(made))
            finally:
                process.terminate()


if __name__ == "__main__":
    main()
