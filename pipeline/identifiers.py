"""Identifiers of the scholarly record: one function each, that gives the canonical form or says what is wrong.

Each function takes what a person may have typed or pasted (URL, ``doi:`` prefix, blanks, hyphens), verifies the check
digit where the scheme has one, and gives the compact form that the model keeps. ``InvalidIdentifier`` carries a code,
what is wrong and how to mend it. Addresses of identifiers are made by the ``*_url`` functions.
"""

import re

from stdnum import isbn as _isbn
from stdnum import isni as _isni
from stdnum import issn as _issn
from stdnum.exceptions import InvalidChecksum, ValidationError

from pipeline.errors import InvalidValue
from pipeline.messages import msg

DOI_MAXIMUM_LENGTH = 2048  # crossref5.5.0.xsd, doi_t

_DOI_PREFIXES = re.compile(
    r"^\s*(?:(?:urn:|https?:/{0,2})?(?:dx\.|www\.)?doi(?:\.org)?[:/]+(?:doi:)?"
    r"|(?:https?://)?hdl\.handle\.net/|info:doi/|info:hdl/)?\s*",
    re.IGNORECASE,
)
# controls, and characters of no width that come along when a DOI is copied from a page: no DOI with them leads anywhere
_INVISIBLE = "\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff"
_DOI = re.compile(rf"10\.[0-9]{{4,9}}(?:\.[0-9]+)*/[^\s{_INVISIBLE}]+")
_DOI_IN_TEXT = re.compile(rf"\b10\.[0-9]{{4,9}}(?:\.[0-9]+)*/[^\s{_INVISIBLE}\"<>“”«»]+")
_DEPOSITABLE = re.compile(r"10\.[0-9]{4,9}/[A-Za-z0-9\-._;()/]{1,200}")
_ROR = re.compile(r"0[a-hj-km-np-tv-z0-9]{6}[0-9]{2}")
_ROR_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_WIKIDATA = re.compile(r"Q[1-9][0-9]*")
_FUNDER_PREFIX = "10.13039/"


class InvalidIdentifier(InvalidValue):
    """Not an identifier of the scheme it was given as."""


def doi(text: str) -> str:
    """Give a DOI as ``10.prefix/suffix``, letters as they were typed (DOIs compare without case: ``doi_key``).

    Source: ISO 26324; prefix and length as in crossref5.5.0.xsd, type ``doi_t``.
    """
    compact = _DOI_PREFIXES.sub("", text, count=1).strip()
    if not _DOI.fullmatch(compact) or len(compact) > DOI_MAXIMUM_LENGTH:
        raise InvalidIdentifier(
            "doi-malformed",
            msg("“{value}” is not a DOI.", value=text),
            msg("A DOI starts with 10. and has a slash and no spaces, for example 10.5555/abc-123."),
        )
    return compact


def compact_doi(text: str) -> str:
    """Give a DOI without address or blanks around it; what is none is given as it is."""
    try:
        return doi(text)
    except InvalidIdentifier:
        return text


def doi_key(value: str) -> str:
    """Give the form under which two DOIs are the same DOI (ISO 26324: ASCII case is ignored)."""
    return value.translate(_ASCII_UPPER)


_ASCII_UPPER = {code: code - 32 for code in range(ord("a"), ord("z") + 1)}


def doi_prefix(value: str) -> str:
    """Give the registrant's part of a DOI: ``10.5555``."""
    return value.partition("/")[0]


def doi_url(value: str) -> str:
    """Give the address under which a DOI is displayed (Crossref DOI display guidelines).

    Characters that a URL path cannot hold are percent-encoded.
    """
    from urllib.parse import quote

    return "https://doi.org/" + quote(value, safe="/:;()-._~!$'*,=@+")


def depositable(value: str) -> bool:
    """Tell whether Crossref registers the DOI: a prefix without parts, 1 to 200 of ``a-z A-Z 0-9 - . _ ; ( ) /``.

    Sources: crossref5.5.0.xsd, type ``doi_t``, for lengths; Crossref documentation, "Constructing your DOIs", for the
    characters, where its schema is laxer than its server.
    """
    return bool(_DEPOSITABLE.fullmatch(value))


def find_dois(text: str) -> tuple[str, ...]:
    """Find the DOIs that a running text contains, closing punctuation of the sentence taken off."""
    return tuple(_without_punctuation(found) for found in _DOI_IN_TEXT.findall(text))


def _without_punctuation(found: str) -> str:
    surplus = {closing: found.count(closing) - found.count(opening) for opening, closing in ("()", "[]", "{}")}
    end = len(found)
    while end and (found[end - 1] in ".,;:!?’'" or surplus.get(found[end - 1], 0) > 0):
        end -= 1
        if found[end] in surplus:
            surplus[found[end]] -= 1
    return found[:end]


def orcid(text: str) -> str:
    """Give an ORCID iD as ``0000-0002-1825-0097`` (ISO 7064 MOD 11-2; structure of the ORCID identifier)."""
    prefix = r"^\s*(?:https?://)?(?:www\.)?orcid\.org/|^\s*ORCID(?:\s*iD)?\s*:?"
    digits = _mod_11_2(text, prefix, "orcid", "0000-0002-1825-0097", "ORCID")
    return "-".join(digits[start : start + 4] for start in range(0, 16, 4))


