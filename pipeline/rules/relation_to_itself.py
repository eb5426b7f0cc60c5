"""An article that names itself as another one."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.identifiers import doi_key
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Path, Rule


def _check(work: Work) -> Iterator[Fault]:
    if not work.doi:
        return
    for path, doi in _others(work):
        if doi_key(doi) == doi_key(work.doi):
            yield Fault(
                path,
                msg("{doi} is this very article.", doi=doi),
                msg("Give the DOI of the other work, or take the entry out."),
            )


def _others(work: Work) -> Iterator[tuple[Path, str]]:
    if work.translation_of:
        yield ("translation_of", "doi"), work.translation_of.doi
    for number, translation in enumerate(work.translations):
        yield ("translations", number, "doi"), translation.doi
    for number, relation in enumerate(work.relations):
        if relation.target_type == "doi":
            yield ("relations", number, "target"), relation.target
    for number, reference in enumerate(work.references):
        if reference.doi:
            yield ("references", number, "doi"), reference.doi


RULE = Rule(
    code="relation-to-itself",
    severity=Severity.WARNING,
    title=msg("An article that translates, cites or relates to itself."),
    why=msg("One of the two DOIs is wrong; the other work stays unknown."),
    bad="""
        doi: 10.9999/etude-1
        translation_of:
          doi: 10.9999/etude-1
          language: de
        """,
    good="""
        doi: 10.9999/etude-1
        translation_of:
          doi: 10.9999/studie-1
          language: de
        """,
    work=_check,
)
