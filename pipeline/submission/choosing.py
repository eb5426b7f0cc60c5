"""Which files are to be sent: deposits that a build has made and checked, and that are still as it left them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from pipeline.deposits.batch import Batch, read_batch
from pipeline.errors import DepositError, UsageError
from pipeline.findings import Finding, Place, Severity
from pipeline.identifiers import DOI_MAXIMUM_LENGTH
from pipeline.manifest import NAME, read
from pipeline.manifest.rows import FileRow, is_inside
from pipeline.messages import Message, msg
from pipeline.submission.files import is_file, is_folder, read_deposit

DEPOSITS = "crossref"
"""The format that is sent where no file is named."""
ADDRESSES = "urls"
"""The format of lists of addresses, for which there is no schema."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A file that may be sent. ``path`` is as people know it; ``schema`` the set that it satisfies, or empty."""

    path: str
    content: bytes = field(repr=False)
    sha256: str
    schema: str
    batch: Batch


def candidates(out: Path, files: Sequence[Path]) -> Iterator[Candidate | Finding]:
    """Give the deposits of an output folder, or those named; a finding for each that cannot be sent.

    Raises ``UsageError`` where there is no output folder, ``ManifestUnreadable``.
    """
    rows = _rows(out)
    if files:
        by_hash = {row.sha256: row for row in rows}
        for path in files:
            yield from _named_or_below(path, by_hash)
        return
    for row in rows:
        if row.format == DEPOSITS:
            yield _listed(out, row)


def _rows(out: Path) -> Iterator[FileRow]:
    path = out / NAME
    if not is_file(path):
        raise UsageError(
            msg("There is no manifest in “{folder}”.", folder=str(out)),
            msg("Build first (python -m pipeline build), or name the folder of the build with --out."),
        )
    yield from read(path)


def _named_or_below(path: Path, by_hash: dict[str, FileRow]) -> Iterator[Candidate | Finding]:
    if not is_folder(path):
        yield _named(path, by_hash)
        return
    found = sorted(below for below in path.rglob("*") if below.suffix in (".xml", ".txt"))
    for below in found:
        yield _named(below, by_hash)
    if not found:
        message = msg("The folder has no deposits.")
        yield _problem("deposit-none", path, message, msg("Name the folder that “build” has written them to."))


def _listed(out: Path, row: FileRow) -> Candidate | Finding:
    path = out / row.path
    if not is_inside(row.path):
        return _problem(
            "deposit-outside",
            path,
            msg("The manifest lists a file that is not in its folder."),
            msg("Only what a build has written there is sent: build again."),
        )
    content = read_deposit(path)
    if isinstance(content, Finding):
        return content
    if sha256(content).hexdigest() != row.sha256:
        return _problem(
            "deposit-changed",
            path,
            msg("The file was changed after it was built and checked."),
            msg("Build again; what is to be in a deposit belongs into the record."),
        )
    return _candidate(path, content, row)


def _named(path: Path, by_hash: dict[str, FileRow]) -> Candidate | Finding:
    content = read_deposit(path)
    if isinstance(content, Finding):
        return content
    row = by_hash.get(sha256(content).hexdigest())
    if row is None:
        return _problem(
            "deposit-not-in-manifest",
            path,
            msg("The manifest does not list a file with this content."),
            msg("Build again; or have the file checked and taken as it is: python -m pipeline adopt FILE"),
        )
    return _candidate(path, content, row)


def _candidate(path: Path, content: bytes, row: FileRow) -> Candidate | Finding:
    if not row.schema and row.format != ADDRESSES:
        return _problem(
            "deposit-not-valid",
            path,
            msg("The manifest does not say that the file is valid."),
            msg("Only deposits that satisfy their schema are sent: name a deposit."),
        )
    try:
        batch = read_batch(content)
    except DepositError as error:
        return _problem("deposit-not-one", path, error.message, error.remedy)
    long = next((entry.doi for entry in batch.dois if len(entry.doi.encode()) > DOI_MAXIMUM_LENGTH), "")
    if long:
        message = msg("The DOI “{doi}…” is longer than {limit} bytes.", doi=long[:50], limit=DOI_MAXIMUM_LENGTH)
        remedy = msg("Crossref takes DOIs of 200 characters after the slash at most. Mend the DOI, and build again.")
        return _problem("deposit-doi-long", path, message, remedy)
    return Candidate(str(path), content, row.sha256, row.schema, batch)


def _problem(code: str, path: Path, message: Message, remedy: Message | None) -> Finding:
    return Finding(code, Severity.ERROR, message, Place(str(path)), remedy)
