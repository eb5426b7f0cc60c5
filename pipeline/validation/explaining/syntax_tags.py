"""Errors in tags, attributes and their names, in words.

Standard: XML 1.0 (Fifth Edition), 2.1 and 3.1; Namespaces in XML 1.0.
"""

import re

from pipeline.messages import msg
from pipeline.validation.explaining.naming import shortened
from pipeline.validation.explaining.syntax_prolog import declaration_end, doctype, is_in_doctype
from pipeline.validation.explaining.syntax_spots import Spot, Told
from pipeline.validation.explaining.syntax_texts import bare_ampersand, instruction_name

_TAGS = re.compile(r"Opening and ending tag mismatch: (?P<open>\S+) line (?P<line>\d+) and (?P<close>[^\s,]+)")
_QUOTED = re.compile(r"'([^']*)'")
_PREFIX = re.compile(r"Namespace prefix (?P<prefix>\S+)(?: for \S+)? on (?P<name>\S+) is not defined")
_REPEATED = re.compile(r"Attribute (?P<name>\S+) redefined")
_REPEATED_IN = re.compile(r"Namespaced Attribute (?P<name>\S+) in '(?P<namespace>.*)' redefined", re.DOTALL)
_OPEN_TAG = re.compile(r"in tag (?P<name>\S+) line (?P<line>\d+)")
_START_TAG = re.compile(r"end of Start Tag (?P<name>\S+) line (?P<line>\d+)")
_NO_VALUE = re.compile(r"value for attribute (?P<name>[^\s,]+)")
_BOUND = re.compile(r"xmlns(?::(?P<prefix>[^:\s]+))?: ")
_ATTRIBUTE_NAME = re.compile(r"([^\s\"'<>=]{1,100})\s*=\s*$")
_TYPOGRAPHIC = frozenset("“”„‟«»‘’‚‹›")
_XMLNS = r"(?<=\s)xmlns(?::[^\s=]+)?\s*="
_LESS_THAN = msg("Write &lt; for the character “<”.")


def tag_mismatch(spot: Spot) -> Told:
    """Explain an end tag of another name than its start tag."""
    found = _TAGS.search(spot.said)
    if not found:
        message = msg("An end tag does not match its start tag.")
        return Told(message, msg("Close elements in the order opposite to opening."), "</")
    told = {key: shortened(value) for key, value in found.groupdict().items()}
    message = msg("<{open}>, opened in line {line}, is closed by </{close}>.", **told)
    if told["open"].lower() == told["close"].lower():
        return Told(message, msg("Write </{open}>: XML tells capitals from small letters.", open=told["open"]), "</")
    remedy = msg("Write </{open}> first, or open <{close}> before.", open=told["open"], close=told["close"])
    return Told(message, remedy, "</")


def cut_off(spot: Spot) -> Told:
    """Explain that the document ends before its elements do."""
    found = _OPEN_TAG.search(spot.said)
    if not found:
        message = msg("The document ends too early.")
        return Told(message, msg("See whether the file was cut off; close all elements."))
    told = {key: shortened(value) for key, value in found.groupdict().items()}
    message = msg("The document ends before <{name}>, opened in line {line}, is closed.", **told)
    return Told(message, msg("See whether the file was cut off, or write </{name}>.", name=told["name"]))


def cut_off_in_tag() -> Told:
    """Explain that the document ends inside of a tag."""
    return Told(msg("The document ends inside of a tag."), msg("See whether the file was cut off."), "<")


def empty(spot: Spot) -> Told:
    """Explain that there is no element."""
    content = spot.content.strip(b" \t\r\n\xef\xbb\xbf\0")
    if not content:
        message = msg("The document is empty.")
        return Told(message, msg("See whether the right file was named, and whether it was written."))
    if content.startswith(b"<") and not spot.after.strip():
        message = msg("The document has no root element.")
        return Told(message, msg("See whether the right file was named, and whether the file was cut off."))
    message = msg("This is not XML: it does not begin with “<”.")
    if content.startswith(b"<"):
        message = msg("Text stands before the root element.")
    return Told(message, msg("Take out what stands before the first “<”, or name another file."))


