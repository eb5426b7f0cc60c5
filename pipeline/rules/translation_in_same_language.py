"""A translation into the language it is from."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Path, Rule


def _check(work: Work) -> Iterator[Fault]:
    others: list[tuple[Path, str]] = [
        (("translations", number, "language"), found.language) for number, found in enumerate(work.translations)
    ]
    if work.translation_of:
        others.append((("translation_of", "language"), work.translation_of.language))
    for path, language in others:
        if language == work.language:
            yield Fault(
                path,
                msg("The article and its translation are both in “{language}”.", language=language),
                msg("Correct one of the two languages; versions in one language are “relations”."),
            )


RULE = Rule(
    code="translation-in-same-language",
    severity=Severity.WARNING,
    title=msg("A translation into the language it is from."),
    why=msg("Pages would link to themselves as another language."),
    bad="""
        language: fr
        translations:
          - {doi: 10.9999/study-1, language: fr}
        """,
    good="""
        language: fr
        translations:
          - {doi: 10.9999/study-1, language: en}
        """,
    work=_check,
)
