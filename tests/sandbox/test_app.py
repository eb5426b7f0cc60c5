"""The end points of the sandbox, as clients of Crossref use them."""

import json
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest
from lxml import etree

from pipeline.sandbox.clock import ManualClock, RealClock
from pipeline.sandbox.sandbox import Limits
from tests.sandbox.serving import CREDENTIALS, DELAY, OTHER, advance, deposit, make_client, make_sandbox, poll

WRONG = {"pwd": "wrong", "login_passwd": "wrong"}


@pytest.fixture
def client(tmp_path: Path) -> Iterator[httpx.Client]:
    """A sandbox and its client."""
    sandbox = make_sandbox(tmp_path / "state.sqlite3")
    with make_client(sandbox) as made:
        yield made


def _status(answer: object) -> str:
    return etree.fromstring(answer.content).get("status", "")  # type: ignore[attr-defined]


def test_success_page(client: httpx.Client) -> None:
    """The page and the content type are those that Crossref's clients know, whatever is in the file."""
    answer = deposit(client)
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/html;charset=ISO-8859-1"
    assert answer.text.startswith("\n\n\n\n<html>\n<head><title>SUCCESS</title>")
    assert "<p>Your batch submission was successfully received.</p>" in answer.text
    broken = client.post("/servlet/deposit", data=CREDENTIALS, files={"fname": ("b.xml", b"no XML")})
    assert "successfully received" in broken.text


@pytest.mark.parametrize("part", ["fname", "mdFile", "anything.xml"])
def test_names_of_the_file_part(client: httpx.Client, part: str) -> None:
    """Crossref takes the file under each of these names."""
    answer = client.post("/servlet/deposit", data=CREDENTIALS, files={part: ("c.xml", b"<a/>")})
    assert "successfully received" in answer.text
    assert client.get("/sandbox/state").json()["submissions"][0]["file_name"] == "c.xml"


def test_fields_in_the_address(client: httpx.Client) -> None:
    """Everything but the file may stand in the address."""
    address = "/servlet/deposit?operation=doDOICitUpload&login_id=sandbox&login_passwd=se:cret"
    assert "successfully received" in client.post(address, files={"fname": ("c.xml", b"<a/>")}).text
    (submission,) = client.get("/sandbox/state").json()["submissions"]
    assert submission["operation"] == "doDOICitUpload"
    assert submission["submission_id"].isdigit()
    assert len(submission["submission_id"]) == 10


def test_a_file_of_conflicts(client: httpx.Client) -> None:
    """It is no deposit of records: the sandbox does not know what to do with it, and its log will say so."""
    client.post("/servlet/deposit", data={**CREDENTIALS, "subType": "cm"}, files={"fname": ("c.txt", b"H:op=primary")})
    (submission,) = client.get("/sandbox/state").json()["submissions"]
    assert submission["operation"] == "doMDUpload cm"


def test_what_is_no_deposit(client: httpx.Client) -> None:
    """A form without a file, or none at all."""
    assert client.post("/servlet/deposit", data=CREDENTIALS).status_code == 400
    torn = client.post("/servlet/deposit", content=b"--x", headers={"content-type": "multipart/form-data"})
    assert torn.status_code == 400
    assert client.get("/servlet/deposit").status_code == 405


@pytest.mark.parametrize("name", [b"caf\xe9.xml", "café.xml".encode(), b"a\x00b.xml", b"x" * 5000])
def test_odd_file_names(client: httpx.Client, name: bytes) -> None:
    """A name in whatever encoding is kept, or refused, and never stops the server."""
    body = b'--x\r\nContent-Disposition: form-data; name="fname"; filename="' + name + b'"\r\n\r\n<a/>\r\n--x--\r\n'
    headers = {"content-type": "multipart/form-data; boundary=x"}
    answer = client.post("/servlet/deposit", params=CREDENTIALS, content=body, headers=headers)
    assert answer.status_code in {200, 400}
    assert client.get("/sandbox/state").status_code == 200
    assert client.get("/").status_code == 200


def test_bad_login(client: httpx.Client) -> None:
    """By default the login page with status 200; nothing is stored."""
    for fields in (WRONG, {"login_id": "Sandbox"}):
        answer = deposit(client, **fields)
        assert answer.status_code == 200
        assert "Welcome to Crossref" in answer.text
    assert "Welcome to Crossref" in poll(client, file_name="a.xml", **WRONG).text
    assert client.get("/sandbox/state").json()["submissions"] == []


def test_bad_login_as_401(tmp_path: Path) -> None:
    """The other way in which Crossref refuses."""
    sandbox = make_sandbox(tmp_path / "s", bad_login="401")
    with make_client(sandbox) as client:
        assert deposit(client, **WRONG).status_code == 401
        assert poll(client, file_name="a.xml", **WRONG).status_code == 401


def test_way_through_the_queue(client: httpx.Client) -> None:
    """Queued, in process, completed; the batch id is known at the end only."""
    deposit(client)
    queued = etree.fromstring(poll(client, file_name="a.xml").content)
    assert (queued.get("status"), queued.get("sp"), queued.findtext("batch_id")) == ("queued", None, "")
    assert _status(poll(client, doi_batch_id="a")) == "unknown_submission"
    advance(client, DELAY)
    assert _status(poll(client, file_name="a.xml")) == "in_process"
    advance(client, DELAY)
    completed = etree.fromstring(poll(client, file_name="a.xml").content)
    assert (completed.get("status"), completed.findtext("batch_id")) == ("completed", "a")
    assert poll(client, doi_batch_id="a").content == poll(client, file_name="a.xml").content


