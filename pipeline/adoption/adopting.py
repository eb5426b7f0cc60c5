"""Take checked deposits into the output folder, all at once: files first, the manifest last, as a build does."""

import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path, PurePosixPath
from sqlite3 import OperationalError as DatabaseError

from pipeline import manifest
from pipeline.adoption.checking import GROUP, Checked, Tools, check_chunk
from pipeline.building.folder import OutputFolder, hash_of, open_folder, refused
from pipeline.building.inventory import Inventory, StagedFile
from pipeline.identifiers import doi_key
from pipeline.inspection.options import InspectionOptions
from pipeline.inspection.running import divided
from pipeline.manifest.rows import FileRow
from pipeline.submission.choosing import DEPOSITS
from pipeline.validation.library import Announce
from pipeline.validation.report import DocumentReport
from pipeline.workshop import Workshop

_ODD = re.compile(r"[^a-z0-9_-]+")
_RESERVED = re.compile(r"con|prn|aux|nul|(?:com|lpt)\d")
"""What Windows takes for a device, whatever the ending."""
_LONGEST = 100


@dataclass(frozen=True, slots=True)
class Adopted:
    """A deposit that was taken.

    ``file`` is the name that it was given by, ``path`` its place in the output folder; ``is_new`` unless it was there
    before; ``is_whole`` for records, false for parts of records and lists of addresses.
    """

    file: str
    path: str
    is_new: bool
    is_whole: bool


@dataclass(frozen=True, slots=True)
class Adoption:
    """Whom to tell: ``reported`` hears of each document that was checked, ``adopted`` of each that will be taken."""

    reported: Callable[[DocumentReport], None]
    adopted: Callable[[Adopted], None]
    announce: Announce


def adopt(options: InspectionOptions, out: Path, adoption: Adoption) -> int:
    """Check deposits, and take those that are good into the output folder. Gives how many files are new there.

    Where none is good, nothing is written. A file of the name of one that was adopted before takes its place if it is
    about all of its DOIs, and another name if not. Raises ``UsageError``, and ``PipelineError`` where nothing can be
    written, or the manifest not be read; the folder is then as it was.
    """
    with open_folder(out) as folder:
        try:
            return _Adopter(folder, adoption).run(options)
        except DatabaseError as error:
            raise refused(folder.stage, error) from error


class _Adopter:
    def __init__(self, folder: OutputFolder, adoption: Adoption) -> None:
        self._folder = folder
        self._adoption = adoption
        self._inventory = Inventory(folder.stage / "inventory.sqlite")

    def run(self, options: InspectionOptions) -> int:
        try:
            self._remember()
            taken = sum(self._take(checked) for checked in self._checked(options))
            if taken or self._folder.interrupted:
                self._publish()
            return taken
        finally:
            self._inventory.close()

    def _remember(self) -> None:
        for row in manifest.read(self._folder.manifest):
            self._inventory.add_old(row, is_listed=True)

    def _checked(self, options: InspectionOptions) -> Iterator[Checked]:
        chunks, jobs = divided(options)
        make = partial(Tools, options, self._folder.stage, self._adoption.announce)
        with Workshop(make, jobs) as workshop:
            for checked in workshop.map(check_chunk, chunks):
                yield from checked

    def _take(self, checked: Checked) -> bool:
        self._adoption.reported(checked.report)
        if checked.row is None:
            return False
        path, is_new = self._place(checked.row, checked.report.file)
        if is_new:
            self._inventory.add(StagedFile(replace(checked.row, path=path), checked.row.sha256))
        self._adoption.adopted(Adopted(checked.report.file, path, is_new, checked.row.format == DEPOSITS))
        return is_new

    def _place(self, row: FileRow, file: str) -> tuple[str, bool]:
        """Find the path of a file, and whether anything is to be written there."""
        last = _path(file, row, f"-{row.sha256}")
        names = (_path(file, row), _path(file, row, f"-{row.sha256[:8]}"))
        path = next((name for name in names if self._takes(name, row)), last)
        first = self._inventory.claim([f"sha256 {row.sha256}"], path)
        if first:
            return first, False
        old = self._inventory.old(path)
        return path, not (old is not None and old.sha256 == row.sha256 and self._has(path, row))

    def _takes(self, path: str, row: FileRow) -> bool:
        """Tell whether a file may stand at a path, and take it; a file there that is nobody's is left alone."""
        old = self._inventory.old(path)
        if old is None:
            may = self._has(path, row) or not os.path.lexists(self._folder.path / path)
        else:
            may = _keys(old) <= _keys(row)
        return may and self._inventory.claim([path], row.sha256) in ("", row.sha256)

    def _has(self, path: str, row: FileRow) -> bool:
        """Tell whether a file is there, with this content, and no link to one."""
        there = self._folder.path / path
        return not there.is_symlink() and hash_of(there) == row.sha256

    def _publish(self) -> None:
        for row in chain(self._folder.moved(), self._inventory.listed()):
            if row.group != GROUP or (self._folder.path / row.path).is_file():
                self._inventory.add(StagedFile(row))
        self._folder.publish(self._inventory, manifest.sources_of(self._folder.manifest))


def _keys(row: FileRow) -> set[str]:
    return set(map(doi_key, row.dois))


def _path(file: str, row: FileRow, suffix: str = "") -> str:
    """Name a file after its origin, in characters that any system takes; capitals are none to all of them."""
    stem = PurePosixPath(file.replace("\\", "/").removesuffix(".gz")).stem
    name = _ODD.sub("-", stem.lower()).strip("-_")[:_LONGEST]
    if not name or _RESERVED.fullmatch(name):
        name = f"deposit-{name}".rstrip("-")
    ending = ".txt" if not row.schema else ".xml"
    return f"{GROUP}/{name}{suffix}{ending}"
