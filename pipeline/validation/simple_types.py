"""Simple types, as far as the engine must know them: which are strings, which are IDs and which refer to one.

Standard: XML Schema Part 2, 4.3.6 (white space), 3.3.8 to 3.3.10 (ID, IDREF, IDREFS).
"""

import re
from collections.abc import Callable

from pipeline.validation.declarations import Declarations, IdKind, Placed
from pipeline.validation.schema_trees import XSD

Normalize = Callable[[str], str]

_SPACE = re.compile("[ \t\n\r]+")


def keep(value: str) -> str:
    """Leave white space as it is (``preserve``)."""
    return value


def blanks(value: str) -> str:
    """Make each white space character a blank (``replace``)."""
    return value.translate({9: " ", 10: " ", 13: " "})


def collapse(value: str) -> str:
    """Make runs of white space one blank, and none at the ends. Only the four characters of XML count."""
    return _SPACE.sub(" ", value).strip(" ")


_FACETS = {"preserve": keep, "replace": blanks, "collapse": collapse}
_BUILT_IN: dict[str, Normalize] = {
    f"{XSD}string": keep,
    f"{XSD}normalizedString": blanks,
    **dict.fromkeys((XSD + name for name in ("token", "NMTOKEN", "Name", "NCName", "language")), collapse),
}
_ID_KINDS: dict[str, IdKind] = {f"{XSD}ID": "id", f"{XSD}IDREF": "reference", f"{XSD}IDREFS": "reference"}


def string_normalization(declarations: Declarations, declared: Placed) -> Normalize | None:
    """Tell how the white space of a string attribute is normalised; nothing for attributes that are not strings."""
    facets: list[str] = []
    for type_name, facet in _steps(declarations, declared):
        if facet:
            facets.append(facet)
        if type_name in _BUILT_IN:
            return _FACETS[facets[0]] if facets else _BUILT_IN[type_name]
    return None


def id_kind(declarations: Declarations, declared: Placed) -> IdKind:
    """Tell whether an attribute or element declaration has the type ID, IDREF or IDREFS, or one restricted from it."""
    tree, node = declared
    written = node.get("type")
    if not written or tree.prefixes is None:
        return _id_kind(declarations, declared)
    known = declarations.id_kinds
    if (tree.name, written) not in known:
        known[tree.name, written] = _id_kind(declarations, declared)
    return known[tree.name, written]


def _id_kind(declarations: Declarations, declared: Placed) -> IdKind:
    for type_name, _ in _steps(declarations, declared):
        if type_name in _ID_KINDS:
            return _ID_KINDS[type_name]
    return ""


def _steps(declarations: Declarations, declared: Placed) -> list[tuple[str, str]]:
    """List the types a declaration's type is restricted from, innermost first, each with the white space facet set."""
    steps: list[tuple[str, str]] = []
    place: Placed | None = declared
    while place and len(steps) < 100:  # a circle of types is an error that the compiler reports
        tree, node = place
        written, facet = node.get("type", ""), ""
        simple = node if node.tag == f"{XSD}simpleType" else node.find(f"{XSD}simpleType")
        if simple is not None:
            restriction = simple.find(f"{XSD}restriction")
            if restriction is None:
                return steps
            space = restriction.find(f"{XSD}whiteSpace")
            facet = space.get("value", "") if space is not None else ""
            written = restriction.get("base", "")
            inner = restriction.find(f"{XSD}simpleType")
            if inner is not None:
                steps.append(("", facet))
                place = (tree, inner)
                continue
            node = restriction
        if not written:
            return steps
        name = tree.referred(node, written)
        steps.append((name, facet))
        place = declarations.named("simpleType", name)
    return steps
