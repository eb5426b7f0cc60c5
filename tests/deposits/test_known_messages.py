"""The messages of Crossref that are documented or were seen, each explained with its values."""

import pytest

from pipeline.deposits.known_messages import MESSAGES, explain, hide_values
from pipeline.i18n import localizer
from pipeline.submission.outcomes import SILENT

_TIMESTAMP = (
    "Record not processed because submitted version: 1385985547 is less or equal to previously submitted version"
)
_ASSIGNED = 'ISSN "05701791" has already been assigned'
_HANDLE = "can't submit into handle, please contact the Crossref admin"
_ORCID = "Error in Journal Article (Author ORCID): ORCID"
CASES = {
    "Successfully added": ("added", ""),
    "Successfully updated": ("updated", ""),
    "Added with conflict": ("submission-added-with-conflict", ""),
    "Added with conflict (10.5555/x, 10.5555/S1(98))": ("submission-added-with-conflict", "10.5555/x, 10.5555/S1(98)"),
    "a possible preprint/VoR pair was found": ("preprint-pair", ""),
    f"{_TIMESTAMP} (DOI match)": ("submission-version-older-than-last", "1385985547"),
    f"{_TIMESTAMP} 20240105072246102": ("submission-version-older-than-last", "1385985547"),
    f"User with ID: 17 {_HANDLE}": ("permission-not-your-handle", ""),
    f"User with ID: 17 {_HANDLE.replace(chr(39), '')}": ("permission-not-your-handle", ""),
    "Unable to add new DOI: Error(403): AUTHENTICATION FAILED": ("handle-authentication", ""),
    "User not allowed to add records for prefix: 10.9999": ("permission-not-your-prefix", "10.9999"),
    "The user does not have permission to add or modify records for the prefix: 10.9999": (
        "permission-not-your-prefix",
        "10.9999",
    ),
    "All prefixes in a submission must match (DOI[10.5555/a])": ("xml-content-differing-prefixes", ""),
    'user not allowed to add or update records for the title "Annals"': ("permission-not-your-title", "Annals"),
    'title "Annals" was previously deleted by a Crossref admin': (
        "submission-title-deleted-by-crossref-admin",
        "Annals",
    ),
    f"{_ASSIGNED} to a different title/publisher/genre": ("permission-not-your-issn", "05701791"),
    f"{_ASSIGNED} to a different publisher Some(10.1)": ("permission-not-your-issn", "05701791"),
    f"{_ASSIGNED}, title/issn: Annals of Arid Zone/05701791 is owned by publisher: 10.21276": (
        "permission-not-your-issn",
        "05701791",
    ),
    f"{_ASSIGNED}, issn (05701791) is assigned to another title (Annals of Arid Zone)": (
        "title-spelled-differently",
        "Annals of Arid Zone",
    ),
    'ISBN "1,2" has already been assigned, ISBN assigned to other title DOI: 10.1/x ISBN:{1}': (
        "permission-not-your-issn",
        "1,2",
    ),
    'ISSN "12345678" is invalid': ("number-invalid", "12345678"),
    'ISBN "123" is invalid': ("number-invalid", "123"),
    "DOI: 10.5555/u743z‐04‐ii , contains invalid characters": ("doi-characters", "10.5555/u743z‐04‐ii"),
    f'{_ORCID} "https://orcid.org/0000-0003-0859-4004" has invalid checksum': (
        "orcid-checksum",
        "https://orcid.org/0000-0003-0859-4004",
    ),
    f'{_ORCID} URL "https://orcid.org/0000-0003-0859-4004" has duplicates in contributor list': (
        "orcid-duplicate",
        "https://orcid.org/0000-0003-0859-4004",
    ),
    "Error processing relations: Relation target DOI does not exist: 10.5555/54320": (
        "relation-target-missing",
        "10.5555/54320",
    ),
    "year: 20x in not a valid integer": ("xml-content-invalid-year", "20x"),
    "Submission version NULL is invalid": ("submission-version-is-null", ""),
    "[error] :286:24:Invalid content starting with element x'. The content must match '…'": (
        "xml-syntax-schema-validation-fail",
        "",
    ),
    "Error: cvc-complex-type.2.4.a: Invalid content was found starting with element 'e'. One of '{…}' is expected.": (
        "xml-syntax-schema-validation-fail",
        "",
    ),
    "org.crossref.common.xml.MalformedXmlException: Error: cvc-pattern-valid: Value 'v'": (
        "xml-syntax-schema-validation-fail",
        "",
    ),
    "org.jdom.input.JDOMParseException: Error on line 3 of document file:///x: The content of elements must consist of "
    "well-formed character data or markup.": ("xml-syntax-bad-character-data", ""),
    "[fatal error] :1:1: Content is not allowed in prolog.": ("xml-syntax-content-in-prolog", ""),
    "java.io.UTFDataFormatException: invalid byte 1 of 1-byte UTF-8 sequence (0x92)": (
        "xml-syntax-bad-character-encoding",
        "",
    ),
    "java.sql.SQLException: ORA-00001: unique constraint (ATYPON.NDX1_CIT_RELS) violated": (
        "submission-unique-doi",
        "",
    ),
    "java.lang.NullPointerException": ("submission-npe", ""),
    "No exception localized message": ("submission-npe", ""),
    "License-ref Resources processed successfully": ("resources-processed", ""),
    "Resources processed successfully": ("resources-processed", ""),
    "Either ISSN or Journal title or Proceedings title must be supplied.": ("citation-without-container", ""),
    SILENT: ("not-mentioned", ""),
    "A title must be supplied, as well as an ISSN, ISBN, or title-level DOI": ("journal-unidentified", ""),
    "DOI: 10.5555/a b\n , contains invalid characters": ("doi-characters", "10.5555/a b"),
    f"{_ASSIGNED}, issn (05701791) is assigned to another title (Annals (Paris). Series B)": (
        "title-spelled-differently",
        "Annals (Paris). Series B",
    ),
    'user not allowed to add or update records for the title "The "New" Annals"': (
        "permission-not-your-title",
        'The "New" Annals',
    ),
    'title "The "New" Annals" was previously deleted by a Crossref admin': (
        "submission-title-deleted-by-crossref-admin",
        'The "New" Annals',
    ),
    f"{_TIMESTAMP}\n20240105072246102".replace(" is less", "\nis less"): (
        "submission-version-older-than-last",
        "1385985547",
    ),
    f"User with ID: 17 {_HANDLE.replace(chr(39), chr(0x2019))}": ("permission-not-your-handle", ""),
    "Relation target DOI does not exist: 10.5555/5432.": ("relation-target-missing", "10.5555/5432"),
    "year: 20y is not a valid integer": ("xml-content-invalid-year", "20y"),
    "FundRef Resources processed successfully": ("resources-processed", ""),
    "[fatal error] :3:7: something else": ("xml-syntax-malformed", ""),
}


