"""The schema documents of a set as trees, and how names are written in them.

Standard: XML Schema Part 1, 3.17.6 (QName resolution) and 4.2 (include, import, redefine).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.schemas import SchemaDocuments
from pipeline.schemas.compiling import schema_parser
from pipeline.validation.nodes import Node

XSD_NAMESPACE = "http://www.w3.org/2001/XMLSchema"
XML_NAMESPACE = "http://www.w3.org/XML/1998/namespace"
XSD = f"{{{XSD_NAMESPACE}}}"


@dataclass(frozen=True, slots=True)
class SchemaTree:
    """One schema document, without its annotations.

    ``namespace`` is its own target namespace or that of the document that includes it; ``prefixes`` are its namespace
    declarations where all are on the root.
    """

    name: str
    root: Node
    namespace: str
    prefixes: Mapping[str | None, str] | None

    def own_name(self, node: Node) -> str:
        """Give the expanded name, in Clark notation, that a declaration declares."""
        name = node.get("name", "")
        if node.getparent() is self.root:
            return expanded(self.namespace, name)
        kind = etree.QName(node).localname
        form = node.get("form") or self.root.get(f"{kind}FormDefault", "unqualified")
        return expanded(self.namespace if form == "qualified" else "", name)

    def referred(self, node: Node, written: str) -> str:
        """Give the expanded name that a QName in an attribute of ``node`` stands for."""
        prefix, _, local = written.strip().rpartition(":")
        known = node.nsmap if self.prefixes is None else self.prefixes  # asking a node again and again is slow
        namespace = XML_NAMESPACE if prefix == "xml" else known.get(prefix or None)
        if namespace is None and not prefix:
            namespace = self.namespace  # chameleon include: no namespace stands for that of the including document
        return expanded(namespace or "", local)

    def nodes(self, *names: str) -> Iterator[Node]:
        """Walk over the schema elements of these local names."""
        return self.root.iter(*(XSD + name for name in names))


def expanded(namespace: str, local: str) -> str:
    """Write a name in Clark notation."""
    return f"{{{namespace}}}{local}" if namespace else local


def reachable(documents: SchemaDocuments, leave_out: frozenset[str] = frozenset()) -> tuple[SchemaTree, ...]:
    """Parse every document that the entry reaches, but for imports of the namespaces to leave out."""
    roots: dict[str, Node] = {}
    found: dict[tuple[str, str], SchemaTree] = {}
    waiting = [(documents.entry, "")]
    while waiting:
        name, lent = waiting.pop()
        if name not in roots:
            roots[name] = _root(documents.files[name])
        root = roots[name]
        tree = SchemaTree(name, root, root.get("targetNamespace") or lent, _prefixes(root))
        if (name, tree.namespace) not in found:
            found[name, tree.namespace] = tree
            waiting += _references(tree, documents, leave_out)
    return tuple(found.values())


def _root(content: bytes) -> Node:
    root = etree.fromstring(content, schema_parser())
    etree.strip_elements(root, f"{XSD}annotation", with_tail=False)
    return root


def _prefixes(root: Node) -> Mapping[str | None, str] | None:
    declared = dict(root.nsmap)
    return declared if etree.tostring(root).count(b"xmlns") == len(declared) else None


def _references(tree: SchemaTree, documents: SchemaDocuments, leave_out: frozenset[str]) -> Iterator[tuple[str, str]]:
    for node in tree.root.iterchildren(XSD + "include", XSD + "import", XSD + "redefine", XSD + "override"):
        imported = node.tag == XSD + "import"
        path = documents.resolve(node.get("schemaLocation", ""), tree.name)
        if path and not (imported and node.get("namespace") in leave_out):
            yield path, "" if imported else tree.namespace
