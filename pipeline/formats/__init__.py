"""Output formats, one file each. A file in this folder that makes formats exports them as ``FORMATS``."""

from functools import cache
from importlib import import_module
from pkgutil import iter_modules

from pipeline.formats.base import Format


@cache
def all_formats() -> tuple[Format, ...]:
    """List the formats of all files in this folder, by file name and then as written. Names are unique."""
    found: dict[str, Format] = {}
    for module in sorted(iter_modules(__path__), key=lambda module: module.name):
        for made in getattr(import_module(f"{__name__}.{module.name}"), "FORMATS", ()):
            if made.name in found:
                raise ValueError(f"two formats are named {made.name!r}")
            found[made.name] = made
    return tuple(found.values())
