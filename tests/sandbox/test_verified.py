"""What is deposited into the sandbox is what ``pipeline verify`` finds there, field by field."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import pytest

from pipeline.deposits.operation import Operation
from pipeline.deposits.receipt import read_receipt
from pipeline.deposits.registered import Author, Funder, Published
from pipeline.deposits.rest_api import RestApi
from pipeline.deposits.sent_record import read_sent
from pipeline.submission.verifying import Field, Verifier, compare
from tests.building.support import run
from tests.formats.crossref_support import cut, render
from tests.sandbox.processing_support import article, batch, journal
from tests.submission.support import LOGIN, PASSWORD, Desk, desk
from tests.support import CHECKOUT
from tests.works import full_work

pytestmark = pytest.mark.usefixtures("official")

DOI = "10.5555/cahiers.12.3.45"


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Desk]:
    """A sandbox of its own."""
    with desk(tmp_path) as made:
        yield made


def _deposit(office: Desk, content: bytes, operation: Operation = Operation.METADATA) -> None:
    fields = {"operation": operation.value, "login_id": LOGIN.name, "login_passwd": PASSWORD}
    address = f"{office.endpoint.base_url}/servlet/deposit"
    assert httpx.post(address, data=fields, files={"fname": ("d.xml", content)}).status_code == 200


def _work(office: Desk, doi: str = DOI) -> dict[str, Any]:
    message: dict[str, Any] = httpx.get(f"{office.endpoint.base_url}/works/{doi}").json()["message"]
    return message


@pytest.fixture
def full(office: Desk) -> bytes:
    """The deposit of the work with every field, which the sandbox has taken, and what it relates to."""
    _deposit(office, batch(journal(article("10.5555/original"), article("10.5555/donnees"), title="Targets")))
    (made,) = cut(full_work())
    content = render(made).replace(b"2049-3630", b"1940-5758")
    _deposit(office, content)
    return content


def test_examples(office: Desk) -> None:
    """Nothing differs for the examples of the repository, whatever their DOIs are of."""
    run(CHECKOUT / "metadata", out=office.out, groups=("crossref",))
    office.submit()
    with RestApi(office.endpoint.base_url) as api:
        verifier = Verifier(office.ledger, office.endpoint.base_url, api)
        dois = tuple(verifier.registered())
        assert len(dois) > 8
        assert [found for doi in dois for found in verifier.verify(doi)] == []


def test_the_full_work(office: Desk, full: bytes) -> None:
    """Nothing differs for an article with every field, and what differs is seen."""
    sent = read_sent(full, DOI)
    assert sent
    with RestApi(office.endpoint.base_url) as api:
        found = api.work(DOI)
    assert found
    assert list(compare(sent, found)) == []
    other = replace(
        sent,
        titles=("X",),
        container_titles=("X",),
        issns=("0317-8471",),
        volume="X",
        issue="X",
        page="X",
        article_number="X",
        url="https://x.example/",
        licenses=(),
        reference_count=99,
        authors=(Author("X", "X", "X", "X"), *sent.authors[1:]),
        published=tuple(Published(medium, (1999,)) for medium in ("online", "print", "other")),
    )
    assert {difference.field for difference in compare(other, found)} == {*Field} - {Field.DOI, Field.AUTHORS}
    assert found.funders == (
        Funder("Fonds de l’Exemple", "10.13039/501100000038", ("FE-2024-001", "FE-2024-002")),
        Funder("Mécène discret", "", ()),
    )


def test_titles_and_containers(office: Desk, full: bytes) -> None:  # noqa: ARG001
    """Titles keep their markup; the journal, the issue and who deposits are told with the article."""
    found = _work(office)
    assert found["title"][0].startswith("La <i>forme</i> &amp; le <sup>nombre</sup> : <mml:math")
    assert found["title"][1:] == ["Form &amp; <b>Number</b>", "الشكل والعدد"]
    assert found["subtitle"] == ["Essai de <scp>poétique</scp>", "Ein Versuch", "An essay in poetics"]
    assert found["original-title"] == ["Form und <i>Zahl</i>"]
    assert (found["container-title"], found["short-container-title"]) == (["Cahiers des formes"], ["Cah. formes"])
    assert found["ISSN"] == ["0378-5955", "1940-5758"]
    assert found["issn-type"] == [
        {"value": "0378-5955", "type": "print"},
        {"value": "1940-5758", "type": "electronic"},
    ]
    assert [found[name] for name in ("volume", "issue", "page", "article-number")] == ["12", "3", "186-194", "e45"]
    assert [found[name] for name in ("type", "prefix", "publisher", "URL")] == [
        *("journal-article", "10.5555", "Presses déposantes", f"https://doi.org/{DOI}"),
    ]
    assert found["reference-count"] == len(found["reference"]) == 7


def test_contributors(office: Desk, full: bytes) -> None:  # noqa: ARG001
    """Each has a place in the list of a role."""
    found = _work(office)
    first, second, third = found["author"]
    assert first == {
        "ORCID": "https://orcid.org/0000-0002-1825-0097",
        "authenticated-orcid": True,
        "given": "Élodie",
        "family": "Нкомо-Durand",
        "suffix": "III",
        "sequence": "first",
        "affiliation": [{"name": "Université de l’Exemple"}, {"name": "Institut sans ville"}],
        "role": [{"role": "author", "vocabulary": "crossref"}],
    }
    assert (second["family"], second["sequence"]) == ("Plato", "additional")
    assert third["name"] == "Groupe d’étude du vers"
    assert [one["family"] for one in found["translator"]] == ["Björk"]
    assert not {"editor", "chair"} & set(found)


def test_dates_and_licences(office: Desk, full: bytes) -> None:  # noqa: ARG001
    """Dates are as exact as they were deposited; a licence without one holds from the publication on."""
    found = _work(office)
    dates = [found[f"published{medium}"]["date-parts"] for medium in ("-online", "-print", "")]
    assert dates == [[[2025, 10, 6]], [[2025, 11]], [[2025, 10, 6]]]
    first, second = found["license"]
    assert first == {
        "URL": "https://creativecommons.org/licenses/by/4.0/",
        "content-version": "vor",
        "start": {
            "date-parts": [[2025, 10, 7]],
            "date-time": "2025-10-07T00:00:00Z",
            "timestamp": 1759795200000,
        },
        "delay-in-days": 1,
    }
    assert (second["content-version"], second["start"]["date-parts"]) == ("tdm", [[2025, 10, 6]])


def test_other_dois(office: Desk, full: bytes) -> None:
    """What is no article has a title and an address of its own, and nothing of what is around it."""
    with RestApi(office.endpoint.base_url) as api:
        for doi, kind in (
            ("10.5555/cahiers", "journal"),
            ("10.5555/cahiers.12", "journal-volume"),
            ("10.5555/cahiers.12.3", "journal-issue"),
            (f"{DOI}.s1", "component"),
        ):
            sent, found = read_sent(full, doi), api.work(doi)
            assert sent
            assert found
            assert list(compare(sent, found)) == []
            assert _work(office, doi)["type"] == kind
    assert _work(office, "10.5555/cahiers")["ISSN"] == ["0378-5955", "1940-5758"]
    assert "ISSN" not in _work(office, f"{DOI}.s1")


def test_little_is_known(office: Desk) -> None:
    """What was not deposited is left out, but for lists that are always there."""
    bare = article(people='<anonymous sequence="first" contributor_role="author"/>')
    _deposit(office, batch(journal(bare.replace("<pages><first_page>7</first_page></pages>", ""))))
    found = _work(office, "10.5555/A")
    assert (found["subtitle"], found["original-title"], found["reference-count"]) == ([], [], 0)
    assert not {"page", "article-number", "license", "funder", "reference", "published-online"} & set(found)
    assert found["published"] == found["published-print"] == {"date-parts": [[2025]]}
    assert [set(one) for one in found["author"]] == [{"sequence", "affiliation", "role"}]


def test_later_deposits(office: Desk) -> None:
    """An article that has moved to another issue, and got another address, is shown so."""
    _deposit(office, batch(journal(article())))
    moved = journal(article()).replace("<issue>2</issue>", "<issue>3</issue>")
    _deposit(office, batch(moved, timestamp="20260102030405007"))
    addresses = b"H:email=a@example.org;fromPrefix=10.5555;toPrefix=10.5555\n10.5555/a\thttps://example.org/new\n"
    _deposit(office, addresses, Operation.URLS)
    found = _work(office, "10.5555/a")
    assert (found["issue"], found["resource"]["primary"]["URL"]) == ("3", "https://example.org/new")


def test_deposits_at_once(office: Desk) -> None:
    """The way in for OJS answers with the log; with status 403 where the whole file is refused, and not one DOI."""

    def answered(content: bytes) -> tuple[int, str]:
        fields = {"operation": "doMDUpload", "usr": LOGIN.name, "pwd": PASSWORD}
        address = f"{office.endpoint.base_url}/v2/deposits"
        answer = httpx.post(address, data=fields, files={"mdFile": ("d.xml", content)})
        return answer.status_code, read_receipt(answer.content).records[0].status.value

    good = batch(journal(article()))
    assert answered(good) == (200, "Success")
    assert answered(good.replace(b"10.5555/a", b"10.9999/a")) == (200, "Failure")
    assert answered(good.replace(b"</head>", b"</head><x/>")) == (403, "Failure")
