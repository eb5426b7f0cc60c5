"""A title that stands in for one."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

_PLACEHOLDERS = frozenset(
    re.split(
        r",\s+",
        "a completer, à compléter, a definir, à définir, article title, articulo sin titulo, artículo sin título, "
        "new article, no title, no title available, nouvel article, ohne titel, sans titre, sem titulo, sem título, "
        "senza titolo, sin titulo, sin título, tba, tbc, tbd, test, title, title of the article, title pending, titre, "
        "titre à venir, titre de l'article, to be announced, todo, untitled, xxx, без названия, без назви",
    )
)


def _check(work: Work) -> Iterator[Fault]:
    for variant in work.title:
        plain = variant.value.plain
        words = re.sub(r"[\[\](){}<>.:…*_-]|\d+$", " ", plain.casefold().replace("’", "'"))
        if " ".join(words.split()) in _PLACEHOLDERS:
            yield Fault(
                ("title", variant.language),
                msg("“{title}” is hardly the article’s title.", title=plain),
                msg("Write the title; of a text without one, its first words or what it is."),
            )


RULE = Rule(
    code="title-placeholder",
    severity=Severity.WARNING,
    title=msg("A title that only stands in for one."),
    why=msg("Deposited titles like “Untitled” stay in catalogues for years."),
    bad="""
        title: "[Sans titre]"
        """,
    good="""
        title: Sans titre ni loi
        """,
    work=_check,
)
