"""Lines of text with their colours, for whoever paints them; and how a long text is cut into lines."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeAlias

from rich.cells import cell_len, chop_cells

_WORDS = re.compile(r"[^ ]* ?")
_STEPS = re.compile(r"/?[^/]*")


@dataclass(frozen=True, slots=True)
class Span:
    """A part of a line. ``color`` is one of the eight of ANSI (``red``), or empty."""

    text: str
    color: str = ""
    bold: bool = False


Line: TypeAlias = tuple[Span, ...]


def wrapped(text: str, width: int, *, at_slashes: bool = False) -> Iterator[str]:
    """Cut a text into lines of at most ``width`` terminal cells: after blanks, or before the slashes of a path.

    What has no such place is cut anywhere. A width of 0 means that there is no limit.
    """
    if not width:
        yield text
        return
    line = ""
    for word in _STEPS.findall(text) if at_slashes else _WORDS.findall(text):
        if line and cell_len(line + word.rstrip(" ")) > width:
            yield line.rstrip(" ")
            line = ""
        *full, rest = chop_cells(word, width) if cell_len(word) > width else [word]
        yield from full
        line += rest
    yield line.rstrip(" ")


def padded(text: str, width: int, *, right: bool = False) -> str:
    """Fill a text up with blanks to a width in terminal cells."""
    blanks = " " * (width - cell_len(text))
    return blanks + text if right else text + blanks
