"""Long values: whatever they are made of, the check takes time in proportion to their length."""

import time

import pytest

from pipeline.validation import check, judge
from tests.validation.examples import CROSSREF, JATS, article, deposit

pytestmark = pytest.mark.usefixtures("official")

LENGTH = 200_000
# what the messages of the engines are made of, and what patterns for them might stumble over
PIECES = (
    "x",
    "1",
    "' ",
    "('",
    "The value '",
    "attribute ",
    "' is not a valid value of the ",
    "&#10;",
    "a b ",
    "https://",
)
_LICENCE = '<ai:program><ai:license_ref start_date="{}">https://example.org/</ai:license_ref></ai:program>'


@pytest.mark.parametrize("piece", PIECES)
def test_long_values(piece: str) -> None:
    """A date, a language, a DOI, a fixed value, references: each a document, all in a few seconds."""
    value = piece * (LENGTH // len(piece))
    documents = (
        (deposit(after=_LICENCE.format(value)), CROSSREF),
        (deposit(language=value), CROSSREF),
        (deposit().replace(b"<doi>10.5555/example", b"<doi>" + value.encode()), CROSSREF),
        (article(f'<preformat xml:space="{value}"/>'), JATS),
        (article(f'<p><xref rid="{value}"/></p>'), JATS),
    )
    check(deposit(), CROSSREF)
    check(article(), JATS)
    start = time.monotonic()
    for content, schema in documents:
        assert not check(content, schema).valid
    assert time.monotonic() - start < 10


def test_long_values_by_the_judge() -> None:
    """The judge explains what it says of one as quickly."""
    judge(deposit(), CROSSREF)
    start = time.monotonic()
    assert not judge(deposit(language="x" * LENGTH), CROSSREF).valid
    assert time.monotonic() - start < 10
