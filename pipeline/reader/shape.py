"""What the model expects at a place of a record: followed along the path that pydantic gives for an error."""

from collections.abc import Sequence
from types import UnionType
from typing import Annotated, Any, Literal, NamedTuple, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from pipeline.reader.positions import Key, Path

_KEY = "[key]"  # pydantic's mark for an error in a key, not in its value


class Shape(NamedTuple):
    """``path`` without pydantic's own marks, whether the error is in the key, and what was to stand there.

    ``expected`` is a type as the model writes it; ``owner`` is the model class that the last key belongs to.
    """

    path: Path
    at_key: bool
    expected: Any
    owner: type[BaseModel] | None
    examples: tuple[str, ...] = ()


def follow(model: type[BaseModel], location: Sequence[Key]) -> Shape:
    """Follow an error's location from a model class down."""
    expected: Any = model
    owner: type[BaseModel] | None = model
    path: list[Key] = []
    examples: tuple[str, ...] = ()
    at_key = False
    for step in location:
        if step == _KEY:
            at_key = True
        elif tagged := _tagged(expected, step):
            expected = owner = tagged
        else:
            expected = _without_nothing(expected)
            owner = expected if isinstance(expected, type) and issubclass(expected, BaseModel) else None
            examples = _examples(owner, step) if owner else examples
            expected = _below(expected, step)
            path.append(step)
    expected = _without_nothing(expected)
    return Shape(tuple(path), at_key, expected, owner, examples)


def allowed(expected: Any) -> tuple[str, ...]:  # noqa: ANN401 - any type of the model
    """List the values of a closed list; nothing for other types."""
    return tuple(map(str, get_args(expected))) if get_origin(expected) is Literal else ()


def _tagged(expected: Any, step: Key) -> type[BaseModel] | None:  # noqa: ANN401 - any type of the model
    for choice in get_args(_without_nothing(expected)):
        if get_origin(choice) is Annotated and any(isinstance(m, Tag) and m.tag == step for m in get_args(choice)[1:]):
            chosen = get_args(choice)[0]
            return chosen if isinstance(chosen, type) else None
    return None


def _below(expected: Any, step: Key) -> Any:  # noqa: ANN401 - any type of the model
    if isinstance(expected, type) and issubclass(expected, BaseModel):
        field = expected.model_fields.get(str(step))
        return field.annotation if field else None
    if get_origin(expected) is tuple and isinstance(step, int):
        return get_args(expected)[0]
    return None


def _examples(owner: type[BaseModel], step: Key) -> tuple[str, ...]:
    field = owner.model_fields.get(str(step))
    return tuple(map(str, field.examples)) if field and field.examples else ()


def _without_nothing(expected: Any) -> Any:  # noqa: ANN401 - any type of the model
    """Take ``Annotated`` and ``| None`` away."""
    while True:
        if get_origin(expected) is Annotated:
            expected = get_args(expected)[0]
            continue
        choices = [c for c in get_args(expected) if c is not type(None)]
        if get_origin(expected) in (Union, UnionType) and len(choices) == 1:
            expected = choices[0]
            continue
        return expected
