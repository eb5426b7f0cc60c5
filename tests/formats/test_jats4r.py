"""The JATS4R rules that the JATS tests rely on: each of them can fail."""

from collections.abc import Callable
from copy import deepcopy
from pathlib import Path

import pytest
from lxml import etree

from tests.formats.jats_support import elements, full_file, objections

Damage = Callable[[etree._Element], None]
XLINK = "{http://www.w3.org/1999/xlink}"


def without(path: str) -> Damage:
    """Make a damage: all that an XPath finds is gone."""

    def damage(root: etree._Element) -> None:
        for found in elements(root, path):
            found.getparent().remove(found)

    return damage


def unset(path: str, *names: str) -> Damage:
    """Make a damage: attributes are gone."""

    def damage(root: etree._Element) -> None:
        for found in elements(root, path):
            for name in names:
                found.attrib.pop(name, None)

    return damage


def changed(path: str, name: str, value: str) -> Damage:
    """Make a damage: an attribute has another value."""

    def damage(root: etree._Element) -> None:
        for found in elements(root, path):
            found.set(name, value)

    return damage


def worded(path: str, text: str) -> Damage:
    """Make a damage: an element has other words and no markup."""

    def damage(root: etree._Element) -> None:
        for found in elements(root, path):
            del found[:]
            found.text = text

    return damage


def moved(path: str, target: str) -> Damage:
    """Make a damage: an element stands elsewhere."""

    def damage(root: etree._Element) -> None:
        elements(root, target)[0].append(elements(root, path)[0])

    return damage


def added(path: str, xml: str) -> Damage:
    """Make a damage: an element more."""

    def damage(root: etree._Element) -> None:
        elements(root, path)[0].append(etree.fromstring(xml))

    return damage


def led(path: str, xml: str) -> Damage:
    """Make a damage: an element more, before all others."""

    def damage(root: etree._Element) -> None:
        elements(root, path)[0].insert(0, etree.fromstring(xml))

    return damage


def twice(path: str) -> Damage:
    """Make a damage: an element stands there a second time, right after itself."""

    def damage(root: etree._Element) -> None:
        found = elements(root, path)[0]
        found.addnext(deepcopy(found))

    return damage


