"""What stands around a record in its deposit and is told with it: the journal, the issue, and who deposits.

Sources: crossref5.5.0.xsd (``doi_batch``, ``journal``).
"""

from copy import deepcopy

from lxml import etree

from pipeline.sandbox.documents import Document
from pipeline.validation.nodes import Node

_CONTAINERS = ("{*}journal_metadata", "{*}journal_issue")


def surroundings_of(block: Node, document: Document) -> bytes:
    """Write the deposit that is left when a block holds no records: its containers stay, without their own DOIs."""
    root = etree.Element(document.named("doi_batch"))
    head = etree.SubElement(root, document.named("head"))
    for registrant in document.root.iterfind("{*}head/{*}registrant"):
        head.append(deepcopy(registrant))
    emptied = etree.SubElement(etree.SubElement(root, document.named("body")), block.tag)
    for container in block.iterchildren(*_CONTAINERS):
        emptied.append(deepcopy(container))
    for data in list(emptied.iter("{*}doi_data")):
        parent = data.getparent()
        if parent is not None:
            parent.remove(data)
    return etree.tostring(root, encoding="UTF-8")


def surrounded(record: bytes, surroundings: bytes, parser: etree.XMLParser) -> tuple[Node, Node]:
    """Put a record back into what was around it, and give the whole and the record."""
    element = etree.fromstring(record, parser)
    if not surroundings:
        return element, element
    root = etree.fromstring(surroundings, parser)
    block = root.find("{*}body/*")
    (root if block is None else block).append(element)
    return root, element
