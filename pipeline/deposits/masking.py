"""Take a secret out of bytes that came from elsewhere: an answer may repeat what was sent, spelled as its format does.

Known spellings: as it is (UTF-8, UTF-16, UTF-32 and ISO-8859-1), percent-encoded as in addresses and forms (RFC 3986),
with the character references of HTML and XML, with the escapes of JSON (RFC 8259), and in Base64 (RFC 4648), alone or
inside of something longer (such as ``login:password``).
"""

import base64
import html.entities
import re
from collections.abc import Iterator
from functools import lru_cache

from pipeline.deposits.credentials import MASK, Secret

_NAMES = {number: name for name, number in html.entities.name2codepoint.items()} | {ord("'"): "apos"}
_JSON = {"\b": "b", "\t": "t", "\n": "n", "\f": "f", "\r": "r", '"': '"', "\\": "\\", "/": "/"}
_WIDE = ("utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be")
_TELLING = 8
"""So many characters of Base64 are taken for the secret; fewer occur by chance."""


def mask(content: bytes, secret: Secret) -> bytes:
    """Give ``content`` with a row of asterisks in each place where the secret stands."""
    return _pattern(secret).sub(MASK.encode("ascii"), content) if secret.reveal() else content


@lru_cache(maxsize=4)
def _pattern(secret: Secret) -> "re.Pattern[bytes]":
    text = secret.reveal()
    forms = (
        b"".join(_character(character) for character in text),
        *map(re.escape, sorted(_base64(text), reverse=True)),
        *(re.escape(text.encode(coding)) for coding in _WIDE),
    )
    return re.compile(b"|".join(forms))


def mask_text(text: str, secret: Secret) -> str:
    """Give a text with a row of asterisks in each place where the secret stands."""
    content = text.encode("utf-8", "surrogatepass")
    masked = mask(content, secret)
    return text if masked == content else masked.decode("utf-8", "replace")


def _character(character: str) -> bytes:
    """Give the pattern of one character; each may be written otherwise than its neighbours."""
    return b"(?:" + b"|".join(dict.fromkeys(_spellings(character))) + b")"


def _spellings(character: str) -> Iterator[bytes]:
    number = ord(character)
    encoded = [character.encode("utf-8"), character.encode("latin-1", "ignore")]
    for form in filter(None, encoded):
        yield re.escape(form)
        yield b"(?i:%s)" % b"".join(b"%%%02x" % byte for byte in form)
    yield b"&#0*%d;" % number
    yield b"(?i:&#x0*%x;)" % number
    if number in _NAMES:
        yield b"&%s;" % _NAMES[number].encode("ascii")
    utf_16 = character.encode("utf-16-be").hex()
    yield b"(?i:%s)" % b"".join(
        rb"\\u%s" % utf_16[start : start + 4].encode("ascii") for start in range(0, len(utf_16), 4)
    )
    if character in _JSON:
        yield re.escape(b"\\" + _JSON[character].encode("ascii"))
    if character == " ":
        yield rb"\+"


def _base64(text: str) -> Iterator[bytes]:
    """Give the secret in Base64: alone, and what its bytes come to at each of three places in longer text."""
    secret = text.encode("utf-8")
    alone = base64.b64encode(secret)
    inside = [_inside(secret, before) for before in range(3)]
    for form in (alone, *(form for form in inside if len(form) >= _TELLING)):
        yield form
        yield form.translate(bytes.maketrans(b"+/", b"-_"))


def _inside(secret: bytes, before: int) -> bytes:
    """Give those characters of Base64 that stand for bits of the secret alone, ``before`` other bytes preceding it."""
    first = -(-before * 8 // 6)
    last = (before + len(secret)) * 8 // 6
    return base64.b64encode(bytes(before) + secret)[first:last]
