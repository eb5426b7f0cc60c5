"""What is registered, as the REST API and the matched references tell it."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import httpx
import pytest

from tests.sandbox.serving import CREDENTIALS, make_client, make_sandbox

XML = b"""<journal_article xmlns="http://www.crossref.org/schema/5.5.0"><titles><title>On <i>bees</i>
 and more</title></titles><doi_data><doi>10.5555/AB(1)</doi><resource>https://example.org/1</resource></doi_data>
<citation_list><citation key="r1"><doi>10.5555/other</doi></citation><citation key="r2"/></citation_list>
<component_list><component><titles><title>Figure</title></titles><doi_data><doi>10.5555/ab(1).f1</doi></doi_data>
</component></component_list></journal_article>"""


@dataclass(frozen=True)
class _Stored:
    doi: str = "10.5555/ab(1)"
    owner: str = "10.5555"
    timestamp: str = "20260110120000000"
    url: str = "https://example.org/1"
    xml: bytes = XML
    surroundings: bytes = b""
    accepted: str = "2026-01-10T12:00:00Z"


class _Registry:
    def find(self, doi: str) -> _Stored | None:
        """Find the one record."""
        return _Stored() if doi.casefold() == _Stored.doi else None

    def owners(self) -> frozenset[str]:
        """Give the owner of the one record."""
        return frozenset({_Stored.owner})

    def exists(self, doi: str, hosted: frozenset[str]) -> bool:
        """Know every DOI that another one cites."""
        return doi.partition("/")[0] in hosted

    def count(self) -> int:
        """Count the one record."""
        return 1

    def records(self) -> tuple[_Stored, ...]:
        """List the one record."""
        return (_Stored(),)


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A sandbox with one DOI."""
    sandbox = make_sandbox(tmp_path / "state")
    sandbox.registry = _Registry()  # type: ignore[assignment]
    with make_client(sandbox) as made:
        yield made


def test_work(client: httpx.Client) -> None:
    """The title and the address are those of the DOI itself."""
    found = client.get("/works/10.5555/AB(1)").json()
    assert (found["status"], found["message-type"]) == ("ok", "work")
    message = found["message"]
    assert message["DOI"] == "10.5555/ab(1)"
    assert message["title"] == ["On <i>bees</i> and more"]
    assert message["resource"] == {"primary": {"URL": "https://example.org/1"}}
    assert message["reference"] == [
        {"key": "r1", "doi-asserted-by": "publisher", "DOI": "10.5555/other"},
        {"key": "r2"},
    ]


def test_unknown_work(client: httpx.Client) -> None:
    """The text of the REST API."""
    answer = client.get("/works/10.5555/none")
    assert (answer.status_code, answer.text) == (404, "Resource not found.")


def test_resolved_references(client: httpx.Client) -> None:
    """References with their DOIs, for who has a login."""
    asked = {**CREDENTIALS, "doi": "10.5555/ab(1)"}
    matched = {"key": "r1", "doi": "10.5555/other", "type": "journal_article"}
    for answer in (client.get("/getResolvedRefs", params=asked), client.post("/getResolvedRefs", data=asked)):
        assert answer.json() == {"doi": "10.5555/ab(1)", "matched-references": [matched]}
    assert "Welcome to Crossref" in client.get("/getResolvedRefs", params={**asked, "pwd": "no"}).text
    assert client.get("/getResolvedRefs", params={**asked, "doi": "10.5555/x"}).status_code == 404


def test_state_and_page(client: httpx.Client) -> None:
    """The record is listed in both."""
    (record,) = client.get("/sandbox/state").json()["records"]
    assert record["url"] == "https://example.org/1"
    assert record["accepted"] == "2026-01-10T12:00:00Z"
    assert 'href="/works/10.5555%2Fab%281%29"' in client.get("/").text
