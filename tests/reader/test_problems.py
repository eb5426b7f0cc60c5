"""From what the model refuses to findings: all error types are known, each has its place, words and remedy."""

from collections.abc import Iterator, Mapping
from functools import partial
from typing import Any

import pytest
from pydantic import ValidationError

from pipeline.findings import Finding
from pipeline.messages import msg
from pipeline.model import Issue, Journal, Work
from pipeline.model.base import Record
from pipeline.reader.problems import WORDS, findings_of, tidy
from pipeline.reader.yaml_source import read_yaml

MODELS: Mapping[str, type[Record]] = {"article": Work, "journal": Journal, "issue": Issue}

# what each part of a pydantic schema may answer (pydantic_core.core_schema, pydantic_core.list_all_errors); errors that
# only Python values can cause are left out, since files hold texts, lists and tables alone
_RAISES: Mapping[str, frozenset[str]] = {
    "model": frozenset({"model_type"}),
    "model-fields": frozenset({"missing", "extra_forbidden", "model_attributes_type", "invalid_key"}),
    "model-field": frozenset(),
    "str": frozenset({"string_type", "string_unicode"}),
    "int": frozenset({"int_type", "int_parsing", "int_parsing_size", "int_from_float"}),
    "bool": frozenset({"bool_type", "bool_parsing"}),
    "literal": frozenset({"literal_error"}),
    "tuple": frozenset({"tuple_type"}),
    "dict": frozenset({"dict_type"}),
    "tagged-union": frozenset(),
    "nullable": frozenset(),
    "default": frozenset(),
    "definitions": frozenset(),
    "definition-ref": frozenset(),
    "chain": frozenset(),
    "dataclass": frozenset(),  # a text's tree, which is a finished one whenever it comes so far
    "function-before": frozenset(),
    "function-after": frozenset(),
    "function-wrap": frozenset(),
    "function-plain": frozenset(),
    "any": frozenset(),
}
_FUNCTIONS_RAISE: Mapping[str, str] = {"max_length_validator": "too_long", "min_length_validator": "too_short"}
_LIMITS_RAISE: Mapping[tuple[str, str], str] = {
    ("str", "pattern"): "string_pattern_mismatch",
    ("str", "max_length"): "string_too_long",
    ("str", "min_length"): "string_too_short",
    ("int", "ge"): "greater_than_equal",
    ("int", "le"): "less_than_equal",
    ("tuple", "min_length"): "too_short",
    ("tuple", "max_length"): "too_long",
    ("dict", "min_length"): "too_short",
    ("dict", "max_length"): "too_long",
}


_NO_PARTS = ("serialization", "metadata", "expected", "custom_error_context", "function", "json_schema_input_schema")


def _schemas(part: Any) -> Iterator[dict[str, Any]]:
    """Give all parts of a core schema; what is written out for serialising, or is data, is no part of it."""
    if isinstance(part, dict):
        if isinstance(part.get("type"), str):
            yield part
        for key, value in part.items():
            if key not in _NO_PARTS and part.get("type") != "dataclass":
                yield from _schemas(value)
    elif isinstance(part, list | tuple):
        for item in part:
            yield from _schemas(item)


@pytest.mark.parametrize("model", MODELS.values(), ids=list(MODELS))
def test_every_error_type_has_words(model: type[Record]) -> None:
    """No English sentence of pydantic's can be seen: each type of error that the models can raise has our words."""
    possible: set[str] = set()
    for part in _schemas(model.__pydantic_core_schema__):
        possible |= _RAISES[part["type"]]
        possible |= {
            raised for (kind, limit), raised in _LIMITS_RAISE.items() if kind == part["type"] and limit in part
        }
        if isinstance(function := part.get("function", {}).get("function"), partial):
            possible.add(_FUNCTIONS_RAISE[function.func.__name__])
        if part["type"] == "tagged-union":
            possible.add(part["custom_error_type"])
        # whatever else bounds a value is unknown to this test, and so perhaps to the reader
        bounds = {"pattern", "max_length", "min_length", "ge", "le", "gt", "lt", "multiple_of", "strict"} & part.keys()
        assert {(part["type"], bound) for bound in bounds} <= _LIMITS_RAISE.keys()
    assert possible
    assert possible <= WORDS.keys()


