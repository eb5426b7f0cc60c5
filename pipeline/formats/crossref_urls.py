"""Lists of addresses for Crossref: where DOIs that are registered lead to, without touching their records.

A text file: a header with the depositor and the prefix (the same twice, since no DOI changes hands), then a DOI, a tab
and its address on each line. Made on request; the full deposit has the addresses too.
Source: Crossref documentation, "Updating your metadata"; gitlab.com/crossref/user_stories 650.
"""

from collections.abc import Iterator
from pathlib import PurePosixPath

from pipeline.formats.base import Deposit, Format, Subject, Unit
from pipeline.formats.crossref_article import components
from pipeline.formats.crossref_deposits import journal_parts
from pipeline.formats.crossref_resources import numbered, part
from pipeline.formats.jats_markup import href
from pipeline.identifiers import doi_prefix
from pipeline.messages import msg

GROUP = "urls"


def addresses(deposit: Deposit) -> tuple[tuple[str, str], ...]:
    """Give each DOI that the full deposit registers with the page it leads to, once, in the order of that file."""
    found: dict[str, str] = {}
    for doi, page in _pages(deposit):
        if doi and page:
            found.setdefault(doi, href(page))
    return tuple(found.items())


def _pages(deposit: Deposit) -> Iterator[tuple[str | None, str]]:
    for piece in journal_parts(deposit):
        yield deposit.journal.doi, piece.journal_page
        if piece.issue:
            yield piece.issue.volume_doi, piece.volume_page
            yield piece.issue.doi, piece.issue_page
        for work in piece.works:
            yield work.doi, work.landing_page
            for component in components(work):
                yield component.doi, component.url


def _write(subject: Subject, _language: str) -> str:
    deposit = _deposit(subject)
    if not deposit.journal.depositor:
        raise ValueError("a list of addresses names its depositor")
    email = _field(deposit.journal.depositor.email, ";")
    prefix = doi_prefix(deposit.works[0].doi or "")
    lines = [f"H:email={email};fromPrefix={prefix};toPrefix={prefix}"]
    lines += [f"{_field(doi)}\t{_field(page)}" for doi, page in addresses(deposit)]
    return "".join(f"{line}\n" for line in lines)


def _field(value: str, forbidden: str = "") -> str:
    """Give a value as it is. Raises ``ValueError`` for one that would end its field or its line."""
    if not value or any(sign.isspace() or not sign.isprintable() or sign in forbidden for sign in value):
        raise ValueError(f"it cannot stand in a list of addresses: {value!r}")
    return value


def _deposit(subject: Subject) -> Deposit:
    if not isinstance(subject, Deposit):
        raise TypeError("a list of addresses is made of a deposit")
    return subject


def _path(subject: Subject, _language: str) -> PurePosixPath:
    deposit = _deposit(subject)
    return PurePosixPath("crossref-urls", deposit.journal.id, f"{numbered(deposit, GROUP)}.txt")


def _select(deposit: Deposit) -> Deposit:
    return part(deposit, deposit.works, GROUP)


def _dois(subject: Subject) -> tuple[str, ...]:
    return tuple(doi for doi, _ in addresses(_deposit(subject)))


FORMATS = (
    Format(
        name="urls",
        label=msg("Addresses for Crossref"),
        group=GROUP,
        unit=Unit.DEPOSIT,
        media_type="text/plain",
        path=_path,
        write=_write,
        on_request=True,
        select=_select,
        dois=_dois,
    ),
)
