"""Calls of the notification service, true ones and others."""

import json
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.deposits.endpoint import Endpoint
from pipeline.deposits.notification import Notification, read_notification, saved_headers
from pipeline.errors import DepositError

_URL = "https://doi.crossref.org/servlet/submissionDownload?file_name=a.xml&type=result"
_HEADERS = {
    "CROSSREF-NOTIFY-ENDPOINT": "estuaire",
    "CROSSREF-EXTERNAL-ID": "batch-1",
    "CROSSREF-INTERNAL-ID": "1508458432",
    "CROSSREF-RETRIEVE-URL": _URL,
    "CROSSREF-SERVICE-DATE": "Thu, 26 Nov 2026 12:00:00 GMT",
    "CROSSREF-RETRIEVE-URL-EXPIRATION-DATE": "2026-12-03T13:00:00+01:00",
}


def _with_url(url: str) -> dict[str, str]:
    return {**_HEADERS, "CROSSREF-RETRIEVE-URL": url}


def test_read() -> None:
    """All that is told, whatever the case of the names."""
    expected = Notification(
        "estuaire",
        "batch-1",
        "1508458432",
        _URL,
        datetime(2026, 11, 26, 12, tzinfo=UTC),
        datetime(2026, 12, 3, 12, tzinfo=UTC),
    )
    assert read_notification(_HEADERS) == expected
    assert read_notification({name.title(): f" {value} " for name, value in _HEADERS.items()}) == expected


def test_address_is_not_shown() -> None:
    """Whoever sees a traceback must not have the log."""
    assert "submissionDownload" not in repr(read_notification(_HEADERS))


def test_least() -> None:
    """Ids and times may be missing, or make no sense."""
    headers = {name: _HEADERS[name] for name in ("CROSSREF-NOTIFY-ENDPOINT", "CROSSREF-RETRIEVE-URL")}
    assert read_notification({**headers, "CROSSREF-SERVICE-DATE": "tomorrow"}) == Notification("estuaire", "", "", _URL)


def test_mended() -> None:
    """UTF-8 that a server has read as ISO-8859-1; the address is percent-encoded then, once."""
    raw = _with_url("https://doi.crossref.org/log/Áé?name=été%20#part")
    raw["CROSSREF-EXTERNAL-ID"] = "numéro-1"
    mangled = {name: value.encode().decode("iso-8859-1") for name, value in raw.items()}
    found = read_notification(mangled)
    assert found == read_notification(raw)
    assert found.batch_id == "numéro-1"
    assert found.retrieve_url == "https://doi.crossref.org/log/%C3%81%C3%A9?name=%C3%A9t%C3%A9%20"


@pytest.mark.parametrize(
    "url",
    [
        "http://doi.crossref.org/log",
        "https://doi.crossref.org.example.org/log",
        "https://notcrossref.org/log",
        "https://example.org/log?https://doi.crossref.org/",
        "https://user:password@doi.crossref.org/log",
        "https://example.org\\@doi.crossref.org/log",
        "https://doi.crossref.org:8443/log",
        "https://doi.crossref.org:x/log",
        "https://[::1/log",
        "https://127.0.0.1/log",
        "https://169.254.169.254/latest/meta-data/",
        "https://doi.crossref.org/a b",
        "https://doı.crossref.org/log",
        "https://crossref.org。example.org/log",
        "file:///etc/passwd",
        "//doi.crossref.org/log",
        "https:doi.crossref.org",
        "submission-log",
        "https://doi.crossref.org/" + "a" * 5000,
        "https://doi.crossref.org/\r\nHost: x",
    ],
)
def test_elsewhere(url: str) -> None:
    """No address is taken that leads to anybody else."""
    with pytest.raises(DepositError) as caught:
        read_notification(_with_url(url))
    assert caught.value.remedy
    assert url not in str(caught.value)


@pytest.mark.parametrize("host", ["crossref.org", "test.crossref.org", "DOI.CROSSREF.ORG", "doi.crossref.org:443"])
def test_hosts_of_crossref(host: str) -> None:
    """Any host of Crossref may have the log."""
    assert read_notification(_with_url(f"https://{host}/log")).retrieve_url == f"https://{host}/log"


_LINES = "".join(f"{name}: {value}\r\n" for name, value in _HEADERS.items())
_CGI = {"HTTP_" + name.replace("-", "_"): value for name, value in _HEADERS.items()}


@pytest.mark.parametrize(
    "saved",
    [
        _LINES,
        f"POST /notified?x=1 HTTP/1.1\r\nHost: example.org\r\n{_LINES}\r\nCROSSREF-EXTERNAL-ID: another\r\n",
        "\ufeff" + _LINES.replace("\r\n", "\n").lower().replace("batch-1", "batch-1 "),
        json.dumps(_HEADERS),
        json.dumps({**_CGI, "wsgi.version": [1, 0]}),
    ],
    ids=["lines", "request", "loosely", "json", "cgi"],
)
def test_saved(saved: str) -> None:
    """A call may be saved as it came, or as programs have it."""
    found = read_notification(saved_headers(saved.encode()))
    assert (found.endpoint, found.batch_id, found.submission_id) == ("estuaire", "batch-1", "1508458432")


@pytest.mark.parametrize("saved", [b"", b"{}", b"{", b"\xff\xfe", b"[" * 9999, b"hello", b"a: b\n" * 20_000])
def test_not_saved(saved: bytes) -> None:
    """Anything else is told."""
    with pytest.raises(DepositError, match="cannot be understood"):
        saved_headers(saved)


def test_own_server() -> None:
    """The server that deposits are sent to may have it, at its own port."""
    server = Endpoint("https://deposits.example.org:8443/crossref")
    url = "https://deposits.example.org:8443/log"
    assert read_notification(_with_url(url), server).retrieve_url == url
    for other in ("https://deposits.example.org/log", "https://www.example.org:8443/log"):
        with pytest.raises(DepositError):
            read_notification(_with_url(other), server)


@pytest.mark.parametrize("name", ["CROSSREF-NOTIFY-ENDPOINT", "CROSSREF-RETRIEVE-URL"])
@pytest.mark.parametrize("value", [None, "", " "])
def test_missing(name: str, value: str | None) -> None:
    """Without these two it is no notification."""
    headers = {key: text for key, text in _HEADERS.items() if key != name}
    if value is not None:
        headers[name] = value
    with pytest.raises(DepositError, match=name):
        read_notification(headers)


@given(st.dictionaries(st.sampled_from([*_HEADERS, "Host"]), st.text() | st.sampled_from([_URL, "https://[", "10.5"])))
def test_any_headers(headers: dict[str, str]) -> None:
    """Whatever comes, it is read or refused; what is read leads to Crossref."""
    try:
        found = read_notification(headers)
    except DepositError:
        return
    assert found.retrieve_url.isascii()
    assert found.retrieve_url.startswith("https://")