def after_the_end(spot: Spot) -> Told:
    """Explain what follows the root element."""
    if spot.after.startswith("</"):
        name = shortened(re.split(r"[\s>]", spot.after[2:])[0])
        message = msg("“</{name}>” closes nothing: the root element ends before it.", name=name)
        return Told(message, msg("Take it out, or look for a tag that is closed too early or not opened."))
    message = msg("There is something after the end of the root element.")
    return Told(message, msg("A document has one root element: take out what follows, or divide the file."))


def tag(spot: Spot) -> Told:
    """Explain a tag without its end."""
    if is_in_doctype(spot):
        return doctype(spot)
    if spot.after[:1] in {"", "<"}:
        return attribute_name(spot)
    if spot.text.last("<", spot.offset) == spot.text.last("</", spot.offset):
        message = msg("An end tag has something other than the name of its element.")
        return Told(message, msg("Write </name>, without attributes, and without a blank before the name."), "</")
    found = _START_TAG.search(spot.said)
    if not found or spot.after[0].isspace():
        return Told(msg("A tag is not complete."), msg("See whether a “>” is missing before."))
    character = spot.character
    message = msg(
        "“{character}” may not stand in the tag <{name}>.", character=character, name=shortened(found["name"])
    )
    return Told(message, msg("Close the tag by “>” before it, or take it out."))


def between_attributes(spot: Spot) -> Told:
    """Explain that a blank was expected."""
    if "PI" in spot.said:
        return instruction_name(spot)
    if "Blank needed" in spot.said:
        return declaration_end(spot)
    if "Space required" in spot.said or is_in_doctype(spot):
        return doctype(spot)
    if not spot.after:
        return cut_off_in_tag()
    if spot.after[0].isalnum() or spot.after[0] in "_:":
        message = msg("A blank is missing between two attributes.")
        return Told(message, msg("Write a blank before “{text}”.", text=spot.next_word))
    return attribute_name(spot)


def attribute_name(spot: Spot) -> Told:
    """Explain what stands in a tag where an attribute or the end of the tag may be."""
    if not spot.after:
        return cut_off_in_tag()
    if spot.after[0] == "<":
        message = msg("A tag begins before the one before it is closed.")
        return Told(message, msg("Close the tag before by “>”; write &lt; for the character “<”."))
    if spot.after[0] == "/":
        return Told(msg("“/” stands in a tag, and not right before “>”."), msg("Write “/>”, or take it out."))
    message = msg("“{character}” stands in a tag, where only attributes may be.", character=spot.character)
    return Told(message, msg('Write name="value", with a blank before each attribute, and nothing else.'))


def attribute_value(spot: Spot) -> Told:
    """Explain a value that does not begin with a quotation mark."""
    if is_in_doctype(spot):
        return doctype(spot)
    if not spot.after:
        return cut_off_in_tag()
    found = _ATTRIBUTE_NAME.search(spot.before[-300:])
    name = shortened(found[1]) if found else "?"
    remedy = msg('Write {name}="…".', name=name)
    if spot.after[0] in _TYPOGRAPHIC:
        message = msg("The value of the attribute “{name}” stands between typographic quotation marks.", name=name)
        return Told(message, msg('Write {name}="…", with straight ones.', name=name))
    return Told(msg("The value of the attribute “{name}” stands without quotation marks.", name=name), remedy)


def open_value(_spot: Spot) -> Told:
    """Explain a value that is not closed."""
    message = msg("The value of an attribute is not closed: it reaches to the end of the document.")
    return Told(message, msg("Write the quotation mark that is missing in this tag."), "<")


def no_value(spot: Spot) -> Told:
    """Explain an attribute without value."""
    found = _NO_VALUE.search(spot.said)
    if not spot.after:
        return cut_off_in_tag()
    name = found["name"] if found else ""
    message = msg("The attribute “{name}” has no value.", name=shortened(name) or "?")
    return Told(message, msg('Write {name}="…".', name=shortened(name)), spot.tail(rf"(?<=\s){re.escape(name)}$"))


