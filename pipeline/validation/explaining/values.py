"""Faults of values and attributes, in words: what kind of value was expected, rather than a bare regular expression."""

from collections.abc import Mapping
from difflib import get_close_matches

from lxml import etree

from pipeline.messages import Message, msg, msgs
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.explaining.naming import attribute_name, listed, shortened, tag
from pipeline.validation.explaining.saying import Said

_DOI = msg("a DOI such as 10.5555/12345678")
_ORCID = msg("an ORCID iD as an address, such as https://orcid.org/0000-0002-1825-0097")
_ISSN = msg("an ISSN such as 2049-3630")
_ISBN = msg("an ISBN such as 978-3-16-148410-0")
_ADDRESS = msg("a web address that begins with https://, http:// or ftp://")
_MAIL = msg("an e-mail address such as name@example.org")
_NUMBER = msg("a whole number")

_BUILT_IN: Mapping[str, Message] = {
    "xs:date": msg("a date such as 2026-01-15"),
    "xs:dateTime": msg("a date and time such as 2026-01-15T12:00:00"),
    "xs:gYear": msg("a year such as 2026"),
    "xs:gYearMonth": msg("a year and month such as 2026-01"),
    "xs:boolean": msg("true or false"),
    "xs:decimal": msg("a number"),
    "xs:float": msg("a number"),
    "xs:double": msg("a number"),
    "xs:anyURI": msg("an address without blanks and brackets"),
    "xs:language": msg("a language code such as fr or en"),
    "xs:ID": msg("a name without blanks that begins with a letter and that no other element has"),
    "xs:NMTOKEN": msg("one word without blanks, of letters, digits, hyphens, full stops, underscores and colons"),
    "xs:NCName": msg("a name without blanks and colons that begins with a letter"),
    "xs:QName": msg("a name with a declared prefix"),
    **dict.fromkeys(("xs:integer", "xs:int", "xs:long", "xs:short", "xs:byte"), _NUMBER),
    **dict.fromkeys(("xs:nonNegativeInteger", "xs:unsignedInt", "xs:unsignedLong"), msg("a whole number, 0 or more")),
    "xs:positiveInteger": msg("a whole number, 1 or more"),
}
"""What the built-in types of XML Schema Part 2 are, in words."""

_BY_NAME: Mapping[str, Message] = {
    "doi": _DOI,
    "ORCID": _ORCID,
    "issn": _ISSN,
    "isbn": _ISBN,
    "resource": _ADDRESS,
    "email_address": _MAIL,
    "year": msg("a year of four digits"),
    "month": msg("a month from 01 to 12, or a season from 21 to 34"),
    "day": msg("a day from 01 to 31"),
    "timestamp": msg("a whole number such as 20260115120000000"),
    "language": msg("a language code of two or three letters such as fr or en, without a region"),
    "institution_id": msg("an address such as https://ror.org/0161xgx34"),
    "doi_batch_id": msg("a text of 4 to 100 characters"),
    "start_date": msg("a date such as 2026-01-15"),
    "license_ref": _ADDRESS,
    "mime_type": msg("a media type such as text/html"),
    "lang": msg("a language code such as fr or en"),
}
"""What elements and attributes of Crossref hold, in words (crossref5.5.0.xsd, common5.5.0.xsd)."""


_LONGEST_LIST = 500
"""Values of an enumeration beyond which it is one of codes, of which the first ones tell nobody anything."""

_LONGEST_COMPARED = 100
"""Characters of a value that are compared with those of a list: the time for it grows with their square."""


def explain_value(fault: Fault, lists: bool) -> Said:
    """Explain a value that is not as its type demands; ``lists`` tells that its pattern stands for a long list."""
    match fault.kind:
        case Kind.ENUMERATION:
            return _not_listed(fault)
        case Kind.PATTERN:
            return _not_listed(fault) if lists else _of_wrong_form(fault)
        case Kind.LENGTH | Kind.SHORT | Kind.LONG:
            return _of_wrong_length(fault)
        case Kind.RANGE:
            return _out_of_range(fault)
        case Kind.DIGITS:
            message = msg(
                "{subject} has too many digits: “{value}”.", subject=subject_of(fault), value=shortened(fault.value)
            )
            return Said("schema-digits", message, msg("At most {limit} are allowed.", limit=fault.limit))
        case Kind.FIXED if not fault.value:
            message = msg("{subject} is empty.", subject=subject_of(fault))
            return Said("schema-fixed-value", message, msg("Write “{limit}”.", limit=shortened(fault.limit)))
        case Kind.FIXED:
            message = msg("{subject} is “{value}” and must be “{limit}”.", **_told(fault), limit=shortened(fault.limit))
            return Said("schema-fixed-value", message, msg("Write “{limit}”.", limit=shortened(fault.limit)))
        case Kind.DUPLICATE_ID:
            message = msg("The ID “{value}” is given twice.", value=shortened(fault.value))
            return Said("schema-id-repeated", message, msg("Give each element an ID of its own."))
    return _of_wrong_type(fault)


