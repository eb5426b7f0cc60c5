"""Rules on works side by side: what was seen already, kept on disk as soon as it is much."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from types import TracebackType

from pipeline.findings import Finding, Place
from pipeline.rules.base import Rule

_CACHE_KIB = 16_384


@dataclass(frozen=True, slots=True)
class Claim:
    """What a work claims as its own: ``key`` must be no other work's under the same rule (its ``code``)."""

    code: str
    value: str
    key: str
    place: Place


class Seen:
    """The values that no two works may share, and where each was first.

    A nameless SQLite database holds them: in memory while they are few, else in a temporary file that vanishes with
    it, so that memory does not grow with the number of records. It is a context manager.
    """

    def __init__(self, rules: Iterable[Rule]) -> None:
        self._rules = {rule.code: rule for rule in rules if rule.unique}
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("PRAGMA journal_mode = OFF")
        self._database.execute("PRAGMA synchronous = OFF")
        self._database.execute(f"PRAGMA cache_size = -{_CACHE_KIB}")
        self._database.execute("CREATE TABLE seen (code, key, place, PRIMARY KEY (code, key)) WITHOUT ROWID")
        self._database.execute("BEGIN")

    def check(self, claims: Iterable[Claim]) -> Iterator[Finding]:
        """Give a finding for each claim that another work made before."""
        for claim in claims:
            rule, first = self._rules[claim.code], self._put(claim)
            if first and rule.unique:
                message, remedy = rule.unique.words(claim.value, first)
                yield Finding(rule.code, rule.severity, message, claim.place, remedy)

    def _put(self, claim: Claim) -> str:
        """Keep a claim; give the place that made it before, or nothing."""
        values = (claim.code, claim.key, f"{claim.place.file}:{claim.place.line}")
        if self._database.execute("INSERT OR IGNORE INTO seen VALUES (?, ?, ?)", values).rowcount:
            return ""
        row = self._database.execute("SELECT place FROM seen WHERE code = ? AND key = ?", values[:2]).fetchone()
        return str(row[0])

    def __enter__(self) -> "Seen":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._database.close()
