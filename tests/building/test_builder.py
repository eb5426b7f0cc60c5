"""The main job, end to end: what is built, what is left out, what stays, what goes."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.building.tools import Tools
from pipeline.errors import SchemaUnavailable, UsageError
from pipeline.workshop import Workshop
from tests.building.support import made, run, snapshot
from tests.sources import article, write_journal, write_json
from tests.support import CHECKOUT

ALL = ("crossref", "jats", "site")


def test_everything(tmp_path: Path) -> None:
    """All formats of two articles, in both languages, with the copy of each JATS file that the pages link to."""
    write_journal(tmp_path / "rev", "a", "b")
    result, memory = run(tmp_path / "rev", out=tmp_path / "out", groups=ALL)
    assert result.ok
    assert memory.codes("error") == memory.codes("warning") == []
    files = made(tmp_path / "out")
    assert {"jats/rev/a.xml", "jats/rev/b.xml", "crossref/rev/deposit-0001.xml"} <= files
    assert {"site/jats/rev/a.xml", "site/en/rev/articles/a.html", "site/fr/rev/articles/b.html"} <= files
    assert {"site/fr/rev/issues/1-2.html", "site/en/rev/index.html", "site/en/index.html", "site/index.html"} <= files
    assert (tmp_path / "out/jats/rev/a.xml").read_bytes() == (tmp_path / "out/site/jats/rev/a.xml").read_bytes()
    assert (result.report.records, result.report.built, memory.records) == (2, 2, 2)
    assert result.files == len(files) + 3  # the report: in two languages, and under the name that people look for
    assert not (tmp_path / "out" / ".build").exists()


def test_a_deposit_has_one_journal_element_per_issue(tmp_path: Path) -> None:
    """Both works, in one issue, with the time of the newest file as the timestamp."""
    write_journal(tmp_path / "rev", "a", "b")
    run(tmp_path / "rev", out=tmp_path / "out", groups=("crossref",))
    deposit = (tmp_path / "out/crossref/rev/deposit-0001.xml").read_text(encoding="utf-8")
    assert deposit.count("<journal>") == 1
    assert deposit.count("<journal_article ") == 2
    assert "<timestamp>20260101000000500</timestamp>" in deposit


@pytest.mark.parametrize("seed", ["0", "1"])
def test_same_input_same_bytes(tmp_path: Path, seed: str) -> None:
    """However many processes there are, and however Python hashes."""
    write_journal(tmp_path / "rev", *(f"a{number}" for number in range(4)))
    (tmp_path / "rev/articles/a1.json").write_text("{", encoding="utf-8")
    run(tmp_path / "rev", out=tmp_path / "one", groups=ALL)
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "build",
        str(tmp_path / "rev"),
        "--out",
        str(tmp_path / "two"),
        "--jobs",
        "2",
    ]
    environment = os.environ | {"PYTHONHASHSEED": seed}
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, timeout=300, check=False)
    assert done.returncode == 1, done.stderr
    assert snapshot(tmp_path / "one") == snapshot(tmp_path / "two")


def test_findings_come_in_the_order_of_the_sources(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With several processes as with one, and a journal's own findings once."""
    monkeypatch.setattr("pipeline.building.records.SIZE", 1)
    write_journal(tmp_path / "rev", "a", "b", "c", depositor={"name": "x", "email": "nobody"})
    for name in ("a", "c"):
        (tmp_path / f"rev/articles/{name}.json").write_text("{", encoding="utf-8")
    _, alone = run(tmp_path / "rev", out=tmp_path / "one")
    _, together = run(tmp_path / "rev", out=tmp_path / "two", jobs=2)
    assert alone.findings == together.findings
    assert [Path(found.place.file).name for found in alone.findings] == ["journal.json", "a.json", "c.json"]


def test_one_bad_record_does_not_cost_the_others(tmp_path: Path) -> None:
    """It is reported and left out, of the tables of contents and the deposit too; the others are built."""
    write_journal(tmp_path / "rev", "a", "b")
    write_json(tmp_path / "rev/articles/b.json", article("b", titel={"en": "?"}))
    result, memory = run(tmp_path / "rev", out=tmp_path / "out", groups=ALL)
    assert not result.ok
    assert memory.codes() == ["key-unknown"]
    assert (result.report.records, result.report.built) == (2, 1)
    files = made(tmp_path / "out")
    assert "jats/rev/a.xml" in files
    assert not [name for name in files if name.endswith(("/b.xml", "/b.html"))]
    assert "10.5555/b" not in (tmp_path / "out/crossref/rev/deposit-0001.xml").read_text(encoding="utf-8")
    assert "On b" not in (tmp_path / "out/site/en/rev/issues/1-2.html").read_text(encoding="utf-8")


