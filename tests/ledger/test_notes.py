"""Sentences are kept so that they can be said in each language; other texts are kept as they are."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.ledger import Ledger, State
from pipeline.ledger.notes import from_text, to_text
from pipeline.messages import Message, msg, msgs
from tests.ledger.support import ENDPOINT, new, taken

_SENTENCES = (
    msg("No."),
    msg("{host} answers {status}: {reason}.", host="a b", status=403, reason=msgs("{count} day", "{count} days", 2)),
    msg("{share} of {{it}}", share=0.5),
)


@pytest.mark.parametrize("sentence", _SENTENCES, ids=str)
def test_sentence(ledger: Ledger, sentence: Message) -> None:
    """A sentence comes back, with its values, wherever an event is told of."""
    id_ = taken(ledger, new()).id
    ledger.record(id_, State.REFUSED, attempt=1, message=sentence)
    assert ledger.submission(id_).message == sentence
    assert ledger.events(id_)[-1].message == sentence
    assert ledger.history("10.5555/a")[-1].message == sentence
    assert next(iter(ledger.current(ENDPOINT))).message == sentence


@given(st.text())
def test_text(text: str) -> None:
    """A text comes back, but for what no database keeps."""
    assert from_text(to_text(text)) == text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")


@given(st.text())
def test_values(text: str) -> None:
    """So does a text in a sentence."""
    kept = text.encode("utf-8", "replace").decode().replace("\0", "\ufffd")
    assert from_text(to_text(msg("{text}", text=text))) == msg("{text}", text=kept)


@pytest.mark.parametrize(
    "text",
    [
        '{"sentence": ',
        '{"sentence": "a"}',
        '{"sentence": "a", "values": {"b": null}, "plural": "", "count": 0}',
        '{"sentence": "a", "values": [], "plural": "", "count": 0}',
        '{"sentence": "a", "values": ' * 30,
        json.dumps({"sentence": "a", "values": {"b": {"sentence": 5}}, "plural": "", "count": 0}),
    ],
)
def test_no_sentence(text: str) -> None:
    """What only looks like a sentence is given as it is."""
    assert from_text(text) == text
