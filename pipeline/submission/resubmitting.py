"""Send again what failed: the same content, with a new timestamp and a new batch id."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.deposits.batch import Batch, read_batch
from pipeline.errors import DepositError
from pipeline.identifiers import compact_doi, doi_key
from pipeline.ledger import Ledger, Submission
from pipeline.messages import msg
from pipeline.submission.choosing import Candidate
from pipeline.submission.preparing import Decision, Preparer


@dataclass(frozen=True, slots=True)
class Resubmitter:
    """Prepares failed submissions of an endpoint once more."""

    ledger: Ledger
    endpoint: str
    now: Callable[[], datetime]

    def chosen(self, names: Sequence[str]) -> tuple[Submission, ...]:
        """Give the failed submissions, or those of them with one of these DOIs, batch ids or file names.

        Raises ``DepositError`` for a name that none of them has.
        """
        failed = self.ledger.failed_submissions(self.endpoint)
        for name in names:
            if not any(_is_named(name, one) for one in failed):
                raise DepositError(
                    msg("No deposit of “{name}” has failed.", name=name),
                    msg("See what has become of your deposits with: python -m pipeline status"),
                )
        return tuple(one for one in failed if not names or any(_is_named(name, one) for name in names))

    def prepare(self, failed: Submission) -> Decision:
        """Write a failed submission into the ledger anew, or give what speaks against it.

        Raises ``LedgerUnavailable``, ``SchemaUnavailable``.
        """
        candidate = Candidate(failed.path, *self._source(failed))
        preparer = Preparer(self.ledger, self.endpoint, self.now, restamp=True, again=True)
        return preparer.prepare(candidate, repeats=failed.id)

    def _source(self, failed: Submission) -> tuple[bytes, str, str, Batch]:
        content = self.ledger.content(failed.sha256)
        batch = read_batch(content)
        return content, failed.source_sha256, batch.schema, batch


def _is_named(name: str, submission: Submission) -> bool:
    key = doi_key(compact_doi(name))
    return name in (submission.batch_id, submission.file_name) or any(
        key == doi_key(entry.doi) for entry in submission.dois
    )
