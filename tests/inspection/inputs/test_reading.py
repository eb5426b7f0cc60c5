"""Reading files: plain, packed, too large, none at all."""

import gzip
import os
import stat
import tarfile
import tracemalloc
import zlib
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.inspection.inputs import FileInput, read_input
from tests.inspection.inputs.support import LIMIT, XML, content_of, found, gzipped, packed, refusal, write, zeros

MEBIBYTE = 1 << 20


@pytest.mark.parametrize("content", [b"", XML, b"\xef\xbb\xbf" + XML, XML.decode().encode("utf-16"), b"\0\xff" * 99])
@pytest.mark.parametrize("name", ["a.xml", "a", "a.xml.gz", "a.bin"])
def test_bytes_are_left_as_they_are(tmp_path: Path, name: str, content: bytes) -> None:
    """Byte order marks, encodings and nothing at all are the parser's; packed or not."""
    path = tmp_path / name
    path.write_bytes(gzipped(content) if name.endswith(".gz") else content)
    assert content_of(path) == content


def test_gzip_is_known_by_its_bytes(tmp_path: Path) -> None:
    """Whatever the name says."""
    write(tmp_path, "a.xml", content=gzipped())
    assert content_of(tmp_path / "a.xml") == XML


def test_gzip_of_parts(tmp_path: Path) -> None:
    """They make one text; zeros at the end are padding."""
    write(tmp_path, "a.xml.gz", content=gzipped(b"<a>") + gzipped(b"") + bytes(70_000) + gzipped(b"</a>") + bytes(9))
    assert content_of(tmp_path / "a.xml.gz") == b"<a></a>"


@pytest.mark.parametrize("limit", [0, 1, 65_536, 100_000])
@pytest.mark.parametrize("name", ["a.xml", "a.xml.gz"])
def test_limit_is_exact(tmp_path: Path, name: str, limit: int) -> None:
    """As many bytes are read, one more is too large; what does not get smaller by packing is no exception."""
    for size, expected in ((limit, None), (limit + 1, "file-too-large")):
        text = os.urandom(size)
        while text.startswith((b"\x1f\x8b", b"PK")):
            text = os.urandom(size)
        write(tmp_path, name, content=gzip.compress(text, 0) if name.endswith(".gz") else text)
        content = read_input(FileInput(tmp_path / name), limit)
        assert (content.code if isinstance(content, Finding) else None) == expected
        assert expected or content == text


def test_too_large_tells_the_way_out(tmp_path: Path) -> None:
    """In the units people use, with the option."""
    write(tmp_path, "a.xml", content=bytes(2 * MEBIBYTE))
    for limit, said in ((MEBIBYTE, "1 MiB"), (3 << 10, "3 KiB"), (1, "1 byte"), (1025, "1025 bytes")):
        problem = read_input(FileInput(tmp_path / "a.xml"), limit)
        assert isinstance(problem, Finding)
        assert f"more than {said} of XML text" in str(problem.message)
        assert "--max-size" in str(problem.remedy)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.xml.gz", XML, "gzip-expected"),
        ("a.xml.gz", b"", "gzip-expected"),
        ("a.xml.gz", gzipped()[:-9], "gzip-damaged"),
        ("a.xml.gz", gzipped()[:2], "gzip-damaged"),
        ("a.xml.gz", gzipped()[:-8] + bytes(8), "gzip-damaged"),
        ("a.xml.gz", gzipped() + b"garbage", "gzip-damaged"),
        ("a.xml.gz", gzipped() + gzipped()[:12], "gzip-damaged"),
        ("a.xml.gz", b"\x1f\x8b\x08\x08" + bytes(6) + b"name without end" * 9999, "gzip-damaged"),
        ("a.xml", packed({"b.xml": XML}), "archive-unexpected"),
        ("a.xml", packed({}), "archive-unexpected"),
        ("a.xml.gz", gzipped(packed({"b.xml": XML})), "archive-unexpected"),
    ],
)
def test_not_what_it_should_be(tmp_path: Path, name: str, content: bytes, code: str) -> None:
    """It is told instead of what a parser would say of such bytes."""
    write(tmp_path, name, content=content)
    assert refusal(tmp_path / name) == code


def test_tar_archives(tmp_path: Path) -> None:
    """They are told too, packed or not."""
    write(tmp_path, "a.xml")
    for name, mode in (("a.tar", "w"), ("a.tar.gz", "w:gz")):
        with tarfile.open(tmp_path / name, mode) as tar:  # type: ignore[call-overload]  # a mode is any text here
            tar.add(tmp_path / "a.xml", "a.xml")
        assert refusal(tmp_path / name) == "archive-unexpected"


