"""The output folder: one build at a time, all or nothing, and only files that are ours."""

import errno
import json
import subprocess
import sys
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline import manifest
from pipeline.building import folder as folder_module
from pipeline.building.folder import OutputFolder, open_folder, write_staged
from pipeline.building.inventory import Inventory, StagedFile
from pipeline.errors import PipelineError, UsageError
from pipeline.manifest.rows import FileRow
from tests.building.support import made, run, snapshot
from tests.sources import article, write_journal, write_json
from tests.support import CHECKOUT

_KILLED = """
import os, sys
from pathlib import Path
from pipeline.building import folder, making
from tests.building.support import run

def killed_after(function, times):
    left = [times]
    def call(*arguments):
        left[0] -= 1
        if left[0] < 0:
            os._exit(99)
        return function(*arguments)
    return call

what, times, source, out = sys.argv[1], int(sys.argv[2]), *map(Path, sys.argv[3:])
module = {"write_staged": making, "_move": folder}[what]
setattr(module, what, killed_after(getattr(module, what), times))
run(source, out=out)
"""


def _kill_while(what: str, times: int, source: Path, out: Path) -> None:
    """Build in a process that ends without a word when ``what`` is called once more than ``times``."""
    command = [sys.executable, "-c", _KILLED, what, str(times), str(source), str(out)]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, timeout=300, check=False)
    assert done.returncode == 99, done.stderr


def _edit(source: Path, *names: str) -> None:
    for name in names:
        write_json(source / f"articles/{name}.json", article(name, first_page="99"))


def test_killed_while_rendering(tmp_path: Path) -> None:
    """The old output is as it was, to the byte; the next build clears up."""
    source, out = write_journal(tmp_path / "rev", "a", "b", "c"), tmp_path / "out"
    run(source, out=out)
    before = snapshot(out)
    _edit(source, "a", "b", "c")
    _kill_while("write_staged", 2, source, out)
    assert {name: value for name, value in snapshot(out).items() if not name.startswith(".build/")} == before
    run(source, out=out)
    assert not (out / ".build").exists()
    assert b"99" in (out / "jats/rev/c.xml").read_bytes()


def test_killed_while_moving(tmp_path: Path) -> None:
    """Each file is whole, old or new; the next build makes it complete, and knows which files are ours."""
    source, out = write_journal(tmp_path / "rev", "a", "b"), tmp_path / "out"
    run(source, out=out)
    old = snapshot(out)
    _edit(source, "a", "b", "c")
    _kill_while("_move", 1, source, out)
    killed = snapshot(out)
    assert (killed["jats/rev/a.xml"] != old["jats/rev/a.xml"], killed["jats/rev/b.xml"]) == (
        True,
        old["jats/rev/b.xml"],
    )
    assert killed["manifest.json"] == old["manifest.json"]
    for name in ("a", "c"):
        (source / f"articles/{name}.json").unlink()
    _, memory = run(source, out=out)
    assert made(out) == {"jats/rev/b.xml"}
    assert memory.codes("warning") == []


def _refuse(code: int) -> object:
    def refuse(*_arguments: object, **_options: object) -> None:
        raise OSError(code, "the system's own words")

    return refuse


@pytest.mark.parametrize(
    ("code", "remedy"), [(errno.ENOSPC, "Make room"), (errno.EDQUOT, "Make room"), (errno.EACCES, "may be written")]
)
@pytest.mark.parametrize("method", ["write_bytes", "replace"])
def test_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, method: str, code: int, remedy: str
) -> None:
    """A full disk is told with what to do; nothing half written remains, and the lock is free again."""
    source, out = write_journal(tmp_path / "rev", "a"), tmp_path / "out"
    run(source, out=out)
    before = snapshot(out)
    _edit(source, "a")
    with monkeypatch.context() as patched:
        patched.setattr(Path, method, _refuse(code))
        with pytest.raises(PipelineError, match="cannot be written: ") as caught:
            run(source, out=out)
    assert remedy in str(caught.value.remedy)
    assert snapshot(out) == before
    run(source, out=out)


