"""How connections to Crossref are made, and why one failed.

The errors and the logs of httpx may hold what was sent: neither is shown.
"""

import errno
import logging
import ssl
from typing import Any

import httpx

from pipeline import __version__
from pipeline.deposits.endpoint import Endpoint
from pipeline.deposits.exchanging import set_aside
from pipeline.errors import UsageError
from pipeline.messages import Message, msg
from pipeline.reasons import reason


def why_unanswered(error: httpx.HTTPError) -> Message | str:
    """Give the reason why there is no answer, in a sentence that can be translated."""
    inner = _inner(error)
    if is_distrusted(error):
        return msg("its certificate is not trusted")
    if isinstance(inner, ssl.SSLError):
        return msg("no secure connection could be made")
    if isinstance(inner, OSError) and not isinstance(inner, TimeoutError):
        return reason(inner)
    if isinstance(error, httpx.TimeoutException):
        return reason(TimeoutError(errno.ETIMEDOUT, ""))
    if isinstance(error, httpx.ProxyError):
        return msg("the proxy does not let it through")
    if isinstance(error, httpx.ConnectError | httpx.UnsupportedProtocol):
        return reason(OSError(errno.EHOSTUNREACH, ""))
    return reason(OSError(errno.ECONNRESET, ""))


def _inner(error: BaseException) -> OSError | None:
    """Find the error of the system that httpx wraps."""
    inner: BaseException | None = error
    while inner is not None and not isinstance(inner, OSError):
        inner = inner.__cause__ or inner.__context__
    return inner


def is_distrusted(error: BaseException) -> bool:
    """Tell whether the certificate of the server is what is wrong."""
    return isinstance(_inner(error), ssl.SSLCertVerificationError)


def _keep_quiet() -> None:
    """Keep httpx and httpcore from logging addresses and headers, which a server may fill with what was sent to it."""
    names = [name for name in logging.root.manager.loggerDict if name.startswith(("httpcore.", "httpx."))]
    for name in ("httpcore", "httpx", *names):
        logger = logging.getLogger(name)
        if logger.getEffectiveLevel() < logging.WARNING:
            logger.setLevel(logging.WARNING)


def open_http(endpoint: Endpoint, transport: httpx.BaseTransport | None, timeout: float) -> httpx.Client:
    """Make the client of httpx. Raises ``UsageError`` for a proxy or certificates that cannot be used."""
    _keep_quiet()
    verify: Any = True
    problem = ""
    try:
        if transport is None:
            verify = httpx.create_ssl_context()
            verify.minimum_version = ssl.TLSVersion.TLSv1_2
        return httpx.Client(
            transport=transport,
            verify=verify,
            timeout=timeout,
            follow_redirects=False,  # a redirect could send the password elsewhere
            trust_env=not endpoint.is_loopback,  # a proxy has no business with what stays on this machine
            # a connection that is kept may have died meanwhile, and leave a deposit uncertain for no reason
            event_hooks={"response": [set_aside]},
            limits=httpx.Limits(max_connections=1, max_keepalive_connections=0),
            headers={
                "User-Agent": f"scholarly-metadata-pipeline/{__version__}",
                "Accept-Encoding": "identity",  # nothing that unpacks to more than it seems
            },
        )
    except (ValueError, ImportError, httpx.InvalidURL):
        problem = "proxy"
    except OSError:
        problem = "certificates"
    raise _unusable(problem)


def _unusable(problem: str) -> UsageError:
    """The values are not repeated: the address of a proxy may hold a password."""
    if problem == "proxy":
        return UsageError(
            msg("The proxy that the environment names cannot be used."),
            msg("Check the environment variables {names}.", names="HTTPS_PROXY, HTTP_PROXY, ALL_PROXY"),
        )
    return UsageError(
        msg("The certificates that the environment names cannot be read."),
        msg("Check the environment variables {names}.", names="SSL_CERT_FILE, SSL_CERT_DIR"),
    )
