"""What a document certainly lacks, told from its bytes: a search takes a microsecond, a walk through a tree twenty."""

import re

from pipeline.validation.nodes import Tree

# In these encodings a name of ASCII characters is written in the bytes of ASCII, and in no other.
_PLAIN = frozenset({"UTF-8", "US-ASCII", "ASCII", "ISO-8859-1"})

# A namespace may be written with character references, so that its name is not there to be found.
_HIDDEN = re.compile(rb"""xmlns[^=<>]*=\s*(?:"[^"<]*&|'[^'<]*&)""")


class Traces:
    """The bytes that a tree was parsed from, as far as they can be searched for names.

    They cannot be where the encoding or a reference writes names in another way, nor where a DTD may bring in names.
    """

    def __init__(self, tree: Tree, content: bytes) -> None:
        info = tree.docinfo
        plain = (info.encoding or "UTF-8").upper() in _PLAIN and info.internalDTD is None
        plain = plain and b"\x00" not in content[:4]  # of UTF-16 that only a byte order mark tells, lxml says UTF-8
        hidden = plain and b"&" in content and _HIDDEN.search(content)
        self._content = content if plain and not hidden else None

    def may_have(self, name: bytes) -> bool:
        """Tell whether the document may contain an element, attribute or namespace of that name."""
        return self._content is None or name in self._content
