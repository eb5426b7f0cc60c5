"""What can be wrong with an input, in words."""

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import Message, msg, msgs

_METHODS = {9: "Deflate64", 12: "bzip2", 14: "LZMA", 93: "Zstandard", 95: "xz", 98: "PPMd"}
"""PKWARE APPNOTE.TXT 6.3.10, section 4.4.5."""

_MEBIBYTE, _KIBIBYTE = 2**20, 2**10


def missing(file: str) -> Finding:
    """Say that there is no such file."""
    remedy = msg("Check the name, and the folder in which the command was started.")
    return _error("file-missing", file, msg("There is no “{file}”.", file=file), remedy)


def vanished(file: str) -> Finding:
    """Say that a file was there a moment ago."""
    return _error("file-missing", file, msg("“{file}” is no longer there.", file=file), msg("Run the command again."))


def broken_link(file: str, target: str) -> Finding:
    """Say that a link leads nowhere."""
    message = msg("“{file}” is a link to “{target}”, which does not exist.", file=file, target=target)
    return _error("link-broken", file, message, msg("Mend the link, or remove it."))


def not_regular(file: str) -> Finding:
    """Say that a pipe, a socket or a device is not opened: it might never end, or never begin."""
    message = msg("“{file}” is neither a file nor a folder, but a pipe, a socket or a device.", file=file)
    remedy = msg("Give what it holds to the standard input, and name it with “-”.")
    return _error("file-not-regular", file, message, remedy)


def nothing_in_folder(folder: str) -> Finding:
    """Say that a folder has nothing to be checked."""
    message = msg("The folder “{folder}” holds no XML documents.", folder=folder)
    remedy = msg(
        "Documents in folders are found by their names: {endings}.", endings=".xml, .nxml, .jats, .xml.gz, .zip"
    )
    return _error("no-documents", folder, message, remedy)


def nothing_matches(pattern: str) -> Finding:
    """Say that a pattern stands for nothing."""
    message = msg("No file matches the pattern “{pattern}”.", pattern=pattern)
    remedy = msg("“*” stands for any characters of a name, “**” for any folders between.")
    return _error("pattern-unmatched", pattern, message, remedy)


def too_large(file: str, limit: int) -> Finding:
    """Say that a document has more text than is read; ``limit`` is in bytes."""
    message = msg("“{file}” has more than {size} of XML text.", file=file, size=_size(limit))
    remedy = msg("Divide the document, or allow more with the option --max-size.")
    return _error("file-too-large", file, message, remedy)


def no_standard_input() -> Finding:
    """Say that the standard input is closed."""
    message = msg("The standard input is closed.")
    return _error("file-unreadable", "-", message, msg("Send a document to it, or name a file."))


def gzip_expected(file: str) -> Finding:
    """Say that a file has the name of a gzip file only."""
    message = msg("“{file}” is not packed by gzip, though its name ends in .gz.", file=file)
    return _error("gzip-expected", file, message, msg("Take .gz off its name, or pack it with gzip."))


def gzip_damaged(file: str) -> Finding:
    """Say that a gzip file cannot be unpacked to its end."""
    message = msg("“{file}” cannot be unpacked: it is damaged or cut off.", file=file)
    return _error("gzip-damaged", file, message, msg("Fetch it again, or pack it again with gzip."))


def archive_unexpected(file: str) -> Finding:
    """Say that there is an archive where a document should be."""
    message = msg("“{file}” is an archive, not an XML document.", file=file)
    remedy = msg("Unpack it and name its folder, or name a zip archive that ends in .zip.")
    return _error("archive-unexpected", file, message, remedy)


def archive_damaged(file: str) -> Finding:
    """Say that an archive's directory cannot be read."""
    message = msg("“{file}” is not a zip archive, or it is damaged or cut off.", file=file)
    return _error("archive-damaged", file, message, msg("Fetch it again, or pack it again."))


def archive_overlapping(file: str) -> Finding:
    """Say that an archive claims to hold more than it can."""
    message = msg("The members of “{file}” overlap: together they are larger than the archive.", file=file)
    remedy = msg("Do not trust this archive: no packing program makes such ones. Pack the documents again.")
    return _error("archive-overlapping", file, message, remedy)


def nothing_in_archive(file: str) -> Finding:
    """Say that an archive has nothing to be checked."""
    message = msg("The archive “{file}” holds no XML documents.", file=file)
    remedy = msg("If it holds other archives, unpack it: archives in an archive are not opened.")
    return _error("no-documents", file, message, remedy)


def leads_outside(archive: str, member: str) -> Finding:
    """Say that a member's name is a path to somewhere else."""
    message = msg("The archive has a member “{member}”: that name leads out of the archive.", member=member)
    remedy = msg("Pack the documents again, with names relative to their folder.")
    return _error("archive-member-outside", archive, message, remedy)


def member_is_link(file: str) -> Finding:
    """Say that a member is a link."""
    message = msg("“{file}” is a link; links in archives are not followed.", file=file)
    return _error("archive-member-link", file, message, msg("Pack the file itself."))


def member_encrypted(file: str) -> Finding:
    """Say that a member cannot be read without a password."""
    return _error(
        "archive-member-encrypted", file, msg("“{file}” is encrypted.", file=file), msg("Pack it without a password.")
    )


def member_packing(file: str, method: int) -> Finding:
    """Say that a member is packed by a method that is not read; ``method`` is its number in the zip standard."""
    name = _METHODS.get(method, str(method))
    message = msg("“{file}” is packed by the method {method}, which is not read here.", file=file, method=name)
    return _error("archive-member-packing", file, message, msg("Pack it with the method Deflate, the usual one."))


def member_damaged(file: str) -> Finding:
    """Say that a member's bytes are not those that its archive declares."""
    message = msg("“{file}” cannot be unpacked: the archive is damaged or cut off there.", file=file)
    return _error("archive-member-damaged", file, message, msg("Fetch the archive again, or pack it again."))


def _size(limit: int) -> Message:
    if limit and limit % _MEBIBYTE == 0:
        return msg("{number} MiB", number=limit // _MEBIBYTE)
    if limit and limit % _KIBIBYTE == 0:
        return msg("{number} KiB", number=limit // _KIBIBYTE)
    return msgs("{count} byte", "{count} bytes", limit)


def _error(code: str, file: str, message: Message, remedy: Message) -> Finding:
    return Finding(code, Severity.ERROR, message, Place(file), remedy)
