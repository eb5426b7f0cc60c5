"""Tests of the client for Crossref: what is sent, what is sent again, what is told, and that no password gets out."""

import http.server
import logging
import socketserver
import ssl
import threading
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email.utils import formatdate

import httpx
import pytest

from pipeline.deposits.client import Answer, CrossrefClient, ExchangeFailed, Log, NotSent, Refused, Uncertain
from pipeline.deposits.credentials import Credentials, Secret
from pipeline.deposits.endpoint import Endpoint, parse_endpoint
from pipeline.deposits.known_messages import Explanation, explain
from pipeline.deposits.operation import Operation
from pipeline.deposits.receipt import NotAReceipt, Receipt, Record, read_receipt
from pipeline.deposits.resolved_references import ResolvedReference
from pipeline.errors import CrossrefUnavailable, LoginRefused, UsageError
from tests.deposits.support import with_variables

WORD = "s3cret&Wörd"
CREDENTIALS = Credentials("someone@example.org/role", Secret(WORD))
ENDPOINT = parse_endpoint("https://test.crossref.org")
RECEIVED = b"<html><h2>SUCCESS</h2><p>Your batch submission was successfully received.</p></html>"
LOGIN_PAGE = b"<html><body>Welcome to Crossref</body></html>"
LOG = b"""<?xml version="1.0" encoding="UTF-8"?>
<doi_batch_diagnostic status="completed" sp="a-cs1">
<submission_id>1430924839</submission_id><batch_id>a</batch_id>
<record_diagnostic status="Success"><doi>10.5555/a</doi><msg>Successfully added</msg><citations_diagnostic>
<citation key="ref1" status="resolved_reference">10.1590/x</citation>
<citation key="ref2" status="stored_query"></citation></citations_diagnostic></record_diagnostic>
<record_diagnostic status="Failure" msg_id="22"><doi>10.9999/b</doi>
<msg>User not allowed to add records for prefix: 10.9999</msg></record_diagnostic>
<batch_data><record_count>2</record_count><success_count>1</success_count><warning_count>0</warning_count>
<failure_count>1</failure_count></batch_data></doi_batch_diagnostic>"""
HTML = {"Content-Type": "text/html;charset=ISO-8859-1"}
NOW = 1_800_000_000.0

Handler = Callable[[httpx.Request], httpx.Response]
Serve = Callable[[http.server.BaseHTTPRequestHandler], None]


class Server:
    """A server that gives the same answers in turn, or breaks the connection with an error."""

    def __init__(self, *answers: httpx.Response | Exception) -> None:
        self.answers = list(answers)
        self.requests: list[httpx.Request] = []
        self.waits: list[float] = []

    def __call__(self, request: httpx.Request) -> httpx.Response:
        """Answer one request."""
        request.read()
        self.requests.append(request)
        answer = self.answers.pop(0) if len(self.answers) > 1 else self.answers[0]
        if isinstance(answer, Exception):
            raise answer
        return httpx.Response(answer.status_code, headers=answer.headers, content=answer.content)

    def client(self, password: str = WORD) -> CrossrefClient:
        """Give a client that asks this server and does not sleep."""
        return CrossrefClient(
            ENDPOINT,
            Credentials(CREDENTIALS.login, Secret(password)),
            transport=httpx.MockTransport(self),
            sleep=self.waits.append,
            random=lambda: 1.0,
            clock=lambda: NOW,
        )

    def deposit(self, password: str = WORD) -> Answer:
        """Have a file deposited."""
        with self.client(password) as client:
            return client.deposit("a.xml", b"<doi_batch/>", Operation.METADATA)

    def log(self, password: str = WORD) -> Log:
        """Have a log asked for."""
        with self.client(password) as client:
            return client.log("a.xml")

    def result(self) -> Answer:
        """Have a result asked for."""
        with self.client() as client:
            return client.result("a.xml")


def _answer(status: int, content: bytes = b"", **headers: str) -> httpx.Response:
    return httpx.Response(
        status, headers={**HTML, **{name.replace("_", "-"): headers[name] for name in headers}}, content=content
    )


def _shown(error: CrossrefUnavailable) -> str:
    """Everything that a person or a log may get to see of an error."""
    chained = (error.__cause__, error.__context__)
    assert chained == (None, None)
    return "".join([*traceback.format_exception(error), repr(error), repr(vars(error)), str(error.remedy)])


