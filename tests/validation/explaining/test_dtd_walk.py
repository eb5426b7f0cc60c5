"""The walk that finds what a document gets wrong by a DTD: it agrees with libxml2, and takes no time to speak of."""

import random
import re
import time
from collections.abc import Callable
from copy import deepcopy

import pytest
from lxml import etree

from pipeline.schemas import Catalog
from pipeline.validation.doctypes import Dtd, load_dtd
from pipeline.validation.explaining import dtd_findings
from pipeline.validation.explaining.dtd_declarations import DtdDeclarations
from pipeline.validation.explaining.dtd_models import DtdModels, written
from pipeline.validation.explaining.dtd_walk import DtdWalk
from pipeline.validation.explaining.libxml2_faults import Paths
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, entries
from tests.validation.examples import MATHML, article

pytestmark = pytest.mark.usefixtures("all_sets")

ENTRIES = ("JATS-journalpublishing1-3-mathml3.dtd", "JATS-archive-oasis-article1-3-mathml3.dtd")
BODY = """<sec id="s1"><title>One</title><p xml:lang="en">A <bold>b</bold> <xref ref-type="fig" rid="f1"/> <italic>c</italic>
  <inline-formula><mml:math><mml:mfrac><mml:mi>x</mml:mi><mml:mi>y</mml:mi></mml:mfrac></mml:math></inline-formula></p>
  <fig id="f1"><label>1</label><caption><p>Text</p></caption><graphic xlink:href="a.png"/></fig>
  <table-wrap><table><tbody><tr><td>1</td></tr></tbody></table></table-wrap>
  <list list-type="bullet"><list-item><p>One</p></list-item></list></sec>"""
STRANGE = (
    "<made-up a='1'><p xmlns:q='urn:q' q:z='1'/></made-up>",
    f"<m:math xmlns:m='{MATHML}'><m:mi>x</m:mi></m:math>",
    f"<math xmlns='{MATHML}'/>",
    "<sec/>",
    "<p/>",
    "<xref rid='nothing s1'/>",
    "<fig id='s1'/>",
    "<bold xmlns:xlink='http://www.w3.org/1999/xlink'/>",
)
VALUES = ("", "1", "a b", " fig ", "fig", "bullet")


def _official(entry: str) -> etree.DTD:
    return load_dtd(Dtd(Catalog.dtds().find("jats-dtd-1.3"), entry))


def _removed(chosen: Node, _other: Node, _chance: random.Random) -> None:
    if (parent := chosen.getparent()) is not None:
        parent.remove(chosen)


def _renamed(chosen: Node, other: Node, _chance: random.Random) -> None:
    chosen.tag = other.tag


def _moved(chosen: Node, other: Node, _chance: random.Random) -> None:
    other.append(deepcopy(chosen))


def _put_in(chosen: Node, _other: Node, chance: random.Random) -> None:
    chosen.insert(chance.randrange(len(chosen) + 1), etree.fromstring(chance.choice(STRANGE)))


def _set(chosen: Node, other: Node, chance: random.Random) -> None:
    chosen.set(chance.choice([*map(str, other.attrib), "id", "made-up"]), chance.choice(VALUES))


def _unset(chosen: Node, _other: Node, _chance: random.Random) -> None:
    chosen.attrib.clear()


def _written_in(chosen: Node, _other: Node, chance: random.Random) -> None:
    chosen.text = chance.choice(["text", " ", None])


CHANGES: tuple[Callable[[Node, Node, random.Random], None], ...] = (
    *(_removed, _renamed, _moved, _put_in, _set, _unset, _written_in),
)


@pytest.mark.parametrize("entry", ENTRIES)
def test_it_agrees_with_libxml2(entry: str) -> None:
    """It finds something where libxml2 does, and nothing in what libxml2 takes; at the same element, or beneath it."""
    official, chance, invalid = _official(entry), random.Random(entry), 0  # noqa: S311 - not for secrets
    declarations = DtdDeclarations(official)
    models = DtdModels(declarations)
    for _ in range(400):
        root = etree.fromstring(article(BODY))
        elements = list(root.iter("{*}*"))
        for _ in range(chance.choice((0, 1, 1, 2))):
            chance.choice(CHANGES)(chance.choice(elements), chance.choice(elements), chance)
        tree = etree.fromstring(etree.tostring(root)).getroottree()
        valid = official.validate(tree)
        found = list(DtdWalk(declarations, models, tree).faults())
        assert bool(found) is not valid, etree.tostring(tree)
        around = {one for fault in found for one in (fault.element, fault.element.getparent())}
        for error in entries(official.error_log):
            there = Paths(tree).element(error.path)
            assert around.intersection((there, *there.iterancestors())), (error.message, etree.tostring(tree))
        invalid += not valid
    assert 100 < invalid < 350


@pytest.mark.parametrize("entry", ENTRIES)
def test_models_are_those_of_libxml2(entry: str) -> None:
    """The names in each content model have the prefixes that libxml2 writes; lxml does not tell them."""
    official = _official(entry)
    declarations = DtdDeclarations(official)
    models = DtdModels(declarations)
    elements = [name for name in declarations.names if declarations.named(name).content == "element"]
    expected = {name: _expected(official, name) for name in elements}
    known = {name: sorted(map(written, models.model(declarations.named(name)).names)) for name in elements}
    assert known == {name: names or known[name] for name, names in expected.items()}
    assert sum(map(bool, expected.values())) > 100


def _expected(official: etree.DTD, name: str) -> list[str]:
    """List the names that libxml2 says it expects in an element; nothing where it breaks off."""
    prefix = name.partition(":")[0]
    official.validate(etree.fromstring(f'<{name} xmlns:{prefix}="urn:x"><made-up/></{name}>').getroottree())
    said = next(error.message for error in entries(official.error_log) if error.type_name == "DTD_CONTENT_MODEL")
    model = said.partition("expecting ")[2].rpartition(", got")[0]
    return [] if "..." in model else sorted(re.findall(r"[\w:.-]+", model))


MANY = 60_000
CROWDED = {
    "attributes": '<p foo="1"/>' * MANY,
    "elements": "<made-up/>" * MANY,
    "late": "<p/>" * MANY + '<p foo="1"/>' * 900,
    "texts": "<sec><title/>text</sec>" * MANY,
    "order": "<sec><p/><title/></sec>" * MANY,
    "one order": ("<sec><title/>" + "<p/>" * 15_000 + "<title/></sec>") * 4,
    "prefixes": '<p xmlns:q="u"/>' * MANY,
    "references": '<p><xref rid="nothing" ref-type="fig"/></p>' * MANY,
    "attributes of one": "<p {}/>".format(" ".join(f'a{number}="1"' for number in range(MANY))),
}


@pytest.mark.parametrize("body", CROWDED.values(), ids=CROWDED)
def test_crowded_documents(body: str) -> None:
    """Many faults among many siblings take seconds, not minutes, and are told up to a number."""
    content = article(body)
    tree = etree.fromstring(content).getroottree()
    start = time.process_time()
    findings = dtd_findings(_official(ENTRIES[0]), tree, Locator(tree, content, "a.xml"))
    assert 0 < len(findings) <= 1001
    assert time.process_time() - start < 30
