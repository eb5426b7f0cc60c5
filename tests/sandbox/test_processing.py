"""Deposits of whole records in the sandbox: each sentence of Crossref's that it says, and what it registers."""

import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.deposits.receipt import CitationStatus, RecordStatus
from pipeline.sandbox.registry import Registry
from tests.formats.crossref_support import cut, render
from tests.sandbox.processing_support import ISSNS, article, batch, deposit, journal, messages, person, relation
from tests.works import full_work

pytestmark = pytest.mark.usefixtures("official")

ORCID = "https://orcid.org/0000-0002-1825-0097"


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Give an empty registry."""
    connection = sqlite3.connect(":memory:")
    yield Registry(connection)
    connection.close()


def test_a_new_record_is_added(registry: Registry) -> None:
    """A new DOI is registered with what the deposit says of it."""
    receipt = deposit(registry, batch(journal(article())))
    assert messages(receipt) == ["Successfully added"]
    assert receipt.batch_id == "batch-1"
    assert receipt.counts is not None
    assert (receipt.counts.records, receipt.counts.successes, receipt.counts.failures) == (1, 1, 0)
    record = registry.record("10.5555/A")
    assert (record.doi, record.owner, record.type, record.timestamp) == (
        *("10.5555/a", "10.5555", "journal_article", "20260102030405006"),
    )
    assert (record.url, record.accepted) == ("https://example.org/9", "2026-01-02T03:04:05+00:00")
    assert [(title.title, title.issns) for title in registry.titles()] == [("Notebooks", ("20493630",))]


def test_an_update_replaces_the_record(registry: Registry) -> None:
    """A higher timestamp updates, whatever the case of the DOI."""
    deposit(registry, batch(journal(article())))
    receipt = deposit(registry, batch(journal(article("10.5555/A", title="Anew")), timestamp="20260102030405007"))
    assert messages(receipt) == ["Successfully updated"]
    record = registry.record("10.5555/a")
    assert b"Anew" in record.xml
    assert record.times_registered == 2


def test_replaying_a_file_changes_nothing(registry: Registry) -> None:
    """The same file once more fails by its timestamp."""
    deposit(registry, batch(journal(article())))
    (record,) = deposit(registry, batch(journal(article()))).records
    assert (record.status, record.doi, record.msg_id) == (RecordStatus.FAILURE, "10.5555/a", 4)
    assert record.message == (
        "Record not processed because submitted version: 20260102030405006 is less or equal to previously submitted"
        " version (DOI match)"
    )
    assert registry.record("10.5555/a").times_registered == 1


def test_timestamps_are_compared_as_integers(registry: Registry) -> None:
    """Seconds of Unix are less than 17 digits; a record's own timestamp comes before that of the head."""
    deposit(registry, batch(journal(article())))
    old = deposit(registry, batch(journal(article()), timestamp="1704539208"))
    assert "submitted version: 1704539208 is less" in messages(old)[0]
    own = article(stamp="<timestamp>0020260102030405007</timestamp>")
    assert messages(deposit(registry, batch(journal(own), timestamp="1"))) == ["Successfully updated"]


def test_a_doi_that_comes_twice_is_taken_once(registry: Registry) -> None:
    """The second one fails, even with a higher timestamp."""
    again = article(title="Again", stamp="<timestamp>20990102030405006</timestamp>")
    receipt = deposit(registry, batch(journal(article(), again)))
    assert [record.status for record in receipt.records] == [RecordStatus.SUCCESS, RecordStatus.FAILURE]
    assert receipt.records[1].msg_id == 4


def test_a_batch_without_version(registry: Registry) -> None:
    """The server asks for an attribute that the schema leaves out."""
    (record,) = deposit(registry, batch(journal(article()), version="")).records
    assert (record.doi, record.message, record.msg_id) == ("", "Submission version NULL is invalid", 1)


def test_prefixes_must_match(registry: Registry) -> None:
    """One file has one prefix."""
    receipt = deposit(registry, batch(journal(article(), article("10.1234/b"))))
    assert messages(receipt) == ["All prefixes in a submission must match (DOI[10.1234/b])"]
    assert not registry.dois()


def test_a_foreign_prefix(registry: Registry) -> None:
    """A new DOI needs a prefix of the login, and leaves no title record otherwise."""
    receipt = deposit(registry, batch(journal(article("10.1234/b"))))
    assert messages(receipt) == ["User not allowed to add records for prefix: 10.1234"]
    assert not registry.titles()


