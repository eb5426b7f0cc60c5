"""SARIF: what the OASIS standard demands of a log with one run (numbers in brackets are its sections)."""

import json
import re
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import unquote_to_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.reports import writer
from pipeline.reports.uris import file_uri
from pipeline.validation.report import DocumentReport
from tests.reports.examples import DANGLING, MISSING, localizer, reports, titles

# RFC 3986, appendix B, narrowed to its characters
_URI = re.compile(r"(?:[A-Za-z][A-Za-z0-9+.-]*:)?(?:[A-Za-z0-9._~!$&'()*+,;=@/-]|%[0-9A-F]{2})+")


def _run(given_reports: Iterable[DocumentReport], tag: str = "en") -> dict[str, Any]:
    log = json.loads("\n".join(writer("sarif")(given_reports, localizer(tag), titles)))
    assert log["version"] == "2.1.0"  # [3.13.2]
    (run,) = log["runs"]
    assert isinstance(run, dict)
    return run


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_run(tag: str) -> None:
    """The properties of the run, and what they refer to."""
    run = _run(reports(), tag)
    driver = run["tool"]["driver"]
    assert driver["name"]  # [3.19.8]
    assert "informationUri" not in driver
    assert run["language"] == tag  # [3.14.7]
    assert run["columnKind"] == "unicodeCodePoints"  # [3.14.17]
    assert run["invocations"] == [{"executionSuccessful": True, "exitCode": 1}]  # [3.20.14]
    ids = [rule["id"] for rule in driver["rules"]]
    assert len(set(ids)) == len(ids)
    for result in run["results"]:
        assert result["ruleId"] == ids[result["ruleIndex"]]  # [3.27.6]
        assert result["level"] in {"error", "warning", "note"}  # [3.27.10]
        assert result["message"]["text"]  # [3.11.8]
        (location,) = result["locations"]
        assert _URI.fullmatch(location["physicalLocation"]["artifactLocation"]["uri"])


def test_rules_have_all_texts() -> None:
    """GitHub wants three of them; the title where there is one, else the code."""
    rules = {rule["id"]: rule for rule in _run(reports(), "fr")["tool"]["driver"]["rules"]}
    assert rules["idref-target"]["shortDescription"] == {"text": "Cible absente"}
    assert rules["element-missing"]["help"] == {"text": "element-missing"}
    assert all({"shortDescription", "fullDescription", "help"} <= set(rule) for rule in rules.values())


def test_region() -> None:
    """Line and columns of the file; the end column is one beyond the part [3.30.8]; the snippet is the part."""
    (result, *_) = _run([DocumentReport("a.xml", findings=(MISSING,))])["results"]
    (location,) = result["locations"]
    region = {"startLine": 12, "startColumn": 3, "endColumn": 21, "snippet": {"text": "<publication_date>"}}
    assert location["physicalLocation"]["region"] == region
    (node,) = location["logicalLocations"]
    assert node == {"fullyQualifiedName": MISSING.place.path, "kind": "element"}


def test_nothing_in_a_text_is_taken_for_markup() -> None:
    """Braces are doubled [3.11.5], and what looks like a link is none [3.11.6]."""
    (result, *_) = _run([DocumentReport("a.xml", findings=(DANGLING,))])["results"]
    text = result["message"]["text"]
    assert "{{b1}}" in text
    assert "](" not in text


def test_fingerprints_survive_other_lines_and_languages() -> None:
    """The same problem further down, or in French, is the same; its twin is another."""

    def prints(*findings: Finding, tag: str = "en") -> list[str]:
        results = _run([DocumentReport("a.xml", findings=findings)], tag)["results"]
        return [result["partialFingerprints"]["problem/v1"] for result in results]

    moved = replace(MISSING, place=replace(MISSING.place, line=99, column=1), excerpt=None)
    assert prints(MISSING) == prints(moved) == prints(MISSING, tag="fr")
    first, second = prints(MISSING, moved)
    assert first != second
    assert prints(replace(MISSING, code="another")) != prints(MISSING)


def test_no_problem() -> None:
    """An empty list of results says that a check was made and found nothing [3.14.23]."""
    run = _run([DocumentReport("a.xml", "jats", "jats-publishing-1.3", valid=True)])
    assert run["results"] == []
    assert run["tool"]["driver"]["rules"] == []
    assert run["invocations"][0]["exitCode"] == 0


def test_missing_schemas() -> None:
    """A run that had no schemas did not do what it was started for, and ends with a code of its own [3.20.14]."""
    lacking = Finding("schema-not-installed", Severity.ERROR, msg("It is not there."))
    run = _run([DocumentReport("a.xml", "jats", findings=(lacking,))])
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 4}]


def test_hidden_problems_are_results() -> None:
    """What is counted only is not lost."""
    more = [result["properties"]["more"] for result in _run(reports())["results"] if "properties" in result]
    assert more == [9980, 1]


def test_rules_do_not_grow_with_results() -> None:
    """A thousand problems of one kind have one rule."""
    finding = Finding("some-code", Severity.ERROR, msg("No."))
    run = _run(DocumentReport(f"{number}.xml", findings=(finding,)) for number in range(1000))
    assert len(run["results"]) == 1000
    assert len(run["tool"]["driver"]["rules"]) == 1


@pytest.mark.parametrize(
    ("file", "uri"),
    [
        ("a b/c%.xml", "a%20b/c%25.xml"),
        ("./x/../y.xml", "y.xml"),
        ("a:b.xml", "a%3Ab.xml"),
        ("a.zip/été#1?.xml", "a.zip/%C3%A9t%C3%A9%231%3F.xml"),
        ("caf\udce9.xml", "caf%E9.xml"),
        ("../x.xml", "../x.xml"),
    ],
)
def test_uris(file: str, uri: str) -> None:
    """Relative references, the bytes of the name percent-encoded."""
    assert file_uri(file) == uri


def test_absolute_names_become_file_uris(tmp_path: Path) -> None:
    """With the scheme that says so."""
    path = tmp_path / "a b.xml"
    assert file_uri(str(path)) == path.as_uri()


@given(st.text(st.characters(exclude_characters="\0/", exclude_categories=["Cs"]), min_size=1))
def test_uris_keep_the_name(name: str) -> None:
    """Any name is a URI, and can be had back."""
    uri = file_uri(f"x/{name}")
    assert _URI.fullmatch(uri)
    if name not in {".", ".."}:
        assert unquote_to_bytes(uri) == f"x/{name}".encode()
