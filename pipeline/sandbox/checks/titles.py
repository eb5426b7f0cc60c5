"""Title records: who owns a journal, and whether it is called as before.

The first deposit of a journal that registers something makes its title record, later ones must agree with it in the
title, the ISSNs and the DOI of the journal, as far as they have them.
Sources: Crossref documentation, "Error and warning messages" (214421966) and "Troubleshooting submissions"; Crossref
community forum 5936 and 6351 (sentences in use today). That a journal needs an ISSN or a DOI is said in an annotation
of crossref5.5.0.xsd (``publication``).
"""

import re
from dataclasses import dataclass

from pipeline.identifiers import InvalidIdentifier, doi_key, isbn, issn
from pipeline.sandbox.documents import local, plain, text
from pipeline.sandbox.registry import Registry, TitleRecord
from pipeline.validation.nodes import Node

MSG_ID = 22
JOURNAL = "journal"
UNIDENTIFIED = "A title must be supplied, as well as an ISSN, ISBN, or title-level DOI"
_METADATA = re.compile(r"(?:journal|book(?:_series|_set)?|proceedings(?:_series)?|series)_metadata")


@dataclass(frozen=True, slots=True)
class Container:
    """What a deposit says of a container: ``issns`` without hyphen; ``identified`` by anything at all."""

    kind: str
    title: str
    issns: tuple[str, ...]
    doi: str
    identified: bool


@dataclass(frozen=True, slots=True)
class TitleFault:
    """Why nothing under a container is registered."""

    message: str
    msg_id: int | None = None


def container_of(block: Node) -> Node | None:
    """Find the metadata of the container that a block is of, if it is of one."""
    return next((child for child in block.iter("{*}*") if _METADATA.fullmatch(local(child))), None)


def check_title(block: Node, registry: Registry, prefixes: frozenset[str]) -> TitleFault | Container | None:
    """Check a block's container against the title records, and give it; nothing where the block is of none."""
    metadata = container_of(block)
    if metadata is None:
        return None
    if wrong := _digits_fault(metadata):
        return TitleFault(wrong)
    container = _read(block, metadata)
    if container.kind == JOURNAL and not container.identified:
        return TitleFault(UNIDENTIFIED)
    return _ownership_fault(container, registry, prefixes) or container


def keep_title(container: Container | None, registry: Registry, prefixes: frozenset[str], owner: str) -> int:
    """Make or complete the title record of a container of which something is registered now.

    ``owner`` is the prefix that a new title gets, if the login has it. Gives the number of the title record, or 0.
    """
    if container is None or owner not in prefixes or not container.identified:
        return 0  # or a book that stands for itself
    known = _known(container, registry)
    number = known.id if known else registry.add_title(container.title, container.doi, container.kind, owner)
    registry.complete_title(number, container.issns, container.doi)
    return number


def _digits_fault(metadata: Node) -> str:
    for name, check in (("issn", issn), ("isbn", isbn)):
        for found in metadata.iter(f"{{*}}{name}"):
            try:
                check(plain(found))
            except InvalidIdentifier:
                return f'{name.upper()} "{plain(found)}" is invalid'
    return ""


def _read(block: Node, metadata: Node) -> Container:
    numbers = tuple(dict.fromkeys(issn(plain(found)).replace("-", "") for found in metadata.iter("{*}issn")))
    series = next(metadata.iter("{*}series_metadata"), metadata) if numbers else metadata
    data = metadata.find("{*}doi_data")
    doi = "" if data is None else text(data, "doi")
    return Container(local(block), _title(series), numbers, doi, bool(numbers or doi))


def _title(metadata: Node) -> str:
    for name in ("full_title", "proceedings_title"):
        if found := text(metadata, name):
            return found
    titles = metadata.find("{*}titles")
    return "" if titles is None else text(titles, "title")


def _ownership_fault(container: Container, registry: Registry, prefixes: frozenset[str]) -> TitleFault | None:
    for number in container.issns:
        title = registry.title_of_issn(number)
        if title and (fault := _issn_fault(number, container, title, prefixes)):
            return fault
    title = _known(container, registry)
    others = [title] if title else [] if container.issns else list(registry.titles_called(container.title))
    # that a journal's DOI comes with another title is a fault, too; which sentence Crossref has for it is not known
    is_renamed = title and container.kind == JOURNAL and title.title != container.title
    if is_renamed or any(found.owner not in prefixes for found in others):
        return TitleFault(f'user not allowed to add or update records for the title "{container.title}"')
    return None


def _issn_fault(number: str, container: Container, title: TitleRecord, prefixes: frozenset[str]) -> TitleFault | None:
    assigned = f'ISSN "{number}" has already been assigned'
    if title.owner not in prefixes:
        return TitleFault(
            f"{assigned}, title/issn: {title.title}/{number} is owned by publisher: {title.owner}", MSG_ID
        )
    if title.type != container.kind:
        return TitleFault(f"{assigned} to a different title/publisher/genre")
    if container.kind == JOURNAL and container.doi and title.doi_key not in {"", doi_key(container.doi)}:
        return TitleFault(f"{assigned} to a different title/publisher/genre")
    if title.title != container.title:
        return TitleFault(f"{assigned}, issn ({number}) is assigned to another title ({title.title})")
    return None


def _known(container: Container, registry: Registry) -> TitleRecord | None:
    found = (registry.title_of_issn(number) for number in container.issns)
    return next(filter(None, found), None) or registry.title_of_doi(container.doi)
