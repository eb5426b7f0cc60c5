"""Sentences that a rule set has in several languages."""

import dataclasses
import pickle

import pytest

from pipeline.i18n import localizer
from pipeline.messages import English, Message, Translator
from pipeline.validation.nodes import LONGEST_VALUE
from pipeline.validation.rule_sets.translated import Translated, quoted, single_spaced

_BOTH = Translated("{} is wrong.", wordings=(("en", "x is wrong."), ("fr", "x est faux.")))


class _Reader(English):
    """A reader of any language."""

    def __init__(self, tag: str) -> None:
        self.tag = tag


@pytest.mark.parametrize(
    ("reader", "text"),
    [
        (localizer("en"), "x is wrong."),
        (localizer("fr"), "x est faux."),
        (_Reader("fr-CA"), "x est faux."),
        (_Reader("FR"), "x est faux."),
        (_Reader("ar"), "x is wrong."),
        (English(), "x is wrong."),
    ],
)
def test_language(reader: Translator, text: str) -> None:
    """The reader’s language, or its main language, or English."""
    assert _BOTH.text(reader) == text


def test_without_english() -> None:
    """Rules that know no English are told in the language they know."""
    french = Translated("…", wordings=(("fr", "C’est faux."), ("de", "Das ist falsch.")))
    assert str(french) == "C’est faux."
    assert french.text(_Reader("de")) == "Das ist falsch."


def test_is_a_message() -> None:
    """It is said, put into other sentences, pickled, compared and taken apart as any message."""
    assert localizer("fr").say(_BOTH) == "x est faux."
    assert localizer("fr").say(Message("{inner}", (("inner", _BOTH),))) == "x est faux."
    assert pickle.loads(pickle.dumps(_BOTH)) == _BOTH  # noqa: S301 - our own
    assert dataclasses.asdict(_BOTH)["wordings"] == _BOTH.wordings
    assert str(_BOTH) == "x is wrong."
    assert len({_BOTH, dataclasses.replace(_BOTH)}) == 1


def test_braces_are_text() -> None:
    """A value of the document is no template."""
    assert str(Translated("{}", wordings=(("en", "{0.__class__} {x}"),))) == "{0.__class__} {x}"


def test_blanks() -> None:
    """Blanks and line ends become one blank; no-break spaces are kept, as French typography needs them."""
    assert single_spaced("a \n\t b\u00a0: c") == "a b\u00a0: c"
    assert quoted("\n a\r\n b ") == "a b"


def test_long_values_are_cut() -> None:
    """Of a long value the beginning is shown."""
    assert quoted("x" * LONGEST_VALUE) == "x" * LONGEST_VALUE
    assert quoted("x" * (LONGEST_VALUE + 1)) == "x" * LONGEST_VALUE + "…"
