"""Ask Crossref over HTTPS, and tell for certain whether a deposit has arrived, has not, or may have.

Source: Crossref documentation, "Submitting XML by HTTPS POST" and "Using HTTPS to retrieve logs". Login and password go
in the body of the request, never in its address, which servers and proxies write down. What comes back is bounded,
understood as it came (a password may be an ordinary word, or a prefix of DOIs), and rid of the password before it
leaves here. The errors of httpx hold the request, password included: none leaves here, not even as the cause or the
context of another error, which is why errors are made in handlers and raised after them; nor do the frames of a
traceback hold it.
"""

import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from random import random as _random
from types import TracebackType
from typing import Self

import httpx

from pipeline.deposits.answers import Answer, ExchangeFailed, Log, NotSent, Refused, Uncertain
from pipeline.deposits.connecting import is_distrusted, open_http, why_unanswered
from pipeline.deposits.credentials import Credentials, Secret
from pipeline.deposits.endpoint import Endpoint
from pipeline.deposits.exchanging import Limits, Reply, exchange, is_unsent
from pipeline.deposits.masking import mask, mask_text
from pipeline.deposits.operation import Operation
from pipeline.deposits.receipt import Kind, NotAReceipt, Receipt, read_receipt
from pipeline.deposits.receipt_hiding import hide_in_log, hide_in_receipt
from pipeline.deposits.resolved_references import ResolvedReference, hide_in_references, read_resolved_references
from pipeline.deposits.retrying import Schedule
from pipeline.errors import CrossrefUnavailable, LoginRefused
from pipeline.messages import Message, msg

__all__ = ["Answer", "CrossrefClient", "ExchangeFailed", "Log", "NotSent", "Refused", "Uncertain"]

