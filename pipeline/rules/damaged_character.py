"""A question mark where a letter was."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.rules.base import Rule

# between letters, or after an elision (d’?tre); an address has them before its query
# (40 letters are enough to show; without an end, each letter of a long run would be a new start)
_DAMAGED = re.compile(r"[^\W\d_]{1,40}(?:[’']\?|\?)[^\W\d_]{1,40}")
_WORD = re.compile(r"\S+")


def _check(text: str) -> Iterator[tuple[Message, Message]]:
    if "?" not in text:
        return
    for match in _DAMAGED.finditer(_WORD.sub(_without_addresses, text)):
        yield (
            msg("A letter seems to be lost: “{found}”.", found=match[0]),
            msg("Put the letter in the place of the question mark."),
        )


def _without_addresses(word: re.Match[str]) -> str:
    return " " if "://" in word[0] or "www." in word[0] else word[0]


RULE = Rule(
    code="damaged-character",
    severity=Severity.WARNING,
    title=msg("A question mark where a letter was."),
    why=msg("A program that did not know the letter wrote “?” for it; the word can no longer be found."),
    bad="""
        references:
          - text: Calcara, G. (2019). Raison d’?tre. <i>Liverpool Law Review</i>, 40(2), 95-111.
        """,
    good="""
        references:
          - text: Calcara, G. (2019). Raison d’être. <i>Liverpool Law Review</i>, 40(2), 95-111.
        """,
    text=_check,
)