def test_deposit_form() -> None:
    """A deposit is a form in the body; the address has no secret."""
    server = Server(_answer(200, RECEIVED))
    assert server.deposit() == Answer(200, RECEIVED, "text/html")
    (request,) = server.requests
    assert str(request.url) == "https://test.crossref.org/servlet/deposit"
    assert request.headers["User-Agent"].startswith("scholarly-metadata-pipeline/")
    assert request.headers["Content-Type"].startswith("multipart/form-data; boundary=")
    for part in (
        b'name="operation"\r\n\r\ndoMDUpload\r\n',
        b'name="login_id"\r\n\r\nsomeone@example.org/role\r\n',
        b'name="login_passwd"\r\n\r\n' + WORD.encode() + b"\r\n",
        b'name="fname"; filename="a.xml"\r\nContent-Type: application/xml\r\n\r\n<doi_batch/>\r\n',
    ):
        assert part in request.content


def test_addresses_are_text() -> None:
    """A file of addresses is sent as text."""
    server = Server(_answer(200, RECEIVED))
    with server.client() as client:
        client.deposit("a.txt", b"H:email=a@example.org", Operation.URLS)
    assert b"Content-Type: text/plain\r\n" in server.requests[0].content


@pytest.mark.parametrize("kind", ["result", "contents"])
def test_result_form(kind: str) -> None:
    """A result is asked for by file name, the password in the body."""
    server = Server(httpx.Response(200, headers={"Content-Type": "text/xml"}, content=b"<a/>"))
    with server.client() as client:
        answer = client.result("a.xml") if kind == "result" else client.contents("a.xml")
    assert answer == Answer(200, b"<a/>", "text/xml")
    (request,) = server.requests
    assert (request.method, str(request.url)) == ("POST", ENDPOINT.result_url)
    form = httpx.QueryParams(request.content.decode())
    assert dict(form) == {"usr": CREDENTIALS.login, "pwd": WORD, "file_name": "a.xml", "type": kind}


def test_resolved_references_form() -> None:
    """References are asked for by DOI."""
    server = Server(httpx.Response(200, content=b'{"matched-references": [{"key": "1", "doi": "10.5555/b"}]}'))
    with server.client() as client:
        assert client.resolved_references("10.5555/a") == (ResolvedReference("1", "10.5555/b", ""),)
    assert str(server.requests[0].url) == ENDPOINT.resolved_refs_url
    assert httpx.QueryParams(server.requests[0].content.decode())["doi"] == "10.5555/a"


@pytest.mark.parametrize("answer", [_answer(200, LOGIN_PAGE), _answer(401)], ids=["page", "401"])
def test_login_refused(answer: httpx.Response) -> None:
    """Both ways of refusing a login are known, and are not tried again."""
    server = Server(answer)
    for ask in (server.deposit, server.result):
        with pytest.raises(LoginRefused) as caught:
            ask()
        assert WORD not in _shown(caught.value)
    assert not server.waits


def test_words_of_the_login_page_in_a_record() -> None:
    """A record may be called like the page for logging in."""
    content = b"<?xml version='1.0'?><title>Welcome to Crossref</title>"
    assert Server(_answer(200, content)).result().content == content


@pytest.mark.parametrize("status", [400, 403, 404, 413, 301, 307, 308])
def test_refused(status: int) -> None:
    """The server has answered and not taken it; it is not sent again, and the answer is kept."""
    server = Server(_answer(status, b"no"))
    with pytest.raises(Refused) as caught:
        server.deposit()
    assert caught.value.answer == Answer(status, b"no", "text/html")
    assert not server.waits


@pytest.mark.parametrize(
    "answer",
    [
        *(_answer(status, b"?") for status in (500, 502, 504, 302, 303, 202)),
        _answer(200, b"<html>Hotel</html>"),
        httpx.ReadTimeout("x"),
        httpx.WriteTimeout("x"),
        httpx.ReadError("x"),
        httpx.WriteError("x"),
        httpx.RemoteProtocolError("x"),
    ],
    ids=repr,
)
def test_uncertain(answer: httpx.Response | Exception) -> None:
    """What may have arrived is sent once, never again."""
    server = Server(answer)
    with pytest.raises(Uncertain, match=r"test\.crossref\.org") as caught:
        server.deposit()
    assert (len(server.requests), server.waits) == (1, [])
    assert WORD not in _shown(caught.value)