def test_where_nothing_can_be_built_nothing_is_lost(tmp_path: Path) -> None:
    """A broken journal, or the wrong folder, does not empty the output; the report tells."""
    write_journal(tmp_path / "rev", "a")
    run(tmp_path / "rev", out=tmp_path / "out")
    before = snapshot(tmp_path / "out")
    (tmp_path / "rev/journal.json").write_text("{", encoding="utf-8")
    result, memory = run(tmp_path / "rev", out=tmp_path / "out")
    assert memory.codes() == ["json-syntax"]
    assert result.report.built == 0
    after = snapshot(tmp_path / "out")
    assert {name: after[name] for name in before if name.startswith("jats/")} == {
        name: value for name, value in before.items() if name.startswith("jats/")
    }
    assert "json-syntax" in (tmp_path / "out/report.html").read_text(encoding="utf-8")
    listed = json.loads((tmp_path / "out/manifest.json").read_text(encoding="utf-8"))["files"]
    assert "jats/rev/a.xml" in [row["path"] for row in listed]


def test_files_of_records_that_are_gone_are_removed(tmp_path: Path) -> None:
    """And nothing else: not what was never ours, nor what was changed by hand."""
    write_journal(tmp_path / "rev", "a", "b", "c")
    out = tmp_path / "out"
    run(tmp_path / "rev", out=out)
    (out / "jats/rev/mine.xml").write_text("<mine/>", encoding="utf-8")
    (out / "jats/rev/c.xml").write_text("<changed/>", encoding="utf-8")
    for name in ("b", "c"):
        (tmp_path / f"rev/articles/{name}.json").unlink()
    result, memory = run(tmp_path / "rev", out=out)
    assert made(out) == {"jats/rev/a.xml", "jats/rev/mine.xml", "jats/rev/c.xml"}
    assert memory.codes("warning") == ["output-changed"]
    assert result.report.count("warning") == 1


def test_empty_folders_are_removed(tmp_path: Path) -> None:
    """With the last file of a journal goes its folder."""
    write_journal(tmp_path / "all/one", "a")
    write_journal(tmp_path / "all/two", "b")
    run(tmp_path / "all", out=tmp_path / "out")
    shutil.rmtree(tmp_path / "all/two")
    run(tmp_path / "all", out=tmp_path / "out")
    assert sorted(path.name for path in (tmp_path / "out/jats").iterdir()) == ["one"]


def test_other_sources_remove_nothing(tmp_path: Path) -> None:
    """Building one record, or another journal, says nothing of those that were not given."""
    write_journal(tmp_path / "all/one", "a", "b")
    write_journal(tmp_path / "all/two", "c")
    out = tmp_path / "out"
    run(tmp_path / "all", out=out)
    everything = made(out)
    run(tmp_path / "all/one/articles/a.json", out=out)
    assert made(out) == everything
    (tmp_path / "all/one/articles/b.json").unlink()
    run(tmp_path / "all", out=out)
    run(tmp_path / "all", out=out)
    assert made(out) == everything - {"jats/one/b.xml"}


def test_formats_that_were_not_asked_for_stay(tmp_path: Path) -> None:
    """Building the deposits alone leaves the rest where it is, and in the manifest."""
    write_journal(tmp_path / "rev", "a")
    out = tmp_path / "out"
    run(tmp_path / "rev", out=out, groups=("jats",))
    run(tmp_path / "rev", out=out, groups=("crossref",))
    assert made(out) == {"jats/rev/a.xml", "crossref/rev/deposit-0001.xml"}
    listed = json.loads((out / "manifest.json").read_text(encoding="utf-8"))["files"]
    assert {row["group"] for row in listed} == {"jats", "crossref", "report"}


def test_the_site_is_in_the_languages_asked_for(tmp_path: Path) -> None:
    """Pages of the others go, since no page links to them any more."""
    write_journal(tmp_path / "rev", "a")
    out = tmp_path / "out"
    run(tmp_path / "rev", out=out, groups=("site",))
    run(tmp_path / "rev", out=out, groups=("site",), languages=("fr",))
    assert {name.split("/")[1] for name in made(out)} == {"fr", "jats", "index.html"}
    assert not (out / "report.en.html").exists()


def test_unchanged_files_are_not_written_again(tmp_path: Path) -> None:
    """Tools that look at times (rsync, make) see only what is new."""
    write_journal(tmp_path / "rev", "a", "b")
    out = tmp_path / "out"
    run(tmp_path / "rev", out=out)
    for name in ("a", "b"):
        os.utime(out / f"jats/rev/{name}.xml", (1, 1))
    write_json(tmp_path / "rev/articles/b.json", article("b", first_page="7"))
    run(tmp_path / "rev", out=out)
    assert (out / "jats/rev/a.xml").stat().st_mtime == 1
    assert (out / "jats/rev/b.xml").stat().st_mtime > 1


def test_two_records_of_one_name(tmp_path: Path) -> None:
    """The first is built, the second is a finding; capitals make no difference, as on some file systems."""
    write_journal(tmp_path / "rev", "a")
    write_json(tmp_path / "rev/articles/other.json", article("other", id="A"))
    result, memory = run(tmp_path / "rev", out=tmp_path / "out")
    errors = [found for found in memory.findings if found.severity == "error"]
    assert [Path(found.place.file).name for found in errors] == ["other.json"]
    assert made(tmp_path / "out") == {"jats/rev/a.xml"}
    assert result.report.built == 1


