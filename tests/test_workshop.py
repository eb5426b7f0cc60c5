"""The workshop: results in order, and a process that dies is told."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.errors import PipelineError, ProgramFault
from pipeline.messages import msg
from pipeline.workshop import Workshop
from tests.support import CHECKOUT


class Tools:
    """Nothing is needed for these tasks."""


def slow_first(_tools: Tools, task: int) -> tuple[int, int]:
    """Take longer for the first task."""
    time.sleep(0.2 if task == 0 else 0)
    return task, os.getpid()


def die(_tools: Tools, _task: int) -> None:
    """End as a process does that the system kills."""
    os._exit(1)


def fail(_tools: Tools, task: int) -> None:
    """Fail as a template does."""
    raise ProgramFault(msg("It happened at {task}.", task=task)) from KeyError("inner")


@pytest.mark.parametrize("jobs", [1, 2])
def test_results_are_in_order(jobs: int) -> None:
    """However long each task takes; with several jobs the work is done elsewhere."""
    with Workshop(Tools, jobs) as workshop:
        results = list(workshop.map(slow_first, range(20)))
    assert [number for number, _ in results] == list(range(20))
    assert (os.getpid() in {process for _, process in results}) == (jobs == 1)


def test_tasks_are_taken_as_there_is_room() -> None:
    """A million records are not read before the first is built."""
    taken = []

    def tasks() -> Iterator[int]:
        for number in range(100):
            taken.append(number)
            yield number

    with Workshop(Tools, 2) as workshop:
        next(iter(workshop.map(slow_first, tasks())))
    assert len(taken) < 20


def test_a_process_that_is_killed() -> None:
    """It is told with a remedy, not with a traceback."""
    with Workshop(Tools, 2) as workshop, pytest.raises(PipelineError, match="processes") as caught:
        list(workshop.map(die, range(3)))
    assert "--jobs 1" in str(caught.value.remedy)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_fault_comes_back(jobs: int) -> None:
    """With what was being done, also from another process."""
    with Workshop(Tools, jobs) as workshop, pytest.raises(ProgramFault) as caught:
        list(workshop.map(fail, [7]))
    assert str(caught.value.message) == "It happened at 7."


_KILLED = """
import os, signal, sys
from pipeline.workshop import Workshop
from tests.test_workshop import Tools, slow_first

if __name__ == "__main__":
    with Workshop(Tools, 2) as workshop:
        for _, process in workshop.map(slow_first, range(10)):
            print(process, flush=True)
        os.kill(os.getpid(), signal.SIGKILL)
"""


def test_processes_end_with_a_killed_program(tmp_path: Path) -> None:
    """Nobody is left to write into the stage of the next build."""
    script = tmp_path / "script.py"
    script.write_text(_KILLED, encoding="utf-8")
    environment = os.environ | {"PYTHONPATH": str(CHECKOUT)}
    done = subprocess.run([sys.executable, script], env=environment, stdout=subprocess.PIPE, timeout=120, check=False)
    assert done.returncode == -signal.SIGKILL
    processes = {int(line) for line in done.stdout.split()}
    assert processes
    for _ in range(1200):
        processes = {process for process in processes if _is_alive(process)}
        if not processes:
            break
        time.sleep(0.05)
    assert not processes


def _is_alive(process: int) -> bool:
    """Tell whether a process runs; one that has ended and waits to be collected does not."""
    try:
        state = Path(f"/proc/{process}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return False
    return state != "Z"
