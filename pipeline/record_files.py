"""Finding records: what files and folders a person names, and what lies below them, in a fixed order.

A journal is a folder with a ``journal.yaml`` (``.yml``, ``.json``), its issues in ``issues/``, its articles in
``articles/``. A folder without one holds journals, or records of the nearest journal above, or records that bring
their journal along.
"""

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pipeline.errors import UsageError
from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg
from pipeline.reasons import reason

TABLE_SUFFIXES = (".yaml", ".yml", ".json")
LINES_SUFFIXES = (".jsonl", ".ndjson")
JOURNAL, ISSUES = "journal", "issues"

# an output folder below a source: what it holds (CSL JSON among others) is made of records, and is none
_MANIFEST, _SITE = "manifest.json", "site"
_MADE_HERE = re.compile(rb'\s*\{\s*"manifest": [0-9]+,\s*"tool": \{"name": "scholarly-metadata-pipeline"')


@dataclass(frozen=True, slots=True)
class JournalFolder:
    """A folder with a journal's file; ``shown`` is its path as people are told it."""

    path: Path
    shown: str


@dataclass(frozen=True, slots=True)
class RecordFile:
    """A file with one record or, as JSON Lines, many; and the journal that it belongs to by its place."""

    path: Path
    shown: str
    journal: JournalFolder | None


Found: TypeAlias = JournalFolder | RecordFile | Finding


def check_sources(sources: Sequence[Path]) -> None:
    """Raise ``UsageError`` for a source that is not there, or is no record."""
    for source in sources:
        if not os.path.lexists(source):
            raise UsageError(
                msg("There is no “{source}”.", source=str(source)),
                msg("Name files with records, or folders that hold them."),
            )
        if source.is_file() and not is_record(source):
            raise UsageError(
                msg("“{source}” is not a record.", source=str(source)),
                msg("The names of records end in {endings}.", endings=", ".join(TABLE_SUFFIXES + LINES_SUFFIXES)),
            )
        if source.is_file() and source.absolute().parent.name == ISSUES and journal_files(source.absolute().parents[1]):
            raise UsageError(
                msg("“{source}” is an issue, not an article.", source=str(source)),
                msg("Name articles, or the journal’s folder."),
            )


def find(sources: Sequence[Path]) -> Iterator[Found]:
    """Give journals and record files in the order of the sources, each folder sorted by name, nothing twice."""
    walk = _Walk()
    for source in sources:
        yield from walk.source(source)


def is_record(path: Path) -> bool:
    """Tell by its name whether a file holds records."""
    return path.suffix.lower() in TABLE_SUFFIXES + LINES_SUFFIXES


def journal_files(folder: Path) -> tuple[Path, ...]:
    """List the files that describe a journal; there should be one at most."""
    return tuple(path for suffix in TABLE_SUFFIXES if (path := folder / f"{JOURNAL}{suffix}").exists())


def shown(path: Path, *, relative: bool) -> str:
    """Write an absolute path as people are told it: from the working folder, where the source was named so."""
    try:
        return legible(os.path.relpath(path) if relative else str(path))
    except ValueError:  # another drive of Windows
        return legible(str(path))


def legible(name: str) -> str:
    """Give a file's name as text that can be written: bytes that are no UTF-8 are shown as escapes."""
    return os.fsencode(name).decode("utf-8", "backslashreplace")


