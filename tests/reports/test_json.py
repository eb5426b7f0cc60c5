"""The JSON of a validation: as its schema describes it, whatever a document holds."""

import json
from collections.abc import Iterable

import jsonschema
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline import i18n, resources
from pipeline.findings import Excerpt, Finding, Place, Severity
from pipeline.messages import msg
from pipeline.reports import writer
from pipeline.validation.report import DocumentReport
from tests.reports.examples import localizer, reports

SCHEMA = resources.schemas() / "validation-report.schema.json"
ANY_TEXT = st.text(st.characters())


def _written(given_reports: Iterable[DocumentReport], tag: str = "en") -> str:
    return "\n".join(writer("json")(given_reports, localizer(tag)))


def _check(value: object) -> None:
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.Draft202012Validator(schema).validate(value)


@pytest.mark.parametrize("tag", ["en", "fr"])
def test_as_its_schema_says(tag: str) -> None:
    """All that a report can have, and nothing at all."""
    value = json.loads(_written(reports(), tag))
    _check(value)
    assert len(value) == len(list(reports()))
    assert json.loads(_written([])) == []


def test_the_schema_is_strict() -> None:
    """A key that the schema does not know, or one that is missing, is refused: the test above means something."""
    value = json.loads(_written(reports()))
    for key in ("file", "valid", "problems"):
        with pytest.raises(jsonschema.ValidationError):
            _check([{name: kept for name, kept in value[0].items() if name != key}])
    with pytest.raises(jsonschema.ValidationError):
        _check([value[0] | {"verdict": "good"}])


def test_what_is_not_known_is_null() -> None:
    """A problem of the whole document has no line, column or remedy."""
    finding = Finding("too-large", Severity.ERROR, msg("Too large."))
    (document,) = json.loads(_written([DocumentReport("a.xml", findings=(finding,))]))
    assert (document["kind"], document["schema"], document["valid"], document["dtd"]) == ("unknown", None, False, None)
    (problem,) = document["problems"]
    assert (problem["line"], problem["column"], problem["remedy"], problem["excerpt"]) == (None, None, None, None)


@given(ANY_TEXT, ANY_TEXT)
def test_any_text(file: str, text: str) -> None:
    """Lone surrogates, quotes and controls: the output is ASCII, one line per document, and any reader takes it."""
    finding = Finding(
        "some-code",
        Severity.NOTE,
        msg("{text}", text=f"-{text}"),
        Place(file, 1, 1, text),
        None,
        Excerpt(1, (text,), 1, 1, 1),
    )
    written = _written([DocumentReport(file, findings=(finding,))])
    assert written.isascii()
    assert written.count("\n") == 2
    (document,) = json.loads(written)
    _check([document])
    json.dumps(document, ensure_ascii=False).encode("utf-8")  # no lone surrogate is left


def test_documents_leave_as_they_come() -> None:
    """A document is written before the next but one is asked for."""
    asked = []

    def given_reports() -> Iterable[DocumentReport]:
        for number in range(5):
            asked.append(number)
            yield DocumentReport(f"{number}.xml")

    lines = iter(writer("json")(given_reports(), i18n.localizer("en")))
    assert next(lines) == "["
    assert '"0.xml"' in next(lines)
    assert asked == [0, 1]
