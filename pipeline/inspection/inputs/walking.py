"""Walking through folders, in the order of names, without recursion and without a list of all files."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeAlias

from pipeline.findings import Finding
from pipeline.inspection.inputs.names import is_hidden
from pipeline.inspection.inputs.patterns import DOCUMENTS, Selection
from pipeline.inspection.inputs.values import RecordSource
from pipeline.record_files import JOURNAL, LINES_SUFFIXES, TABLE_SUFFIXES, unreadable

Seen: TypeAlias = set[tuple[int, int]]
"""Folders by device and inode: links may lead in circles."""

_JOURNALS = frozenset(JOURNAL + suffix for suffix in TABLE_SUFFIXES)
_RECORDS = TABLE_SUFFIXES + LINES_SUFFIXES


@dataclass(frozen=True, slots=True)
class _Folder:
    """An open folder: the names that are left, the last one first, and what is wanted of those that are folders."""

    path: Path
    selection: Selection
    names: list[str]
    folders: dict[str, Selection]
    is_journal: bool
    has_records: bool


@dataclass(slots=True)
class Walk:
    """Walks below one folder.

    ``entered`` are the folders that are walked through for all their documents, or were by this walk or one before.
    ``has_records`` tells, when the walk is over, whether there were files of records.
    """

    entered: Seen
    has_records: bool = False
    gave_records: bool = False
    _matched: Seen = field(default_factory=set)
    _open: list[_Folder] = field(default_factory=list)
    _journal: int = 0
    """How many folders were open when a source of records was given; it takes in all that is below it."""

    @property
    def is_matching(self) -> bool:
        """Tell whether the file that was given last was chosen by a pattern, and not for its folder."""
        return bool(self._open) and self._open[-1].selection is not DOCUMENTS

    def files(self, folder: Path, selection: Selection) -> Iterator[Path | RecordSource | Finding]:
        """Give the paths of the files that are wanted, of the folders of journals, and what goes wrong."""
        yield from self._enter(folder, selection)
        while self._open:
            current = self._open[-1]
            if not current.names:
                self._leave()
                continue
            name = current.names.pop()
            below = current.folders.get(name)
            if below is None:
                yield current.path / name
            else:
                yield from self._enter(current.path / name, below)

    def _enter(self, path: Path, selection: Selection) -> Iterator[RecordSource | Finding]:
        """Open a folder, unless it has been open before."""
        seen = self.entered if selection is DOCUMENTS else self._matched
        try:
            status = path.stat()
            key = (status.st_dev, status.st_ino)
            if key in seen:
                return
            folder = _list(path, selection)
        except OSError as error:
            yield unreadable(str(path), error)
            return
        seen.add(key)
        self._open.append(folder)
        self.has_records |= folder.has_records
        if folder.is_journal and not self._journal:
            self._journal = len(self._open)
            self.gave_records = True
            yield RecordSource(path)

    def _leave(self) -> None:
        self._open.pop()
        if len(self._open) < self._journal:
            self._journal = 0


def _list(path: Path, selection: Selection) -> _Folder:
    """Read what is wanted of a folder. Raises ``OSError``."""
    others, folders = list[str](), dict[str, Selection]()
    is_journal = has_records = False
    with os.scandir(path) as entries:
        for entry in entries:
            name = entry.name
            if _is_folder(entry):
                if below := selection.below(name):
                    folders[name] = below
            elif selection.takes(name) or (selection is DOCUMENTS and _is_lost_folder(entry)):
                others.append(name)
            elif selection is DOCUMENTS and name.lower().endswith(_RECORDS) and not is_hidden(name):
                has_records = True
                is_journal |= name in _JOURNALS
    return _Folder(path, selection, sorted((*others, *folders), reverse=True), folders, is_journal, has_records)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to where nobody may look, or to itself: reading it will tell
        return False


def _is_lost_folder(entry: os.DirEntry[str]) -> bool:
    """Tell a link that leads nowhere and has no ending: it may have led to a folder of documents."""
    if "." in entry.name or not entry.is_symlink():
        return False
    try:
        entry.stat()
    except OSError:
        return True
    return False
