"""Reading whole folders: works, their journals and issues, and every problem at its own file, once."""

import json
import os
from pathlib import Path

import pytest

from pipeline.errors import UsageError
from pipeline.findings import Severity
from pipeline.reader import Reader, find_records, read
from pipeline.rules import Seen, all_rules
from tests.reader.support import ARTICLE, JOURNAL, read_all, told, write


def test_article_with_its_journal_and_issue(tmp_path: Path) -> None:
    """They come from their own files; ids come from names."""
    write(
        tmp_path,
        {
            "rev/journal.yaml": JOURNAL,
            "rev/issues/1-2.yaml": "volume: 10",
            "rev/articles/durand.yaml": ARTICLE + "issue: 1-2",
        },
    )
    (reading,) = read_all(tmp_path)
    assert reading.work
    assert (reading.work.id, reading.work.journal.id, reading.work.issue and reading.work.issue.id) == (
        "durand",
        "rev",
        "1-2",
    )
    assert reading.work.title.languages == ("en",)
    assert reading.work.journal.title.languages == ("en",)
    assert [finding.code for finding in reading.findings] == []
    assert reading.source == str(tmp_path / "rev" / "articles" / "durand.yaml")


def test_texts_are_in_the_language_of_their_own_file(tmp_path: Path) -> None:
    """A French article in a journal that is first of all English."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL,
            "issues/1.yaml": "title: Special",
            "articles/a.yaml": ARTICLE.replace("language: en", "language: fr") + "issue: 1",
        },
    )
    (work,) = [reading.work for reading in read_all(tmp_path)]
    assert work
    assert work.issue
    assert work.issue.title
    assert (work.title.languages, work.journal.title.languages, work.issue.title.languages) == (
        ("fr",),
        ("en",),
        ("en",),
    )


def test_journal_written_into_the_record(tmp_path: Path) -> None:
    """Then a record needs no folder; an issue can be written there too."""
    record = {
        "doi": "10.9999/X:y/ü-1",
        "language": "fr",
        "title": "Essai",
        "journal": {"id": "rev", "languages": ["en"], "title": "Review", "publisher": {"name": "P"}},
        "issue": {"id": "i1", "title": "Special"},
    }
    write(
        tmp_path,
        {"all.jsonl": json.dumps(record) + "\n\n" + json.dumps({**record, "doi": "10.9999/z", "id": "second"})},
    )
    first, second = (reading.work for reading in read_all(tmp_path / "all.jsonl"))
    assert first
    assert second
    assert first.issue
    assert first.issue.title
    assert (first.id, second.id) == ("X-y-1", "second")
    assert (first.title.languages, first.journal.title.languages, first.issue.title.languages) == (
        ("fr",),
        ("en",),
        ("en",),
    )


def test_numbers_in_json_are_texts(tmp_path: Path) -> None:
    """``"issue": 12`` names the issue of ``12.json``."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL,
            "issues/12.json": '{"volume": 7}',
            "articles/a.json": '{"language": "en", "title": 1984, "issue": 12, "contributors": [{"family": "O"}]}',
        },
    )
    (reading,) = read_all(tmp_path)
    assert reading.work
    assert reading.work.issue
    assert (str(reading.work.title.variants[0].value), reading.work.issue.volume) == ("1984", "7")


def test_problems_of_a_journal_are_told_once(tmp_path: Path) -> None:
    """At its file, before its articles, whose own problems are found all the same."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL + "titel: X\n",
            "issues/1.yaml": "volume: []",
            "issues/2.yaml": "volume: 2",
            "articles/a.yaml": ARTICLE + "issue: 1",
            "articles/b.yaml": ARTICLE + "issue: 1\npages: 1",
        },
    )
    readings = read_all(tmp_path)
    assert told(readings) == [
        ("journal", "journal.yaml", "key-unknown", "5:1"),
        ("issue", "1.yaml", "text-expected", "1:9"),
        ("article", "b.yaml", "key-unknown", "6:1"),
    ]
    articles = [reading for reading in readings if reading.kind == "article"]
    assert [reading.work for reading in articles] == [None, None]


def test_problem_of_an_issue_is_told_with_a_single_article(tmp_path: Path) -> None:
    """Where only the article is named, its journal and its issue are read for it, and no other."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL,
            "issues/1.yaml": "volume: []",
            "issues/2.yaml": "volume: []",
            "articles/a.yaml": ARTICLE + "issue: 1",
        },
    )
    readings = read_all(tmp_path / "articles" / "a.yaml")
    assert [(reading.kind, Path(reading.source).name) for reading in readings] == [
        ("issue", "1.yaml"),
        ("article", "a.yaml"),
    ]


