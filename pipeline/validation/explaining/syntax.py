"""Why a document is not well-formed, in words.

Standard: XML 1.0 (Fifth Edition) and Namespaces in XML 1.0. libxml2 names each error (xmlerror.h); its sentences are
read for names and numbers only, and never shown.
"""

import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

from lxml import etree

from pipeline.findings import Excerpt, Finding, Place, Severity
from pipeline.messages import Message, msg
from pipeline.validation.nodes import LONGEST_VALUE
from pipeline.validation.source_text import SourceText

Told: TypeAlias = tuple[Message, Message | None]

CODE = "xml-not-well-formed"

_TAGS = re.compile(r"Opening and ending tag mismatch: (?P<open>\S+) line (?P<line>\d+) and (?P<close>[^\s,]+)")
_QUOTED = re.compile(r"'([^']*)'")
_PREFIX = re.compile(r"Namespace prefix (?P<prefix>\S+)(?: for \S+)? on (?P<name>\S+) is not defined")
_REPEATED = re.compile(r"Attribute (?P<name>\S+) redefined")
_OPEN_TAG = re.compile(r"in tag (?P<name>\S+) line (?P<line>\d+)")
_ENCODING = re.compile(r"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")
_CHARACTER = re.compile(r"[Cc]har(?:acter)? value (?:0x(?P<hex>[0-9A-Fa-f]+)|(?P<decimal>\d+))")


def _tag_mismatch(said: str, _content: bytes) -> Told:
    found = _TAGS.search(said)
    if not found:
        return msg("An end tag does not match its start tag."), msg("Close elements in the order opposite to opening.")
    message = msg(
        "<{open}>, opened in line {line}, is closed by </{close}>.",
        open=found["open"],
        line=found["line"],
        close=found["close"],
    )
    return message, msg("Write </{open}> first, or open <{close}> before.", open=found["open"], close=found["close"])


def _cut_off(said: str, _content: bytes) -> Told:
    found = _OPEN_TAG.search(said)
    if not found:
        return msg("The document ends too early."), msg("See whether the file was cut off; close all elements.")
    message = msg("The document ends before <{name}>, opened in line {line}, is closed.", **found.groupdict())
    return message, msg("See whether the file was cut off, or write </{name}>.", name=found["name"])


def _empty(_said: str, content: bytes) -> Told:
    if not content.strip(b" \t\r\n\xef\xbb\xbf\0"):
        return msg("The document is empty."), msg("See whether the right file was named, and whether it was written.")
    return (
        msg("This is not XML: it does not begin with “<”."),
        msg("Take out what stands before the first “<”, or name another file."),
    )


def _entity(said: str, _content: bytes) -> Told:
    found = _QUOTED.search(said)
    message = msg("The entity “{name}” is not declared.", name=found[1] if found else "?")
    return message, msg("Write the character itself, or a numeric reference such as &#233;.")


def _bare_ampersand(_said: str, _content: bytes) -> Told:
    return msg("“&” begins something that is no reference."), msg("Write &amp; for the character “&”.")


def _bare_less_than(_said: str, _content: bytes) -> Told:
    return (
        msg("“<” begins something that is no tag, or stands in the value of an attribute."),
        msg("Write &lt; for the character “<”."),
    )


def _encoding(_said: str, content: bytes) -> Told:
    try:
        content.decode("utf-8")
    except UnicodeDecodeError as error:
        message = msg(
            "The document is not in UTF-8: the byte 0x{byte} is not allowed there.", byte=f"{content[error.start]:02X}"
        )
        return message, msg("Save the file in UTF-8, or declare its encoding in the first line.")
    return (
        msg("The text is not in the encoding that the document declares."),
        msg("Save the file in UTF-8 and declare that, or nothing, in the first line."),
    )


def _unknown_encoding(_said: str, content: bytes) -> Told:
    found = _ENCODING.search(content[:500].decode("ascii", "replace"))
    name = found[1][:LONGEST_VALUE] if found else "?"
    return msg("The encoding “{name}” is not known.", name=name), msg("Save the file in UTF-8, and declare that.")


def _character(said: str, _content: bytes) -> Told:
    found = _CHARACTER.search(said)
    if not found:
        return msg("There is a character that XML does not allow, such as NUL (U+0000)."), msg("Take it out.")
    code = int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    message = msg("The character U+{code} is not allowed in XML.", code=f"{code:04X}")
    return message, msg("Take it out: control characters have no place in a text.")


def _repeated_attribute(said: str, _content: bytes) -> Told:
    found = _REPEATED.search(said)
    message = msg("The attribute “{name}” is given twice in one tag.", name=found["name"] if found else "?")
    return message, msg("Take one of them out.")


def _prefix(said: str, _content: bytes) -> Told:
    found = _PREFIX.search(said)
    prefix = found["prefix"] if found else "?"
    message = msg("The prefix “{prefix}” is not declared.", prefix=prefix)
    return message, msg('Declare it on the element or above: xmlns:{prefix}="…".', prefix=prefix)


def _too_much(_said: str, _content: bytes) -> Told:
    return (
        msg("The document goes beyond the limits of the parser: nesting, length of a text, or expansion of entities."),
        msg("A document for people needs no such sizes: see how it was made, and divide it."),
    )


def _after_the_end(_said: str, _content: bytes) -> Told:
    return (
        msg("There is something after the end of the root element."),
        msg("A document has one root element: take out what follows, or divide the file."),
    )


