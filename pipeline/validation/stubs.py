"""Stand-ins for schemas that are costly to compile and that a document without elements of theirs does not need.

MathML 3 is 97 % of the time libxml2 takes to compile JATS or Crossref. Its stub declares just the elements that other
schemas refer to, with any content: never used for a document that has an element of the namespace.
"""

from collections.abc import Iterable, Mapping

from lxml import etree

from pipeline.schemas import SchemaDocuments
from pipeline.validation.nodes import attribute_query
from pipeline.validation.schema_trees import XSD, XSD_NAMESPACE, SchemaTree

# Any attribute of a schema element that holds a name with the prefix: a reference to what the namespace declares.
_REFERENCES = attribute_query("//xs:*/@*[starts-with(., $start)]", {"xs": XSD_NAMESPACE})


def stubs(documents: SchemaDocuments, trees: Iterable[SchemaTree]) -> Mapping[str, bytes] | None:
    """Make the stub files for the set's ``on_demand`` namespaces; ``trees`` are its other schema documents.

    Gives nothing where more than elements is referred to, as a stub would then change the meaning of the others. (A
    reference that is overlooked here, by a prefix bound further inside, makes the stubbed set fail to compile.)
    """
    files: dict[str, bytes] = {}
    trees = tuple(trees)
    for namespace in documents.on_demand:
        elements = _elements_used(namespace, trees)
        if elements is None:
            return None
        files.update((path, _stub(namespace, elements)) for path in _imported(namespace, documents, trees))
    return files


def _elements_used(namespace: str, trees: Iterable[SchemaTree]) -> frozenset[str] | None:
    used = set()
    for tree in trees:
        for prefix in (prefix for prefix, bound in tree.root.nsmap.items() if bound == namespace):
            if prefix is None:
                return None
            for found in _REFERENCES(tree.root, start=f"{prefix}:"):
                if (found.element.tag, found.name) != (f"{XSD}element", "ref"):
                    return None
                used.add(found.value.partition(":")[2])
    return frozenset(used)


def _imported(namespace: str, documents: SchemaDocuments, trees: Iterable[SchemaTree]) -> frozenset[str]:
    imports = (
        documents.resolve(node.get("schemaLocation", ""), tree.name)
        for tree in trees
        for node in tree.root.iterchildren(f"{XSD}import")
        if node.get("namespace") == namespace
    )
    return frozenset(path for path in imports if path)


def _stub(namespace: str, elements: frozenset[str]) -> bytes:
    root = etree.Element(f"{XSD}schema", targetNamespace=namespace, nsmap={"xs": XSD_NAMESPACE})
    for name in sorted(elements):
        etree.SubElement(root, f"{XSD}element", name=name)
    return etree.tostring(root)
