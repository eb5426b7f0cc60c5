"""Accents that stand beside their letters instead of with them."""

import re
import unicodedata
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.rules.base import Rule

_ACCENT = re.compile("[\u0300-\u036f]")
_DECOMPOSED = re.compile("\\w*[A-Za-z\u00c0-\u024f\u0370-\u04ff][\u0300-\u036f]+\\w*")


def _check(text: str) -> Iterator[tuple[Message, Message]]:
    if text.isascii() or not _ACCENT.search(text):
        return
    for match in _DECOMPOSED.finditer(text):
        if (composed := unicodedata.normalize("NFC", match[0])) != match[0]:
            yield (
                msg("In “{word}”, letters and accents are separate characters.", word=match[0]),
                msg("Type it again: {word}.", word=composed),
            )
            return


RULE = Rule(
    code="decomposed-accents",
    severity=Severity.WARNING,
    title=msg("Accents that are characters of their own."),
    why=msg("It looks the same, but databases do not find “é” where “e” and an accent stand (Unicode, form NFC)."),
    bad="""
        title: "E\\u0301tudes"
        """,
    good="""
        title: Études
        """,
    reference="Unicode Standard Annex #15; W3C, Character Model for the World Wide Web: String Matching",
    text=_check,
)
