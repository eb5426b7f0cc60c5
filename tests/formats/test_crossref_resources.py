"""A resource-only deposit has one section of the records, as the full deposit has it, and is valid by two engines."""

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache

import pytest
from lxml import etree

from pipeline import validation
from pipeline.deposits.batch import read_batch
from pipeline.deposits.operation import Operation
from pipeline.formats.base import Deposit, Format
from pipeline.formats.crossref import deposits
from pipeline.formats.crossref_resources import FORMATS, SCHEMA
from pipeline.formats.crossref_urls import FORMATS as LISTS
from pipeline.model import Work
from pipeline.rendering import Renderer
from pipeline.schemas import Catalog, ensure_installed
from tests import examples
from tests.formats.crossref_support import NAMESPACES, TIMESTAMP, cut, journal
from tests.formats.crossref_support import render as render_full
from tests.works import RECORD, full_work, minimal_work

GROUPS = tuple(made.group for made in FORMATS)
BODY = "{http://www.crossref.org/doi_resources_schema/5.4.0}"
SECTIONS = {
    "references": ("doi_citations", "c:citation_list"),
    "links": ("doi_resources", "c:doi_data/c:collection"),
    "crossmark": ("crossmark_data", "c:crossmark"),
    "funding": ("fundref_data", ".//fr:program"),
    "licenses": ("lic_ref_data", ".//ai:program"),
    "relations": ("doi_relations", "rel:program"),
    "trials": ("clinicaltrial_data", ".//ct:program"),
}
"""By group: the element of the resource-only deposit, and where its content stands in the article of a full one."""
RENDERER = Renderer(FORMATS)


@pytest.fixture(scope="module", autouse=True)
def _installed() -> None:
    ensure_installed(Catalog.load().find(SCHEMA))


def _format(group: str) -> Format:
    return next(made for made in FORMATS if made.group == group)


def _work(**changes: object) -> Work:
    """Give the full work, without the DOI of its award, which the schema has no place for."""
    funding = deepcopy(RECORD["funding"])
    del funding[0]["awards"][0]["doi"]
    return full_work(**{"funding": funding, **changes})


def _selected(group: str, deposit: Deposit) -> Deposit | None:
    select = _format(group).select
    assert select
    return select(deposit)


def _render(group: str, deposit: Deposit) -> bytes:
    selected = _selected(group, deposit)
    assert selected
    return RENDERER.render(_format(group), selected).content


def _sections(group: str, file: bytes) -> list[tuple[str, str]]:
    """Give the DOIs of a resource-only deposit, each with an element of its section."""
    body = etree.fromstring(file).find(f"{BODY}body")
    assert body is not None
    name = SECTIONS[group][0]
    assert {element.tag for element in body} == {f"{BODY}{name}"}
    return [(element[0].text or "", _canonical(element[1])) for element in body]


def _full_sections(group: str, file: bytes) -> Iterator[tuple[str, str]]:
    for article in etree.fromstring(file).iter("{*}journal_article"):
        doi = article.findtext("{*}doi_data/{*}doi") or ""
        for element in article.iterfind(SECTIONS[group][1], NAMESPACES):
            yield doi, _canonical(element)


def _canonical(element: etree._Element) -> str:
    """Write an element in one form, whichever of the two schemas it is of, and however deep it stands."""
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    text = str(etree.canonicalize(written, strip_text=True, rewrite_prefixes=True))
    return text.replace("doi_resources_schema/5.4.0", "schema/5.5.0")


@cache
def _examples() -> tuple[Deposit, ...]:
    works = examples.works()
    journals = {work.journal.id: work.journal for work in works}
    return tuple(
        made
        for own in journals.values()
        for made in deposits(own, [work for work in works if work.journal.id == own.id], timestamp=TIMESTAMP)
    )


def _faults(file: bytes) -> list[str]:
    """Give what either engine says against a file."""
    reports = (validation.check(file, SCHEMA), validation.judge(file, SCHEMA))
    return [f"{found.place}: {found.message}" for report in reports for found in report.findings]


def test_every_section_of_the_schema_has_its_group() -> None:
    """Seven sections, made on request, checked against the schema."""
    assert set(GROUPS) == set(SECTIONS)
    assert all(made.on_request and made.schema == SCHEMA and made.name == made.group for made in FORMATS)


@pytest.mark.parametrize("group", GROUPS)
def test_full_record(group: str) -> None:
    """Valid, and all that the full deposit says in this section."""
    (deposit,) = cut(_work())
    file = _render(group, deposit)
    assert _faults(file) == []
    assert _sections(group, file) == list(_full_sections(group, render_full(deposit))) != []


