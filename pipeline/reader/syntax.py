"""Problems of syntax that YAML and JSON share."""

from pipeline.findings import Finding, Place
from pipeline.messages import msg
from pipeline.reader.parsed import MAXIMUM_BYTES, MAXIMUM_DEPTH, MAXIMUM_VALUES, Unreadable, fault
from pipeline.reader.positions import START, Spot, printable


def decode(content: bytes, file: str, first_line: int = 1) -> str:
    """Read bytes as UTF-8, with or without a byte order mark. Raises ``Unreadable``."""
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8-sig", "replace")
        line = first_line + before.count("\n")
        place = Place(file, line, len(before) - before.rfind("\n"))
        raise Unreadable(
            fault(
                "encoding-not-utf-8",
                place,
                msg("The file is not in UTF-8: here stands the byte {byte}.", byte=f"0x{content[error.start]:02X}"),
                msg("Open it in the program it was written with and save it again with the encoding UTF-8."),
            )
        ) from None


def spot_at(text: str, offset: int, first: Spot = START) -> Spot:
    """Give line and column of an offset in a text that begins at ``first``."""
    lines = text.count("\n", 0, offset)
    if not lines:
        return Spot(first.line, first.column + offset)
    return Spot(first.line + lines, offset - text.rfind("\n", 0, offset))


def file_empty(file: str) -> Finding:
    """Say that a file holds nothing."""
    return fault("file-empty", Place(file), msg("The file is empty."), msg("Write the record, or take the file away."))


def record_expected(place: Place) -> Finding:
    """Say that a record is no table."""
    return fault(
        "record-expected",
        place,
        msg("A record is a table of keys and values; here is something else."),
        msg("Begin with a key, as in “title: …”. Several records in one file are JSON Lines (.jsonl), one per line."),
    )


def key_repeated(place: Place, key: str, earlier: Spot) -> Finding:
    """Say that a key stands twice in a table."""
    return fault(
        "key-repeated",
        place,
        msg("The key “{key}” is already on line {line}.", key=printable(key), line=earlier.line),
        msg("Keep one of the two."),
    )


def too_large(file: str, line: int = 0) -> Finding:
    """Say that a record has more bytes than any metadata needs."""
    return fault(
        "record-too-large",
        Place(file, line),
        msg("The record has more than {limit} MiB.", limit=MAXIMUM_BYTES // 2**20),
        msg("A record holds metadata; leave the full text in its own file."),
    )


def too_deep(place: Place) -> Finding:
    """Say that values are nested beyond any record's need."""
    return fault(
        "record-too-deep",
        place,
        msg("Tables and lists are nested more than {limit} deep.", limit=MAXIMUM_DEPTH),
        msg("No part of a record is nested so; look for brackets that are not closed."),
    )


def too_many(place: Place) -> Finding:
    """Say that a record has more values, with all repetitions written out, than any metadata needs."""
    return fault(
        "record-too-many-values",
        place,
        msg("The record has more than {limit} values.", limit=MAXIMUM_VALUES),
        msg("A record describes one article; look for repetitions of repetitions (“*name”)."),
    )
