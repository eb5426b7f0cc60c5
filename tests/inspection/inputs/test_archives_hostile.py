"""Zip archives that are damaged, lying, encrypted, enormous."""

import io
import struct
import tracemalloc
import zipfile
import zlib
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.inspection.inputs import MemberInput, find_inputs, read_input
from tests.inspection.inputs.support import LIMIT, XML, archive, found, gzipped, names, packed, texts, zeros

MEBIBYTE = 1 << 20


def damaged(content: bytes, old: bytes, new: bytes, *, last: bool = False) -> bytes:
    """Replace the first or last place of ``old``, which must be there, by as many bytes."""
    assert len(old) == len(new)
    position = content.rfind(old) if last else content.find(old)
    assert position >= 0
    return content[:position] + new + content[position + len(old) :]


def entry_at(content: bytes, number: int = 0) -> int:
    """Find an entry of the directory."""
    position = -1
    for _ in range(number + 1):
        position = content.index(b"PK\1\2", position + 1)
    return position


def with_field(content: bytes, offset: int, shape: str, value: int, number: int = 0) -> bytes:
    """Change a field of an entry of the directory."""
    changed = bytearray(content)
    struct.pack_into(shape, changed, entry_at(content, number) + offset, value)
    return bytes(changed)


class TestDamage:
    """What is wrong with an archive, or with one of its members."""

    @pytest.mark.parametrize(
        "content",
        [
            b"",
            XML,
            b"PK\5\6",
            b"PK\5\6" + b"\xff" * 18,
            packed({"a.xml": XML})[:-1],
            packed({"a.xml": XML})[5:],
            packed({"a.xml": XML}) + b"PK\5\6",
            damaged(packed({"a.xml": XML}), b"PK\1\2", b"PK\1\1"),
            damaged(packed({"a.xml": XML}), b"PK\5\6\0\0", b"PK\5\6\1\0"),
            with_field(packed({"a.xml": XML}), 28, "<H", 9999),
            with_field(packed({"a.xml": XML}), 42, "<L", 9999),
            with_field(packed({"a.xml": XML}), 42, "<L", 0xFFFF_FFFF),
            with_field(packed({"a.xml": XML}), 20, "<L", 9999),
        ],
    )
    def test_archive(self, tmp_path: Path, content: bytes) -> None:
        """It is told of the archive, named or found in a folder."""
        (tmp_path / "a.zip").write_bytes(content)
        assert names(tmp_path, tmp_path / "a.zip") == ["archive-damaged a.zip"]
        assert names(tmp_path, tmp_path) == ["archive-damaged a.zip"]

    def test_archive_in_its_middle(self, tmp_path: Path) -> None:
        """What comes before the damage is read."""
        content = packed({f"{number}.xml": XML for number in range(3)})
        (tmp_path / "a.zip").write_bytes(with_field(content, 0, "<L", 0, 2))
        assert names(tmp_path, tmp_path / "a.zip") == ["a.zip/0.xml", "a.zip/1.xml", "archive-damaged a.zip"]

    @pytest.mark.parametrize(
        ("content", "code"),
        [
            (damaged(packed({"a.xml": XML}, 0), XML, b"#" * len(XML)), "archive-member-damaged"),
            (damaged(packed({"a.xml": XML}), b"PK\3\4", b"PK\3\5"), "archive-member-damaged"),
            (damaged(packed({"a.xml": XML}), b"a.xml", b"b.xml"), "archive-member-damaged"),
            (with_field(packed({"a.xml": XML}), 16, "<L", 1), "archive-member-damaged"),
            (with_field(packed({"a.xml": XML}), 20, "<L", 5), "archive-member-damaged"),
            (with_field(packed({"a.xml": XML}), 24, "<L", 5), "archive-member-damaged"),
            (with_field(packed({"a.xml": XML}), 24, "<L", 500), "archive-member-damaged"),
            (with_field(packed({"a.xml": XML}), 24, "<L", LIMIT + 1), "file-too-large"),
            (with_field(packed({"a.xml": XML}), 10, "<H", 14), "archive-member-packing"),
            (with_field(packed({"a.xml": XML}), 10, "<H", 999), "archive-member-packing"),
            (with_field(packed({"a.xml": XML}), 8, "<H", 1), "archive-member-encrypted"),
            (with_field(packed({"a.xml": XML}), 8, "<H", 0x41), "archive-member-encrypted"),
            (packed({"a.xml": XML}, zipfile.ZIP_BZIP2), "archive-member-packing"),
            (packed({"a.xml.gz": XML}), "gzip-expected"),
            (packed({"a.xml.gz": gzipped()[:-3]}), "gzip-damaged"),
            (packed({"a.xml": packed({"b.xml": XML})}), "archive-unexpected"),
        ],
    )
    def test_member(self, tmp_path: Path, content: bytes, code: str) -> None:
        """It is told of the member; nothing that the directory declares is believed."""
        (tmp_path / "a.zip").write_bytes(content)
        assert list(texts(tmp_path / "a.zip").values()) == [code]

    def test_links(self, tmp_path: Path) -> None:
        """A link in an archive leads nowhere."""
        info = zipfile.ZipInfo("a.xml")
        info.create_system, info.external_attr = 3, 0o120777 << 16
        with zipfile.ZipFile(tmp_path / "a.zip", "w") as made:
            made.writestr(info, "/etc/passwd")
        assert texts(tmp_path / "a.zip") == {"a.xml": "archive-member-link"}

    def test_archive_that_changes(self, tmp_path: Path) -> None:
        """Between the look into its directory and the reading of a member it is replaced, or removed."""
        path = archive(tmp_path, {"a.xml": XML})
        (item,) = found(path)
        assert isinstance(item, MemberInput)
        archive(tmp_path, {"b.xml": XML * 2})
        problem = read_input(item, LIMIT)
        assert isinstance(problem, Finding)
        assert problem.code == "archive-member-damaged"
        path.unlink()
        problem = read_input(item, LIMIT)
        assert isinstance(problem, Finding)
        assert problem.code == "file-missing"