@pytest.mark.parametrize("error", [httpx.ConnectError("x"), httpx.ConnectTimeout("x"), httpx.ProxyError("x")], ids=repr)
def test_not_sent(error: Exception) -> None:
    """A connection that does not come about is tried again, then told."""
    server = Server(error)
    with pytest.raises(NotSent) as caught:
        server.deposit()
    assert server.waits == [2.0, 4.0, 8.0]
    assert WORD not in _shown(caught.value)


@pytest.mark.parametrize("passing", [_answer(429), _answer(503), httpx.ConnectError("x")], ids=repr)
def test_deposit_is_sent_again(passing: httpx.Response | Exception) -> None:
    """What has surely not been taken is sent again by itself."""
    server = Server(passing, passing, _answer(200, RECEIVED))
    assert server.deposit().status == 200
    assert server.waits == [2.0, 4.0]


@pytest.mark.parametrize("status", [429, 503])
def test_busy_to_the_end(status: int) -> None:
    """A server that stays busy has refused."""
    server = Server(_answer(status))
    with pytest.raises(Refused) as caught:
        server.deposit()
    assert caught.value.answer.status == status
    assert len(server.requests) == 4


@pytest.mark.parametrize(
    "passing", [_answer(500), _answer(503), httpx.ReadTimeout("x"), httpx.ReadError("x")], ids=repr
)
def test_result_is_asked_again(passing: httpx.Response | Exception) -> None:
    """Asking changes nothing, so that any passing failure is tried again."""
    server = Server(passing, _answer(200, b"<a/>"))
    assert server.result().content == b"<a/>"
    assert server.waits == [2.0]
    with pytest.raises(ExchangeFailed):
        Server(passing).result()


@pytest.mark.parametrize(
    ("text", "wait"),
    [
        ("30", 30.0),
        ("9" * 40, 300.0),
        (formatdate(NOW + 90, usegmt=True), 90.0),
        (formatdate(NOW - 90, usegmt=True), 2.0),
        ("soon", 2.0),
        ("-5", 2.0),
        ("Thu, 26 Nov 2026 12:00:00 -99999999999999999999", 2.0),
        ("", 2.0),
    ],
)
def test_retry_after(text: str, wait: float) -> None:
    """The wait that the server asks for is kept, within bounds."""
    server = Server(_answer(503, Retry_After=text), _answer(200, RECEIVED))
    server.deposit()
    assert server.waits == [wait]


def test_redirect_names_the_host_alone() -> None:
    """A redirect is not followed; of its address the host is told."""
    server = Server(_answer(307, Location=f"https://user:pw@elsewhere.example/p?pwd={httpx.QueryParams({'a': WORD})}"))
    with pytest.raises(Refused, match=r"elsewhere\.example;") as caught:
        server.deposit()
    assert len(server.requests) == 1
    assert "pw" not in str(caught.value)


def test_answers_are_masked() -> None:
    """A server that repeats the password is not repeated."""
    server = Server(_answer(200, RECEIVED + f"login_passwd={WORD}".encode()))
    assert server.deposit().content == RECEIVED + b"login_passwd=********"
    with pytest.raises(Refused) as caught:
        Server(_answer(403, WORD.encode(), Content_Type="text/plain")).deposit()
    assert caught.value.answer.content == b"********"


@pytest.mark.parametrize(
    "word",
    [
        *("10.5555", "10.5555/a", "Success", "completed", "doi_batch_diagnostic", "status", "added", "ref1", "0", "a"),
        *("1430924839", "Successfully added", "record", "prefix: 10.9999", "<", "10.1590/x", "utf-8", "stored_query"),
    ],
)
def test_ordinary_passwords_do_no_harm(word: str) -> None:
    """A password may be a word, a prefix or a mark-up sign: what became of each DOI is understood all the same."""
    plain = read_receipt(LOG)
    log = Server(_answer(200, LOG)).log(word)
    for receipt in (log.receipt, read_receipt(log.content)):
        assert _outline(receipt) == _outline(plain)
    assert [one and one.code for one in map(_explained, log.receipt.records)] == ["added", "permission-not-your-prefix"]