@dataclass
class _Walk:
    """What has been given already: folders by device and inode, since links may lead in circles; files by path."""

    folders: set[tuple[int, int]] = field(default_factory=set)
    files: set[Path] = field(default_factory=set)
    journals: set[Path] = field(default_factory=set)
    nearest: dict[Path, Path | None] = field(default_factory=dict)

    def source(self, source: Path) -> Iterator[Found]:
        relative = not source.is_absolute()
        path = Path(os.path.abspath(source))  # noqa: PTH100 - not resolve(): a link keeps the name it was given
        if path.is_dir() and path.name == ISSUES and journal_files(path.parent):
            yield from self._journal(path.parent, relative)
        elif path.is_dir():
            yield from self._source_folder(path, relative)
        elif path.stem == JOURNAL and path.suffix in TABLE_SUFFIXES:
            yield from self._folder(path.parent, relative)
        elif path not in self.files and not self._has_seen(path.parent):
            self.files.add(path)
            yield from self._record(path, relative)

    def _source_folder(self, folder: Path, relative: bool) -> Iterator[Found]:
        nothing = not self._has_seen(folder)
        for found in self._folder(folder, relative):
            nothing = False
            yield found
        if nothing:
            yield Finding(
                "no-records",
                Severity.WARNING,
                msg("The folder holds no records."),
                Place(shown(folder, relative=relative)),
                msg("Put a journal.yaml there, and articles into its folder articles."),
            )

    def _has_seen(self, folder: Path) -> bool:
        try:
            status = folder.stat()
        except OSError:
            return False
        return (status.st_dev, status.st_ino) in self.folders

    def _folder(self, folder: Path, relative: bool) -> Iterator[Found]:
        if self._has_seen(folder):
            return
        try:
            status = folder.stat()
            names = sorted(name for name in os.listdir(folder) if not name.startswith("."))  # noqa: PTH208 - names are enough
        except OSError as error:
            yield unreadable(shown(folder, relative=relative), error)
            return
        self.folders.add((status.st_dev, status.st_ino))
        in_journal = bool(journal_files(folder))
        if in_journal:
            yield from self._journal(folder, relative)
        made = _made_here(folder)
        for name in names:
            if name not in made:
                yield from self._entry(folder / name, relative, in_journal)

    def _entry(self, path: Path, relative: bool, in_journal: bool) -> Iterator[Found]:
        if is_record(path) and in_journal:
            if path.stem != JOURNAL:
                yield _misplaced(shown(path, relative=relative))
        elif is_record(path):
            if path not in self.files:
                yield from self._record(path, relative)
        elif path.is_dir() and not (in_journal and path.name == ISSUES):
            yield from self._folder(path, relative)

    def _record(self, path: Path, relative: bool) -> Iterator[Found]:
        if path.parent not in self.nearest:
            above = (folder for folder in path.parents if journal_files(folder))
            self.nearest[path.parent] = next(above, None)
        folder = self.nearest[path.parent]
        journal = JournalFolder(folder, shown(folder, relative=relative)) if folder else None
        yield RecordFile(path, shown(path, relative=relative), journal)

    def _journal(self, folder: Path, relative: bool) -> Iterator[Found]:
        if folder not in self.journals:
            self.journals.add(folder)
            yield JournalFolder(folder, shown(folder, relative=relative))


def _made_here(folder: Path) -> tuple[str, ...]:
    """Name what a build has put into a folder that could be taken for records."""
    path = folder / _MANIFEST
    try:
        if not path.is_file():
            return ()
        with path.open("rb") as stream:
            is_ours = _MADE_HERE.match(stream.read(200))
    except OSError:
        return ()
    return (_MANIFEST, _SITE) if is_ours and not journal_files(folder / _SITE) else ()


def unreadable(file: str, error: OSError) -> Finding:
    """Say that the system does not let a file or folder be read."""
    if isinstance(error, PermissionError):
        message = msg("“{file}” may not be read.", file=file)
    else:
        message = msg("“{file}” cannot be read: {reason}.", file=file, reason=reason(error))
    return Finding(
        "file-unreadable", Severity.ERROR, message, Place(file), msg("Check its permissions, and that it is whole.")
    )


def not_a_file(file: str) -> Finding:
    """Say that something with a record's name is no file."""
    return Finding(
        "file-expected",
        Severity.ERROR,
        msg("“{file}” has the name of a record but is not a file.", file=file),
        Place(file),
        msg("Give it another name, or put a file in its place."),
    )


def _misplaced(file: str) -> Finding:
    return Finding(
        "file-misplaced",
        Severity.WARNING,
        msg("“{file}” is not read: it is neither the journal’s file nor in one of its folders.", file=file),
        Place(file),
        msg("Move it to articles or issues."),
    )