LARGEST_ANSWER = 64 * 1024 * 1024
_RECEIVED = "Your batch submission was successfully received."
_LOGIN_PAGE = b"Welcome to Crossref"


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What came of one attempt: an answer or an error; ``wait`` is set where another attempt is worth its while."""

    answer: Answer | None
    error: CrossrefUnavailable | None = None
    wait: float | None = None


@dataclass(frozen=True, slots=True)
class _Request:
    """What is asked. ``deposits`` tells that it must not arrive twice."""

    url: str
    form: Mapping[str, str | Secret]
    files: Mapping[str, tuple[str, bytes, str]] | None = field(default=None, repr=False)

    @property
    def deposits(self) -> bool:
        return self.files is not None


class CrossrefClient:
    """A connection to Crossref; a context manager. One thread, one request at a time, as Crossref wants it."""

    def __init__(
        self,
        endpoint: Endpoint,
        credentials: Credentials,
        *,
        transport: httpx.BaseTransport | None = None,
        timeout: float = 60.0,  # in seconds, for each of connecting, sending and waiting for more
        sleep: Callable[[float], None] = time.sleep,
        random: Callable[[], float] = _random,
        attempts: int = 4,
        clock: Callable[[], float] = time.time,
    ) -> None:
        """Open nothing yet.

        Raises ``UsageError`` for a proxy or certificates in the environment that cannot be used.
        """
        self.endpoint = endpoint
        self._credentials = credentials
        self._schedule = Schedule(attempts, sleep, random, clock)
        self._timeout = timeout
        self._http = open_http(endpoint, transport, timeout)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def deposit(self, file_name: str, content: bytes, operation: Operation) -> Answer:
        """Send a file. The answer says that it has been received, not that it is good.

        Raises ``Refused``, ``Uncertain``, ``NotSent`` or ``LoginRefused``. It is sent again by itself only where it
        surely has not been taken.
        """
        form = {
            "operation": operation.value,
            "login_id": self._credentials.login,
            "login_passwd": self._credentials.password,
        }
        media_type = "text/plain" if operation is Operation.URLS else "application/xml"
        request = _Request(self.endpoint.deposit_url, form, {"fname": (file_name, content, media_type)})
        return self._hidden(self._ask(request))

    def log(self, file_name: str) -> Log:
        """Ask what became of a file.

        Raises ``CrossrefUnavailable``, and ``NotAReceipt`` where the answer is no log, or a part of one.
        """
        raw = self._download(file_name, "result")
        read = _read_log(raw)
        if not isinstance(read, Receipt):
            raise NotAReceipt(read)
        receipt = hide_in_receipt(read, self._hidden_text)
        return Log(receipt, hide_in_log(receipt, self._masked(raw.content)))

    def result(self, file_name: str) -> Answer:
        """Ask what became of a file, whatever the answer is. Raises ``CrossrefUnavailable``."""
        return self._hidden(self._download(file_name, "result"))

    def contents(self, file_name: str) -> Answer:
        """Ask for a file as Crossref has it. Raises ``CrossrefUnavailable``."""
        return self._hidden(self._download(file_name, "contents"))

    def resolved_references(self, doi: str) -> tuple[ResolvedReference, ...]:
        """Ask which references of a DOI have been matched. Raises ``CrossrefUnavailable``."""
        raw = self._ask(_Request(self.endpoint.resolved_refs_url, {"doi": doi, **self._login()}))
        return hide_in_references(read_resolved_references(raw.content, self._host), self._hidden_text)

    def _download(self, file_name: str, kind: str) -> Answer:
        form = {**self._login(), "file_name": file_name, "type": kind}
        return self._ask(_Request(self.endpoint.result_url, form))

    def _login(self) -> dict[str, str | Secret]:
        return {"usr": self._credentials.login, "pwd": self._credentials.password}

    def _ask(self, request: _Request) -> Answer:
        """Give the answer as it came: not for others to see."""
        last = self._schedule.run(lambda: self._attempt(request), lambda attempt: attempt.wait)
        if last.error is not None:
            raise last.error
        assert last.answer is not None  # noqa: S101 - an attempt has one of the two
        return last.answer

    def _attempt(self, request: _Request) -> _Attempt:
        limits = Limits(LARGEST_ANSWER, self._timeout)
        try:
            reply = exchange(self._http, ("POST", request.url), limits, form=_revealed(request), files=request.files)
        except httpx.HTTPError as error:
            return self._broken(request, error)
        if reply.content is None:
            return _Attempt(None, self._unclear(request, msg("The answer of {host} is too large.", host=self._host)))
        return self._judge(request, Answer(reply.status, reply.content, _media_type(reply.headers)), reply)

    def _broken(self, request: _Request, error: httpx.HTTPError) -> _Attempt:
        """Judge a connection that did not come about, or broke."""
        why = why_unanswered(error)
        if is_unsent(error):
            unsent = NotSent(msg("{host} cannot be reached: {reason}.", host=self._host, reason=why), _NOTHING_ARRIVED)
            return _Attempt(None, unsent, None if is_distrusted(error) else 0.0)
        message = msg("The connection to {host} has failed: {reason}.", host=self._host, reason=why)
        return _Attempt(None, self._unclear(request, message), None if request.deposits else 0.0)

    def _judge(self, request: _Request, answer: Answer, reply: Reply) -> _Attempt:
        """Tell success from failure; the status alone does not, as the page for logging in comes with 200 as well."""
        status = answer.status
        received = status == httpx.codes.OK and _RECEIVED in answer.content.decode("iso-8859-1")
        if received and request.deposits:
            return _Attempt(answer)
        if status == httpx.codes.UNAUTHORIZED or (status == httpx.codes.OK and _asks_to_log_in(answer)):
            return _Attempt(None, _login_refused(self._host))
        if status == httpx.codes.OK and not request.deposits:
            return _Attempt(answer)
        if status in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
            wait = self._schedule.read_retry_after(reply.headers.get("Retry-After", ""))
            return _Attempt(None, Refused(self._busy(status), _NOTHING_ARRIVED, self._hidden(answer)), wait)
        message = self._redirected(reply.location) if httpx.codes.is_redirect(status) else self._status(status)
        if status not in _DEFINITE and not httpx.codes.is_client_error(status):
            again = status == httpx.codes.INTERNAL_SERVER_ERROR and not request.deposits
            return _Attempt(None, self._unclear(request, message, self._hidden(answer)), 0.0 if again else None)
        return _Attempt(None, Refused(message, _NOT_TAKEN, self._hidden(answer)))

    @property
    def _host(self) -> str:
        return self.endpoint.host

    def _masked(self, content: bytes) -> bytes:
        return mask(content, self._credentials.password)

    def _hidden_text(self, text: str) -> str:
        return mask_text(text, self._credentials.password)

    def _hidden(self, answer: Answer) -> Answer:
        return Answer(answer.status, self._masked(answer.content), self._hidden_text(answer.media_type))

    def _unclear(self, request: _Request, message: Message, answer: Answer | None = None) -> ExchangeFailed:
        if request.deposits:
            return Uncertain(message, _MAY_HAVE_ARRIVED, answer)
        return ExchangeFailed(message, msg("Try again later."), answer)

    def _status(self, status: int) -> Message:
        if status == httpx.codes.OK:
            return msg("The answer of {host} does not say that the deposit was received.", host=self._host)
        return msg("{host} answers with the HTTP status {status}.", host=self._host, status=status)

    def _busy(self, status: int) -> Message:
        if status == httpx.codes.TOO_MANY_REQUESTS:
            return msg("{host} has too many deposits of this login in its queue.", host=self._host)
        return msg("{host} is out of service at the moment.", host=self._host)

    def _redirected(self, location: str) -> Message:
        """Tell where a redirect leads; the password is masked before the letters of a host become small ones."""
        try:
            there = httpx.URL(self._masked(location.encode()).decode("utf-8", "replace")).host
        except (httpx.InvalidURL, ValueError):
            there = ""
        there = there[:255] or self._host
        return msg(
            "{host} sends on to another address, at {there}; this is not followed.", host=self._host, there=there
        )


_DEFINITE = (
    httpx.codes.MOVED_PERMANENTLY,
    httpx.codes.TEMPORARY_REDIRECT,
    httpx.codes.PERMANENT_REDIRECT,
)
"""Answers other than 4xx that mean: not taken. 302 and 303 may also follow upon something done, so they do not."""

_NOTHING_ARRIVED = msg("Nothing of it was taken; try again later.")
_NOT_TAKEN = msg("Nothing of it was taken. Check the address of the server, and what was sent.")
_MAY_HAVE_ARRIVED = msg("It may have arrived nevertheless; ask for its result before sending it again.")


def _revealed(request: _Request) -> dict[str, str]:
    return {name: value.reveal() if isinstance(value, Secret) else value for name, value in request.form.items()}


def _media_type(headers: httpx.Headers) -> str:
    named: str = headers.get("Content-Type", "")
    return named.partition(";")[0].strip().lower()[:100]


def _read_log(answer: Answer) -> Receipt | Kind:
    """Read a log, or tell what it is in its place; the error itself holds the answer as it came."""
    try:
        return read_receipt(answer.content)
    except NotAReceipt as error:
        return error.kind


def _login_refused(host: str) -> LoginRefused:
    return LoginRefused(
        msg("{host} does not take the login or the password.", host=host),
        msg("Check both, upper and lower case included; personal logins are written email/role."),
    )


def _asks_to_log_in(answer: Answer) -> bool:
    """Recognise the page for logging in; a record may have its words, hence the look at the kind of document."""
    start = answer.content[:1024].lstrip().lower()
    page = start.startswith((b"<!doctype html", b"<html")) or (
        answer.media_type == "text/html" and not start.startswith(b"<?xml")
    )
    return page and _LOGIN_PAGE in answer.content
