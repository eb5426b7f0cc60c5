"""The output folder: locked by one build, filled in one go, and touched only where files are ours.

Files wait in a stage inside of the folder (``.build``) until all are made; then each is moved to its place by one
rename, and the manifest last. So a build that is killed, or finds the disk full, leaves the old output as it was; one
that is killed while it moves files leaves each file whole, old or new, and the next build completes the work.
"""

import errno
import os
import shutil
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from filecmp import cmp
from hashlib import file_digest
from pathlib import Path
from sqlite3 import OperationalError as DatabaseError
from typing import TYPE_CHECKING

from filelock import FileLock, Timeout

from pipeline import manifest
from pipeline.building.inventory import Inventory, StagedFile, Vanished
from pipeline.errors import PipelineError, UsageError
from pipeline.manifest.rows import is_inside
from pipeline.messages import msg
from pipeline.reasons import reason
from pipeline.record_files import legible

if TYPE_CHECKING:
    from pipeline.manifest.rows import FileRow

STAGE = ".build"
LOCK = ".lock"


@contextmanager
def writing(path: Path) -> Iterator[None]:
    """Turn what the system says about writing to ``path`` into a ``PipelineError`` with a remedy."""
    try:
        yield
    except OSError as error:
        raise refused(path, error) from error


def refused(path: Path, error: OSError | DatabaseError) -> PipelineError:
    """Say why something cannot be written, and what to do."""
    is_full = getattr(error, "errno", None) in (errno.ENOSPC, errno.EDQUOT) or "disk is full" in str(error)
    return PipelineError(
        msg("“{path}” cannot be written: {reason}.", path=str(path), reason=reason(error)),
        msg("Make room on the disk, and build again.")
        if is_full
        else msg("Check that the folder may be written to, or name another one with --out."),
    )


@contextmanager
def open_folder(path: Path) -> Iterator["OutputFolder"]:
    """Make the folder if need be, lock it, and give it with an empty stage, which is removed in the end.

    Raises ``UsageError`` where there is a file, ``PipelineError`` where another build is writing or nothing may be.
    """
    with writing(path):
        if path.exists() and not path.is_dir():
            raise UsageError(
                msg("“{path}” is a file, not a folder.", path=str(path)),
                msg("Name a folder for the output with --out."),
            )
        path.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path / LOCK)
        _take(lock, path)
    folder = OutputFolder(path)
    try:
        folder.begin()
        yield folder
    finally:
        folder.end()
        lock.release()


class OutputFolder:
    """A locked output folder."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.stage = path / STAGE
        self.manifest = path / manifest.NAME
        self.interrupted: tuple[FileRow, ...] = ()
        """What a build that was killed while it moved files had made."""

    def begin(self) -> None:
        """Make an empty stage; what is left of a killed build is removed."""
        with writing(self.stage):
            try:
                self.interrupted = tuple(manifest.read(self.stage / manifest.NAME))
            except manifest.ManifestUnreadable:  # killed before it was written to the end, so nothing was moved
                self.interrupted = ()
            shutil.rmtree(self.stage, ignore_errors=True)
            self.stage.mkdir()

    def end(self) -> None:
        """Remove the stage."""
        shutil.rmtree(self.stage, ignore_errors=True)

    def moved(self) -> Iterator["FileRow"]:
        """Give what a build that was killed had moved to its place already, though no manifest lists it."""
        for row in self.interrupted:
            if is_inside(row.path) and hash_of(self.path / row.path) == row.sha256:
                yield row

    def seen_from(self, sources: Sequence[Path]) -> tuple[str, ...]:
        """Write sources as they are seen from the folder, so that moving all of a project changes nothing."""
        return tuple(_relative(source, self.path) for source in sources)

    def publish(self, inventory: Inventory, sources: Sequence[str]) -> tuple[str, ...]:
        """Move all files to their places, remove those that are no longer made, and write the manifest.

        ``sources`` are what the files were made of, for the manifest. Gives the paths of files that are no longer made
        but were changed by hand: they are left alone.
        """
        waiting = self.stage / manifest.NAME
        with writing(waiting), waiting.open("w", encoding="utf-8", newline="\n") as stream:
            manifest.write((file.row for file in inventory.files()), sources, stream)
        for file in inventory.files():
            if file.staged:
                self._place(file)
        left = tuple(old.path for old in inventory.vanished() if not self._remove(old, inventory))
        with writing(self.manifest):
            waiting.replace(self.manifest)
        return left

    def _place(self, file: StagedFile) -> None:
        source, target = self.stage / file.staged, self.path / file.row.path
        with writing(target):
            target.parent.mkdir(parents=True, exist_ok=True)
            if not _same(source, target):
                _move(source, target)

    def _remove(self, old: Vanished, inventory: Inventory) -> bool:
        """Remove a file that an earlier build made. Gives false for one that is not as that build left it."""
        target = self.path / old.path
        if not is_inside(old.path) or target.is_symlink() or not target.is_file():
            return True
        namesake = inventory.namesake(old.path)
        if namesake and (self.path / namesake).exists() and target.samefile(self.path / namesake):
            return True  # the file system takes both names for one
        with writing(target):
            with target.open("rb") as stream:
                if file_digest(stream, "sha256").hexdigest() not in old.hashes:
                    return False
            target.unlink()
            _remove_empty(target.parent, self.path)
        return True


def _take(lock: FileLock, path: Path) -> None:
    try:
        lock.acquire(timeout=0)
    except Timeout:
        raise PipelineError(
            msg("Another build is writing to “{path}”.", path=str(path)),
            msg("Wait for its end, or name another folder with --out."),
        ) from None


def write_staged(stage: Path, name: str, content: bytes) -> None:
    """Write a file into the stage. Raises ``PipelineError``."""
    path = stage / name
    with writing(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _relative(path: Path, folder: Path) -> str:
    try:
        return legible(Path(os.path.relpath(path, folder)).as_posix())
    except ValueError:  # another drive of Windows
        return legible(path.absolute().as_posix())


def hash_of(path: Path) -> str:
    """Give the SHA-256 of a file, or nothing for what is none or cannot be read."""
    try:
        if not path.is_file():
            return ""
        with path.open("rb") as stream:
            return file_digest(stream, "sha256").hexdigest()
    except (OSError, ValueError):
        return ""


def _same(source: Path, target: Path) -> bool:
    return target.is_file() and not target.is_symlink() and cmp(source, target, shallow=False)


def _move(source: Path, target: Path) -> None:
    try:
        source.replace(target)
    except OSError as error:
        if error.errno != errno.EXDEV:  # a folder of the output may lie on another disk
            raise
        near = target.with_name(f".{target.name}.{os.getpid()}")
        try:
            shutil.copyfile(source, near)
            near.replace(target)
        finally:
            near.unlink(missing_ok=True)


def _remove_empty(folder: Path, top: Path) -> None:
    while folder != top and not any(folder.iterdir()):
        folder.rmdir()
        folder = folder.parent
