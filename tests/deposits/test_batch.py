"""What a deposit says of itself: DOIs, timestamps, and digests that tell one content from another."""

import re
from pathlib import Path

import pytest
from lxml import etree

from pipeline.deposits import batch as batches
from pipeline.deposits.batch import read_batch, restamped
from pipeline.deposits.operation import Operation
from pipeline.errors import DepositError
from tests.building.support import run
from tests.sources import article, write_journal, write_json
from tests.submission import paper

NAMESPACE = "http://www.crossref.org/schema/5.5.0"


@pytest.fixture
def deposit(tmp_path: Path, official: None) -> bytes:  # noqa: ARG001 - the schemas are there then
    """A deposit of two articles."""
    return _built(tmp_path, write_journal(tmp_path / "metadata", "a", "b", doi="10.5555/journal"))


def _built(folder: Path, source: Path) -> bytes:
    run(source, out=folder / "out", groups=("crossref",))
    return next((folder / "out").rglob("deposit-*.xml")).read_bytes()


def test_a_deposit(deposit: bytes) -> None:
    """Every DOI that is registered, with the timestamp of the head; none of those that are only mentioned."""
    batch = read_batch(deposit)
    assert batch.operation is Operation.METADATA
    assert batch.schema == "crossref-5.5.0"
    assert batch.timestamp == "20260101000000500"
    assert [(found.doi, found.timestamp) for found in batch.dois] == [
        (doi, batch.timestamp) for doi in ("10.5555/journal", "10.5555/a", "10.5555/b")
    ]
    assert len({found.digest for found in batch.dois}) == 3


def test_digests_are_of_the_content(deposit: bytes) -> None:
    """Another timestamp, batch id, depositor or indentation is the same content."""
    text = deposit.replace(b"20260101000000500", b"20270101000000000").replace(
        b"deposits@example.org", b"x@example.org"
    )
    tight = etree.tostring(etree.fromstring(text, etree.XMLParser(remove_blank_text=True)))
    assert read_batch(text).digest == read_batch(tight).digest == read_batch(deposit).digest


def test_a_change_is_of_its_doi(tmp_path: Path, deposit: bytes) -> None:
    """An article that was changed has another digest, its neighbour has not; a change of the issue concerns both."""
    write_json(tmp_path / "metadata/articles/b.json", article("b", title={"en": "Changed", "fr": "Changé"}))
    before, after = read_batch(deposit), read_batch(_built(tmp_path, tmp_path / "metadata"))
    assert [old.digest == new.digest for old, new in zip(before.dois, after.dois, strict=True)] == [True, True, False]
    assert before.digest != after.digest
    other_issue = read_batch(deposit.replace(b"<issue>2</issue>", b"<issue>3</issue>"))
    assert [old.digest == new.digest for old, new in zip(before.dois, other_issue.dois, strict=True)] == [
        True,
        False,
        False,
    ]


def test_an_own_timestamp_wins(deposit: bytes) -> None:
    """A record may have a timestamp of its own; it is no part of the content."""
    text = deposit.replace(b"<doi>10.5555/a</doi>", b"<doi>10.5555/a</doi><timestamp>7</timestamp>")
    assert [found.timestamp for found in read_batch(text).dois][1] == "7"
    assert read_batch(text).digest == read_batch(deposit).digest


def test_restamped(deposit: bytes) -> None:
    """The head and each record's own timestamp are renewed, the batch id with them, and nothing else."""
    text = deposit.replace(b"<doi>10.5555/a</doi>", b"<doi>10.5555/a</doi><timestamp>7</timestamp>")
    made = read_batch(restamped(text, "20270101000000000"))
    assert {found.timestamp for found in made.dois} == {made.timestamp} == {"20270101000000000"}
    assert made.batch_id == read_batch(text).batch_id.replace("20260101000000500", "20270101000000000")
    assert made.digest == read_batch(text).digest


def test_restamped_foreign_id(deposit: bytes) -> None:
    """A batch id without a timestamp gets one, within the hundred characters that the schema allows."""
    own = read_batch(deposit).batch_id.encode()
    assert read_batch(restamped(deposit.replace(own, b"x" * 100), "12")).batch_id == "x" * 97 + "-12"


def test_resources() -> None:
    """A deposit of resources has no timestamp; a DOI that several parts are about comes once."""
    batch = read_batch(
        b'<doi_batch version="5.4.0" xmlns="http://www.crossref.org/doi_resources_schema/5.4.0">'
        b"<head><doi_batch_id>some-id</doi_batch_id></head><body>"
        b"<doi_citations><doi>10.5555/a</doi></doi_citations><doi_resources><doi>10.5555/A</doi></doi_resources>"
        b"</body></doi_batch>"
    )
    assert batch.operation is Operation.RESOURCES
    assert batch.schema == "doi_resources-5.4.0"
    assert [(found.doi, found.timestamp) for found in batch.dois] == [("10.5555/a", "")]


