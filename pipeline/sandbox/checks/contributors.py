"""ORCID iDs of contributors: their check digits, and that nobody is named twice.

Source: Crossref, gitlab.com/crossref/user_stories 652 (both sentences).
"""

from collections.abc import Iterator

from pipeline.identifiers import InvalidIdentifier, orcid
from pipeline.sandbox.documents import local, own, plain
from pipeline.validation.nodes import Node

MSG_ID = 45


def contributor_fault(record: Node) -> str:
    """Tell what is wrong with the ORCID iDs of a record, or nothing."""
    return next(_faults(record), "")


def _faults(record: Node) -> Iterator[str]:
    for contributors in own(record, "contributors"):
        seen: set[str] = set()
        for found in contributors.iter("{*}ORCID"):
            written = plain(found)
            where = f"Error in {_titled(local(record))} ({_role(found)} ORCID)"
            try:
                identifier = orcid(written)
            except InvalidIdentifier:
                yield f'{where}: ORCID "{written}" has invalid checksum'
                continue
            if identifier in seen:
                yield f'{where}: ORCID URL "{written}" has duplicates in contributor list'
            seen.add(identifier)


def _role(found: Node) -> str:
    person = found.getparent()
    role = None if person is None else person.find("{*}role[@vocab='crossref']")
    attribute = "" if person is None else person.get("contributor_role", "")
    return _titled(attribute or ("author" if role is None else role.get("type", "author")))


def _titled(name: str) -> str:
    return name.replace("_", " ").replace("-", " ").title()
