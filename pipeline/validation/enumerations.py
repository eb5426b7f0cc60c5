"""Large enumerations, written in memory as patterns that libxml2 matches at once.

libxml2 compares a value with one enumeration value after the other: 8,107 language codes cost 0.2 ms for each
attribute, 7 ms when none fits, and the message then names them all. Patterns made as tries accept exactly the same
strings in a microsecond, and the rest of the type (white space, bases, unions) keeps its meaning.
"""

from collections.abc import Iterable, Iterator
from itertools import groupby
from operator import itemgetter

from lxml import etree

from pipeline.validation.nodes import Node
from pipeline.validation.schema_trees import XSD, SchemaTree

LARGE = 100

# Patterns of one type are alternatives (Part 2, 4.3.4). Several small ones compile faster than one large one.
_PATTERN_CHARACTERS = 12_000

# Only where values are compared as the strings they are (XML Schema Part 2, 3.2.1 and 3.3.1 to 3.3.6).
_STRINGS = frozenset(XSD + name for name in ("string", "normalizedString", "token", "NMTOKEN", "Name", "NCName"))

# XML Schema Part 2, appendix F: the metacharacters, and the escapes of white space.
_ESCAPES = str.maketrans({**{char: f"\\{char}" for char in ".\\?*+{}()[]|-^"}, "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def rewrite_enumerations(trees: Iterable[SchemaTree]) -> frozenset[str]:
    """Change each large enumeration of strings into patterns, in the trees; give those patterns."""
    patterns: set[str] = set()
    for tree in trees:
        for restriction in list(_large(tree)):
            written = [as_pattern(part) for part in _parts(_values(restriction))]
            for value in restriction.findall(f"{XSD}enumeration"):
                restriction.remove(value)
            for pattern in written:
                etree.SubElement(restriction, f"{XSD}pattern", value=pattern)
            patterns.update(written)
    return frozenset(patterns)


def _values(restriction: Node) -> list[str]:
    return sorted({node.get("value", "") for node in restriction.iterchildren(f"{XSD}enumeration")})


def _large(tree: SchemaTree) -> Iterator[Node]:
    for restriction in tree.nodes("restriction"):
        if len(restriction) <= LARGE or tree.referred(restriction, restriction.get("base", "")) not in _STRINGS:
            continue
        if restriction.find(f"{XSD}pattern") is None and len(restriction.findall(f"{XSD}enumeration")) > LARGE:
            yield restriction  # beside another pattern, ours would be an alternative to it


def _parts(values: Iterable[str]) -> Iterator[list[str]]:
    """Cut the values into parts of limited length."""
    part: list[str] = []
    length = 0
    for value in values:
        if part and length + len(value) > _PATTERN_CHARACTERS:
            yield part
            part, length = [], 0
        part.append(value)
        length += len(value)
    yield part


def as_pattern(values: Iterable[str]) -> str:
    """Write a set of strings as a regular expression of XML Schema that matches these and no other."""
    return _alternatives(sorted(set(values)), 0)


def _alternatives(values: list[str], start: int) -> str:
    """Write what may follow the first ``start`` characters, which all the (sorted, distinct) values share."""
    if len(values) == 1:
        return values[0][start:].translate(_ESCAPES)
    first, last, shared = values[0], values[-1], start
    while shared < len(first) and first[shared] == last[shared]:
        shared += 1
    may_end = len(first) == shared
    heads: dict[str, list[str]] = {}
    for head, group in groupby(values[may_end:], key=itemgetter(shared)):
        heads.setdefault(_alternatives(list(group), shared + 1), []).append(head.translate(_ESCAPES))
    branches = [(chars[0] if len(chars) == 1 else f"[{''.join(chars)}]") + rest for rest, chars in heads.items()]
    written = "|".join(branches)
    if len(branches) > 1 or may_end:
        written = f"({written}){'?' if may_end else ''}"
    return first[start:shared].translate(_ESCAPES) + written
