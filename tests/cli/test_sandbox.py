"""``pipeline sandbox``, as a user runs it."""

import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest

from pipeline.__main__ import main
from pipeline.errors import UsageError
from pipeline.sandbox.logins import Login, Logins, parse_login


def _start(*arguments: str) -> tuple["subprocess.Popen[str]", str]:
    """Start one, and give its address."""
    command = [sys.executable, "-m", "pipeline", "--lang", "en", "sandbox", "--port", "0", *arguments]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr
    line = process.stderr.readline()
    assert line.startswith("Sandbox on http://127.0.0.1:"), line
    return process, line.split()[2]


@pytest.mark.parametrize("end", [signal.SIGINT, signal.SIGTERM])
def test_runs_until_a_signal(tmp_path: Path, end: signal.Signals) -> None:
    """It says where it is, answers, and ends cleanly; what it kept is there for the next one."""
    options = ["--state", str(tmp_path / "s"), "--login", "me:se:cret:10.5555,10.1234", "--clock", "manual"]
    process, url = _start(*options, "--fault", "503:1", "--delay", "3")
    fields = {"login_id": "me", "login_passwd": "se:cret"}
    with httpx.Client(base_url=url, trust_env=False) as client:
        files = {"fname": ("a.xml", b"<a/>")}
        assert client.post("/servlet/deposit", data=fields, files=files).status_code == 503
        assert "successfully received" in client.post("/servlet/deposit", data=fields, files=files).text
        process.send_signal(end)
        rest = process.communicate(timeout=20)[1]
    assert process.returncode == 0
    assert rest == ""
    process, url = _start(*options)
    assert len(httpx.get(f"{url}/sandbox/state", trust_env=False).json()["submissions"]) == 1
    process.send_signal(end)
    process.communicate(timeout=20)


def test_a_port_in_use(capsys: pytest.CaptureFixture[str]) -> None:
    """The remedy names the option."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        assert main(["--lang", "en", "sandbox", "--port", str(other.getsockname()[1])]) == 1
    said = capsys.readouterr().err
    assert "another program uses it" in said
    assert "--port" in said


@pytest.mark.parametrize(
    "arguments",
    [
        ["--login", "me"],
        ["--login", "me:secret"],
        ["--login", "me:hidden:11.5555"],
        ["--login", "me:hidden:10.5555", "--login", "me:other:10.1234"],
        ["--fault", "made-up"],
        ["--port", "70000"],
        ["--delay", "-1"],
    ],
)
def test_wrong_command_lines(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """They end with 2; a password is not repeated."""
    assert main(["sandbox", *arguments]) == 2
    assert "hidden" not in capsys.readouterr().err


def test_parse_login() -> None:
    """A password may have colons; prefixes are separated by commas."""
    assert parse_login("a@b.org/role:x:y:10.5555, 10.12345") == Login("a@b.org/role", "x:y", ("10.5555", "10.12345"))
    assert "secret" not in repr(parse_login("me:secret:10.5555"))
    for wrong in ("", ":p:10.5555", "n::10.5555", "n:10.5555", "n:p:", "n:p:10.5555,x"):
        with pytest.raises(UsageError):
            parse_login(wrong)


def test_a_password_in_another_encoding() -> None:
    """Bytes of the command line that are no UTF-8 are a password like any other."""
    logins = Logins([parse_login("me:caf\udce9:10.5555")])
    assert logins.find("me", "caf\udce9")
    assert logins.find("me", "café") is None
