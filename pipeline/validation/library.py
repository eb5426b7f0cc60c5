"""The schemas of one process: what is missing is installed at its first use, what cannot be had is asked for once."""

from collections.abc import Callable
from functools import cache
from pathlib import Path

from pipeline.errors import SchemaUnavailable, UsageError
from pipeline.messages import Message, msg
from pipeline.schemas import Catalog, SchemaSet, ensure_installed
from pipeline.schemas.local import read_local
from pipeline.validation.engine import Checker

Announce = Callable[[Message], None]


class Library:
    """Gives schemas that are ready for use."""

    def __init__(self, announce: Announce) -> None:
        self._announce = announce
        self._refused: dict[str, SchemaUnavailable] = {}
        self._ready: set[str] = set()

    def install(self, schema_set: SchemaSet) -> None:
        """See to it that a set is installed.

        Raises ``SchemaUnavailable``, without asking the sources again where they have failed before.
        """
        if schema_set.id in self._ready:
            return
        if schema_set.id in self._refused:
            raise self._refused[schema_set.id]
        try:
            ensure_installed(schema_set, self._announce)
        except SchemaUnavailable as error:
            self._refused[schema_set.id] = error
            raise
        self._ready.add(schema_set.id)


def chosen_schema(name: str) -> SchemaSet | Path:
    """Understand what the user names as the schema: the id of a set, of XSDs or DTDs, or the path of an XSD file.

    Raises ``UsageError`` for what is neither.
    """
    path = Path(name)
    if path.suffix == ".xsd" or path.is_file():
        if not local_checker(path).is_usable:
            raise UsageError(
                msg("The schema “{path}” cannot be used.", path=str(path)),
                msg("See that it is valid itself, and that all files it imports lie beside it or below."),
            )
        return path
    return Catalog.whole().find(name)


@cache
def local_checker(path: Path) -> Checker:
    """Give the process's one checker for an XSD file of the user's.

    Raises ``UsageError`` for a file that is no schema.
    """
    return Checker(read_local(path))
