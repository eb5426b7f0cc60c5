"""Tests of the login for Crossref."""

import copy
import pickle
import sys
from types import SimpleNamespace

import pytest

from pipeline.deposits.credentials import LOGIN, PASSWORD, SERVICE, Credentials, Secret, load_credentials
from pipeline.errors import UsageError
from tests.deposits.support import with_variables

HOST = "test.crossref.org"
WORD = "s3cret&Wörd"


def _with_keyring(monkeypatch: pytest.MonkeyPatch, keyring: object) -> None:
    monkeypatch.setitem(sys.modules, "keyring", keyring)


def test_secret_shows_nothing() -> None:
    """No way of putting a secret into text shows it."""
    secret = Secret(WORD)
    credentials = Credentials("role", secret)
    shown = (repr(secret), str(secret), f"{secret}", f"{secret:>40}", f"{secret!r}", repr(credentials), f"{[secret]}")
    assert not [text for text in shown if WORD in text]
    assert secret.reveal() == WORD


@pytest.mark.parametrize("protocol", range(pickle.HIGHEST_PROTOCOL + 1))
def test_secret_is_not_pickled(protocol: int) -> None:
    """A secret does not get into files by itself."""
    with pytest.raises(TypeError):
        pickle.dumps(Credentials("role", Secret(WORD)), protocol)


def test_secrets_compare() -> None:
    """Secrets are values; copies are the same."""
    secret = Secret(WORD)
    assert secret == Secret(WORD)
    assert secret != Secret("other")
    assert secret != WORD
    assert hash(secret) == hash(Secret(WORD))
    assert copy.deepcopy(secret) is copy.copy(secret) is secret


@pytest.mark.parametrize("login", ["role", "someone@example.org/role"])
def test_environment(login: str) -> None:
    """Both come from the environment; a personal login passes as it is."""
    assert load_credentials({LOGIN: login, PASSWORD: WORD}, HOST) == Credentials(login, Secret(WORD))


def test_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """Without a password in the environment, the keyring is asked for the one of this login."""
    entries = {(SERVICE, "role"): WORD}
    _with_keyring(monkeypatch, SimpleNamespace(get_password=lambda service, user: entries.get((service, user))))
    assert load_credentials({LOGIN: "role"}, HOST).password.reveal() == WORD
    with pytest.raises(UsageError, match="no entry") as caught:
        load_credentials({LOGIN: "other"}, HOST)
    assert "keyring set pipeline-crossref other" in str(caught.value.remedy)


def test_keyring_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    """A keyring that fails is told in a sentence, whatever it raises."""

    def fail(_service: str, _user: str) -> str:
        raise RuntimeError(WORD)

    _with_keyring(monkeypatch, SimpleNamespace(get_password=fail))
    with pytest.raises(UsageError, match="cannot be read") as caught:
        load_credentials({LOGIN: "role"}, HOST)
    assert caught.value.__context__ is None


def test_no_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring need not be installed."""
    _with_keyring(monkeypatch, None)
    with pytest.raises(UsageError, match="no keyring is installed") as caught:
        load_credentials({LOGIN: "role"}, HOST)
    assert PASSWORD in str(caught.value.remedy)


def test_no_login() -> None:
    """A missing login is told, with the server and the variable."""
    with pytest.raises(UsageError, match=HOST) as caught:
        load_credentials({PASSWORD: WORD}, HOST)
    assert WORD not in with_variables(caught.value)
    assert LOGIN in str(caught.value.remedy)


@pytest.mark.parametrize("value", [WORD + "\n", WORD + "\r\n", "a\nb", "a\x00b", "a\udcffb"])
@pytest.mark.parametrize("name", [LOGIN, PASSWORD])
def test_values_that_cannot_be_sent(name: str, value: str) -> None:
    """A line break or bytes that are no text are refused, and not repeated."""
    with pytest.raises(UsageError, match=name) as caught:
        load_credentials({LOGIN: "role", PASSWORD: WORD, name: value}, HOST)
    assert WORD not in f"{caught.value} {caught.value.remedy}"
    assert name == LOGIN or WORD not in with_variables(caught.value)


def test_line_break_from_the_keyring(monkeypatch: pytest.MonkeyPatch) -> None:
    """The keyring may hold a line break as well."""
    _with_keyring(monkeypatch, SimpleNamespace(get_password=lambda _service, _user: WORD + "\n"))
    with pytest.raises(UsageError, match="keyring contains a line break"):
        load_credentials({LOGIN: "role"}, HOST)


@pytest.mark.parametrize("name", [LOGIN, PASSWORD])
def test_too_long(name: str) -> None:
    """A whole file in place of a password is refused, and not repeated."""
    environ = {LOGIN: "role", PASSWORD: "word"} | {name: "Gr3ifbar" * 1000}
    with pytest.raises(UsageError, match="too long") as caught:
        load_credentials(environ, "test.crossref.org")
    assert "Gr3ifbar" not in str(caught.value) + str(caught.value.remedy)
