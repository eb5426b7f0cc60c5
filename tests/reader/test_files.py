"""From files to raw records."""

import os
import tracemalloc
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.reader import parsed
from pipeline.reader.files import Raw, RawRecord, parse, raw_records
from pipeline.reader.parsed import Unreadable
from pipeline.record_files import RecordFile


def raws(path: Path) -> list[Raw]:
    """Give the raw records of a file."""
    return list(raw_records(RecordFile(path, path.name, None)))


def codes(path: Path) -> list[str]:
    """Give the codes of what keeps a file's records from being read."""
    return [raw.code for raw in raws(path) if isinstance(raw, Finding)]


def test_lines(tmp_path: Path) -> None:
    """One record per line; blank lines are skipped, but counted; the last needs no end; a mark may stand first."""
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'\xef\xbb\xbf{"a": 1}\r\n\n  \t\n{"a": 2}\n{"a": 3}')
    records = [raw for raw in raws(path) if isinstance(raw, RawRecord)]
    assert [(raw.line, parse(raw).data["a"]) for raw in records] == [(1, "1"), (4, "2"), (5, "3")]
    assert [raw.source for raw in records] == ["a.jsonl:1", "a.jsonl:4", "a.jsonl:5"]
    assert str(parse(records[1]).place(("a",))) == "a.jsonl:4:7"


def test_whole_files(tmp_path: Path) -> None:
    """The name's ending says the syntax, in any case of letters."""
    for name in ("a.yaml", "a.YML", "a.json", "a.Json"):
        (tmp_path / name).write_bytes(b'\xef\xbb\xbf{"a": "\xc3\xa9"}')
        os.utime(tmp_path / name, (5.0, 1234.5))
        (raw,) = raws(tmp_path / name)
        assert isinstance(raw, RawRecord)
        assert (raw.source, raw.stem, raw.modified) == (name, "a", 1234.5)
        assert parse(raw).data == {"a": "é"}


def test_schema_key_is_for_editors(tmp_path: Path) -> None:
    """A JSON file says by a key what its JSON Schema is; it is no part of the record."""
    path = tmp_path / "a.json"
    path.write_text('{"$schema": "../schemas/x.json", "a": 1}')
    (raw,) = raws(path)
    assert isinstance(raw, RawRecord)
    assert parse(raw).data == {"a": "1"}


def test_other_encodings_are_told(tmp_path: Path) -> None:
    """With the line and column of the first wrong byte, and what to do."""
    path = tmp_path / "a.yaml"
    path.write_bytes("a: b\nc: été".encode("latin-1"))
    (raw,) = raws(path)
    assert isinstance(raw, RawRecord)
    with pytest.raises(Unreadable) as caught:
        parse(raw)
    finding = caught.value.finding
    assert (finding.code, str(finding.place)) == ("encoding-not-utf-8", "a.yaml:2:4")
    assert "0xE9" in str(finding.message)
    assert "UTF-8" in str(finding.remedy)


def test_sixteen_bit_files_are_told(tmp_path: Path) -> None:
    """Some programs save “Unicode” so."""
    path = tmp_path / "a.yaml"
    path.write_text("a: b", encoding="utf-16")
    (raw,) = raws(path)
    assert isinstance(raw, RawRecord)
    with pytest.raises(Unreadable, match="UTF-8"):
        parse(raw)


def test_size_is_bounded(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file or a line that is too long is told; the lines after it are read."""
    monkeypatch.setattr("pipeline.reader.files.MAXIMUM_BYTES", 20)
    (tmp_path / "a.yaml").write_text("a: " + "x" * 100)
    (tmp_path / "a.jsonl").write_text('{"a": "' + "x" * 1000 + '"}\n{"b": 1}\n')
    assert codes(tmp_path / "a.yaml") == ["record-too-large"]
    found = raws(tmp_path / "a.jsonl")
    assert [raw.place.line if isinstance(raw, Finding) else raw.content for raw in found] == [1, b'{"b": 1}\n']


def test_what_is_no_file(tmp_path: Path) -> None:
    """A folder with a record's name, a pipe that nobody writes to, a link to nowhere."""
    (tmp_path / "a.yaml").mkdir()
    os.mkfifo(tmp_path / "b.yaml")
    (tmp_path / "c.yaml").symlink_to(tmp_path / "nowhere")
    assert [codes(tmp_path / name) for name in ("a.yaml", "b.yaml", "c.yaml")] == [
        ["file-expected"],
        ["file-expected"],
        ["file-unreadable"],
    ]


def test_forbidden_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, without a traceback (the test cannot rely on permissions: it may run as root)."""
    path = tmp_path / "a.yaml"
    path.write_text("a: b")

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert codes(path) == ["file-unreadable"]


def test_memory_is_flat(tmp_path: Path) -> None:
    """However many lines a file has, few are in memory."""
    path = tmp_path / "a.jsonl"
    line = '{"a": "' + "x" * 10_000 + '"}\n'
    path.write_text(line * 1000)
    tracemalloc.start()
    count = sum(1 for _ in raw_records(RecordFile(path, "a", None)))
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert count == 1000
    assert peak < 1_000_000 < parsed.MAXIMUM_BYTES
