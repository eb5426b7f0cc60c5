"""What can be wrong with a YAML file, in words that help; the parser's own are English and meant for programmers."""

import re

import yaml

from pipeline.findings import Finding, Place
from pipeline.messages import Message, msg
from pipeline.reader.parsed import Unreadable, fault
from pipeline.reader.positions import printable
from pipeline.reader.syntax import spot_at, too_deep

# not allowed in YAML (1.2.2, production 1, c-printable); and the line breaks of YAML 1.1 that no editor shows as such
_UNREADABLE = re.compile("[^\t\n\r\u0020-\u007e\u00a0-\u2027\u202a-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def refuse_unreadable(text: str, file: str) -> None:
    """Raise ``Unreadable`` for a character that YAML forbids or takes for a line break where nobody sees one."""
    if match := _UNREADABLE.search(text):
        raise Unreadable(
            fault(
                "forbidden-character",
                Place(file, *spot_at(text, match.start())),
                msg("Here is a character that a YAML file must not hold: {code}.", code=f"U+{ord(match[0]):04X}"),
                msg("Delete it; it is invisible and often comes from copying out of a PDF or a word processor."),
            )
        )


def explain(error: yaml.YAMLError, file: str) -> Finding:
    """Turn a parser's error into a finding."""
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem, context = str(getattr(error, "problem", "") or ""), str(getattr(error, "context", "") or "")
    start = getattr(error, "context_mark", None)
    message, remedy = _words(problem, context, start.line + 1 if start else 0)
    place = Place(file, mark.line + 1, mark.column + 1) if mark else Place(file)
    if "nesting depth" in problem:  # libyaml's own bound, from PyYAML 6.0.4 on
        return too_deep(place)
    return fault("yaml-syntax", place, message, remedy)


def _words(problem: str, context: str, start: int) -> tuple[Message, Message]:
    if "quoted scalar" in context and "end of stream" in problem:
        return (
            msg("The quotes that open on line {line} are never closed.", line=start),
            msg("Close them; write an apostrophe in '…' twice, and put the whole text in quotes, not a part of it."),
        )
    if "expected ',' or ']'" in problem:
        return (
            msg("The list in brackets that opens on line {line} is not closed.", line=start),
            msg("Separate its items by commas and close it with “]”."),
        )
    if "expected ',' or '}'" in problem:
        return (
            msg("The table in braces that opens on line {line} is not closed.", line=start),
            msg("Separate its entries by commas and close it with “}}”."),
        )
    for part, words in _EXPLAINED.items():
        if part in problem:
            return words
    return _NOT_WELL_FORMED


_EXPLAINED: dict[str, tuple[Message, Message]] = {
    "mapping values are not allowed": (
        msg("A colon with a space after it stands where no key can be."),
        msg('Put a text that has a colon in quotes (title: "Art: a history"), or check the indentation.'),
    ),
    "cannot start any token": (
        msg("A text cannot begin with this character, and a line cannot be indented with a tab."),
        msg("Put the text in quotes; indent with spaces."),
    ),
    "tab character": (msg("The line is indented with a tab."), msg("Indent with spaces.")),
    "did not find expected key": (
        msg("The indentation of this line fits none of the lines above."),
        msg(
            "Begin the keys of one table in one column; put a text that goes on after a quotation in quotes as a whole."
        ),
    ),
    "did not find expected '-' indicator": (
        msg("A list ends here without its indentation having ended."),
        msg("Begin each item of the list with a hyphen in the same column, and the next key further left."),
    ),
    "could not find expected ':'": (
        msg("A key without a colon stands here, or a text runs on without indentation."),
        msg("Write “key: value”; indent the further lines of a text below its key."),
    ),
    "unknown escape character": (
        msg("A backslash in double quotes is followed by a character that has no meaning there."),
        msg("Write the backslash twice, or use single quotes."),
    ),
}
_NOT_WELL_FORMED = (
    msg("The file is not well-formed YAML from here on."),
    msg("Check the indentation, the colons and the quotes of this line and the one above."),
)


def second_document(place: Place) -> Finding:
    """Say that a file holds more than one document."""
    return fault(
        "document-second",
        place,
        msg("A second document begins here (---); a file holds one record."),
        msg("Move it to a file of its own."),
    )


def tag_unknown(place: Place, tag: str) -> Finding:
    """Say that a YAML tag has no meaning."""
    return fault(
        "yaml-tag",
        place,
        msg("The tag “{tag}” has no meaning in a record.", tag=printable(tag)),
        msg("Take it away; put a text that begins with “!” in quotes."),
    )


def alias_unknown(place: Place, name: str) -> Finding:
    """Say that an alias has no anchor."""
    return fault(
        "yaml-alias",
        place,
        msg("“*{name}” repeats something that is nowhere above.", name=printable(name)),
        msg("Mark what it repeats with “&{name}”; put a text that begins with “*” in quotes.", name=printable(name)),
    )


def alias_inside(place: Place, name: str) -> Finding:
    """Say that an alias stands in what it repeats."""
    return fault(
        "yaml-alias",
        place,
        msg("“*{name}” stands inside of what it repeats.", name=printable(name)),
        msg("Write out what is meant here."),
    )


def key_expected(place: Place) -> Finding:
    """Say that a key is not a text."""
    return fault(
        "yaml-key",
        place,
        msg("A key is a short text; here is something else."),
        msg("Write the key before its colon; put a text that begins with a bracket or a brace in quotes."),
    )


def merge_unknown(place: Place) -> Finding:
    """Say that merge keys are not taken."""
    return fault(
        "yaml-merge",
        place,
        msg("Merging tables with “<<” is not known in a record."),
        msg("Write the keys out; a whole value can be repeated with “&name” and “*name”."),
    )
