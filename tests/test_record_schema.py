"""The record's JSON Schemas: valid, current, and of one mind with the reader."""

import json
import re
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from pipeline import record_schema
from pipeline.reader import read
from tests.support import CHECKOUT
from tests.works import MINIMAL, RECORD

METADATA = CHECKOUT / "metadata"
KINDS = sorted(record_schema.MODELS)


@cache
def validator(kind: str) -> Draft202012Validator:
    """Give the validator for a kind of file."""
    return Draft202012Validator(record_schema.schema(kind))


def records() -> list[tuple[str, Path]]:
    """List the example files with what they describe."""
    found = []
    for path in sorted(METADATA.rglob("*")):
        if path.suffix in (".yaml", ".json", ".jsonl"):
            kind = "journal" if path.stem == "journal" else "issue" if path.parent.name == "issues" else "article"
            found.append((kind, path))
    return found


def load(path: Path) -> list[Any]:
    """Read a file as editors do: numbers are numbers, dates are texts."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".jsonl":
        return [json.loads(line) for line in text.splitlines() if line]
    return [json.loads(json.dumps(yaml.safe_load(text), default=str))]


@pytest.mark.parametrize("kind", KINDS)
def test_current(kind: str) -> None:
    """The files are what the models say; ``make record`` writes them anew."""
    assert record_schema.path(kind).read_text(encoding="utf-8") == record_schema.text(kind)


@pytest.mark.parametrize("kind", KINDS)
def test_valid(kind: str) -> None:
    """Each is a JSON Schema."""
    Draft202012Validator.check_schema(record_schema.schema(kind))


@pytest.mark.parametrize("record", [RECORD, MINIMAL], ids=["full", "minimal"])
def test_records_of_the_tests(record: dict[str, Any]) -> None:
    """The record with every field, and the least there can be."""
    assert [error.message for error in validator("article").iter_errors(record)] == []


@pytest.mark.parametrize(
    ("kind", "path"), records(), ids=lambda value: value.stem if isinstance(value, Path) else value
)
def test_example_records(kind: str, path: Path) -> None:
    """They are valid, and name the schema that is theirs."""
    for record in load(path):
        assert [error.message for error in validator(kind).iter_errors(record)] == []
    named = re.search(r"yaml-language-server: \$schema=(\S+)|\"\$schema\": \"(\S+)\"", path.read_text(encoding="utf-8"))
    if named:
        assert (path.parent / (named[1] or named[2])).resolve() == record_schema.path(kind).resolve()


@pytest.mark.parametrize(
    "changes",
    [
        {"titel": "X"},
        {"title": None},
        {"language": None},
        {"title": {}},
        {"title": ["X"]},
        {"title": {"not a tag": "X"}},
        {"contributors": {"family": "X"}},
        {"contributors": [{"family": "X", "roles": ["autor"]}]},
        {"contributors": [{"type": "group", "name": "X"}]},
        {"contributors": ["X"]},
        {"article_type": "essay"},
        {"page_count": 0},
        {"dates": {"received": "15.4.2026"}},
        {"licenses": [{}]},
        {"references": [{"text": "X", "year": "98"}]},
        {"issue": []},
    ],
)
def test_what_the_reader_refuses_is_marked_while_typing(changes: dict[str, Any], tmp_path: Path) -> None:
    """The commonest slips are refused by both."""
    record = {**MINIMAL, **changes}
    assert not validator("article").is_valid(record)
    (tmp_path / "a.json").write_text(json.dumps(record))
    (reading,) = read([tmp_path / "a.json"])
    assert reading.work is None


@pytest.mark.parametrize(
    "changes",
    [
        {"first_page": 186},
        {"title": 1984},
        {"subtitle": None},
        {"references": None},
        {"contributors": [{"family": "X", "given": None, "orcid": None}]},
        {"dates": {"received": 2026}},
        {"$schema": "../x.json"},
        {"version": {"number": 1.1}},
    ],
)
def test_what_the_reader_takes_is_not_marked(changes: dict[str, Any], tmp_path: Path) -> None:
    """Numbers where text is meant, and keys without a value."""
    record = {**MINIMAL, **changes}
    assert [error.message for error in validator("article").iter_errors(record)] == []
    (tmp_path / "a.json").write_text(json.dumps(record))
    (reading,) = read([tmp_path / "a.json"])
    assert reading.work


def test_every_key_says_what_it_is() -> None:
    """An editor shows it while the key is typed."""
    for kind in KINDS:
        schema = record_schema.schema(kind)
        for part in (schema, *schema["$defs"].values()):
            assert part["description"]
            for key, value in part["properties"].items():
                assert key == "$schema" or value.get("description") or "$ref" in value, key
