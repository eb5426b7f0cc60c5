"""Unpacking that stops at a limit: no more is unpacked than may be read, whatever the packed bytes declare.

Sources: RFC 1951 (deflate), RFC 1952 (gzip; section 2.2: several members make one file).
"""

import io
import zlib
from collections.abc import Iterable
from typing import Protocol

GZIP_MAGIC = b"\x1f\x8b"

_GZIP, _RAW = zlib.MAX_WBITS | 16, -zlib.MAX_WBITS

_MOST_PARTS = 1 << 16
"""Parts of one gzip file. Those who pack in parts, to unpack any of them, have one for 64 KiB of text or so."""


class TooLarge(Exception):
    """There is more than may be read."""


class Damaged(Exception):
    """The bytes are not packed as they should be, or end too early."""


class _Inflater(Protocol):
    @property
    def eof(self) -> bool: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    @property
    def unused_data(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...


def inflate(packed: Iterable[bytes], limit: int) -> bytes:
    """Unpack what is packed by deflate alone, as in zip archives. Raises ``TooLarge`` and ``Damaged``."""
    text = io.BytesIO()
    inflater = zlib.decompressobj(_RAW)
    for chunk in packed:
        _feed(inflater, chunk, text, limit)
    if not inflater.eof:
        raise Damaged
    return text.getvalue()


def gunzip(packed: Iterable[bytes], limit: int) -> bytes:
    """Unpack a gzip file of one part or several, padded by zeros. Raises ``TooLarge`` and ``Damaged``."""
    text = io.BytesIO()
    inflater: _Inflater = zlib.decompressobj(_GZIP)
    parts = 1
    for chunk in packed:
        rest = chunk
        while rest:
            if inflater.eof:
                rest = rest.lstrip(b"\0")
                if not rest:
                    break
                inflater = zlib.decompressobj(_GZIP)
                parts += 1
            if parts > _MOST_PARTS:
                raise Damaged
            _feed(inflater, rest, text, limit)
            rest = inflater.unused_data
    if not inflater.eof:
        raise Damaged
    return text.getvalue()


def _feed(inflater: _Inflater, packed: bytes, text: io.BytesIO, limit: int) -> None:
    """Unpack a chunk until its end, the end of what is packed, or one byte more than the limit."""
    while packed and not inflater.eof:
        try:
            text.write(inflater.decompress(packed, limit + 1 - text.tell()))
        except zlib.error as error:
            raise Damaged from error
        if text.tell() > limit:
            raise TooLarge
        packed = inflater.unconsumed_tail
