"""The rule sets that travel with the program: each rule is complete, finds its fault and finds nothing else."""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree
from lxml.isoschematron import Schematron

from pipeline import resources
from pipeline.rule_docs.examples import folder, read_examples
from pipeline.validation.nodes import Tree
from pipeline.validation.rule_sets import load_profile, profiles
from pipeline.validation.rule_sets.definitions import Rule, Wording
from tests.support import CHECKOUT, shared
from tests.validation.rule_sets.support import by_the_standard, by_us

_RULES = [(profile, rule) for profile in profiles() for rule in load_profile(profile).definition.rules]
_EACH_RULE = pytest.mark.parametrize(("profile", "rule"), _RULES, ids=[rule.code for _, rule in _RULES])
_EACH_PROFILE = pytest.mark.parametrize("profile", profiles())


def _file(profile: str) -> Path:
    return resources.schemas() / "rules" / f"{profile}.sch"


def _tree(document: bytes) -> Tree:
    return etree.fromstring(document).getroottree()


def _codes(profile: str, document: bytes) -> set[str]:
    return {said.code for said in by_us(profile, _tree(document))}


def test_profiles() -> None:
    """The names that the command knows; each file travels in the wheel."""
    assert profiles() == ("crossref", "jats4r", "pmc", "sps")
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))
    packed = project["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    for profile in profiles():
        path = f"schemas/rules/{profile}.sch"
        assert packed[path] == f"pipeline/_data/{path}"


def test_codes_are_names_of_their_own() -> None:
    """One code stands for one fault, whatever set it is in, and is written like all codes."""
    assert [code for code, count in Counter(rule.code for _, rule in _RULES).items() if count > 1] == []
    assert [rule.code for profile, rule in _RULES if not re.fullmatch(rf"{profile}(-[a-z0-9]+)+", rule.code)] == []


@_EACH_RULE
def test_rule_explains_itself(profile: str, rule: Rule) -> None:  # noqa: ARG001 - the profile makes the name
    """What the fault is, why it matters and who says so; what is wrong and how to mend it, in both languages."""
    assert [language for language, _ in rule.titles] == ["en", "fr"]
    assert len({title for _, title in rule.titles if title and not title.endswith(".")}) == len(rule.titles)
    assert rule.why.endswith((".", "?", "…"))
    assert rule.reference
    assert re.fullmatch(r"(https://\S+)?", rule.see)
    for wordings in (rule.message, rule.remedy):
        assert [wording.language for wording in wordings] == ["en", "fr"]
        english, french = wordings
        assert sorted(_values(english)) == sorted(_values(french))
        assert english.template != french.template


# what stands in a sentence as it is typed into a document
_AS_TYPED = re.compile(r"- \. _ ; \( \) /|«\u00a0doi:\u00a0»|https?:")


def _values(wording: Wording) -> Iterator[str]:
    return (part.select for part in wording.parts if part.select)


@_EACH_RULE
def test_french_is_set_as_french_is(profile: str, rule: Rule) -> None:  # noqa: ARG001 - the profile makes the name
    """Typographic apostrophes; no-break spaces within « » and before : ; ! ? and %."""
    for french in (dict(rule.titles)["fr"], *(wordings[1].template for wordings in (rule.message, rule.remedy))):
        text = _AS_TYPED.sub("", french)
        assert not re.search(r"\w'\w|“|”", text), text
        assert not re.search(r"«[^\u00a0]|[^\u00a0]»", text), text
        assert not re.search(r" [:;!?%»](\s|$)|\w[:;!?](\s|$)", text), text


@_EACH_RULE
def test_examples(profile: str, rule: Rule) -> None:
    """The rule finds its fault in each example that has it, and in none that has not."""
    examples = read_examples(folder(profile) / f"{rule.code}.xml")
    assert [example.text for example in examples.bad if rule.code not in _codes(profile, example.document)] == []
    assert [example.text for example in examples.good if rule.code in _codes(profile, example.document)] == []


@_EACH_PROFILE
def test_file_is_schematron(profile: str) -> None:
    """Each file satisfies the grammar of ISO/IEC 19757-3, so that any processor takes it."""
    assert Schematron(etree.parse(_file(profile)))


@_EACH_PROFILE
def test_no_example_without_a_rule(profile: str) -> None:
    """Examples of a rule that was renamed or taken out are taken along."""
    codes = {rule.code for owner, rule in _RULES if owner == profile}
    assert {path.stem for path in folder(profile).iterdir()} == codes


@_EACH_PROFILE
def test_no_sentence_is_left_over(profile: str) -> None:
    """Every diagnostic belongs to one assertion."""
    root = etree.parse(_file(profile)).getroot()
    named = Counter(name for found in root.iter() for name in (found.get("diagnostics") or "").split())
    defined = Counter(found.get("id") for found in root.iter("{*}diagnostic"))
    assert named == defined
    assert set(named.values()) == {1}


@_EACH_PROFILE
def test_standard_processor_says_the_same(profile: str) -> None:
    """On all examples: the same codes on the same elements, in the same words."""
    for path in sorted(folder(profile).iterdir()):
        examples = read_examples(path)
        for example in (*examples.bad, *examples.good):
            tree = _tree(example.document)
            assert by_us(profile, tree) == by_the_standard(profile, tree), example.text


@_EACH_PROFILE
def test_standard_processor_says_the_same_of_real_documents(profile: str) -> None:
    """So it does of real documents, whatever version of the schema they are in (of every 15th in the reference data).

    Values that are quoted may differ: ours are cut where they are long.
    """
    rule_set = load_profile(profile)
    compared = 0
    for path in sorted(shared("corpus", "crossref" if profile == "crossref" else "jats").glob("*.xml"))[::15]:
        tree = _parsed(path)
        if tree is not None and rule_set.applies_to(tree.getroot()):
            ours, theirs = by_us(profile, tree), by_the_standard(profile, tree)
            assert [said[:2] for said in ours] == [said[:2] for said in theirs], path.name
            compared += len(ours)
    assert compared


def _parsed(path: Path) -> Tree | None:
    """Parse a document of the reference data, some of which are not well-formed."""
    try:
        return etree.parse(path, etree.XMLParser(resolve_entities=False, no_network=True))
    except etree.XMLSyntaxError:
        return None
