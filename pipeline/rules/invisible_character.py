"""Characters that nobody sees but that separate words for machines."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.rules.base import Rule

# soft hyphen, byte order mark, object replacement, private use; zero-width space but in scripts that need it
_INVISIBLE = re.compile("[\u00ad\ufeff\ufffc\ue000-\uf8ff\U000f0000-\U0010fffd]")
_ZERO_WIDTH_SPACE = "\u200b"
_NEED_ZERO_WIDTH_SPACE = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u19e0-\u19ff]")


def _check(text: str) -> Iterator[tuple[Message, Message]]:
    if text.isascii():
        return
    found = set(_INVISIBLE.findall(text))
    if _ZERO_WIDTH_SPACE in text and not _NEED_ZERO_WIDTH_SPACE.search(text):
        found.add(_ZERO_WIDTH_SPACE)
    if found:
        yield (
            msg(
                "The text holds characters without a visible form: {codes}.",
                codes=", ".join(f"U+{ord(character):04X}" for character in sorted(found)),
            ),
            msg("Delete them, or write the character that was meant; they often come from a PDF or a symbol font."),
        )


RULE = Rule(
    code="invisible-character",
    severity=Severity.WARNING,
    title=msg("Characters that have no visible form everywhere."),
    why=msg("A word with a soft hyphen in it is not found, and characters of private use mean nothing elsewhere."),
    bad="""
        title: "Archi\\u00adtecture"
        """,
    good="""
        title: Architecture
        """,
    reference="JATS4R, Accessibility (no private characters); Unicode Standard, chapter 23",
    text=_check,
)