class TestBombs:
    """Archives that unpack to more than they should."""

    def test_member_that_lies(self, tmp_path: Path) -> None:
        """What is declared as 64 KiB and is 64 MiB is left at the limit."""
        content = zeros(64 * MEBIBYTE)[10:-8]  # deflate without the frame of gzip
        assert len(content) < 1 << 17
        bomb = damaged(packed({"a.xml": bytes(len(content))}, 0), bytes(len(content)), content)
        stored = with_field(bomb, 10, "<H", 8)
        (tmp_path / "a.zip").write_bytes(stored)
        tracemalloc.start()
        assert texts(tmp_path / "a.zip", MEBIBYTE // 2) == {"a.xml": "file-too-large"}
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 3 * MEBIBYTE

    def test_gzip_in_a_member(self, tmp_path: Path) -> None:
        """The limit is for the text, however often it was packed."""
        path = archive(tmp_path, {"a.xml.gz": zeros(1 << 26)})
        assert texts(path) == {"a.xml.gz": "file-too-large"}

    def test_members_over_each_other(self, tmp_path: Path) -> None:
        """All entries of the directory lead to the same bytes: no more are given than the archive could hold."""
        content = packed({"a.xml": bytes(100 * MEBIBYTE)})
        start, end = entry_at(content), content.rindex(b"PK\5\6")
        entries = content[start:end] * 10_000
        closing = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 10_000, 10_000, len(entries), start, 0)
        (tmp_path / "a.zip").write_bytes(content[:start] + entries + closing)
        assert names(tmp_path, tmp_path / "a.zip") == ["a.zip/a.xml", "archive-overlapping a.zip"]

    def test_members_within_each_other(self, tmp_path: Path) -> None:
        """Each member takes in the headers of those behind it, quoted as stored blocks of deflate."""
        kernel_packer = zlib.compressobj(9, zlib.DEFLATED, -15)
        kernel_text = bytes(MEBIBYTE)
        kernel = kernel_packer.compress(kernel_text) + kernel_packer.flush()
        body, size, crc, files = kernel, MEBIBYTE, zlib.crc32(kernel_text), list[tuple[bytes, int, int, int, int]]()
        for number in range(200):
            name = f"{number:04}.xml".encode()
            header = struct.pack("<4s5H3L2H", b"PK\3\4", 20, 0, 8, 0, 0, crc, len(body), size, len(name), 0) + name
            files.append((name, len(body), size, crc, len(header)))
            quoted = struct.pack("<B2H", 0, len(header), len(header) ^ 0xFFFF) + header
            previous, body, size = body, quoted + body, size + len(header)
            crc = zlib.crc32(header + inflated(previous))
        data = body[5:]  # the last header is not quoted
        directory, offset = b"", 0
        for name, length, text, checksum, header_length in reversed(files):
            directory += struct.pack(
                "<4s6H3L5H2L", b"PK\1\2", 20, 20, 0, 8, 0, 0, checksum, length, text, len(name), 0, 0, 0, 0, 0, offset
            )
            directory += name
            offset += header_length + 5
        closing = struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, 200, 200, len(directory), len(data), 0)
        (tmp_path / "a.zip").write_bytes(data + directory + closing)
        with zipfile.ZipFile(tmp_path / "a.zip") as believed:
            assert len(believed.read("0000.xml")) == MEBIBYTE
        told = texts(tmp_path / "a.zip", 1 << 24)
        assert len(told) < 5
        assert told[str(tmp_path / "a.zip")] == "archive-overlapping"

    def test_memory_of_many_members(self, tmp_path: Path) -> None:
        """It does not grow with their number: one entry is kept at a time."""
        peaks = []
        for count in (1_000, 30_000):
            path = archive(tmp_path, {f"folder/{number:09}.xml": b"" for number in range(count)}, f"{count}.zip")
            next(find_inputs([str(path)]))
            tracemalloc.start()
            assert sum(1 for _ in find_inputs([str(path)])) == count
            peaks.append(tracemalloc.get_traced_memory()[1])
            tracemalloc.stop()
        assert peaks[1] < peaks[0] * 1.2 < 500_000

    def test_long_fields(self, tmp_path: Path) -> None:
        """Names, extra fields and comments of 64 KiB each."""
        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as made:
            for number in range(3):
                info = zipfile.ZipInfo(f"{number}" + "x" * 65_000 + ".xml")
                info.comment = b"c" * 65_535
                made.writestr(info, XML)
        (tmp_path / "a.zip").write_bytes(stream.getvalue())
        assert list(texts(tmp_path / "a.zip").values()) == [XML] * 3


def inflated(content: bytes) -> bytes:
    """Unpack deflate."""
    return zlib.decompressobj(-15).decompress(content)
