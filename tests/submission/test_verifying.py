"""What Crossref shows against what was deposited."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.deposits.registered import Author, Published, Registered
from pipeline.deposits.rest_api import RestApi
from pipeline.deposits.sent_record import read_sent
from pipeline.ledger import DoiEntry, DoiState, Ledger, NewSubmission, Outcome, Submission, open_ledger
from pipeline.submission.verifying import Difference, Discrepancy, Field, NotIndexed, Verifier, compare

_HERE = "https://doi.crossref.org"
_DOI = "10.5555/A.1"
_LICENSE = "https://creativecommons.org/licenses/by/4.0/"


def _deposit(title: str = "On <i>Zostera</i> &amp; tides") -> bytes:
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<doi_batch version="5.5.0" xmlns="http://www.crossref.org/schema/5.5.0"
  xmlns:ai="http://www.crossref.org/AccessIndicators.xsd">
 <head><doi_batch_id>b-1</doi_batch_id><timestamp>20260101000000000</timestamp></head>
 <body><journal>
  <journal_metadata>
   <full_title>Notes of the Estuary</full_title>
   <issn media_type="print">0000-0019</issn><issn media_type="electronic">20493630</issn>
   <doi_data><doi>10.5555/j</doi><resource>https://example.org/</resource></doi_data>
  </journal_metadata>
  <journal_issue>
   <publication_date media_type="online"><year>2026</year></publication_date>
   <journal_volume><volume>4</volume></journal_volume><issue>2</issue>
  </journal_issue>
  <journal_article>
   <titles><title>{title}</title><subtitle>Notes</subtitle></titles>
   <titles><title>Sur <i>Zostera</i></title></titles>
   <contributors>
    <person_name sequence="first" contributor_role="author">
     <given_name>Élodie</given_name><surname>Durand</surname>
     <ORCID authenticated="true">https://orcid.org/0000-0002-1825-0097</ORCID>
     <alt-name><name><surname>Other</surname></name></alt-name>
    </person_name>
    <organization sequence="additional" contributor_role="author">Bay Survey</organization>
    <person_name sequence="additional" contributor_role="author"><surname>Suharto</surname></person_name>
    <anonymous sequence="additional" contributor_role="author"/>
    <person_name sequence="first" contributor_role="editor"><surname>Editor</surname></person_name>
   </contributors>
   <publication_date media_type="online"><month>01</month><day>15</day><year>2026</year></publication_date>
   <publication_date><month>21</month><year>2026</year></publication_date>
   <pages><first_page>12</first_page><last_page>19</last_page><other_pages>25</other_pages></pages>
   <publisher_item><item_number item_number_type="article_number">e7</item_number></publisher_item>
   <crossmark><custom_metadata><ai:program name="AccessIndicators">
    <ai:free_to_read/><ai:license_ref applies_to="vor">{_LICENSE}</ai:license_ref>
    <ai:license_ref applies_to="tdm">{_LICENSE}</ai:license_ref>
   </ai:program></custom_metadata></crossmark>
   <doi_data><doi>{_DOI}</doi><resource>https://example.org/en/a?x=1&amp;y=2</resource>
    <collection property="text-mining"><item><resource>https://example.org/a.pdf</resource></item></collection>
   </doi_data>
   <citation_list><citation key="r1"/><citation key="r2"/></citation_list>
   <component_list><component parent_relation="isPartOf">
    <titles><title>Figure</title></titles>
    <doi_data><doi>10.5555/a.1.f1</doi><resource>https://example.org/f1</resource></doi_data>
   </component></component_list>
  </journal_article>
 </journal></body>
</doi_batch>""".encode()