def test_errors_of_rules_above_spoil_the_article(tmp_path: Path) -> None:
    """A journal that Crossref would refuse keeps its articles from being deposited, but not from being shown."""
    write(tmp_path, {"journal.yaml": JOURNAL + "doi: 10.9999/é\n", "articles/a.yaml": ARTICLE})
    journal, article = read_all(tmp_path)
    assert {finding.code for finding in journal.findings} >= {"doi-characters"}
    assert article.work
    assert not article.findings
    assert not article.is_good
    assert not article.is_good_for("crossref")
    assert article.is_good_for("site")


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a.yaml": ARTICLE}, ("journal-missing", "1:1")),
        ({"journal.yaml": JOURNAL, "articles/a.yaml": ARTICLE + "journal: rev"}, ("table-expected", "5:10")),
        ({"journal.yaml": JOURNAL, "articles/a.yaml": ARTICLE + "issue: 9"}, ("issue-unknown", "5:8")),
        ({"journal.yaml": JOURNAL, "articles/a.yaml": ARTICLE + "issue: [9]"}, ("issue-unknown", "5:8")),
        ({"journal.yaml": JOURNAL, "articles/a.yaml": ARTICLE + "issue: {volume: 1}"}, ("key-missing", "5:8")),
        ({"journal.yaml": JOURNAL, "articles/a b.yaml": ARTICLE}, ("id-malformed", "1:1")),
        ({"journal.yaml": JOURNAL, "articles/a.jsonl": '{"language": "en", "title": "X"}'}, ("key-missing", "1:1")),
        ({"journal.yaml": JOURNAL, "articles/a.yaml": ""}, ("file-empty", "")),
    ],
)
def test_what_an_article_may_lack(tmp_path: Path, files: dict[str, str], expected: tuple[str, str]) -> None:
    """A journal, an issue that is there, an id: each is told at its place, and no work is made."""
    (reading,) = (reading for reading in read_all(write(tmp_path, files)) if reading.kind == "article")
    (finding,) = reading.findings
    line_and_column = str(finding.place).removeprefix(finding.place.file).removeprefix(":")
    assert (finding.code, line_and_column) == expected
    assert reading.work is None


def test_near_issue_is_proposed(tmp_path: Path) -> None:
    """Or all that there are."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL,
            "issues/2026-1.yaml": "",
            "issues/2026-1b.yaml": "volume: 1",
            "articles/a.yaml": ARTICLE + "issue: 2026-1x",
            "articles/b.yaml": ARTICLE + "issue: zzz",
        },
    )
    remedies = [str(finding.remedy) for reading in read_all(tmp_path / "articles") for finding in reading.findings]
    assert "“2026-1”" in remedies[0]
    assert "2026-1, 2026-1b" in remedies[1]


def test_two_files_of_one_name(tmp_path: Path) -> None:
    """Which of them counts is not left to chance: it is an error."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL,
            "journal.json": "{}",
            "issues/1.yaml": "volume: 1",
            "issues/1.json": '{"volume": 2}',
            "articles/a.yaml": ARTICLE,
        },
    )
    assert told(read_all(tmp_path)) == [
        ("journal", "journal.json", "file-ambiguous", ""),
        ("journal", "1.yaml", "file-ambiguous", ""),
    ]


def test_same_doi_and_same_id(tmp_path: Path) -> None:
    """They are found across files; the first place is named; letters' case makes no difference."""
    write(
        tmp_path,
        {
            "a/journal.yaml": JOURNAL,
            "a/articles/one.yaml": ARTICLE + "doi: 10.9999/x",
            "a/articles/two.yaml": ARTICLE + "doi: 10.9999/X\nid: ONE",
            "b/journal.yaml": JOURNAL,
            "b/articles/one.yaml": ARTICLE,
        },
    )
    readings = read_all(tmp_path)
    found = [
        (Path(item.place.file).parts[-3], item.code, item.place.line)
        for reading in readings
        for item in reading.findings
        if item.code.endswith("duplicate")
    ]
    assert sorted(found) == [("a", "doi-duplicate", 5), ("a", "id-duplicate", 6)]
    assert any("one.yaml:5" in str(item.message) for reading in readings for item in reading.findings)


