"""Fixtures of the comparison: the set that a test is about."""

import pytest

from tests.support import missing


@pytest.fixture
def installed(schema: str, _all_installed: tuple[str, ...]) -> None:
    """See that the set ``schema``, a parameter of the test, is installed."""
    if schema not in _all_installed:
        missing(f"the schema set {schema}")
