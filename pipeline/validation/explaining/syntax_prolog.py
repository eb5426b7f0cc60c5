"""Errors in what stands before the root element, in words: the XML declaration and the document type declaration.

Standard: XML 1.0 (Fifth Edition), 2.8, 2.9, 3.2 to 3.4 and 4.2 to 4.3.
"""

import re

from pipeline.messages import msg
from pipeline.validation.explaining.naming import shortened
from pipeline.validation.explaining.syntax_spots import Spot, Told

_ENCODING = re.compile(r"""<\?xml[^>]*encoding\s*=\s*["']([^"']+)""")
_VERSION = re.compile(r"version '(?P<version>[^']*)'")
_DECLARED = re.compile(r"<!(?P<kind>[A-Z]+)\s*(?P<name>%?\s*[^\s>\[]*)")

_WRITE = msg('Write <?xml version="1.0" encoding="UTF-8"?> at the very beginning.')


def is_in_doctype(spot: Spot) -> bool:
    """Tell whether the place is inside of a declaration: “<!…”, but no comment and no CDATA section."""
    return _DECLARED.match(spot.before, spot.before.rfind("<")) is not None if "<" in spot.before else False


def declaration(spot: Spot) -> Told:
    """Explain an XML declaration at the wrong place, or one that is not complete."""
    if "PI name" in spot.said:
        message = msg("The name “xml” of the XML declaration is not written in small letters.")
        return Told(message, _WRITE, "<?")
    if spot.text.last("<?", spot.offset) == 0:
        return Told(msg("The XML declaration “<?xml …?>” is not complete."), _WRITE, "<?")
    message = msg("The XML declaration “<?xml …?>” does not stand at the very beginning.")
    if spot.text.last("<", spot.text.last("<?", spot.offset)) >= 0:
        return Told(message, msg("Take it out: a document has one, before everything else."), "<?")
    return Told(message, msg("Take out what stands before it, blanks and empty lines too."), "<?")


def declaration_end(_spot: Spot) -> Told:
    """Explain that “?>” was expected."""
    message = msg(
        "The XML declaration does not end with “?>”, or has something that is not version, encoding and standalone, "
        "in this order."
    )
    return Told(message, _WRITE)


def declaration_quotes(_spot: Spot) -> Told:
    """Explain a value without quotation marks."""
    return Told(msg("A value in the XML declaration stands without quotation marks."), _WRITE)


def declaration_value(_spot: Spot) -> Told:
    """Explain a value that is not closed where it has to end."""
    return Told(msg("A value in the XML declaration is not closed, or has a character that it may not have."), _WRITE)


def encoding_name(_spot: Spot) -> Told:
    """Explain an encoding that is no name."""
    return Told(msg("The XML declaration names an encoding that is empty, or no name."), _WRITE)


def version_missing(_spot: Spot) -> Told:
    """Explain a declaration without version."""
    return Told(msg("The XML declaration does not begin with the version."), _WRITE)


def unknown_version(spot: Spot) -> Told:
    """Explain a version that does not exist."""
    found = _VERSION.search(spot.said)
    message = msg(
        "The document declares itself XML {version}, which there is not.",
        version=shortened(found["version"]) if found else "?",
    )
    return Told(message, msg('Write version="1.0".'), "version")


def standalone_value(_spot: Spot) -> Told:
    """Explain a value of standalone."""
    message = msg("The value of “standalone” in the XML declaration is neither yes nor no.")
    return Told(message, msg("Write yes or no, or take it out."), "standalone")


def unknown_encoding(spot: Spot) -> Told:
    """Explain an encoding that the parser does not know."""
    found = _ENCODING.search(spot.content[:500].decode("ascii", "replace"))
    name = shortened(found[1]) if found else "?"
    message = msg("The encoding “{name}” is not known.", name=name)
    return Told(message, msg("Save the file in UTF-8, and declare that."), "encoding")


def wrong_encoding(spot: Spot) -> Told:
    """Explain bytes that are none of the encoding."""
    try:
        spot.content.decode("utf-8")
    except UnicodeDecodeError as error:
        byte = f"{spot.content[error.start]:02X}"
        message = msg("The document is not in UTF-8: the byte 0x{byte} is not allowed there.", byte=byte)
        return Told(message, msg("Save the file in UTF-8, or declare its encoding in the first line."))
    message = msg("The text is not in the encoding that the document declares.")
    return Told(message, msg("Save the file in UTF-8 and declare that, or nothing, in the first line."))


def doctype(spot: Spot) -> Told:
    """Explain an error in a document type declaration, or in one of the declarations inside of it."""
    last = spot.text.last("<!", spot.offset)
    found = _DECLARED.match(spot.text.after(last, 200)) if last >= 0 else None
    if found and found["kind"] != "DOCTYPE":
        written = shortened(f"<!{found['kind']} {found['name']}".rstrip())
        message = msg("The declaration “{declaration} …” is not written as it must be.", declaration=written)
        return Told(message, msg("Mend it, or take it out: the official DTDs have declarations of their own."))
    if "after the Public Identifier" in spot.said:
        message = msg("The document type declaration has a public identifier, and no system identifier.")
        return Told(message, msg('Write the address or the file of the DTD behind it: PUBLIC "…" "….dtd".'))
    message = msg("The document type declaration is not written as it must be.")
    return Told(message, msg('Take it out, or mend it: <!DOCTYPE article PUBLIC "…" "….dtd">.'))


def subset(spot: Spot) -> Told:
    """Explain what stands between the declarations of a document type declaration, and is none."""
    message = msg("Something that is no declaration stands in the document type declaration, or its “]” is missing.")
    return Told(message, msg("Take it out, or close the declaration by “]>”."), "<!DOCTYPE" if not spot.after else "")


def parameter_entity(_spot: Spot) -> Told:
    """Explain a parameter entity reference."""
    message = msg("“%” begins something that is no reference to a parameter entity.")
    return Told(message, msg("Write %name; with the name of an entity that is declared before."), "%")


def parameter_entity_inside(_spot: Spot) -> Told:
    """Explain a parameter entity reference inside of a declaration of the document's own."""
    message = msg("A parameter entity stands inside of a declaration, where a document may not have one.")
    return Told(message, msg("Put its text in its place; write &#37; for the character “%”."), "%")


def entity_value(_spot: Spot) -> Told:
    """Explain an ampersand or a per cent sign in the text of an entity."""
    message = msg("The text of an entity has “&” or “%” that begins no reference.")
    return Told(message, msg("Write &#38; or &#37; for the character."))


def external(_spot: Spot) -> Told:
    """Explain that the document asks for something that is not read."""
    message = msg("The document asks for something outside of it, which is not read.")
    return Told(message, msg("Take the declaration of the external entity out, and put its text in its place."))