def test_addresses() -> None:
    """A list of addresses."""
    head = b"H:email=a@example.org;fromPrefix=10.5555;toPrefix=10.5555\n"
    batch = read_batch(head + b"10.5555/a\thttps://example.org/a\r\n\n10.5555/b\thttps://example.org/b\n")
    assert batch.operation is Operation.URLS
    assert [found.doi for found in batch.dois] == ["10.5555/a", "10.5555/b"]
    with pytest.raises(DepositError, match=r"10\.5555/c"):
        read_batch(head + b"10.5555/c\n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not XML",
        b"<doi_batch/>",
        b"<html/>",
        f'<doi_batch xmlns="{NAMESPACE}"/>'.encode(),
        f'<doi_batch xmlns="{NAMESPACE}"><x><doi_data><doi>10.5555/a</doi></doi_data></x></doi_batch>'.encode(),
        b"H:email=a@example.org\n",
        b"H:email=a@example.org\n\xff",
    ],
)
def test_no_deposit(content: bytes) -> None:
    """Anything else is told, with a remedy."""
    with pytest.raises(DepositError) as caught:
        read_batch(content)
    assert caught.value.remedy


def test_entities_are_not_read(tmp_path: Path) -> None:
    """No file enters a deposit."""
    secret = tmp_path / "secret"
    secret.write_text("10.5555/secret")
    text = (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "{secret.as_uri()}">]><doi_batch xmlns="{NAMESPACE}">'
        "<head><timestamp>1</timestamp></head><body><x><doi_data><doi>&e;</doi></doi_data></x></body></doi_batch>"
    )
    with pytest.raises(DepositError):
        read_batch(text.encode())


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<titles>", '<titles><x xmlns="relative"/>'),
        ('encoding="UTF-8"?>', 'encoding="UTF-8"?><!DOCTYPE doi_batch [<!ENTITY e "x">]>'),
    ],
)
def test_no_canonical_form(before: str, after: str) -> None:
    """What cannot be compared is told, and is no fault of the program."""
    content = paper.deposit("b", "2", {"10.5555/a": "&e;" if "ENTITY" in after else "A"}).decode()
    with pytest.raises(DepositError, match="no canonical form"):
        read_batch(content.replace(before, after, 1).encode())


def test_many_dois(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is written for a deposit grows with its records, not with their square."""
    content = paper.deposit("b", "2", {f"10.5555/{number}": "A" for number in range(1000)})
    written = 0
    write = batches._canonical

    def counted(root: etree._Element, element: etree._Element) -> bytes:
        nonlocal written
        written += 1
        return write(root, element)

    monkeypatch.setattr(batches, "_canonical", counted)
    dois = read_batch(content).dois
    assert len({entry.digest for entry in dois}) == 1000  # the DOI is part of the content
    assert written < 1100


def test_comments_and_instructions() -> None:
    """They cut nothing off: neither what is read, nor what a new timestamp takes the place of."""
    plain = paper.deposit("batch-1", "20260101000000000", {"10.5555/a": "A"})
    spoiled = (
        plain.replace(b"<doi>10.5555/", b"<doi>10.<!-- a -->5555/<?x y?>")
        .replace(b"<timestamp>2026", b"<timestamp>20<!-- b -->26")
        .replace(b"<doi_batch_id>", b"<doi_batch_id><?x y?>")
    )
    assert spoiled != plain
    assert read_batch(spoiled) == read_batch(plain)
    assert read_batch(restamped(spoiled, "20990101000000000")) == read_batch(restamped(plain, "20990101000000000"))


@pytest.mark.parametrize(
    "line",
    [
        "hello\tworld",
        "10.5555/a\tjavascript:alert(1)",
        "10.5555/a\thttps://example.org/\x00",
        "10.5555/a\x85b\thttps://example.org/",
        "10.5555/a\x0b10.5555/b\thttps://example.org/",
        "10.5555/a\thttps://example.org/1\n10.5555/A\thttps://example.org/2",
        "10.5555/a https://example.org/",
    ],
)
def test_lists_that_are_none(line: str) -> None:
    """A line is a DOI, a tab and an address of the web, and a DOI has one address."""
    head = "H:email=a@example.org;fromPrefix=10.5555;toPrefix=10.5555\n"
    with pytest.raises(DepositError):
        read_batch(f"{head}{line}\n".encode())
    good = read_batch(f"{head}10.5555/a\thttps://example.org/1\r\n10.5555/A\thttps://example.org/1\n".encode())
    assert [found.doi for found in good.dois] == ["10.5555/a"]


@pytest.mark.parametrize("name", ["doi_batch_id", "timestamp", "depositor_name"])
def test_entities_in_the_head(deposit: bytes, name: str) -> None:
    """What stands for something else is told: the rest of a timestamp would pass for the whole."""
    text = re.sub(rf"<{name}>(....)[^<]*".encode(), rf"<{name}>\1&n;".encode(), deposit)
    declared = text.replace(b"<doi_batch ", b'<!DOCTYPE doi_batch [<!ENTITY n "1">]><doi_batch ', 1)
    with pytest.raises(DepositError, match="canonical form"):
        read_batch(declared)


def test_directions_in_addresses() -> None:
    """A list holds nothing that turns the direction of what is shown."""
    head = "H:email=a@example.org;fromPrefix=10.5555;toPrefix=10.5555\n"
    with pytest.raises(DepositError, match="list"):
        read_batch(f"{head}10.5555/\u202ea\thttps://example.org/a\n".encode())
