"""Two articles of a journal with the same id."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.model import Work
from pipeline.rules.base import Path, Rule, Unique


def _keys(work: Work) -> Iterator[tuple[Path, str, str]]:
    # many file systems do not tell small from capital letters
    yield ("id",), work.id, f"{work.journal.id}/{work.id}".lower()


def _words(identifier: str, first: str) -> tuple[Message, Message]:
    return (
        msg("The id “{id}” is already that of the article at {place}.", id=identifier, place=first),
        msg("Give each article of a journal its own id (or file name); capital letters make no difference."),
    )


RULE = Rule(
    code="id-duplicate",
    severity=Severity.ERROR,
    title=msg("Two articles of a journal with the same id."),
    why=msg("The id is the name of the output files: the second article would overwrite the first."),
    bad="""
        - id: etude
          doi: 10.5555/etude-1
        - id: Etude
          doi: 10.5555/etude-2
        """,
    good="""
        - id: etude-1
          doi: 10.5555/etude-1
        - id: etude-2
          doi: 10.5555/etude-2
        """,
    unique=Unique(_keys, _words),
)
