"""Who may deposit in the sandbox."""

import pytest

from pipeline.errors import UsageError
from pipeline.sandbox.logins import Logins, parse_login


def test_prefixes_add_up() -> None:
    """A login that is given several times has all its prefixes, each once."""
    texts = ("a:pass:word:10.5555,10.1234", "b:x:10.5555", "a:pass:word:10.9999,10.5555")
    logins = Logins(map(parse_login, texts))
    found = logins.find("a", "pass:word")
    assert found
    assert found.prefixes == logins.prefixes("a") == ("10.5555", "10.1234", "10.9999")
    assert logins.hosted() == {"10.5555", "10.1234", "10.9999"}
    assert logins.find("a", "x") is None


def test_two_passwords() -> None:
    """One login has one password."""
    with pytest.raises(UsageError, match="two passwords"):
        Logins(map(parse_login, ("a:x:10.5555", "a:y:10.1234")))
