"""Sentences that come from a rule set, which has them in several languages, and not from the catalogues."""

import re
from dataclasses import dataclass

from pipeline.i18n import SOURCE_LANGUAGE
from pipeline.messages import Message, Translator
from pipeline.validation.nodes import LONGEST_VALUE

_BLANKS = re.compile("[ \t\r\n]+")


@dataclass(frozen=True, slots=True)
class Translated(Message):
    """One sentence with its wording in each language: pairs of a language tag (BCP 47) and a finished text.

    The ``id`` is what sentences of one rule have in common: the text in the first language with ``{}`` for each value.
    """

    wordings: tuple[tuple[str, str], ...] = ()

    def text(self, translator: Translator) -> str:
        """Give the wording in the language of ``translator``, else in its main language, in English, or the first."""
        known = {tag.lower(): wording for tag, wording in reversed(self.wordings)}
        asked = str(getattr(translator, "tag", SOURCE_LANGUAGE)).lower()
        found = (known[tag] for tag in (asked, asked.partition("-")[0], SOURCE_LANGUAGE) if tag in known)
        return next(found, self.wordings[0][1] if self.wordings else self.id)


def single_spaced(text: str) -> str:
    """Give a text with one blank wherever it has blanks or line ends; no-break spaces stay what they are."""
    return _BLANKS.sub(" ", text)


def quoted(value: str) -> str:
    """Give a value of the document as sentences quote it: on one line, and the beginning only where it is long."""
    shown = single_spaced(value).strip(" ")
    return shown if len(shown) <= LONGEST_VALUE else shown[:LONGEST_VALUE] + "…"
