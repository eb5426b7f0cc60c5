"""Rules run by two processors, and what each says: element by element and word by word."""

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from lxml import etree
from lxml.isoschematron import Schematron

from pipeline import resources
from pipeline.findings import Excerpt, Place
from pipeline.i18n import localizer
from pipeline.messages import Message
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets import RuleSet

SVRL = "{http://purl.oclc.org/dsdl/svrl}"


class Said(NamedTuple):
    """What is said about one element, whose path is in libxml2’s form."""

    path: str
    code: str
    english: str
    french: str
    remedy: str
    remedy_in_french: str


class PathsOnly(Locator):
    """A locator that does not read the text; its paths are libxml2’s, which every processor finds again."""

    def __init__(self, tree: Tree) -> None:
        super().__init__(tree, b"", "")
        self._document = tree

    def place(self, element: Node, attribute: str = "") -> Place:
        """Give the path alone."""
        return Place(path=f"{self._document.getpath(element)}{attribute and '/@'}{attribute}")

    def excerpt(self, element: Node, attribute: str = "") -> Excerpt | None:  # noqa: ARG002 - the interface’s
        """Give none."""
        return None


def by_us(rule_set: RuleSet, tree: Tree) -> list[Said]:
    """Run the rules by our runner."""
    return sorted(
        Said(
            finding.place.path,
            finding.code,
            *(_in(tag, finding.message) for tag in ("en", "fr")),
            *(_in(tag, finding.remedy) for tag in ("en", "fr")),
        )
        for finding in rule_set.findings(tree, PathsOnly(tree))
    )


def by_the_standard(profile: str, tree: Tree) -> list[Said]:
    """Run the rules by the reference implementation of ISO Schematron in XSLT, which lxml carries.

    It knows the namespace of one version of Crossref’s schema; for the others the file is changed.
    """
    processor = _processor(profile, etree.QName(tree.getroot()).namespace or "")
    processor.validate(tree)
    return sorted(_failures(processor.validation_report, tree))


@cache
def _processor(profile: str, namespace: str) -> Schematron:
    text = (resources.schemas() / "rules" / f"{profile}.sch").read_bytes()
    if profile == "crossref" and namespace.startswith("http://www.crossref.org/"):
        text = text.replace(b"http://www.crossref.org/schema/5.5.0", namespace.encode())
    return Schematron(
        etree.fromstring(text), store_report=True
    )  # the file is checked by the grammar of the standard, too


def _failures(report: Tree, tree: Tree) -> Iterator[Said]:
    for failure in report.iter(f"{SVRL}failed-assert", f"{SVRL}successful-report"):
        code = failure.get("id", "")
        texts = {found.get("diagnostic"): _one_line(found) for found in failure.iterfind(f"{SVRL}diagnostic-reference")}
        (element,) = cast("list[Node]", tree.xpath(failure.get("location", "")))
        yield Said(
            tree.getpath(element),
            code,
            _one_line(failure.find(f"{SVRL}text")),
            texts[f"{code}.fr"],
            texts[f"{code}.remedy.en"],
            texts[f"{code}.remedy.fr"],
        )


def _in(tag: str, message: Message | None) -> str:
    return "" if message is None else message.text(localizer(tag))


def _one_line(element: Node | None) -> str:
    """Give a sentence of the report, with its blanks as our messages have them: XML’s alone, and one at a time."""
    text = "" if element is None else str(element.xpath("string()"))
    return re.sub("[ \t\r\n]+", " ", text).strip(" ")
