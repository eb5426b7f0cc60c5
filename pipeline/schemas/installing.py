"""Install schema sets: all files fetched and their hashes checked first, then one rename puts the set in place."""

import os
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from pipeline import resources
from pipeline.errors import SchemaUnavailable
from pipeline.messages import Message, msg
from pipeline.reasons import reason
from pipeline.schemas.catalog import OfficialFile, SchemaSet

_STAGE_SUFFIX = ".partial"
_STALE_SECONDS = 3600

Announce = Callable[[Message], None]


@dataclass(frozen=True, slots=True)
class Problem:
    """An installed file that is missing or not the official one. ``actual`` is its SHA-256, empty when missing."""

    file: Path
    expected: str
    actual: str

    @property
    def message(self) -> Message:
        """Tell what is wrong with the file."""
        if not self.actual:
            return msg("{file} is missing.", file=str(self.file))
        return msg(
            "{file} is not the official file: SHA-256 {actual}, expected {expected}.",
            file=str(self.file),
            actual=self.actual,
            expected=self.expected,
        )


def folder_of(schema_set: SchemaSet) -> Path:
    """Give the folder in which the set's own official files are, or will be, installed."""
    return resources.official_schemas() / schema_set.id


def install_remedy(schema_set: SchemaSet) -> Message:
    """Say how to install a set, or to install it again."""
    return msg("Run: python -m pipeline schemas install {id}", id=schema_set.id)


def parts(schema_set: SchemaSet) -> Iterator[SchemaSet]:
    """Walk over the set and those it uses, as far as they have official files."""
    part: SchemaSet | None = schema_set
    while part:
        if part.files:
            yield part
        part = part.uses


def is_installed(schema_set: SchemaSet) -> bool:
    """Tell whether every file of the set, and of those it uses, is there with its size; ``verify`` reads the bytes."""
    return all(_present(folder_of(part) / file.name, file) for part in parts(schema_set) for file in part.files)


def _present(path: Path, file: OfficialFile) -> bool:
    try:
        return file.has_size(path.stat().st_size)
    except OSError:
        return False


def verify(schema_set: SchemaSet) -> tuple[Problem, ...]:
    """Hash every installed file of the set, and of those it uses, again."""
    checked = ((folder_of(part) / file.name, file) for part in parts(schema_set) for file in part.files)
    actual = ((path, file, _hash_of(path, file.limit)) for path, file in checked)
    return tuple(Problem(path, file.sha256, found) for path, file, found in actual if not file.is_hash(found))


def _hash_of(path: Path, size: int) -> str:
    try:
        with path.open("rb") as source:
            return sha256(source.read(size + 1)).hexdigest()
    except OSError:
        return ""


def ensure_installed(schema_set: SchemaSet, announce: Announce | None = None) -> None:
    """Install the set, and those it uses, unless they are there.

    ``announce`` is told before anything is fetched. Raises ``SchemaUnavailable`` when no source can give the set.
    """
    for part in parts(schema_set):
        if not is_installed(part):
            install(part, announce=announce)


def install(schema_set: SchemaSet, origin: str = "", announce: Announce | None = None) -> None:
    """Fetch the official files of one set and put them in place, also over damaged ones.

    ``origin`` is a folder, an archive or a URL; then no other source is asked. Several processes may install the
    same set at once. Raises ``SchemaUnavailable``; nothing is changed then.
    """
    from pipeline.schemas.fetching import fetch

    for part in parts(schema_set):
        if announce:
            announce(msg("Installing the official schema set “{id}” …", id=part.id))
        files = fetch(part, origin)
        try:
            _put_in_place(folder_of(part), files)
        except OSError as error:
            raise SchemaUnavailable(
                msg("The schema set “{id}” cannot be written: {reason}", id=part.id, reason=reason(error)),
                msg("Name a folder that can be written in the environment variable PIPELINE_SCHEMAS."),
            ) from error


def _put_in_place(target: Path, files: Mapping[str, bytes]) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    _sweep(target.parent)
    with _stage(target, files) as stage:
        while not _renamed(stage, target):
            if _holds(target, files):
                return  # another process was faster
            _set_aside(target)


@contextmanager
def _stage(target: Path, files: Mapping[str, bytes]) -> Iterator[Path]:
    """Write the files into a new folder beside the target; what is left of it afterwards is removed."""
    stage = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=_STAGE_SUFFIX, dir=target.parent))
    try:
        stage.chmod(0o755)
        for name, content in files.items():
            path = stage / name
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as out:
                out.write(content)
                out.flush()
                os.fsync(out.fileno())
        yield stage
    finally:
        shutil.rmtree(stage, ignore_errors=True)


def _renamed(stage: Path, target: Path) -> bool:
    """Rename the folder, unless there is something at the target already."""
    try:
        stage.rename(target)
    except OSError:
        if target.exists() or target.is_symlink():
            return False
        raise
    return True


def _holds(target: Path, files: Mapping[str, bytes]) -> bool:
    try:
        return all((target / name).read_bytes() == content for name, content in files.items())
    except OSError:
        return False


def _set_aside(target: Path) -> None:
    """Move a damaged installation out of the way and remove it."""
    aside = Path(tempfile.mkdtemp(prefix=f".{target.name}.", suffix=_STAGE_SUFFIX, dir=target.parent))
    try:
        target.rename(aside / "old")
    except FileNotFoundError:
        pass  # another process has just done it
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what installations that were killed have left behind."""
    for left in folder.glob(f".*{_STAGE_SUFFIX}"):
        try:
            old = time.time() - left.stat().st_mtime > _STALE_SECONDS
        except OSError:
            continue
        if old:
            shutil.rmtree(left, ignore_errors=True)
