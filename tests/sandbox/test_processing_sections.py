"""Deposits of resources and lists of addresses in the sandbox."""

import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.deposits.receipt import RecordStatus
from pipeline.sandbox.registry import Registry
from tests.sandbox.processing_support import article, batch, deposit, journal, messages

pytestmark = pytest.mark.usefixtures("all_sets")

HEADER = "H:email=office@example.org;fromPrefix=10.5555;toPrefix=10.5555\n"


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Give a registry with two DOIs, of which the second is another login's."""
    connection = sqlite3.connect(":memory:")
    made = Registry(connection)
    citations = '<citation_list><citation key="old"><doi>10.9999/old</doi></citation></citation_list>'
    deposit(made, batch(journal(article(after=citations))))
    theirs = journal(article("10.1234/b"), title="Theirs", metadata="<issn>1050-124X</issn>")
    deposit(made, batch(theirs), prefixes=("10.1234",))
    yield made
    connection.close()


def resources(*blocks: str) -> bytes:
    """Write a deposit of resources."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<doi_batch version="5.4.0" xmlns="http://www.crossref.org/doi_resources_schema/5.4.0"
 xmlns:ai="http://www.crossref.org/AccessIndicators.xsd" xmlns:fr="http://www.crossref.org/fundref.xsd"
 xmlns:rel="http://www.crossref.org/relations.xsd">
<head><doi_batch_id>resources-1</doi_batch_id><depositor><depositor_name>Office</depositor_name>
<email_address>office@example.org</email_address></depositor></head><body>{"".join(blocks)}</body></doi_batch>""".encode()


CITATIONS = (
    "<doi_citations><doi>10.5555/A</doi><citation_list>"
    '<citation key="new"><doi>10.9999/new</doi></citation></citation_list></doi_citations>'
)
LICENCE = (
    '<lic_ref_data><doi>10.5555/a</doi><ai:program name="AccessIndicators">'
    "<ai:license_ref>https://creativecommons.org/licenses/by/4.0/</ai:license_ref></ai:program></lic_ref_data>"
)
FUNDING = (
    '<fundref_data><doi>10.5555/a</doi><fr:program name="fundref">'
    '<fr:assertion name="funder_name">Fund</fr:assertion></fr:program></fundref_data>'
)


def test_sections_replace_only_themselves(registry: Registry) -> None:
    """Each section comes into its place in the record; the version and the rest stay."""
    receipt = deposit(registry, resources(CITATIONS, FUNDING, LICENCE), operation="doDOICitUpload")
    assert messages(receipt) == [
        "Resources processed successfully",
        "FundRef Resources processed successfully",
        "License-ref Resources processed successfully",
    ]
    assert receipt.records[0].citations[0].text == "10.9999/new"
    record = registry.record("10.5555/a")
    assert (record.timestamp, record.times_registered) == ("20260102030405006", 1)
    assert b"10.9999/old" not in record.xml


def test_what_sections_make_is_valid_again(registry: Registry) -> None:
    """A record with new sections satisfies the schema of records."""
    deposit(registry, resources(CITATIONS, FUNDING, LICENCE), operation="doDOICitUpload")
    deposit(registry, resources(LICENCE.replace("by/4.0", "by-nc/4.0")), operation="doDOICitUpload")
    xml = registry.record("10.5555/a").xml.decode()
    assert xml.count("license_ref>") == 2
    again = deposit(registry, batch(journal(xml), timestamp="20270102030405006"))
    assert messages(again) == ["Successfully updated"]


def test_sections_of_unknown_and_foreign_dois(registry: Registry) -> None:
    """A DOI must be there, and be the login's."""
    unknown, foreign = LICENCE.replace("10.5555/a", "10.5555/z"), LICENCE.replace("10.5555/a", "10.1234/b")
    receipt = deposit(registry, resources(unknown, foreign), operation="doDOICitUpload")
    assert messages(receipt) == [
        "DOI not found",
        "The user does not have permission to add or modify records for the prefix: 10.1234",
    ]


def test_collections(registry: Registry) -> None:
    """Links are added to the record's own addresses."""
    block = (
        '<doi_resources><doi>10.5555/a</doi><collection property="text-mining"><item>'
        "<resource>https://example.org/a.pdf</resource></item></collection></doi_resources>"
    )
    for _ in range(2):
        assert messages(deposit(registry, resources(block), operation="doDOICitUpload")) == [
            "Resources processed successfully"
        ]
    assert registry.record("10.5555/a").xml.count(b"a.pdf") == 1


def test_relations(registry: Registry) -> None:
    """The target of a relation must exist here, too."""
    block = (
        "<doi_relations><doi>10.5555/a</doi><rel:program><rel:related_item><rel:intra_work_relation"
        ' relationship-type="isTranslationOf" identifier-type="doi">10.5555/none</rel:intra_work_relation>'
        "</rel:related_item></rel:program></doi_relations>"
    )
    assert messages(deposit(registry, resources(block), operation="doDOICitUpload")) == [
        "Error processing relations: Relation target DOI does not exist: 10.5555/none"
    ]


def test_addresses(registry: Registry) -> None:
    """A list changes the address, line by line."""
    lines = "10.5555/A\thttps://example.org/new\n\n10.5555/z\thttps://example.org/z\n10.5555/a\tnowhere\n10.1234/b\tx\n"
    receipt = deposit(registry, (HEADER + lines).encode(), operation="doTransferDOIsUpload")
    assert messages(receipt) == [
        "Successfully updated",
        "DOI not found",
        "Invalid URL: nowhere",
        "The user does not have permission to add or modify records for the prefix: 10.1234",
    ]
    assert receipt.counts is not None
    assert receipt.counts.failures == 3
    record = registry.record("10.5555/a")
    assert (record.url, record.timestamp) == ("https://example.org/new", "20260102030405006")


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "Invalid header, expected H:email=<email>;fromPrefix=<prefix>;toPrefix=<prefix>"),
        (b"10.5555/a\thttps://x.org", "Invalid header, expected H:email=<email>;fromPrefix=<prefix>;toPrefix=<prefix>"),
        (b"H:email=a@b.c\xff", "Invalid UTF-8 at byte 14"),
        (
            HEADER.replace("toPrefix=10.5555", "toPrefix=10.1234").encode(),
            "Transfer of ownership is not allowed for this user",
        ),
    ],
)
def test_lists_that_fail_as_a_whole(registry: Registry, content: bytes, expected: str) -> None:
    """A list without its header changes nothing."""
    (record,) = deposit(registry, content, operation="doTransferDOIsUpload").records
    assert (record.status, record.doi, record.message) == (RecordStatus.FAILURE, "", expected)
