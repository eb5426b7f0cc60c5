"""The spool, and the memory of the writers that need it or do not."""

import errno
import tempfile
import tracemalloc
from collections.abc import Iterator
from typing import NoReturn

import pytest

from pipeline import i18n
from pipeline.errors import PipelineError
from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg
from pipeline.reports import FORMATS, writer
from pipeline.reports.spool import Spool
from pipeline.validation.report import DocumentReport


def test_gives_back_what_it_took() -> None:
    """From memory and from disk."""
    for memory in (1, 1000):
        with Spool(memory) as spool:
            spool.add("a\nb")
            spool.add("c\n")
            assert list(spool.lines()) == ["a\n", "bc\n"]


def test_a_full_disk_is_explained(monkeypatch: pytest.MonkeyPatch) -> None:
    """No traceback, but what to do."""

    def refuse(*_: object, **__: object) -> NoReturn:
        raise OSError(errno.ENOSPC, "No space left on device")

    with Spool() as spool:
        monkeypatch.setattr(tempfile.SpooledTemporaryFile, "write", refuse)
        with pytest.raises(PipelineError, match="no space is left on the disk"):
            spool.add("a")


def _many(count: int) -> Iterator[DocumentReport]:
    for number in range(count):
        finding = Finding(
            "code", Severity.ERROR, msg("No “{value}”.", value="x" * 500), Place(f"{number}.xml", 1, 1, "/a")
        )
        yield DocumentReport(f"{number}.xml", "jats", "s", findings=(finding,))


def _peak(name: str, count: int) -> int:
    tracemalloc.start()
    try:
        assert sum(1 for _ in writer(name)(_many(count), i18n.localizer("en"))) > count
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("name", FORMATS)
def test_memory_is_flat(name: str) -> None:
    """Ten times as many documents need no more memory: what has to wait is on disk."""
    _peak(name, 10)  # what is loaded once
    few, many = _peak(name, 300), _peak(name, 3000)
    assert many < few + 2 * 1024 * 1024
