"""What is asked of an inspection."""

from dataclasses import dataclass
from pathlib import Path

DEFAULT_LIMIT = 64 * 1024 * 1024
"""Bytes of XML text beyond which a document is not read."""

DEFAULT_SHOWN = 20
"""Problems of one kind that are listed for one document."""

AUTOMATIC = "auto"
NO_PROFILE = "none"


@dataclass(frozen=True, slots=True)
class InspectionOptions:
    """What to inspect, and how.

    ``arguments`` as on the command line. ``schema`` is the id of a set or the path of an XSD file, empty to detect it.
    ``profiles`` are names of rule sets: ``auto`` stands for the Crossref rules on deposits, ``none`` for no rules.
    ``schematron`` are files with house rules. ``jobs`` is the number of processes, 0 to choose. ``limit`` is in bytes;
    ``shown`` is how many problems of a kind are listed, 0 for all. ``reader`` is the language of what processes say.
    """

    arguments: tuple[str, ...]
    schema: str = ""
    profiles: tuple[str, ...] = (AUTOMATIC,)
    schematron: tuple[Path, ...] = ()
    jobs: int = 0
    limit: int = DEFAULT_LIMIT
    shown: int = DEFAULT_SHOWN
    reader: str = "en"
