"""Relations: a DOI that a record says it is related to must exist.

So must what a component is of that comes by itself (``sa_component``).
Sources: Crossref documentation, "Relationships"; the sentence as in the tests of github.com/stencila/hub.
"""

from collections.abc import Callable, Iterator

from pipeline.identifiers import InvalidIdentifier, doi
from pipeline.sandbox.documents import own, plain
from pipeline.validation.nodes import Node

_RELATIONS = ("inter_work_relation", "intra_work_relation")


def relation_fault(record: Node, exists: Callable[[str], bool]) -> str:
    """Tell the first target that does not exist, or nothing."""
    missing = next((target for target in _targets(record) if not exists(target)), "")
    return f"Error processing relations: Relation target DOI does not exist: {missing}" if missing else ""


def _targets(record: Node) -> Iterator[str]:
    for name in _RELATIONS:
        for relation in own(record, name):
            if relation.get("identifier-type") == "doi":
                yield _bare(plain(relation))
    for above in record.iterancestors("{*}sa_component"):
        yield _bare(above.get("parent_doi", ""))


def _bare(written: str) -> str:
    try:
        return doi(written)
    except InvalidIdentifier:
        return written
