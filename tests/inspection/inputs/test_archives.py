"""Zip archives from anywhere: their documents, and the names of these."""

import io
import struct
import zipfile
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.inspection.inputs import MemberInput, read_input
from pipeline.inspection.inputs.zip_directory import Member, members
from tests.inspection.inputs.support import LIMIT, XML, archive, found, gzipped, names, packed, texts

MEBIBYTE = 1 << 20


class TestMembers:
    """The documents of an archive are its members with names of documents."""

    def test_in_the_order_of_the_archive(self, tmp_path: Path) -> None:
        """Packed once more or not; others, hidden ones and those of macOS are left out."""
        path = archive(
            tmp_path,
            {
                "dir/": b"",
                "dir/b.xml": b"<b/>",
                "a.NXML": b"<a/>",
                "./c.xml.gz": gzipped(b"<c/>"),
                "d.xml": gzipped(b"<d/>"),
                "image.png": b"",
                "inner.zip": packed({"x.xml": XML}),
                "__MACOSX/dir/._b.xml": b"\0\5\x16\7",
                ".hidden/x.xml": XML,
                "été/naïve.xml": b"<e/>",
            },
        )
        assert texts(path) == {
            "dir/b.xml": b"<b/>",
            "a.NXML": b"<a/>",
            "c.xml.gz": b"<c/>",
            "d.xml": b"<d/>",
            "été/naïve.xml": b"<e/>",
        }

    @pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED])
    def test_methods(self, tmp_path: Path, method: int) -> None:
        """Stored and deflated, empty too."""
        (tmp_path / "a.ZIP").write_bytes(packed({"a.xml": XML * 9999, "b.xml": b""}, method))
        assert texts(tmp_path / "a.ZIP") == {"a.xml": XML * 9999, "b.xml": b""}

    def test_streamed(self, tmp_path: Path) -> None:
        """Sizes stand behind the members, where the packing program could not go back."""

        class Pipe(io.RawIOBase):
            def __init__(self) -> None:
                self.content = b""

            def writable(self) -> bool:
                return True

            def write(self, content: bytes) -> int:  # type: ignore[override]  # bytes are all that comes
                self.content += bytes(content)
                return len(content)

        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as made:
            made.writestr("a.xml", XML)
            made.writestr("b.xml", b"<b/>")
        (tmp_path / "a.zip").write_bytes(pipe.content)
        assert texts(tmp_path / "a.zip") == {"a.xml": XML, "b.xml": b"<b/>"}

    @pytest.mark.parametrize("before", [b"", b"#!/bin/sh\n" * 99])
    @pytest.mark.parametrize("comment", [b"", b"about this archive", b"x" * 65_535])
    def test_what_stands_around(self, tmp_path: Path, before: bytes, comment: bytes) -> None:
        """A program before the archive, a comment behind it."""
        stream = io.BytesIO(packed({"a.xml": XML}))
        with zipfile.ZipFile(stream, "a") as made:
            made.comment = comment
        (tmp_path / "a.zip").write_bytes(before + stream.getvalue())
        assert texts(tmp_path / "a.zip") == {"a.xml": XML}

    def test_zip64(self, tmp_path: Path) -> None:
        """As many members as need it, with a program before them; all is found by the wide fields."""
        content = packed({f"{number}.xml": b"" for number in range(65_536)})
        (tmp_path / "a.zip").write_bytes(b"#!/bin/sh\n" + content)
        assert b"PK\6\6" in content
        items = found(tmp_path / "a.zip")
        assert (len(items), [item for item in items if isinstance(item, Finding)]) == (65_536, [])
        assert isinstance(items[-1], MemberInput)
        assert read_input(items[-1], LIMIT) == b""

    def test_zip64_members(self, tmp_path: Path) -> None:
        """Members beyond four gigabytes, in an archive of holes and a directory."""
        far = 5 << 30
        extra = struct.pack("<2H3Q", 1, 24, far, 6 << 30, far + 7)
        entry = struct.pack(
            "<4s6H3L5H2L", b"PK\1\2", 45, 45, 0, 8, 0, 0, 1, *(0xFFFF_FFFF,) * 2, 5, len(extra), 0, 0, 0, 0, 0xFFFF_FFFF
        )
        directory = entry + b"a.xml" + extra
        start = 12 << 30
        end = start + len(directory)
        wide = struct.pack("<4sQ2H2L4Q", b"PK\6\6", 44, 45, 45, 0, 0, 1, 1, len(directory), start)
        locator = struct.pack("<4sLQL", b"PK\6\7", 0, end, 1)
        last = struct.pack("<4s4H2LH", b"PK\5\6", 0xFFFF, 0xFFFF, 0xFFFF, 0xFFFF, *(0xFFFF_FFFF,) * 2, 0)
        with (tmp_path / "a.zip").open("w+b") as sparse:
            sparse.seek(start)
            sparse.write(directory + wide + locator + last)
            found_members = list(members(sparse))
        assert found_members == [Member(b"a.xml", far + 7, 6 << 30, far, 1, 8)]

    def test_nothing_inside(self, tmp_path: Path) -> None:
        """Nor is an archive in an archive opened, however many there are."""
        inner = packed({"x.xml": XML})
        for _ in range(20):
            inner = packed({f"{number}.zip": inner for number in range(2)})
        for name, content in (("nested.zip", inner), ("empty.zip", packed({})), ("images.zip", packed({"a.png": b""}))):
            (tmp_path / name).write_bytes(content)
            assert names(tmp_path, tmp_path / name) == [f"no-documents {name}"]


