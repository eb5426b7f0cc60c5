"""The REST API: what is read of its answers, and how failures end."""

import json
from collections.abc import Callable
from typing import Any

import httpx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.deposits import rest_api
from pipeline.deposits.registered import Author, Funder, Published, Registered, read_registered
from pipeline.deposits.rest_api import RestApi
from pipeline.errors import CrossrefUnavailable, UsageError
from tests.support import shared

Handler = Callable[[httpx.Request], httpx.Response]

MESSAGE: dict[str, Any] = {
    "DOI": "10.5555/seagrass.7",
    "type": "journal-article",
    "title": ["Seagrass &amp; tides: <i>Zostera</i> in the bay", "Zostères et marées"],
    "container-title": ["Estuary Notes"],
    "ISSN": ["2049-3630", "0000-0019"],
    "volume": "4",
    "issue": "2-3",
    "page": "12-19",
    "article-number": "e7",
    "published": {"date-parts": [[2026, 1, 15]]},
    "published-online": {"date-parts": [[2026, 1, 15]]},
    "published-print": {"date-parts": [[2026, 3]]},
    "issued": {"date-parts": [[2026, 1, 15]]},
    "author": [
        {"given": "Élodie", "family": "Durand", "ORCID": "http://orcid.org/0000-0002-1694-233x", "sequence": "first"},
        {"name": "Bay Survey", "sequence": "additional", "affiliation": []},
    ],
    "resource": {"primary": {"URL": "https://example.org/en/seagrass"}},
    "license": [
        {"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "vor"},
        {"URL": "https://creativecommons.org/licenses/by/4.0/", "content-version": "tdm"},
    ],
    "reference-count": 31,
    "funder": [{"name": "Agency", "DOI": "10.13039/501100001665", "award": ["A-1", "A-2"]}, {"name": "Foundation"}],
}
REGISTERED = Registered(
    doi="10.5555/seagrass.7",
    type="journal-article",
    titles=("Seagrass &amp; tides: <i>Zostera</i> in the bay", "Zostères et marées"),
    container_titles=("Estuary Notes",),
    issns=("2049-3630", "0000-0019"),
    volume="4",
    issue="2-3",
    page="12-19",
    article_number="e7",
    published=(Published("online", (2026, 1, 15)), Published("print", (2026, 3))),
    authors=(Author("Durand", "Élodie", orcid="0000-0002-1694-233X"), Author(name="Bay Survey")),
    url="https://example.org/en/seagrass",
    licenses=("https://creativecommons.org/licenses/by/4.0/",),
    reference_count=31,
    funders=(Funder("Agency", "10.13039/501100001665", ("A-1", "A-2")), Funder("Foundation", "", ())),
)


def _body(message: object = MESSAGE) -> dict[str, object]:
    return {"status": "ok", "message-type": "work", "message-version": "1.0.0", "message": message}


def _api(handler: Handler, waits: list[float] | None = None, **options: Any) -> RestApi:
    sleep = (lambda _seconds: None) if waits is None else waits.append
    return RestApi(transport=httpx.MockTransport(handler), sleep=sleep, random=lambda: 0.5, **options)


def _answering(*answers: httpx.Response | Exception) -> Handler:
    waiting = list(answers)

    def handler(_request: httpx.Request) -> httpx.Response:
        answer = waiting.pop(0) if len(waiting) > 1 else waiting[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    return handler


def test_work() -> None:
    """All that is told, typed."""
    with _api(_answering(httpx.Response(200, json=_body()))) as api:
        assert api.work("10.5555/SEAGRASS.7") == REGISTERED


def test_request() -> None:
    """The DOI is one segment of the address; who asks is named."""
    seen: list[httpx.Request] = []

    def handler(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(404, text="Resource not found.")

    with _api(handler, mailto="editor@example.org") as api:
        assert api.work("10.5555/../a?b#c%20<d>") is None
    assert str(seen[0].url) == "https://api.crossref.org/works/10.5555%2F..%2Fa%3Fb%23c%2520%3Cd%3E"
    assert seen[0].method == "GET"
    assert seen[0].headers["User-Agent"].startswith("scholarly-metadata-pipeline/")
    assert seen[0].headers["User-Agent"].endswith(" (mailto:editor@example.org)")


@pytest.mark.parametrize("mailto", ["editor", "a@b\r\nX: y", "é@example.org", "a b@example.org", "a@b) (c@d"])
def test_mail_address(mailto: str) -> None:
    """What is no mail address does not get into a header."""
    with pytest.raises(UsageError):
        _api(_answering(httpx.Response(404)), mailto=mailto)


@pytest.mark.parametrize("address", ["http://api.example.org", "api.crossref.org", "https://a:b@api.crossref.org"])
def test_address(address: str) -> None:
    """The server is named as others are."""
    with pytest.raises(UsageError):
        RestApi(address)


@pytest.mark.parametrize("status", [429, 503])
def test_busy(status: int) -> None:
    """A server that is busy is asked again, when it says so."""
    busy = httpx.Response(status, headers={"Retry-After": "7"})
    waits: list[float] = []
    with _api(_answering(busy, httpx.Response(status), httpx.Response(200, json=_body())), waits) as api:
        assert api.work("10.5555/a") == REGISTERED
    assert waits == [7.0, 2.0]


@pytest.mark.parametrize(
    ("answer", "attempts", "words"),
    [
        (httpx.Response(429, headers={"Retry-After": "99999"}), 4, "busy"),
        (httpx.Response(500), 4, "500"),
        (httpx.Response(502), 1, "502"),
        (httpx.Response(403), 1, "403"),
        (httpx.Response(302, headers={"Location": "https://example.org/"}), 1, "not followed"),
        (httpx.Response(200, text="<html>"), 1, "understood"),
        (httpx.Response(200, json=[]), 1, "understood"),
        (httpx.Response(200, json={"message": "DOI"}), 1, "no description"),
        (httpx.Response(200, json={"message": {"DOI": 5.5}}), 1, "no description"),
        (httpx.ConnectError("no"), 4, "reached"),
        (httpx.ReadTimeout("no"), 4, "reached"),
        (httpx.RemoteProtocolError("no"), 4, "reached"),
    ],
)
def test_failures(answer: httpx.Response | Exception, attempts: int, words: str) -> None:
    """Each failure says what it is, after as many attempts as make sense; no wait is endless."""
    waits: list[float] = []
    with _api(_answering(answer), waits) as api, pytest.raises(CrossrefUnavailable, match=words) as caught:
        api.work("10.5555/a")
    assert len(waits) == attempts - 1
    assert all(wait <= 300 for wait in waits)
    assert "api.crossref.org" in str(caught.value)
    assert caught.value.remedy


def test_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer without end is not read to it."""
    monkeypatch.setattr(rest_api, "LARGEST", 100)
    with (
        _api(_answering(httpx.Response(200, json=_body()))) as api,
        pytest.raises(CrossrefUnavailable, match="too large"),
    ):
        api.work("10.5555/a")


def test_unknown_date() -> None:
    """A date that is not known is no date; one that is odd ends where it is odd."""
    message = {
        "DOI": "10.5555/a",
        "published-online": {"date-parts": [[None]]},
        "published-print": {"date-parts": [[2026, "1", 2]]},
        "published-other": {"date-parts": []},
    }
    assert read_registered(message) == Registered("10.5555/a", published=(Published("print", (2026,)),))


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.sampled_from(["URL", "date-parts", "name"]), inner),
    max_leaves=8,
)


@given(st.dictionaries(st.sampled_from([*MESSAGE, "DOI"]), _JSON))
def test_any_message(message: dict[str, object]) -> None:
    """No answer makes it stumble."""
    assert isinstance(read_registered(message).reference_count, int)


def test_real_answers() -> None:
    """Answers of Crossref are read whole: each has a DOI, and nearly all a title and an address."""
    answers = sorted(shared("corpus", "crossref-json").glob("*.json"))
    messages = [json.loads(path.read_bytes()).get("message", {}) for path in answers]
    works = [one for message in messages for one in message.get("items", [message]) if "DOI" in one]
    found = [read_registered(work) for work in works]
    assert all(one.doi and one.type for one in found)
    assert sum(bool(one.titles and one.url) for one in found) > 0.9 * len(found)
