"""Patterns that the shell did not expand."""

import os
from pathlib import Path

import pytest

from pipeline.findings import Finding
from tests.inspection.inputs.support import found, names, write


class TestPatterns:
    """What the shell did not expand."""

    @pytest.mark.parametrize(
        ("pattern", "expected"),
        [
            ("*.xml", ["c.xml"]),
            ("b/*.[xX]*", ["b/10.XML", "b/2.xml"]),
            ("?/*.xml*", ["a/p.xml.gz", "b/2.xml"]),
            ("**/*.xml", ["b/2.xml", "c.xml"]),
            ("**/*.txt", ["b/notes.txt"]),
            ("**/m*/**/*.nxml", ["b/more/x.nxml"]),
            ("b/.*.xml", ["b/.hidden.xml"]),
            ("[a-b]", ["a/p.xml.gz", "a/q.nxml.gz", "b/10.XML", "b/2.xml", "b/more/x.nxml", "b/y.jats"]),
            ("b/**", ["b/10.XML", "b/2.xml", "b/more/x.nxml", "b/y.jats"]),
            ("*/*.yaml", ["records b/data.yaml"]),
            ("**/**/more/*", ["b/more/x.nxml"]),
        ],
    )
    def test_matches(self, tree: Path, pattern: str, expected: list[str]) -> None:
        """Files of any name, folders with their documents; in the order of names, nothing twice."""
        assert names(tree, str(tree / pattern)) == expected

    def test_relative(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """Below the working folder."""
        monkeypatch.chdir(tree)
        assert names(tree, "*/2.xml", "c.*") == ["b/2.xml", "c.xml"]

    @pytest.mark.parametrize(
        "pattern", ["*.nope", "no/where/*.xml", "b/2.xml/*", "b/*/more/*.xml", "*\0*", "*/../*.zip"]
    )
    def test_no_match_is_a_problem(self, tree: Path, pattern: str) -> None:
        """As it is for a file that is not there."""
        assert [item.code for item in found(str(tree / pattern)) if isinstance(item, Finding)] == ["pattern-unmatched"]

    def test_a_file_of_that_name_comes_first(self, tmp_path: Path) -> None:
        """Brackets are no rare thing in names."""
        write(tmp_path, "a[1].xml", "a1.xml")
        assert names(tmp_path, tmp_path / "a[1].xml") == ["a[1].xml"]
        assert names(tmp_path, tmp_path / "a[12].xml") == ["a1.xml"]

    def test_folders_that_cannot_match_are_not_opened(self, tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        """A pattern does not search the whole disk."""
        opened = list[str]()
        scandir = os.scandir

        def counting(path: Path) -> object:
            opened.append(str(path))
            return scandir(path)

        monkeypatch.setattr(os, "scandir", counting)
        assert names(tree, str(tree / "*" / "2.xml")) == ["b/2.xml"]
        assert sorted(opened) == [str(tree), str(tree / "a"), str(tree / "b")]