def _told(fault: Fault) -> dict[str, Message | str]:
    return {"subject": subject_of(fault), "value": shortened(fault.value)}


def subject_of(fault: Fault) -> Message:
    """Write what has the value: an attribute, or the content of an element."""
    element = tag(fault.element.tag, fault.element)
    if fault.attribute:
        name = attribute_name(fault.attribute, fault.element)
        return msg("The attribute “{name}” of {element}", name=name, element=element)
    return msg("The content of {element}", element=element)


def _name(fault: Fault) -> str:
    return etree.QName(fault.attribute or fault.element.tag).localname


def _empty(fault: Fault, code: str) -> Said:
    message = msg("{subject} is empty.", subject=subject_of(fault))
    if 0 < len(fault.expected) <= _LONGEST_LIST:
        return Said(code, message, msg("Allowed are: {values}.", values=listed(list(fault.expected))))
    what = _known(fault)
    if what:
        return Said(code, message, msg("Write {what}.", what=what))
    return Said(code, message, msg("Fill it in, or take it out where it may be left out."))


def _known(fault: Fault) -> Message | None:
    return _BY_NAME.get(_name(fault)) or _BUILT_IN.get(fault.type_name)


def _not_listed(fault: Fault) -> Said:
    if not fault.value.strip():
        return _empty(fault, "schema-enumeration")
    message = msg("{subject} is “{value}”, which is not in the list of allowed values.", **_told(fault))
    return Said("schema-enumeration", message, _listed_remedy(fault))


def _listed_remedy(fault: Fault) -> Message:
    what = _known(fault)
    if what and len(fault.expected) > _LONGEST_LIST:
        return msg("Write {what}.", what=what)
    if len(fault.expected) == 1:
        return msg("Write “{limit}”.", limit=fault.expected[0])
    close = get_close_matches(fault.value.strip()[:_LONGEST_COMPARED], fault.expected, 1, 0.7)
    if close:
        values = listed(list(fault.expected))
        return msg("Did you mean “{close}”? Allowed are: {values}.", close=close[0], values=values)
    if fault.expected:
        return msg("Allowed are: {values}.", values=listed(list(fault.expected)))
    return msg("Write {what}.", what=what) if what else msg("Look the value up in the documentation of the schema.")


def _of_wrong_form(fault: Fault) -> Said:
    if not fault.value.strip():
        return _empty(fault, "schema-pattern")
    message = msg("{subject} is “{value}”, which does not have the form that is demanded.", **_told(fault))
    what = _known(fault)
    if what:
        return Said("schema-pattern", message, msg("Write {what}.", what=what))
    return Said(
        "schema-pattern", message, msg("It must fit the regular expression {pattern}", pattern=shortened(fault.limit))
    )


def _of_wrong_length(fault: Fault) -> Said:
    limit = int(fault.limit or 0)
    length = fault.type_name or str(len(fault.value))
    if fault.kind is Kind.SHORT and not fault.value.strip():
        return _empty(fault, "schema-length")
    message = msgs(
        "{subject} has {count} character.", "{subject} has {count} characters.", int(length), subject=subject_of(fault)
    )
    remedies = {
        Kind.SHORT: msgs("At least {count} character is demanded.", "At least {count} characters are demanded.", limit),
        Kind.LONG: msgs("At most {count} character is allowed.", "At most {count} characters are allowed.", limit),
    }
    exactly = msgs("Exactly {count} character is demanded.", "Exactly {count} characters are demanded.", limit)
    return Said("schema-length", message, remedies.get(fault.kind, exactly))


def _out_of_range(fault: Fault) -> Said:
    message = msg("{subject} is {value}, which is out of range.", **_told(fault))
    remedies = {
        "minInclusive": msg("It must be {limit} or more.", limit=fault.limit),
        "maxInclusive": msg("It must be {limit} or less.", limit=fault.limit),
        "minExclusive": msg("It must be more than {limit}.", limit=fault.limit),
        "maxExclusive": msg("It must be less than {limit}.", limit=fault.limit),
    }
    return Said("schema-range", message, remedies.get(fault.type_name))


def _of_wrong_type(fault: Fault) -> Said:
    if not fault.value.strip():
        return _empty(fault, "schema-datatype")
    what = _known(fault)
    message = msg("{subject} is “{value}”, which is not allowed there.", **_told(fault))
    remedy = msg("Write {what}.", what=what) if what else msg("Look the value up in the documentation of the schema.")
    return Said("schema-datatype", message, remedy)
