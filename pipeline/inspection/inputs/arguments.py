"""From the arguments of the command line to inputs."""

import stat
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from pipeline.findings import Finding
from pipeline.inspection.inputs import problems
from pipeline.inspection.inputs.archives import archive_members
from pipeline.inspection.inputs.names import is_archive
from pipeline.inspection.inputs.opening import chunks
from pipeline.inspection.inputs.patterns import DOCUMENTS, Selection, is_pattern, read_pattern
from pipeline.inspection.inputs.reading import broken_link
from pipeline.inspection.inputs.values import STANDARD_INPUT, FileInput, Found, RecordSource, StandardInput
from pipeline.inspection.inputs.walking import Seen, Walk
from pipeline.inspection.options import DEFAULT_LIMIT
from pipeline.record_files import is_record, journal_files, unreadable

_STANDARD_INPUTS = frozenset({STANDARD_INPUT, "/dev/stdin", "/dev/fd/0", "/proc/self/fd/0"})


def find_inputs(arguments: Sequence[str], limit: int = DEFAULT_LIMIT) -> Iterator[Found]:
    """Give the inputs that the arguments stand for, each when it is asked for, in their order.

    What is wrong with an argument, a folder or an archive is given as a finding in its place. The standard input is
    read here, since other processes do not have it: ``limit`` is the most of its bytes.
    """
    finder = _Finder(limit, keep=len(arguments) > 1)
    for argument in arguments:
        yield from finder.argument(argument)


class _Finder:
    """What has been given already: folders, files that were named or matched, folders of records."""

    def __init__(self, limit: int, *, keep: bool) -> None:
        self._limit = limit
        self._keep = keep
        self._entered: Seen = set()
        self._named: set[Path] = set()
        self._records: set[Path] = set()
        self._standard_input = False

    def argument(self, argument: str) -> Iterator[Found]:
        """Give what one argument stands for."""
        if argument in _STANDARD_INPUTS:
            yield from self._read_standard_input()
            return
        path = Path(argument)
        if not argument:  # which would be the working folder
            yield problems.missing(argument)
            return
        try:
            is_folder = stat.S_ISDIR(path.stat().st_mode)
        except (OSError, ValueError) as error:  # a null character, or a surrogate that stands for no byte
            yield from self._not_there(argument, error)
            return
        yield from self._folder(path) if is_folder else self._file(path)

    def _not_there(self, argument: str, error: OSError | ValueError) -> Iterator[Found]:
        path = Path(argument)
        broken = broken_link(path) if isinstance(error, FileNotFoundError) else None
        if broken:
            yield broken
        elif is_pattern(argument):
            yield from self._pattern(argument)
        elif isinstance(error, FileNotFoundError | NotADirectoryError | ValueError):
            yield problems.missing(argument)
        else:
            yield unreadable(str(path), error)

    def _folder(self, folder: Path) -> Iterator[Found]:
        if self._is_entered(folder):
            return
        walk = Walk(self._entered)
        is_empty = True
        for found in self._walked(walk, folder, DOCUMENTS):
            is_empty = False
            yield from found
        if walk.has_records and not walk.gave_records and (is_empty or _is_in_journal(folder)):
            yield from self._record(folder)
        elif is_empty:
            yield problems.nothing_in_folder(str(folder))

    def _pattern(self, argument: str) -> Iterator[Found]:
        folder, selection = read_pattern(argument)
        is_empty = True
        if _is_folder(folder):
            for found in self._walked(Walk(self._entered), folder, selection):
                is_empty = False
                yield from found
        if is_empty:
            yield problems.nothing_matches(argument)

    def _walked(self, walk: Walk, folder: Path, selection: Selection) -> Iterator[Iterable[Found]]:
        """Give what is found below a folder: for each file its inputs, none where they have been given before."""
        for found in walk.files(folder, selection):
            if isinstance(found, Finding):
                yield (found,)
            elif isinstance(found, RecordSource):
                yield self._record(found.path)
            elif walk.is_matching:
                yield self._file(found)
            elif self._named and _absolute(found) in self._named:
                yield ()
            elif is_archive(found.name):
                yield from ((one,) for one in archive_members(found))
            else:
                yield (FileInput(found),)

    def _file(self, path: Path) -> Iterator[Found]:
        """Give the inputs of a file that is meant by its name."""
        absolute = _absolute(path)
        if absolute in self._named or (DOCUMENTS.takes(path.name) and self._is_entered(path.parent)):
            return
        if self._keep:
            self._named.add(absolute)
        if is_record(path):
            yield from self._record(path)
        elif is_archive(path.name):
            yield from self._archive(path)
        else:
            yield FileInput(path)

    def _archive(self, path: Path) -> Iterator[Found]:
        is_empty = True
        for found in archive_members(path):
            is_empty = False
            yield found
        if is_empty:
            yield problems.nothing_in_archive(str(path))

    def _record(self, path: Path) -> Iterator[RecordSource]:
        absolute = _absolute(path)
        if self._records.isdisjoint((absolute, *absolute.parents)):
            self._records.add(absolute)
            yield RecordSource(path)

    def _is_entered(self, folder: Path) -> bool:
        if not self._entered:
            return False
        try:
            status = folder.stat()
        except OSError:
            return False
        return (status.st_dev, status.st_ino) in self._entered

    def _read_standard_input(self) -> Iterator[Found]:
        if self._standard_input:
            return
        self._standard_input = True
        if sys.stdin is None:  # it was closed before the start (<&-)
            yield problems.no_standard_input()
            return
        stream: BinaryIO = sys.stdin.buffer
        try:
            content = b"".join(chunks(stream, self._limit + 1))
        except (OSError, ValueError) as error:
            yield problems.no_standard_input() if isinstance(error, ValueError) else unreadable(STANDARD_INPUT, error)
            return
        yield problems.too_large(STANDARD_INPUT, self._limit) if len(content) > self._limit else StandardInput(content)


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:
        return False


def _absolute(path: Path) -> Path:
    try:
        return path.absolute()
    except OSError:  # the working folder was removed
        return path


def _is_in_journal(folder: Path) -> bool:
    try:
        return any(map(journal_files, _absolute(folder).parents))
    except OSError:
        return False
