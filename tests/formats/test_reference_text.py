"""References worded from their fields: all of them, in no language, and alike in all outputs."""

from typing import Any

import pytest

from pipeline.formats.crossref_citations import citations
from pipeline.formats.reference_text import reference_text
from pipeline.markup import Styled
from pipeline.model.references import Reference
from tests.formats.jats_support import parse
from tests.formats.jats_support import texts as jats_texts
from tests.formats.landing_support import page, shown
from tests.works import minimal_work

FIELDS: dict[str, Any] = {
    "authors": ["Ada, A.", "Bob"],
    "editors": ["Eve, E."],
    "title": "T <i>t</i>",
    "container": "C",
    "series": "S",
    "year": "2020",
    "volume": "1",
    "issue": "2",
    "first_page": "3",
    "last_page": "4",
    "article_number": "e5",
    "edition": "6th",
    "version": "v7",
    "publisher": "P",
    "place": "L",
    "standards_body": "ISO",
    "standard_number": "8",
    "arxiv": "2101.00001",
    "pmid": "9",
    "pmcid": "PMC10",
    "isbn": "978-2-07-036822-8",
    "issn": "0317-8471",
    "url": "https://example.org/",
    "accessed": "2024-02-29",
}


def cited(**fields: Any) -> Reference:
    """Give a reference."""
    return Reference.model_validate(fields, context={"language": "en"})


def test_all_fields_are_in_it() -> None:
    """The text has what the elements of an output have no place for."""
    assert reference_text(cited(**FIELDS)).plain == (
        "Ada, A.; Bob (2020). T t, 6th, v7. Eve, E. C, 1(2), 3–4, e5. S. L: P. ISO 8. ISBN 978-2-07-036822-8. "
        "ISSN 0317-8471. PMID 9. PMC10. arXiv:2101.00001. https://example.org/ [2024-02-29]"
    )


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"text": "As <i>printed</i>", "title": "T"}, "As printed"),
        ({"title": "Why?", "authors": ["Roe, R."]}, "Roe, R. Why?"),
        ({"title": "T", "authors": [{"type": "anonymous"}], "year": "2001"}, "(2001). T"),
        ({"title": "T", "edition": "2e éd.", "publisher": "P"}, "T, 2e éd. P"),
        ({"doi": "10.5555/a", "container": "C"}, "C. https://doi.org/10.5555/a"),
    ],
)
def test_punctuation(fields: dict[str, Any], words: str) -> None:
    """What is printed stays as it is; a sentence has one stop."""
    assert reference_text(cited(**fields)).plain == words


def test_titles_of_whole_works_are_in_italics() -> None:
    """A book’s title, and that of the journal or book in which something is."""
    (title,) = reference_text(cited(title="A <b>book</b>")).nodes
    assert isinstance(title, Styled)
    assert title.style == "i"
    part, _, journal = reference_text(cited(title="A part", container="J")).nodes
    assert not isinstance(part, Styled)
    assert isinstance(journal, Styled)


def test_outputs_have_the_same_words() -> None:
    """JATS, the deposit and the page word a reference alike."""
    work = minimal_work(references=[{**FIELDS, "article_number": None, "doi": "10.5555/a"}])
    words = reference_text(work.references[0]).plain
    assert jats_texts(parse(work), "//mixed-citation") == [words]
    assert [citation.text.plain for citation in citations(work.references)] == [words]
    assert shown(page(work), "//ol[@class='references']/li").startswith(words)
