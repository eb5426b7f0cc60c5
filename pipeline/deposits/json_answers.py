"""Answers in JSON, taken apart so that nothing in them can surprise: bounded, and typed where they are read."""

import json
from typing import Any

from pipeline.errors import CrossrefUnavailable
from pipeline.messages import msg

LARGEST = 16 * 1024 * 1024
"""Bytes beyond which an answer is not read; the largest records of Crossref have about two million."""
_LONGEST_TEXT = 20_000
_MOST = 50_000


def read_object(content: bytes, host: str) -> dict[str, Any]:
    """Read an answer that is one object. Raises ``CrossrefUnavailable`` for any other."""
    value = _read(content)
    if not isinstance(value, dict):
        raise CrossrefUnavailable(
            msg("What {host} answers cannot be understood.", host=host),
            msg("Try again later; if it stays so, check the address of the server."),
        )
    return value


def _read(content: bytes) -> object:
    if len(content) > LARGEST:
        return None
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        return None


def text(value: object) -> str:
    """Give a text, or a number as text; "" for anything else. It is no longer than anything sensible."""
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    return value[:_LONGEST_TEXT].encode("utf-8", "replace").decode().strip() if isinstance(value, str) else ""


def texts(value: object) -> tuple[str, ...]:
    """Give the texts of a list, or the one that stands in its place; what is empty is left out."""
    values = value[:_MOST] if isinstance(value, list) else [value]
    return tuple(found for found in map(text, values) if found)


def inner(value: object) -> dict[str, Any]:
    """Give an object, empty where there is something else."""
    return value if isinstance(value, dict) else {}


def objects(value: object) -> tuple[dict[str, Any], ...]:
    """Give the objects of a list."""
    return tuple(one for one in value[:_MOST] if isinstance(one, dict)) if isinstance(value, list) else ()


def number(value: object) -> int:
    """Give a count, 0 where there is none."""
    return value if isinstance(value, int) and not isinstance(value, bool) and value >= 0 else 0
