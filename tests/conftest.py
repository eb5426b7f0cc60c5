"""Fixtures for all: the official schemas, installed as a user would install them, else from the reference data."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from pipeline.errors import SchemaUnavailable
from pipeline.schemas import Catalog, SchemaSet, ensure_installed, install, is_installed
from pipeline.schemas.installing import parts
from tests.support import CHECKOUT, missing

# machines are shared: how long an example takes tells nothing
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")

NEEDED = ("crossref-5.5.0", "jats-publishing-1.3")


@pytest.fixture(scope="session")
def _installation() -> str:
    """Install the sets that nearly all tests need, and give the reason if that is impossible."""
    try:
        for set_id in NEEDED:
            ensure_installed(Catalog.load().find(set_id))
    except SchemaUnavailable as error:
        return str(error)
    return ""


@pytest.fixture
def official(_installation: str) -> None:
    """See that the sets that builds need are installed."""
    if _installation:
        missing(f"official schemas ({_installation})")


@pytest.fixture(scope="session")
def _all_installed() -> tuple[str, ...]:
    """Install whatever can be had, and list the ids of what is installed then."""
    for schema_set in Catalog.whole().sets:
        for part in parts(schema_set):
            if not is_installed(part):
                _try(part)
    return tuple(schema_set.id for schema_set in Catalog.whole().sets if is_installed(schema_set))


def _try(part: SchemaSet) -> None:
    """Ask the sources of a set, then the reference data."""
    reference = Path(os.environ.get("PIPELINE_SHARED") or CHECKOUT.parent / "shared", "schemas")
    for origin in ("", str(reference)):
        try:
            install(part, origin)
        except SchemaUnavailable:
            continue
        return


@pytest.fixture
def all_sets(_all_installed: tuple[str, ...]) -> None:
    """See that every set of the catalog is installed, of XSDs and of DTDs."""
    for schema_set in Catalog.whole().sets:
        if schema_set.id not in _all_installed:
            missing(f"the schema set {schema_set.id}")
