"""Who may deposit in the sandbox, and for which prefixes."""

import hmac
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from pipeline.errors import UsageError
from pipeline.messages import msg

_PREFIX = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Login:
    """A name with its password, and the DOI prefixes that it may register. Both are case-sensitive, as Crossref's."""

    name: str
    password: str = field(repr=False)
    prefixes: tuple[str, ...]


DEFAULT = Login("sandbox", "sandbox", ("10.5555",))
"""10.5555 is Crossref's prefix for tests and examples."""


class Logins:
    """All logins of a sandbox; one that is given several times has all its prefixes.

    Raises ``UsageError`` where a login is given with two passwords.
    """

    def __init__(self, logins: Iterable[Login] = (DEFAULT,)) -> None:
        self._logins: dict[str, Login] = {}
        for login in logins:
            known = self._logins.setdefault(login.name, login)
            if known.password != login.password:
                raise UsageError(
                    msg("The login “{name}” of the sandbox is given with two passwords.", name=login.name),
                    msg("Repeat the same password, or name all prefixes at once: NAME:PASSWORD:PREFIX,PREFIX."),
                )
            prefixes = tuple(dict.fromkeys((*known.prefixes, *login.prefixes)))
            self._logins[login.name] = replace(known, prefixes=prefixes)

    def find(self, name: str, password: str) -> Login | None:
        """Give the login, or nothing where name and password do not belong together."""
        found = self._logins.get(name)
        if found and hmac.compare_digest(_bytes(found.password), _bytes(password)):
            return found
        return None

    def hosted(self) -> frozenset[str]:
        """Give the prefixes of all logins."""
        return frozenset(prefix for login in self._logins.values() for prefix in login.prefixes)

    def prefixes(self, name: str) -> tuple[str, ...]:
        """Give the prefixes of a login by its name; none where there is no such login any more."""
        found = self._logins.get(name)
        return found.prefixes if found else ()


def _bytes(text: str) -> bytes:
    """Give the bytes of a text, also of one that the command line had in another encoding."""
    return text.encode("utf-8", "surrogatepass")


def parse_login(text: str) -> Login:
    """Read ``NAME:PASSWORD:PREFIX``; a password may hold colons, and several prefixes are separated by commas.

    Raises ``UsageError`` for another form; it does not repeat the text, in which a password may stand.
    """
    name, first, rest = text.partition(":")
    password, last, named = rest.rpartition(":")
    prefixes = tuple(part.strip() for part in named.split(",") if part.strip())
    if not (name and first and password and last and prefixes and all(map(_PREFIX.fullmatch, prefixes))):
        raise UsageError(
            msg("A login of the sandbox cannot be read."),
            msg("Write it as NAME:PASSWORD:PREFIX, for example sandbox:secret:10.5555."),
        )
    return Login(name, password, prefixes)
