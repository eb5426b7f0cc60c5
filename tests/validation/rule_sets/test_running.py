"""How rules are run: which nodes they look at, what variables are, what is said, and how much of it."""

import pickle
import re
from collections import Counter

import pytest
from lxml import etree

from pipeline.findings import Excerpt, Place, Severity
from pipeline.i18n import localizer
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import LONGEST_VALUE, Node, Tree
from pipeline.validation.rule_sets import RuleSet, load_profile
from pipeline.validation.rule_sets.definitions import Context, Definition, Let, Part, Rule, Wording
from pipeline.validation.rule_sets.extents import MOST_STEPS
from pipeline.validation.rule_sets.placing import MOST_FINDINGS

_CROSSREF = "http://www.crossref.org/schema/5.4.0"


class _Counting(Locator):
    """A locator that counts how often it is asked; the place of an element is its name and number."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree, etree.tostring(tree), "tides.xml")
        self.asked: Counter[str] = Counter()

    def place(self, element: Node, attribute: str = "") -> Place:
        self.asked["place"] += 1
        return Place("tides.xml", path=element.get("n", attribute))

    def excerpt(self, element: Node, attribute: str = "") -> Excerpt | None:
        self.asked["excerpt"] += 1
        return super().excerpt(element, attribute) if self.asked["excerpt"] < MOST_FINDINGS else None


def _context(pattern: str, test: str = "true()", *, fires_when: bool = True, **lets: str) -> Context:
    return Context(pattern, tuple(Let(name, value) for name, value in lets.items()), test, fires_when)


def _rule(context: Context, *, code: str = "tide-low", value: str = "@n", severity: Severity = Severity.ERROR) -> Rule:
    message = tuple(
        Wording(language, (Part(before), Part(select=value), Part(after)))
        for language, before, after in (("en", "“", "” is low."), ("fr", "«\u00a0", "\u00a0» est basse."))
    )
    remedy = (Wording("en", (Part("Wait."),)), Wording("fr", (Part("Attendez."),)))
    titles = (("en", "A low tide"), ("fr", "Une marée basse"))
    return Rule(code, severity, titles, "", "", "", context, message, remedy)


def _rule_set(*rules: Rule, **namespaces: str) -> RuleSet:
    return RuleSet(Definition("tides", "Tides", tuple(namespaces.items()), rules))


def _told(rule_set: RuleSet, document: str) -> list[tuple[str, str]]:
    """Give code and text of what is found."""
    tree = etree.fromstring(document).getroottree()
    return [(found.code, str(found.message)) for found in rule_set.findings(tree, _Counting(tree))]


def _numbers(context: Context, document: str) -> str:
    """Give the numbers of the elements that are found by one rule."""
    return "".join(re.sub(r"\D", "", text) for _, text in _told(_rule_set(_rule(context)), document))


_TIDES = "<r n='0'><a n='1'><b n='2' x='1'/><b n='3'/></a><c n='4'><b n='5' x='2'/></c><a n='6'/></r>"


@pytest.mark.parametrize(
    ("context", "found"),
    [
        (_context("b"), "235"),
        (_context("a/b | c"), "234"),
        (_context("a | *[b] | c"), "146"),
        (_context("/r"), "0"),
        (_context("b", "@x"), "25"),
        (_context("b", "@x", fires_when=False), "3"),
        (_context("b", "count(preceding-sibling::*)"), "3"),
        (_context("b", "''"), ""),
    ],
)
def test_nodes_and_tests(context: Context, found: str) -> None:
    """A pattern takes its nodes, each once; a test is true or false as ``boolean()`` says."""
    assert _numbers(context, _TIDES) == found


def test_rules_do_not_take_nodes_from_each_other() -> None:
    """Each is a pattern of its own, as in Schematron."""
    rules = (_rule(_context("b[@x]", "false()")), _rule(_context("b"), code="other"))
    assert _told(_rule_set(*rules), _TIDES) == [("other", f"“{number}” is low.") for number in (2, 3, 5)]


@pytest.mark.parametrize(
    ("value", "test", "found"),
    [
        ("'x'", "$v = 'x'", "235"),
        ("count(../b)", "$v = 2", "23"),
        ("@x = 1", "$v", "2"),
        ("../b", "$v[2]/@n = '3'", "23"),
        ("../b/@x", "$v = 1", "23"),
        ("../b/@x", "count($v) = 1 and string($v) = '2'", "5"),
        ("../@none", "not($v) and string($v) = ''", "235"),
        ("../b/@n", "$v[2] = 3 and $v = 2", "23"),
        ("../b | ../b/@n", "count($v) = 4 and $v = 3", "23"),
    ],
)
def test_variables(value: str, test: str, found: str) -> None:
    """Texts, numbers, truth values, elements and attributes are what they are in XPath."""
    assert _numbers(_context("b", test, v=value), _TIDES) == found


def test_variables_know_those_before_them() -> None:
    """Also in the sentence."""
    rule = _rule(_context("c", "$w = 5", v="count(b) + 1", w="$v + 3"), value="concat($v, '-', $w)")
    assert _told(_rule_set(rule), _TIDES) == [("tide-low", "“2-5” is low.")]


def test_finding() -> None:
    """A finding has severity, place, lines, and its words in the reader’s language; it goes to another process."""
    tree = etree.fromstring(_TIDES).getroottree()
    rule_set = _rule_set(_rule(_context("c"), severity=Severity.NOTE))
    (found,) = rule_set.findings(tree, Locator(tree, _TIDES.encode(), "tides.xml"))
    assert (found.code, found.severity) == ("tide-low", Severity.NOTE)
    assert (found.place.file, found.place.line, found.place.path) == ("tides.xml", 1, "/r/c")
    assert found.excerpt
    assert found.remedy
    assert [localizer(tag).say(found.message) for tag in ("en", "fr")] == ["“4” is low.", "«\u00a04\u00a0» est basse."]
    assert [localizer(tag).say(found.remedy) for tag in ("en", "fr")] == ["Wait.", "Attendez."]
    assert found.message.id == "“{}” is low."
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own


def test_order_of_the_document() -> None:
    """Findings of several rules come in the order of the document; on one element, in the order of the rules."""
    rules = (_rule(_context("c | a")), _rule(_context("b"), code="second"), _rule(_context("*[@n = 3]"), code="third"))
    told = [f"{code}{text[1]}" for code, text in _told(_rule_set(*rules), _TIDES)]
    assert told == ["tide-low1", "second2", "second3", "third3", "tide-low4", "second5", "tide-low6"]


def test_long_values_are_cut() -> None:
    """A document cannot blow up a sentence."""
    document = f"<r><b n='{'x' * 100_000}'/></r>"
    ((_, text),) = _told(_rule_set(_rule(_context("b"))), document)
    assert text == f"“{'x' * LONGEST_VALUE}…” is low."


def test_thousands_of_problems_are_bounded() -> None:
    """Of one rule a thousand findings are made and placed, the first; the others are one number."""
    tree = etree.fromstring(f"<r>{'<b/>' * 50_000}<c/></r>").getroottree()
    locator = _Counting(tree)
    rules = (_rule(_context("b")), _rule(_context("c"), code="other"))
    *found, last = _rule_set(*rules).findings(tree, locator)
    assert Counter(finding.code for finding in found) == {"tide-low": MOST_FINDINGS, "other": 1}
    assert locator.asked == {"place": MOST_FINDINGS + 1, "excerpt": MOST_FINDINGS + 1}
    assert (last.code, last.severity, last.place) == ("tide-low", Severity.ERROR, Place("tides.xml"))
    assert str(last.message).startswith(f"There are {50_000 - MOST_FINDINGS} more problems")


def test_each_namespace_of_the_document() -> None:
    """``cr`` is the namespace of the document, whatever its version; other prefixes are what the file says."""
    rule_set = _rule_set(_rule(_context("cr:b | fr:b")), cr="http://www.crossref.org/schema/5.5.0", fr="urn:fr")
    for namespace in (_CROSSREF, "http://www.crossref.org/doi_resources_schema/4.4.2", *map(str, range(100))):
        document = f"<r xmlns='{namespace}'><b n='1'/><b n='2' xmlns='urn:fr'/><b n='3' xmlns='urn:other'/></r>"
        assert [text for _, text in _told(rule_set, document)] == ["“1” is low.", "“2” is low."]
    assert _told(rule_set, "<r><b n='1'/></r>") == []


def test_crossref_rules_hold_for_every_version() -> None:
    """A fault of a deposit of another version than that of the file is found, and in resources too."""
    batch = (
        "<doi_batch xmlns='{}' version='1'><head><doi_batch_id>a</doi_batch_id></head><body><doi_data>"
        "<doi>10.5555/é</doi></doi_data></body></doi_batch>"
    )
    for namespace in (_CROSSREF, "http://www.crossref.org/doi_resources_schema/4.3.6"):
        codes = [code for code, _ in _told(load_profile("crossref"), batch.format(namespace))]
        assert "crossref-doi-characters" in codes


@pytest.mark.parametrize(
    ("profile", "root", "applies"),
    [
        ("crossref", f"<doi_batch xmlns='{_CROSSREF}'/>", True),
        ("crossref", "<doi_batch xmlns='http://www.crossref.org/doi_resources_schema/4.3.6'/>", True),
        ("crossref", "<doi_batch/>", False),
        ("crossref", "<doi_batch xmlns='urn:other'/>", False),
        ("crossref", f"<crossref_result xmlns='{_CROSSREF}'/>", False),
        ("crossref", "<article/>", False),
        ("pmc", "<article/>", True),
        ("pmc", "<article xmlns='urn:other'/>", False),
        ("sps", f"<doi_batch xmlns='{_CROSSREF}'/>", False),
        ("jats4r", "<html/>", False),
    ],
)
def test_applies_to(profile: str, root: str, applies: bool) -> None:
    """A rule set is for one kind of document."""
    assert load_profile(profile).applies_to(etree.fromstring(root)) is applies


def test_title_of() -> None:
    """A code has a title in its own set only, in the language of whoever reads it."""
    rule_set = _rule_set(_rule(_context("b")))
    title = rule_set.title_of("tide-low")
    assert title is not None
    assert (str(title), title.text(localizer("fr"))) == ("A low tide", "Une marée basse")
    assert rule_set.title_of("tide-high") is None


def test_rules_that_look_around_are_cut_short() -> None:
    """In a document of thirty thousand siblings a rule that compares them looks at the first ones, and says so."""
    count = 30_000
    tree = etree.fromstring(f"<r>{'<b/>' * count}</r>").getroottree()
    rules = (_rule(_context("b", "../c")), _rule(_context("b", "c"), code="linear"))
    (note,) = _rule_set(*rules).findings(tree, _Counting(tree))
    assert (note.code, note.severity, note.place) == ("rule-cut-short", Severity.NOTE, Place("tides.xml"))
    assert str(note.message).startswith(f"The rule “tide-low” was applied to the first {MOST_STEPS // count} elements")
