"""Read the files the catalog knows out of a zip or tar archive, and nothing else; no file is ever written."""

import io
import tarfile
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import PurePosixPath
from typing import IO

from pipeline.schemas.catalog import OfficialFile

_MOST_MEMBERS = 100_000

Open = Callable[[], IO[bytes] | None]


class NotAnArchive(Exception):
    """The bytes are no zip or tar archive, or a damaged one."""


def read_archive(
    archive: IO[bytes], wanted: Sequence[OfficialFile], folder: str = ""
) -> Iterator[tuple[OfficialFile, bytes]]:
    """Give the wanted files under ``folder``, or, without one, wherever they lie in the archive.

    Where several members have a name, the official one is given. Never more of a member is unpacked than the catalog
    says the file has. Raises ``NotAnArchive``.
    """
    try:
        if zipfile.is_zipfile(archive):
            archive.seek(0)
            with zipfile.ZipFile(archive) as opened:
                members: dict[str, Open] = {name: partial(opened.open, name) for name in opened.NameToInfo}
                yield from _found(members, wanted, folder)
        else:
            archive.seek(0)
            with _tar(archive) as opened_tar:
                yield from _found(_tar_members(opened_tar), wanted, folder)
    except (zipfile.BadZipFile, tarfile.TarError, zlib.error, OSError, EOFError, RuntimeError, ValueError) as error:
        raise NotAnArchive(str(error)) from error


def _found(
    members: Mapping[str, Open], wanted: Sequence[OfficialFile], folder: str
) -> Iterator[tuple[OfficialFile, bytes]]:
    by_name: dict[str, list[str]] = {}
    for name in members:
        by_name.setdefault(PurePosixPath(name).name, []).append(name)
    for file in wanted:
        names = by_name.get(PurePosixPath(file.name).name, ())
        if folder:
            names = [name for name in names if name in {f"{folder}/{file.name}", f"package/{folder}/{file.name}"}]
        content = _official([members[name] for name in names], file)
        if content is not None:
            yield file, content


def _official(members: Sequence[Open], file: OfficialFile) -> bytes | None:
    content = None
    for opened in members:
        with opened() or io.BytesIO() as member:
            content = member.read(file.limit + 1)
        if file.is_official(content):
            return content
    return content


def _tar(archive: IO[bytes]) -> tarfile.TarFile:
    try:
        return tarfile.open(fileobj=archive)
    except tarfile.ReadError:
        raise NotAnArchive("neither zip nor tar") from None  # its own sentence lists all that was tried


def _tar_members(archive: tarfile.TarFile) -> dict[str, Open]:
    members: dict[str, Open] = {}
    for member in archive:
        if member.isfile():
            members[member.name] = partial(archive.extractfile, member)
        if len(members) > _MOST_MEMBERS:
            raise ValueError("too many members")
    return members
