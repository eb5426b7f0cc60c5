"""The record's JSON Schemas: what editors complete and check by while a record is typed.

They are made from the models. ``python -m pipeline.record_schema`` writes them anew; a test keeps them current. A YAML
file names its schema in a comment, ``# yaml-language-server: $schema=…/schemas/record/article.schema.json``; a JSON
file by a key, ``"$schema"``.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pipeline import resources
from pipeline.model import Issue, Journal, Work
from pipeline.model.base import Record

DIALECT = "https://json-schema.org/draft/2020-12/schema"
MODELS: Mapping[str, type[Record]] = {"article": Work, "journal": Journal, "issue": Issue}
"""The kinds of files and the models they are read as."""

_SAID_BY_PLACE = ("id", "journal")  # a file's name and folder say them
_Schema = dict[str, Any]


def schema(kind: str) -> _Schema:
    """Make the JSON Schema for a kind of file (a key of ``MODELS``)."""
    made: _Schema = _tidied(MODELS[kind].model_json_schema())
    made["required"] = [key for key in made["required"] if key not in _SAID_BY_PLACE]
    made["properties"] = {"$schema": {"type": "string"}, **made["properties"]}
    if kind == "article":
        issue = made["properties"]["issue"]
        issue["anyOf"] = [{"type": ["string", "number"]}, *issue["anyOf"]]
    return {"$schema": DIALECT, **made, "title": kind.capitalize()}


def _tidied(part: Any) -> Any:  # noqa: ANN401 - any part of a schema
    """Adapt what pydantic makes to what the reader takes, and leave out what says nothing."""
    if isinstance(part, list):
        return [_tidied(item) for item in part]
    if not isinstance(part, dict):
        return part
    tidied = {key: _tidied(value) for key, value in part.items() if not _is_noise(key, value)}
    if "description" in part and isinstance(part["description"], str):
        tidied["description"] = " ".join(part["description"].replace("``", "`").split())
    if tidied.get("type") == "string" and not {"enum", "const"} & tidied.keys():
        tidied["type"] = ["string", "number"]  # a volume is typed 52, and read as text
    if tidied.get("type") == "object" and "properties" in tidied:
        tidied["properties"] = _with_nothing(tidied["properties"], tidied.get("required", []))
    return tidied


def _is_noise(key: str, value: object) -> bool:
    """Tell a title made of the key, and a default that only says that the key may be absent."""
    return (key == "title" and isinstance(value, str)) or (key == "default" and value in (None, []))


def _with_nothing(properties: Mapping[str, _Schema], required: list[str]) -> _Schema:
    """Allow keys that need not be there to stand without a value, as the reader does."""
    return {key: found if key in required else _or_nothing(found) for key, found in properties.items()}


def _or_nothing(part: _Schema) -> _Schema:
    nothing = {"type": "null"}
    about = {key: value for key, value in part.items() if key in ("description", "default")}
    rest = {key: value for key, value in part.items() if key not in about}
    if nothing in rest.get("anyOf", []):
        return part
    return {**about, "anyOf": [rest, nothing]}


def text(kind: str) -> str:
    """Give the text of the schema file for a kind of file."""
    return json.dumps(schema(kind), indent=2, ensure_ascii=False) + "\n"


def path(kind: str) -> Path:
    """Give the place of the schema file for a kind of file."""
    return resources.schemas() / "record" / f"{kind}.schema.json"


def write() -> None:
    """Write all schema files anew."""
    for kind in MODELS:
        path(kind).parent.mkdir(parents=True, exist_ok=True)
        path(kind).write_text(text(kind), encoding="utf-8")


if __name__ == "__main__":
    write()
