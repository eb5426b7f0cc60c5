"""Golden cases: the command of ``tests/cases/<name>/command`` is run, and ``expected`` must come out byte for byte.

``make golden`` writes ``expected`` anew; the difference is then read by a person before it is committed.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import CHECKOUT

CASES = sorted(path for path in (CHECKOUT / "tests" / "cases").iterdir() if path.is_dir())
EPOCH = "1767225600"  # 2026-01-01T00:00:00Z: deposits carry a timestamp
KEPT = (".xml", ".html", ".bib", ".ris", ".json")


def _build(case: Path, out: Path) -> str:
    """Run the case's command, and give what the console said."""
    environment = os.environ | {"SOURCE_DATE_EPOCH": EPOCH, "LANG": "C.UTF-8", "NO_COLOR": "1", "LANGUAGE": ""}
    environment["PYTHONPATH"] = str(CHECKOUT)  # the case's folder is where it runs
    command = [sys.executable, "-m", "pipeline", *(case / "command").read_text(encoding="utf-8").split()]
    done = subprocess.run(
        [*command, "--out", str(out)],
        cwd=case,
        env=environment,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == int((case / "status").read_text(encoding="utf-8")), done.stderr
    return done.stderr.replace(str(out), "OUT")


def _files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.suffix in KEPT and path.name != "manifest.json" and not path.name.startswith("report")
    }


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_case(case: Path, tmp_path: Path) -> None:
    """What is built is what was read and approved."""
    said = _build(case, tmp_path / "out")
    made = _files(tmp_path / "out") | {"console.txt": said.encode()}
    expected = case / "expected"
    if os.environ.get("PIPELINE_GOLDEN") == "write":
        shutil.rmtree(expected, ignore_errors=True)
        for name, content in made.items():
            (expected / name).parent.mkdir(parents=True, exist_ok=True)
            (expected / name).write_bytes(content)
    approved = (path for path in expected.rglob("*") if path.is_file())
    wanted = {path.relative_to(expected).as_posix(): path.read_bytes() for path in approved}
    assert sorted(made) == sorted(wanted)
    for name, content in wanted.items():
        assert made[name].decode() == content.decode(), name


def test_there_are_cases() -> None:
    """A missing folder must not pass for success; one case speaks French."""
    commands = [(case / "command").read_text(encoding="utf-8") for case in CASES]
    assert len(CASES) >= 3
    assert any("--lang fr" in command for command in commands)