class TestBombs:
    """What is small and unpacks to much."""

    def test_gzip(self, tmp_path: Path) -> None:
        """256 MiB of zeros are left at the limit: a few megabytes of memory, not all of them."""
        write(tmp_path, "bomb.xml.gz", content=zeros(1 << 28))
        tracemalloc.start()
        assert refusal(tmp_path / "bomb.xml.gz", MEBIBYTE) == "file-too-large"
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 4 * MEBIBYTE

    def test_no_more_is_unpacked_than_the_limit(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Counted at the unpacker."""
        unpacked = list[int]()
        real = zlib.decompressobj

        class Counting:
            def __init__(self, bits: int) -> None:
                self.inner = real(bits)

            def __getattr__(self, name: str) -> object:
                return getattr(self.inner, name)

            def decompress(self, data: bytes, most: int) -> bytes:
                text = self.inner.decompress(data, most)
                unpacked.append(len(text))
                return text

        monkeypatch.setattr(zlib, "decompressobj", Counting)
        write(tmp_path, "bomb.xml.gz", content=zeros(1 << 26))
        assert refusal(tmp_path / "bomb.xml.gz", 5000) == "file-too-large"
        assert sum(unpacked) == 5001

    def test_gzip_of_nothing_in_many_parts(self, tmp_path: Path) -> None:
        """Each costs time and none gives text."""
        write(tmp_path, "parts.xml.gz", content=gzipped(b"") * 70_000)
        assert refusal(tmp_path / "parts.xml.gz", 1 << 26) == "gzip-damaged"

    def test_sparse_file(self, tmp_path: Path) -> None:
        """A terabyte that takes no room on the disk is not read at all, packed or plain."""
        for name, start in (("sparse.xml", XML), ("sparse.xml.gz", gzipped())):
            with (tmp_path / name).open("wb") as stream:
                stream.write(start)
                stream.truncate(1 << 40)
            assert refusal(tmp_path / name, MEBIBYTE) == "file-too-large"

    def test_small_files_need_little_memory(self, tmp_path: Path) -> None:
        """The limit is not what is set aside for each."""
        write(tmp_path, "a.xml", "b.xml.gz", content=gzipped())
        tracemalloc.start()
        for name in ("a.xml", "b.xml.gz"):
            assert read_input(FileInput(tmp_path / name), 1 << 30) == XML
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < MEBIBYTE


class TestNoFiles:
    """What is neither a file nor a folder is not opened: it might never end."""

    @pytest.mark.parametrize("name", ["pipe.xml", "pipe.zip", "pipe"])
    def test_pipe(self, tmp_path: Path, name: str) -> None:
        """Nobody writes to it, and nobody waits."""
        os.mkfifo(tmp_path / name)
        told = [item if isinstance(item, Finding) else refusal(tmp_path / name) for item in found(tmp_path / name)]
        assert [item.code if isinstance(item, Finding) else item for item in told] == ["file-not-regular"]

    def test_pipe_that_comes_in_the_place_of_a_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Between the look and the opening."""
        write(tmp_path, "a.xml")
        os.mkfifo(tmp_path / "pipe")
        status = (tmp_path / "a.xml").stat()
        monkeypatch.setattr(Path, "stat", lambda _: status)
        assert refusal(tmp_path / "pipe") == "file-not-regular"

    @pytest.mark.parametrize("path", ["/dev/zero", "/dev/tty", "/dev/null"])
    def test_device(self, path: str) -> None:
        """It may have no end."""
        if not Path(path).exists():
            pytest.skip(f"there is no {path}")
        assert refusal(Path(path)) == "file-not-regular"

    def test_socket(self, tmp_path: Path) -> None:
        """It cannot be opened at all."""
        try:
            os.mknod(tmp_path / "s.xml", stat.S_IFSOCK | 0o600)
        except PermissionError:
            pytest.skip("only root may make a socket by name here")
        assert refusal(tmp_path / "s.xml") == "file-not-regular"

    def test_folder_in_the_place_of_a_file(self, tmp_path: Path) -> None:
        """It was a file when it was listed."""
        assert refusal(tmp_path) == "file-unreadable"


def test_files_that_vanish(tmp_path: Path) -> None:
    """After they were listed."""
    write(tmp_path, "a.xml")
    (item,) = found(tmp_path)
    assert isinstance(item, FileInput)
    (tmp_path / "a.xml").unlink()
    problem = read_input(item, LIMIT)
    assert isinstance(problem, Finding)
    assert (problem.code, "no longer" in str(problem.message)) == ("file-missing", True)


def test_no_permission(tmp_path: Path) -> None:
    """A file and a folder; the rest is read."""
    write(tmp_path, "a.xml", "closed/b.xml", "c.xml")
    (tmp_path / "a.xml").chmod(0)
    (tmp_path / "closed").chmod(0)
    if os.access(tmp_path / "a.xml", os.R_OK):
        pytest.skip("who runs this may read everything")
    try:
        items = found(tmp_path)
        assert [item.code for item in items if isinstance(item, Finding)] == ["file-unreadable"]
        assert refusal(tmp_path / "a.xml") == "file-unreadable"
        assert content_of(tmp_path / "c.xml") == XML
    finally:
        (tmp_path / "closed").chmod(0o700)


def test_reason_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that fails while it is read."""

    def failing(*_: object) -> int:
        raise OSError(5, "Input/output error")

    write(tmp_path, "a.xml")
    monkeypatch.setattr(os, "open", failing)
    problem = read_input(FileInput(tmp_path / "a.xml"), LIMIT)
    assert isinstance(problem, Finding)
    assert "the disk cannot be read or written" in str(problem.message)
