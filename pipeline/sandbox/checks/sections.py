"""Deposits of resources (``doDOICitUpload``): each replaces one section of a record that is registered.

Sources: Crossref documentation, "Resource-only deposit"; doi_resources5.4.0.xsd; the sentences from the test data of
github.com/CrossRef. The order of the sections in a record is that of crossref5.5.0.xsd (``journal_article``).
"""

from collections.abc import Callable, Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.deposits.receipt import Record, RecordStatus
from pipeline.sandbox.checks.citations import diagnose
from pipeline.sandbox.checks.context import Context, change_fault, failure
from pipeline.sandbox.checks.relations import relation_fault
from pipeline.sandbox.documents import Document, local, own, text
from pipeline.validation.nodes import Node
from pipeline.validation.parsing import safe_parser

_PROCESSED = "Resources processed successfully"
_FUNDREF = "{http://www.crossref.org/fundref.xsd}program"
_LICENCES = "{http://www.crossref.org/AccessIndicators.xsd}program"
_TRIALS = "{http://www.crossref.org/clinicaltrials.xsd}program"
_RELATIONS = "{http://www.crossref.org/relations.xsd}program"
_BEHIND_PROGRAMS = ("archive_locations", "scn_policies", "version_info", "doi_data", "citation_list", "component_list")


@dataclass(frozen=True, slots=True)
class _Section:
    """A block of a resource deposit: what is said of it, the element that it brings, and before what that stands.

    ``element`` and those in ``before`` are names; without namespace, in that of the record.
    """

    message: str
    element: str
    before: tuple[str, ...]


_SECTIONS: Mapping[str, _Section] = {
    "doi_citations": _Section(_PROCESSED, "citation_list", ("component_list",)),
    "crossmark_data": _Section(_PROCESSED, "crossmark", (_FUNDREF, _LICENCES, _TRIALS, _RELATIONS, *_BEHIND_PROGRAMS)),
    "fundref_data": _Section(f"FundRef {_PROCESSED}", _FUNDREF, (_LICENCES, _TRIALS, _RELATIONS, *_BEHIND_PROGRAMS)),
    "lic_ref_data": _Section(f"License-ref {_PROCESSED}", _LICENCES, (_TRIALS, _RELATIONS, *_BEHIND_PROGRAMS)),
    "clinicaltrial_data": _Section(_PROCESSED, _TRIALS, (_RELATIONS, *_BEHIND_PROGRAMS)),
    "doi_relations": _Section(_PROCESSED, _RELATIONS, _BEHIND_PROGRAMS),
}


def deposit_sections(document: Document, context: Context) -> tuple[Record, ...]:
    """Judge and store the sections of a deposit of resources that satisfies its schema."""
    return tuple(_processed(block, context) for block in document.blocks())


def _processed(block: Node, context: Context) -> Record:
    doi = text(block, "doi")
    if wrong := change_fault(context, doi) or relation_fault(block, context.exists):
        return failure(wrong, doi)
    record = etree.fromstring(context.registry.record(doi).xml, safe_parser())
    section = _SECTIONS.get(local(block))
    if section:
        _replace(record, block, section)
        _take_out_what_crossmark_has(record)
    else:
        _replace_collections(record, block)
    context.registry.change(doi, context.now, xml=etree.tostring(record, encoding="UTF-8"))
    message = section.message if section else _PROCESSED
    citations = diagnose(block, context.exists) if local(block) == "doi_citations" else ()
    return Record(status=RecordStatus.SUCCESS, doi=doi, message=message, citations=citations)


def _replace(record: Node, block: Node, section: _Section) -> None:
    """Put the element of a block in the place of the record's own, which may stand in its Crossmark data."""
    parts = [_adopted(part, record) for part in block.iterchildren("{*}*") if _is(part, section.element)]
    before = next((one for one in own(record, _local(section.element)) if _is(one, section.element)), None)
    parent = None if before is None else before.getparent()
    if before is not None and parent is not None:
        for part in parts:
            before.addprevious(part)
        parent.remove(before)
        return
    behind = (child for child in record.iterchildren("{*}*") if any(_is(child, name) for name in section.before))
    _insert(parts, next(behind, None), record.append)


def _take_out_what_crossmark_has(record: Node) -> None:
    """Remove funding, licences and trials beside Crossmark data that have their own (``custom_metadata``)."""
    inside = {program.tag for program in record.iterfind("{*}crossmark/{*}custom_metadata/{*}program")}
    for program in list(record.iterchildren("{*}program")):
        if program.tag in inside:
            record.remove(program)


def _replace_collections(record: Node, block: Node) -> None:
    """Put collections of addresses in the place of those with the same property."""
    data = record.find("{*}doi_data")
    if data is None:
        return
    new = list(block.iterchildren("{*}collection"))
    properties = {collection.get("property") for collection in new}
    for collection in list(data.iterchildren("{*}collection")):
        if collection.get("property") in properties:
            data.remove(collection)
    _insert([_adopted(collection, record) for collection in new], None, data.append)


def _insert(parts: list[Node], behind: Node | None, append: Callable[[Node], None]) -> None:
    for part in parts:
        if behind is None:
            append(part)
        else:
            behind.addprevious(part)


def _adopted(part: Node, record: Node) -> Node:
    """Copy an element, and give those of the resource schema's namespace the namespace of the record."""
    made = deepcopy(part)
    made.tail = None
    foreign = f"{{{etree.QName(part.getroottree().getroot()).namespace}}}"
    namespace = etree.QName(record).namespace
    for element in _foreign(made, foreign):
        element.tag = f"{{{namespace}}}{local(element)}"
    etree.cleanup_namespaces(made)
    return made


def _foreign(made: Node, namespace: str) -> Iterator[Node]:
    return iter(list(made.iter(f"{namespace}*")))


def _is(element: Node, name: str) -> bool:
    return element.tag == name if name.startswith("{") else local(element) == name


def _local(name: str) -> str:
    return name.rpartition("}")[2]