SENT = Registered(
    doi=_DOI,
    type="journal-article",
    titles=("On Zostera & tides", "Sur Zostera"),
    container_titles=("Notes of the Estuary",),
    issns=("0000-0019", "20493630"),
    volume="4",
    issue="2",
    page="12-19",
    article_number="e7",
    published=(Published("online", (2026, 1, 15)), Published("print", (2026,))),
    authors=(
        Author("Durand", "Élodie", orcid="0000-0002-1825-0097"),
        Author(name="Bay Survey"),
        Author("Suharto"),
    ),
    url="https://example.org/en/a?x=1&y=2",
    licenses=(_LICENSE,),
    reference_count=2,
)
ANSWER: dict[str, Any] = {
    "DOI": "10.5555/a.1",
    "type": "journal-article",
    "title": ["On\n   <i>Zostera</i> &amp;amp; tides", "Sur<i>Zostera</i>"],
    "container-title": ["Notes of  the Estuary"],
    "ISSN": ["2049-3630", "0000-0019", "0378-5955"],
    "volume": "4",
    "issue": "2",
    "page": "12\u201319, 25",
    "article-number": "e7",
    "published-online": {"date-parts": [[2026, 1, 15]]},
    "published-print": {"date-parts": [[2026, 3]]},
    "author": [
        {"given": "E\u0301lodie", "family": "Durand", "ORCID": "http://orcid.org/0000-0002-1825-0097"},
        {"name": "Bay Survey"},
        {"given": "Suharto"},
        {"sequence": "additional"},
    ],
    "resource": {"primary": {"URL": "HTTPS://EXAMPLE.org/en/%61?x=1&amp;y=2"}},
    "license": [{"URL": _LICENSE}, {"URL": _LICENSE}],
    "reference-count": 2,
}


def _found(**changes: object) -> Registered:
    return replace(SENT, **changes)  # type: ignore[arg-type]


def test_read_sent() -> None:
    """What a deposit says of an article, its journal and issue included, its components and editors not."""
    assert read_sent(_deposit(), _DOI.lower()) == SENT


def test_read_sent_of_others() -> None:
    """A journal and a component have a title and an address."""
    journal, part = (read_sent(_deposit(), doi) for doi in ("10.5555/j", "10.5555/a.1.f1"))
    assert journal == Registered("10.5555/j", "journal-metadata", ("Notes of the Estuary",), url="https://example.org/")
    assert part == Registered("10.5555/a.1.f1", "component", ("Figure",), url="https://example.org/f1")
    assert read_sent(_deposit(), "10.5555/none") is None
    assert read_sent(b"<", _DOI) is None


@pytest.mark.parametrize(
    ("changes", "field", "sent", "found"),
    [
        ({"doi": "10.5555/other"}, Field.DOI, _DOI, "10.5555/other"),
        ({"titles": ("On Zostera",)}, Field.TITLE, "On Zostera & tides; Sur Zostera", "On Zostera"),
        ({"titles": ("On Zostera & tide", "Sur Zostera")}, Field.TITLE, ..., "On Zostera & tide; Sur Zostera"),
        ({"container_titles": ()}, Field.CONTAINER_TITLE, "Notes of the Estuary", ""),
        ({"issns": ("0000-0019",)}, Field.ISSN, "0000-0019; 20493630", "0000-0019"),
        ({"volume": "5"}, Field.VOLUME, "4", "5"),
        ({"issue": ""}, Field.ISSUE, "2", ""),
        ({"page": "12"}, Field.PAGES, "12-19", "12"),
        ({"article_number": "7"}, Field.ARTICLE_NUMBER, "e7", "7"),
        ({"published": SENT.published[:1]}, Field.PUBLISHED_PRINT, "2026", ""),
        ({"published": (Published("online", (2026, 1)), *SENT.published[1:])}, Field.PUBLISHED_ONLINE, ..., "2026-01"),
        ({"authors": SENT.authors[:1]}, Field.AUTHORS, "Durand, Élodie; Bay Survey; Suharto", "Durand, Élodie"),
        ({"url": "http://example.org/en/a?x=1&y=2"}, Field.LANDING_PAGE, SENT.url, "http://example.org/en/a?x=1&y=2"),
        ({"licenses": ()}, Field.LICENSES, _LICENSE, ""),
        ({"licenses": (_LICENSE, "https://example.org/l")}, Field.LICENSES, _LICENSE, ...),
        ({"reference_count": 0}, Field.REFERENCES, "2", "0"),
    ],
)
def test_differences(changes: dict[str, object], field: Field, sent: object, found: object) -> None:
    """Each field alone, and nothing besides."""
    (one,) = compare(SENT, _found(**changes))
    assert (one.doi, one.field) == (_DOI, field)
    assert sent in (..., one.sent)
    assert found in (..., one.found)


@pytest.mark.parametrize(
    ("author", "field", "found"),
    [
        (Author("Durant", "Élodie", orcid="0000-0002-1825-0097"), Field.AUTHOR_FAMILY, "Durant"),
        (Author("Durand", "E.", orcid="0000-0002-1825-0097"), Field.AUTHOR_GIVEN, "E."),
        (Author("Durand", "Élodie"), Field.AUTHOR_ORCID, ""),
    ],
)
def test_authors(author: Author, field: Field, found: str) -> None:
    """Authors are compared one by one."""
    (one,) = compare(SENT, _found(authors=(author, *SENT.authors[1:])))
    assert (one.field, one.found, one.author) == (field, found, 1)


