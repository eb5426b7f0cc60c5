"""A check reads the document and the set's own files, and nothing else: no file that a document names, no network."""

import ctypes
import json
import mimetypes
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.validation import Checker, check, judge
from tests.support import CHECKOUT
from tests.validation.examples import CROSSREF, JATS, XS, article, deposit, made

pytestmark = pytest.mark.usefixtures("official")

_XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
_OPENED = 0x20 | 0x1  # IN_OPEN and IN_ACCESS of <sys/inotify.h>


def _hints(outside: Path) -> dict[str, tuple[str, bytes]]:
    """Make documents that ask for a file in every way there is; each with the set it is checked against."""
    path, uri, crossref = str(outside), outside.as_uri(), "http://www.crossref.org/schema/5.5.0"
    start = deposit().replace(b'version="5.5.0"', b'version="5.5.0" %s', 1)
    entity = '<!DOCTYPE article [<!ENTITY e SYSTEM "{}">]>'
    bodies = {
        "include": f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="{uri}" parse="text"/>',
        "graphic": f'<p><inline-graphic xlink:href="{uri}"/></p>',
        "xml base": f'<p xml:base="{uri}"/>',
    }
    return {
        "schema of the namespace": (CROSSREF, start % f'xsi:schemaLocation="{crossref} {uri}"'.encode()),
        "schema on the network": (
            CROSSREF,
            start % f'xsi:schemaLocation="{crossref} http://127.0.0.1:9/a.xsd"'.encode(),
        ),
        "schema of another namespace": (CROSSREF, start % f'xsi:schemaLocation="urn:x {path}"'.encode()),
        "schema of no namespace": (JATS, article("<p/>", f'{_XSI} xsi:noNamespaceSchemaLocation="{path}"')),
        "DTD": (JATS, f'<!DOCTYPE article SYSTEM "{uri}">'.encode() + article("<p/>")),
        "DTD on the network": (JATS, b'<!DOCTYPE article SYSTEM "http://127.0.0.1:9/a.dtd">' + article("<p/>")),
        "entity": (JATS, entity.format(uri).encode() + article("<p>&e;</p>")),
        "entity on the network": (JATS, entity.format("http://127.0.0.1:9/e").encode() + article("<p>&e;</p>")),
        "parameter entity": (
            JATS,
            f'<!DOCTYPE article [<!ENTITY % e SYSTEM "{path}"> %e;]>'.encode() + article("<p/>"),
        ),
        "stylesheet": (JATS, f'<?xml-stylesheet href="{uri}" type="text/xsl"?>'.encode() + article("<p/>")),
        **{name: (JATS, article(body)) for name, body in bodies.items()},
    }


NAMES = tuple(_hints(Path("/outside")))


@contextmanager
def _watched(path: Path) -> Iterator[list[bytes]]:
    """List what the system tells of a file's being opened, by Python or by libxml2."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "inotify_init1"):
        pytest.skip("only Linux tells who opens a file")
    handle = libc.inotify_init1(os.O_NONBLOCK)
    assert libc.inotify_add_watch(handle, os.fsencode(path), _OPENED) > 0
    events: list[bytes] = []
    try:
        yield events
        events.append(os.read(handle, 4096))
    except BlockingIOError:
        pass  # nothing happened
    finally:
        os.close(handle)


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A file that no check may open; it is a schema, should one be wanted."""
    path = tmp_path / "outside.xsd"
    path.write_text(f"<xs:schema {XS}/>", encoding="utf-8")
    return path


def test_opening_is_seen(outside: Path) -> None:
    """The watch works."""
    with _watched(outside) as events:
        outside.read_bytes()
    assert events


@pytest.mark.parametrize("name", NAMES)
def test_no_file_is_opened(name: str, outside: Path) -> None:
    """Neither engine opens what a document names."""
    schema, content = _hints(outside)[name]
    with _watched(outside) as events:
        check(content, schema)
        judge(content, schema)
    assert events == []


def test_no_file_is_opened_by_the_fallback(outside: Path) -> None:
    """Nor does the judge where it stands in for the engine."""
    checker = Checker(made(f'<xs:schema {XS}><xs:element name="a" type="xs:dateTimeStamp"/></xs:schema>', xsd="1.1"))
    with _watched(outside) as events:
        for hint in (f'noNamespaceSchemaLocation="{outside}"', f'schemaLocation="urn:x {outside.as_uri()}"'):
            assert checker.check(f"<a {_XSI} xsi:{hint}>2026-01-01T00:00:00Z</a>".encode()).valid
    assert checker.uses_judge
    assert events == []


_PROGRAM = """
import json, sys
seen = []
def hook(event, arguments):
    if event == "open" or event.startswith(("socket.", "subprocess.", "urllib.")):
        seen.append((event, str(arguments[0] if arguments else "")))
documents = json.load(sys.stdin)
sys.addaudithook(hook)
from pipeline.validation import check, judge
for schema, content in documents:
    check(content.encode(), schema)
    judge(content.encode(), schema)
json.dump({"seen": seen, "own": [sys.prefix, sys.base_prefix]}, sys.stdout)
"""


def test_python_asks_for_nothing(outside: Path) -> None:
    """From the first import on, only files of Python, of the project and of the judge's own copy are opened.

    No socket is made and no program started.
    """
    documents = [(schema, content.decode()) for schema, content in _hints(outside).values()]
    environment = {**os.environ, "TMPDIR": str(outside.parent / "tmp"), "PYTHONPATH": str(CHECKOUT)}
    (outside.parent / "tmp").mkdir()
    done = subprocess.run(
        [sys.executable, "-c", _PROGRAM],
        input=json.dumps(documents),
        capture_output=True,
        text=True,
        check=True,
        env=environment,
    )
    told = json.loads(done.stdout)
    allowed = (
        *told["own"],
        str(CHECKOUT),
        str(outside.parent / "tmp"),
        os.environ.get("PIPELINE_SCHEMAS") or sys.prefix,
        *mimetypes.knownfiles,  # urllib looks at these, even for a file of the judge's own copy
    )
    assert len(told["seen"]) > 50
    for event, what in told["seen"]:
        assert event == "open" or what.startswith("file:///"), (event, what)
        # what has no absolute path is inside the judge's copy, while that is taken away
        assert (
            what.removeprefix("file://").startswith(allowed)
            or not Path(what).is_absolute()
            or what.startswith(("/proc", "/dev/"))
        ), what
