"""A build's memory."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline.building.inventory import Inventory, StagedFile, Vanished
from pipeline.manifest.rows import FileRow


@pytest.fixture
def inventory(tmp_path: Path) -> Iterator[Inventory]:
    """An empty one."""
    made = Inventory(tmp_path / "inventory.sqlite")
    yield made
    made.close()


def _row(path: str, sha256: str = "0") -> FileRow:
    return FileRow(path, sha256, 1, "text/plain", "f", "g", "", "", (), ())


def test_claims(inventory: Inventory) -> None:
    """All names or none; capitals make no difference, in any script."""
    assert inventory.claim(["a", "É"], "one") == ""
    assert inventory.claim(["b", "é"], "two") == "one"
    assert inventory.claim(["B"], "three") == ""
    assert inventory.claim([], "four") == ""


def test_files_by_path(inventory: Inventory) -> None:
    """In the order of their paths; the first of a path stays."""
    for path, staged in (("b", "1"), ("a", "2"), ("b", "3")):
        inventory.add(StagedFile(_row(path), staged))
    assert [(file.row.path, file.staged) for file in inventory.files()] == [("a", "2"), ("b", "1")]
    assert (inventory.namesake("B"), inventory.namesake("c")) == ("b", "")


def test_what_is_gone(inventory: Inventory) -> None:
    """Files of earlier builds that are not made now, with all that they may have been."""
    inventory.add_old(_row("a", "1"), is_listed=True)
    inventory.add_old(_row("a", "2"), is_listed=False)
    inventory.add_old(_row("b", "3"), is_listed=False)
    inventory.add_old(_row("c", "4"), is_listed=True)
    inventory.add_old(_row("d", "5"), is_listed=False)
    inventory.add_old(_row("d", "5"), is_listed=True)
    inventory.add(StagedFile(_row("c"), "x"))
    inventory.add(StagedFile(_row("d"), "y"))
    assert [row.path for row in inventory.listed()] == ["a", "c", "d"]
    assert list(inventory.vanished()) == [Vanished("a", frozenset({"1", "2"})), Vanished("b", frozenset({"3"}))]