@pytest.mark.parametrize("text", CASES)
def test_known(text: str) -> None:
    """Each message has its code and shows its values, in both languages."""
    code, value = CASES[text]
    found = explain(f"\n{text}\n")
    assert found
    assert found.code == code
    for tag in ("en", "fr"):
        assert value in localizer(tag).say(found.meaning)


@pytest.mark.parametrize("kind", ["ISSN", "ISBN"])
def test_number_is_named(kind: str) -> None:
    """A number without a word of what it is tells nobody anything."""
    found = explain(f'{kind} "05701791" has already been assigned')
    assert found
    assert f"The {kind} 05701791" in str(found.meaning)


def test_what_has_to_be_mended_is_built_again() -> None:
    """Sent again, the same content fails again: a remedy that mends a record goes by way of a build."""
    remedies = [str(known.remedy) for known in MESSAGES if known.remedy and "mend" in str(known.remedy).lower()]
    assert remedies
    assert all("build" in remedy for remedy in remedies)


def test_every_entry_is_tried() -> None:
    """No entry of the catalogue is without a message that it explains."""
    assert {known.code for known in MESSAGES} == {code for code, _ in CASES.values()}


def test_full_stops_are_no_part_of_values() -> None:
    """A sentence may end after a value."""
    for text in ("Relation target DOI does not exist: 10.5555/a.", "User not allowed to add records for prefix: 10.9."):
        found = explain(text)
        assert found
        assert not {value for _, value in found.meaning.params if str(value).endswith(".")}


def test_hide_values() -> None:
    """Values are hidden, and what stands around; the sentences by which a message is known are not."""
    text = "A prefix! User not allowed to add records for prefix: 10.9, my prefix"
    hidden = hide_values(text, lambda part: part.replace("prefix", "*").replace("10.9", "#"))
    assert hidden == "A *! User not allowed to add records for prefix: #, my *"
    assert hide_values("my prefix", lambda part: part.replace("prefix", "*")) == "my *"
    assert hide_values("Resources processed successfully", str.upper) == "Resources processed successfully"


@pytest.mark.parametrize("text", ["", "Something new", "{braces} %s"])
def test_unknown(text: str) -> None:
    """What is not known is not explained."""
    assert explain(text) is None


def test_bounded() -> None:
    """A message of a megabyte takes no time."""
    assert explain('ISSN "' + "x" * 1_000_000) is None
    assert explain("year: " + "year: " * 200_000) is None
    assert explain('ISSN "1" has already been assigned, issn (1) is assigned to another title (' + "(" * 100_000)
    assert explain("DOI: " * 200_000) is None
