"""A relation that is stated twice."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.identifiers import doi_key
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

_TRANSLATIONS = {"isTranslationOf": "translation_of", "hasTranslation": "translations"}


def _check(work: Work) -> Iterator[Fault]:
    known = {("hasTranslation", doi_key(found.doi)) for found in work.translations}
    if work.translation_of:
        known.add(("isTranslationOf", doi_key(work.translation_of.doi)))
    for number, relation in enumerate(work.relations):
        stated = relation.type, doi_key(relation.target)
        if stated in known:
            yield Fault(
                ("relations", number),
                msg("This relation to {target} is stated already.", target=relation.target),
                msg("Keep “{key}” alone.", key=_TRANSLATIONS[relation.type])
                if relation.type in _TRANSLATIONS
                else msg("Take it out."),
            )
        known.add(stated)


RULE = Rule(
    code="relation-repeated",
    severity=Severity.WARNING,
    title=msg("A relation that is stated twice."),
    why=msg("The deposit would carry it twice."),
    bad="""
        relations:
          - {type: isReviewOf, target: 10.9999/book}
          - {type: isReviewOf, target: 10.9999/BOOK}
        """,
    good="""
        relations:
          - {type: isReviewOf, target: 10.9999/book}
        """,
    work=_check,
)
