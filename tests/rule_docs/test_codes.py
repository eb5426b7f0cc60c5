"""The page that lists all codes: current, and leading to the pages of rules."""

import re

from pipeline.rule_docs.codes import PAGE, page
from pipeline.validation.codes import title_of
from tests.support import CHECKOUT


def test_current() -> None:
    """The page is what the code says; ``make rules`` writes it anew."""
    assert (CHECKOUT / "docs" / PAGE).read_text(encoding="utf-8") == page()


def test_links_lead_somewhere() -> None:
    """Each link leads to a page that is there."""
    targets = {target.partition("#")[0] for target in re.findall(r"\]\(([^)\s]+)\)", page())}
    assert len(targets) > 1
    assert [target for target in targets if not (CHECKOUT / "docs" / target).exists()] == []


def test_every_code_has_its_title() -> None:
    """The codes of the page are those that reports can name, and none stands there twice."""
    codes = re.findall(r"^\| \[?`([^`]+)`", page(), re.MULTILINE)
    assert len(codes) > 100
    assert len(set(codes)) == len(codes)
    assert [code for code in codes if title_of(code) is None] == []
