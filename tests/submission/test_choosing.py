"""Files that are no deposits, and manifests that lead elsewhere: each is told, and nothing is read without end."""

import json
import os
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.manifest import NAME, read
from pipeline.submission import files
from pipeline.submission.choosing import Candidate, candidates
from tests.submission.paper import write_output


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """An output folder with one deposit."""
    write_output(tmp_path / "out", [("good", "20260101000000000", {"10.5555/a": "A"})])
    return tmp_path / "out"


def _codes(out: Path, *named: Path) -> list[str]:
    return [found.code if isinstance(found, Finding) else "" for found in candidates(out, named)]


def _rewrite(out: Path, path: str) -> None:
    (row,) = read(out / NAME)
    text = (out / NAME).read_text(encoding="utf-8").replace(json.dumps(row.path), json.dumps(path))
    (out / NAME).write_text(text, encoding="utf-8")


def test_odd_files(out: Path, tmp_path: Path) -> None:
    """Pipes and devices are not opened, what is not there and what has no possible name is told."""
    os.mkfifo(tmp_path / "pipe.xml")
    named = (tmp_path / "pipe.xml", Path("/dev/zero"), tmp_path / "none", tmp_path / ("x" * 5000), Path("a\0b"))
    assert _codes(out, *named) == ["deposit-unreadable"] * 5
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "folder" / "pipe.xml")
    assert _codes(out, tmp_path / "folder") == ["deposit-unreadable"]


def test_large(out: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No more is read than is ever sent."""
    (deposit,) = out.rglob("*.xml")
    monkeypatch.setattr(files, "LARGEST", deposit.stat().st_size)
    assert _codes(out) == [""]
    monkeypatch.setattr(files, "LARGEST", deposit.stat().st_size - 1)
    assert _codes(out) == ["deposit-unreadable"]


@pytest.mark.parametrize("path", ["../good.xml", "/etc/hostname", "crossref/../../good.xml"])
def test_outside(out: Path, path: str) -> None:
    """A manifest that leads out of its folder is not followed, though the content be right."""
    (deposit,) = out.rglob("*.xml")
    (out.parent / "good.xml").write_bytes(deposit.read_bytes())
    _rewrite(out, path)
    assert _codes(out) == ["deposit-outside"]


@pytest.mark.parametrize("path", ["a\0b.xml", "x/" * 400])
def test_names_of_a_manifest(out: Path, path: str) -> None:
    """A name that cannot be is told."""
    _rewrite(out, path)
    (found,) = candidates(out, ())
    assert isinstance(found, Finding)
    assert found.code == "deposit-unreadable"
    assert str(found.message).isprintable()


def test_good(out: Path) -> None:
    """What is as the build left it can be sent, by its place and by its content."""
    (deposit,) = out.rglob("*.xml")
    (listed,), (named,) = candidates(out, ()), candidates(out, (deposit,))
    assert isinstance(listed, Candidate)
    assert listed == named