@pytest.mark.parametrize("group", ["funding", "licenses", "trials"])
def test_without_crossmark(group: str) -> None:
    """The programs stand by themselves in the full deposit; here it makes no difference."""
    (deposit,) = cut(_work(crossmark=None, journal=journal(crossmark=None)))
    file = _render(group, deposit)
    assert _faults(file) == []
    assert _sections(group, file) == list(_full_sections(group, render_full(deposit))) != []
    assert _selected("crossmark", deposit) is None


@pytest.mark.parametrize("group", GROUPS)
def test_examples(group: str) -> None:
    """The records of ``metadata/``: valid, nothing lost but what is refused aloud, and no file without content."""
    for deposit in _examples():
        refuses = _format(group).refuses
        kept = [work for work in deposit.works if not (refuses and refuses(work))]
        dois = {work.doi for work in kept}
        wanted = [found for found in _full_sections(group, render_full(deposit)) if found[0] in dois]
        if _selected(group, deposit) is None:
            assert wanted == []
        else:
            file = _render(group, deposit)
            assert _faults(file) == []
            assert sorted(_sections(group, file)) == sorted(wanted) != []


@pytest.mark.parametrize("group", GROUPS)
def test_what_has_nothing_to_say_is_left_out(group: str) -> None:
    """A work without the section is not in the file; where no work has it, there is none."""
    without = minimal_work(doi="10.5555/plain", journal=journal(crossmark=None), dates={"published_online": "2026"})
    (deposit,) = cut(without)
    assert _selected(group, deposit) is None
    selected = _selected(group, replace(deposit, works=(without, _work())))
    assert selected
    artifact = RENDERER.render(_format(group), selected)
    assert artifact.dois == ("10.5555/cahiers.12.3.45",)
    assert b"10.5555/plain" not in artifact.content


@pytest.mark.parametrize("group", GROUPS)
def test_the_deposit_client_reads_it(group: str) -> None:
    """It is sent as resources, and its DOIs and batch id are those that the manifest has."""
    selected = _selected(group, cut(_work())[0])
    assert selected
    artifact = RENDERER.render(_format(group), selected)
    batch = read_batch(artifact.content)
    assert (batch.operation, batch.schema, batch.timestamp) == (Operation.RESOURCES, SCHEMA, "")
    assert batch.batch_id == selected.batch_id
    assert tuple(found.doi for found in batch.dois) == artifact.dois == ("10.5555/cahiers.12.3.45",)


def test_head() -> None:
    """Batch id and depositor, and nothing more: the schema has no timestamp."""
    head = etree.fromstring(_render("licenses", cut(_work())[0])).find(f"{BODY}head")
    assert head is not None
    assert [etree.QName(element).localname for element in head] == ["doi_batch_id", "depositor"]
    assert [element.text for element in head[1]] == ["Bureau des dépôts", "depots@example.org"]


@pytest.mark.parametrize("name", ["rev", "r" * 100])
def test_batch_ids_differ(name: str) -> None:
    """Between sections, lists of addresses and the full deposit, however long the journal's id is; 100 at most."""
    (deposit,) = cut(_work(journal=journal(id=name)))
    parts = [made.select(deposit) for made in (*FORMATS, *LISTS) if made.select]
    ids = [deposit.batch_id, *(found.batch_id for found in parts if found)]
    assert len(set(ids)) == len(ids) == len(FORMATS) + 2
    assert all(4 <= len(found) <= 100 for found in ids)
    digest = deposit.batch_id.rpartition("-")[2]
    assert all(f"-{digest}" in found for found in ids)


@pytest.mark.parametrize("group", GROUPS)
def test_files_are_named_after_group_and_deposit(group: str) -> None:
    """The number is that of the full deposit."""
    (deposit,) = cut(_work())
    path = _format(group).path
    assert str(path(replace(deposit, name="deposit-0012"), "")) == f"crossref-resources/cahiers/{group}-0012.xml"
    with pytest.raises(TypeError):
        path(_work(), "")


def test_the_doi_of_an_award_is_refused() -> None:
    """The schema has no place for it, and a section without it would take it from a record that has it."""
    (deposit,) = cut(full_work())
    for group in ("funding", "crossmark"):
        refuses = _format(group).refuses
        assert refuses
        said = str(refuses(full_work()))
        assert "10.5555/subvention" in said
        assert f"“{group}”" in said
        assert refuses(_work()) is None
        assert _selected(group, deposit) is None
    own = _format("crossmark").refuses
    assert own
    assert own(full_work(crossmark=None, journal=journal(crossmark=None))) is None