def test_a_full_disk_stops_the_inventory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What the database says is told like what the system says."""
    import sqlite3

    def refuse(*_arguments: object) -> None:
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(Inventory, "add", refuse)
    with pytest.raises(PipelineError, match="disk is full") as caught:
        run(write_journal(tmp_path / "rev", "a"), out=tmp_path / "out")
    assert "Make room" in str(caught.value.remedy)


def test_two_builds_at_once(tmp_path: Path) -> None:
    """The second is refused at once, and nothing is touched."""
    source, out = write_journal(tmp_path / "rev", "a"), tmp_path / "out"
    out.mkdir()
    with FileLock(out / ".lock"), pytest.raises(PipelineError, match="Another build"):
        run(source, out=out)
    assert made(out) == set()
    run(source, out=out)


def test_the_output_is_a_file(tmp_path: Path) -> None:
    """It is told, and the file is left alone."""
    (tmp_path / "out").write_text("mine", encoding="utf-8")
    with pytest.raises(UsageError, match="is a file"):
        run(write_journal(tmp_path / "rev", "a"), out=tmp_path / "out")
    assert (tmp_path / "out").read_text(encoding="utf-8") == "mine"


def test_the_output_cannot_be_made(tmp_path: Path) -> None:
    """A file stands where a folder above should be."""
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(PipelineError, match="cannot be written"):
        run(write_journal(tmp_path / "rev", "a"), out=tmp_path / "file" / "out")


def test_a_folder_stands_in_the_way_of_a_file(tmp_path: Path) -> None:
    """What is in it stays."""
    inside = tmp_path / "out/jats/rev/a.xml/mine"
    inside.parent.mkdir(parents=True)
    inside.write_text("mine", encoding="utf-8")
    with pytest.raises(PipelineError, match=r"a\.xml. cannot be written"):
        run(write_journal(tmp_path / "rev", "a"), out=tmp_path / "out")
    assert inside.read_text(encoding="utf-8") == "mine"


def test_a_folder_that_is_not_ours(tmp_path: Path) -> None:
    """Files that were there before stay."""
    out = tmp_path / "out"
    (out / "jats").mkdir(parents=True)
    (out / "jats" / "theirs.xml").write_text("<x/>", encoding="utf-8")
    run(write_journal(tmp_path / "rev", "a"), out=out)
    assert made(out) == {"jats/theirs.xml", "jats/rev/a.xml"}


def test_another_disk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a part of the output lies on another disk, files are copied and then renamed there."""
    replace = Path.replace

    def across(self: Path, target: Path) -> Path:
        if ".build" in self.parts and Path(target).suffix == ".xml":
            raise OSError(errno.EXDEV, "cross-device link")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", across)
    run(write_journal(tmp_path / "rev", "a"), out=tmp_path / "out")
    assert made(tmp_path / "out") == {"jats/rev/a.xml"}


def _row(path: str, content: bytes) -> FileRow:
    import hashlib

    return FileRow(path, hashlib.sha256(content).hexdigest(), len(content), "text/plain", "f", "g", "", "", (), ())


def test_a_manifest_that_leads_outside(tmp_path: Path) -> None:
    """A manifest that names files elsewhere, by hand or by malice, removes nothing there."""
    out, outside = tmp_path / "out", tmp_path / "outside.txt"
    outside.write_bytes(b"mine")
    with open_folder(out) as opened:
        inventory = Inventory(opened.stage / "inventory.sqlite")
        for path in ("../outside.txt", str(outside)):
            inventory.add_old(_row(path, b"mine"), is_listed=True)
        assert opened.publish(inventory, ()) == ()
        inventory.close()
    assert outside.read_bytes() == b"mine"


def test_a_link_in_the_output(tmp_path: Path) -> None:
    """A link that somebody has put in the place of a file is replaced when the file is made, its target kept."""
    source, out = write_journal(tmp_path / "rev", "a", "b"), tmp_path / "out"
    run(source, out=out)
    target = tmp_path / "target.xml"
    for name in ("a", "b"):
        (out / f"jats/rev/{name}.xml").replace(target)
        (out / f"jats/rev/{name}.xml").symlink_to(target)
    (source / "articles/b.json").unlink()
    run(source, out=out)
    assert target.is_file()
    assert not (out / "jats/rev/a.xml").is_symlink()
    assert (out / "jats/rev/b.xml").is_symlink()


def test_names_that_the_file_system_takes_for_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A record whose id changes by capitals alone keeps its file where capitals make no difference."""
    out = tmp_path / "out"
    with open_folder(out) as opened:
        inventory = Inventory(opened.stage / "inventory.sqlite")
        write_staged(opened.stage, "new", b"new")
        inventory.add(StagedFile(_row("A.txt", b"new"), "new"))
        inventory.add_old(_row("a.txt", b"old"), is_listed=True)
        (out / "a.txt").write_bytes(b"old")
        with monkeypatch.context() as patched:
            patched.setattr(Path, "samefile", lambda _self, _other: True)
            opened.publish(inventory, ())
        inventory.close()
    assert (out / "a.txt").exists()


def test_a_damaged_manifest(tmp_path: Path) -> None:
    """It is told; nothing is removed, and the manifest is whole again afterwards."""
    source, out = write_journal(tmp_path / "rev", "a", "b"), tmp_path / "out"
    run(source, out=out)
    (out / manifest.NAME).write_text('{\n    {"path": "jats', encoding="utf-8")
    (source / "articles/b.json").unlink()
    _, memory = run(source, out=out)
    assert memory.codes("warning") == ["manifest-damaged"]
    assert made(out) == {"jats/rev/a.xml", "jats/rev/b.xml"}
    assert json.loads((out / manifest.NAME).read_text(encoding="utf-8"))["manifest"] == 1


def test_an_exception_leaves_no_stage(tmp_path: Path) -> None:
    """Whatever happens inside, the stage is removed and the lock is free."""

    def fail() -> None:
        with open_folder(tmp_path / "out"):
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert not (tmp_path / "out" / folder_module.STAGE).exists()
    with open_folder(tmp_path / "out") as opened:
        assert isinstance(opened, OutputFolder)
