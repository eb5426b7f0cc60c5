"""XSLT patterns become XPath expressions that select the same nodes."""

import pytest
from lxml import etree

from pipeline.validation.rule_sets.patterns import absolute, alternatives


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("a", ("a",)),
        (" a\n | b/c ", ("a", "b/c")),
        ("a[b | c]|d", ("a[b | c]", "d")),
        ("a[count(b | c) > 1][. = '|'] | d", ("a[count(b | c) > 1][. = '|']", "d")),
        ("""a[. = "it's | ["] | b[. = '"|']""", ("""a[. = "it's | ["]""", """b[. = '"|']""")),
        ("a[b[c | d] | e] | f", ("a[b[c | d] | e]", "f")),
        ("id('a|b')/c | key('k', 'x')", ("id('a|b')/c", "key('k', 'x')")),
    ],
)
def test_alternatives(pattern: str, parts: tuple[str, ...]) -> None:
    """Only a ``|`` outside of strings, brackets and parentheses separates."""
    assert alternatives(pattern) == parts


@pytest.mark.parametrize("pattern", ["", " ", "a |", "| a", "a || b", "a[", "a]", "a[(])", "a['b]", 'a[. = "]', "a)"])
def test_not_a_pattern(pattern: str) -> None:
    """What is not closed, or has an alternative without text, is refused."""
    with pytest.raises(ValueError, match="not a pattern"):
        alternatives(pattern)


def test_absolute() -> None:
    """A relative pattern is looked for everywhere, an absolute one where it says."""
    assert absolute("a[b | c]/d | /e | //f") == ("//a[b | c]/d", "/e", "//f")


@pytest.mark.parametrize(
    "pattern",
    [
        "b",
        "a/b[1]",
        "a/b[position() > 1] | c",
        "a//c[last()]",
        "/r/a/b",
        "*[b][c]",
        "b[following-sibling::b | c]",
        "a[2]/b[2]",
        "@x",
    ],
)
def test_same_nodes_as_xslt(pattern: str) -> None:
    """An XSLT processor finds the same nodes to match the pattern."""
    document = etree.XML("<r><a><b x='1'/><b/><c/></a><a><b><c/></b><b x='2'/><a><b/><b><c/><c/></b></a></a><c/></r>")
    stylesheet = etree.XML(f"""
        <xsl:stylesheet version="1.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
          <xsl:template match="/"><found><xsl:apply-templates select="//node() | //@*"/></found></xsl:template>
          <xsl:template match="node() | @*" priority="-1"/>
          <xsl:template match="{pattern}">
            <n><xsl:value-of select="concat(count(ancestor::node()), '-', count(preceding::node()), name())"/></n>
          </xsl:template>
        </xsl:stylesheet>""")
    expected = [found.text for found in etree.XSLT(stylesheet)(document).getroot()]
    counted = "concat(count({0}/ancestor::node()), '-', count({0}/preceding::node()), name({0}))"
    found = [
        str(document.xpath(counted.format(f"(({path})[{number + 1}])")))
        for path in absolute(pattern)
        for number in range(int(float(str(document.xpath(f"count({path})")))))
    ]
    assert expected
    assert sorted(filter(None, expected)) == sorted(found)
