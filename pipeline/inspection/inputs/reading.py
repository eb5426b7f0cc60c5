"""Reading an input, in whatever process: the bytes of its XML text, or the problem."""

import zlib
from io import FileIO
from os import fstat
from pathlib import Path

from pipeline.findings import Finding
from pipeline.inspection.inputs import problems
from pipeline.inspection.inputs.names import is_gzip
from pipeline.inspection.inputs.opening import CHUNK, chunks, open_regular, read_bounded
from pipeline.inspection.inputs.unpacking import GZIP_MAGIC, Damaged, TooLarge, gunzip, inflate
from pipeline.inspection.inputs.values import FileInput, Input, MemberInput, Refused, StandardInput
from pipeline.inspection.inputs.zip_directory import LOCAL, LOCAL_SIGNATURE, Member
from pipeline.record_files import unreadable

_STORED, _DEFLATED = 0, 8
"""The methods of ISO/IEC 21320-1:2015; others are rare, and some let an archive decide how much memory they need."""

_ZIP_MAGICS = (b"PK\3\4", b"PK\5\6")
_TAR_MAGIC, _TAR_MAGIC_AT = b"ustar", 257


def read_input(item: Input, limit: int) -> bytes | Finding:
    """Give the document's bytes as they are, unpacked; ``limit`` is the most of them.

    Neither time nor memory depend on what a packed document declares: unpacking stops at the limit. An empty document
    is given as such. Nothing is raised.
    """
    try:
        content = _content(item, limit)
    except Refused as refused:
        return refused.finding
    except TooLarge:
        return problems.too_large(item.name, limit)
    except Damaged:
        return problems.gzip_damaged(item.name)
    except FileNotFoundError as error:
        return absent(item.path) if isinstance(item, FileInput | MemberInput) else unreadable(item.name, error)
    except OSError as error:
        return unreadable(item.name, error)
    return problems.archive_unexpected(item.name) if _is_archive(content) else content


def _content(item: Input, limit: int) -> bytes:
    match item:
        case FileInput():
            return _file(item, limit)
        case MemberInput():
            packed = _member(item, limit)
        case StandardInput():
            packed = item.content
    return _unpacked(packed, item, limit)


def _file(item: FileInput, limit: int) -> bytes:
    with open_regular(item.path) as stream:
        size = fstat(stream.fileno()).st_size
        is_packed = stream.read(len(GZIP_MAGIC)) == GZIP_MAGIC
        stream.seek(0)
        if is_packed and size <= _packed_limit(limit):
            return gunzip(chunks(stream, size), limit)
        if is_gzip(item.name) and not is_packed:
            raise Refused(problems.gzip_expected(item.name))
        return read_bounded(stream, limit, size)


def _unpacked(content: bytes, item: Input, limit: int) -> bytes:
    if content.startswith(GZIP_MAGIC):
        return gunzip((content[start : start + CHUNK] for start in range(0, len(content), CHUNK)), limit)
    if is_gzip(item.name):
        raise Refused(problems.gzip_expected(item.name))
    return content


def _packed_limit(limit: int) -> int:
    """Give the bytes that a text of ``limit`` bytes may have when it is packed without getting smaller."""
    return limit + limit // 1024 + CHUNK


def _member(item: MemberInput, limit: int) -> bytes:
    member = item.member
    if member.is_link:
        raise Refused(problems.member_is_link(item.name))
    if member.is_encrypted:
        raise Refused(problems.member_encrypted(item.name))
    if member.method not in (_STORED, _DEFLATED):
        raise Refused(problems.member_packing(item.name, member.method))
    if member.size > limit or member.packed > _packed_limit(limit):
        raise TooLarge
    try:
        with open_regular(item.path) as archive:
            content = _member_text(archive, member, limit)
    except Damaged:
        raise Refused(problems.member_damaged(item.name)) from None
    return content


def _member_text(archive: FileIO, member: Member, limit: int) -> bytes:
    """Unpack a member. Raises ``Damaged`` also where it is not what the directory says."""
    archive.seek(member.offset)
    header = archive.read(LOCAL.size + len(member.name)) or b""
    if len(header) != LOCAL.size + len(member.name):
        raise Damaged
    signature, *_, name_length, extra_length = LOCAL.unpack_from(header)
    if signature != LOCAL_SIGNATURE or name_length != len(member.name) or header[LOCAL.size :] != member.name:
        raise Damaged
    archive.seek(extra_length, 1)
    packed = chunks(archive, member.packed)
    content = b"".join(packed) if member.method == _STORED else inflate(packed, limit)
    if len(content) != member.size or zlib.crc32(content) != member.crc:
        raise Damaged
    return content


def _is_archive(content: bytes) -> bool:
    tar = content[_TAR_MAGIC_AT : _TAR_MAGIC_AT + len(_TAR_MAGIC)]
    return content.startswith(_ZIP_MAGICS) or tar == _TAR_MAGIC


def broken_link(path: Path) -> Finding | None:
    """Say of a path that does not exist where it leads, if it is a link."""
    try:
        target = path.readlink()
    except (OSError, ValueError):
        return None
    return problems.broken_link(str(path), str(target))


def absent(path: Path) -> Finding:
    """Say of a path that was listed a moment ago what has become of it: a link that leads nowhere, or nothing."""
    return broken_link(path) or problems.vanished(str(path))
