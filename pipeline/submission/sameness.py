"""When two ways of writing something say the same: markup, entities, blanks and hyphens aside."""

import html
import re
import unicodedata
from urllib.parse import unquote, urlsplit

_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_DASHES = str.maketrans(dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"))
_DEEPEST = 3  # an entity of an entity of an entity


def plain(text: str) -> str:
    """Give a text without markup, entities resolved, composed (NFC), blanks collapsed."""
    for _ in range(_DEEPEST):
        resolved = html.unescape(text)
        if resolved == text:
            break
        text = resolved
    return " ".join(unicodedata.normalize("NFC", _TAG.sub("", text)).split())


def same_text(one: str, other: str) -> bool:
    """Compare two texts; around markup, blanks come and go."""
    mine, its = plain(one), plain(other)
    if mine == its:
        return True
    marked = _TAG.search(html.unescape(one)) or _TAG.search(html.unescape(other))
    return bool(marked) and "".join(mine.split()) == "".join(its.split())


def same_pages(sent: str, found: str) -> bool:
    """Compare two ranges of pages; what follows upon the first range is left out."""
    return _range(sent) == _range(found)


def _range(pages: str) -> tuple[str, str]:
    first, _, last = "".join(pages.partition(",")[0].translate(_DASHES).split()).partition("-")
    return first, last or first


def same_address(one: str, other: str) -> bool:
    """Compare two addresses: scheme and host whatever their case, characters encoded or not."""
    return _address(one) == _address(other)


def _address(text: str) -> tuple[str, ...]:
    text = html.unescape(text.strip())
    try:
        parts = urlsplit(text)
    except ValueError:
        return (text,)
    return parts.scheme.lower(), parts.netloc.lower(), unquote(parts.path or "/"), unquote(parts.query), parts.fragment


def issn_key(text: str) -> str:
    """Give an ISSN without its hyphen."""
    return text.replace("-", "").upper().strip()