def test_journals_whose_names_differ_by_capitals(tmp_path: Path) -> None:
    """Their pages would overwrite each other on some systems, so the second ones are not made."""
    write_journal(tmp_path / "one", "a", id="rev")
    write_journal(tmp_path / "two", "b", id="REV")
    _, memory = run(tmp_path / "one", tmp_path / "two", out=tmp_path / "out", groups=("site",), languages=("en",))
    assert "journal-id-duplicate" in memory.codes()
    folded = [name.casefold() for name in made(tmp_path / "out")]
    assert len(folded) == len(set(folded))


def test_two_journals_of_one_id(tmp_path: Path) -> None:
    """One of them would take over the other's pages and deposits: its articles are refused, and the other is whole."""
    write_journal(tmp_path / "one", "a", id="rev")
    write_journal(tmp_path / "two", "b", id="rev", title={"en": "Another Review"})
    result, memory = run(tmp_path / "one", tmp_path / "two", out=tmp_path / "out", groups=("jats",))
    (found,) = [found for found in memory.findings if found.severity == "error"]
    assert (found.code, Path(found.place.file).name) == ("journal-id-duplicate", "b.json")
    assert made(tmp_path / "out") == {"jats/rev/a.xml"}
    assert result.report.built == 1


def test_a_fault_of_one_group_spoils_only_that(tmp_path: Path) -> None:
    """An error that only Crossref minds leaves the pages alone, and is not told where no deposit is asked for."""
    write_journal(tmp_path / "rev", "a", "b")
    write_json(tmp_path / "rev/articles/b.json", article("b", doi="10.5555/b#1"))
    _, memory = run(tmp_path / "rev", out=tmp_path / "out", groups=("crossref", "jats"))
    assert len(memory.codes()) == 1
    assert {"jats/rev/a.xml", "jats/rev/b.xml"} <= made(tmp_path / "out")
    assert "10.5555/b" not in (tmp_path / "out/crossref/rev/deposit-0001.xml").read_text(encoding="utf-8")
    _, memory = run(tmp_path / "rev", out=tmp_path / "jats", groups=("jats",))
    assert memory.codes() == []


def test_many_records_are_divided(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """From a certain number of records on, all processors are used."""
    asked: list[int] = []

    def workshop(make: Callable[[], Tools], jobs: int) -> Workshop[Tools]:
        asked.append(jobs)
        return Workshop(make, 1)

    monkeypatch.setattr("pipeline.building.builder.ALONE", 2)
    monkeypatch.setattr("pipeline.building.builder.os.cpu_count", lambda: 2)
    monkeypatch.setattr("pipeline.building.builder.Workshop", workshop)
    write_journal(tmp_path / "rev", "a", "b", "c")
    run(tmp_path / "rev", out=tmp_path / "out", jobs=0)
    (tmp_path / "rev/articles/c.json").unlink()
    (tmp_path / "rev/articles/b.json").unlink()
    run(tmp_path / "rev", out=tmp_path / "out", jobs=0)
    assert asked == [2, 1]


def test_wrong_options_touch_nothing(tmp_path: Path) -> None:
    """An unknown format, language or source is told before a folder is made."""
    write_journal(tmp_path / "rev", "a")
    with pytest.raises(UsageError, match="pdf"):
        run(tmp_path / "rev", out=tmp_path / "out", groups=("pdf",))
    with pytest.raises(UsageError, match="xx"):
        run(tmp_path / "rev", out=tmp_path / "out", languages=("xx",))
    with pytest.raises(UsageError, match="nowhere"):
        run(tmp_path / "nowhere", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_schemas_are_installed_when_missing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The build says so in one line; where it cannot be done, nothing is touched."""
    write_journal(tmp_path / "rev", "a")
    monkeypatch.setenv("PIPELINE_SCHEMAS", str(tmp_path / "schemas"))
    monkeypatch.setattr("pipeline.schemas.fetching._sources", lambda _set, _origin: [])
    with pytest.raises(SchemaUnavailable):
        run(tmp_path / "rev", out=tmp_path / "out")
    assert not (tmp_path / "out").exists()


def test_a_fault_of_the_journal_spoils_its_deposits(tmp_path: Path) -> None:
    """What Crossref would refuse for the journal's sake is not made; the pages are. The fault is told once."""
    write_journal(tmp_path / "rev", "a", "b", issn={})
    _, memory = run(tmp_path / "rev", out=tmp_path / "out", groups=("crossref", "jats"))
    assert memory.codes() == ["journal-unidentified"]
    assert made(tmp_path / "out") == {"jats/rev/a.xml", "jats/rev/b.xml"}


@pytest.mark.parametrize("out", ["rev", "rev/out", "."])
def test_output_among_the_sources(tmp_path: Path, out: str) -> None:
    """What a build has made there is no record for the next one."""
    write_journal(tmp_path / "rev", "a")
    run(tmp_path, out=tmp_path / out, groups=("site",))
    before = snapshot(tmp_path)
    result, memory = run(tmp_path, out=tmp_path / out, groups=("site",))
    assert (result.report.records, memory.codes("error"), memory.codes("warning")) == (1, [], [])
    assert snapshot(tmp_path) == before
