"""From what the model refuses to findings in words that help.

The model's own errors bring their words along (``InvalidValue``). For pydantic's built-in ones the words are here; its
English sentences are never shown. A test compares the table with all error types that the model can raise.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from difflib import get_close_matches
from typing import Any

from pydantic import BaseModel, ValidationError

from pipeline.errors import InvalidValue
from pipeline.findings import Finding
from pipeline.messages import Message, Param, msg, msgs
from pipeline.reader import meant
from pipeline.reader.parsed import Parsed, fault
from pipeline.reader.positions import Path, printable
from pipeline.reader.shape import Shape, allowed, follow


@dataclass(frozen=True, slots=True)
class _Refused:
    """One value that the model refuses: what stands in the file, what should, and pydantic's parameters."""

    value: Any
    shape: Shape
    context: Mapping[str, Any]

    @property
    def key(self) -> str:
        return printable(str(self.shape.path[-1])) if self.shape.path else ""

    @property
    def shown(self) -> str:
        return printable(self.value) if isinstance(self.value, str) else "true" if self.value is True else "…"

    @property
    def is_many(self) -> bool:
        return isinstance(self.value, list | tuple | dict)


Words = tuple[str, Message, Message]
"""Code, what is wrong, how to mend it."""


def findings_of(error: ValidationError, model: type[BaseModel], source: Parsed, below: Path = ()) -> list[Finding]:
    """Give all problems of a validation error, each at its place; ``below`` is where the model stands in the record."""
    all_details = error.errors(include_url=False)
    return [_finding(details, model, source, below) for details in all_details if not _follows(details)]


def _follows(details: Any) -> bool:  # noqa: ANN401 - pydantic's TypedDict
    """Tell whether a list is too short only because its items, which are reported, are not counted."""
    given = details["input"]
    is_too_short = details["type"] == "too_short" and isinstance(given, list | dict)
    return is_too_short and len(given) >= int(details["ctx"]["min_length"])


def _finding(details: Any, model: type[BaseModel], source: Parsed, below: Path) -> Finding:  # noqa: ANN401 - pydantic's TypedDict
    shape = follow(model, details["loc"])
    refused = _Refused(details["input"], shape, details.get("ctx", {}))
    code, message, remedy = _words(details["type"], refused)
    at_key = shape.at_key or details["type"] == "extra_forbidden"
    last = ("type",) if details["type"] == "contributor-type" else ()
    return fault(code, source.place((*below, *shape.path, *last), at_key=at_key), message, remedy)


def _words(kind: str, refused: _Refused) -> Words:
    invalid = refused.context.get("invalid")
    if isinstance(invalid, InvalidValue):
        return invalid.code, tidy(invalid.message), tidy(invalid.remedy)
    return WORDS.get(kind, _other)(refused)


def tidy(message: Message) -> Message:
    """Shorten what a message quotes from the file, and show control characters by their code."""
    return replace(message, params=tuple((name, _tidied(value)) for name, value in message.params))


def _tidied(value: Param) -> Param:
    if isinstance(value, Message):
        return tidy(value)
    return printable(value, 300) if isinstance(value, str) else value


def _missing(refused: _Refused) -> Words:
    return (
        "key-missing",
        msg("“{key}” is missing.", key=refused.key),
        msg("Add the key “{key}” with its value.", key=refused.key),
    )


def _unknown_key(refused: _Refused) -> Words:
    return (
        "key-unknown",
        msg("The key “{key}” is not known here.", key=refused.key),
        meant.remedy(str(refused.shape.path[-1]), refused.shape.owner),
    )


def _unknown_value(refused: _Refused) -> Words:
    values = allowed(refused.shape.expected)
    near = get_close_matches(refused.shown.lower(), values, n=1, cutoff=0.6)
    listed = ", ".join(values)
    return (
        "value-unknown",
        msg("“{value}” is not one of the values that are possible here.", value=refused.shown),
        msg("Did you mean “{near}”? Possible are: {values}.", near=near[0], values=listed)
        if near
        else msg("Possible are: {values}.", values=listed),
    )


def _contributor_type(refused: _Refused) -> Words:
    given = refused.value.get("type") if isinstance(refused.value, dict) else None
    return (
        "value-unknown",
        msg("“{value}” is not a type of contributor.", value=printable(given) if isinstance(given, str) else "…"),
        msg("Possible are: {values}.", values="person, organization, anonymous"),
    )


def _text_expected(_refused: _Refused) -> Words:
    return (
        "text-expected",
        msg("A text is expected here, not a list or a table."),
        msg("Write the text on one line; put it in quotes if it has a colon."),
    )