def test_download_by_get(client: httpx.Client) -> None:
    """The documented form of the request, with everything in the address."""
    deposit(client)
    asked = {**CREDENTIALS, "file_name": "a.xml"}
    assert _status(client.get("/servlet/submissionDownload", params={**asked, "type": "result"})) == "queued"
    contents = client.get("/servlet/submissionDownload", params={**asked, "type": "contents"})
    assert contents.text == "<doi_batch><doi_batch_id>a</doi_batch_id></doi_batch>"
    assert client.get("/servlet/submissionDownload", params=asked).status_code == 400


def test_unknown(client: httpx.Client) -> None:
    """A name that was never sent, and the submissions of somebody else."""
    assert _status(poll(client, file_name="never.xml")) == "unknown_submission"
    assert _status(poll(client, file_name="never.xml", type="contents")) == "unknown_submission"
    deposit(client)
    assert _status(poll(client, usr=OTHER.name, pwd=OTHER.password, file_name="a.xml")) == "unknown_submission"


def test_first_match_wins(client: httpx.Client) -> None:
    """Who uses a name again reads the old log."""
    deposit(client, batch="first")
    deposit(client, batch="second")
    advance(client)
    assert etree.fromstring(poll(client, file_name="a.xml").content).findtext("batch_id") == "first"


def test_limits(tmp_path: Path) -> None:
    """Too many pending are 429, until there are fewer; too large is 413."""
    sandbox = make_sandbox(tmp_path / "s", limits=Limits(delay=DELAY, most_pending=1, most_bytes=100))
    with make_client(sandbox) as client:
        assert deposit(client).status_code == 200
        assert deposit(client).status_code == 429
        advance(client)
        assert deposit(client).status_code == 200
        for size in (101, 2_000_000):
            large = client.post("/servlet/deposit", data=CREDENTIALS, files={"fname": ("l.xml", b"x" * size)})
            assert large.status_code == 413


def test_a_submission_the_program_fails_on(client: httpx.Client) -> None:
    """It becomes a failure of its own, and those after it are processed."""
    client.post("/servlet/deposit", data=CREDENTIALS, files={"fname": ("x.xml", b"break")})
    deposit(client)
    advance(client)
    assert b"Internal error of the sandbox" in poll(client, file_name="x.xml").content
    assert b"Successfully added" in poll(client, file_name="a.xml").content


def test_login(client: httpx.Client) -> None:
    """The test of a login answers in JSON."""
    assert client.post("/servlet/login", data=CREDENTIALS).json() == {"success": True}
    assert client.post("/servlet/login", data={**CREDENTIALS, "pwd": "no"}).json() == {"success": False}


def test_synchronous_deposit(client: httpx.Client) -> None:
    """The answer is the log; this way in is for OJS only."""
    answer = client.post("/v2/deposits", data=CREDENTIALS, files={"mdFile": ("o.xml", b"<a/>")})
    assert _status(answer) == "completed"
    assert client.post("/v2/deposits", files={"mdFile": ("o.xml", b"<a/>")}).status_code == 401


def test_state_tells_in_order_of_arrival(client: httpx.Client) -> None:
    """Tests see the order of what came in, and when it was done."""
    for name in ("1.xml", "2.xml"):
        deposit(client, name)
    advance(client)
    state = client.get("/sandbox/state").json()
    assert [found["file_name"] for found in state["submissions"]] == ["1.xml", "2.xml"]
    assert [found["status"] for found in state["submissions"]] == ["completed", "completed"]
    assert state["submissions"][0]["completed"] > state["submissions"][0]["received"]
    assert state["submissions"][0]["success_count"] == 1


@pytest.mark.parametrize("path", ["/sandbox/clock", "/sandbox/faults"])
def test_control_wants_json(client: httpx.Client, path: str) -> None:
    """A form or a text, which a page of another site could send, changes nothing."""
    body = json.dumps({"advance": 5, "kind": "503"})
    assert client.post(path, content=body, headers={"content-type": "text/plain"}).status_code == 415
    assert client.post(path, data={"kind": "503", "advance": "5"}).status_code == 415
    for wrong in (
        "[]",
        "{",
        '{"advance": -1, "kind": "503", "count": 0}',
        '{"advance": [], "kind": "x"}',
        f'{{"advance": {"9" * 400}, "kind": "x"}}',
    ):
        assert client.post(path, content=wrong, headers={"content-type": "application/json"}).status_code == 400
    assert client.get("/sandbox/state").json()["faults"] == []


def test_other_hosts_are_refused(client: httpx.Client) -> None:
    """A name that was bent to this address gets nothing."""
    assert client.get("/sandbox/state", headers={"host": "evil.example"}).status_code == 400
    assert client.get("/sandbox/state", headers={"host": "localhost:8123"}).status_code == 200


def test_documents_of_a_submission(client: httpx.Client) -> None:
    """The page's links need no login, and nothing in a file is run."""
    deposit(client)
    number = client.get("/sandbox/state").json()["submissions"][0]["submission_id"]
    assert b'status="queued"' in client.get(f"/sandbox/submissions/{number}/log").content
    contents = client.get(f"/sandbox/submissions/{number}/contents")
    assert contents.headers["content-type"] == "text/plain;charset=UTF-8"
    assert contents.headers["x-content-type-options"] == "nosniff"
    assert client.get("/sandbox/submissions/1/log").status_code == 404


@pytest.mark.parametrize("clock", [ManualClock(5.0), RealClock()])
def test_clocks_go_forward_only(clock: ManualClock | RealClock) -> None:
    """A step back, or an endless one, is refused."""
    before = clock.now()
    clock.advance(3)
    assert clock.now() >= before + 3
    for wrong in (-1, float("inf"), float("nan"), 1e12):
        with pytest.raises(ValueError, match="forward"):
            clock.advance(wrong)
