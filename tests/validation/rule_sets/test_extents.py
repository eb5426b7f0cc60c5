"""What a rule may cost: nodes are counted before any is looked at."""

import pytest
from lxml import etree

from pipeline.validation.rule_sets.extents import MOST_STEPS, Extent, Reach


class _Sized(Extent):
    """An extent without a document."""

    def __init__(self, elements: int, widest: int) -> None:
        super().__init__(etree.fromstring("<a/>").getroottree())
        self._size = (elements, widest)

    @property
    def elements(self) -> int:
        return self._size[0]

    @property
    def widest(self) -> int:
        return self._size[1]


def test_extent() -> None:
    """Elements are counted, comments are no elements."""
    extent = Extent(etree.fromstring("<a><b/><!-- x --><b><c/><c/><c/><c/></b></a>").getroottree())
    assert (extent.elements, extent.widest) == (7, 4)


@pytest.mark.parametrize(
    ("expression", "steps"),
    [
        ("normalize-space() = 'https://example.org/..'", 0),
        ('b/c[@d = "//"] or .//e', 0),
        ("../b", 1000),
        ("preceding-sibling::b[1]", 1000),
        ("ancestor::a/b", 1000),
        ("parent::a/b", 1000),
        ("//b", 50_000),
        ("$document//b", 50_000),
        ("following::b", 50_000),
    ],
)
def test_reach(expression: str, steps: int) -> None:
    """A rule that looks around is applied to as many nodes as so many steps allow; one that does not, to all."""
    nodes = 10_000_000
    affordable = Reach("@id", expression).affordable(nodes, _Sized(50_000, 1000))
    assert affordable == (MOST_STEPS // steps if steps else nodes)


def test_usual_documents() -> None:
    """In documents as they are, each rule is applied to all nodes."""
    assert Reach("../b").affordable(2_500, _Sized(300_000, 4000)) == 2_500
    assert Reach("//b").affordable(200, _Sized(50_000, 4000)) == 200
    assert Reach("//b").affordable(100, _Sized(MOST_STEPS, MOST_STEPS)) == 100
