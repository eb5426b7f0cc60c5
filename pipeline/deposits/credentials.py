"""The login for Crossref: from the environment, the password from there or from the keyring of the system.

============================== ===================================================================================
``PIPELINE_CROSSREF_LOGIN``    a role, or ``email@address/role`` (Crossref documentation, "Submitting XML")
``PIPELINE_CROSSREF_PASSWORD`` its password; where it is not set, the keyring is asked (service ``pipeline-crossref``)
============================== ===================================================================================

A password is never taken from the command line, where other people of the machine can read it.
"""

import hmac
import importlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import NoReturn

from pipeline.errors import UsageError
from pipeline.messages import Message, msg

LOGIN = "PIPELINE_CROSSREF_LOGIN"
PASSWORD = "PIPELINE_CROSSREF_PASSWORD"  # noqa: S105 - the name of the variable
SERVICE = "pipeline-crossref"
MASK = "********"
LONGEST = 1000
"""Characters of a login or a password, of which none has so many."""


class Secret:
    """Text that must not be seen: it shows as asterisks, and is not written to any file by ``pickle``."""

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        self._text = text

    def reveal(self) -> str:
        """Give the text, for sending it and for nothing else."""
        return self._text

    def __repr__(self) -> str:
        return f"Secret({MASK!r})"

    def __str__(self) -> str:
        return MASK

    def __format__(self, _spec: str) -> str:
        return MASK

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Secret):
            return NotImplemented
        mine, its = (secret.reveal().encode("utf-8", "surrogatepass") for secret in (self, other))
        return hmac.compare_digest(mine, its)

    def __hash__(self) -> int:
        return hash(self._text)

    def __copy__(self) -> "Secret":
        return self

    def __deepcopy__(self, _memo: object) -> "Secret":
        return self

    def __reduce_ex__(self, _protocol: object) -> NoReturn:
        raise TypeError("a secret is not written to files")

    def __getstate__(self) -> NoReturn:
        raise TypeError("a secret is not written to files")


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who deposits. Both are case-sensitive."""

    login: str
    password: Secret


def load_credentials(environ: Mapping[str, str], endpoint_host: str) -> Credentials:
    """Read the login for the server ``endpoint_host``.

    Raises ``UsageError`` where login or password are missing or cannot be sent.
    """
    login, password = environ.get(LOGIN, ""), Secret(environ.get(PASSWORD, ""))
    del environ  # a traceback may show variables, and this one has the password
    if not login:
        raise UsageError(
            msg("There is no login for {host}.", host=endpoint_host),
            msg("Set the environment variable {name} to the login (a role, or email/role).", name=LOGIN),
        )
    _check(Secret(login), msg("the environment variable {name}", name=LOGIN))
    if password.reveal():
        _check(password, msg("the environment variable {name}", name=PASSWORD))
    else:
        password = _from_keyring(login, endpoint_host)
        _check(password, msg("the keyring"))
    return Credentials(login, password)


def _from_keyring(login: str, host: str) -> Secret:
    try:
        found = importlib.import_module("keyring").get_password(SERVICE, login)
    except ImportError:
        why = msg("The environment variable {name} is not set, and no keyring is installed.", name=PASSWORD)
    except Exception:  # noqa: BLE001 - each system has its own keyring, with errors of its own
        why = msg("The environment variable {name} is not set, and the keyring cannot be read.", name=PASSWORD)
    else:
        if isinstance(found, str) and found:
            return Secret(found)
        why = msg("The environment variable {name} is not set, and the keyring has no entry for it.", name=PASSWORD)
    raise UsageError(_no_password(host, why), _remedy(login))


def _no_password(host: str, why: Message) -> Message:
    return msg("There is no password for {host}. {why}", host=host, why=why)


def _remedy(login: str) -> Message:
    return msg(
        "Set {name}, or store the password with “{command}”.",
        name=PASSWORD,
        command=f"keyring set {SERVICE} {login}",
    )


def _check(value: Secret, place: Message) -> None:
    """Refuse what was surely not meant; the value itself is never repeated."""
    if _has_line_break(value):
        raise UsageError(
            msg("The value of {place} contains a line break.", place=place),
            msg("Store it without one; a file often ends in a line break, which does not belong to the password."),
        )
    if len(value.reveal()) > LONGEST:
        raise UsageError(
            msg("The value of {place} is too long.", place=place),
            msg("Check that it is a login or a password, and no file."),
        )
    if not value.reveal().isprintable():  # half surrogate pairs as well, which stand for bytes that are no UTF-8
        raise UsageError(
            msg("The value of {place} contains characters that cannot be sent.", place=place),
            msg("Type it again, in UTF-8 and without control characters."),
        )


def _has_line_break(value: Secret) -> bool:
    return "\n" in value.reveal() or "\r" in value.reveal()
