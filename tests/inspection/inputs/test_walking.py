"""Walking through hostile folders: circles, depth, numbers."""

import os
import tracemalloc
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.inspection.inputs import find_inputs
from tests.inspection.inputs.support import names, write


class TestLinks:
    """They are followed, but each folder is entered once."""

    def test_circles(self, tmp_path: Path) -> None:
        """Above, to itself, and between two."""
        write(tmp_path, "a/x.xml", "b/y.xml")
        (tmp_path / "a/self").symlink_to(tmp_path / "a")
        (tmp_path / "a/up").symlink_to(tmp_path)
        (tmp_path / "a/other").symlink_to(tmp_path / "b")
        (tmp_path / "b/other").symlink_to(tmp_path / "a")
        assert names(tmp_path, tmp_path) == ["a/other/y.xml", "a/x.xml"]
        assert names(tmp_path, tmp_path / "**/*.xml") == ["a/other/y.xml", "a/x.xml"]

    def test_many_ways(self, tmp_path: Path) -> None:
        """Two links at each of forty levels are a million million ways to one file."""
        folder = tmp_path / "top"
        folder.mkdir()
        for level in range(40):
            below = tmp_path / f"level{level}"
            below.mkdir()
            (folder / "left").symlink_to(below)
            (folder / "right").symlink_to(below)
            folder = below
        write(folder, "x.xml")
        assert len(names(tmp_path, tmp_path / "top")) == 1
        assert len(names(tmp_path, tmp_path / "top/**/*.xml")) == 1

    def test_link_to_a_folder_elsewhere(self, tmp_path: Path) -> None:
        """It is followed under its own name."""
        write(tmp_path, "elsewhere/x.xml")
        (tmp_path / "d").mkdir()
        (tmp_path / "d/link").symlink_to(tmp_path / "elsewhere")
        assert names(tmp_path, tmp_path / "d") == ["d/link/x.xml"]


@contextmanager
def deep_folders(root: Path, depth: int, name: str = "d") -> Iterator[None]:
    """Make folders in folders, deeper than a path may be long, with a document in the last; and remove them."""
    descriptors = [os.open(root, os.O_RDONLY)]
    try:
        for _ in range(depth):
            os.mkdir(name, dir_fd=descriptors[-1])
            descriptors.append(os.open(name, os.O_RDONLY, dir_fd=descriptors[-1]))
            if len(descriptors) > 2:
                os.close(descriptors.pop(0))
        os.close(os.open("x.xml", os.O_WRONLY | os.O_CREAT, dir_fd=descriptors[-1]))
        yield
        os.unlink("x.xml", dir_fd=descriptors[-1])
        for _ in range(depth):
            above = os.open("..", os.O_RDONLY, dir_fd=descriptors[-1])
            os.rmdir(name, dir_fd=above)
            os.close(descriptors.pop())
            descriptors.append(above)
    finally:
        for descriptor in descriptors:
            os.close(descriptor)


class TestDepth:
    """How deep folders are is no matter of the interpreter's stack."""

    def test_deeper_than_recursion(self, tmp_path: Path) -> None:
        """As deep as a path may be long."""
        with deep_folders(tmp_path, 1500):
            assert len(names(tmp_path, tmp_path)) == 1
            assert len(names(tmp_path, str(tmp_path / "**/*.xml"))) == 1

    def test_deeper_than_paths(self, tmp_path: Path) -> None:
        """The system refuses it, which is told once."""
        with deep_folders(tmp_path, 100, "d" * 60):
            (problem,) = find_inputs([str(tmp_path)])
        assert isinstance(problem, Finding)
        assert problem.code == "file-unreadable"
        assert "the name is too long" in str(problem.message)


class TestErrors:
    """What goes wrong in one folder costs that folder."""

    @pytest.mark.parametrize(("number", "reason"), [(13, "may not be read"), (5, "disk cannot be read")])
    def test_folder_that_cannot_be_listed(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int, reason: str
    ) -> None:
        """It is told in its place."""
        write(tmp_path, "a/x.xml", "b/y.xml", "c/z.xml")
        real = os.scandir

        def scandir(path: Path) -> object:
            if Path(path).name == "b":
                raise OSError(number, os.strerror(number))
            return real(path)

        monkeypatch.setattr(os, "scandir", scandir)
        for argument in (tmp_path, tmp_path / "*/*.xml"):
            first, problem, last = find_inputs([str(argument)])
            assert isinstance(problem, Finding)
            assert (problem.place.file, problem.code) == (str(tmp_path / "b"), "file-unreadable")
            assert reason in str(problem.message)
            assert not isinstance(first, Finding)
            assert not isinstance(last, Finding)


def test_memory_of_many_files(tmp_path: Path) -> None:
    """It depends on the largest folder, not on the number of files: ten times the folders need the same."""
    peaks = []
    for folders in (4, 40):
        root = tmp_path / str(folders)
        for folder in range(folders):
            (root / f"{folder:03}").mkdir(parents=True)
            for file in range(200):
                (root / f"{folder:03}" / f"{file:04}.xml").touch()
        next(find_inputs([str(root)]))  # what is imported and kept anyway
        tracemalloc.start()
        assert sum(1 for _ in find_inputs([str(root)])) == folders * 200
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] * 1.5
