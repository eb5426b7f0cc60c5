"""What ``validate`` says, in the form that its reader takes: text for people, JSON, SARIF, GitHub annotations, a page.

One file per format, named like the format, each of which exports its ``write``. Reports come one by one and leave as
lines, so that memory does not grow with the number of documents.
"""

from importlib import import_module
from typing import cast

from pipeline.reports.base import Titles, Writer, untitled

__all__ = ["FORMATS", "Titles", "Writer", "untitled", "writer"]

FORMATS = ("text", "json", "sarif", "github", "html")
"""The names of all formats, which are those of the files in this folder; the first is for people on a terminal."""


def writer(name: str) -> Writer:
    """Give what writes a format; it is imported when it is asked for.

    Raises ``KeyError`` for a name that is not in ``FORMATS``.
    """
    if name not in FORMATS:
        raise KeyError(name)
    return cast("Writer", import_module(f"{__name__}.{name}").write)
