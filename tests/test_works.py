"""The works for tests keep what they promise."""

from collections.abc import Iterator
from inspect import get_annotations
from typing import Any

from pydantic import BaseModel

from pipeline.model.base import Record
from pipeline.model.text import Localized
from tests.works import full_work, minimal_work


def _records(value: Any) -> Iterator[Record]:
    if isinstance(value, Record):
        yield value
        for _, inner in value:
            yield from _records(inner)
    elif isinstance(value, tuple):
        for inner in value:
            yield from _records(inner)


def _models(model: type[BaseModel]) -> Iterator[type[BaseModel]]:
    yield model
    for derived in model.__subclasses__():
        yield from _models(derived)


def _own_fields(model: type[BaseModel]) -> Iterator[tuple[type, str]]:
    """Name the fields by the class that brings them: what a base has need be filled in one of its kinds only."""
    for name in model.model_fields:
        yield next(owner for owner in reversed(model.__mro__) if name in get_annotations(owner)), name


def test_every_field_is_filled() -> None:
    """In the full record each field differs from its default at least once."""
    filled = {
        (owner, name)
        for part in _records(full_work())
        for owner, name in _own_fields(type(part))
        if getattr(part, name) != type(part).model_fields[name].default
    }
    fields = {
        field for model in _models(Record) if model.__module__.startswith("pipeline.") for field in _own_fields(model)
    }
    # an article is all that a work can be yet, and a person all that a contributor without a type can be
    constant = {(owner, name) for owner, name in fields if name == "type" and owner.__name__ in ("Work", "Person")}
    assert fields - filled == constant


def test_full_record_speaks_several_languages() -> None:
    """Right-to-left and non-Latin languages are among them."""
    languages = {
        tag
        for part in _records(full_work())
        for _, value in part
        if isinstance(value, Localized)
        for tag in value.languages
    }
    assert languages >= {"fr", "en", "ar", "de"}


def test_minimal_record_is_minimal() -> None:
    """It has what the model demands, and nothing else."""
    assert minimal_work().model_fields_set == {"id", "journal", "language", "title"}