def test_others_are_compared_in_part() -> None:
    """Of what is no article, title and address alone."""
    sent = Registered("10.5555/j", "journal-metadata", ("Notes",), url="https://example.org/")
    assert list(compare(sent, replace(sent, type="journal", issns=("2049-3630",), reference_count=3))) == []
    assert [one.field for one in compare(sent, replace(sent, url=""))] == [Field.LANDING_PAGE]


@pytest.fixture
def ledger(tmp_path: Path) -> Iterator[Ledger]:
    """A ledger of its own."""
    with open_ledger(str(tmp_path / "l"), clock=lambda: datetime(2026, 11, 26, tzinfo=UTC)) as made:
        yield made


def _submitted(
    ledger: Ledger, content: bytes, timestamp: str = "1", *, operation: str = "doMDUpload", good: bool = True
) -> None:
    digest = f"{hash(content)}{timestamp}"
    entry = DoiEntry(_DOI, timestamp, digest)
    new = NewSubmission(_HERE, operation, "a.xml", "b", timestamp, "", content, digest, (entry,))
    made = ledger.prepare(new)
    assert isinstance(made, Submission)
    outcome = Outcome(_DOI, DoiState.REGISTERED if good else DoiState.FAILED, "", None)
    ledger.complete(made.id, attempt=1, file_name="f", content=b"", outcomes=(outcome,), citations=())


def _verify(ledger: Ledger, answer: dict[str, Any] | None = ANSWER) -> tuple[Discrepancy, ...]:
    def handler(_request: httpx.Request) -> httpx.Response:
        return httpx.Response(404) if answer is None else httpx.Response(200, json={"message": answer})

    with RestApi(transport=httpx.MockTransport(handler)) as api:
        verifier = Verifier(ledger, _HERE, api)
        return tuple(one for doi in verifier.registered() for one in verifier.verify(doi))


def test_the_same(ledger: Ledger) -> None:
    """Markup, entities, blanks, hyphens and case make no difference."""
    _submitted(ledger, _deposit())
    assert _verify(ledger) == ()


def test_not_indexed(ledger: Ledger) -> None:
    """A DOI that is not there is no difference of fields."""
    _submitted(ledger, _deposit())
    assert _verify(ledger, None) == (NotIndexed(_DOI),)


def test_nothing_registered(ledger: Ledger) -> None:
    """What was never registered is not asked for."""
    _submitted(ledger, _deposit(), good=False)
    assert _verify(ledger, {}) == ()


def test_last_registered_counts(ledger: Ledger) -> None:
    """A later deposit counts when it is registered, and not before."""
    _submitted(ledger, _deposit("Old"))
    _submitted(ledger, _deposit(), "2")
    _submitted(ledger, _deposit("Failed"), "3", good=False)
    assert _verify(ledger) == ()
    _submitted(ledger, _deposit("New"), "4")
    assert [one.field for one in _verify(ledger) if isinstance(one, Difference)] == [Field.TITLE]


def test_later_deposits_of_parts(ledger: Ledger) -> None:
    """References and licences of a later deposit of resources hold, and the address of a later list."""
    _submitted(ledger, _deposit())
    resources = f"""<doi_batch xmlns="http://www.crossref.org/doi_resources_schema/5.4.0"
      xmlns:ai="http://www.crossref.org/AccessIndicators.xsd"><head/><body>
      <doi_citations><doi>{_DOI.lower()}</doi><citation_list><citation key="a"/></citation_list></doi_citations>
      <lic_ref_data><doi>{_DOI}</doi><ai:program><ai:license_ref>https://example.org/l</ai:license_ref></ai:program>
      </lic_ref_data></body></doi_batch>"""
    _submitted(ledger, resources.encode(), "", operation="doDOICitUpload")
    addresses = f"H:email=a@example.org;fromPrefix=10.5555;toPrefix=10.5555\n{_DOI}\thttps://example.org/new\n"
    _submitted(ledger, addresses.encode(), "", operation="doTransferDOIsUpload")
    assert {(one.field, one.sent) for one in _verify(ledger) if isinstance(one, Difference)} == {
        (Field.LICENSES, "https://example.org/l"),
        (Field.LANDING_PAGE, "https://example.org/new"),
        (Field.REFERENCES, "1"),
    }
