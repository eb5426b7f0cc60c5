"""Fixtures of the validation room: the official schemas."""

import pytest

from pipeline.errors import SchemaUnavailable
from pipeline.schemas import Catalog, ensure_installed
from tests.support import missing


@pytest.fixture(scope="session")
def _installation() -> str:
    """Install the official sets, where they are not, and give the reason if that is impossible."""
    try:
        for schema_set in Catalog.load().sets:
            ensure_installed(schema_set)
    except SchemaUnavailable as error:
        return str(error)
    return ""


@pytest.fixture
def official(_installation: str) -> None:
    """See that the official sets are installed."""
    if _installation:
        missing(f"official schemas ({_installation})")
