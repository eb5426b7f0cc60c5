"""An excerpt on a terminal: numbered lines, and carets beneath the part that is meant."""

from collections.abc import Iterator, Sequence

from rich.cells import cell_len

from pipeline.reports.excerpts import ShownLine
from pipeline.reports.lines import Line, Span, padded

_CARET = "^"
_GUTTER_COLOR = "blue"
_CUT = "…"
_LEAST = 20
"""Cells that a line gets even where there are fewer."""


def excerpt_lines(shown: Sequence[ShownLine], room: int, color: str) -> Iterator[Line]:
    """Write an excerpt in lines of at most ``room`` cells (0: of any length).

    All lines are cut at the same column, so that the markup keeps its shape; the part that is meant stays in sight.
    """
    gutter = max((len(str(line.number)) for line in shown), default=0)
    room = max(room - gutter - 3, _LEAST) if room else 0
    first = max((_first_cell(line, room) for line in shown if line.is_marked), default=0)
    for line in shown:
        window = _Window(first, room, cell_len(line.before + line.marked + line.after))
        before, marked, after = window.cut((line.before, line.marked, line.after))
        number = padded(str(line.number), gutter, right=True)
        yield (_margin(number), Span(before), Span(marked, color, bold=True), Span(after))
        if line.is_marked:
            carets = _CARET * max(cell_len(marked), 1)
            yield (_margin(" " * gutter), Span(" " * cell_len(before)), Span(carets, color, bold=True))


def _margin(number: str) -> Span:
    return Span(f"{number} │ ", _GUTTER_COLOR)


def _first_cell(line: ShownLine, room: int) -> int:
    """Give the first cell to show, so that the beginning of the part is seen, and some of what stands before it."""
    start = cell_len(line.before)
    if not room or start + cell_len(line.marked) <= room - 1:
        return 0
    return max(start - room // 4, 0)


class _Window:
    """The cells of a line that are shown, from ``first`` on; a sign stands where something is cut off."""

    def __init__(self, first: int, room: int, length: int) -> None:
        self._first = first + (1 if first else 0)
        self._sign_before = _CUT if first and length > first else ""
        is_cut = room and length - first > room
        self._end = first + room - 1 if is_cut else length
        self._sign_after = _CUT if is_cut else ""

    def cut(self, parts: tuple[str, str, str]) -> tuple[str, str, str]:
        """Cut the parts of a line, which follow each other."""
        if not self._first and not self._sign_after:
            return parts
        made, at = [], 0
        for part in parts:
            kept = []
            for character in part:
                width = cell_len(character)
                if at >= self._first and at + width <= self._end:
                    kept.append(character)
                elif max(at, self._first) < min(at + width, self._end):
                    kept.append(" " * (min(at + width, self._end) - max(at, self._first)))  # half of a wide character
                at += width
            made.append("".join(kept))
        return (self._sign_before + made[0], made[1], made[2] + self._sign_after)
