"""The directory of a zip archive, read entry by entry.

The standard library's ``zipfile`` keeps all entries, about a kilobyte each and in each process, and trusts that members
do not overlap. Here one entry is kept at a time, and a member can be unpacked without its directory.

Source: PKWARE APPNOTE.TXT 6.3.10, sections 4.3 (records), 4.4 (fields), 4.5.3 (Zip64).
"""

import io
import stat
import struct
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

_END = struct.Struct("<4s4H2LH")
_END_64 = struct.Struct("<4sQ2H2L4Q")
_LOCATOR_64 = struct.Struct("<4sLQL")
_ENTRY = struct.Struct("<4s6H3L5H2L")
LOCAL = struct.Struct("<4s5H3L2H")

_END_SIGNATURE, _END_64_SIGNATURE, _LOCATOR_SIGNATURE = b"PK\5\6", b"PK\6\6", b"PK\6\7"
_ENTRY_SIGNATURE, LOCAL_SIGNATURE = b"PK\1\2", b"PK\3\4"

_LONGEST_COMMENT = 0xFFFF
_IN_ZIP64 = 0xFFFF_FFFF
_ZIP64_FIELD = 1
_ENCRYPTED = 1 << 0 | 1 << 6 | 1 << 13
_UTF8 = 1 << 11
_UNIX = 3


class DamagedArchive(Exception):
    """The bytes are no zip archive, or not all of it."""


class OverlappingMembers(Exception):
    """The members take more bytes than the archive has, so that some must share theirs.

    This is how an archive of some megabytes unpacks to petabytes. Source: David Fifield, “A better zip bomb”, USENIX
    Workshop on Offensive Technologies 2019.
    """


@dataclass(frozen=True, slots=True)
class Member:
    """A member of an archive as the directory declares it; nothing of it is to be trusted.

    ``name`` is as it is written, ``offset`` the absolute position of the local header, ``packed`` and ``size`` are in
    bytes, ``crc`` is the CRC-32 of the text, ``method`` the number of the packing method.
    """

    name: bytes
    offset: int
    packed: int
    size: int
    crc: int
    method: int
    is_utf8: bool = False
    is_encrypted: bool = False
    is_link: bool = False


@dataclass(frozen=True, slots=True)
class _Directory:
    """Where the directory is: absolute positions. ``shift`` is what was put before the archive, such as a program."""

    start: int
    end: int
    shift: int


def members(archive: BinaryIO) -> Iterator[Member]:
    """Give the members in the order of the directory, folders too.

    Each has its place before the directory, and all together have room there: the work of unpacking them all is bounded
    by the size of the archive, whatever it declares. Raises ``DamagedArchive`` and ``OverlappingMembers``.
    """
    directory = _find_directory(archive)
    archive.seek(directory.start)
    room = directory.start
    position = directory.start
    while position < directory.end:
        member, length = _entry(archive, directory)
        room -= LOCAL.size + len(member.name) + member.packed
        if room < 0:
            raise OverlappingMembers
        position += length
        yield member
    if position != directory.end:
        raise DamagedArchive


def _entry(archive: BinaryIO, directory: _Directory) -> tuple[Member, int]:
    """Read the next entry of the directory, and give its length too."""
    fields = _unpack(_ENTRY, _exactly(archive, _ENTRY.size), _ENTRY_SIGNATURE)
    _, made_by, _, flags, method, _, _, crc, packed, size, *lengths, _, _, attributes, offset = fields
    name, extra, _ = (_exactly(archive, length) for length in lengths)
    size, packed, offset = _zip64(extra, (size, packed, offset))
    if directory.shift + offset + LOCAL.size + len(name) + packed > directory.start:
        raise DamagedArchive
    member = Member(
        name,
        directory.shift + offset,
        packed,
        size,
        crc,
        method,
        is_utf8=bool(flags & _UTF8),
        is_encrypted=bool(flags & _ENCRYPTED),
        is_link=made_by >> 8 == _UNIX and stat.S_ISLNK(attributes >> 16),
    )
    return member, _ENTRY.size + sum(lengths)


def _zip64(extra: bytes, values: tuple[int, int, int]) -> tuple[int, ...]:
    """Take from the Zip64 field what has no room in the entry; it holds those values only, in this order."""
    if _IN_ZIP64 not in values:
        return values
    wide = _extra_field(extra, _ZIP64_FIELD)
    full = []
    for value in values:
        if value == _IN_ZIP64:
            if len(wide) < 8:
                raise DamagedArchive
            value, wide = int.from_bytes(wide[:8], "little"), wide[8:]  # noqa: PLW2901 - the value that was meant
        full.append(value)
    return tuple(full)


def _extra_field(extra: bytes, wanted: int) -> bytes:
    while len(extra) >= 4:
        kind, length = struct.unpack_from("<2H", extra)
        if kind == wanted:
            return extra[4 : 4 + length]
        extra = extra[4 + length :]
    return b""


def _find_directory(archive: BinaryIO) -> _Directory:
    """Find the directory from the end of the archive, as everybody does."""
    total = archive.seek(0, io.SEEK_END)
    tail_start = max(0, total - _END.size - _LONGEST_COMMENT)
    archive.seek(tail_start)
    tail = archive.read(total - tail_start)
    found = tail.rfind(_END_SIGNATURE)
    if found < 0 or len(tail) - found < _END.size:
        raise DamagedArchive
    _, disk, first_disk, _, _, size, offset, _ = _END.unpack_from(tail, found)
    end = tail_start + found
    wide = _find_end_64(archive, end)
    if wide:
        end, disk, first_disk, size, offset = wide
    shift = end - size - offset
    if disk or first_disk or shift < 0:  # the first of several volumes, or cut off
        raise DamagedArchive
    return _Directory(end - size, end, shift)


def _find_end_64(archive: BinaryIO, end: int) -> tuple[int, int, int, int, int] | None:
    """Find the Zip64 record before the usual one.

    Give its position, the numbers of this volume and of the first one, and the directory's size and offset.
    """
    before = end - _LOCATOR_64.size
    if before < 0:
        return None
    archive.seek(before)
    signature, _, declared, _ = _LOCATOR_64.unpack(_exactly(archive, _LOCATOR_64.size))
    if signature != _LOCATOR_SIGNATURE:
        return None
    for position in (before - _END_64.size, declared):  # the declared one counts from where the archive should begin
        if 0 <= position <= before - _END_64.size:
            archive.seek(position)
            record = _exactly(archive, _END_64.size)
            if record.startswith(_END_64_SIGNATURE):
                _, _, _, _, disk, first_disk, _, _, size, offset = _END_64.unpack(record)
                return position, disk, first_disk, size, offset
    return None


def _exactly(archive: BinaryIO, length: int) -> bytes:
    content = archive.read(length)
    if len(content) != length:
        raise DamagedArchive
    return content


def _unpack(shape: struct.Struct, content: bytes, signature: bytes) -> tuple[int, ...]:
    fields = shape.unpack(content)
    if fields[0] != signature:
        raise DamagedArchive
    return fields
