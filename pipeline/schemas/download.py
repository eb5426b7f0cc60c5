"""Fetch one file over HTTP with the standard library, within bounds of size and time."""

import time
from email.message import Message as Headers
from typing import IO
from urllib.error import URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from pipeline import __version__

MAX_ARCHIVE = 64 * 1024 * 1024
_CONNECT_SECONDS = 30
_FILE_SECONDS = 120
_PIECE = 64 * 1024


class _WebRedirects(HTTPRedirectHandler):
    """Follows redirects within the web only, and none from https to http."""

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: Headers, newurl: str
    ) -> Request | None:
        """Refuse a redirect to another scheme, unless it is to https."""
        if urlsplit(newurl).scheme not in {req.type, "https"}:
            raise URLError(f"redirected to {newurl}")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # type: ignore[arg-type]  # typeshed names HTTPMessage, a subclass


def download(url: str, limit: int) -> bytes:
    """Fetch at most ``limit`` + 1 bytes, so that the caller sees when there are more.

    Raises ``OSError`` (``URLError`` among them) when the server cannot be reached, answers with an error or is too
    slow, ``ValueError`` for something that is not a web address.
    """
    if urlsplit(url).scheme not in {"http", "https"}:
        raise ValueError(f"not a web address: {url}")
    deadline = time.monotonic() + _FILE_SECONDS
    request = Request(url, headers={"User-Agent": f"scholarly-metadata-pipeline/{__version__}"})  # noqa: S310 - scheme checked above
    pieces: list[bytes] = []
    length = 0
    with build_opener(_WebRedirects).open(request, timeout=_CONNECT_SECONDS) as answer:
        while length <= limit and (piece := answer.read(min(_PIECE, limit + 1 - length))):
            pieces.append(piece)
            length += len(piece)
            if time.monotonic() > deadline:
                raise TimeoutError(f"it took longer than {_FILE_SECONDS} seconds")
    return b"".join(pieces)
