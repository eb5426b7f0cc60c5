"""Fixtures of the schema room: a place of its own to install into."""

from pathlib import Path

import pytest


@pytest.fixture
def store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give an empty folder into which schema sets are installed."""
    folder = tmp_path / "official"
    monkeypatch.setenv("PIPELINE_SCHEMAS", str(folder))
    return folder
