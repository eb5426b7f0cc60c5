"""What people call the values of the record: each type of the models in words."""

import re
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

from pydantic.fields import FieldInfo

from pipeline.model.base import Kind, Record
from pipeline.model.dates import PartialDate
from pipeline.model.journal import LocalizedPattern
from pipeline.model.text import Localized, LocalizedLine, LocalizedProse, LocalizedTerms, LocalizedText

_NAMES: dict[type, str] = {
    str: "text without markup",
    int: "whole number",
    bool: "`true` or `false`",
    PartialDate: "date",
    LocalizedText: "text per language",
    LocalizedProse: "paragraphs per language",
    LocalizedTerms: "list of texts per language",
    LocalizedLine: "text without markup, per language",
    LocalizedPattern: "address pattern per language",
}


def heading(model: type[Record]) -> str:
    """Give the heading of a model: ``Name in script`` for ``NameInScript``."""
    return re.sub(r"(?<=[a-z])([A-Z])", lambda match: " " + match[1].lower(), model.__name__)


def link(model: type[Record]) -> str:
    """Give a link to a model's part of the page."""
    return f"[{heading(model).lower()}](#{heading(model).lower().replace(' ', '-')})"


def describe(field: FieldInfo) -> str:
    """Say what stands at a key."""
    return _words(Annotated[field.annotation, *field.metadata, None])


def values(annotation: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type of the model
    """List the values of a closed list, wherever it stands within a type; nothing for other types."""
    if get_origin(annotation) is Literal:
        return tuple(map(str, get_args(annotation)))
    return next(filter(None, map(values, get_args(annotation))), ())


def models(annotation: Any) -> list[type[Record]]:  # noqa: ANN401 - any type of the model
    """List the models within a type."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return [annotation]
    return [found for inner in get_args(annotation) for found in models(inner)]


def _words(annotation: Any) -> str:  # noqa: ANN401 - any type of the model
    origin, inner = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        kinds = [found for found in annotation.__metadata__ if isinstance(found, Kind)]
        return kinds[-1].name if kinds else _words(inner[0])
    if origin is tuple:
        return f"list: {_words(inner[0])}"
    if origin is Literal:
        return f"`{inner[0]}`" if len(inner) == 1 else "one of a list"
    if origin in (Union, UnionType):
        return " or ".join(_words(choice) for choice in inner if choice is not type(None))
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return link(annotation)
    return _named(annotation)


def _named(annotation: Any) -> str:  # noqa: ANN401 - any type of the model
    if annotation in _NAMES:
        return _NAMES[annotation]
    if isinstance(annotation, type) and issubclass(annotation, Localized):
        raise TypeError(f"the reference has no words for {annotation.__name__}")
    raise TypeError(f"the reference has no words for {annotation!r}")
