"""Parse documents that nobody vouches for: no network, no DTD, no entity is ever expanded."""

from threading import local
from typing import Any

from lxml import etree

from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.validation.encodings import encoding_findings
from pipeline.validation.explaining import instead_of_entity, syntax_findings
from pipeline.validation.nodes import Tree, place_of


def safe_parser(
    *, recover: bool = False, markup_only: bool = False, schema: etree.XMLSchema | None = None
) -> etree.XMLParser:
    """Make a parser that looks at nothing but the document: no network, no DTD, no entity expanded, bounded depth.

    It may ``recover`` what it can of a broken document, drop comments and processing instructions (``markup_only``),
    and validate against a ``schema``.
    """
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        attribute_defaults=False,
        huge_tree=False,
        collect_ids=False,  # only the schema says what is an ID: a DTD's, or xml:id, are none for it, and may be double
        recover=recover,
        remove_comments=markup_only,
        remove_pis=markup_only,
        schema=schema,
    )
    parser.resolvers.add(_Nothing())
    return parser


class _Nothing(etree.Resolver):
    """Gives nothing for whatever a document refers to: where it collects no IDs, libxml2 asks for the DTD unbidden."""

    def resolve(self, _address: str, _public: str | None, context: Any) -> Any:  # type: ignore[override]  # noqa: ANN401 - lxml's signature, of which its stubs lack the opaque context
        """Stand for the file with no bytes."""
        return self.resolve_string("", context, base_url=None)


_kept = local()


def plain_parser() -> etree.XMLParser:
    """Give this thread's safe parser without options; to make one for each document would take a while."""
    if not hasattr(_kept, "parser"):
        _kept.parser = safe_parser()
    parser: etree.XMLParser = _kept.parser
    return parser


def parse(content: bytes, file: str = "") -> tuple[Tree | None, tuple[Finding, ...]]:
    """Parse a document into a tree, or into the findings that say why it cannot be checked."""
    if conflict := encoding_findings(content, file):
        return None, conflict
    try:
        tree = etree.fromstring(content, plain_parser()).getroottree()
    except etree.XMLSyntaxError as error:
        return None, syntax_findings(error, content, file)
    if tree.docinfo.internalDTD is None:
        return tree, ()  # without a DTD no entity can be declared
    unresolved = tuple(_unresolved(entity, tree, file) for entity in tree.iter(etree.Entity))
    return (None if unresolved else tree), unresolved


def _unresolved(entity: etree._Entity, tree: Tree, file: str) -> Finding:
    return Finding(
        "xml-entity-unresolved",
        Severity.ERROR,
        msg("The entity “{name}” is not expanded: documents are read without their DTD.", name=entity.text),
        place_of(entity, tree, file),
        instead_of_entity(entity.text.strip("&;")),
    )
