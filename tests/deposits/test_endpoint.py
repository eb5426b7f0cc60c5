"""Tests of the addresses that deposits go to."""

import traceback

import pytest

from pipeline.deposits.endpoint import PRODUCTION, TEST, Endpoint, parse_endpoint
from pipeline.errors import UsageError


def test_addresses_of_crossref() -> None:
    """The addresses are those of the documentation."""
    assert PRODUCTION.deposit_url == "https://doi.crossref.org/servlet/deposit"
    assert TEST.deposit_url == "https://test.crossref.org/servlet/deposit"
    assert TEST.result_url == "https://test.crossref.org/servlet/submissionDownload"
    assert TEST.resolved_refs_url == "https://test.crossref.org/getResolvedRefs"
    assert PRODUCTION.host == "doi.crossref.org"
    assert not PRODUCTION.is_loopback


@pytest.mark.parametrize(
    ("text", "base_url"),
    [
        ("https://doi.crossref.org", PRODUCTION.base_url),
        (" https://DOI.crossref.org:443/ ", PRODUCTION.base_url),
        ("https://example.org/crossref//", "https://example.org/crossref"),
        ("https://example.org:8443", "https://example.org:8443"),
        ("http://127.0.0.1:8000/", "http://127.0.0.1:8000"),
        ("http://127.8.9.1", "http://127.8.9.1"),
        ("http://localhost:80/", "http://localhost"),
        ("http://[::1]:8000", "http://[::1]:8000"),
        ("https://[2001:db8::1]", "https://[2001:db8::1]"),
    ],
)
def test_normalised(text: str, base_url: str) -> None:
    """One server has one address."""
    assert parse_endpoint(text) == Endpoint(base_url)


@pytest.mark.parametrize("host", ["127.0.0.1", "[::1]", "localhost", "127.255.255.254"])
def test_loopback(host: str) -> None:
    """This machine is recognised."""
    assert parse_endpoint(f"http://{host}:1").is_loopback


@pytest.mark.parametrize(
    "host",
    ["doi.crossref.org", "128.0.0.1", "127.1", "localhost.example.org", "[::2]", "0.0.0.1", "2130706433", "10.0.0.1"],
)
def test_no_password_in_the_clear(host: str) -> None:
    """Any other machine is asked over HTTPS only."""
    with pytest.raises(UsageError, match="must begin with https://"):
        parse_endpoint(f"http://{host}/")


@pytest.mark.parametrize(
    "text",
    [
        "https://user:hunter2@doi.crossref.org",
        "https://hunter2@doi.crossref.org",
        "https://doi.crossref.org/?pwd=hunter2",
        "https://doi.crossref.org/#hunter2",
        "https://doi.crossref.org?",
        "https://user:hunter2@doi.crossref.org:port",
        "https://user:hunter2@[::1",
        "ftp://hunter2.example.org",
        "hunter2",
        "",
        "https://",
        "https:///hunter2",
        "https://doi.crossref.org:0",
        "https://doi.crossref.org:65536",
        "https://doi.cross\tref.org",
        "https://doi.crossref.org\\hunter2",
        "https://doi.crossref.org/hunter2;a",
        "https://доi.crossref.org",
        "https://-.example.org",
    ],
)
def test_refused(text: str) -> None:
    """What is no plain address is refused, and nothing of it is repeated."""
    with pytest.raises(UsageError) as caught:
        parse_endpoint(text)
    shown = "".join(traceback.format_exception(caught.value)) + str(caught.value.remedy)
    assert "hunter2" not in shown.replace(repr(text), "")
    assert caught.value.__context__ is None