def findings(text: str, kind: str = "article") -> list[Finding]:
    """Give what is wrong with a record."""
    parsed = read_yaml(text, "f")
    if kind == "article" and "language" not in text:
        journal = {"id": "j", "languages": ["en"], "title": {"en": "J"}, "publisher": {"name": {"en": "P"}}}
        data: dict[str, Any] = {"journal": journal, "id": "a", "language": "en", "title": "T", **parsed.data}
    else:
        data = {"id": "a", **parsed.data}
    try:
        MODELS[kind].model_validate(data, context={"language": "en"})
    except ValidationError as error:
        return findings_of(error, MODELS[kind], parsed)
    return []


def only(text: str, kind: str = "article") -> Finding:
    """Give the one thing that is wrong with a record."""
    (finding,) = findings(text, kind)
    return finding


@pytest.mark.parametrize(
    ("text", "code", "place", "path"),
    [
        ("contributors: [{familly: X, given: Y}]", "key-unknown", "f:1:17", "contributors[0].familly"),
        ("article_type: essay", "value-unknown", "f:1:15", "article_type"),
        ("contributors: [{type: robot}]", "value-unknown", "f:1:23", "contributors[0].type"),
        ("contributors: [{family: X, roles: [autor]}]", "value-unknown", "f:1:36", "contributors[0].roles[0]"),
        ("contributors: [{family: X, orcid: 1}]", "orcid-malformed", "f:1:35", "contributors[0].orcid"),
        ("contributors: [{family: X, roles: []}]", "value-empty", "f:1:35", "contributors[0].roles"),
        (
            "contributors: [{family: X, corresponding: oui}]",
            "boolean-expected",
            "f:1:43",
            "contributors[0].corresponding",
        ),
        ("contributors: [{family: [X]}]", "text-expected", "f:1:25", "contributors[0].family"),
        ("contributors: [{given: ''}]", "text-empty", "f:1:24", "contributors[0].given"),
        ("contributors: [{}]", "name-missing", "f:1:16", "contributors[0]"),
        ("contributors: {family: X}", "list-expected", "f:1:15", "contributors"),
        ("contributors: [Jane Doe]", "table-expected", "f:1:16", "contributors[0]"),
        ("contributors:\n- ~\n", "table-expected", "f:2:3", "contributors[0]"),
        (
            "references: [{title: X, authors: [{orcid: 1}]}]",
            "orcid-malformed",
            "f:1:43",
            "references[0].authors[0].orcid",
        ),
        ("title: [X]", "text-expected", "f:1:8", "title"),
        ("title: {}", "value-empty", "f:1:8", "title"),
        ("title: {english: X}", "language-unknown", "f:1:9", "title.english"),
        ("title:\n  fr: X &eacute;", "html-entity", "f:2:7", "title.fr"),
        ("abstracts: [{text: {fr: <i>x}}]", "markup-malformed", "f:1:25", "abstracts[0].text.fr"),
        ("keywords: [{terms: {en: a}}]", "list-expected", "f:1:25", "keywords[0].terms.en"),
        ("page_count: many", "number-expected", "f:1:13", "page_count"),
        ("page_count: 0", "number-too-small", "f:1:13", "page_count"),
        ("page_count: " + "9" * 5000, "number-expected", "f:1:13", "page_count"),
        ("copyright: {year: 3000, holder: X}", "number-too-large", "f:1:19", "copyright.year"),
        ("first_page: " + "1" * 33, "text-too-long", "f:1:13", "first_page"),
        ("references: [{title: X, year: '98'}]", "value-malformed", "f:1:31", "references[0].year"),
        ("relations: [{type: reviews, target: 10.5/x}]", "value-unknown", "f:1:20", "relations[0].type"),
        (
            "crossmark: {assertions: [{name: ab, value: x}]}",
            "text-too-short",
            "f:1:44",
            "crossmark.assertions[0].value",
        ),
        ("dates: {received: [2020]}", "date-malformed", "f:1:19", "dates.received"),
        ("dates: 2020", "table-expected", "f:1:8", "dates"),
        ("affiliations: [{id: a, name: X}, {id: a, name: Y}]", "affiliation-repeated", "f:1:1", ""),
    ],
)
def test_findings(text: str, code: str, place: str, path: str) -> None:
    """Each finding has its code, and stands where the wrong value stands."""
    finding = only(text)
    assert (finding.code, str(finding.place), finding.place.path) == (code, place, path)
    assert str(finding.message)
    assert finding.remedy


