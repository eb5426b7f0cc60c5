"""Text that was read in another encoding than it was written in."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.rules.base import Rule

_REPLACEMENT = "\ufffd"
# one character of UTF-8 read as several others, or as one and a blank that was a no-break space
_SUSPICIOUS = re.compile("[^\x00-\x7f]{2}|[\u00c2\u00c3] ")


def _check(text: str) -> Iterator[tuple[Message, Message]]:
    if text.isascii():
        return
    if _REPLACEMENT in text:
        yield (
            msg("Characters were lost: “{found}”.", found=_around(text, text.index(_REPLACEMENT))),
            msg("Take the text again from its source; “{mark}” marks each lost character.", mark=_REPLACEMENT),
        )
        return
    if _SUSPICIOUS.search(text) and (repaired := _repaired(text)) != text:
        first = next((n for n, pair in enumerate(zip(text, repaired, strict=False)) if pair[0] != pair[1]), 0)
        yield (
            msg("Characters look damaged: “{found}”.", found=_around(text, first)),
            msg("It should probably read “{repaired}”.", repaired=_around(repaired, first)),
        )


def _repaired(text: str) -> str:
    # they take a while to load, and most texts are not suspicious
    from ftfy import fix_encoding
    from ftfy.badness import is_bad

    return fix_encoding(text) if is_bad(text) else text


def _around(text: str, place: int, reach: int = 25) -> str:
    start, end = max(0, place - reach), place + reach
    return ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")


RULE = Rule(
    code="mojibake",
    severity=Severity.WARNING,
    title=msg("Text that was read in another encoding than it was written in."),
    why=msg("Readers see “Ã©” for “é”, and nobody finds the article by its title or its author’s name."),
    bad="""
        title: Lâ€™Ã‰tranger dâ€™Albert Camus
        """,
    good="""
        title: L’Étranger d’Albert Camus
        """,
    text=_check,
)
