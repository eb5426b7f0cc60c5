"""A DOI that stands only in the printed text of a reference."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule


def _check(work: Work) -> Iterator[Fault]:
    for number, reference in enumerate(work.references):
        if not reference.doi and reference.found_doi:
            yield Fault(
                ("references", number, "text"),
                msg("The text has the DOI {doi}; it is used.", doi=reference.found_doi),
                msg("To make sure, add it as a key of the reference: doi: {doi}", doi=reference.found_doi),
            )


RULE = Rule(
    code="doi-in-reference-text",
    severity=Severity.NOTE,
    title=msg("A DOI that stands only in the printed text of a reference."),
    why=msg("It is recovered by its form; whether its last characters belong to it is a guess."),
    bad="""
        references:
          - text: Lemon, E. (2019). Weaponizing Interpol. Journal of Democracy, 30(2). https://doi.org/10.1353/jod.2019.0019.
        """,
    good="""
        references:
          - text: Lemon, E. (2019). Weaponizing Interpol. Journal of Democracy, 30(2). https://doi.org/10.1353/jod.2019.0019.
            doi: 10.1353/jod.2019.0019
        """,
    work=_check,
)
