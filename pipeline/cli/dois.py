"""DOIs and what became of them, for people and for programs."""

import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from pipeline.cli.console import Console, Span
from pipeline.messages import Message, msg

if TYPE_CHECKING:
    from pipeline.ledger import CitationOutcome, HistoryEntry, Note

STATES = {
    "prepared": msg("prepared, not sent yet"),
    "sending": msg("being sent"),
    "received": msg("received by Crossref, not processed yet"),
    "queued": msg("waiting in the queue of Crossref"),
    "in_process": msg("being processed by Crossref"),
    "unknown": msg("sent; Crossref does not know it yet"),
    "completed": msg("processed by Crossref"),
    "refused": msg("not taken by Crossref"),
    "lost": msg("lost on the way"),
    "registered": msg("registered"),
    "registered_with_warning": msg("registered, with a warning"),
    "failed": msg("not registered"),
    "superseded": msg("superseded by a later deposit"),
    "unconfirmed": msg("not mentioned by Crossref"),
}
_PARTS = {
    "": msg("its address"),
    "doi_citations": msg("its references"),
    "crossmark_data": msg("its Crossmark data"),
    "fundref_data": msg("its funding"),
    "lic_ref_data": msg("its licences"),
    "clinicaltrial_data": msg("its clinical trials"),
    "doi_relations": msg("its relations"),
}
BAD = frozenset({"failed", "refused", "lost", "unconfirmed"})
GOOD = frozenset({"registered", "superseded"})


def named(entry: "HistoryEntry", console: Console) -> str:
    """Give the DOI of an entry, and what of it was deposited where that was not the whole record."""
    from pipeline.deposits.operation import Operation, operation_of

    operation, say = operation_of(entry.operation), console.localizer.say
    if operation is Operation.METADATA:
        return entry.doi
    names = ("",) if operation is Operation.URLS else entry.operation.split()[1:]
    return f"{entry.doi} ({', '.join(say(_PARTS[name]) if name in _PARTS else name for name in names)})"


def state_of(state: str) -> Message:
    """Say a state in words."""
    return STATES[state]


def color_of(state: str) -> str:
    """Give the colour of a state."""
    return "red" if state in BAD else "green" if state in GOOD else "yellow"


def as_json(entries: Iterable["HistoryEntry"], console: Console, *, dated: bool) -> Iterator[str]:
    """Write entries as a JSON array, one object on each line; ``dated`` with the time of each."""
    yield "["
    before = ""
    for entry in entries:
        value = {
            "doi": entry.doi,
            "state": entry.state,
            "file_name": entry.file_name or None,
            "batch_id": entry.batch_id,
            "timestamp": entry.timestamp or None,
            "message": said(entry.message, console),
        }
        if dated:
            value["at"] = entry.at.isoformat().replace("+00:00", "Z")
        if before:
            yield before + ","
        before = json.dumps(value)
    if before:
        yield before
    yield "]"


def show(entry: "HistoryEntry", console: Console, *, color: bool, lead: str) -> None:
    """Write an entry for people: ``lead``, the state, and what Crossref said, explained."""
    say = console.localizer.say
    console.result(lead, "  ", Span(say(state_of(entry.state)), color_of(entry.state)), color=color)
    if entry.message and entry.state not in GOOD:
        for line in explained(entry.message, console):
            console.result("    ", line, color=color)


def said(note: "Note", console: Console) -> str:
    """Give what was said, as it came, or a sentence of ours."""
    return note if isinstance(note, str) else console.localizer.say(note)


def explained(note: "Note", console: Console) -> Iterator[str]:
    """Give what a message of Crossref means and what to do; one that is not known, as it came, and so what we said."""
    from pipeline.deposits.known_messages import NOT_MENTIONED, explain

    say = console.localizer.say
    if not isinstance(note, str):
        yield say(note)
        return
    found = explain(note)
    if found:
        yield say(found.meaning)
        if found.remedy:
            yield say(msg("→ {remedy}", remedy=found.remedy))
        if found.code == NOT_MENTIONED:
            return
    yield say(msg("Crossref: {message}", message=" ".join(note.split())))


def misunderstood(citations: Iterable["CitationOutcome"], console: Console) -> Iterator[str]:
    """Tell of each reference that Crossref could not take what is wrong with it, and what to do."""
    for one in citations:
        if one.status == "error":
            yield console.localizer.say(msg("Reference “{key}” cannot be matched with a DOI:", key=one.key))
            yield from (f"  {line}" for line in explained(one.text, console))
