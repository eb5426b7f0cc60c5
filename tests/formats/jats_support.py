"""What the tests of the JATS format share: rendering, and the verdicts of the official schema and of JATS4R."""

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree
from lxml.isoschematron import Schematron

from pipeline import validation
from pipeline.formats.jats import FORMATS
from pipeline.model import Work
from pipeline.rendering import Renderer
from pipeline.schemas import Catalog, ensure_installed
from tests.works import full_work

SCHEMA = "jats-publishing-1.3"
RENDERER = Renderer(FORMATS)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
META = "front/article-meta"
NAMESPACES = {
    "ali": "http://www.niso.org/schemas/ali/1.0/",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "xlink": "http://www.w3.org/1999/xlink",
}


def render(work: Work) -> bytes:
    """Give the JATS file of a work."""
    return RENDERER.render(FORMATS[0], work).content


def parse(work: Work) -> etree._Element:
    """Give the root of the JATS file of a work."""
    return etree.fromstring(render(work))


@cache
def full_file() -> etree._Element:
    """Give the root of the JATS file of the work with every field."""
    return parse(full_work())


def elements(root: etree._Element, path: str) -> list[Any]:
    """Give what an XPath finds: elements, or values of attributes."""
    found = root.xpath(path, namespaces=NAMESPACES)
    assert isinstance(found, list)
    return found


def texts(root: etree._Element, path: str) -> list[str]:
    """Give the characters of what an XPath finds, without markup."""
    return [
        "".join(map(str, found.itertext())) if isinstance(found, etree._Element) else str(found)
        for found in elements(root, path)
    ]


def content(root: etree._Element, path: str) -> list[str]:
    """Give the content of each element at an XPath as XML, without namespace declarations."""
    return [_content(element) for element in elements(root, path)]


def _content(element: etree._Element) -> str:
    written = str(etree.tostring(element, encoding="unicode", with_tail=False))
    for prefix, uri in NAMESPACES.items():
        written = written.replace(f' xmlns:{prefix}="{uri}"', "")
    return written.partition(">")[2].rpartition("</")[0]


def faults(file: bytes) -> list[str]:
    """Give what the official schema says against a file."""
    _install()
    return [f"{found.place}: {found.message}" for found in validation.check(file, SCHEMA).findings]


def judged_faults(file: bytes) -> list[str]:
    """Give what the other engine says against a file."""
    _install()
    return [f"{found.place}: {found.message}" for found in validation.judge(file, SCHEMA).findings]


def objections(root: etree._Element) -> list[str]:
    """Give what JATS4R says against a document (``jats4r.sch``)."""
    rules = _jats4r()
    rules.validate(root)
    failed = rules.validation_report.iter("{http://purl.oclc.org/dsdl/svrl}failed-assert")
    return [" ".join("".join(found.itertext()).split()) for found in failed]


@cache
def _install() -> None:
    ensure_installed(Catalog.load().find(SCHEMA))


@cache
def _jats4r() -> Schematron:
    return Schematron(etree.parse(Path(__file__).with_name("jats4r.sch")), store_report=True)
