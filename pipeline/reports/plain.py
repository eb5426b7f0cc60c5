"""Texts of documents and file systems, made harmless for those who read them."""

import re

# control characters, and those that turn the direction of the rest of the line: a text from a document must take over
# neither a terminal nor a page (Unicode Technical Report 36, section 2.10; CVE-2021-42574); and the surrogates that
# Python makes of bytes that are no UTF-8 (PEP 383)
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
_BREAKS = re.compile("[\t\n\u2028\u2029]+")


def printable(text: str) -> str:
    """Show characters that command whatever displays them as escapes; tabs and line feeds stay."""
    return _UNPRINTABLE.sub(lambda found: found[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str) -> str:
    """Make a printable text of a single line: breaks and tabs become blanks."""
    return _BREAKS.sub(" ", printable(text))


def well_formed(text: str) -> str:
    r"""Give a text that any reader of UTF-8 or JSON takes: a byte of a file name that is no UTF-8 becomes ``\udcxx``.

    RFC 8259, section 8.2: what a reader does with a lone surrogate is unpredictable.
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")
