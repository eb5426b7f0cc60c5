"""Scores: what could be there, what is there, and that they add up."""

from typing import Any

import pytest

from pipeline.formats.completeness import FIELDS, TRANSLATED, Completeness, Tally
from pipeline.model import Work

JOURNAL = {"id": "j", "languages": ["fr", "en"], "title": "Revue", "publisher": {"name": "Presses"}}


def _work(**fields: Any) -> Work:
    data = {"id": "a", "language": "fr", "journal": JOURNAL, "title": "Titre", **fields}
    return Work.model_validate(data, context={"language": "fr"})


def _score(*works: Work) -> Completeness:
    score = Completeness()
    for work in works:
        score.add(work)
    return score


def test_translated_fields() -> None:
    """A text counts in each language of the journal; a title that no language has is missing in all."""
    score = _score(_work(title={"fr": "Titre", "en": "Title"}, subtitle="Sous-titre"))
    assert score.translated["title", "en"] == Tally(1, 1)
    assert score.translated["subtitle", "en"] == Tally(0, 1)
    assert score.translated["abstract", "fr"] == Tally(0, 1)
    assert score.translated["biography", "fr"] == Tally(0, 0)
    assert score.in_language("en") == Tally(1, 4)


def test_structured_abstract() -> None:
    """Each section of an abstract counts."""
    section = {"title": "But", "text": {"fr": "Un", "en": "One"}}
    score = _score(_work(abstracts=[{"sections": [section, {"title": "Fin", "text": "Deux"}]}]))
    assert score.translated["abstract", "en"] == Tally(1, 2)


def test_shares() -> None:
    """Fields with several parts count each; anonymous contributors have no affiliation to miss."""
    people = [{"family": "A", "orcid": "0000-0002-1825-0097"}, {"family": "B"}, {"type": "anonymous"}]
    score = _score(_work(contributors=people, references=[{"text": "x 10.5555/a."}, {"text": "y"}]))
    assert score.fields["orcid"] == Tally(1, 2)
    assert score.fields["affiliation"] == Tally(0, 2)
    assert score.fields["reference-doi"].share == pytest.approx(0.5)
    assert score.fields["doi"] == Tally(0, 1)


def test_sums() -> None:
    """Two parts merged are the whole."""
    works = [_work(), _work(doi="10.5555/a"), _work(keywords=[{"terms": ["un"]}])]
    parts = _score(works[0])
    parts.merge(_score(*works[1:]))
    assert parts == _score(*works)


def test_names_are_unique() -> None:
    """A field has one name."""
    assert len({counted.name for counted in FIELDS}) == len(FIELDS)
    assert len({translated.name for translated in TRANSLATED}) == len(TRANSLATED)
