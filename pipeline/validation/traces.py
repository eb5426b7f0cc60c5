"""What a document certainly lacks, told from its bytes: a search takes a microsecond, a walk through a tree twenty."""

from pipeline.validation.nodes import Tree

# In these encodings a name of ASCII characters is written in the bytes of ASCII, and in no other.
_PLAIN = frozenset({"UTF-8", "US-ASCII", "ASCII", "ISO-8859-1"})


class Traces:
    """The bytes that a tree was parsed from, as far as they can be searched for names.

    They cannot be where the encoding writes names in another way, nor where a DTD may bring in names.
    """

    def __init__(self, tree: Tree, content: bytes) -> None:
        info = tree.docinfo
        plain = (info.encoding or "UTF-8").upper() in _PLAIN and info.internalDTD is None
        self._content = content if plain else None

    def may_have(self, name: bytes) -> bool:
        """Tell whether the document may contain an element, attribute or namespace of that name."""
        return self._content is None or name in self._content
