"""References."""

import pytest

from pipeline.model.people import Organization, Person
from pipeline.model.references import Reference
from tests.model.support import make, refused


def test_authors_as_lists_write_them() -> None:
    """``Family, Given``; a text without comma is a whole name; a table is a contributor."""
    reference = make(
        Reference,
        title="X",
        authors=["Carberry, Josiah S.", "Plotin", "Collectif,", {"type": "organization", "name": "Consortium"}],
    )
    persons = [author for author in reference.authors if isinstance(author, Person)]
    assert [(person.family, person.given, person.mononym) for person in persons] == [
        ("Carberry", "Josiah S.", None),
        (None, None, "Plotin"),
        (None, None, "Collectif,"),
    ]
    assert isinstance(reference.authors[3], Organization)


@pytest.mark.parametrize(
    ("text", "doi", "expected"),
    [
        ("X. https://doi:10.1353/jod.2019.0019.", None, "10.1353/jod.2019.0019"),
        ("X. 10.5555/a", "10.5555/b", "10.5555/b"),
        ("X. 10.5555/a and 10.5555/b", None, None),
        ("X. 10.5555/a, https://doi.org/10.5555/a.", None, "10.5555/a"),
        ("X.", None, None),
    ],
)
def test_doi_is_recovered_from_the_text(text: str, doi: str | None, expected: str | None) -> None:
    """Where it is the only one; its own field goes first."""
    assert make(Reference, text=text, doi=doi).found_doi == expected


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ({}, "reference-empty"),
        ({"year": "1999"}, "reference-empty"),
        ({"text": "X", "year": "99"}, "string_pattern_mismatch"),
        ({"text": "X", "id": "1a"}, "string_pattern_mismatch"),
        ({"text": "X", "pmid": "0"}, "string_pattern_mismatch"),
        ({"text": "X", "isbn": "978-2-07-036822-9"}, "isbn-checksum"),
        ({"text": "<i>X"}, "markup-malformed"),
    ],
)
def test_refused(given: dict[str, str], code: str) -> None:
    """A reference says what is cited, in fields that have their forms."""
    assert refused(Reference, given) == [code]


def test_doi_alone_is_enough() -> None:
    """It says what is cited."""
    assert make(Reference, doi="https://doi.org/10.5555/a").doi == "10.5555/a"