def orcid_url(value: str) -> str:
    """Give the address of an ORCID iD."""
    return f"https://orcid.org/{value}"


def isni(text: str) -> str:
    """Give an ISNI as sixteen characters without blanks (ISO 27729)."""
    prefix = r"^\s*(?:https?://)?(?:www\.)?isni\.org/(?:isni/)?|^\s*ISNI:?"
    return _mod_11_2(text, prefix, "isni", "0000 0001 2342 3717", "ISNI")


def isni_url(value: str) -> str:
    """Give the address of an ISNI."""
    return f"https://isni.org/isni/{value}"


def _mod_11_2(text: str, prefix: str, code: str, example: str, name: str) -> str:
    digits = re.sub(prefix, "", text, flags=re.IGNORECASE).strip().rstrip("/")
    digits = re.sub(r"[\s\-\u2010-\u2015]", "", digits).upper()
    if not re.fullmatch(r"[0-9]{15}[0-9X]", digits):
        raise InvalidIdentifier(
            f"{code}-malformed",
            msg("“{value}” is not an {name}.", value=text, name=name),
            msg("It has 16 digits (the last may be X), for example {example}.", example=example),
        )
    if not _isni.is_valid(digits):
        raise _checksum(code, text, name)
    return digits


def _checksum(code: str, text: str, name: str) -> InvalidIdentifier:
    return InvalidIdentifier(
        f"{code}-checksum",
        msg("The check digit of the {name} “{value}” is wrong.", name=name, value=text),
        msg("A digit is mistyped: copy it again from its source."),
    )


def ror(text: str) -> str:
    """Give a ROR id as nine characters, ``05gq02987`` (ROR identifier pattern; check digits ISO 7064 MOD 97-10)."""
    compact = (
        re.sub(r"^\s*(?:https?://)?(?:www\.)?ror\.org/", "", text, flags=re.IGNORECASE).strip().rstrip("/").lower()
    )
    if not _ROR.fullmatch(compact):
        raise InvalidIdentifier(
            "ror-malformed",
            msg("“{value}” is not a ROR id.", value=text),
            msg("It is an address such as {example}.", example="https://ror.org/05gq02987"),
        )
    number = 0
    for character in compact[:7]:
        number = number * 32 + _ROR_ALPHABET.index(character)
    if f"{98 - (number * 100) % 97:02d}" != compact[7:]:
        raise _checksum("ror", text, "ROR")
    return compact


def ror_url(value: str) -> str:
    """Give the address of a ROR id."""
    return f"https://ror.org/{value}"


def issn(text: str) -> str:
    """Give an ISSN as ``2322-6307`` (ISO 3297)."""
    try:
        return str(_issn.format(_issn.validate(re.sub(r"^\s*(e|p|l)?-?ISSN:?\s*(-L)?", "", text, flags=re.IGNORECASE))))
    except InvalidChecksum:
        raise _checksum("issn", text, "ISSN") from None
    except ValidationError:
        raise InvalidIdentifier(
            "issn-malformed",
            msg("“{value}” is not an ISSN.", value=text),
            msg("It has eight digits (the last may be X), for example {example}.", example="2322-6307"),
        ) from None


def isbn(text: str) -> str:
    """Give an ISBN with its hyphens (ISO 2108)."""
    try:
        return str(_isbn.format(_isbn.validate(re.sub(r"^\s*ISBN(-1[03])?:?", "", text, flags=re.IGNORECASE))))
    except InvalidChecksum:
        raise _checksum("isbn", text, "ISBN") from None
    except ValidationError:
        raise InvalidIdentifier(
            "isbn-malformed",
            msg("“{value}” is not an ISBN.", value=text),
            msg("It has 10 or 13 digits, for example {example}.", example="978-2-07-036822-8"),
        ) from None


def wikidata(text: str) -> str:
    """Give a Wikidata item id as ``Q42``."""
    compact = re.sub(r"^\s*(?:https?://)?(?:www\.)?wikidata\.org/(?:wiki|entity)/", "", text).strip().upper()
    if not _WIKIDATA.fullmatch(compact):
        raise InvalidIdentifier(
            "wikidata-malformed",
            msg("“{value}” is not a Wikidata item.", value=text),
            msg("It is the letter Q and a number, for example Q42."),
        )
    return compact


def wikidata_url(value: str) -> str:
    """Give the address of a Wikidata item, as Crossref takes it (``https://www.wikidata.org/entity/Q42``)."""
    return f"https://www.wikidata.org/entity/{value}"


def funder_id(text: str) -> str:
    """Give an Open Funder Registry id as a DOI, ``10.13039/501100000038``."""
    compact = doi(text if "/" in text else _FUNDER_PREFIX + text.strip())
    if not re.fullmatch(r"10\.13039/[0-9]+", compact):
        raise InvalidIdentifier(
            "funder-id-malformed",
            msg("“{value}” is not an Open Funder Registry id.", value=text),
            msg("It is a DOI that starts with 10.13039/, for example 10.13039/501100000038."),
        )
    return compact
