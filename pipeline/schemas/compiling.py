"""Compile a schema set with libxml2, reading nothing but the set's own bytes."""

from typing import Any

from lxml import etree

from pipeline.schemas.documents import SchemaDocuments

# Schema documents get addresses of their own, so that libxml2's relative references stay inside the set.
BASE = "https://schemas.invalid/"


def schema_parser() -> etree.XMLParser:
    """Make a parser for schema documents: no network, no DTD."""
    return etree.XMLParser(no_network=True, load_dtd=False, resolve_entities=False, remove_comments=True)


class _SetResolver(etree.Resolver):
    """Answers every request of libxml2 from the set; what the set lacks becomes an error, never a download."""

    def __init__(self, documents: SchemaDocuments) -> None:
        super().__init__()
        self.documents = documents

    def resolve(self, system_url: str, public_id: str | None, context: Any) -> Any:  # type: ignore[override]  # noqa: ARG002, ANN401 - lxml's signature, of which its stubs lack the opaque context
        relative = system_url.removeprefix(BASE)
        name = self.documents.addresses.get(system_url) or relative
        if name not in self.documents.files:
            raise FileNotFoundError(f"{system_url} is not part of the schema set {self.documents.id}")
        return self.resolve_string(self.documents.files[name], context, base_url=BASE + name)


def compile_schema(documents: SchemaDocuments) -> etree.XMLSchema:
    """Compile a set.

    Raises ``lxml.etree.XMLSchemaParseError`` for what libxml2 does not take as XML Schema 1.0.
    """
    parser = schema_parser()
    parser.resolvers.add(_SetResolver(documents))
    root = etree.fromstring(documents.files[documents.entry], parser, base_url=BASE + documents.entry)
    return etree.XMLSchema(root)
