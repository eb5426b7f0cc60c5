"""An article with the DOI of its journal, volume or issue."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.identifiers import doi_key
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import CROSSREF, Fault, Path, Rule


def _check(work: Work) -> Iterator[Fault]:
    if not work.doi:
        return
    own: list[tuple[Path, str | None]] = [(("doi",), work.doi)]
    own += [(("components", number, "doi"), part.doi) for number, part in enumerate(work.components)]
    above = [work.journal.doi] + ([work.issue.volume_doi, work.issue.doi] if work.issue else [])
    taken = {doi_key(doi) for doi in above if doi}
    for path, doi in own:
        if doi and doi_key(doi) in taken:
            yield Fault(
                path,
                msg(
                    "The DOI {doi} is already another one’s: the journal’s, the volume’s, the issue’s or a part’s.",
                    doi=doi,
                ),
                msg("Give each its own DOI."),
            )
        if doi:
            taken.add(doi_key(doi))


RULE = Rule(
    code="doi-reused",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("One DOI for two things: the article and its journal, volume, issue or part."),
    why=msg("A DOI names one thing; the second record in a deposit is refused or overwrites the first."),
    bad="""
        journal:
          doi: 10.5555/revue
        doi: 10.5555/REVUE
        """,
    good="""
        journal:
          doi: 10.5555/revue
        doi: 10.5555/revue.1
        """,
    reference="ISO 26324; Crossref documentation, DOIs are case-insensitive and unique",
    work=_check,
)
