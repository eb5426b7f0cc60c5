"""Submitters that are killed: processes that are ready in no time, each of which ends by SIGKILL at a random moment."""

import multiprocessing
import os
import random
import sys
from pathlib import Path

_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["tests.submission.killing_preload"])


def submit(out: Path, endpoint: str, ledger: str, password: str, *, wait: bool = False) -> int:
    """Run ``pipeline submit`` in this process, silently, and give the exit code."""
    from pipeline.__main__ import main

    os.environ |= {"PIPELINE_CROSSREF_LOGIN": "role", "PIPELINE_CROSSREF_PASSWORD": password, "LANGUAGE": "en"}
    with Path(os.devnull).open("w") as nowhere:
        sys.stdout = sys.stderr = nowhere
        arguments = ["submit", "--out", str(out), "--endpoint", endpoint, "--ledger", ledger, "--grace", "0"]
        return main([*arguments, *(["--wait"] if wait else [])])


class Submitters:
    """Starts submitters and kills them; ``dice`` chooses the moments."""

    def __init__(self, out: Path, endpoint: str, ledger: str, password: str, dice: random.Random) -> None:
        self._arguments = (out, endpoint, ledger, password)
        self._dice = dice
        self.killed = 0

    def lives(self, number: int, longest: float) -> None:
        """Let that many start at once, and kill each within ``longest`` seconds, if it has not ended before."""
        running = [_CONTEXT.Process(target=submit, args=self._arguments) for _ in range(number)]
        for one in running:
            one.start()
        for one in running:
            one.join(self._dice.uniform(0, longest))
            if one.is_alive():
                one.kill()
                self.killed += 1
            one.join()

    def finish(self) -> int:
        """Let one run to its end, and give its exit code."""
        last = _CONTEXT.Process(target=submit, args=self._arguments, kwargs={"wait": True})
        last.start()
        last.join(300)
        return last.exitcode if last.exitcode is not None else -1
