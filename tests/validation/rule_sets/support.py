"""Rules run by two processors, and what each says: element by element and word by word."""

from collections.abc import Iterable
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from pipeline import resources
from pipeline.findings import Excerpt, Finding, Place
from pipeline.i18n import localizer
from pipeline.messages import Message
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets import load_house, load_profile
from pipeline.validation.rule_sets.house import HouseRules


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


def by_us(profile: str, tree: Tree) -> list[Said]:
    """Run the rules by our runner."""
    return _said(load_profile(profile).findings(tree, PathsOnly(tree)))


def by_the_standard(profile: str, tree: Tree) -> list[Said]:
    """Run the rules by the reference implementation of ISO Schematron in XSLT, as the rules of a house are run.

    It knows the namespace of one version of Crossref’s schema; for the others the file is changed.
    """
    namespace = tree.xpath("namespace-uri(/*)")
    return _said(_processor(profile, str(namespace)).findings(tree, PathsOnly(tree)))


@cache
def _processor(profile: str, namespace: str) -> HouseRules:
    text = (resources.schemas() / "rules" / f"{profile}.sch").read_text(encoding="utf-8")
    if profile == "crossref" and namespace.startswith("http://www.crossref.org/"):
        text = text.replace("http://www.crossref.org/schema/5.5.0", namespace)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rules.sch"
        path.write_text(text, encoding="utf-8")
        return load_house(path)


def _said(findings: Iterable[Finding]) -> list[Said]:
    return sorted(
        Said(
            finding.place.path,
            finding.code,
            *(_in(tag, finding.message) for tag in ("en", "fr")),
            *(_in(tag, finding.remedy) for tag in ("en", "fr")),
        )
        for finding in findings
    )


def _in(tag: str, message: Message | None) -> str:
    return "" if message is None else message.text(localizer(tag))
