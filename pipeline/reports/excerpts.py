"""The lines around a problem, each cut into what stands before the part that is meant, the part, and what follows."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.findings import Excerpt
from pipeline.reports.plain import printable

_TAB = " " * 4


@dataclass(frozen=True, slots=True)
class ShownLine:
    """A line as it is shown: printable, without tabs. ``is_marked`` where the part that is meant is in it."""

    number: int
    before: str
    marked: str = ""
    after: str = ""
    is_marked: bool = False


def shown_lines(excerpt: Excerpt) -> Iterator[ShownLine]:
    """Give the lines of an excerpt."""
    for number, line in enumerate(excerpt.lines, excerpt.first):
        if number != excerpt.line:
            yield ShownLine(number, _shown(line))
            continue
        start = max(excerpt.column - 1, 0)
        end = start + max(excerpt.length, 0)
        yield ShownLine(number, _shown(line[:start]), _shown(line[start:end]), _shown(line[end:]), is_marked=True)


def _shown(text: str) -> str:
    return printable(text.replace("\t", _TAB).replace("\n", " "))
