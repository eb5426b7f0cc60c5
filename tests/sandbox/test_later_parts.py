"""What comes to a record after its first deposit, as the REST API and the matched references tell it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urljoin

import httpx
import pytest
from lxml import html

from pipeline.sandbox.processing import process
from tests.sandbox.processing_support import article, batch, journal, relation
from tests.sandbox.serving import CREDENTIALS, advance, make_client, make_sandbox
from tests.sandbox.test_processing_sections import CITATIONS, LICENCE, resources

pytestmark = pytest.mark.usefixtures("all_sets")

LIST = (
    '<citation_list><citation key="r1"><doi>10.5555/later</doi></citation>'
    '<citation key="r2"><doi>10.9999/theirs</doi></citation>'
    '<citation key="r3"><doi>10.1234/none</doi></citation>'
    '<citation key="r4"><unstructured_citation>A book</unstructured_citation></citation></citation_list>'
)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A sandbox of two logins that judges for real, with an article of four references."""
    with make_client(make_sandbox(tmp_path / "state", process=process)) as made:
        send(made, batch(journal(article(after=LIST)), timestamp="1"))
        yield made


def send(client: httpx.Client, content: bytes, operation: str = "doMDUpload") -> str:
    """Deposit something, and give its log."""
    name = f"{client.get('/sandbox/state').json()['now']}.xml"
    data = {**CREDENTIALS, "operation": operation}
    assert client.post("/servlet/deposit", data=data, files={"fname": (name, content)}).status_code == 200
    advance(client)
    asked = {**CREDENTIALS, "file_name": name, "type": "result"}
    return client.get("/servlet/submissionDownload", params=asked).text


def matched(client: httpx.Client) -> list[tuple[str, str]]:
    """List the matched references of the article."""
    found: dict[str, Any] = client.get("/getResolvedRefs", params={**CREDENTIALS, "doi": "10.5555/A"}).json()
    return [(one["key"], one["doi"]) for one in found["matched-references"]]


def work(client: httpx.Client) -> dict[str, Any]:
    """Give what the REST API says of the article."""
    message: dict[str, Any] = client.get("/works/10.5555/a").json()["message"]
    return message


def test_stored_queries_are_asked_again(client: httpx.Client) -> None:
    """A reference is matched as soon as what it cites is registered; one of another login's prefix is not before."""
    assert matched(client) == [("r2", "10.9999/theirs")]
    send(client, batch(journal(article("10.5555/LATER"))))
    assert matched(client) == [("r1", "10.5555/later"), ("r2", "10.9999/theirs")]


def test_later_references(client: httpx.Client) -> None:
    """They replace the list; a record that comes without a list has none."""
    assert 'status="resolved_reference"' in send(client, resources(CITATIONS), "doDOICitUpload")
    assert matched(client) == [("new", "10.9999/new")]
    assert [one["key"] for one in work(client)["reference"]] == ["new"]
    send(client, batch(journal(article()), timestamp="2"))
    assert matched(client) == []
    assert work(client)["reference-count"] == 0
    assert "reference" not in work(client)


def test_relations_to_another_login(client: httpx.Client) -> None:
    """A DOI of another login of this sandbox exists only where it is registered here."""
    relation = (
        "<doi_relations><doi>10.5555/a</doi><rel:program><rel:related_item><rel:inter_work_relation"
        ' relationship-type="references" identifier-type="doi">10.1234/none</rel:inter_work_relation>'
        "</rel:related_item></rel:program></doi_relations>"
    )
    assert "Relation target DOI does not exist: 10.1234/none" in send(client, resources(relation), "doDOICitUpload")


def test_relations_links_and_trials(client: httpx.Client) -> None:
    """Each comes under its field, and goes with the next record that lacks it."""
    blocks = (
        (
            '<doi_resources><doi>10.5555/a</doi><collection property="text-mining"><item><resource'
            ' mime_type="application/pdf" content_version="vor">https://example.org/a.pdf</resource></item></collection>'
            "</doi_resources>"
        ),
        (
            '<doi_resources><doi>10.5555/a</doi><collection property="crawler-based"><item crawler="iParadigms">'
            "<resource>https://example.org/s.pdf</resource></item></collection></doi_resources>"
        ),
        f"<doi_relations><doi>10.5555/a</doi>{relation('10.9999/original')}</doi_relations>",
        (
            '<clinicaltrial_data><doi>10.5555/a</doi><ct:program xmlns:ct="http://www.crossref.org/clinicaltrials.xsd">'
            '<ct:clinical-trial-number registry="10.18810/isrctn" type="results">ISRCTN1</ct:clinical-trial-number>'
            "</ct:program></clinicaltrial_data>"
        ),
    )
    log = send(client, resources(*blocks), "doDOICitUpload")
    assert "<success_count>4</success_count>" in log
    found = work(client)
    assert found["link"] == [
        {
            "URL": "https://example.org/a.pdf",
            "content-type": "application/pdf",
            "content-version": "vor",
            "intended-application": "text-mining",
        },
        {
            "URL": "https://example.org/s.pdf",
            "content-type": "unspecified",
            "content-version": "unspecified",
            "intended-application": "similarity-checking",
        },
    ]
    related = [{"id-type": "doi", "id": "10.9999/original", "asserted-by": "subject"}]
    assert found["relation"] == {"is-translation-of": related}
    trial = {"clinical-trial-number": "ISRCTN1", "registry": "10.18810/isrctn", "type": "results"}
    assert found["clinical-trial-number"] == [trial]
    send(client, batch(journal(article()), timestamp="2"))
    assert not {"link", "relation", "clinical-trial-number"} & set(work(client))


def test_crossmark(client: httpx.Client) -> None:
    """It says what is updated; its licences take the place of those that stood without it."""
    send(client, resources(LICENCE), "doDOICitUpload")
    block = (
        "<crossmark_data><doi>10.5555/a</doi><crossmark><crossmark_policy>10.9999/policy</crossmark_policy><updates>"
        '<update type="expression_of_concern" date="2025-12-31Z">10.5555/B</update></updates><custom_metadata>'
        '<assertion name="received" label="Received" group_name="history" order="1">2025-01-02</assertion>'
        '<ai:program name="AccessIndicators"><ai:license_ref>https://creativecommons.org/licenses/by-nc/4.0/'
        "</ai:license_ref></ai:program></custom_metadata></crossmark></crossmark_data>"
    )
    assert "<success_count>1</success_count>" in send(client, resources(block), "doDOICitUpload")
    found = work(client)
    assert [one["URL"] for one in found["license"]] == ["https://creativecommons.org/licenses/by-nc/4.0/"]
    assert found["update-policy"] == "https://doi.org/10.9999/policy"
    (update,) = found["update-to"]
    assert (update["DOI"], update["type"], update["label"]) == (
        *("10.5555/b", "expression_of_concern", "Expression of concern"),
    )
    assert update["updated"] == {"date-parts": [[2025, 12, 31]]}
    assert found["assertion"] == [
        {"name": "received", "value": "2025-01-02", "label": "Received", "order": 1, "group": {"name": "history"}}
    ]


def test_a_doi_that_looks_like_a_path(client: httpx.Client) -> None:
    """The page leads to its record, not to where a browser would go by its dots."""
    doi = "10.5555/../../sandbox/state"
    send(client, batch(journal(article(doi))))
    (link,) = (one.get("href", "") for one in html.fromstring(client.get("/").content).iter("a") if one.text == doi)
    assert client.get(urljoin(str(client.base_url), link)).json()["message"]["DOI"] == doi
