"""One line of the manifest: a file, what it is and what it was made from."""

import json
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any

from pipeline.artifacts import Artifact
from pipeline.formats.base import Deposit, Subject

_LONGEST_NAME, _LONGEST_PATH = 255, 1000
"""Bytes of a name and letters of a path: systems take no longer names, and no build makes so many folders."""


@dataclass(frozen=True, slots=True)
class FileRow:
    """A file of the output. Fields as in ``schemas/manifest.schema.json``; ``size`` is in bytes.

    ``schema`` is the catalog id of the schema that the file satisfies, or empty. Files that do not satisfy theirs are
    never written, so a row with a schema is of a valid file.
    """

    path: str
    sha256: str
    size: int
    media_type: str
    format: str
    group: str
    language: str
    schema: str
    works: tuple[str, ...]
    dois: tuple[str, ...]
    batch_id: str = ""
    timestamp: str = ""

    @classmethod
    def of(cls, artifact: Artifact, subject: Subject, path: str, group: str) -> "FileRow":
        """Describe a made file."""
        deposit = subject if isinstance(subject, Deposit) else None
        return cls(
            path=path,
            sha256=artifact.sha256,
            size=len(artifact.content),
            media_type=artifact.media_type,
            format=artifact.format,
            group=group,
            language=artifact.language,
            schema=artifact.schema,
            works=artifact.works,
            dois=artifact.dois,
            batch_id=deposit.batch_id if deposit else "",
            timestamp=deposit.timestamp if deposit else "",
        )

    def to_json(self, *, ascii_only: bool = False) -> str:
        """Write the row as a JSON object on one line."""
        value: dict[str, Any] = {
            "path": self.path,
            "sha256": self.sha256,
            "bytes": self.size,
            "media_type": self.media_type,
            "format": self.format,
            "group": self.group,
            "language": self.language or None,
            "schema": self.schema or None,
            "valid": True if self.schema else None,
            "works": self.works,
            "dois": self.dois,
        }
        if self.batch_id:
            value |= {"batch_id": self.batch_id, "timestamp": self.timestamp}
        return json.dumps(value, ensure_ascii=ascii_only)

    @classmethod
    def from_json(cls, text: str) -> "FileRow":
        """Read what ``to_json`` wrote.

        Raises any of the errors of values, keys, types, attributes and numbers for anything else.
        """
        value = json.loads(text)
        path = str(value["path"])
        if len(path) > _LONGEST_PATH or any(len(part.encode()) > _LONGEST_NAME for part in path.split("/")):
            raise ValueError
        row = cls(
            path=path,
            sha256=str(value["sha256"]),
            size=int(value["bytes"]),
            media_type=str(value["media_type"]),
            format=str(value["format"]),
            group=str(value["group"]),
            language=str(value["language"] or ""),
            schema=str(value["schema"] or ""),
            works=tuple(map(str, value["works"])),
            dois=tuple(map(str, value["dois"])),
            batch_id=str(value.get("batch_id", "")),
            timestamp=str(value.get("timestamp", "")),
        )
        if "\\u" in text:  # by no other way comes half a pair of surrogates, which could not be written again
            row.to_json().encode()
        return row


def is_inside(path: str) -> bool:
    """Tell whether a path of a manifest stays inside of the output folder."""
    parts = PurePosixPath(path)
    return not parts.is_absolute() and ".." not in parts.parts and not Path(path).is_absolute()
