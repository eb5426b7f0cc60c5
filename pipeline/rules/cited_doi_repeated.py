"""Two references with the same DOI."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.identifiers import doi_key
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    first: dict[str, int] = {}
    for number, reference in enumerate(work.references):
        doi = reference.found_doi
        if doi and doi_key(doi) in first:
            yield Fault(
                ("references", number, "doi" if reference.doi else "text"),
                msg("Reference {first} has the DOI {doi} already.", first=first[doi_key(doi)] + 1, doi=doi),
                msg("Correct the DOI, or take out the second reference."),
            )
        elif doi:
            first[doi_key(doi)] = number


RULE = Rule(
    code="cited-doi-repeated",
    severity=Severity.WARNING,
    title=msg("Two references with the same DOI."),
    why=msg("Most often a DOI was copied into the wrong reference, and the right work is not credited."),
    bad="""
        references:
          - {title: First, doi: 10.9999/a}
          - {title: Second, doi: 10.9999/a}
        """,
    good="""
        references:
          - {title: First, doi: 10.9999/a}
          - {title: Second, doi: 10.9999/b}
        """,
    work=_check,
)