def _outline(receipt: Receipt) -> object:
    """Give what a receipt says, but for its free texts."""
    records = [(one.status, one.doi, one.msg_id, _citations(one)) for one in receipt.records]
    return receipt.status, receipt.submission_id, receipt.batch_id, receipt.counts, records


def _citations(record: Record) -> object:
    return [(one.key, one.status, one.text if one.text.startswith("10.") else "") for one in record.citations]


def _explained(record: Record) -> Explanation | None:
    return explain(record.message)


@pytest.mark.parametrize("word", ["successfully", "Your batch submission was successfully received.", "p", "SUCCESS"])
def test_received_whatever_the_password(word: str) -> None:
    """The sentence of Crossref is recognised before the password is taken out."""
    assert Server(_answer(200, RECEIVED)).deposit(word).status == 200
    with pytest.raises(LoginRefused):
        Server(_answer(200, LOGIN_PAGE)).deposit("Welcome")


def test_log_is_masked() -> None:
    """A log that repeats the password is kept without it, byte for byte else; so are its texts."""
    told = LOG.replace(b"a-cs1", f"host {WORD}".encode().replace(b"&", b"&amp;"))
    told = told.replace(b"10.9999</msg>", b"10.9999 s3cret&amp;W\xc3\xb6rd</msg>")
    log = Server(_answer(200, told)).log()
    assert "s3cret" not in repr(log) + log.content.decode()
    assert log.content == LOG.replace(b"a-cs1", b"host ********").replace(b"10.9999</msg>", b"10.9999 ********</msg>")
    assert log.receipt.records[1].message.endswith("prefix: 10.9999 ********")


def test_no_log() -> None:
    """What is no log is told without what it is."""
    with pytest.raises(NotAReceipt) as caught:
        Server(_answer(200, f"<html>{WORD}".encode())).log()
    assert caught.value.kind == "html"
    assert caught.value.__context__ is None
    assert "s3cret" not in with_variables(caught.value)


@pytest.mark.parametrize(
    "answer",
    [
        *(_answer(status, WORD.encode(), Location="https://e.example/?s3cret") for status in (200, 307, 401, 403, 500)),
        *(_answer(429), _answer(200, LOGIN_PAGE), httpx.ReadTimeout(WORD), httpx.ConnectError(WORD)),
    ],
    ids=repr,
)
def test_variables_of_tracebacks(answer: httpx.Response | Exception) -> None:
    """No variable of a frame that a traceback shows has the password in it."""
    server = Server(answer)
    for ask in (server.deposit, server.log):
        with pytest.raises((CrossrefUnavailable, NotAReceipt)) as caught:
            ask()
        assert "s3cret" not in with_variables(caught.value)


def test_large_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    """An answer without end is given up."""
    monkeypatch.setattr("pipeline.deposits.client.LARGEST_ANSWER", 10)
    with pytest.raises(Uncertain, match="too large"):
        Server(_answer(200, RECEIVED)).deposit()
    with pytest.raises(ExchangeFailed, match="too large"):
        Server(_answer(200, RECEIVED)).result()


def test_proxy_that_cannot_be_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """A proxy of an unknown kind is told without its address."""
    monkeypatch.setenv("HTTPS_PROXY", "gopher://user:hunter2@proxy.example")
    with pytest.raises(UsageError, match="proxy") as caught:
        CrossrefClient(ENDPOINT, CREDENTIALS)
    assert caught.value.__context__ is None
    assert "hunter2" not in "".join(traceback.format_exception(caught.value))


