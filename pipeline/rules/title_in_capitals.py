"""A title in capitals."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

_FEWEST_LETTERS = 12  # shorter ones may be an abbreviation, or a name that is written so


def _check(work: Work) -> Iterator[Fault]:
    for name, text in (("title", work.title), ("subtitle", work.subtitle)):
        for variant in text or ():
            plain = variant.value.plain
            if len(re.findall(r"[^\W\d_]", plain)) >= _FEWEST_LETTERS and plain.isupper():
                yield Fault(
                    (name, variant.language),
                    msg("The title is in capitals."),
                    msg("Write it as a sentence; pages that want capitals make them."),
                )


RULE = Rule(
    code="title-in-capitals",
    severity=Severity.WARNING,
    title=msg("A title in capitals."),
    why=msg("Nobody can tell names and abbreviations in it, and every citation shouts."),
    bad="""
        title: LES FABLES DE LA FONTAINE
        """,
    good="""
        title: Les Fables de La Fontaine
        """,
    reference="Crossref documentation, Titles",
    work=_check,
)
