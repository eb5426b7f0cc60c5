"""Relations."""

import pytest

from pipeline.model.relations import Relation
from tests.model.support import make, refused


def test_target_doi_is_canonical() -> None:
    """A DOI may be pasted as an address; other identifiers stay as they are."""
    assert make(Relation, type="isReviewOf", target="https://doi.org/10.5555/a").target == "10.5555/a"
    assert make(Relation, type="isReviewOf", target="978-2-07", target_type="isbn").target == "978-2-07"


@pytest.mark.parametrize(("kind", "within"), [("hasPreprint", True), ("isTranslationOf", True), ("isReviewOf", False)])
def test_within_work(kind: str, within: bool) -> None:
    """Forms of one work, or two works."""
    assert make(Relation, type=kind, target="10.5555/a").is_within_work is within


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({"type": "isReviewOf", "target": "abc"}, "doi-malformed"),
        ({"type": "reviews", "target": "10.5555/a"}, "literal_error"),
        ({"type": "isReviewOf", "target": "x" * 2049, "target_type": "uri"}, "string_too_long"),
    ],
)
def test_refused(given: dict[str, str], code: str) -> None:
    """One problem each: an unknown type is told once, though there are two lists of types."""
    assert refused(Relation, given) == [code]
