"""Finding records in files and folders."""

import os
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.findings import Finding
from pipeline.record_files import Found, JournalFolder, check_sources, find
from tests.reader.support import write


def names(found: list[Found], root: Path) -> list[str]:
    """Give what was found in short."""
    return [
        item.code
        if isinstance(item, Finding)
        else ("journal " if isinstance(item, JournalFolder) else "") + str(item.path.relative_to(root))
        for item in found
    ]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Two journals, one of them nested, and files that are no records."""
    paths = (
        "b/journal.yaml",
        "b/articles/2.yaml",
        "b/articles/10.yml",
        "b/articles/more/x.JSON",
        "b/articles/y.jsonl",
        "b/articles/README.md",
        "b/articles/.hidden.yaml",
        "b/issues/1-1.yaml",
        "a/journal.json",
        "a/issues/1.yaml",
        "a/inner/journal.yml",
        "a/inner/articles/z.ndjson",
        "a/notes.txt",
        "loose.yaml",
    )
    return write(tmp_path, dict.fromkeys(paths, ""))


def test_all_records_in_order(tree: Path) -> None:
    """By name at each level; issues, hidden files and others are no articles."""
    assert names(list(find([tree])), tree) == [
        "journal a",
        "journal a/inner",
        "a/inner/articles/z.ndjson",
        "journal b",
        "b/articles/10.yml",
        "b/articles/2.yaml",
        "b/articles/more/x.JSON",
        "b/articles/y.jsonl",
        "loose.yaml",
    ]


def test_journal_of_a_record_is_the_nearest_above(tree: Path) -> None:
    """Of any depth; a record outside of all journals has none."""
    journals = {item.path.name: item.journal for item in find([tree]) if not isinstance(item, Finding | JournalFolder)}
    assert journals["x.JSON"] == JournalFolder(tree / "b", str(tree / "b"))
    assert journals["z.ndjson"] == JournalFolder(tree / "a" / "inner", str(tree / "a" / "inner"))
    assert journals["loose.yaml"] is None


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("b/articles", ["b/articles/10.yml", "b/articles/2.yaml", "b/articles/more/x.JSON", "b/articles/y.jsonl"]),
        ("b/articles/2.yaml", ["b/articles/2.yaml"]),
        ("a/journal.json", ["journal a", "journal a/inner", "a/inner/articles/z.ndjson"]),
        ("a/issues", ["journal a"]),
    ],
)
def test_any_level_can_be_named(tree: Path, source: str, expected: list[str]) -> None:
    """A folder of articles, a file, a journal by its file, its issues alone."""
    assert names(list(find([tree / source])), tree) == expected


def test_nothing_twice(tree: Path) -> None:
    """Sources may overlap."""
    once = names(list(find([tree])), tree)
    assert names(list(find([tree, tree / "b", tree / "b" / "articles" / "2.yaml"])), tree) == once
    first = names(list(find([tree / "b" / "articles" / "2.yaml", tree])), tree)
    assert sorted(first) == sorted(once)


def test_links_in_circles(tree: Path) -> None:
    """A folder is entered once, whatever leads to it."""
    (tree / "b" / "articles" / "loop").symlink_to(tree)
    (tree / "b" / "articles" / "self").symlink_to(tree / "b" / "articles")
    (tree / "b" / "articles" / "dangling.yaml").symlink_to(tree / "nowhere")
    found = names(list(find([tree])), tree)
    assert found.count("b/articles/2.yaml") == 1
    assert "b/articles/dangling.yaml" in found


def test_misplaced_files_are_told(tmp_path: Path) -> None:
    """A record beside the journal's file would be lost silently."""
    write(tmp_path, {"j/journal.yaml": "", "j/article.yaml": "", "j/notes.md": ""})
    assert names(list(find([tmp_path])), tmp_path) == ["journal j", "file-misplaced"]


def test_empty_folder_is_told(tmp_path: Path) -> None:
    """Somebody has mistyped a path, most likely."""
    assert names(list(find([tmp_path])), tmp_path) == ["no-records"]


def test_relative_sources_stay_relative(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """People see the paths they know; a journal above the working folder is shown from there."""
    monkeypatch.chdir(tree / "b" / "articles")
    (record,) = find([Path("2.yaml")])
    assert not isinstance(record, Finding | JournalFolder)
    assert (record.shown, record.journal) == ("2.yaml", JournalFolder(tree / "b", ".."))
    monkeypatch.chdir(tree)
    assert [item.shown for item in find([Path("./b/")]) if not isinstance(item, Finding)][:2] == [
        "b",
        "b/articles/10.yml",
    ]


def test_unreadable_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is told, and the others are read."""
    write(tmp_path, {"a/x.yaml": "", "b/y.yaml": ""})
    real = os.listdir

    def listdir(path: Path) -> list[str]:
        if Path(path).name == "a":
            raise PermissionError(13, "Permission denied")
        return real(path)

    monkeypatch.setattr(os, "listdir", listdir)
    assert names(list(find([tmp_path])), tmp_path) == ["file-unreadable", "b/y.yaml"]


@pytest.mark.parametrize("source", ["nothing.yaml", "no/folder", "a/notes.txt", "a/issues/1.yaml"])
def test_wrong_sources(tree: Path, source: str) -> None:
    """What is not there, no record, or an issue cannot be built; the error says what to do."""
    with pytest.raises(UsageError) as caught:
        check_sources([tree / "b", tree / source])
    assert source in str(caught.value)
    assert caught.value.remedy
