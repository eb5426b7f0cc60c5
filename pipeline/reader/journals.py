"""Journals and their issues: each file is read once, and its problems are told once, at the file itself."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Generic, Literal, TypeVar

from pipeline.findings import Finding, Place, Severity, has_errors
from pipeline.messages import msg
from pipeline.model import Issue, Journal
from pipeline.reader.files import parse_file
from pipeline.reader.parsed import Parsed, Unreadable
from pipeline.reader.reading import Reading, examine, examine_texts, in_order, journal_language, make
from pipeline.record_files import ISSUES, TABLE_SUFFIXES, JournalFolder, journal_files, legible

Value = TypeVar("Value", Journal, Issue)


@dataclass(frozen=True, slots=True)
class Loaded(Generic[Value]):
    """A journal or an issue, or nothing where its file has problems; when it was changed; what was found."""

    value: Value | None
    modified: float
    findings: tuple[Finding, ...]
    language: str = "und"

    @property
    def errors(self) -> tuple[str, ...]:
        """Give the codes of its errors."""
        return tuple(found.code for found in self.findings if found.severity is Severity.ERROR)


@dataclass
class Shelf:
    """One journal's folder: the journal, and its issues by the stems of their files, read when first asked for."""

    folder: JournalFolder
    journal: Loaded[Journal]
    issue_files: dict[str, Path]
    issues: dict[str, Loaded[Issue]] = field(default_factory=dict)
    ids: dict[str, Path] = field(default_factory=dict)

    def shown(self, path: Path) -> str:
        """Write the path of one of the journal's files as people are told it."""
        return str(Path(self.folder.shown) / legible(str(path.relative_to(self.folder.path))))


@dataclass
class Journals:
    """All journals that came up; ``news`` gives the readings of files opened since it was last asked."""

    _shelves: dict[Path, Shelf] = field(default_factory=dict)
    _news: list[Reading] = field(default_factory=list)

    def shelf(self, folder: JournalFolder) -> Shelf:
        """Give a journal's shelf."""
        if folder.path not in self._shelves:
            shelf = _open(folder)
            self._tell("journal", shelf.shown(journal_files(folder.path)[0]), shelf.journal)
            self._shelves[folder.path] = shelf
        return self._shelves[folder.path]

    def issue(self, shelf: Shelf, name: str) -> Loaded[Issue] | None:
        """Give an issue by the stem of its file, or nothing where the journal has none of this name."""
        if name not in shelf.issues and name in shelf.issue_files:
            path = shelf.issue_files[name]
            loaded = shelf.issues[name] = _load_issue(path, shelf)
            if loaded.value and (first := shelf.ids.setdefault(loaded.value.id, path)) != path:
                repeated = _id_repeated(loaded.value.id, shelf.shown(path), shelf.shown(first))
                loaded = shelf.issues[name] = replace(loaded, value=None, findings=(*loaded.findings, repeated))
            self._tell("issue", shelf.shown(path), loaded)
        return shelf.issues.get(name)

    def all_issues(self, shelf: Shelf) -> None:
        """Read all issues of a journal, so that their problems are told even where no article is in them."""
        for name in shelf.issue_files:
            self.issue(shelf, name)

    def news(self) -> Iterator[Reading]:
        """Give the readings of journal and issue files with findings, each once."""
        while self._news:
            yield self._news.pop(0)

    def _tell(self, kind: Literal["journal", "issue"], source: str, loaded: Loaded[Any]) -> None:
        if loaded.findings:
            self._news.append(Reading(source, None, loaded.findings, loaded.modified, kind))


def _open(folder: JournalFolder) -> Shelf:
    files = journal_files(folder.path)
    shelf = Shelf(folder, Loaded(None, 0.0, ()), {})
    twice = [_read_twice(shelf.shown(path), shelf.shown(files[0])) for path in files[1:]]
    for path in _issue_files(folder.path / ISSUES):
        if path.stem in shelf.issue_files:
            twice.append(_read_twice(shelf.shown(path), shelf.shown(shelf.issue_files[path.stem])))
        else:
            shelf.issue_files[path.stem] = path
    loaded = _load_journal(files[0], shelf.shown(files[0]), legible(folder.path.name))
    shelf.journal = replace(loaded, findings=(*loaded.findings, *twice))
    return shelf


def _issue_files(folder: Path) -> list[Path]:
    try:
        return sorted(path for path in folder.iterdir() if path.suffix in TABLE_SUFFIXES and path.name[0] != ".")
    except OSError:  # there is none, or it may not be read: then its issues are unknown, and that is told
        return []


def _load_journal(path: Path, file: str, name: str) -> Loaded[Journal]:
    try:
        parsed, modified = parse_file(path, file)
    except Unreadable as broken:
        return Loaded(None, 0.0, (broken.finding,))
    language = journal_language(parsed.data)
    value, findings = make(Journal, {"id": name, **parsed.data}, parsed, language)
    return _loaded(value, modified, parsed, findings, language)


def _load_issue(path: Path, shelf: Shelf) -> Loaded[Issue]:
    try:
        parsed, modified = parse_file(path, shelf.shown(path))
    except Unreadable as broken:
        return Loaded(None, 0.0, (broken.finding,))
    language = shelf.journal.language
    value, findings = make(Issue, {"id": legible(path.stem), **parsed.data}, parsed, language)
    return _loaded(value, modified, parsed, findings, language)


def _loaded(
    value: Value | None, modified: float, parsed: Parsed, findings: list[Finding], language: str
) -> Loaded[Value]:
    faults: list[Finding] = examine(value, parsed) if value else examine_texts(parsed)
    found = in_order([*parsed.findings, *findings, *faults])
    return Loaded(None if has_errors(parsed.findings) else value, modified, found, language)


def _id_repeated(identifier: str, file: str, first: str) -> Finding:
    return Finding(
        "issue-id-repeated",
        Severity.ERROR,
        msg("The id “{id}” is already that of the issue in “{first}”.", id=identifier, first=first),
        Place(file),
        msg("Give each issue its own id, or none: then it is the file’s name."),
    )


def _read_twice(file: str, first: str) -> Finding:
    return Finding(
        "file-ambiguous",
        Severity.ERROR,
        msg("“{file}” is not read: “{first}” has the same name.", file=file, first=first),
        Place(file),
        msg("Keep one of the two."),
    )
