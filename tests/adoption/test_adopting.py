"""Deposits made elsewhere are checked, kept byte for byte, listed, and sent like those of builds."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from pipeline.adoption import Adopted, Adoption, adopt
from pipeline.building import folder
from pipeline.errors import PipelineError, UsageError
from pipeline.inspection.options import InspectionOptions
from pipeline.manifest import NAME, read
from pipeline.submission.choosing import candidates
from pipeline.validation.report import DocumentReport
from tests.building.support import run, snapshot
from tests.sources import write_journal
from tests.submission.paper import deposit
from tests.submission.support import desk
from tests.support import CHECKOUT

pytestmark = pytest.mark.usefixtures("official")

ONE = deposit("one-1", "20260101000000000", {"10.5555/a": "A"})
LIST = b"H:email=a@example.org;fromPrefix=10.5555;toPrefix=10.5555\n10.5555/a\thttps://example.org/new\n"


@dataclass
class _Heard:
    reports: list[DocumentReport] = field(default_factory=list)
    adopted: list[Adopted] = field(default_factory=list)

    @property
    def codes(self) -> list[str]:
        return [found.code for report in self.reports for found in report.findings if found.severity == "error"]

    @property
    def paths(self) -> list[str]:
        return [one.path for one in self.adopted]


def _adopt(out: Path, *arguments: Path, jobs: int = 1) -> _Heard:
    heard = _Heard()
    adoption = Adoption(heard.reports.append, heard.adopted.append, print)
    adopt(InspectionOptions(tuple(map(str, arguments)), jobs=jobs), out, adoption)
    return heard


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


def test_sent_and_registered(tmp_path: Path) -> None:
    """A deposit that was adopted is the one that Crossref gets; one that was not is refused."""
    with desk(tmp_path) as office:
        mine = _write(tmp_path / "Export 2026.xml", ONE)
        heard = _adopt(office.out, mine)
        assert heard.paths == ["adopted/export-2026.xml"]
        assert (office.out / heard.paths[0]).read_bytes() == ONE
        office.submit()
        assert office.states() == {"10.5555/a": "registered"}
        assert office.ledger.content(office.ledger.submission(1).sha256) == ONE
        assert office.submit(mine).unchanged == 1
        changed = _write(mine, ONE.replace(b"20260101", b"20260202"))
        assert office.submit(changed).refused == 1


def test_what_is_not_taken(tmp_path: Path) -> None:
    """Invalid deposits, those with errors beyond the schema, other documents and records are told and left."""
    bad = _write(tmp_path / "in" / "bad.xml", ONE.replace(b"<full_title>Review</full_title>", b""))
    issn = _write(tmp_path / "in" / "issn.xml", ONE.replace(b"2049-3630", b"2049-3631"))
    other = _write(tmp_path / "in" / "other.xml", b'<article dtd-version="1.3"><front/></article>')
    broken = _write(tmp_path / "in" / "broken.xml", ONE[:-9])
    letters = _write(tmp_path / "in" / "letters.xml", ONE.replace(b"20260101000000000", b"Monday"))
    no_list = _write(tmp_path / "in" / "list.txt", LIST.replace(b"\t", b" "))
    records = write_journal(tmp_path / "records", "a")
    heard = _adopt(tmp_path / "out", bad, issn, other, broken, letters, no_list, records, tmp_path / "none.xml")
    assert heard.adopted == []
    assert len(heard.reports) == 8
    assert not any(report.ok for report in heard.reports)
    assert {"crossref-issn-checksum", "adopt-no-deposit", "adopt-record", "deposit-not-one"} <= set(heard.codes)
    assert not (tmp_path / "out" / NAME).exists()


def test_the_good_of_many(tmp_path: Path) -> None:
    """What is wrong with one costs that one; archives, folders, packed files and several processes are taken."""
    with ZipFile(tmp_path / "all.zip", "w") as archive:
        for number in range(70):
            archive.writestr(f"d{number}.xml", deposit(f"b-{number:03}", "1", {f"10.5555/{number}": "A"}))
    _write(tmp_path / "folder" / "good.xml", ONE)
    _write(tmp_path / "folder" / "bad.xml", b"<doi_batch/>")
    out = tmp_path / "out"
    heard = _adopt(out, tmp_path / "all.zip", tmp_path / "folder", jobs=2)
    assert len(heard.adopted) == 71
    rows = list(read(out / NAME))
    assert [row.path for row in rows] == sorted(row.path for row in rows)
    assert len(rows) == 71
    assert {row.schema for row in rows} == {"crossref-5.5.0"}
    value = json.loads((out / NAME).read_text(encoding="utf-8"))
    schema = json.loads((CHECKOUT / "schemas" / "manifest.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema).validate(value)


def test_names(tmp_path: Path) -> None:
    """A newer version takes the place of the older; another deposit of the same name does not."""
    out = tmp_path / "out"
    first = _write(tmp_path / "1" / "x.xml", ONE)
    newer = _write(
        tmp_path / "2" / "X.XML", deposit("one-2", "20260102000000000", {"10.5555/A": "B", "10.5555/c": "C"})
    )
    other = _write(tmp_path / "3" / "x.xml", deposit("two-1", "20260101000000000", {"10.5555/b": "B"}))
    odd = _write(tmp_path / "4" / "…  é.xml", deposit("odd-1", "1", {"10.5555/odd": "O"}))
    assert _adopt(out, first).paths == ["adopted/x.xml"]
    assert [one.is_new for one in _adopt(out, first).adopted] == [False]
    assert _adopt(out, newer).paths == ["adopted/x.xml"]
    assert (out / "adopted" / "x.xml").read_bytes() == newer.read_bytes()
    (apart,) = _adopt(out, other).paths
    assert apart.startswith("adopted/x-")
    assert _adopt(out, other).paths == [apart]
    assert _adopt(out, odd).paths == ["adopted/deposit.xml"]
    device = _write(tmp_path / "5" / "CON.xml", deposit("con-1", "1", {"10.5555/con": "O"}))
    assert _adopt(out, device).paths == ["adopted/deposit-con.xml"]
    paths = {"adopted/x.xml", apart, "adopted/deposit.xml", "adopted/deposit-con.xml"}
    assert {row.path for row in read(out / NAME)} == paths


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("adopted/x.xml", "\\ud800"),
        ("adopted/x.xml", "x" * 300),
        ("adopted/x.xml", "x/" * 3000),
        ("10.5555/a", "\\ud800"),
    ],
)
def test_manifests_by_hand(tmp_path: Path, old: str, new: str) -> None:
    """What no program writes is told as damage; a build goes on without it."""
    out = tmp_path / "out"
    _adopt(out, _write(tmp_path / "x.xml", ONE))
    damaged = (out / NAME).read_text(encoding="utf-8").replace(old, new)
    (out / NAME).write_text(damaged, encoding="utf-8")
    with pytest.raises(PipelineError, match="no manifest"):
        _adopt(out, tmp_path / "x.xml")
    _, memory = run(write_journal(tmp_path / "metadata", "a"), out=out)
    assert memory.codes("warning") == ["manifest-damaged"]


@pytest.mark.parametrize("sources", ["5", '["\\ud800"]', '{"a": 1}'])
def test_sources_by_hand(tmp_path: Path, sources: str) -> None:
    """Sources that are none count for nothing."""
    out = tmp_path / "out"
    _adopt(out, _write(tmp_path / "x.xml", ONE))
    text = (out / NAME).read_text(encoding="utf-8")
    (out / NAME).write_text(text.replace('"sources": []', f'"sources": {sources}'), encoding="utf-8")
    _adopt(out, _write(tmp_path / "y.xml", deposit("two-1", "1", {"10.5555/b": "B"})))
    assert (out / NAME).read_text(encoding="utf-8").count('"sources": []') == 1


def test_long_folder(tmp_path: Path) -> None:
    """A name that is too long is told."""
    with pytest.raises(PipelineError, match="cannot be written"):
        _adopt(tmp_path / ("x" * 300), _write(tmp_path / "x.xml", ONE))
    with pytest.raises(UsageError, match="no manifest"):
        list(candidates(tmp_path / ("x" * 300), ()))


def test_one_call_loses_nothing(tmp_path: Path) -> None:
    """Of two files of one name in one call, neither takes the place of the other; the same content is kept once."""
    first = _write(tmp_path / "1" / "x.xml", ONE)
    second = _write(tmp_path / "2" / "x.xml", deposit("one-2", "20260102000000000", {"10.5555/a": "B"}))
    same = _write(tmp_path / "3" / "y.xml", ONE)
    out = tmp_path / "out"
    heard = _adopt(out, first, second, same)
    contents = sorted(path.read_bytes() for path in (out / "adopted").iterdir())
    assert contents == sorted([first.read_bytes(), second.read_bytes()])
    assert heard.paths[0] == heard.paths[2] == "adopted/x.xml"
    assert {row.path for row in read(out / NAME)} == set(heard.paths)


def test_what_is_there(tmp_path: Path) -> None:
    """A copy that was changed, or became a link, is mended; a file that nobody listed is left alone."""
    out = tmp_path / "out"
    one = _write(tmp_path / "x.xml", ONE)
    _adopt(out, one)
    copy = out / "adopted" / "x.xml"
    _write(copy, b"changed")
    assert [taken.is_new for taken in _adopt(out, one).adopted] == [True]
    assert copy.read_bytes() == ONE
    other = _write(tmp_path / "elsewhere", b"mine")
    copy.unlink()
    copy.symlink_to(other)
    assert [taken.is_new for taken in _adopt(out, one).adopted] == [True]
    assert (copy.is_symlink(), copy.read_bytes(), other.read_bytes()) == (False, ONE, b"mine")
    stray = _write(out / "adopted" / "y.xml", b"mine")
    (path,) = _adopt(out, _write(tmp_path / "y.xml", deposit("y-01", "1", {"10.5555/y": "Y"}))).paths
    assert path.startswith("adopted/y-")
    assert stray.read_bytes() == b"mine"


def test_names_that_meet(tmp_path: Path) -> None:
    """A name that looks like one that was made up is not taken for it."""
    second = deposit("one-2", "20260102000000000", {"10.5555/a": "B"})
    made_up = f"x-{sha256(second).hexdigest()[:8]}.xml"
    third = deposit("one-3", "20260103000000000", {"10.5555/a": "C"})
    files = [_write(tmp_path / "1" / "x.xml", ONE), _write(tmp_path / "2" / "x.xml", second)]
    heard = _adopt(tmp_path / "out", *files, _write(tmp_path / "3" / made_up, third))
    contents = [(tmp_path / "out" / path).read_bytes() for path in heard.paths]
    assert contents == [ONE, second, third]


def test_beside_builds(tmp_path: Path) -> None:
    """A build leaves adopted deposits, and adopting leaves what was built; deleted files are forgotten."""
    source = write_journal(tmp_path / "metadata", "a")
    out = tmp_path / "out"
    run(source, out=out)
    built = snapshot(out)
    _adopt(out, _write(tmp_path / "x.xml", ONE), _write(tmp_path / "l.txt", LIST))
    assert {name: found for name, found in snapshot(out).items() if name != NAME}.items() >= {
        name: found for name, found in built.items() if name != NAME
    }.items()
    both = snapshot(out)
    run(source, out=out)
    assert snapshot(out) == both
    (out / "adopted" / "x.xml").unlink()
    _adopt(out, _write(tmp_path / "z.xml", ONE))
    assert {row.path for row in read(out / NAME) if row.group == "adopted"} == {"adopted/l.txt", "adopted/z.xml"}


def _killed_while_moving(monkeypatch: pytest.MonkeyPatch, moves: int, act: Callable[[], object]) -> None:
    """Do something that ends after so many files were moved to their places, and leaves its stage as it is."""
    left = [moves]

    def move(source: Path, target: Path) -> None:
        left[0] -= 1
        if left[0] < 0:
            raise KeyboardInterrupt
        source.replace(target)

    with monkeypatch.context() as patched:
        patched.setattr(folder, "_move", move)
        patched.setattr(folder.OutputFolder, "end", lambda _folder: None)
        with pytest.raises(KeyboardInterrupt):
            act()


@pytest.mark.parametrize("also_build", [False, True])
def test_builds_after_a_kill(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, also_build: bool) -> None:
    """What was adopted stays, old or new, and is listed as it is: however often adoptions and builds are killed."""
    source, out = write_journal(tmp_path / "metadata", "a", "b"), tmp_path / "out"
    files = [_write(tmp_path / f"{name}.xml", deposit(f"{name}-01", "1", {f"10.5555/{name}": "A"})) for name in "xyz"]
    _adopt(out, *files)
    for path in files:
        _write(path, path.read_bytes().replace(b"<title>A", b"<title>New"))
    _killed_while_moving(monkeypatch, 1, lambda: _adopt(out, *files))
    if also_build:
        _killed_while_moving(monkeypatch, 1, lambda: run(source, out=out))
    run(source, out=out)
    found = {row.path: row.sha256 for row in read(out / NAME) if row.group == "adopted"}
    assert list(found) == ["adopted/x.xml", "adopted/y.xml", "adopted/z.xml"]
    assert found.items() <= snapshot(out).items()
    assert sum(b"New" in (out / path).read_bytes() for path in found) == 1


def test_parts_are_named(tmp_path: Path) -> None:
    """A list of addresses is sent where it is named, and not otherwise."""
    with desk(tmp_path) as office:
        _adopt(office.out, _write(tmp_path / "one.xml", ONE), _write(tmp_path / "list.txt", LIST))
        assert office.submit().prepared == 1
        assert office.submit(office.out / "adopted" / "list.txt").prepared == 1
        assert office.states() == {"10.5555/a": "registered"}


def test_damaged_manifest(tmp_path: Path) -> None:
    """Nothing is written into a folder whose manifest cannot be read."""
    out = tmp_path / "out"
    _write(out / NAME, b"{}\n  x")
    with pytest.raises(PipelineError, match="no manifest"):
        _adopt(out, _write(tmp_path / "x.xml", ONE))
    assert not (out / "adopted").exists()
