"""The standard input."""

import io
import sys
from pathlib import Path

import pytest

from pipeline.findings import Finding
from pipeline.inspection.inputs import StandardInput, find_inputs, read_input
from tests.inspection.inputs.support import LIMIT, XML, found, gzipped


class TestStandardInput:
    """The argument ``-``."""

    @pytest.fixture(autouse=True)
    def _stdin(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(XML)))

    @pytest.mark.parametrize("argument", ["-", "/dev/stdin", "/dev/fd/0"])
    def test_it_is_read_once(self, argument: str) -> None:
        """Under any of its names."""
        (item,) = found(argument, "-")
        assert item == StandardInput(XML)
        assert (item.name, read_input(StandardInput(XML), LIMIT)) == ("-", XML)

    def test_packed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """By gzip."""
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(gzipped())))
        (item,) = found("-")
        assert isinstance(item, StandardInput)
        assert read_input(item, LIMIT) == XML

    def test_too_large(self) -> None:
        """No more than the limit is kept."""
        (item,) = find_inputs(["-"], len(XML) - 1)
        assert isinstance(item, Finding)
        assert item.code == "file-too-large"
        assert list(find_inputs(["-"], len(XML))) != []

    def test_endless(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """It is left at the limit."""
        with (
            Path("/dev/zero").open() if Path("/dev/zero").exists() else io.TextIOWrapper(io.BytesIO(bytes(99))) as zero
        ):
            monkeypatch.setattr(sys, "stdin", zero)
            (item,) = find_inputs(["-"], 10)
        assert isinstance(item, Finding)
        assert item.code == "file-too-large"

    def test_closed(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """Before the start, or since."""
        monkeypatch.setattr(sys, "stdin", None)
        closed = io.TextIOWrapper(io.BytesIO())
        closed.close()
        first = found("-")
        monkeypatch.setattr(sys, "stdin", closed)
        assert [item.code for item in (*first, *found("-")) if isinstance(item, Finding)] == ["file-unreadable"] * 2