def _declaration(_said: str, _content: bytes) -> Told:
    return (
        msg("The XML declaration “<?xml …?>” does not stand at the very beginning, or is not complete."),
        msg("Take out what stands before it, blanks and empty lines too."),
    )


def _attribute(_said: str, _content: bytes) -> Told:
    return (
        msg("An attribute is not written as it must be."),
        msg('Write name="value", with quotation marks, and a blank before each attribute.'),
    )


def _tag(_said: str, _content: bytes) -> Told:
    return msg("A tag is not complete."), msg("See whether a “>” is missing before.")


def _name(said: str, content: bytes) -> Told:
    if "EntityRef" in said:
        return _bare_ampersand(said, content)
    if "StartTag" in said:
        return _bare_less_than(said, content)
    return msg("A name is missing or not allowed there."), msg("Write &lt; for “<” and &amp; for “&” in texts.")


def _comment(_said: str, _content: bytes) -> Told:
    return msg("A comment is not written as it must be."), msg("Close it by “-->”; “--” may not stand inside.")


def _cdata(_said: str, _content: bytes) -> Told:
    return msg("A CDATA section is not closed, or “]]>” stands in a text."), msg(
        "Close it by “]]>”; write ]]&gt; in texts."
    )


def _doctype(_said: str, _content: bytes) -> Told:
    return msg("The document type declaration is not written as it must be."), msg("Take it out, or mend it.")


def _external(_said: str, _content: bytes) -> Told:
    return (
        msg("The document asks for something outside of it, which is not read."),
        msg("Take the declaration of the external entity out, and put its text in its place."),
    )


_ERRORS: Mapping[str, Callable[[str, bytes], Told]] = {
    "ERR_TAG_NAME_MISMATCH": _tag_mismatch,
    "ERR_TAG_NOT_FINISHED": _cut_off,
    "ERR_DOCUMENT_END": _after_the_end,
    "ERR_DOCUMENT_EMPTY": _empty,
    "ERR_UNDECLARED_ENTITY": _entity,
    "WAR_UNDECLARED_ENTITY": _entity,
    "ERR_ENTITYREF_SEMICOL_MISSING": _bare_ampersand,
    "ERR_ENTITYREF_NO_NAME": _bare_ampersand,
    "ERR_LT_IN_ATTRIBUTE": _bare_less_than,
    "ERR_INVALID_ENCODING": _encoding,
    "I18N_CONV_FAILED": _encoding,
    "ERR_INVALID_CHAR": _character,
    "ERR_INVALID_CHARREF": _character,
    "ERR_UNSUPPORTED_ENCODING": _unknown_encoding,
    "ERR_UNKNOWN_ENCODING": _unknown_encoding,
    "ERR_ATTRIBUTE_REDEFINED": _repeated_attribute,
    "NS_ERR_ATTRIBUTE_REDEFINED": _repeated_attribute,
    "NS_ERR_UNDEFINED_NAMESPACE": _prefix,
    "ERR_RESOURCE_LIMIT": _too_much,
    "ERR_ENTITY_LOOP": _too_much,
    "ERR_NAME_TOO_LONG": _too_much,
    "ERR_RESERVED_XML_NAME": _declaration,
    "ERR_XMLDECL_NOT_FINISHED": _declaration,
    "ERR_ATTRIBUTE_NOT_STARTED": _attribute,
    "ERR_ATTRIBUTE_NOT_FINISHED": _attribute,
    "ERR_ATTRIBUTE_WITHOUT_VALUE": _attribute,
    "ERR_SPACE_REQUIRED": _attribute,
    "ERR_GT_REQUIRED": _tag,
    "ERR_LT_REQUIRED": _tag,
    "ERR_LTSLASH_REQUIRED": _tag,
    "ERR_NAME_REQUIRED": _name,
    "ERR_COMMENT_NOT_FINISHED": _comment,
    "ERR_HYPHEN_IN_COMMENT": _comment,
    "ERR_CDATA_NOT_FINISHED": _cdata,
    "ERR_MISPLACED_CDATA_END": _cdata,
    "ERR_DOCTYPE_NOT_FINISHED": _doctype,
    "ERR_EXT_SUBSET_NOT_FINISHED": _doctype,
    "ERR_INTERNAL_ERROR": _doctype,
    "ERR_ENTITY_IS_EXTERNAL": _external,
    "IO_LOAD_ERROR": _external,
}


def syntax_findings(error: etree.XMLSyntaxError, content: bytes, file: str) -> tuple[Finding, ...]:
    """Explain why a document could not be parsed: the first error, since later ones often follow from it."""
    name = _name_of(cast("Any", error).code)
    said = error.msg or ""
    explain = _ERRORS.get(name)
    message, remedy = explain(said, content) if explain else _unexplained(name)
    line, column = error.position
    place = Place(file, line or 0, max(column or 0, 0))
    return (Finding(CODE, Severity.ERROR, message, place, remedy, _excerpt(content, place)),)


def _name_of(code: int) -> str:
    return next((name for name, value in vars(etree.ErrorTypes).items() if value == code), "")


def _unexplained(name: str) -> Told:
    message = msg("This is not well-formed XML ({detail}).", detail=name or "?")
    return message, msg("Look at the markup at this place and before.")


def _excerpt(content: bytes, place: Place) -> Excerpt | None:
    """Show the line of the error; the parser stands behind what is wrong."""
    if not place.line:
        return None
    return SourceText(content).around(place.line, max(place.column, 1))
