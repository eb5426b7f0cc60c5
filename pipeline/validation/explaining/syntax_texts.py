"""Errors in references, characters, comments, CDATA sections and processing instructions, in words.

Standard: XML 1.0 (Fifth Edition), 2.2, 2.4 to 2.7 and 4.1.
"""

import re
from html.entities import name2codepoint

from pipeline.messages import Message, msg
from pipeline.validation.explaining.naming import shortened
from pipeline.validation.explaining.syntax_spots import Spot, Told

_QUOTED = re.compile(r"'([^']*)'")
_INSTRUCTION = re.compile(r"PI (?P<name>\S+)")
_CHARACTER = re.compile(r"[Cc]har(?:acter)?(?: value)? (?:0x(?P<hex>[0-9A-Fa-f]+)|(?P<decimal>\d+))")
_REFERENCE = re.compile(r"&([^\s&;<>\"']{1,100})$")
_PREDEFINED = frozenset({"amp", "lt", "gt", "quot", "apos"})
_FIRST_BEYOND = 0xD800
_AMPERSAND = msg("Write &amp; for the character “&”.")


def less_than(spot: Spot) -> Told:
    """Explain “<” in the value of an attribute."""
    if "entity" in spot.said:
        found = _QUOTED.search(spot.said.partition("entity")[2])
        name = shortened(found[1]) if found else "?"
        message = msg("The entity “{name}” brings “<” into the value of an attribute.", name=name)
        return Told(message, msg("Write something else in its place."), "&")
    message = msg("“<” stands in the value of an attribute.")
    return Told(message, msg("Write &lt; for it; or a quotation mark is missing before."))


def entity(spot: Spot) -> Told:
    """Explain an entity that is not declared."""
    found = _QUOTED.search(spot.said)
    name = found[1] if found else "?"
    message = msg("The entity “{name}” is not declared.", name=shortened(name))
    if spot.before.endswith((f"%{name}", f"%{name};")):
        return Told(message, msg("Declare it before, or take the reference out."), "%")
    return Told(message, instead_of_entity(name), "&")


def instead_of_entity(name: str) -> Message:
    """Tell what to write in place of an entity: for one of HTML, the number of its character."""
    if name in name2codepoint:
        return msg("Write the character itself, or &#{code};.", code=name2codepoint[name])
    return msg("Write the character itself, or a numeric reference such as &#233;.")


def bare_ampersand(_spot: Spot) -> Told:
    """Explain an ampersand that is none of a reference."""
    return Told(msg("“&” begins something that is no reference."), _AMPERSAND, "&")


def open_reference(spot: Spot) -> Told:
    """Explain a reference without semicolon, which often is a bare ampersand."""
    found = _REFERENCE.search(spot.before[-300:])
    name = shortened(found[1]) if found else ""
    if name in _PREDEFINED or name in name2codepoint:
        message = msg("The reference “&{name}” has no semicolon.", name=name)
        return Told(message, msg("Write &{name};.", name=name) if name in _PREDEFINED else instead_of_entity(name), "&")
    return Told(msg("“&{name}” is no reference: it has no semicolon.", name=name), _AMPERSAND, "&")


def numeric_reference(_spot: Spot) -> Told:
    """Explain a numeric reference with other characters than digits."""
    message = msg("A numeric reference has something other than digits, or no semicolon.")
    return Told(message, msg("Write it as &#233; or, in hexadecimal digits, as &#xE9;."), "&#")


def unparsed_entity(spot: Spot) -> Told:
    """Explain a reference to an entity that is no text."""
    name = shortened(spot.said.partition("unparsed entity ")[2].split(",")[0])
    message = msg("The entity “{name}” is no text, and cannot be referred to in one.", name=name)
    return Told(message, msg("Take the reference out."), "&")


def entity_loop(_spot: Spot) -> Told:
    """Explain an entity that is made of itself."""
    return Told(msg("An entity contains itself."), msg("Take the reference to it out of its own text."), "&")


def character(spot: Spot) -> Told:
    """Explain a character that XML does not allow."""
    is_reference = "CharRef" in spot.said
    if "out of bounds" in spot.said:
        message = msg("A numeric reference names a number beyond that of the last character, U+10FFFF.")
        return Told(message, msg("Look the number of the character up."), "&#")
    found = _CHARACTER.search(spot.said)
    if not found and not spot.after:
        return Told(msg("There is a character that XML does not allow, such as NUL (U+0000)."), msg("Take it out."))
    code = ord(spot.after[0]) if not found else int(found["hex"], 16) if found["hex"] else int(found["decimal"])
    message = msg("The character U+{code} is not allowed in XML.", code=f"{code:04X}")
    remedy = msg("Take it out: control characters have no place in a text.")
    if code >= _FIRST_BEYOND:
        remedy = msg("Take it out: there is no such character.")
    return Told(message, remedy, "&#" if is_reference else "")


def comment(_spot: Spot) -> Told:
    """Explain a comment that is not closed."""
    return Told(msg("A comment is not closed."), msg("Close it by “-->”."), "<!--")


def hyphens(spot: Spot) -> Told:
    """Explain two hyphens in a comment."""
    if not spot.after.strip("-"):
        return comment(spot)
    return Told(msg("“--” stands inside of a comment."), msg("Take it out: a comment ends at the first one, by “-->”."))


def section(_spot: Spot) -> Told:
    """Explain a CDATA section that is not closed."""
    return Told(msg("A CDATA section is not closed."), msg("Close it by “]]>”."), "<![CDATA[")


def section_end(_spot: Spot) -> Told:
    """Explain the end of a CDATA section in a text."""
    return Told(msg("“]]>” stands in a text."), msg("Write ]]&gt; for it."))


def instruction(spot: Spot) -> Told:
    """Explain a processing instruction that is not closed."""
    found = _INSTRUCTION.search(spot.said)
    name = shortened(found["name"]) if found else "?"
    message = msg("The processing instruction <?{name} is not closed.", name=name)
    return Told(message, msg("Close it by “?>”."), "<?")


def instruction_name(_spot: Spot) -> Told:
    """Explain a processing instruction without a name that ends with a blank."""
    message = msg("“<?” is not followed by a name and a blank.")
    return Told(message, msg("Write the name right after “<?”, and a blank behind it."), "<?")


def too_much(_spot: Spot) -> Told:
    """Explain that a bound of the parser is passed."""
    message = msg(
        "The document goes beyond the limits of the parser: nesting, length of a text, or expansion of entities."
    )
    return Told(message, msg("A document for people needs no such sizes: see how it was made, and divide it."))
