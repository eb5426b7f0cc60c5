"""Simple types, as far as the engine must know them: which are strings, which are IDs and which refer to one.

Standard: XML Schema Part 2, 4.3.6 (white space), 3.3.8 to 3.3.10 (ID, IDREF, IDREFS).
"""

import re
from collections.abc import Callable, Iterator

from pipeline.validation.declarations import Declarations, IdKind, Placed
from pipeline.validation.nodes import Node
from pipeline.validation.schema_trees import XSD

Normalize = Callable[[str], str]

_DEEPEST = 100  # a circle of types is an error that the compiler reports

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
    return next((_ID_KINDS[name] for name, _ in _steps(declarations, declared) if name in _ID_KINDS), "")


def names_reference(declarations: Declarations, type_name: str) -> bool:
    """Tell whether a type of that expanded name is IDREF or IDREFS, or restricted from it."""
    declared = declarations.named("simpleType", type_name)
    kind = _id_kind(declarations, declared) if declared else _ID_KINDS.get(type_name, "")
    return kind == "reference"


def _steps(declarations: Declarations, declared: Placed) -> Iterator[tuple[str, str]]:
    """Walk from a declaration's type to those it is restricted from, each with the white space facet that is set."""
    place: Placed | None = declared
    for _ in range(_DEEPEST):
        if place is None:
            return
        tree, node = place
        simple = node if node.tag == f"{XSD}simpleType" else node.find(f"{XSD}simpleType")
        step = node if simple is None else simple.find(f"{XSD}restriction")
        if step is None:
            return  # a list or a union
        inner = step.find(f"{XSD}simpleType") if simple is not None else None
        written = step.get("type" if simple is None else "base", "")
        name = tree.referred(step, written) if written else ""
        yield name, _white_space(step)
        place = (tree, inner) if inner is not None else declarations.named("simpleType", name)


def _white_space(step: Node) -> str:
    facet = step.find(f"{XSD}whiteSpace")
    return facet.get("value", "") if facet is not None else ""