def test_certificates_that_are_not_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Missing certificates are told."""
    monkeypatch.setenv("SSL_CERT_FILE", "/nowhere/at/all.pem")
    with pytest.raises(UsageError, match="certificates"):
        CrossrefClient(ENDPOINT, CREDENTIALS)


@contextmanager
def _serving(serve: Serve) -> Iterator[Endpoint]:
    """Run a real server on this machine."""

    class Handling(http.server.BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            serve(self)

        def log_message(self, *_args: object) -> None:
            """Say nothing."""

    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), Handling) as server:
        server.daemon_threads = True
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield Endpoint(f"http://127.0.0.1:{server.server_address[1]}")
        finally:
            server.shutdown()
            thread.join()


def _deposit(endpoint: Endpoint, timeout: float = 5.0) -> Answer:
    with CrossrefClient(endpoint, CREDENTIALS, timeout=timeout, sleep=lambda _seconds: None) as client:
        return client.deposit("a.xml", b"<doi_batch/>", Operation.METADATA)


def _say(handler: http.server.BaseHTTPRequestHandler, status: int, length: int, **headers: str) -> None:
    handler.send_response(status)
    handler.send_header("Content-Length", str(length))
    for name, value in headers.items():
        handler.send_header(name, value)
    handler.end_headers()


def _whole(handler: http.server.BaseHTTPRequestHandler) -> None:
    _say(handler, 200, len(RECEIVED))
    handler.wfile.write(RECEIVED)


def _broken(handler: http.server.BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


def _truncated(handler: http.server.BaseHTTPRequestHandler) -> None:
    _say(handler, 200, 2 * len(RECEIVED))
    handler.wfile.write(RECEIVED)
    handler.close_connection = True


def test_real_connection() -> None:
    """It works over a socket, and a proxy has no part in what stays on this machine."""
    with _serving(_whole) as endpoint, pytest.MonkeyPatch.context() as patch:
        patch.setenv("HTTP_PROXY", "http://127.0.0.1:1")
        assert _deposit(endpoint).content == RECEIVED


@pytest.mark.parametrize("serve", [_broken, _truncated])
def test_connection_breaks(serve: Serve) -> None:
    """A connection that breaks leaves it open what has happened, even after half a page of success."""
    with _serving(serve) as endpoint, pytest.raises(Uncertain, match="broken the connection") as caught:
        _deposit(endpoint)
    assert WORD not in _shown(caught.value)


def test_slow_answer() -> None:
    """A server that says nothing is not waited for."""
    done = threading.Event()

    def wait(_handler: http.server.BaseHTTPRequestHandler) -> None:
        done.wait(10)

    with _serving(wait) as endpoint:
        with pytest.raises(Uncertain, match="does not answer") as caught:
            _deposit(endpoint, timeout=0.2)
        done.set()
    assert WORD not in _shown(caught.value)


def test_dripping_answer() -> None:
    """A server that keeps saying a little is given up as well."""
    done = threading.Event()

    def drip(handler: http.server.BaseHTTPRequestHandler) -> None:
        _say(handler, 200, 10_000)
        try:
            while not done.wait(0.01):
                handler.wfile.write(b".")
        except OSError:
            return

    with _serving(drip) as endpoint:
        started = time.monotonic()
        with pytest.raises(Uncertain):
            _deposit(endpoint, timeout=0.05)
        done.set()
    assert time.monotonic() - started < 5


def test_nobody_listens() -> None:
    """A port that nobody listens on: surely nothing was sent."""
    with _serving(_whole) as endpoint:
        pass
    with pytest.raises(NotSent, match="refuses the connection"):
        _deposit(endpoint)


def test_logs(caplog: pytest.LogCaptureFixture) -> None:
    """At the most talkative level, nothing logged holds the password, even where the server repeats it in a header."""
    names = ("", "httpx", "httpcore", "httpcore.connection", "httpcore.http11")
    for name in names:
        caplog.set_level(logging.DEBUG, logger=name)

    def echo(handler: http.server.BaseHTTPRequestHandler) -> None:
        _say(handler, 307, 0, Location="/?pwd=s3cret", Echo=WORD.encode().decode("latin-1"))

    with _serving(echo) as endpoint, pytest.raises(Refused):
        _deposit(endpoint)
    assert "s3cret" not in caplog.text
    assert "s3cret" not in repr([vars(record) for record in caplog.records])


def test_tls_is_of_today(monkeypatch: pytest.MonkeyPatch) -> None:
    """Connections of before TLS 1.2 are not made."""
    seen: list[ssl.SSLContext] = []
    make = httpx.create_ssl_context

    def spy() -> ssl.SSLContext:
        seen.append(make())
        return seen[-1]

    monkeypatch.setattr(httpx, "create_ssl_context", spy)
    CrossrefClient(ENDPOINT, CREDENTIALS).close()
    assert seen[0].minimum_version >= ssl.TLSVersion.TLSv1_2


def test_client_shows_nothing() -> None:
    """Neither the client nor what it keeps shows the password."""
    client = Server(_answer(200, RECEIVED)).client()
    assert WORD not in repr(client) + repr(vars(client))