def test_a_doi_of_another_owner(registry: Registry) -> None:
    """A DOI that is there belongs to its owner."""
    deposit(registry, batch(journal(article("10.1234/b"), title="Theirs")), prefixes=("10.1234",))
    other = journal(article("10.1234/b"), title="Ours", metadata="<issn>1050-124X</issn>")
    assert messages(deposit(registry, batch(other, timestamp="20270102030405006"))) == [
        "The user does not have permission to add or modify records for the prefix: 10.1234"
    ]


def test_invalid_characters(registry: Registry) -> None:
    """The server takes fewer characters than the schema."""
    receipt = deposit(registry, batch(journal(article("10.5555/u743z‐04‐ii"))))
    assert messages(receipt) == ["DOI: 10.5555/u743z‐04‐ii , contains invalid characters"]


def test_orcid_with_a_wrong_digit(registry: Registry) -> None:
    """An ORCID iD whose check digit is wrong costs its record only."""
    wrong = article(people=person(orcid="https://orcid.org/0000-0003-0859-4004"))
    first, second = deposit(registry, batch(journal(wrong, article("10.5555/b")))).records
    assert (first.doi, first.subject, first.msg_id) == ("", "DOI not found", 45)
    assert first.message == (
        'Error in Journal Article (Author ORCID): ORCID "https://orcid.org/0000-0003-0859-4004" has invalid checksum'
    )
    assert second.status is RecordStatus.SUCCESS


def test_orcid_twice(registry: Registry) -> None:
    """Nobody is two contributors."""
    (record,) = deposit(registry, batch(journal(article(people=person("A", ORCID) + person("B", ORCID))))).records
    assert record.msg_id == 45
    assert record.message == (
        f'Error in Journal Article (Author ORCID): ORCID URL "{ORCID}" has duplicates in contributor list'
    )


def test_an_invalid_issn(registry: Registry) -> None:
    """A wrong check digit of an ISSN fails all of its journal."""
    wrong = journal(article(), metadata="<issn>2049-3631</issn>")
    right = journal(article("10.5555/b"))
    first, second = deposit(registry, batch(wrong, right)).records
    assert (first.subject, first.doi) == ("all doi's under the current journal element", "")
    assert first.message == 'ISSN "2049-3631" is invalid'
    assert second.status is RecordStatus.SUCCESS


def test_an_issn_of_another_owner(registry: Registry) -> None:
    """A journal of another member fails as a whole."""
    deposit(registry, batch(journal(article("10.1234/b"), title="Theirs")), prefixes=("10.1234",))
    (record,) = deposit(registry, batch(journal(article(), article("10.5555/b")))).records
    assert (record.subject, record.msg_id) == ("all doi's under the current journal element", 22)
    assert record.message == (
        'ISSN "20493630" has already been assigned, title/issn: Theirs/20493630 is owned by publisher: 10.1234'
    )


def test_a_title_spelled_otherwise(registry: Registry) -> None:
    """The title of a journal stays as it was deposited first."""
    deposit(registry, batch(journal(article())))
    receipt = deposit(registry, batch(journal(article("10.5555/b"), title="Note-books")))
    assert messages(receipt) == [
        'ISSN "20493630" has already been assigned, issn (20493630) is assigned to another title (Notebooks)'
    ]


def test_a_title_of_another_owner(registry: Registry) -> None:
    """A journal known by its DOI belongs to its owner, too."""
    data = "<doi_data><doi>10.1234/j</doi><resource>https://example.org/</resource></doi_data>"
    deposit(registry, batch(journal(title="Theirs", metadata=data)), prefixes=("10.1234",))
    receipt = deposit(registry, batch(journal(title="Theirs", metadata=data), timestamp="20270102030405006"))
    assert messages(receipt) == ['user not allowed to add or update records for the title "Theirs"']


def test_an_issn_of_another_genre(registry: Registry) -> None:
    """A journal does not become a series of books."""
    deposit(registry, batch(journal(article())))
    series = (
        '<book book_type="monograph"><book_series_metadata language="en"><series_metadata><titles>'
        f"<title>Notebooks</title></titles>{ISSNS}</series_metadata><titles><title>A book</title></titles>"
        '<publication_date><year>2025</year></publication_date><noisbn reason="monograph"/><publisher>'
        "<publisher_name>Press</publisher_name></publisher><doi_data><doi>10.5555/book</doi>"
        "<resource>https://example.org/</resource></doi_data></book_series_metadata></book>"
    )
    (record,) = deposit(registry, batch(series)).records
    assert record.message == 'ISSN "20493630" has already been assigned to a different title/publisher/genre'
    assert record.subject == "all doi's under the current book element"


