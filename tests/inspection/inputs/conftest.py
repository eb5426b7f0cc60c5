"""Fixtures of the inputs: a tree of documents."""

from pathlib import Path

import pytest

from tests.inspection.inputs.support import write


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Documents at several depths, with names that do not sort as they are written, and other files."""
    return write(
        tmp_path,
        "b/2.xml",
        "b/10.XML",
        "b/more/x.nxml",
        "b/y.jats",
        "b/notes.txt",
        "b/data.yaml",
        "b/.hidden.xml",
        "b/.git/z.xml",
        "b/__MACOSX/._2.xml",
        "a/p.xml.gz",
        "a/q.nxml.gz",
        "a/r.gz",
        "c.xml",
    )
