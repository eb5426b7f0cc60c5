"""The pages about the rules on XML: current, complete, and shown as they are meant."""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import PurePosixPath

import pytest

from pipeline.rule_docs import FOLDER, pages
from pipeline.rule_docs.prose import prose
from pipeline.validation.rule_sets import load_profile, profiles
from tests.support import CHECKOUT


@cache
def _pages() -> Mapping[str, str]:
    return dict(pages())


def test_current() -> None:
    """The files are what the rule sets say, and there are no others; ``make rules`` writes them anew."""
    folder = CHECKOUT / "docs" / FOLDER
    kept = {path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8") for path in folder.rglob("*.md")}
    assert sorted(kept) == sorted(_pages())
    assert [name for name, text in kept.items() if text != _pages()[name]] == []


@pytest.mark.parametrize("profile", profiles())
def test_every_rule_has_its_page(profile: str) -> None:
    """The page of a rule has its fault, its reasons, both kinds of examples and its source; the index leads to it."""
    index = _pages()["README.md"]
    for rule in load_profile(profile).definition.rules:
        text = _pages()[f"{profile}/{rule.code}.md"]
        assert f"({profile}/{rule.code}.md) | {rule.severity} | {prose(rule.title)} |" in index
        assert prose(rule.why) in text
        assert f"\nFrench: {prose(dict(rule.titles)['fr'])}.\n" in text
        assert prose(rule.reference) in text
        assert text.index("## With the fault") < text.index("```xml") < text.index("## Without it")
        assert text.index("> English: ") < text.index("> French: ") < text.rindex("```xml")


def test_links_lead_somewhere() -> None:
    """To pages that are made, to pages of the documentation that are there, or to headings."""
    folder = CHECKOUT / "docs" / FOLDER
    for name, text in _pages().items():
        for target in re.findall(r"\]\(([^)\s]+)\)", text):
            if "://" in target:
                continue
            page, _, heading = target.partition("#")
            path = (folder / PurePosixPath(name).parent / page).resolve() if page else folder / name
            known = path.relative_to(folder).as_posix() if path.is_relative_to(folder) else ""
            assert known in _pages() or path.exists(), f"{name}: {target}"
            assert not heading or f"\n## {heading}\n" in _pages()[known], f"{name}: {target}"


def test_prose_is_shown_as_it_is() -> None:
    """Tags become code; what Markdown would take for markup is kept as characters."""
    assert prose("Put <aff> into <contrib-group/>.") == "Put `<aff>` into `<contrib-group/>`."
    assert prose('Add <mml:a b="c" d="*"/> and </e>.') == 'Add `<mml:a b="c" d="*"/>` and `</e>`.'
    assert prose("a < b, [c] | d * e") == r"a \< b, \[c\] \| d \* e"
