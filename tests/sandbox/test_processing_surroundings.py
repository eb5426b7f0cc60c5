"""What a DOI stands in or comes before, in the sandbox: title records, parents of components, pending publications."""

import sqlite3
from collections.abc import Iterator

import pytest

from pipeline.sandbox.registry import Registry
from tests.sandbox.processing_support import ISSNS, article, batch, deposit, journal, messages, person

pytestmark = pytest.mark.usefixtures("official")


@pytest.fixture
def registry() -> Iterator[Registry]:
    """Give an empty registry."""
    connection = sqlite3.connect(":memory:")
    yield Registry(connection)
    connection.close()


def _titled(doi: str) -> str:
    return f"<doi_data><doi>{doi}</doi><resource>https://example.org/</resource></doi_data>"


def test_the_doi_of_a_journal(registry: Registry) -> None:
    """It stays with the ISSN and the title that it came with; a deposit may leave it out."""
    deposit(registry, batch(journal(article(), metadata=ISSNS + _titled("10.5555/j"))))
    later = {"timestamp": "20270102030405006"}
    receipt = deposit(registry, batch(journal(article("10.5555/b"), metadata=ISSNS + _titled("10.5555/k")), **later))
    assert messages(receipt) == ['ISSN "20493630" has already been assigned to a different title/publisher/genre']
    receipt = deposit(
        registry, batch(journal(article("10.5555/b"), title="Other", metadata=_titled("10.5555/J")), **later)
    )
    assert messages(receipt) == ['user not allowed to add or update records for the title "Other"']
    receipt = deposit(registry, batch(journal(article("10.5555/b"), metadata=_titled("10.5555/J")), **later))
    assert messages(receipt) == ["Successfully updated", "Successfully added"]
    assert messages(deposit(registry, batch(journal(article("10.5555/c"))))) == ["Successfully added"]


def test_a_journal_of_which_nothing_was_registered(registry: Registry) -> None:
    """It leaves no title record: who mends the deposit may mend the title, too."""
    wrong = article(people=person(orcid="https://orcid.org/0000-0002-1825-0098"))
    (failed,) = deposit(registry, batch(journal(wrong, title="Notebook"))).records
    assert failed.msg_id == 45
    assert not registry.titles()
    assert messages(deposit(registry, batch(journal(article())))) == ["Successfully added"]


def test_what_is_pending(registry: Registry) -> None:
    """A DOI of what is not published yet stands without an address; the article takes its place."""
    pending = (
        "<pending_publication><publication><full_title>Notebooks</full_title><issn>2049-3630</issn></publication>"
        "<acceptance_date><year>2025</year></acceptance_date><doi>{doi}</doi></pending_publication>"
    )
    receipt = deposit(registry, batch(pending.format(doi="10.5555/a"), pending.format(doi="10.1234/a")))
    assert messages(receipt) == ["All prefixes in a submission must match (DOI[10.1234/a])"]
    assert messages(deposit(registry, batch(pending.format(doi="10.5555/a")))) == ["Successfully added"]
    assert (registry.record("10.5555/a").type, registry.record("10.5555/a").url) == ("pending_publication", "")
    published = deposit(registry, batch(journal(article()), timestamp="20270102030405006"))
    assert messages(published) == ["Successfully updated"]


def test_a_component_that_comes_later(registry: Registry) -> None:
    """What it is a part of must be registered."""
    later = (
        '<sa_component parent_doi="10.5555/a"><component_list><component parent_relation="isPartOf"><titles>'
        "<title>Figure</title></titles><doi_data><doi>10.5555/a.f1</doi><resource>https://example.org/f1</resource></doi_data>"
        "</component></component_list></sa_component>"
    )
    missing = "Error processing relations: Relation target DOI does not exist: 10.5555/a"
    assert messages(deposit(registry, batch(later))) == [missing]
    deposit(registry, batch(journal(article())))
    assert messages(deposit(registry, batch(later))) == ["Successfully added"]
