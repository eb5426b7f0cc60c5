"""From arguments to inputs: order, repetition, records, what is not there."""

import itertools
import os
import pickle
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.inspection.inputs import FileInput, MemberInput, find_inputs, read_input
from tests.inspection.inputs.support import LIMIT, XML, archive, found, names, write


class TestFolders:
    """A folder stands for its documents."""

    def test_in_the_order_of_names(self, tree: Path) -> None:
        """By name at each level; hidden and other files are left out, records of a folder that mixes too."""
        expected = ["a/p.xml.gz", "a/q.nxml.gz", "b/10.XML", "b/2.xml", "b/more/x.nxml", "b/y.jats", "c.xml"]
        assert names(tree, tree) == expected

    def test_arguments_in_their_order(self, tree: Path) -> None:
        """Files of any name among them."""
        assert names(tree, tree / "c.xml", tree / "a", tree / "b/notes.txt") == [
            "c.xml",
            "a/p.xml.gz",
            "a/q.nxml.gz",
            "b/notes.txt",
        ]

    def test_names_are_as_given(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """People see the paths they know."""
        monkeypatch.chdir(tree / "b")
        assert names(tree, "./more/", "../c.xml", ".") == ["more/x.nxml", "../c.xml", "10.XML", "2.xml", "y.jats"]

    def test_nothing_found_is_a_problem(self, tmp_path: Path) -> None:
        """A mistyped path must not look like success."""
        write(tmp_path, "docs/readme.md")
        assert names(tmp_path, tmp_path / "docs") == ["no-documents docs"]

    def test_archives_of_a_folder(self, tmp_path: Path) -> None:
        """Their documents come in their place; an archive without any is like other files there."""
        write(tmp_path, "d/a.xml", "d/c.xml")
        archive(tmp_path / "d", {"one.xml": XML, "two.xml": XML}, "b.zip")
        archive(tmp_path / "d", {"data.csv": b"1,2"}, "b2.zip")
        assert names(tmp_path, tmp_path / "d") == ["d/a.xml", "d/b.zip/one.xml", "d/b.zip/two.xml", "d/c.xml"]

    def test_it_is_lazy(self, tree: Path) -> None:
        """The first input is there before the second folder is looked at."""
        inputs = find_inputs([str(tree / "a"), str(tree / "b")])
        first = next(inputs)
        write(tree, "b/0.xml")
        assert [item.name for item in (first, *inputs) if not isinstance(item, Finding)][2].endswith("b/0.xml")


class TestNothingTwice:
    """The same name is given once."""

    def test_same_argument(self, tree: Path) -> None:
        """A file, a folder, a pattern."""
        pattern = str(tree / "b" / "*.xml")
        assert names(tree, tree / "c.xml", tree / "c.xml", tree / "a", tree / "a", pattern, pattern) == [
            "c.xml",
            "a/p.xml.gz",
            "a/q.nxml.gz",
            "b/2.xml",
        ]

    def test_folders_below_folders(self, tree: Path) -> None:
        """And files of folders, whichever comes first."""
        once = names(tree, tree)
        assert names(tree, tree, tree / "b", tree / "b/2.xml", str(tree / "*.xml")) == once
        assert sorted(names(tree, tree / "b/2.xml", tree / "b/more", tree)) == sorted(once)

    def test_a_folder_does_not_stand_for_all_of_its_files(self, tree: Path) -> None:
        """What is not taken of a folder can be named beside it."""
        assert names(tree, tree, tree / "b/notes.txt", tree / "b/.hidden.xml")[-2:] == ["b/notes.txt", "b/.hidden.xml"]

    def test_links_are_names(self, tmp_path: Path) -> None:
        """A link to a file is checked under its own name."""
        write(tmp_path, "d/a.xml")
        (tmp_path / "d/b.xml").symlink_to("a.xml")
        assert names(tmp_path, tmp_path / "d") == ["d/a.xml", "d/b.xml"]


class TestRecords:
    """Canonical records are told from XML."""

    @pytest.mark.parametrize("name", ["r.yaml", "r.yml", "r.json", "r.jsonl", "r.ndjson"])
    def test_named(self, tmp_path: Path, name: str) -> None:
        """By their endings."""
        write(tmp_path, name)
        assert names(tmp_path, tmp_path / name) == [f"records {name}"]

    def test_folder_of_a_journal(self, tmp_path: Path) -> None:
        """It is given once, with all below it, beside the XML that it holds; files of others are no records."""
        write(
            tmp_path,
            "j/journal.yaml",
            "j/articles/1.yaml",
            "j/articles/1.xml",
            "j/in/journal.json",
            "k/x.xml",
            "k/c.json",
        )
        assert names(tmp_path, tmp_path) == ["records j", "j/articles/1.xml", "k/x.xml"]
        assert names(tmp_path, tmp_path, tmp_path / "j/articles/1.yaml", tmp_path / "j") == [
            "records j",
            "j/articles/1.xml",
            "k/x.xml",
        ]

    def test_journals_beside_each_other(self, tmp_path: Path) -> None:
        """Each is a source, since the folder above may mix."""
        write(tmp_path, "j/journal.yaml", "j/articles/1.yaml", "k/journal.yaml", "x.xml")
        assert names(tmp_path, tmp_path) == ["records j", "records k", "x.xml"]

    def test_folder_within_a_journal(self, tmp_path: Path) -> None:
        """The journal above makes it one of records."""
        write(tmp_path, "j/journal.yaml", "j/articles/1.yaml", "j/articles/1.xml")
        assert names(tmp_path, tmp_path / "j/articles") == ["j/articles/1.xml", "records j/articles"]

    def test_folder_of_nothing_else(self, tmp_path: Path) -> None:
        """Records may bring their journal along."""
        write(tmp_path, "r/1.json", "r/sub/2.yaml", "r/readme.md")
        assert names(tmp_path, tmp_path / "r") == ["records r"]


class TestNotThere:
    """What is named and cannot be had is a problem of that name; the others are given."""

    @pytest.mark.parametrize("argument", ["", "nope.xml", "no/folder", "c.xml/x", "a\0b.xml", "\ud800.xml", "nope.zip"])
    def test_missing(self, tree: Path, argument: str, monkeypatch: pytest.MonkeyPatch) -> None:
        """Names that cannot be names among them."""
        monkeypatch.chdir(tree)
        assert names(tree, argument, "c.xml") == [f"file-missing {argument}", "c.xml"]

    def test_too_long(self, tree: Path) -> None:
        """The system's reason is told."""
        assert names(tree, tree / ("x" * 300), tree / "c.xml") == [f"file-unreadable {'x' * 300}", "c.xml"]

    def test_broken_links(self, tmp_path: Path) -> None:
        """Named, found by name, and one that may have led to a folder; a folder's other links are left out."""
        write(tmp_path, "d/a.xml")
        for name in ("gone.xml", "gone.zip", "folder", "picture.png"):
            (tmp_path / "d" / name).symlink_to(tmp_path / "nowhere")
        (tmp_path / "d" / "self").symlink_to("self")
        told = [
            item if isinstance(item, Finding) else read_input(item, LIMIT)
            for item in found(tmp_path / "d/gone.xml", tmp_path / "d")
            if isinstance(item, Finding | FileInput | MemberInput)
        ]
        problems = [(Path(item.place.file).name, item.code) for item in told if isinstance(item, Finding)]
        assert problems == [
            ("gone.xml", "link-broken"),
            ("folder", "link-broken"),
            ("gone.xml", "link-broken"),
            ("gone.zip", "link-broken"),
            ("self", "file-unreadable"),
        ]

    def test_working_folder_is_gone(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Even then nothing is raised."""
        (tmp_path / "gone").mkdir()
        monkeypatch.chdir(tmp_path / "gone")
        (tmp_path / "gone").rmdir()
        write(tmp_path, "c.xml")
        assert names(tmp_path, "x.xml", tmp_path / "c.xml", "*.xml", "r.yaml")[1] == "c.xml"


def test_inputs_can_be_sent(tmp_path: Path) -> None:
    """To another process, cheaply; what is read there is the same."""
    write(tmp_path, "a.xml")
    archive(tmp_path, {"dir/b.xml": XML}, "b.zip")
    for item in found(tmp_path):
        assert isinstance(item, FileInput | MemberInput)
        sent = pickle.dumps(item)
        assert len(sent) < 1000
        received = pickle.loads(sent)  # noqa: S301 - our own
        assert (received, read_input(received, LIMIT)) == (item, XML)


def test_names_that_are_no_unicode(tmp_path: Path) -> None:
    """They are kept as they are (PEP 383), so that the file can be opened."""
    name = os.fsdecode(b"caf\xe9.xml")
    try:
        write(tmp_path, name)
    except OSError:
        pytest.skip("the file system wants Unicode")
    for item in itertools.chain(found(tmp_path), found(tmp_path / name), found(tmp_path / "caf*")):
        assert isinstance(item, FileInput)
        assert item.path.name == name
        assert read_input(item, LIMIT) == XML