def test_a_journal_without_issn_or_doi(registry: Registry) -> None:
    """A title alone identifies no journal."""
    receipt = deposit(registry, batch(journal(article(), metadata="")))
    assert messages(receipt) == ["A title must be supplied, as well as an ISSN, ISBN, or title-level DOI"]


def test_relations(registry: Registry) -> None:
    """A target of a prefix of ours must be registered, or come earlier in the file; others exist."""
    missing = article("10.5555/c", relations=relation("10.5555/54320"))
    found = article("10.5555/b", relations=relation("10.5555/A"))
    foreign = article("10.5555/d", relations=relation("10.9999/x"))
    assert messages(deposit(registry, batch(journal(missing, article(), found, foreign)))) == [
        "Error processing relations: Relation target DOI does not exist: 10.5555/54320",
        *["Successfully added"] * 3,
    ]
    assert registry.find("10.5555/c") is None


def test_hosted_prefixes_have_no_other_dois(registry: Registry) -> None:
    """DOIs of another login of the sandbox exist only where it has registered them."""
    content = batch(journal(article(relations=relation("10.1234/x"))))
    receipt = deposit(registry, content, hosted=("10.1234", "10.5555"))
    assert messages(receipt) == ["Error processing relations: Relation target DOI does not exist: 10.1234/x"]


def test_conflicts_come_and_go(registry: Registry) -> None:
    """A record like another is registered with a warning, until it is deposited anew with something of its own."""
    (_, second) = deposit(registry, batch(journal(article(title="Same"), article("10.5555/b", title="Same")))).records
    assert (second.status, second.message) == (RecordStatus.WARNING, "Added with conflict")
    assert (second.conflict_id, second.dois_in_conflict) == ("1", ("10.5555/a",))
    again = deposit(registry, batch(journal(article("10.5555/b", title="Same")), timestamp="20260102030405007"))
    assert again.records[0].conflict_id == "1"
    (mended,) = deposit(registry, batch(journal(article("10.5555/b")), timestamp="20260102030405008")).records
    assert (mended.status, mended.message) == (RecordStatus.SUCCESS, "Successfully updated")
    assert mended.resolved_conflict_ids == ("1",)


def test_another_publication_type_is_no_conflict(registry: Registry) -> None:
    """Records of different completeness do not conflict."""
    partial = article("10.5555/b", title="Same").replace("full_text", "abstract_only")
    receipt = deposit(registry, batch(journal(article(title="Same"), partial)))
    assert messages(receipt) == ["Successfully added", "Successfully added"]


def test_citations(registry: Registry) -> None:
    """References are diagnosed one by one, and do not make the record fail."""
    citations = (
        '<citation_list><citation key="r1"><doi>10.1590/0037</doi></citation>'
        '<citation key="r2"><unstructured_citation>A book</unstructured_citation></citation>'
        '<citation key="r3"><volume>3</volume><first_page>7</first_page></citation>'
        '<citation key="r4"><doi>10.5555/unknown</doi></citation></citation_list>'
    )
    (record,) = deposit(registry, batch(journal(article(after=citations)))).records
    assert record.status is RecordStatus.SUCCESS
    assert [(one.key, one.status, one.text) for one in record.citations] == [
        ("r1", CitationStatus.RESOLVED, "10.1590/0037"),
        ("r2", CitationStatus.STORED, ""),
        ("r3", CitationStatus.ERROR, "Either ISSN or Journal title or Proceedings title must be supplied."),
        ("r4", CitationStatus.STORED, ""),
    ]


def test_what_is_built_is_accepted(registry: Registry) -> None:
    """The program's own deposits are registered; replayed, every DOI of them fails by its timestamp."""
    targets = journal(article("10.5555/original"), article("10.5555/donnees"), metadata="<issn>1940-5758</issn>")
    deposit(registry, batch(targets))
    (made,) = cut(full_work())
    content = render(made)
    first, second = deposit(registry, content), deposit(registry, content)
    assert {found.status for found in first.records} == {RecordStatus.SUCCESS}
    assert {found.msg_id for found in second.records} == {4}
    assert len(first.records) == len(second.records) == len(registry.dois()) - 2


def test_an_unknown_operation(registry: Registry) -> None:
    """An operation that the sandbox lacks fails as a whole."""
    for operation in ("doQueryUpload", "doMDUpload cm"):
        assert messages(deposit(registry, b"", operation=operation)) == [f"Operation not supported: {operation}"]
