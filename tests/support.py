"""What a test may lack on a user's machine: reference data, a browser. Without it the test is skipped, or fails."""

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


def missing(what: str) -> NoReturn:
    """Skip the running test for want of ``what``; fail it where ``PIPELINE_TEST_STRICT`` is set."""
    if os.environ.get("PIPELINE_TEST_STRICT", "0") not in ("", "0"):
        pytest.fail(f"{what} is missing, and PIPELINE_TEST_STRICT forbids skipping")
    pytest.skip(f"{what} is missing")


def shared(*parts: str) -> Path:
    """Give a path in the reference data, found beside the checkout or where ``PIPELINE_SHARED`` says."""
    root = Path(os.environ.get("PIPELINE_SHARED") or CHECKOUT.parent / "shared")
    path = root.joinpath(*parts)
    if not path.exists():
        missing(f"reference data {'/'.join(parts)}")
    return path


def chromium() -> str:
    """Give the path of the system's Chromium."""
    found = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    return found or missing("Chromium")
