"""Submissions that fail as a whole in the sandbox: what is no XML, no UTF-8, or not valid, in Xerces's sentences."""

import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.deposits.receipt import Counts, RecordStatus
from pipeline.sandbox.registry import Registry
from tests.sandbox.processing_support import article, batch, deposit, journal, person

pytestmark = pytest.mark.usefixtures("official")

JDOM = "org.jdom.input.JDOMParseException: Error on line {} of document file:///sandbox/1400000001: "
VALID = batch(journal(article()))


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Give an empty registry."""
    connection = sqlite3.connect(":memory:")
    yield Registry(connection)
    connection.close()


def message(registry: Registry, content: bytes, operation: str = "doMDUpload") -> str:
    """Give the one message of a submission that fails as a whole."""
    receipt = deposit(registry, content, operation=operation)
    (record,) = receipt.records
    assert (record.status, record.doi) == (RecordStatus.FAILURE, "")
    assert receipt.counts == Counts(1, 0, 0, 1)
    assert not registry.dois()
    return record.message


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "[fatal error] :1:1: Premature end of file."),
        (b"\xef\xbb\xbf" + VALID, "[fatal error] :1:1: Content is not allowed in prolog."),
        (b"\n  junk" + VALID, "[fatal error] :2:3: Content is not allowed in prolog."),
        (
            VALID.replace(b"Press", b"Press\x92"),
            "java.io.UTFDataFormatException: invalid byte 1 of 1-byte UTF-8 sequence (0x92)",
        ),
        (
            VALID.replace(b"Press", b"Pr\xe9ss"),
            "java.io.UTFDataFormatException: invalid byte 2 of 3-byte UTF-8 sequence (0x73)",
        ),
        (
            VALID + b"\xe2\x80",
            "java.io.UTFDataFormatException: expected byte 3 of 3-byte UTF-8 sequence",
        ),
        (
            VALID.replace(b"Press", b"Press < Co"),
            JDOM.format(5) + "The content of elements must consist of well-formed character data or markup.",
        ),
        (
            VALID.replace(b"Press", b"Press & Co"),
            JDOM.format(5) + "The content of elements must consist of well-formed character data or markup.",
        ),
        (
            VALID.replace(b"</registrant>", b""),
            JDOM.format(5)
            + 'The element type "registrant" must be terminated by the matching end-tag "</registrant>".',
        ),
        (
            VALID.replace(b"Press", b"Press&nbsp;"),
            JDOM.format(5) + 'The entity "nbsp" was referenced, but not declared.',
        ),
        (
            VALID.replace(
                b"<doi_batch ", b'<!DOCTYPE doi_batch [<!ENTITY x SYSTEM "file:///etc/passwd">]><doi_batch '
            ).replace(b"Press", b"&x;"),
            JDOM.format(5) + 'The entity "x" was referenced, but not declared.',
        ),
        (
            VALID + b"<more/>",
            JDOM.format(9) + "The markup in the document following the root element must be well-formed.",
        ),
    ],
)
def test_malformed(registry: Registry, content: bytes, expected: str) -> None:
    """What cannot be read fails as a whole."""
    assert message(registry, content) == expected


def test_an_unexpected_element(registry: Registry) -> None:
    """An element that may not stand there; the expected ones are named with their namespaces."""
    found = message(registry, VALID.replace(b"<titles><title>On 10.5555/a</title></titles>", b""))
    assert found == (
        "Error: cvc-complex-type.2.4.a: Invalid content was found starting with element 'contributors'. One of"
        " '{\"http://www.crossref.org/schema/5.5.0\":titles}' is expected."
    )


def test_an_incomplete_element(registry: Registry) -> None:
    """An element that lacks a child at its end."""
    found = message(registry, VALID.replace(b"<surname>Durand</surname>", b"<given_name>D</given_name>"))
    assert found.startswith(
        "Error: cvc-complex-type.2.4.b: The content of element 'person_name' is not complete. One of '{"
    )
    assert '"http://www.crossref.org/schema/5.5.0":surname' in found


def test_a_pattern(registry: Registry) -> None:
    """A value against a pattern, in an element with attributes: two sentences."""
    found = message(registry, batch(journal(article(people=person(orcid="0000-0002-1825-0097")))))
    first, second = found.split("\n")
    assert first.startswith(
        "Error: cvc-pattern-valid: Value '0000-0002-1825-0097' is not facet-valid with respect to pattern '"
    )
    assert second == (
        "Error: cvc-complex-type.2.2: Element 'ORCID' must have no element [children], and the value must be valid."
    )


def test_an_enumeration(registry: Registry) -> None:
    """A value that is not in its list, of an attribute with an anonymous type."""
    found = message(registry, VALID.replace(b'sequence="first"', b'sequence="last"'))
    assert found == (
        "Error: cvc-enumeration-valid: Value 'last' is not facet-valid with respect to enumeration"
        " '[first, additional]'. It must be a value from the enumeration.\n"
        "Error: cvc-attribute.3: The value 'last' of attribute 'sequence' on element 'person_name' is not valid with"
        " respect to its type, 'null'."
    )


def test_an_empty_value(registry: Registry) -> None:
    """An empty element of an anonymous type."""
    found = message(registry, VALID.replace(b"<registrant>Press</registrant>", b"<registrant/>"))
    assert found == (
        "Error: cvc-minLength-valid: Value '' with length = '0' is not facet-valid with respect to minLength '1' for"
        " type '#AnonType_registrant'.\n"
        "Error: cvc-type.3.1.3: The value '' of element 'registrant' is not valid."
    )


def test_a_value_of_no_type(registry: Registry) -> None:
    """A timestamp that is no number."""
    found = message(registry, batch(journal(article()), timestamp="today"))
    assert found == (
        "Error: cvc-datatype-valid.1.2.1: 'today' is not a valid value for 'integer'.\n"
        "Error: cvc-type.3.1.3: The value 'today' of element 'timestamp' is not valid."
    )


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        (
            "<registrant>",
            '<registrant lang="fr">',
            "Error: cvc-complex-type.3.2.2: Attribute 'lang' is not allowed to appear in element 'registrant'.",
        ),
        (
            "</journal_metadata>",
            "</journal_metadata>text",
            (
                "Error: cvc-complex-type.2.3: Element 'journal' cannot have character [children], because the type's"
                " content type is element-only."
            ),
        ),
        (
            ' version="5.5.0"',
            ' version="5.4.0"',
            (
                "Error: cvc-attribute.4: The value '5.4.0' of attribute 'version' on element 'doi_batch' does not match"
                " its fixed '{value constraint}'. The attribute must have a value of '5.5.0'."
            ),
        ),
        (
            ' contributor_role="author"',
            "",
            (
                "Error: cvc-assertion: Assertion evaluation ('exists(@contributor_role) or exists(*:role)') for element"
                " 'person_name' on schema type '#AnonType_person_name' did not succeed."
            ),
        ),
        (
            "schema/5.5.0",
            "schema/9.9.9",
            "Error: cvc-elt.1: Cannot find the declaration of element 'doi_batch'.",
        ),
        (
            "schema/5.5.0",
            "doi_resources_schema/5.4.0",
            "Error: cvc-elt.1: Cannot find the declaration of element 'doi_batch'.",
        ),
    ],
)
def test_other_faults(registry: Registry, before: str, after: str, expected: str) -> None:
    """Faults of attributes, of text, of the root."""
    assert message(registry, VALID.replace(before.encode(), after.encode())) == expected


def test_hostile_documents_fail(registry: Registry) -> None:
    """Depth, crowds of faults and long values end in one failure."""
    deep = VALID.replace(b"<body>", b"<body>" + b"<a>" * 5000 + b"</a>" * 5000)
    crowd = VALID.replace(b"</body>", b"<x/>" * 50_000 + b"</body>")
    long = batch(journal(article()), timestamp="1" * 100_000 + "x")
    for content in (deep, crowd, long):
        assert len(message(registry, content)) < 200_000
