"""The schema room: which official schema sets there are, how to bring them, and how to read them.

``schemas/catalog.toml`` names each set and the SHA-256 of each of its files. Installing may use the network; reading
and compiling never do.
"""

from pipeline.schemas.catalog import Catalog, SchemaSet
from pipeline.schemas.compiling import compile_schema
from pipeline.schemas.documents import SchemaDocuments, read_documents
from pipeline.schemas.installing import Problem, ensure_installed, folder_of, install, is_installed, verify

__all__ = [
    "Catalog",
    "Problem",
    "SchemaDocuments",
    "SchemaSet",
    "compile_schema",
    "ensure_installed",
    "folder_of",
    "install",
    "is_installed",
    "read_documents",
    "verify",
]
