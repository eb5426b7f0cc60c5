"""The judge: the ``xmlschema`` package, which reads XML Schema 1.1 whole, at a small part of libxml2's speed.

It is the second opinion in tests, and the engine for schemas whose 1.1 features the quick engine does not cover.
"""

import tempfile
import warnings
from collections.abc import Iterator
from functools import cached_property
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from lxml import etree

from pipeline.findings import Finding
from pipeline.schemas import SchemaDocuments
from pipeline.validation.declarations import Declarations
from pipeline.validation.explaining import MOST_FAULTS, Explainer, Fault, Kind, fault_of
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Tree
from pipeline.validation.parsing import parse, safe_parser
from pipeline.validation.report import Report
from pipeline.validation.schema_trees import reachable

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
        from elementpath import ElementPathError
        from xmlschema import XMLSchemaException

        # in an lxml tree xmlschema takes a comment inside a value for an element
        tree = etree.fromstring(content, safe_parser(markup_only=True)).getroottree()
        locator = Locator(tree, content, file)
        try:
            found = [fault_of(error, tree.getroot()) for error in islice(self._errors(tree), MOST_FAULTS)]
            return tuple(self._explainer.findings(_once(found), locator))
        except (XMLSchemaException, ElementPathError, LookupError, OverflowError, TypeError, ValueError) as error:
            # an xsi:type that names nothing, and a year of too many digits, are raised and not reported
            fault = Fault(Kind.OTHER, tree.getroot(), value=type(error).__name__)
            return tuple(self._explainer.findings([fault], locator))

    def _errors(self, tree: Tree) -> Iterator["XMLSchemaValidationError"]:
        from xmlschema import XMLSchemaValidationError

        found = False
        for error in self._schema.iter_errors(tree):
            found = True
            yield error
        if not found and self._inherits:
            try:
                self._schema.decode(tree)
            except XMLSchemaValidationError as error:
                yield error

    @cached_property
    def _inherits(self) -> bool:
        """Tell whether attributes may be inherited: xmlschema then forgets errors, unless it stops at the first."""
        return any(b"inheritable" in content for content in self.documents.files.values())

    @property
    def is_usable(self) -> bool:
        """Tell whether the schema can be compiled."""
        from xmlschema import XMLSchemaException

        try:
            return bool(self._schema)
        except (XMLSchemaException, OSError, ValueError):
            return False

    @cached_property
    def _explainer(self) -> Explainer:
        return Explainer(Declarations(reachable(self.documents)))

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


def _once(found: list[Fault]) -> Iterator[Fault]:
    """Leave out what is told of an element a second time: that it has text, after that it must be empty."""
    empty = {fault.element for fault in found if fault.kind is Kind.CONTENT}
    return (fault for fault in found if not (fault.kind is Kind.TEXT and fault.element in empty))
