"""Where the nodes of a document are in its file: line, column, readable path, and the lines around."""

from pipeline.findings import Excerpt, Place
from pipeline.validation.nodes import Node, Tree


class Locator:
    """Finds places in one document. Nothing is computed before the first question."""

    def __init__(self, tree: Tree, content: bytes, file: str) -> None:
        self._tree = tree
        self._content = content
        self._file = file

    def place(self, element: Node, attribute: str = "") -> Place:
        """Give the place of an element's start tag, or of one of its attributes (name in Clark notation)."""
        raise NotImplementedError

    def excerpt(self, element: Node, attribute: str = "") -> Excerpt | None:
        """Give the lines around an element's start tag, with the tag (or the attribute) as the part that is meant."""
        raise NotImplementedError
