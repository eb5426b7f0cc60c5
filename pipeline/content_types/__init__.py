"""Content types that Crossref registers, one file each. A file in this folder exports its own as ``CONTENT_TYPE``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pipeline.content_types.base import ContentType


@cache
def content_types() -> dict[str, ContentType]:
    """Give the content types of all files in this folder by name. Names are unique."""
    found: dict[str, ContentType] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        made = getattr(import_module(f"{__name__}.{module.name}"), "CONTENT_TYPE", None)
        if made and found.setdefault(made.name, made) is not made:
            raise ValueError(f"two content types are named {made.name!r}")
    return found
