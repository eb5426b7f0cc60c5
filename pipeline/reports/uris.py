"""Names of files as URI references."""

import os
from pathlib import PurePath
from posixpath import normpath
from urllib.parse import quote


def file_uri(file: str) -> str:
    """Give the URI reference of a file (RFC 3986): relative as the name is, with forward slashes, percent-encoded.

    The bytes are those of the file's name, be they UTF-8 or not. Absolute names become ``file:`` URIs. A colon is
    encoded, so that what stands before it is not taken for a scheme.
    """
    name = PurePath(normpath(PurePath(file).as_posix()))
    if name.is_absolute():
        return name.as_uri()
    return quote(os.fsencode(name.as_posix()), safe="/")