def test_halves_do_the_same(tmp_path: Path) -> None:
    """What several processes would do, each with a reader of its own, gives the same findings."""
    lines = [
        json.dumps(
            {
                "language": "en",
                "title": "X",
                "doi": f"10.9999/{n % 3}",
                "id": f"a{n}",
                "contributors": [{"family": "F"}],
            }
        )
        for n in range(6)
    ]
    write(
        tmp_path,
        {"journal.yaml": JOURNAL + "depositor: {name: N, email: n@example.org}", "articles/a.jsonl": "\n".join(lines)},
    )
    whole = [(reading.source, finding) for reading in read([tmp_path]) for finding in reading.findings]
    halves = []
    with Seen(all_rules()) as seen:
        for item in find_records([tmp_path]):
            for reading in Reader().read(item):
                halves += [(reading.source, finding) for finding in (*reading.findings, *seen.check(reading.claims))]
    assert halves == whole
    assert [finding.place.line for _, finding in whole if finding.code == "doi-duplicate"] == [4, 5, 6]


def test_modified_is_the_newest_of_all(tmp_path: Path) -> None:
    """Of the record, its issue and its journal."""
    write(tmp_path, {"journal.yaml": JOURNAL, "issues/1.yaml": "volume: 1", "articles/a.yaml": ARTICLE + "issue: 1"})
    for newest in ("journal.yaml", "issues/1.yaml", "articles/a.yaml"):
        for path in tmp_path.rglob("*.yaml"):
            os.utime(path, (0, 1000))
        os.utime(tmp_path / newest, (0, 5000))
        assert [reading.modified for reading in read_all(tmp_path)] == [5000]


def test_syntax_problems_do_not_hide_others(tmp_path: Path) -> None:
    """A repeated key and an unknown one are told together, and by line."""
    write(
        tmp_path, {"journal.yaml": JOURNAL, "articles/a.yaml": "zzz: 1\n" + ARTICLE + "title: Again\npage_count: 0\n"}
    )
    (reading,) = read_all(tmp_path)
    assert [(finding.code, finding.place.line) for finding in reading.findings] == [
        ("key-unknown", 1),
        ("key-repeated", 6),
        ("number-too-small", 7),
    ]


def test_refused_values_do_not_hide_damaged_texts(tmp_path: Path) -> None:
    """Neither in their own file nor in the same text; tags of a text that is refused are not told again."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL.replace("title: Review", "title: RÃ©view") + "zzz: 1\n",
            "issues/1.yaml": 'volume: [1]\ntitle: "NumÃ©ro"',
            "articles/a.yaml": ARTICLE.replace("On Tests", "<b>CafÃ©</i> &eacute;") + "zzz: [a, NoÃ«l]\nissue: 1\n",
        },
    )
    assert told(read_all(tmp_path)) == [
        ("journal", "journal.yaml", "mojibake", "2:8"),
        ("journal", "journal.yaml", "key-unknown", "5:1"),
        ("issue", "1.yaml", "text-expected", "1:9"),
        ("issue", "1.yaml", "mojibake", "2:8"),
        ("article", "a.yaml", "html-entity", "2:8"),
        ("article", "a.yaml", "mojibake", "2:8"),
        ("article", "a.yaml", "key-unknown", "5:1"),
        ("article", "a.yaml", "mojibake", "5:10"),
    ]


def test_rules_are_run(tmp_path: Path) -> None:
    """On article, issue and journal, each at its own file; notes do not spoil a work."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL.replace("title: Review", "title: RÃ©view"),
            "issues/1.yaml": 'volume: "01"',
            "articles/a.yaml": ARTICLE.replace("On Tests", "Untitled") + "issue: 1",
        },
    )
    readings = read_all(tmp_path)
    assert told(readings) == [
        ("journal", "journal.yaml", "mojibake", "2:8"),
        ("issue", "1.yaml", "number-with-leading-zeros", "1:9"),
        ("article", "a.yaml", "title-placeholder", "2:8"),
    ]
    assert readings[-1].is_good
    assert all(finding.severity is not Severity.ERROR for reading in readings for finding in reading.findings)


def test_missing_source_is_told_at_once(tmp_path: Path) -> None:
    """Before anything is read."""
    with pytest.raises(UsageError):
        read([tmp_path / "nothing"])


def test_two_issues_with_one_id(tmp_path: Path) -> None:
    """Their pages would be one."""
    write(
        tmp_path,
        {
            "journal.yaml": JOURNAL,
            "issues/1.yaml": "volume: 1",
            "issues/2.yaml": 'id: "1"\nvolume: 2',
            "articles/a.yaml": ARTICLE + "issue: 1",
            "articles/b.yaml": ARTICLE + "issue: 2",
        },
    )
    readings = read_all(tmp_path)
    assert told(readings) == [("issue", "2.yaml", "issue-id-repeated", "")]
    assert [bool(reading.work) for reading in readings if reading.kind == "article"] == [True, False]
