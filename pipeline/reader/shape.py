"""What the model expects at a place of a record: followed along the path that pydantic gives for an error."""

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from pipeline.model.base import Kind
from pipeline.reader.positions import Key, Path

_KEY = "[key]"  # pydantic's mark for an error in a key, not in its value


class Shape(NamedTuple):
    """``path`` without pydantic's own marks, whether the error is in the key, and what was to stand there.

    ``expected`` is a type as the model writes it; ``owner`` is the model class that the last key belongs to;
    ``examples`` show what such a value looks like.
    """

    path: Path
    at_key: bool
    expected: Any
    owner: type[BaseModel] | None
    examples: tuple[str, ...]


def follow(model: type[BaseModel], location: Sequence[Key]) -> Shape:
    """Follow an error's location from a model class down."""
    expected: Any = model
    owner: type[BaseModel] | None = model
    path: list[Key] = []
    for step in location:
        if tagged := _tagged(expected, step):
            expected = tagged
        elif step != _KEY:
            owner = model_of(expected)
            expected = _below(expected, step)
            path.append(step)
    return Shape(tuple(path), _KEY in location, _bare(expected), owner, _examples(expected))


def allowed(expected: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type of the model
    """List the values of a closed list; nothing for other types."""
    return tuple(map(str, get_args(expected))) if get_origin(expected) is Literal else ()


def model_of(expected: Any) -> type[BaseModel] | None:  # noqa: ANN401 - any type of the model
    """Give the model class that a type stands for, ``Annotated`` and ``| None`` taken away; nothing for others."""
    bare = _bare(expected)
    return bare if isinstance(bare, type) and issubclass(bare, BaseModel) else None


def _tagged(expected: Any, step: Key) -> type[BaseModel] | None:  # noqa: ANN401 - any type of the model
    """Find the member of a union that pydantic names by its tag."""
    for choice in get_args(_bare(expected)):
        if get_origin(choice) is Annotated and any(isinstance(m, Tag) and m.tag == step for m in choice.__metadata__):
            return model_of(choice)
    return None


def _below(expected: Any, step: Key) -> Any:  # noqa: ANN401 - any type of the model
    if model := model_of(expected):
        field = model.model_fields.get(str(step))
        return Annotated[field.annotation, *field.metadata, None] if field else None
    bare = _bare(expected)
    return get_args(bare)[0] if get_origin(bare) is tuple and isinstance(step, int) else None


def _bare(expected: Any) -> Any:  # noqa: ANN401 - any type of the model
    """Take ``Annotated`` and ``| None`` away."""
    while True:
        choices = [choice for choice in get_args(expected) if choice is not type(None)]
        if get_origin(expected) is Annotated or (get_origin(expected) in (Union, UnionType) and len(choices) == 1):
            expected = choices[0]
        else:
            return expected


def _examples(expected: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type of the model
    """Give the examples of the last kind that an annotation names: it is the narrowest."""
    if get_origin(expected) is Annotated:
        kinds = [found for found in expected.__metadata__ if isinstance(found, Kind)]
        return kinds[-1].examples if kinds else _examples(get_args(expected)[0])
    if get_origin(expected) in (Union, UnionType):
        return next(filter(None, map(_examples, get_args(expected))), ())
    return ()
