"""Which references of a DOI Crossref has matched to DOIs: the answer of ``getResolvedRefs``.

Source: Crossref documentation, "Retrieving identifiers for deposited references".
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from pipeline.deposits import json_answers
from pipeline.deposits.receipt import is_doi
from pipeline.errors import CrossrefUnavailable
from pipeline.messages import msg

_REFERENCES = "matched-references"


@dataclass(frozen=True, slots=True)
class ResolvedReference:
    """A reference that was matched: its key in the deposit, the DOI that it cites, and what that is ("" at times)."""

    key: str
    doi: str
    type: str


def read_resolved_references(content: bytes, host: str = "Crossref") -> tuple[ResolvedReference, ...]:
    """Read the answer, in its order; ``host`` is named where it cannot be read.

    Raises ``CrossrefUnavailable`` where it is no list of references.
    """
    answer = json_answers.read_object(content, host)
    if not isinstance(answer.get(_REFERENCES), list):
        raise CrossrefUnavailable(
            msg("What {host} answers is no list of references.", host=host), msg("Check the DOI, or try again later.")
        )
    found = (
        ResolvedReference(*(json_answers.text(one.get(name)) for name in ("key", "doi", "type")))
        for one in json_answers.objects(answer[_REFERENCES])
    )
    return tuple(one for one in found if one.doi)


def hide_in_references(found: Iterable[ResolvedReference], hide: Callable[[str], str]) -> tuple[ResolvedReference, ...]:
    """Give references with ``hide`` done to their texts; keys and DOIs, which are those of the deposit, stay."""
    return tuple(
        ResolvedReference(one.key, one.doi if is_doi(one.doi) else hide(one.doi), hide(one.type)) for one in found
    )
