"""Tells people what happens to deposits, as it happens."""

from collections import Counter, defaultdict
from itertools import groupby
from typing import TYPE_CHECKING

from pipeline.cli.console import Console, Span
from pipeline.cli.dois import BAD, color_of, explained, misunderstood, said, state_of
from pipeline.cli.findings import COLORS
from pipeline.findings import Finding
from pipeline.identifiers import doi_key
from pipeline.messages import Message, msg, msgs

if TYPE_CHECKING:
    from pipeline.ledger import Ledger, Submission


class DepositListener:
    """Writes a line for each file and each change of state; ``good`` tells whether nothing was bad."""

    def __init__(self, console: Console, ledger: "Ledger | None" = None, *, rehearsal: bool = False) -> None:
        self._console = console
        self._ledger = ledger
        self._rehearsal = rehearsal
        self._states: Counter[str] = Counter()
        self.good = True

    def found(self, finding: Finding) -> None:
        """Tell why a file is not sent."""
        self.good = False
        say = self._console.localizer.say
        label = Span(say(finding.severity.label), COLORS[finding.severity])
        self._console.line(Span(str(finding.place), bold=True), "  ", label, "  ", say(finding.message))
        if finding.remedy:
            self._console.line("    ", say(finding.remedy))

    def left(self, path: str, why: Message) -> None:
        """Tell that a file need not be sent."""
        self._console.line(Span(path, bold=True), "  ", self._console.localizer.say(why))

    def moved(self, submission: "Submission") -> None:
        """Tell the new state of a submission; of one that is completed, what became of its DOIs."""
        say = self._console.localizer.say
        state = msg("would be sent") if self._rehearsal else state_of(submission.state)
        span = Span(say(state), color_of(submission.state))
        name = (f"  {submission.file_name}",) if submission.file_name else ()
        self._console.line(Span(submission.path, bold=True), "  ", span, *name)
        if submission.state in BAD:
            self.good = False
        if submission.message:
            self._console.line("    ", said(submission.message, self._console))
        if submission.state == "completed" and self._ledger:
            self._outcomes(submission, self._ledger)

    def _outcomes(self, submission: "Submission", ledger: "Ledger") -> None:
        """Tell what became of each DOI; what is said of several in a row is explained once, after them."""
        say = self._console.localizer.say
        citations = defaultdict(list)
        for citation in ledger.citations(submission.id):
            citations[doi_key(citation.doi)].append(citation)
        for (state, message), alike in groupby(ledger.outcomes(submission.id), lambda one: (one.state, one.message)):
            for outcome in alike:
                self._states[state] += 1
                self._console.line("  ", outcome.doi, "  ", Span(say(state_of(state)), color_of(state)))
                for line in misunderstood(citations[doi_key(outcome.doi)], self._console):
                    self._console.line("    ", line)
            if state in BAD or state == "registered_with_warning":
                self.good = self.good and state not in BAD
                for line in explained(message, self._console):
                    self._console.line("    ", line)

    def sum_up(self) -> None:
        """Count the DOIs of which the outcome was told."""
        bad = sum(self._states[state] for state in BAD)
        good = self._states.total() - bad
        if good:
            self._console.say(msgs("{count} DOI is registered.", "{count} DOIs are registered.", good))
        if bad:
            self._console.say(msgs("{count} DOI is not registered.", "{count} DOIs are not registered.", bad))


def tell_of_open(count: int, console: Console) -> None:
    """Tell how many files are on their way, if any, and how to see what becomes of them."""
    if count:
        console.say(
            msgs(
                "{count} file is on its way: see what becomes of it with “python -m pipeline status”.",
                "{count} files are on their way: see what becomes of them with “python -m pipeline status”.",
                count,
            )
        )
