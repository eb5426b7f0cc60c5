"""From files to raw records: the bytes of each, bounded, with the line they begin on. JSON Lines are streamed."""

import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from pipeline.findings import Finding
from pipeline.reader import syntax
from pipeline.reader.json_source import read_json
from pipeline.reader.parsed import MAXIMUM_BYTES, Parsed, Unreadable
from pipeline.reader.yaml_source import read_yaml
from pipeline.record_files import LINES_SUFFIXES, JournalFolder, RecordFile, legible, not_a_file, unreadable


@dataclass(frozen=True, slots=True)
class RawRecord:
    """One record as bytes. It can be sent to another process to be read there.

    ``line`` is its first line in a file of JSON Lines, else 0; ``stem`` is the file's name, which becomes the id of
    the only record in a file; ``modified`` is the file's time of change, in seconds since 1970.
    """

    file: str
    line: int
    content: bytes
    stem: str
    is_yaml: bool
    journal: JournalFolder | None
    modified: float

    @property
    def source(self) -> str:
        """Name the record for people: its file and, where a file has many, its line."""
        return f"{self.file}:{self.line}" if self.line else self.file


Raw: TypeAlias = RawRecord | Finding


def raw_records(found: RecordFile) -> Iterator[Raw]:
    """Give the records of a file one by one; what cannot be read is a finding."""
    try:
        status = found.path.stat()
        if not stat.S_ISREG(status.st_mode):  # a folder, or a pipe that would never end
            yield not_a_file(found.shown)
        elif found.path.suffix.lower() in LINES_SUFFIXES:
            yield from _lines(found, status.st_mtime)
        else:
            yield _whole(found, status.st_mtime)
    except OSError as error:
        yield unreadable(found.shown, error)


def _whole(found: RecordFile, modified: float) -> Raw:
    with found.path.open("rb") as stream:
        content = stream.read(MAXIMUM_BYTES + 1)
    if len(content) > MAXIMUM_BYTES:
        return syntax.too_large(found.shown)
    is_yaml = found.path.suffix.lower() != ".json"
    return RawRecord(found.shown, 0, content, legible(found.path.stem), is_yaml, found.journal, modified)


def _lines(found: RecordFile, modified: float) -> Iterator[Raw]:
    with found.path.open("rb") as stream:
        number = 0
        while line := stream.readline(MAXIMUM_BYTES + 1):
            number += 1
            if len(line) > MAXIMUM_BYTES:
                yield syntax.too_large(found.shown, number)
                while line and not line.endswith(b"\n"):
                    line = stream.readline(MAXIMUM_BYTES)
            elif line.strip():
                yield RawRecord(found.shown, number, line, "", False, found.journal, modified)


def parse(raw: RawRecord) -> Parsed:
    """Read a raw record's syntax. Raises ``Unreadable``."""
    first_line = raw.line or 1
    text = syntax.decode(raw.content, raw.file, first_line)
    parsed = read_yaml(text, raw.file) if raw.is_yaml else read_json(text, raw.file, first_line)
    if isinstance(parsed.data.get("$schema"), str):  # by it, an editor knows the JSON Schema of a JSON file
        del parsed.data["$schema"]
    return parsed


def parse_file(path: Path, file: str) -> tuple[Parsed, float]:
    """Read a whole file's syntax, and give its time of change. Raises ``Unreadable``."""
    found = next(raw_records(RecordFile(path, file, None)))
    if isinstance(found, Finding):
        raise Unreadable(found)
    return parse(found), found.modified
