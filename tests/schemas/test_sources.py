"""Where schema files come from: folder, archive, URL, wheel; and that nothing but the official bytes gets in."""

import sys
import threading
from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from pipeline.errors import SchemaUnavailable
from pipeline.schemas.fetching import fetch
from tests.schemas.toys import ENTRY, FILES, PART, PROJECT, toy_set, write_folder, write_tar, write_wheel, write_zip

WHEEL_SOURCE = f'[[set.sources]]\nwheel = "{PROJECT}"\nversion = "1.0"\nfolder = "toys/data"\n'


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """Serve ``tmp_path/www`` on the loopback interface; give its address."""
    root = tmp_path / "www"
    root.mkdir()
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(root))) as running:
        threading.Thread(target=running.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{running.server_port}/"
        running.shutdown()


@pytest.fixture
def offline(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let pip reach no index."""
    monkeypatch.setenv("PIP_NO_INDEX", "1")


def test_folder(tmp_path: Path) -> None:
    """A folder that holds the files."""
    assert fetch(toy_set(tmp_path), str(write_folder(tmp_path / "in", FILES))) == FILES


def test_folder_of_sets(tmp_path: Path) -> None:
    """A folder that holds one of the set's name, such as another installation."""
    write_folder(tmp_path / "in" / "toy-1", FILES)
    assert fetch(toy_set(tmp_path), str(tmp_path / "in")) == FILES


@pytest.mark.parametrize("prefix", ["", "some/folder/"])
def test_zip(tmp_path: Path, prefix: str) -> None:
    """An archive, wherever in it the files lie."""
    path = write_zip(tmp_path / "in.zip", {prefix + name: content for name, content in FILES.items()})
    assert fetch(toy_set(tmp_path), str(path)) == FILES


def test_zip_with_two_files_of_a_name(tmp_path: Path) -> None:
    """Where several files have the name, the official one is taken."""
    path = write_zip(tmp_path / "in.zip", {"old/toy.xsd": b"<old/>", "new/toy.xsd": ENTRY, "parts/part.xsd": PART})
    assert fetch(toy_set(tmp_path), str(path)) == FILES


def test_zip_with_other_names_writes_nothing(tmp_path: Path) -> None:
    """Members that would leave the folder are never looked at: only names of the catalog are read."""
    path = write_zip(tmp_path / "in.zip", {"../../evil.xsd": b"evil", "/etc/evil": b"evil", **FILES})
    before = set(tmp_path.rglob("*"))
    assert fetch(toy_set(tmp_path), str(path)) == FILES
    assert {found for found in set(tmp_path.rglob("*")) - before if found.name != "catalog.toml"} == set()


def test_zip_bomb_is_cut_off(tmp_path: Path) -> None:
    """No more of a member is unpacked than the catalog says it has."""
    path = write_zip(tmp_path / "in.zip", {"toy.xsd": bytes(50_000_000), "parts/part.xsd": PART})
    with pytest.raises(SchemaUnavailable, match=r"toy\.xsd is not the official file"):
        fetch(toy_set(tmp_path), str(path))


def test_damaged_zip(tmp_path: Path) -> None:
    """What is no archive is a clear error."""
    path = tmp_path / "in.zip"
    path.write_bytes(b"PK\x03\x04 not really")
    with pytest.raises(SchemaUnavailable, match="not a readable archive"):
        fetch(toy_set(tmp_path), str(path))


def test_differing_file_is_refused(tmp_path: Path) -> None:
    """The error says which file, both hashes and where it came from."""
    folder = write_folder(tmp_path / "in", {**FILES, "toy.xsd": ENTRY.replace(b"toy", b"boy")})
    schema_set = toy_set(tmp_path)
    with pytest.raises(SchemaUnavailable) as caught:
        fetch(schema_set, str(folder))
    said = str(caught.value)
    assert "toy.xsd" in said
    assert schema_set.files[0].sha256 in said
    assert str(folder) in said


@pytest.mark.parametrize("made", [{}, {"toy.xsd": ENTRY}])
def test_missing_file(tmp_path: Path, made: dict[str, bytes]) -> None:
    """A source that lacks a file says which."""
    folder = write_folder(tmp_path / "in", made)
    folder.mkdir(exist_ok=True)
    with pytest.raises(SchemaUnavailable, match=r"\.xsd is missing"):
        fetch(toy_set(tmp_path), str(folder))


def test_named_source_is_the_only_one(tmp_path: Path) -> None:
    """Who names a source does not get the files from elsewhere."""
    links = write_wheel(tmp_path / "links", FILES).parent
    with pytest.raises(SchemaUnavailable, match="no such folder") as caught:
        fetch(toy_set(tmp_path, WHEEL_SOURCE), str(tmp_path / "nowhere"))
    assert PROJECT not in str(caught.value)
    assert links.exists()


def test_url_of_a_folder(tmp_path: Path, server: str) -> None:
    """A web address that ends with a slash is a folder of files."""
    write_folder(tmp_path / "www" / "xsd", FILES)
    assert fetch(toy_set(tmp_path), f"{server}xsd/") == FILES


def test_url_of_an_archive(tmp_path: Path, server: str) -> None:
    """Any other web address is an archive."""
    write_zip(tmp_path / "www" / "toys.zip", FILES)
    assert fetch(toy_set(tmp_path), f"{server}toys.zip") == FILES


def test_url_without_files(tmp_path: Path, server: str) -> None:
    """The server's answer is in the error."""
    with pytest.raises(SchemaUnavailable, match="404"):
        fetch(toy_set(tmp_path), f"{server}none/")


def test_longer_file_from_the_web_is_refused(tmp_path: Path, server: str) -> None:
    """A download stops after the expected size; what is longer is not official."""
    write_folder(tmp_path / "www", {**FILES, "toy.xsd": ENTRY + b" " * 100_000})
    with pytest.raises(SchemaUnavailable, match="not the official file"):
        fetch(toy_set(tmp_path), server)


def test_wheel(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, offline: None) -> None:  # noqa: ARG001 - a fixture for its effect
    """A wheel is fetched with pip, read as data, and neither installed nor imported."""
    monkeypatch.setenv("PIP_FIND_LINKS", str(write_wheel(tmp_path / "links", FILES).parent))
    assert fetch(toy_set(tmp_path, WHEEL_SOURCE)) == FILES
    assert "toys" not in sys.modules


def test_wheel_in_a_hostile_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, offline: None) -> None:  # noqa: ARG001 - a fixture for its effect
    """A module called pip in the working directory is not run."""
    (tmp_path / "pip.py").write_text("raise SystemExit(99)", encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PIP_FIND_LINKS", str(write_wheel(tmp_path / "links", FILES).parent))
    assert fetch(toy_set(tmp_path, WHEEL_SOURCE)) == FILES


def test_next_source_is_asked(tmp_path: Path, server: str, offline: None) -> None:  # noqa: ARG001 - a fixture for its effect
    """Where pip cannot help, the official address does."""
    write_folder(tmp_path / "www", FILES)
    assert fetch(toy_set(tmp_path, f'{WHEEL_SOURCE}[[set.sources]]\naddress = "{server}"\n')) == FILES


def test_all_failures_are_told(tmp_path: Path, server: str, offline: None) -> None:  # noqa: ARG001 - a fixture for its effect
    """When nothing helps, the error names each source, and the remedy the option."""
    with pytest.raises(SchemaUnavailable) as caught:
        fetch(toy_set(tmp_path, f'{WHEEL_SOURCE}[[set.sources]]\naddress = "{server}"\n'))
    assert f"{PROJECT} 1.0" in str(caught.value)
    assert server in str(caught.value)
    assert "--from" in str(caught.value.remedy)


def test_python_without_pip(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An environment without pip is a reason, not a crash."""
    monkeypatch.setattr(sys, "executable", str(tmp_path / "no-python"))
    with pytest.raises(SchemaUnavailable, match="no-python"):
        fetch(toy_set(tmp_path, WHEEL_SOURCE))


def test_files_scattered_in_a_folder(tmp_path: Path) -> None:
    """A folder of another layout: files are known by name and hash, wherever they lie."""
    write_folder(tmp_path / "in", {"deep/er/part.xsd": PART, "old/toy.xsd": b"<old/>", "new/toy.xsd": ENTRY})
    assert fetch(toy_set(tmp_path), str(tmp_path / "in")) == FILES


def test_tar(tmp_path: Path) -> None:
    """A compressed tar archive, as npm makes them."""
    path = write_tar(tmp_path / "in.tgz", {f"package/{name}": content for name, content in FILES.items()})
    assert fetch(toy_set(tmp_path), str(path)) == FILES


@pytest.mark.usefixtures("offline")
def test_sources_complete_each_other(tmp_path: Path, server: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """One file from a wheel, the other from the official address."""
    write_folder(tmp_path / "www", {"toy.xsd": ENTRY})
    monkeypatch.setenv("PIP_FIND_LINKS", str(write_wheel(tmp_path / "links", {"parts/part.xsd": PART}).parent))
    assert fetch(toy_set(tmp_path, f'{WHEEL_SOURCE}[[set.sources]]\naddress = "{server}"\n')) == FILES


NPM_SOURCE = '[[set.sources]]\nnpm = "@toys/schemas"\nversion = "1.0.0"\nfolder = "data"\n'


def test_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The user's npm is asked for the package, whose archive is read as data."""
    archive = write_tar(tmp_path / "made.tgz", {f"package/data/{name}": content for name, content in FILES.items()})
    command = tmp_path / "bin" / "npm"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\necho "$@" > "{tmp_path}/asked"\ncp "{archive}" toys-schemas-1.0.0.tgz\n', encoding="utf-8"
    )
    command.chmod(0o755)
    monkeypatch.setenv("PATH", str(command.parent), prepend=":")
    assert fetch(toy_set(tmp_path, NPM_SOURCE)) == FILES
    assert "@toys/schemas@1.0.0" in (tmp_path / "asked").read_text(encoding="utf-8")


def test_without_npm(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no npm, the reason says so."""
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(SchemaUnavailable, match="npm is not installed"):
        fetch(toy_set(tmp_path, NPM_SOURCE))
