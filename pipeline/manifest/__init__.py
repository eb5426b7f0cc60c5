"""The manifest of an output folder, ``manifest.json``: what is there, with hashes. ``schemas/manifest.schema.json``.

It has one file on each line, so that it can be written, read and compared line by line however long it is. It knows no
clock and no absolute path: the same input gives the same bytes.
"""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import TextIO

from pipeline import __version__
from pipeline.errors import PipelineError
from pipeline.manifest.rows import FileRow
from pipeline.messages import msg
from pipeline.reasons import reason

NAME = "manifest.json"
VERSION = 1

_TOOL = {"name": "scholarly-metadata-pipeline", "version": __version__}
_SOURCES = '  "sources": '
_FOOT = "  ]\n}\n"
_INDENT = "    "
_HEAD_LINES = 5
_AGAIN = msg("Build again.")


class ManifestUnreadable(PipelineError):
    """A manifest cannot be read, is damaged, or is none."""


def write(rows: Iterable[FileRow], sources: Sequence[str], stream: TextIO) -> None:
    """Write a manifest; ``rows`` come in the order of their paths, ``sources`` are seen from the output folder."""
    stream.write(f'{{\n  "manifest": {VERSION},\n  "tool": {json.dumps(_TOOL)},\n')
    stream.write(f'{_SOURCES}{json.dumps(sources)},\n  "files": [\n')
    before = ""
    for row in rows:
        stream.write(f"{before}{_INDENT}{row.to_json()}")
        before = ",\n"
    stream.write("\n" if before else "")
    stream.write(_FOOT)


def read(path: Path) -> Iterator[FileRow]:
    """Give the files that a manifest lists; none where there is no manifest.

    Raises ``ManifestUnreadable``, also for a file that is not the whole of a manifest of ours.
    """
    try:
        if path.is_file():  # neither nothing, nor a pipe or a device that would never end
            yield from _rows(path)
    except OSError as error:
        raise ManifestUnreadable(
            msg("The manifest “{path}” cannot be read: {reason}.", path=str(path), reason=reason(error)), _AGAIN
        ) from error
    except (ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError) as error:
        raise ManifestUnreadable(
            msg("“{path}” is no manifest, or not the whole of one.", path=str(path)), _AGAIN
        ) from error


def _rows(path: Path) -> Iterator[FileRow]:
    with path.open(encoding="utf-8") as stream:
        last = ""
        for last in stream:
            if last.startswith(_INDENT):
                yield FileRow.from_json(last.strip().removesuffix(","))
        if last.strip() != "}":
            raise ValueError


def sources_of(path: Path) -> tuple[str, ...]:
    """Give the sources that a manifest's build was given; none where there is no manifest, or a damaged one."""
    try:
        if not path.is_file():
            return ()
        with path.open(encoding="utf-8") as stream:
            found = next((line for line in islice(stream, _HEAD_LINES) if line.startswith(_SOURCES)), "")
        value = json.loads(found.strip().removeprefix(_SOURCES.strip()).removesuffix(",") or "[]")
        json.dumps(value, ensure_ascii=False).encode()  # half a surrogate pair can be written nowhere
        return tuple(map(str, value)) if isinstance(value, list) else ()
    except (OSError, RecursionError, ValueError):
        return ()