def _half_character(_refused: _Refused) -> Words:
    return (
        "forbidden-character",
        msg("The text holds one half of a character."),
        msg("Write the character itself in UTF-8."),
    )


def _too_long(refused: _Refused) -> Words:
    return (
        "text-too-long",
        msgs(
            "The text has more than one character.",
            "The text has more than {count} characters.",
            int(refused.context.get("max_length", 0)),
        ),
        msg("Shorten it; the registration agency takes no more."),
    )


def _too_short(refused: _Refused) -> Words:
    return (
        "text-too-short",
        msgs(
            "The text has less than one character.",
            "The text has less than {count} characters.",
            int(refused.context.get("min_length", 0)),
        ),
        msg("Write it out, or take out the key."),
    )


def _malformed(refused: _Refused) -> Words:
    examples = ", ".join(refused.shape.examples)
    return (
        "value-malformed",
        msg("“{value}” does not have the form of “{key}”.", value=refused.shown, key=_named(refused.shape.path)),
        msg("Write it as in this example: {examples}.", examples=examples)
        if examples
        else msg("Its form, as a regular expression: {pattern}", pattern=str(refused.context.get("pattern", ""))),
    )


def _named(path: Path) -> str:
    return next((printable(step) for step in reversed(path) if isinstance(step, str)), "")


def _number_expected(refused: _Refused) -> Words:
    return (
        "number-expected",
        msg("“{value}” is not a whole number.", value=refused.shown),
        msg("Write digits only."),
    )


def _number_too_small(refused: _Refused) -> Words:
    limit = refused.context.get("ge", refused.context.get("gt", 0))
    return (
        "number-too-small",
        msg("{value} is too small.", value=refused.shown),
        msg("The least is {limit}.", limit=limit),
    )


def _number_too_large(refused: _Refused) -> Words:
    limit = refused.context.get("le", refused.context.get("lt", 0))
    return (
        "number-too-large",
        msg("{value} is too large.", value=refused.shown),
        msg("The greatest is {limit}.", limit=limit),
    )


def _boolean_expected(refused: _Refused) -> Words:
    return (
        "boolean-expected",
        msg("“{value}” is neither true nor false.", value=refused.shown),
        msg("Write true or false."),
    )


def _list_expected(_refused: _Refused) -> Words:
    return (
        "list-expected",
        msg("A list is expected here."),
        msg("Write one item per line, each after a hyphen and a space; in JSON, in square brackets."),
    )


def _table_expected(_refused: _Refused) -> Words:
    return (
        "table-expected",
        msg("A table is expected here: keys with their values."),
        msg("Write “key: value”, one below the other and indented; in JSON, in braces."),
    )


def _empty(refused: _Refused) -> Words:
    if not refused.is_many:  # pydantic counts the characters of a text in the same way
        return _too_short(refused)
    return ("value-empty", msg("There is nothing in it."), msg("Fill it in, or take out the key."))


def _too_many(refused: _Refused) -> Words:
    if not refused.is_many:
        return _too_long(refused)
    return (
        "list-too-long",
        msgs(
            "More than one item stands here.",
            "More than {count} items stand here.",
            int(refused.context.get("max_length", 0)),
        ),
        msg("Keep the most important ones."),
    )


def _other(refused: _Refused) -> Words:
    return (
        "value-malformed",
        msg("“{value}” cannot stand here.", value=refused.shown),
        msg("Compare with the description of the record in docs/record.md."),
    )


WORDS: Mapping[str, Callable[[_Refused], Words]] = {
    "missing": _missing,
    "extra_forbidden": _unknown_key,
    "literal_error": _unknown_value,
    "contributor-type": _contributor_type,
    "string_type": _text_expected,
    "string_unicode": _half_character,
    "string_too_long": _too_long,
    "string_too_short": _too_short,
    "string_pattern_mismatch": _malformed,
    "int_type": _number_expected,
    "int_parsing": _number_expected,
    "int_parsing_size": _number_expected,
    "int_from_float": _number_expected,
    "greater_than_equal": _number_too_small,
    "less_than_equal": _number_too_large,
    "bool_type": _boolean_expected,
    "bool_parsing": _boolean_expected,
    "tuple_type": _list_expected,
    "too_short": _empty,
    "too_long": _too_many,
    "dict_type": _table_expected,
    "mapping_type": _table_expected,
    "model_type": _table_expected,
    "model_attributes_type": _table_expected,
    "invalid_key": _unknown_key,
}
"""Words for each of pydantic's error types."""