@pytest.mark.parametrize(
    ("text", "remedy"),
    [
        ("titel: X", "“title”"),
        ("Sub Title: X", "“subtitle”"),
        ("authors: []", "“contributors”"),
        ("pages: 1-2", "“first_page”"),
        ("volume: 3", "table “issue”"),
        ("received: 2020", "table “dates”"),
        ("zzz: X", "Known keys: id, type"),
        ("article_type: resarch-article", "“research-article”"),
        ("relations: [{type: IsReviewOf, target: 10.5555/x}]", "“isReviewOf”"),
        ("article_type: zzz", "abstract, addendum"),
        ("contributors: [{type: group}]", "person, organization, anonymous"),
        ("references: [{title: X, year: '98'}]", "2019, 2019a"),
        ("references: [{title: X, pmcid: 12}]", "PMC1234567"),
    ],
)
def test_remedies_propose(text: str, remedy: str) -> None:
    """A near key or value is proposed, or all are listed, or an example is given."""
    assert remedy in str(only(text).remedy)


def test_all_at_once() -> None:
    """Every problem of a file is found in one go."""
    found = findings("titel: X\narticle_type: y\ncontributors: [{famly: X, orcid: 1}, {type: z}]\npage_count: 0\n")
    assert sorted(finding.code for finding in found) == [
        "key-unknown",
        "key-unknown",
        "number-too-small",
        "orcid-malformed",
        "value-unknown",
        "value-unknown",
    ]


def test_journals_and_issues() -> None:
    """They are looked at in the same way."""
    journal = findings("languages: []\ntitle: X\nissn: {print: 1234-5678}\npublisher: {nam: X}\n", "journal")
    assert {(finding.code, finding.place.path) for finding in journal} == {
        ("value-empty", "languages"),
        ("issn-checksum", "issn.print"),
        ("key-unknown", "publisher.nam"),
        ("key-missing", "publisher.name"),
    }
    assert only("special_numbering: much too long a text", "issue").code == "text-too-long"


def test_no_english_of_pydantic() -> None:
    """Its sentences begin with “Input should”, “Field required” and so on; none comes through."""
    text = (
        "article_type: x\npage_count: x\nreferences: x\nlicenses: [{}]\nunknown: x\n"
        "contributors: [{type: x}, 3, {family: {}, corresponding: 7}]\n"
    )
    for finding in findings(text):
        said = f"{finding.message} {finding.remedy}"
        assert not any(words in said for words in ("Input", "Field required", "Extra inputs", "valid dictionary"))


def test_tidy() -> None:
    """What a message quotes is shortened, and cannot write to a terminal."""
    tidied = tidy(msg("“{value}” {inner}", value="a\x1b[31m" + "x" * 1000, inner=msg("{deep}", deep="\x07")))
    assert "\x1b" not in str(tidied)
    assert "\x07" not in str(tidied)
    assert len(str(tidied)) < 400


def test_missing_keys() -> None:
    """A key without a value is missing, and told at the key; another at its table."""
    found = {
        (finding.code, str(finding.place), finding.place.path) for finding in findings("doi: 10.5555/x\nlanguage:")
    }
    assert found >= {("key-missing", "f:2:10", "language"), ("key-missing", "f:1:1", "title")}
