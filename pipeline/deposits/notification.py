"""A call of Crossref's notification service: a log is ready, and where.

Whoever runs a small server for it hands over the headers of the request. Anybody can send such a request, so that it is
no more than a hint: compare ``endpoint`` with the name that was agreed, and believe the log alone. It is asked for by
the name of the file, with the login, and not at the address that came (``submission.notified``).
Source: Crossref documentation, "Notification callback service".
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import SplitResult, quote, urlsplit

from pipeline.deposits.endpoint import PRODUCTION, Endpoint
from pipeline.errors import DepositError
from pipeline.messages import Message, msg

_ENDPOINT = "CROSSREF-NOTIFY-ENDPOINT"
_BATCH = "CROSSREF-EXTERNAL-ID"
_SUBMISSION = "CROSSREF-INTERNAL-ID"
_RETRIEVE = "CROSSREF-RETRIEVE-URL"
_SERVED = "CROSSREF-SERVICE-DATE"
_EXPIRES = "CROSSREF-RETRIEVE-URL-EXPIRATION-DATE"
_DOMAIN = "crossref.org"
_HTTPS = 443
_LONGEST = 4096
LARGEST = 65_536
"""Bytes of a saved call that are read."""
_AS_THEY_ARE = "/?:@!$&'()*+,;=~%-._[]"
_REMEDY = msg("Ignore the request; ask for the log by the name of the file instead (python -m pipeline status).")


@dataclass(frozen=True, slots=True)
class Notification:
    """What Crossref tells. ``batch_id`` and ``submission_id`` are empty where it tells neither.

    ``endpoint`` is the name under which the service was set up. ``retrieve_url`` is percent-encoded and leads to
    Crossref; it is not shown, since whoever has it has the log. Times are in UTC.
    """

    endpoint: str
    batch_id: str
    submission_id: str
    retrieve_url: str = field(repr=False)
    served_at: datetime | None = None
    expires_at: datetime | None = None


def read_notification(headers: Mapping[str, str], server: Endpoint = PRODUCTION) -> Notification:
    """Read the headers of a call; ``server`` is where deposits are sent.

    Their names may be as HTTP has them, whatever the case, or as CGI does (``HTTP_CROSSREF_EXTERNAL_ID``).

    Raises ``DepositError`` where the endpoint or the address of the log is missing, or the address leads elsewhere.
    """
    values: dict[str, str] = {}
    for name, value in headers.items():
        values.setdefault(name.strip().upper().replace("_", "-").removeprefix("HTTP-"), _mended(value))
    endpoint, address = (_required(values, name) for name in (_ENDPOINT, _RETRIEVE))
    return Notification(
        endpoint,
        _plain(values, _BATCH),
        _plain(values, _SUBMISSION),
        _checked(address, server),
        _moment(values.get(_SERVED, "")),
        _moment(values.get(_EXPIRES, "")),
    )


def saved_headers(content: bytes) -> dict[str, str]:
    """Give the headers of a call that was saved: as lines (``Name: value``, a whole request too), or as a JSON object.

    Raises ``DepositError`` where it is neither.
    """
    text = content[:LARGEST].decode("utf-8-sig", "replace").lstrip()
    found = _of_object(text) if text.startswith("{") else _of_lines(text)
    if not found or len(content) > LARGEST:
        raise DepositError(
            msg("The notification cannot be understood."),
            msg("Save the headers of the request as lines “Name: value”, or as one JSON object."),
        )
    return found


def _of_object(text: str) -> dict[str, str]:
    try:
        values = json.loads(text)
    except (ValueError, RecursionError):
        return {}
    return {name: value for name, value in values.items() if isinstance(value, str)}


def _of_lines(text: str) -> dict[str, str]:
    """Read header lines to the first that is empty: after it comes the body."""
    found: dict[str, str] = {}
    for line in text.splitlines():
        if not line.strip():
            break
        name, colon, value = line.partition(":")
        if colon:  # the line of the request itself has none, or its name is no header of ours
            found.setdefault(name, value)
    return found


def _mended(value: str) -> str:
    """Give a value as it was sent: it is in UTF-8, which many servers read as ISO-8859-1."""
    try:
        return value.encode("iso-8859-1").decode("utf-8").strip()
    except UnicodeError:
        return value.strip()


def _required(values: Mapping[str, str], name: str) -> str:
    value = _plain(values, name)
    if not value:
        raise DepositError(msg("The notification has no header “{name}”.", name=name), _REMEDY)
    return value


def _plain(values: Mapping[str, str], name: str) -> str:
    value = values.get(name, "")
    if len(value) > _LONGEST or not value.isprintable():
        raise DepositError(msg("The header “{name}” of the notification cannot be understood.", name=name), _REMEDY)
    return value


def _checked(address: str, server: Endpoint) -> str:
    """Let an address pass that leads to Crossref; another could make this machine ask anybody (SSRF)."""
    parts, port = _split(address)
    host = (parts.hostname or "").lower()
    if parts.scheme != "https" or "@" in parts.netloc:
        raise _elsewhere(msg("The address of the log in the notification does not begin with https:// and a host."))
    if (host, port) not in _known(server) and not (_is_of_crossref(host) and port == _HTTPS):
        raise _elsewhere(msg("The address of the log in the notification is not one of Crossref."))
    return quote(address.partition("#")[0], safe=_AS_THEY_ARE)


def _split(address: str) -> tuple[SplitResult, int]:
    bad = "\\" in address or any(character.isspace() for character in address)  # what urlsplit and others read apart
    try:
        parts = urlsplit(address)
        port = _HTTPS if parts.port is None else parts.port
        bad = bad or not parts.netloc.isascii()
    except ValueError:
        bad = True
    if bad:
        raise _elsewhere(msg("The address of the log in the notification cannot be understood."))
    return parts, port


def _known(server: Endpoint) -> tuple[tuple[str, int], ...]:
    parts = urlsplit(server.base_url)
    return ((server.host, parts.port or _HTTPS),) if server.host else ()


def _is_of_crossref(host: str) -> bool:
    return host == _DOMAIN or host.endswith(f".{_DOMAIN}")


def _elsewhere(message: Message) -> DepositError:
    return DepositError(message, _REMEDY)


def _moment(value: str) -> datetime | None:
    """Read a time as HTTP writes it (RFC 2616, section 3.3.1), or as ISO 8601 does."""
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            found = read(value)
        except (ValueError, OverflowError):
            continue
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    return None
