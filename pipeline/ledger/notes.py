"""What is noted of an event: a text as it came, or a sentence of ours, which can be said in each language later on.

A sentence is kept as JSON: the English text, which is the key of its translations, and its values.
"""

import json
from typing import Any, TypeAlias

from pipeline.messages import Message, Param

Note: TypeAlias = str | Message

_MARK = '{"sentence": '
_DEEPEST = 20  # messages within messages; ours have three at most


def clean(text: str) -> str:
    """Replace what a database cannot keep in a text: NUL, and halves of characters."""
    return text.encode("utf-8", "replace").decode("utf-8").replace("\x00", "\ufffd")


def to_text(note: Note) -> str:
    """Write a note as the ledger keeps it."""
    return clean(note) if isinstance(note, str) else json.dumps(_value(note), ensure_ascii=False)


def from_text(text: str) -> Note:
    """Read a note that the ledger kept; what is no sentence of ours is given as it is."""
    if not text.startswith(_MARK):
        return text
    try:
        return _message(json.loads(text), _DEEPEST)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError):
        return text


def _value(message: Message) -> dict[str, Any]:
    values = {name: _value(value) if isinstance(value, Message) else _kept(value) for name, value in message.params}
    return {"sentence": message.id, "values": values, "plural": message.plural, "count": message.count}


def _kept(value: str | float) -> str | float:
    return clean(value) if isinstance(value, str) else value


def _message(value: dict[str, Any], depth: int) -> Message:
    if not depth:
        raise ValueError
    params = tuple((name, _param(one, depth)) for name, one in sorted(value["values"].items()))
    return Message(str(value["sentence"]), params, str(value["plural"]), int(value["count"]))


def _param(value: object, depth: int) -> Param:
    if isinstance(value, dict):
        return _message(value, depth - 1)
    if isinstance(value, str | int | float):
        return value
    raise ValueError
