"""What the tests of the Crossref format share: rendering, reading the deposit, the verdicts of the official schema."""

from functools import cache
from typing import Any

from lxml import etree

from pipeline import validation
from pipeline.formats.base import Deposit
from pipeline.formats.crossref import FORMATS, deposits
from pipeline.model import Work
from pipeline.rendering import Renderer
from pipeline.schemas import Catalog, ensure_installed
from tests.works import JOURNAL

SCHEMA = "crossref-5.5.0"
TIMESTAMP = "20260102030405006"
RENDERER = Renderer(FORMATS)
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
NAMESPACES = {
    "c": "http://www.crossref.org/schema/5.5.0",
    "ai": "http://www.crossref.org/AccessIndicators.xsd",
    "ct": "http://www.crossref.org/clinicaltrials.xsd",
    "fr": "http://www.crossref.org/fundref.xsd",
    "jats": "http://www.ncbi.nlm.nih.gov/JATS1",
    "mml": "http://www.w3.org/1998/Math/MathML",
    "rel": "http://www.crossref.org/relations.xsd",
    "xlink": "http://www.w3.org/1999/xlink",
}


def journal(**changes: Any) -> dict[str, Any]:
    """Give the full journal's record; ``changes`` replace whole fields."""
    return {**JOURNAL, **changes}


def cut(*works: Work, size: int = 100, timestamp: str = TIMESTAMP) -> list[Deposit]:
    """Give the deposits of works of one journal."""
    return list(deposits(works[0].journal, works, timestamp=timestamp, size=size))


def render(deposit: Deposit) -> bytes:
    """Give the file of a deposit."""
    return RENDERER.render(FORMATS[0], deposit).content


def parse(*works: Work) -> etree._Element:
    """Give the root of the one deposit that works make up."""
    (deposit,) = cut(*works)
    return etree.fromstring(render(deposit))


def elements(root: etree._Element, path: str) -> list[etree._Element]:
    """Give the elements at an XPath; the prefix of Crossref's own names is ``c``."""
    return list(_found(root, path))


def attributes(element: etree._Element) -> dict[str, str]:
    """Give the attributes of an element."""
    return {str(name): str(value) for name, value in element.attrib.items()}


def texts(root: etree._Element, path: str) -> list[str]:
    """Give the texts (or attribute values) at an XPath, markup taken off."""
    return [
        "".join(map(str, one.itertext())) if isinstance(one, etree._Element) else str(one) for one in _found(root, path)
    ]


def content(root: etree._Element, path: str) -> str:
    """Give the content of the one element at an XPath as XML, without namespace declarations."""
    (element,) = elements(root, path)
    written = etree.tostring(element, encoding="unicode", with_tail=False)
    for prefix, uri in (*NAMESPACES.items(), ("xsi", "http://www.w3.org/2001/XMLSchema-instance")):
        written = written.replace(f' xmlns:{prefix}="{uri}"', "").replace(f' xmlns="{uri}"', "")
    return written.partition(">")[2].rpartition("</")[0]


def faults(file: bytes) -> list[str]:
    """Give what the official schema says against a file."""
    _installed()
    return [f"{finding.place}: {finding.message}" for finding in validation.check(file, SCHEMA).findings]


def judged_faults(file: bytes) -> list[str]:
    """Give what the other engine says against a file."""
    _installed()
    return [f"{finding.place}: {finding.message}" for finding in validation.judge(file, SCHEMA).findings]


def _found(root: etree._Element, path: str) -> Any:
    return root.xpath(path, namespaces=NAMESPACES)


@cache
def _installed() -> None:
    ensure_installed(Catalog.load().find(SCHEMA))
