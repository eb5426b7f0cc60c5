"""What a rule is: a fault that a well-formed record may still have."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.findings import Severity
from pipeline.messages import Message
from pipeline.model import Issue, Journal, Work

Subject: TypeAlias = Work | Journal | Issue
Path: TypeAlias = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a record breaks a rule: the path of the value, what is wrong, how to mend it."""

    path: Path
    message: Message
    remedy: Message


@dataclass(frozen=True, slots=True)
class Unique:
    """What no two works share.

    ``keys`` gives a work's values with their paths and the form under which two are the same. ``words`` gives message
    and remedy for a value that was already at a place (file and line).
    """

    keys: Callable[[Work], Iterable[tuple[Path, str, str]]]
    words: Callable[[str, str], tuple[Message, Message]]


@dataclass(frozen=True, kw_only=True, slots=True)
class Rule:
    """A rule, and what it says of itself.

    ``code`` names the fault and is stable; ``title`` says what the fault is, ``why`` what harm it does. ``concerns``
    is ``crossref`` where the fault spoils the groups of formats for Crossref alone, or empty where it spoils all.
    ``bad`` and ``good`` are pieces of a record (YAML) with and without the fault: its first tests and its
    documentation. ``reference`` names the source of the rule.

    What it looks at: ``work``, ``journal`` and ``issue`` each see one of them (the journal of a work has a file of its
    own and is not looked at with each of its works); ``text`` sees every text of all three and gives pairs of message
    and remedy; ``unique`` sees works side by side.
    """

    code: str
    severity: Severity
    title: Message
    why: Message
    bad: str
    good: str
    reference: str = ""
    concerns: str = ""
    work: Callable[[Work], Iterable[Fault]] | None = None
    journal: Callable[[Journal], Iterable[Fault]] | None = None
    issue: Callable[[Issue], Iterable[Fault]] | None = None
    text: Callable[[str], Iterable[tuple[Message, Message]]] | None = None
    unique: Unique | None = None


CROSSREF = "crossref"
"""The group of formats that deposits are in."""
DEPOSITED = frozenset(
    {CROSSREF, "references", "links", "crossmark", "funding", "licenses", "relations", "trials", "urls"}
)
"""The groups of formats that are sent to Crossref: what spoils a deposit spoils its parts."""
