"""The public REST API of Crossref: what is registered of a DOI. No login, and nothing is changed.

Source: api.crossref.org documentation, "Etiquette" (name a mail address), "Rate limits" (429, 503), "works/{doi}".
"""

import re
import time
from collections.abc import Callable
from dataclasses import dataclass
from random import random as _random
from types import TracebackType
from typing import Self
from urllib.parse import quote

import httpx

from pipeline.deposits.connecting import is_distrusted, open_http, why_unanswered
from pipeline.deposits.endpoint import parse_endpoint
from pipeline.deposits.exchanging import Limits, exchange
from pipeline.deposits.json_answers import LARGEST, inner, read_object
from pipeline.deposits.registered import Registered, read_registered
from pipeline.deposits.retrying import Schedule
from pipeline.errors import CrossrefUnavailable, UsageError
from pipeline.messages import Message, msg

PRODUCTION_API = "https://api.crossref.org"
_MAIL = re.compile(r"[A-Za-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[A-Za-z0-9.-]{1,190}")
_LATER = msg("Try again later.")


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What came of one attempt: a body, nothing (404), or an error; ``wait`` is set where another is worth it."""

    content: bytes | None = None
    error: CrossrefUnavailable | None = None
    wait: float | None = None


class RestApi:
    """A connection to the REST API; a context manager. ``mailto`` is who asks, for the polite pool."""

    def __init__(
        self,
        base_url: str = PRODUCTION_API,
        transport: httpx.BaseTransport | None = None,
        *,
        mailto: str = "",
        timeout: float = 30.0,  # in seconds, for each of connecting, sending and waiting for more
        sleep: Callable[[float], None] = time.sleep,
        random: Callable[[], float] = _random,
        attempts: int = 4,
    ) -> None:
        """Open nothing yet.

        Raises ``UsageError`` for an address of a server or a mail address that cannot be, and as ``open_http`` does.
        """
        self.endpoint = parse_endpoint(base_url)
        self._timeout = timeout
        self._schedule = Schedule(attempts, sleep, random)
        _check_mail(mailto)
        self._http = open_http(self.endpoint, transport, timeout)
        if mailto:
            self._http.headers["User-Agent"] += f" (mailto:{mailto})"

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Close the connection."""
        self._http.close()

    def work(self, doi: str) -> Registered | None:
        """Give what is registered of a DOI, or nothing where the API does not know it.

        Raises ``CrossrefUnavailable``.
        """
        address = f"{self.endpoint.base_url}/works/{quote(doi, safe='')}"
        last = self._schedule.run(lambda: self._attempt(address), lambda attempt: attempt.wait)
        if last.error is not None:
            raise last.error
        if last.content is None:
            return None
        found = read_registered(inner(read_object(last.content, self._host).get("message")))
        if not found.doi:
            raise CrossrefUnavailable(msg("What {host} answers is no description of a DOI.", host=self._host), _LATER)
        return found

    def _attempt(self, address: str) -> _Attempt:
        try:
            reply = exchange(self._http, ("GET", address), Limits(LARGEST, self._timeout))
        except httpx.HTTPError as error:
            return self._broken(error)
        if reply.content is None:
            return self._failed(msg("The answer of {host} is too large.", host=self._host))
        return self._judge(reply.status, reply.content, reply.headers)

    def _judge(self, status: int, content: bytes, headers: httpx.Headers) -> _Attempt:
        if status == httpx.codes.OK:
            return _Attempt(content)
        if status == httpx.codes.NOT_FOUND:
            return _Attempt()
        if status in (httpx.codes.TOO_MANY_REQUESTS, httpx.codes.SERVICE_UNAVAILABLE):
            message = msg("{host} is busy, and answers with the HTTP status {status}.", host=self._host, status=status)
            return self._failed(message, self._schedule.read_retry_after(headers.get("Retry-After", "")))
        if httpx.codes.is_redirect(status):
            return self._failed(msg("{host} sends on to another address; this is not followed.", host=self._host))
        message = msg("{host} answers with the HTTP status {status}.", host=self._host, status=status)
        return self._failed(message, 0.0 if status == httpx.codes.INTERNAL_SERVER_ERROR else None)

    def _broken(self, error: httpx.HTTPError) -> _Attempt:
        message = msg("{host} cannot be reached: {reason}.", host=self._host, reason=why_unanswered(error))
        return self._failed(message, None if is_distrusted(error) else 0.0)

    def _failed(self, message: Message, wait: float | None = None) -> _Attempt:
        return _Attempt(error=CrossrefUnavailable(message, _LATER), wait=wait)

    @property
    def _host(self) -> str:
        return self.endpoint.host


def _check_mail(address: str) -> None:
    """Refuse what is no mail address: it goes into a header, where Crossref finds whom to write to."""
    if address and not _MAIL.fullmatch(address):
        raise UsageError(
            msg("“{value}” is no mail address.", value=address), msg("Give one that is read, in plain ASCII.")
        )
