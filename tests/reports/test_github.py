"""Annotations: one command per line, which nothing in a document can break out of."""

import re

from hypothesis import given
from hypothesis import strategies as st

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg
from pipeline.reports import writer
from pipeline.reports.step_summary import step_summary
from pipeline.reports.verdicts import Tally
from pipeline.validation.report import DocumentReport
from tests.reports.examples import localizer, reports, titles

_COMMAND = re.compile(r"::(?P<name>error|warning|notice) (?P<properties>[^:\r\n]*)::(?P<data>[^\r\n]*)")
_ESCAPES = {"%0D": "\r", "%0A": "\n", "%3A": ":", "%2C": ",", "%25": "%"}


def _unescaped(text: str) -> str:
    return re.sub("%0D|%0A|%3A|%2C|%25", lambda found: _ESCAPES[found[0]], text)


def _lines(*given_reports: DocumentReport) -> list[str]:
    return list(writer("github")(given_reports, localizer("en"), titles))


def test_every_line_is_a_command() -> None:
    """Problems in the order of the documents, hidden ones counted, and the sum at the end."""
    lines = _lines(*reports())
    found = [_COMMAND.fullmatch(line) for line in lines]
    assert all(found)
    names = [match["name"] for match in found if match]
    assert names == ["error", "warning", "error", "warning", "error", "error", "notice", "notice"]
    assert "6 documents" in lines[-1]


@given(st.text(st.characters()), st.text(st.characters()))
def test_any_text(file: str, text: str) -> None:
    """The runner reads back what was meant, whatever a name or a message holds."""
    finding = Finding("some-code", Severity.ERROR, msg("{text}", text=text), Place(f"a{file}", 3, 4))
    line, _ = _lines(DocumentReport(f"a{file}", findings=(finding,)))
    match = _COMMAND.fullmatch(line)
    assert match
    properties = dict(part.split("=", 1) for part in match["properties"].split(","))
    assert list(properties) == ["file", "line", "col", "title"]
    assert (properties["line"], properties["col"]) == ("3", "4")
    if f"{file}{text}".isprintable():
        assert _unescaped(properties["file"]) == f"a{file}"
        assert _unescaped(match["data"]) == text


def test_escapes_of_the_toolkit() -> None:
    """Percent signs and line ends everywhere, colons and commas in properties alone."""
    finding = Finding("c", Severity.WARNING, msg("a: b, 5 %"), Place("x,y:z%.xml"), msg("Mend it."))
    line, _ = _lines(DocumentReport("x", findings=(finding,)))
    assert line == "::warning file=x%2Cy%3Az%25.xml,title=c::a: b, 5 %25%0AMend it."


def test_standard_input_is_no_file() -> None:
    """GitHub would look for it."""
    line, _ = _lines(DocumentReport("-", findings=(Finding("c", Severity.NOTE, msg("No.")),)))
    assert line == "::notice title=c::No."


def test_step_summary_is_a_table_whatever_it_says() -> None:
    """A code of house rules with markup in it stays in its cell."""
    tally = Tally()
    code = "a|b <img src=x> `c` [d](e)\nf"
    tally.add(DocumentReport("a.xml", findings=(Finding(code, Severity.ERROR, msg("No.")),)))
    (row,) = (line for line in step_summary(tally, localizer("en")) if "img" in line)
    assert row == r"| error | a\|b \<img src=x\> \`c\` \[d\](e) f | 1 |"


def test_step_summary_of_nothing() -> None:
    """No table without documents."""
    said = "\n".join(step_summary(Tally(), localizer("en")))
    assert "No documents." in said
    assert "|" not in said
