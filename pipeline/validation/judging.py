"""The judge: the ``xmlschema`` package, which reads XML Schema 1.1 whole, at a small part of libxml2's speed.

It is the second opinion in tests, and the engine for schemas whose 1.1 features the quick engine does not cover.
"""

import tempfile
import warnings
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg
from pipeline.schemas import SchemaDocuments
from pipeline.validation.nodes import Node, Tree, place_of
from pipeline.validation.parsing import parse, safe_parser
from pipeline.validation.report import Report

if TYPE_CHECKING:
    from xmlschema import XMLSchema10, XMLSchema11
    from xmlschema.validators.exceptions import XMLSchemaValidationError


class Judge:
    """Checks documents against one schema set with ``xmlschema``; the set is compiled at the first check."""

    def __init__(self, documents: SchemaDocuments) -> None:
        self.documents = documents

    def check(self, content: bytes, *, file: str = "") -> Report:
        """Check one XML document."""
        tree, findings = parse(content, file)
        return Report(self.documents.id, findings if tree is None else self.findings(content, file))

    def findings(self, content: bytes, file: str) -> tuple[Finding, ...]:
        """Check a document that ``parse`` has found well-formed."""
        from xmlschema import XMLSchemaException

        # in an lxml tree xmlschema takes a comment inside a value for an element
        tree = etree.fromstring(content, safe_parser(markup_only=True)).getroottree()
        try:
            return tuple(_finding(error, tree, file) for error in self._schema.iter_errors(tree))
        except (XMLSchemaException, KeyError) as error:  # an xsi:type that names nothing is raised, not reported
            message = msg("Does not fit the schema: {detail}", detail=str(error))
            return (Finding("schema-violation", Severity.ERROR, message, Place(file)),)

    @cached_property
    def _schema(self) -> "XMLSchema10 | XMLSchema11":
        from xmlschema import XMLSchema10, XMLSchema11

        engine = XMLSchema11 if self.documents.xsd == "1.1" else XMLSchema10
        with tempfile.TemporaryDirectory(prefix="pipeline-schemas-") as folder, warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of imports it meets twice
            root = Path(folder)
            for name, content in self.documents.files.items():
                path = root / name
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_bytes(content)
            addresses = {url: (root / name).as_uri() for url, name in self.documents.addresses.items()}
            return engine(
                str(root / self.documents.entry), allow="local", uri_mapper=lambda uri: addresses.get(uri, uri)
            )


def _finding(error: "XMLSchemaValidationError", tree: Tree, file: str) -> Finding:
    message = msg("Does not fit the schema: {detail}", detail=(error.reason or error.message)[:500])
    element = error.elem
    place = place_of(element, tree, file) if isinstance(element, Node) else Place(file)
    return Finding("schema-violation", Severity.ERROR, message, place)
