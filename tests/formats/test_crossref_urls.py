"""A list of addresses has each DOI of the full deposit with its page, and nothing that would break a line."""

import pytest
from lxml import etree

from pipeline.deposits.batch import read_batch
from pipeline.deposits.operation import Operation
from pipeline.formats.base import Deposit
from pipeline.formats.crossref_urls import FORMATS, addresses
from pipeline.rendering import Renderer
from tests import examples
from tests.formats.crossref_support import cut, journal, render
from tests.works import full_work

(FORMAT,) = FORMATS
RENDERER = Renderer(FORMATS)


def _registered(file: bytes) -> dict[str, str]:
    """Give the DOIs of a full deposit, each with its page."""
    pairs = [
        (data.findtext("{*}doi") or "", data.findtext("{*}resource") or "")
        for data in etree.fromstring(file).iter("{*}doi_data")
    ]
    return dict(pairs)


def _lines(deposit: Deposit) -> list[str]:
    return RENDERER.render(FORMAT, deposit).content.decode().split("\n")


def test_list() -> None:
    """The header, then a DOI and its address on each line; the last line is ended."""
    (deposit,) = cut(full_work())
    header, *lines, last = _lines(deposit)
    assert header == "H:email=depots@example.org;fromPrefix=10.5555;toPrefix=10.5555"
    assert "10.5555/cahiers\thttps://cahiers.example.org/" in lines
    assert last == ""
    assert all(line.count("\t") == 1 for line in lines)


@pytest.mark.parametrize("identifier", ["with-issn", "without"])
def test_all_that_the_full_deposit_registers(identifier: str) -> None:
    """Journal, volume, issue, article, components; each once, though a journal without ISSN comes in each part."""
    changes: dict[str, object] = {"issn": {}} if identifier == "without" else {}
    works = (
        full_work(journal=journal(**changes)),
        full_work(journal=journal(**changes), id="b", doi="10.5555/b", issue=None, components=[]),
    )
    (deposit,) = cut(*works)
    assert dict(addresses(deposit)) == _registered(render(deposit))
    assert len(addresses(deposit)) == len({doi for doi, _ in addresses(deposit)}) > 5


def test_examples() -> None:
    """The records of ``metadata/``: the same DOIs and pages as in their full deposits."""
    works = examples.works()
    for own in {work.journal.id: work.journal for work in works}.values():
        for deposit in cut(*(work for work in works if work.journal.id == own.id)):
            assert dict(addresses(deposit)) == _registered(render(deposit))


def test_the_deposit_client_reads_it() -> None:
    """It is sent as a list of addresses; the manifest has the DOIs that are in it."""
    artifact = RENDERER.render(FORMAT, cut(full_work())[0])
    batch = read_batch(artifact.content)
    assert batch.operation is Operation.URLS
    assert tuple(found.doi for found in batch.dois) == artifact.dois
    assert (artifact.media_type, artifact.schema) == ("text/plain", "")


def test_path() -> None:
    """Beside the resource-only deposits, as text."""
    (deposit,) = cut(full_work())
    assert str(FORMAT.path(deposit, "")) == "crossref-urls/cahiers/urls-0001.txt"
    with pytest.raises(TypeError):
        FORMAT.path(full_work(), "")


@pytest.mark.parametrize("value", ["10.5555/a\tb", "10.5555/a\nb", "10.5555/a\u2028b", "10.5555/a\x00", ""])
def test_what_would_break_a_line_is_refused(value: str) -> None:
    """The reader lets no such value through; should one come all the same, no list is written."""
    work = full_work().model_copy(update={"links": (), "components": ()})
    (deposit,) = cut(work)
    depositor = work.journal.depositor
    assert depositor
    bad = work.journal.model_copy(update={"depositor": depositor.model_copy(update={"email": value})})
    with pytest.raises(ValueError, match="cannot stand"):
        RENDERER.render(FORMAT, Deposit(bad, deposit.works, deposit.name, deposit.batch_id, deposit.timestamp))
    if value:
        broken = work.model_copy(update={"doi": value})
        with pytest.raises(ValueError, match="cannot stand"):
            RENDERER.render(FORMAT, Deposit(work.journal, (broken,), "deposit-0001", "rev-1", deposit.timestamp))


def test_without_a_depositor() -> None:
    """There is nobody to write to; ``deposits`` makes none such."""
    (deposit,) = cut(full_work())
    nobody = deposit.journal.model_copy(update={"depositor": None})
    with pytest.raises(ValueError, match="depositor"):
        RENDERER.render(FORMAT, Deposit(nobody, deposit.works, deposit.name, deposit.batch_id, deposit.timestamp))
