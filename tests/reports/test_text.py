"""Text on a terminal: what is said, where it stands, and that no document takes the terminal over."""

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from rich.cells import cell_len

from pipeline.findings import Excerpt, Finding, Place, Severity
from pipeline.messages import msg
from pipeline.reports import writer
from pipeline.reports.lines import Line, wrapped
from pipeline.reports.text import lines, summary
from pipeline.reports.verdicts import Tally
from pipeline.validation.report import DocumentReport
from tests.reports.examples import localizer, reports

CLEAN = DocumentReport("a.xml", "jats", "jats-publishing-1.3", valid=True)


def _plain(line: Line) -> str:
    return "".join(span.text for span in line)


def _shown(finding: Finding, width: int = 0) -> list[str]:
    report = DocumentReport("a.xml", "jats", "jats-publishing-1.3", findings=(finding,))
    return [_plain(line) for line in lines([report], localizer("en"), width=width)]


def _excerpt(line: str, column: int, length: int, width: int = 0) -> tuple[str, str]:
    finding = Finding("c", Severity.ERROR, msg("No."), Place(line=1), excerpt=Excerpt(1, (line,), 1, column, length))
    shown, marker = (line.partition(" │ ")[2] for line in _shown(finding, width) if " │ " in line)
    return shown, marker


def test_quiet_when_clean() -> None:
    """A document without problems says nothing, unless it is asked to."""
    assert list(lines([CLEAN], localizer("en"))) == []
    (line,) = lines([CLEAN], localizer("en"), verbose=True)
    assert _plain(line) == "a.xml  JATS document, jats-publishing-1.3: valid"
    assert list(writer("text")([CLEAN], localizer("en"))) == []


@pytest.mark.parametrize("tag", ["en", "fr"])
@pytest.mark.parametrize("width", [60, 80, 132, 200])
def test_width(width: int, tag: str) -> None:
    """No line is wider than the terminal."""
    assert all(cell_len(_plain(line)) <= width for line in lines(reports(), localizer(tag), width=width))


def test_colours_are_spans() -> None:
    """The file is bold, severities and the marked part have their colour."""
    made = list(lines(reports(), localizer("en")))
    assert made[0][0].bold
    spans = {(span.text.strip(), span.color) for line in made for span in line if span.color}
    assert {("error", "red"), ("warning", "yellow"), ("note", "cyan"), ("<publication_date>", "red")} <= spans


def test_marker_beneath_wide_characters_and_tabs() -> None:
    """The carets stand under the part, in cells."""
    assert _excerpt("\t日本<b/>", 4, 4) == ("    日本<b/>", "        ^^^^")
    assert _excerpt("e\u0301<b/>", 3, 4) == ("e\u0301<b/>", " ^^^^")
    assert _excerpt("<日本/>", 1, 5) == ("<日本/>", "^^^^^^^")
    assert _excerpt("abc", 4, 0) == ("abc", "   ^")
    assert _excerpt("", 1, 0) == ("", "^")


def test_long_lines_are_cut_around_the_part() -> None:
    """The part is in sight, and a sign stands where something is cut off."""
    shown, marker = _excerpt("x" * 200 + "<mark/>" + "y" * 200, 201, 7, width=80)
    assert shown.startswith("…xxx")
    assert shown.endswith("yyy…")
    assert shown[marker.index("^") : marker.rindex("^") + 1] == "<mark/>"


@given(st.text(st.characters(exclude_characters="\n")), st.data())
def test_marker_of_any_line(line: str, data: st.DataObject) -> None:
    """Whatever a line holds: it keeps to the width, and its marker does."""
    column = data.draw(st.integers(1, len(line) + 1))
    length = data.draw(st.integers(0, len(line) - column + 1))
    for text in _excerpt(line, column, length, width=60):
        assert cell_len(text) <= 60
        assert "\x1b" not in text


@given(st.text(st.characters()))
@example("\x1b[2J\r\n\x9b31m\u202e::")
def test_nothing_commands_the_terminal(text: str) -> None:
    """Names, messages, paths and lines are printable; a line is a line."""
    finding = Finding(text, Severity.NOTE, msg("{text}", text=text), Place(text, 1, 1, text), msg("{text}", text=text))
    for line in lines([DocumentReport(text, findings=(finding,))], localizer("en"), width=80):
        assert not re.search("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]", _plain(line))


@given(st.text(st.sampled_from("ab /日\u00a0"), max_size=60), st.integers(4, 20), st.booleans())
def test_wrapping_loses_nothing(text: str, width: int, at_slashes: bool) -> None:
    """Lines keep to the width, and together they are the text, but for blanks."""
    made = list(wrapped(text, width, at_slashes=at_slashes))
    assert all(cell_len(line) <= width for line in made)
    assert "".join(made).replace(" ", "") == text.replace(" ", "")


def test_wrapping_breaks_at_words_and_steps() -> None:
    """Words stay whole, and so do the steps of a path; no-break spaces hold."""
    assert list(wrapped("one two three", 8)) == ["one two", "three"]
    assert list(wrapped("a «\u00a0b\u00a0»", 6)) == ["a", "«\u00a0b\u00a0»"]
    assert list(wrapped("/article/front/body", 15, at_slashes=True)) == ["/article/front", "/body"]


def _summary(*given_reports: DocumentReport) -> tuple[str, str]:
    tally = Tally()
    assert len(list(tally.counting(given_reports))) == tally.documents
    line = summary(tally, localizer("en"))
    return _plain(line), line[0].color


def test_summary() -> None:
    """One line, in the colour of the worst."""
    warning = DocumentReport("b", "jats", "x", valid=True, findings=(Finding("c", Severity.WARNING, msg("No.")),))
    assert _summary() == ("No documents. No problems.", "green")
    assert _summary(CLEAN) == ("1 document: 1 valid. No problems.", "green")
    assert _summary(CLEAN, warning) == ("2 documents: 2 valid. 0 errors, 1 warning, 0 notes.", "yellow")
    said, color = _summary(*reports())
    assert said.startswith("6 documents: 3 valid, 1 valid but with errors, 1 not valid, and 1 not checked")
    assert color == "red"
