"""Settings from the environment."""

import pytest

from pipeline.errors import UsageError
from pipeline.settings import Settings


@pytest.mark.parametrize(
    ("text", "epoch"), [("", None), ("0", 0), ("1767225600", 1_767_225_600), ("253402300799", 253402300799)]
)
def test_epoch(text: str, epoch: int | None) -> None:
    """Whole seconds, up to the end of the year 9999; nothing where it is not set."""
    assert Settings.from_environment({"SOURCE_DATE_EPOCH": text}).source_date_epoch == epoch
    assert Settings.from_environment({}).source_date_epoch is None


@pytest.mark.parametrize("text", ["now", "1.5", "-1", " 1", "253402300800", "0" * 13, "١"])
def test_no_epoch(text: str) -> None:
    """Anything else is refused, with the name of the variable."""
    with pytest.raises(UsageError, match="SOURCE_DATE_EPOCH"):
        Settings.from_environment({"SOURCE_DATE_EPOCH": text})
