"""Names of files and of members of archives: which are documents, and how a name from an archive may be shown."""

import re

_XML = re.compile(r"\.(?:xml|nxml|jats)(?:\.gz)?\Z", re.IGNORECASE)
_ARCHIVE = re.compile(r"\.zip\Z", re.IGNORECASE)
_DRIVE = re.compile(r"[A-Za-z]:")
_UNPRINTABLE = re.compile("[\x00-\x1f\x7f-\x9f\udc80-\udcff]")

_RESOURCES = "__MACOSX"
"""The folder in which macOS packs what it keeps beside the files; its files have their names and are no XML."""


def is_xml(name: str) -> bool:
    """Tell by its name whether a file holds an XML document, packed by gzip or not."""
    return _XML.search(name) is not None


def is_archive(name: str) -> bool:
    """Tell by its name whether a file is a zip archive."""
    return _ARCHIVE.search(name) is not None


def is_gzip(name: str) -> bool:
    """Tell by its name whether a file is packed by gzip."""
    return name.lower().endswith(".gz")


def is_hidden(name: str) -> bool:
    """Tell by the name of a file or folder whether people do not mean it when they name the folder it is in."""
    return name.startswith(".") or name == _RESOURCES


def member_text(raw: bytes, *, is_utf8: bool) -> str:
    """Decode the name of a zip member.

    Without the flag for UTF-8 the standard wants code page 437, but most programs that are in use write UTF-8
    nevertheless; what is UTF-8 is hardly ever meant as anything else. Source: PKWARE APPNOTE.TXT 6.3.10, appendix D.
    """
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("utf-8", "surrogateescape") if is_utf8 else raw.decode("cp437")


def inner_path(name: str) -> str | None:
    """Give the path of a member within its archive as it may be shown; nothing where it leads out of the archive.

    Backslashes count as slashes, as for the programs that write them.
    """
    slashes = name.replace("\\", "/")
    parts = [part for part in slashes.split("/") if part not in ("", ".")]
    if slashes.startswith("/") or _DRIVE.match(slashes) or ".." in parts:
        return None
    return visible("/".join(parts))


def visible(name: str) -> str:
    """Show control characters, and bytes that are no UTF-8, as escapes."""
    return _UNPRINTABLE.sub(lambda found: _escape(ord(found[0])), name)


def _escape(code: int) -> str:
    return f"\\x{code & 0xFF:02x}"  # a byte that is no UTF-8 is a surrogate with that byte (PEP 383)
