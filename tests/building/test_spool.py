"""Works on their way to the deposits."""

from pathlib import Path

from pipeline.building.spool import PackedWork, Spool, read_spool
from tests.works import full_work, minimal_work


def test_works_come_back(tmp_path: Path) -> None:
    """Whole, by journal, in the order of the sources, with the newest time."""
    full, small = full_work(), minimal_work()
    spool = Spool(tmp_path / "works.sqlite")
    for work, source, modified in ((small, "z.yaml", 5.0), (full, "f.yaml", 1.0), (small, "a.yaml", 2.0)):
        spool.add(PackedWork.of(work, source, modified))
    assert spool.journals() == [("cahiers", 1.0), ("revue", 5.0)]
    spool.close()
    spool.close()
    assert list(read_spool(spool.path, "cahiers")) == [(full, "f.yaml")]
    assert list(read_spool(spool.path, "revue")) == [(small, "z.yaml"), (small, "a.yaml")]
    assert list(read_spool(spool.path, "other")) == []
