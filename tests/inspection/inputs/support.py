"""Files, archives and what is said of them, in short."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from pipeline.findings import Finding
from pipeline.inspection.inputs import FileInput, Found, RecordSource, find_inputs, read_input

XML = b"<?xml version='1.0'?><article/>"
LIMIT = 1_000_000


def write(folder: Path, *names: str, content: bytes = XML) -> Path:
    """Write files with the same content below a folder, in the order that is given."""
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def packed(members: Mapping[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Pack a zip archive; names stand in it as they are given."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", method) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo()
            info.filename, info.compress_type = name, method
            archive.writestr(info, content)
    return stream.getvalue()


def archive(folder: Path, members: Mapping[str, bytes], name: str = "a.zip") -> Path:
    """Write a zip archive."""
    path = folder / name
    path.write_bytes(packed(members))
    return path


def zeros(size: int) -> bytes:
    """Pack as many zeros by gzip, without having them all at once."""
    packer = zlib.compressobj(9, zlib.DEFLATED, zlib.MAX_WBITS | 16)
    block = bytes(1 << 20)
    return b"".join(packer.compress(block) for _ in range(size >> 20)) + packer.flush()


def gzipped(content: bytes = XML) -> bytes:
    """Pack by gzip."""
    return gzip.compress(content, mtime=0)


def found(*arguments: Path | str) -> list[Found]:
    """Find all inputs."""
    return list(find_inputs([str(argument) for argument in arguments]))


def short(items: Sequence[Found], root: Path) -> list[str]:
    """Give each input by its name below ``root``, records and problems marked."""
    return [_short(item, root) for item in items]


def _short(item: Found, root: Path) -> str:
    if isinstance(item, Finding):
        return f"{item.code} {item.place.file.removeprefix(f'{root}/')}"
    name = item.name.removeprefix(f"{root}/")
    return f"records {name}" if isinstance(item, RecordSource) else name


def names(root: Path, *arguments: Path | str) -> list[str]:
    """Find inputs and give them in short."""
    return short(found(*arguments), root)


def content_of(path: Path, limit: int = LIMIT) -> bytes:
    """Read a file that can be read."""
    content = read_input(FileInput(path), limit)
    assert isinstance(content, bytes), content
    return content


def refusal(path: Path, limit: int = LIMIT) -> str:
    """Read a file that cannot be read, and give the code."""
    problem = read_input(FileInput(path), limit)
    assert isinstance(problem, Finding), problem
    assert problem.place.file == str(path)
    assert problem.remedy
    return problem.code


def texts(path: Path, limit: int = LIMIT) -> dict[str, bytes | str]:
    """Read all of an archive: by name its text, or the code of what is wrong with it."""
    read: dict[str, bytes | str] = {}
    for item in find_inputs([str(path)]):
        assert not isinstance(item, RecordSource)
        result = item if isinstance(item, Finding) else read_input(item, limit)
        name = item.place.file if isinstance(item, Finding) else item.name
        read[name.removeprefix(f"{path}/")] = result.code if isinstance(result, Finding) else result
    return read
