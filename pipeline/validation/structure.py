"""The structure of a document: libxml2's verdict, and its errors as findings."""

from collections.abc import Iterator, Sized
from contextlib import suppress
from threading import Lock
from typing import cast

from lxml import etree

from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.validation.explaining import MOST_FAULTS, Explainer, Fault, faults
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Tree, entries
from pipeline.validation.parsing import safe_parser

# lxml writes the path of every fault at once, in a time that grows with the number of siblings: a hostile document of
# 1 MB would take minutes. Crowded documents are therefore streamed first, which writes no places and can be stopped;
# where there are too many faults, only the part of the document that has the first of them is validated as a tree.
_CROWDED_ELEMENTS = 20_000
_CROWDED_BYTES = 9 * _CROWDED_ELEMENTS  # no element with a fault is shorter than <a b=""/>
_COUNT = etree.XPath("count(/descendant::*)")
_PIECE = 1 << 15


class Structure:
    """A compiled schema, with what explains its errors."""

    def __init__(self, schema: etree.XMLSchema, explainer: Explainer) -> None:
        self._schema = schema
        self._explainer = explainer
        self._lock = Lock()  # lxml keeps the errors of a validation in the schema object

    def findings(self, tree: Tree, content: bytes, locator: Locator) -> Iterator[Finding]:
        """Validate a document, of which ``content`` is the text, and give what libxml2 finds."""
        part, beginning = self._looked_at(tree, content)
        if part is tree:
            if errors := self._errors(tree):
                yield from self._explainer.findings(faults(errors, tree), locator)
            return
        errors = self._errors(part)[:MOST_FAULTS]
        yield from self._explainer.findings(faults(errors, part), locator.of(part, beginning))
        message = msg("There are more than {count} faults; no more are listed.", count=MOST_FAULTS)
        yield Finding("schema-too-many", Severity.ERROR, message, locator.beginning())

    def faults(self, tree: Tree, content: bytes) -> Iterator[Fault]:
        """Validate a document, and give what libxml2 finds without explanations."""
        part, _ = self._looked_at(tree, content)
        if errors := self._errors(part):
            yield from faults(errors[:MOST_FAULTS], part)

    def _looked_at(self, tree: Tree, content: bytes) -> tuple[Tree, bytes]:
        """Give the document with its text, or the part of a crowded one that has more faults than anybody reads."""
        crowded = len(content) > _CROWDED_BYTES and cast("float", _COUNT(tree)) > _CROWDED_ELEMENTS
        beginning = self._enough(content) if crowded else b""
        if not beginning:
            return tree, content
        return etree.fromstring(beginning, safe_parser(recover=True)).getroottree(), beginning

    def _errors(self, tree: Tree) -> tuple[etree._LogEntry, ...]:
        with self._lock:
            if self._schema.validate(tree):
                return ()
            return entries(self._schema.error_log)

    def _enough(self, content: bytes) -> bytes:
        """Give the beginning of the document that has more faults than anybody reads, if there are so many."""
        parser = safe_parser(schema=self._schema)
        try:
            for end in range(_PIECE, len(content) + _PIECE, _PIECE):
                parser.feed(content[end - _PIECE : end])
                if len(cast("Sized", parser.feed_error_log)) > MOST_FAULTS:
                    return content[:end]
        finally:
            with suppress(etree.XMLSyntaxError):
                parser.close()  # without it, lxml never frees the tree
        return b""