class TestNames:
    """Nothing is written, so names can do no harm but mislead."""

    @pytest.mark.parametrize(
        "name",
        [
            "../x.xml",
            "a/../../x.xml",
            "a/../x.xml",
            "/etc/x.xml",
            "\\x.xml",
            "..\\x.xml",
            "C:\\x.xml",
            "C:x.xml",
            "//h/x.xml",
        ],
    )
    def test_leading_outside(self, tmp_path: Path, name: str) -> None:
        """They are told, with the name, and are not read; the others are."""
        path = archive(tmp_path, {name: XML, "good.xml": XML})
        problem, good = found(path)
        assert isinstance(problem, Finding)
        assert (problem.code, problem.place.file) == ("archive-member-outside", str(path))
        assert name in str(problem.message)
        assert isinstance(good, MemberInput)

    @pytest.mark.parametrize(
        ("name", "shown"),
        [
            ("dir\\x.xml", "dir/x.xml"),
            ("./dir//x.xml", "dir/x.xml"),
            ("a\0b.xml", r"a\x00b.xml"),
            ("a\x1b[31m\n\x7f.xml", r"a\x1b[31m\x0a\x7f.xml"),
            ("...xml/..a/x.xml", None),
        ],
    )
    def test_shown_safely(self, tmp_path: Path, name: str, shown: str | None) -> None:
        """As paths with slashes, control characters as escapes."""
        path = archive(tmp_path, {name: XML, "z.xml": b"<z/>"})
        assert texts(path) == ({shown: XML} if shown else {}) | {"z.xml": b"<z/>"}

    def test_name_that_ends_before_its_ending(self, tmp_path: Path) -> None:
        """A null character ends no name here."""
        assert names(tmp_path, archive(tmp_path, {"x.xml\0.exe": XML, "y.exe\0.xml": XML})) == [r"a.zip/y.exe\x00.xml"]

    @pytest.mark.parametrize(
        ("raw", "shown"),
        [("é.xml".encode(), "é.xml"), ("é.xml".encode("cp437"), "é.xml"), (b"\xff\xfe.xml", "\u00a0\u25a0.xml")],
    )
    def test_encodings_without_a_flag(self, tmp_path: Path, raw: bytes, shown: str) -> None:
        """UTF-8 where it can be, else what the standard says."""
        placeholder = b"#" * len(raw.removesuffix(b".xml")) + b".xml"
        (tmp_path / "a.zip").write_bytes(packed({placeholder.decode(): XML}).replace(placeholder, raw))
        assert texts(tmp_path / "a.zip") == {shown: XML}

    def test_flag_that_is_wrong(self, tmp_path: Path) -> None:
        """A name that should be UTF-8 and is not is shown with escapes."""
        content = packed({"é.xml": XML}).replace("é".encode(), b"\xff\xfe")
        (tmp_path / "a.zip").write_bytes(content)
        assert texts(tmp_path / "a.zip") == {r"\xff\xfe.xml": XML}
