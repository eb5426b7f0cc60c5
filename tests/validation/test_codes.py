"""The titles of codes: each code that a finding can have is listed, and nothing else."""

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

import pipeline
from pipeline.i18n import SOURCE_LANGUAGE, available, localizer
from pipeline.rules import all_rules
from pipeline.validation.code_titles import GROUPS
from pipeline.validation.codes import title_of
from pipeline.validation.rule_sets import load_profile, profiles

ROOT = Path(pipeline.__file__).parent
SOURCES = ("identifiers.py", "record_files.py", "markup", "model", "reader", "validation", "inspection")
"""What makes findings about documents and records, apart from rules."""

MAKERS = {"Finding", "Said", "fault", "InvalidValue", "InvalidIdentifier", "InvalidMarkup"}
MAKERS |= {"_empty", "_error", "_not_installed"}
NAMES = {"CODE", "CUT_SHORT", "NOT_RUN", "_FALLBACK_CODE"}
CODE = re.compile(r"[a-z]+(-[a-z0-9]+)+|schematron")


def _trees() -> Iterator[ast.Module]:
    for name in SOURCES:
        path = ROOT / name
        for source in sorted(path.rglob("*.py")) if path.is_dir() else (path,):
            if source.name != "code_titles.py":
                yield ast.parse(source.read_text(encoding="utf-8"))


@cache
def _written() -> frozenset[str]:
    """Give the codes that stand in the source as arguments of what makes findings, or as constants named as codes."""
    return frozenset(code for tree in _trees() for node in ast.walk(tree) for code in _codes(node))


def _codes(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Call) and _name(node.func) in MAKERS:
        yield from _texts(node.args[:2])
        yield from _texts([keyword.value for keyword in node.keywords if keyword.arg == "code"])
    elif isinstance(node, ast.Assign) and any(_name(target) in NAMES for target in node.targets):
        yield from _texts([node.value])
    elif isinstance(node, ast.Return) and isinstance(node.value, ast.Tuple):
        yield from _texts(node.value.elts[:1])  # code, message, remedy


def _texts(nodes: list[ast.expr]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and CODE.fullmatch(node.value):
            yield node.value


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else getattr(node, "attr", "")


def _checked_digits() -> set[str]:
    """Give the codes that are put together from the name of an identifier."""
    made = {f"{scheme}-checksum" for scheme in ("orcid", "isni", "issn", "isbn", "ror")}
    return made | {"orcid-malformed", "isni-malformed"}


def test_the_search_finds_codes() -> None:
    """One of each room is found, or the tests below would prove nothing."""
    assert {
        *("doi-malformed", "no-records", "html-entity", "date-malformed", "key-missing", "yaml-syntax"),
        *("schema-element-missing", "schema-pattern", "dtd-content", "xml-not-well-formed", "schematron-not-run"),
        *("schematron", "schema-not-installed", "archive-member-link", "dtd-unknown", "schema-idref"),
    } <= _written()


def test_every_code_is_listed() -> None:
    """A code that is written in the source has a title."""
    assert sorted(code for code in _written() | _checked_digits() if title_of(code) is None) == []


def test_every_listed_code_is_given() -> None:
    """A title belongs to a code that is written in the source: codes that are no more are taken out."""
    listed = {code for group in GROUPS for code in group.titles}
    assert sorted(listed - _written() - _checked_digits()) == []


def test_codes_are_unique() -> None:
    """No code stands in two groups, and none is also a rule's."""
    listed = [code for group in GROUPS for code in group.titles]
    rules = [rule.code for rule in all_rules()]
    rules += [rule.code for profile in profiles() for rule in load_profile(profile).definition.rules]
    assert len({*listed, *rules}) == len(listed) + len(rules)


@pytest.mark.parametrize("profile", profiles())
def test_rules_on_xml_have_titles(profile: str) -> None:
    """The title of a rule's code is the rule's own."""
    for rule in load_profile(profile).definition.rules:
        assert str(title_of(rule.code)) == rule.title


def test_rules_on_records_have_titles() -> None:
    """The title of a rule's code is the rule's own."""
    for rule in all_rules():
        assert title_of(rule.code) is rule.title


@pytest.mark.parametrize("tag", [tag for tag in available() if tag != SOURCE_LANGUAGE])
def test_titles_in_every_language(tag: str) -> None:
    """No code has a title in English only: reports in another language would mix the two."""
    codes = [code for group in GROUPS for code in group.titles]
    codes += [rule.code for rule in all_rules()]
    codes += [rule.code for profile in profiles() for rule in load_profile(profile).definition.rules]
    titles = {code: title_of(code) for code in codes}
    assert [code for code, title in titles.items() if not title or title.text(localizer(tag)) == str(title)] == []


@pytest.mark.parametrize("code", ["", "house-rule-7", "crossref-no-such-rule", "crossref", "-", "../crossref"])
def test_codes_of_others(code: str) -> None:
    """A code that is not ours has no title: a house names its rules as it likes."""
    assert title_of(code) is None
