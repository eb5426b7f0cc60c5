"""Settings from the environment, read once at the door and frozen.

=====================  ==========================================================================================
``SOURCE_DATE_EPOCH``  seconds since 1970 that stand for "now" in outputs (reproducible-builds.org, SOURCE_DATE_EPOCH)
``PIPELINE_SCHEMAS``   folder of the official schema files (``pipeline.resources`` reads it)
``NO_COLOR``           where it is set and not empty, the console is not coloured (no-color.org)
``LANGUAGE``, ``LC_ALL``, ``LC_MESSAGES``, ``LANG``  language of the console (``pipeline.i18n`` reads them)
=====================  ==========================================================================================
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.errors import UsageError
from pipeline.messages import msg

SOURCE_DATE_EPOCH = "SOURCE_DATE_EPOCH"
NO_COLOR = "NO_COLOR"

_DIGITS = 12
_LAST_SECOND = 253402300799  # 9999-12-31T23:59:59Z, the last moment that 17 digits of a date can hold


@dataclass(frozen=True, slots=True)
class Settings:
    """What the environment says. ``source_date_epoch`` is in seconds since 1970, or nothing where it is not set."""

    source_date_epoch: int | None = None

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Read the environment.

        Raises ``UsageError`` for a value that cannot be understood.
        """
        return cls(source_date_epoch=_epoch(environ.get(SOURCE_DATE_EPOCH, "")))


def wants_color(environ: Mapping[str, str] = os.environ) -> bool:
    """Tell whether the environment lets the console be coloured."""
    return not environ.get(NO_COLOR) and environ.get("TERM") != "dumb"


def _epoch(text: str) -> int | None:
    if not text:
        return None
    if text.isascii() and text.isdigit() and len(text) <= _DIGITS and int(text) <= _LAST_SECOND:
        return int(text)
    raise UsageError(
        msg(
            "“{value}” in the environment variable {name} is no number of seconds.", name=SOURCE_DATE_EPOCH, value=text
        ),
        msg("Give whole seconds since 1970-01-01 UTC, or unset it."),
    )
