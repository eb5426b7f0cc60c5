"""Whether a deposit satisfies the schema that its namespace names, and what Xerces says where it does not.

Source: Crossref documentation, "Error and warning messages": one failure for the whole file, empty DOI.
"""

from pipeline.errors import SchemaUnavailable
from pipeline.findings import has_errors
from pipeline.sandbox.documents import Document
from pipeline.sandbox.xerces import sentences
from pipeline.schemas import Catalog, ensure_installed
from pipeline.validation import checker
from pipeline.validation.locating import Locator

_SEPARATOR = "\n"


def schema_fault(document: Document, content: bytes, family: str) -> str:
    """Give the sentences of a deposit's faults as one text, or nothing.

    ``family`` is what the operation takes: ``crossref`` or ``doi_resources``.
    """
    schema_set = next((one for one in Catalog.load().sets if one.id == document.schema), None)
    if schema_set is None or document.family != family:
        return "Error: cvc-elt.1: Cannot find the declaration of element 'doi_batch'."
    try:
        ensure_installed(schema_set)
        engine = checker(schema_set.id)
    except SchemaUnavailable as error:
        return f"The sandbox lacks the schema {schema_set.id}: {error.message}"
    tree = document.root.getroottree()
    locator = Locator(tree, content, "")
    findings = engine.findings(tree, content, locator)
    if not has_errors(findings):
        return ""
    return _SEPARATOR.join(f"Error: {one}" for one in sentences(engine, tree, content, findings))
