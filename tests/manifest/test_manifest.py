"""The manifest: one file a line, as its schema says, the same for the same files."""

import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from pipeline import manifest, resources
from pipeline.manifest.rows import FileRow
from tests.building.support import run
from tests.sources import write_journal

ROWS = (
    FileRow("a.xml", "0" * 64, 1, "application/xml", "jats", "jats", "", "jats-publishing-1.3", ("a",), ("10.5555/é",)),
    FileRow("b.xml", "1" * 64, 2, "text/xml", "c", "c", "fr", "", ("a", "b"), (), "batch", "20260101000000000"),
)


def _schema() -> dict[str, Any]:
    value: dict[str, Any] = json.loads((resources.schemas() / "manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(value)
    return value


def _written(*rows: FileRow) -> str:
    stream = io.StringIO()
    manifest.write(rows, ("../metadata",), stream)
    return stream.getvalue()


@pytest.mark.parametrize("rows", [(), ROWS[:1], ROWS])
def test_what_is_written_is_read(tmp_path: Path, rows: tuple[FileRow, ...]) -> None:
    """Row by row, and it is JSON as the schema wants it."""
    path = tmp_path / manifest.NAME
    path.write_text(_written(*rows), encoding="utf-8")
    assert tuple(manifest.read(path)) == rows
    assert manifest.sources_of(path) == ("../metadata",)
    Draft202012Validator(_schema()).validate(json.loads(path.read_text(encoding="utf-8")))


def test_a_build(tmp_path: Path) -> None:
    """The manifest of a build says what is there, with neither a clock nor the folder's name in it."""
    run(write_journal(tmp_path / "rev", "a"), out=tmp_path / "out", groups=("crossref", "jats"))
    text = (tmp_path / "out" / manifest.NAME).read_text(encoding="utf-8")
    assert str(tmp_path) not in text
    value = json.loads(text)
    Draft202012Validator(_schema()).validate(value)
    rows = {row["path"]: row for row in value["files"]}
    assert list(rows) == sorted(rows)
    deposit = rows["crossref/rev/deposit-0001.xml"]
    assert (deposit["schema"], deposit["valid"], deposit["dois"]) == ("crossref-5.5.0", True, ["10.5555/a"])
    assert f"<doi_batch_id>{deposit['batch_id']}</doi_batch_id>" in (tmp_path / "out" / deposit["path"]).read_text(
        "utf-8"
    )


def test_no_manifest(tmp_path: Path) -> None:
    """A folder without one has no files of ours."""
    assert list(manifest.read(tmp_path / manifest.NAME)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("", "{}", _written(*ROWS)[:-3], "[]\n", '{\n    {"path": 1}\n}\n', "\n    []\n}\n"),
        _written(ROWS[0]).replace("sha256", "sha1"),
        _written(ROWS[0]).replace('"bytes": ', '"bytes": Infinity, "x": '),
        _written(ROWS[0]).replace('"works": ', '"works": ' + "[" * 100_000 + ', "x": '),
        _written(ROWS[0]).replace('"works": ', '"works": 5, "x": '),
        _written(ROWS[0]).replace('"path": "', '"path": "\\ud800'),
    ],
    ids=range(11),
)
def test_damaged(tmp_path: Path, text: str) -> None:
    """Something else, or a part of a manifest, is no manifest."""
    path = tmp_path / manifest.NAME
    path.write_text(text, encoding="utf-8")
    with pytest.raises(manifest.ManifestUnreadable, match="no manifest"):
        list(manifest.read(path))


@pytest.mark.parametrize(
    "text", ["", '{\n  "sources": [', '{\n  "sources": {"a": 1\n', "\n" * 9 + '  "sources": ["x"],\n']
)
def test_no_sources(tmp_path: Path, text: str) -> None:
    """A damaged manifest names none, and so does a missing one."""
    path = tmp_path / manifest.NAME
    assert manifest.sources_of(path) == ()
    path.write_text(text, encoding="utf-8")
    assert manifest.sources_of(path) == ()


def test_pipes_are_not_read(tmp_path: Path) -> None:
    """A pipe in the manifest's place would never end."""
    os.mkfifo(tmp_path / manifest.NAME)
    assert list(manifest.read(tmp_path / manifest.NAME)) == []
    assert manifest.sources_of(tmp_path / manifest.NAME) == ()