def repeated_attribute(spot: Spot) -> Told:
    """Explain an attribute that is given twice."""
    if found := _REPEATED_IN.search(spot.said[:2000]):
        told = {key: shortened(value) for key, value in found.groupdict().items()}
        message = msg(
            "The attribute “{name}” of the namespace “{namespace}” is given twice in one tag, by two prefixes.", **told
        )
        return Told(
            message, msg("Take one of them out."), spot.tail(rf"(?<=\s)[^\s=:]+:{re.escape(found['name'])}\s*=")
        )
    found = _REPEATED.search(spot.said)
    name = found["name"] if found else ""
    message = msg("The attribute “{name}” is given twice in one tag.", name=shortened(name) or "?")
    return Told(message, msg("Take one of them out."), spot.tail(rf"(?<=\s){re.escape(name)}\s*="))


def name_required(spot: Spot) -> Told:
    """Explain that a name was expected: behind “&”, behind “<”, in a tag or in a declaration."""
    if "EntityRef" in spot.said:
        return bare_ampersand(spot)
    if "StartTag" in spot.said:
        return _element_name(spot)
    if "attribute name" in spot.said and not is_in_doctype(spot):
        return attribute_name(spot)
    return doctype(spot)


def _element_name(spot: Spot) -> Told:
    """Explain “<” that begins no start tag."""
    if spot.after.startswith("!["):
        message = msg("A CDATA section does not begin with “<![CDATA[”.")
        return Told(message, msg("Write <![CDATA[ in capitals and without blanks."), "<")
    if spot.after.startswith("!-"):
        return Told(msg("A comment does not begin with “<!--”."), msg("Write two hyphens: <!-- … -->."), "<")
    if spot.after[:8].upper() == "!DOCTYPE":
        message = msg("A document type declaration stands too late, twice, or not in capitals.")
        return Told(message, msg("Write one <!DOCTYPE …>, before the root element."), "<")
    if spot.after.startswith("/"):
        return Told(msg("An end tag stands before any start tag."), msg("Take it out."), "<")
    return Told(msg("“<” begins something that is no tag."), _LESS_THAN, "<")


def prefix(spot: Spot) -> Told:
    """Explain a prefix that is not declared."""
    found = _PREFIX.search(spot.said)
    name = found["prefix"] if found else ""
    message = msg("The prefix “{prefix}” is not declared.", prefix=shortened(name) or "?")
    remedy = msg('Declare it on the element or above: xmlns:{prefix}="…".', prefix=shortened(name) or "?")
    return Told(message, remedy, spot.tail(rf"(?<=[\s<]){re.escape(name)}:") or "<")


def colons(spot: Spot) -> Told:
    """Explain a name with a colon where there may be none, or with several."""
    found = _QUOTED.search(spot.said)
    name = found[1] if found else ""
    message = msg("The name “{name}” has a colon where there may be none.", name=shortened(name) or "?")
    return Told(
        message,
        msg("Write one colon, behind a prefix, and only in names of elements and attributes."),
        spot.tail(re.escape(name)),
    )


def binding(spot: Spot) -> Told:
    """Explain a declaration of a prefix that no document may make."""
    found = _BOUND.match(spot.said)
    if found and "Empty" in spot.said:
        name = shortened(found["prefix"] or "?")
        message = msg("The prefix “{prefix}” is bound to no namespace.", prefix=name)
        return Told(message, msg('Write its namespace: xmlns:{prefix}="…".', prefix=name), spot.tail(_XMLNS))
    message = msg("The prefixes “xml” and “xmlns” and their namespaces are fixed, and may not be bound otherwise.")
    return Told(message, msg("Take the declaration out: they need none."), spot.tail(_XMLNS))


def no_address(spot: Spot) -> Told:
    """Explain a namespace that is no URI."""
    found = _QUOTED.search(spot.said)
    namespace = shortened(found[1]) if found else "?"
    message = msg("The namespace “{namespace}” is no address.", namespace=namespace)
    return Told(message, msg("Take out blanks and what else may not stand in an address."), spot.tail(_XMLNS))