LANG = "{http://www.w3.org/XML/1998/namespace}lang"
DAMAGES: list[tuple[str, Damage]] = [
    ("somebody points to each affiliation", without("//xref[@rid='aff-institut']")),
    ("in label, not in sup", led("//aff[@id]", "<sup>1</sup>")),
    ("has the ref-type aff", changed("//xref[@rid='aff-labo']", "ref-type", "other")),
    ("institution-id names its type", unset("//institution-id", "institution-id-type")),
    ("contrib-id names its type", unset("//contrib-id", "contrib-id-type")),
    ("iD is an address", worded("//contrib-id[1]", "0000-0002-1825-0097")),
    ("code of ISO 3166-1", changed("//country", "country", "Suisse")),
    ("names the taxonomy", unset("//role[@vocab]", "vocab-identifier")),
    ("has its term", unset("//role[@vocab]", "vocab-term")),
    ("has the address of its term", changed("//role[@vocab]", "vocab-term-identifier", "https://example.org/")),
    ("names the vocabulary credit", unset("//role[@vocab]", "vocab")),
    ("but the first says", unset("//abstract", "abstract-type")),
    ("translated abstract names its language", unset("//trans-abstract", LANG)),
    ("in an abstract is in a fig", moved("//abstract//graphic", "//abstract[1]/p")),
    ("with a fig is graphical", unset("//abstract[.//fig]", "abstract-type")),
    ("graphical abstract has a fig", without("//fig")),
    ("described in words", without("//alt-text")),
    ("has words, or a title", unset("//self-uri", f"{XLINK}title")),
    ("leads somewhere", changed("//self-uri", f"{XLINK}href", "")),
    ("section has a heading", without("//sec/title")),
    ("Characters are characters", added("//abstract/p", "<private-char/>")),
    ("fig has a graphic", without("//graphic")),
    ("caption says something", worded("//caption", "")),
    ("in an inline-formula", added("//abstract/p", '<m:math xmlns:m="http://www.w3.org/1998/Math/MathML"/>')),
    ("is one expression", twice("//inline-formula/*")),
    ("a DOI or a name", unset("//related-object[@document-id]", "source-id-type")),
    ("one of the WHO's", changed("//related-object[@document-id]", "source-id", "10.5555/a")),
    ("number or a DOI", unset("//related-object[@document-id]", "document-id-type")),
    ("one number in each", changed("//related-object[@document-id]", "document-id", "1 2")),
    ("trial is named once", twice("//related-object[@document-id]")),
    ("Only trials have a stage", unset("//related-object[@document-id]", "document-id")),
    ("interests are in author-notes", moved("//fn[@fn-type='coi-statement']", "//ack")),
    ("the types of JATS4R", changed("//fn", "fn-type", "conflict")),
    ("section of back", moved("//sec[@sec-type='data-availability']", "//ack")),
    ("one ethics statement", twice("//sec[@sec-type='ethics-statement']")),
    (
        "interests are in author-notes",
        changed("//sec[@sec-type='ethics-statement']", "sec-type", "competing-interests"),
    ),
    ("one funding-group", twice("//funding-group")),
    ("award has one source", twice("//funding-source")),
    ("in one institution-wrap", twice("//funding-source/institution-wrap")),
    ("DOI of an award", worded("//award-id[@award-id-type]", "FE-2024-001")),
    ("named by its DOI", unset("//institution-id[@vocab]", "vocab-identifier")),
    ("is a DOI of the registry", worded("//institution-id[@vocab]", "501100000038")),
    ("one person or organisation", twice("//principal-award-recipient/string-name")),
    ("There are permissions", without("//permissions")),
    ("a year and a holder", without("//copyright-holder")),
    ("has four digits", worded("//copyright-year", "25")),
    ("licence has its address", worded("//ali:license_ref", "")),
    ("licence are the same", changed("//license", f"{XLINK}href", "https://example.org/")),
    ("has a publication-type", unset("//mixed-citation", "publication-type")),
    ("pages or an article number", added("//mixed-citation[elocation-id]", "<fpage>1</fpage>")),
    ("not before the first", worded("//mixed-citation/lpage", "1")),
    ("Only data have", changed("//mixed-citation[data-title]", "publication-type", "book")),
    ("data-title or a source", without("//mixed-citation[data-title]/*")),
    ("preprint has people", without("//element-citation/person-group")),
    ("year has four digits", worded("//mixed-citation/year", "1999a")),
    ("has its designator", unset("//version", "designator")),
    ("pub-id names its type", unset("//pub-id", "pub-id-type")),
    ("reference has an id", unset("//ref", "id")),
    ("groups of keywords, each", unset("//kwd-group", "kwd-group-type", LANG)),
    ("groups of subjects, each", unset("//subj-group", "subj-group-type", LANG)),
    ("type, language and version", unset("/article", "article-type")),
    ("Keywords name their language", unset("//kwd-group", LANG)),
    ("id, kind of link and link", unset("//related-article", "ext-link-type")),
    ("one date of the collection", twice("//pub-date[@date-type='collection']")),
    ("one date in print", twice("//pub-date[@publication-format='print']")),
    ("day has its month", without("//pub-date/month")),
    ("identifier of each type", twice("//article-id[@pub-id-type='pmid']")),
    ("contributor has one name", without("//contrib/name")),
]


@pytest.mark.parametrize(("objection", "damage"), DAMAGES, ids=[text for text, _ in DAMAGES])
def test_damage_is_seen(objection: str, damage: Damage) -> None:
    """A file that had no fault gets one, and the rule for it objects."""
    root = deepcopy(full_file())
    assert objections(root) == []
    damage(root)
    assert any(objection in found for found in objections(root))


def test_all_rules_are_tested() -> None:
    """There is a damage for each rule."""
    rules = etree.parse(Path(__file__).with_name("jats4r.sch"))
    for rule in rules.iter("{http://purl.oclc.org/dsdl/schematron}assert"):
        assert any(objection in (rule.text or "") for objection, _ in DAMAGES), rule.text
