"""Installing: all or nothing, safe for several at once, and checked again at every reading."""

import os
import subprocess
import sys
from collections.abc import Mapping
from contextlib import AbstractContextManager
from pathlib import Path

import pytest

from pipeline.errors import SchemaUnavailable
from pipeline.schemas import ensure_installed, install, installing, is_installed, read_documents, verify
from tests.schemas.toys import ENTRY, FILES, toy_set, unsourced, write_folder
from tests.support import CHECKOUT


def _installed(store: Path) -> dict[str, bytes]:
    root = store / "toy-1"
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()}


@pytest.fixture
def origin(tmp_path: Path) -> str:
    """Give a folder with the official files."""
    return str(write_folder(tmp_path / "in", FILES))


def test_install(tmp_path: Path, store: Path, origin: str) -> None:
    """The files are there and whole, and nothing else is."""
    schema_set = toy_set(tmp_path)
    assert not is_installed(schema_set)
    install(schema_set, origin)
    assert _installed(store) == FILES
    assert is_installed(schema_set)
    assert verify(schema_set) == ()
    assert [path.name for path in store.iterdir()] == ["toy-1"]


def test_refused_set_leaves_nothing(tmp_path: Path, store: Path) -> None:
    """One wrong file keeps all others out."""
    folder = write_folder(tmp_path / "in", {**FILES, "parts/part.xsd": b"<other/>"})
    with pytest.raises(SchemaUnavailable):
        install(toy_set(tmp_path), str(folder))
    assert not store.exists()


def test_refused_set_leaves_the_old_one(tmp_path: Path, store: Path, origin: str) -> None:
    """A failed installation changes nothing."""
    install(toy_set(tmp_path), origin)
    with pytest.raises(SchemaUnavailable):
        install(toy_set(tmp_path), str(write_folder(tmp_path / "bad", {**FILES, "toy.xsd": b"<other/>"})))
    assert _installed(store) == FILES


def test_failed_write_leaves_nothing(tmp_path: Path, store: Path, origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A full disk in the middle: nothing half installed, no rubbish, a clear error."""
    synced: list[int] = []

    def full_disk(descriptor: int) -> None:
        synced.append(descriptor)
        if len(synced) == len(FILES):
            raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full_disk)
    with pytest.raises(SchemaUnavailable, match="no space is left"):
        install(toy_set(tmp_path), origin)
    assert list(store.iterdir()) == []


def test_killed_installation_is_not_trusted(tmp_path: Path, store: Path, origin: str) -> None:
    """What a killed process left is no installation, and an old leftover is removed by the next one."""
    left = write_folder(store / ".toy-1.abc.partial", {"toy.xsd": ENTRY})
    os.utime(left, (1, 1))
    schema_set = toy_set(tmp_path)
    assert not is_installed(schema_set)
    install(schema_set, origin)
    assert [path.name for path in store.iterdir()] == ["toy-1"]


@pytest.mark.parametrize("damage", [b"", b"<other/>", ENTRY.replace(b"toy", b"boy")])
def test_damage_is_found_and_mended(tmp_path: Path, store: Path, origin: str, damage: bytes) -> None:
    """A changed file is found by ``verify``, refused at reading, and replaced by installing again."""
    schema_set = toy_set(tmp_path)
    install(schema_set, origin)
    (store / "toy-1" / "toy.xsd").write_bytes(damage)
    assert [problem.file.name for problem in verify(schema_set)] == ["toy.xsd"]
    with pytest.raises(SchemaUnavailable, match="not the official one"):
        read_documents(schema_set)
    install(schema_set, origin)
    assert _installed(store) == FILES
    assert [path.name for path in store.iterdir()] == ["toy-1"]


def test_missing_file_is_found(tmp_path: Path, store: Path, origin: str) -> None:
    """A lost file counts as not installed, and the remedy is the command."""
    schema_set = toy_set(tmp_path)
    install(schema_set, origin)
    (store / "toy-1" / "parts" / "part.xsd").unlink()
    assert not is_installed(schema_set)
    assert [problem.actual for problem in verify(schema_set)] == [""]
    with pytest.raises(SchemaUnavailable) as caught:
        read_documents(schema_set)
    assert "schemas install toy-1" in str(caught.value.remedy)


def test_file_in_the_way(tmp_path: Path, store: Path, origin: str) -> None:
    """Something else at the place of the set gives way."""
    store.mkdir()
    (store / "toy-1").write_text("in the way", encoding="utf-8")
    install(toy_set(tmp_path), origin)
    assert _installed(store) == FILES


def test_unwritable_place(tmp_path: Path, store: Path, origin: str) -> None:
    """Where nothing can be written the error says so, and names the variable that helps."""
    store.parent.mkdir(exist_ok=True)
    store.write_text("a file, not a folder", encoding="utf-8")
    with pytest.raises(SchemaUnavailable) as caught:
        install(toy_set(tmp_path), origin)
    assert "PIPELINE_SCHEMAS" in str(caught.value.remedy)


def test_ensure_installed_says_so_once(tmp_path: Path, store: Path, origin: str) -> None:  # noqa: ARG001 - installs there
    """The first call announces and installs, the second does neither."""
    schema_set = toy_set(tmp_path)
    said: list[str] = []
    install(schema_set, origin, lambda message: said.append(str(message)))
    ensure_installed(unsourced(schema_set), lambda message: said.append(str(message)))
    assert said == ["Installing the official schema set “toy-1” …"]


def test_ensure_installed_without_sources(tmp_path: Path, store: Path) -> None:  # noqa: ARG001 - looks there
    """A set that cannot be had is a clear error."""
    with pytest.raises(SchemaUnavailable, match="could not be installed"):
        ensure_installed(toy_set(tmp_path))


def test_another_process_was_faster(tmp_path: Path, store: Path, origin: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """When the set appears while ours is being written, the winner stays and nothing is left of ours."""
    stage = installing._stage

    def slow_stage(target: Path, files: Mapping[str, bytes]) -> AbstractContextManager[Path]:
        write_folder(target, files)
        (target / "winner").touch()
        return stage(target, files)

    monkeypatch.setattr(installing, "_stage", slow_stage)
    install(toy_set(tmp_path), origin)
    assert (store / "toy-1" / "winner").exists()
    assert [path.name for path in store.iterdir()] == ["toy-1"]


def test_many_processes_at_once(tmp_path: Path, store: Path, origin: str) -> None:
    """Several processes that install the same set all succeed, and leave one whole set."""
    toy_set(tmp_path)
    program = (
        "import sys; from pathlib import Path; from pipeline.schemas import *; "
        "s = Catalog.load(Path(sys.argv[1])).find('toy-1'); install(s, sys.argv[2]); sys.exit(len(verify(s)))"
    )
    command = [sys.executable, "-c", program, str(tmp_path / "catalog.toml"), origin]
    running = [subprocess.Popen(command, cwd=CHECKOUT) for _ in range(4)]
    assert [process.wait() for process in running] == [0] * 4
    assert _installed(store) == FILES
    assert [path.name for path in store.iterdir()] == ["toy-1"]
