"""All texts of a record, one by one, each with its path and its language."""

from typing import Any, NamedTuple

from pipeline.markup import Inline
from pipeline.model.base import Record
from pipeline.model.text import Localized

Path = tuple[str | int, ...]


class TextAt(NamedTuple):
    """A text without its markup; ``language`` is empty where the record does not say it."""

    path: Path
    text: str
    language: str = ""


def texts(record: Record, *leave_out: str) -> list[TextAt]:
    """Give all texts below a part of the record, in the record's order, identifiers and addresses among them.

    ``leave_out`` names fields of ``record`` itself: an article is looked at without its journal, which has a file of
    its own.
    """
    found: list[TextAt] = []
    for name, value in vars(record).items():
        if name not in leave_out:
            _collect(value, (name,), "", found)
    return found


def _collect(value: Any, path: Path, language: str, found: list[TextAt]) -> None:  # noqa: ANN401 - any value of the model
    if isinstance(value, str):
        found.append(TextAt(path, value, language))
    elif isinstance(value, Inline):
        found.append(TextAt(path, value.plain, language))
    elif isinstance(value, Localized):
        for variant in value:
            _collect(variant.value, (*path, variant.language), variant.language, found)
    elif isinstance(value, Record):
        for name, below in vars(value).items():
            if below:  # most fields of most parts are empty
                _collect(below, (*path, name), "", found)
    elif isinstance(value, tuple):
        for position, item in enumerate(value):
            _collect(item, (*path, position), language, found)
