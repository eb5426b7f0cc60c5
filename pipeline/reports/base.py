"""What an output format is: a function from reports to lines."""

from collections.abc import Callable, Iterable, Iterator
from typing import Protocol, TypeAlias

from pipeline.i18n import Localizer
from pipeline.messages import Message
from pipeline.validation.report import DocumentReport

Titles: TypeAlias = Callable[[str], Message | None]
"""Names the fault that a code stands for, in a few words; nothing where the code is all there is."""


class Writer(Protocol):
    """Writes reports in one format."""

    def __call__(
        self, reports: Iterable[DocumentReport], localizer: Localizer, titles: Titles = ..., /
    ) -> Iterator[str]:
        """Give the lines of the output, or several at once, without the last line end.

        Each report is asked for when the ones before have been written; the last line comes when there are no more.
        ``localizer`` speaks the reader's language.
        """
        ...


def untitled(_code: str) -> None:
    """Know the title of no code."""


def separated(values: Iterable[str]) -> Iterator[str]:
    """Put a comma after each value but the last, as JSON wants it."""
    rest = iter(values)
    before = next(rest, None)
    for value in rest:
        yield f"{before},"
        before = value
    if before is not None:
        yield before
