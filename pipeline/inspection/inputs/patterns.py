"""What is taken of a folder: the documents, or what a pattern stands for.

A pattern is matched part by part on the way down, so that no folder is opened in which nothing can match.
"""

import os
import re
from dataclasses import dataclass
from fnmatch import translate
from pathlib import Path
from typing import Protocol, TypeAlias

from pipeline.inspection.inputs.names import is_archive, is_hidden, is_xml

_MAGIC = re.compile(r"[*?[]")
_ANY_FOLDERS = "**"
_FLAGS = re.IGNORECASE if os.path.normcase("A") == "a" else 0


class Selection(Protocol):
    """Tells what is wanted of a folder."""

    def takes(self, name: str) -> bool:
        """Tell whether a file of the folder is wanted."""
        ...

    def below(self, name: str) -> "Selection | None":
        """Tell what is wanted of a folder in the folder; nothing where it need not be opened."""
        ...


@dataclass(frozen=True, slots=True)
class Documents:
    """All XML documents and archives at any depth; hidden ones are left out."""

    def takes(self, name: str) -> bool:
        """Tell it by the ending."""
        return (is_xml(name) or is_archive(name)) and not is_hidden(name)

    def below(self, name: str) -> "Documents | None":
        """Want the same of all folders."""
        return None if is_hidden(name) else self


DOCUMENTS = Documents()

_Part: TypeAlias = re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class Matches:
    """What a pattern stands for, below some of its parts.

    ``parts`` are the pattern's parts, nothing for ``**``; ``reached`` are the parts that may come next, as the states
    of an automaton: ``**`` stands for any number of folders, none among them.
    """

    parts: tuple[_Part, ...]
    reached: frozenset[int]

    def takes(self, name: str) -> bool:
        """Tell whether the file is a match."""
        return len(self.parts) in self._after(name)

    def below(self, name: str) -> Selection | None:
        """Want all documents of a folder that is a match, else what may match in it."""
        after = self._after(name)
        if len(self.parts) in after:
            return DOCUMENTS
        return Matches(self.parts, after) if after else None

    def _after(self, name: str) -> frozenset[int]:
        after = set[int]()
        for position in self.reached:
            part = self.parts[position]
            if part is None:
                after |= set() if is_hidden(name) else _reachable(self.parts, position)
            elif part.match(name):
                after |= _reachable(self.parts, position + 1)
        return frozenset(after)


def _reachable(parts: tuple[_Part, ...], position: int) -> set[int]:
    """Give the positions that are reached with this one, since ``**`` may stand for nothing."""
    reached = {position}
    while position < len(parts) and parts[position] is None:
        position += 1
        reached.add(position)
    return reached


def is_pattern(argument: str) -> bool:
    """Tell whether an argument has what makes a pattern."""
    return _MAGIC.search(argument) is not None


def read_pattern(argument: str) -> tuple[Path, Selection]:
    """Give the folder in which a pattern begins, and what is wanted of it."""
    path = Path(argument)
    names = path.parts[1:] if path.anchor else path.parts
    plain = next((index for index, name in enumerate(names) if is_pattern(name)), len(names))
    parts = tuple(_part(name) for name in names[plain:])
    reached = _reachable(parts, 0)
    selection = DOCUMENTS if len(parts) in reached else Matches(parts, frozenset(reached))
    return Path(path.anchor, *names[:plain]), selection


def _part(name: str) -> _Part:
    """Read a part of a pattern; as in a shell, it matches hidden names only where it begins with a dot itself."""
    if name == _ANY_FOLDERS:
        return None
    return re.compile(("" if name.startswith(".") else r"(?!\.)") + translate(name), _FLAGS)
