"""Where deposits go: Crossref itself, its test system, or a sandbox on this machine.

Source: Crossref documentation, "Submitting XML by HTTPS POST", "Using HTTPS to retrieve logs" and "Retrieving
identifiers for deposited references".
"""

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from pipeline.errors import UsageError
from pipeline.messages import Message, msg

_PORTS = {"http": 80, "https": 443}
_HOST = re.compile(r"[a-z0-9]([a-z0-9._-]*[a-z0-9])?\.?", re.ASCII)
_PATH = re.compile(r"[A-Za-z0-9._~/-]*", re.ASCII)
_LOOPBACK = ipaddress.ip_network("127.0.0.0/8")
_REMEDY = msg("Give an address such as {example}.", example="https://test.crossref.org")


@dataclass(frozen=True, slots=True)
class Endpoint:
    """A server that takes deposits; ``base_url`` has no slash at its end. ``parse_endpoint`` makes it from text."""

    base_url: str

    @property
    def deposit_url(self) -> str:
        """The address that takes deposits."""
        return f"{self.base_url}/servlet/deposit"

    @property
    def result_url(self) -> str:
        """The address that tells what became of a deposit."""
        return f"{self.base_url}/servlet/submissionDownload"

    @property
    def resolved_refs_url(self) -> str:
        """The address that tells which references of a DOI have been matched."""
        return f"{self.base_url}/getResolvedRefs"

    @property
    def host(self) -> str:
        """The name of the server, or its number."""
        return urlsplit(self.base_url).hostname or ""

    @property
    def is_loopback(self) -> bool:
        """Whether the server is this machine, so that nothing that is sent can be overheard."""
        return _is_loopback(self.host)


PRODUCTION = Endpoint("https://doi.crossref.org")
TEST = Endpoint("https://test.crossref.org")


def parse_endpoint(text: str) -> Endpoint:
    """Read the address of a server.

    Raises ``UsageError`` where it is no address of a server, would send the password in the clear, or has parts that
    do not belong to it. The text is not repeated, as it may hold a password.
    """
    parts = _split(text.strip())
    _refuse_extras(parts, text)
    host = _host(parts)
    if parts.scheme != "https" and not _is_loopback(host):
        raise UsageError(
            msg(
                "The address of the server must begin with {scheme}; the password would go in the clear.",
                scheme="https://",
            ),
            msg("Only a server on this machine ({hosts}) may be asked without it.", hosts="127.0.0.1, ::1, localhost"),
        )
    shown = f"[{host}]" if ":" in host else host
    port = parts.port
    shown_port = "" if port in (None, _PORTS[parts.scheme]) else f":{port}"
    return Endpoint(f"{parts.scheme}://{shown}{shown_port}{parts.path.rstrip('/')}")


def _split(text: str) -> SplitResult:
    if not text.isascii() or not text.isprintable() or " " in text or "\\" in text:  # urlsplit takes some of these
        raise _no_address()
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        port = 0
    if port == 0:  # outside of the handler: what urlsplit says may hold a password
        raise _no_address()
    if parts.scheme not in _PORTS:
        raise _no_address()
    return parts


def _refuse_extras(parts: SplitResult, text: str) -> None:
    if "@" in text:
        raise _refused(
            msg("The address of the server holds a login or a password."),
            msg("Give the address alone; login and password come from the environment."),
        )
    if "?" in text or "#" in text:
        raise _refused(msg("The address of the server has a part after “?” or “#”."), _REMEDY)
    if not _PATH.fullmatch(parts.path):
        raise _no_address()


def _host(parts: SplitResult) -> str:
    host = (parts.hostname or "").lower()
    if _HOST.fullmatch(host) or _number(host) is not None:
        return host
    raise _no_address()


def _is_loopback(host: str) -> bool:
    number = _number(host)
    if isinstance(number, ipaddress.IPv4Address):
        return number in _LOOPBACK
    return host == "localhost" if number is None else number == ipaddress.IPv6Address("::1")


def _number(host: str) -> ipaddress.IPv4Address | ipaddress.IPv6Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _no_address() -> UsageError:
    return _refused(msg("The address of the server cannot be understood."), _REMEDY)


def _refused(message: Message, remedy: Message) -> UsageError:
    return UsageError(message, remedy)
