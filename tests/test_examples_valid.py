"""The outputs of all example records satisfy the official schemas, by two engines, and the rules of JATS4R."""

import pytest
from lxml import etree

from tests.examples import deposit_files, jats_files
from tests.formats import crossref_support, jats_support

WORKS = sorted(jats_files())
DEPOSITS = sorted(deposit_files())


def test_jats_is_valid() -> None:
    """Neither engine objects to any file; all are in one test, since each process would compile the schema."""
    for name, content in jats_files().items():
        assert (name, jats_support.faults(content)) == (name, [])
        assert (name, jats_support.judged_faults(content)) == (name, [])


@pytest.mark.parametrize("name", WORKS)
def test_jats4r_has_no_objection(name: str) -> None:
    """The recommendations are kept, too."""
    assert jats_support.objections(etree.fromstring(jats_files()[name])) == []


def test_deposits_are_valid() -> None:
    """Neither engine objects to any deposit, and both to a damaged one."""
    assert [name.partition("/")[0] for name in DEPOSITS] == ["amazonia-investiga", "cahiers-estuaire", "two-shores"]
    for name, content in deposit_files().items():
        assert (name, crossref_support.faults(content)) == (name, [])
        assert (name, crossref_support.judged_faults(content)) == (name, [])
    damaged = deposit_files()[DEPOSITS[0]].replace(b"<surname>", b"<sirname>").replace(b"</surname>", b"</sirname>")
    assert crossref_support.faults(damaged)
    assert crossref_support.judged_faults(damaged)
