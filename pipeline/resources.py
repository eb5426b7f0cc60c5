"""Where the files that travel with the program are: templates, locales, the schema catalog.

In a checkout they lie at the top level, where editors and translators look for them; a wheel carries the same
folders inside the package.
"""

import os
from functools import cache
from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


@cache
def root() -> Path:
    """Give the folder that holds ``templates/``, ``locales/`` and ``schemas/``."""
    packed = _PACKAGE / "_data"
    return packed if packed.is_dir() else _PACKAGE.parent


def templates() -> Path:
    """Give the folder of the Jinja templates, one sub-folder per output format."""
    return root() / "templates"


def locales() -> Path:
    """Give the folder of the gettext catalogues, ``<tag>/LC_MESSAGES/pipeline.po``."""
    return root() / "locales"


def schemas() -> Path:
    """Give the folder of our own schema files: catalog, drivers, the record's JSON Schema."""
    return root() / "schemas"


def official_schemas() -> Path:
    """Give the folder where official schema files are installed.

    ``PIPELINE_SCHEMAS`` names another one. In a checkout it is ``schemas/official``; an installed package, whose own
    folder may be read-only or replaced by an update, uses the user's data folder (XDG Base Directory Specification).
    """
    if named := os.environ.get("PIPELINE_SCHEMAS"):
        return Path(named)
    if root() == _PACKAGE.parent:
        return schemas() / "official"
    data = os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share"
    return Path(data) / "scholarly-metadata-pipeline" / "schemas"
