"""Attributes whose value is fixed where the schema refers to them, which libxml2 does not check.

``<xs:attribute ref="xlink:type" fixed="simple"/>``: XML Schema Part 1, 3.5.4 (cvc-au). XPath finds the candidates at
native speed; only for these is it asked what the attribute is in its element.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.findings import Finding, Severity
from pipeline.messages import msg
from pipeline.validation.declarations import Declarations, Placed
from pipeline.validation.nodes import (
    LONGEST_VALUE,
    MOST_PATHS,
    XSI_TYPE,
    Attribute,
    Node,
    Tree,
    attribute_query,
    place_of,
)
from pipeline.validation.simple_types import Normalize, collapse, string_normalization
from pipeline.validation.verdicts import Undecided


@dataclass(frozen=True, slots=True)
class FixedValue:
    """A fixed value, and how the white space of the attribute's type is normalised."""

    value: str
    normalize: Normalize

    def allows(self, value: str) -> bool:
        """Tell whether an attribute may have this value."""
        return self.normalize(value) == self.normalize(self.value)


@dataclass(frozen=True)
class FixedValues:
    """The fixed values by element and attribute; nothing where the declarations of an element differ.

    ``candidates`` finds the attributes of a document that may differ from their fixed value.
    """

    of: Mapping[tuple[str, str], FixedValue | None]
    candidates: Callable[[Tree], list[Attribute]] | None

    def findings(self, tree: Tree, file: str) -> Iterator[Finding]:
        """Check the fixed values of a document.

        Raises ``Undecided``.
        """
        for number, (attribute, fixed) in enumerate(self._broken(tree)):
            message = msg(
                "Attribute “{name}”: {fault}.",
                name=attribute.name.rpartition("}")[2],
                fault=msg("must be “{fixed}”, not “{value}”", fixed=fixed, value=attribute.value[:LONGEST_VALUE]),
            )
            place = place_of(attribute.element, tree, file, path=number < MOST_PATHS)
            yield Finding("schema-fixed-value", Severity.ERROR, message, place)

    def _broken(self, tree: Tree) -> Iterator[tuple[Attribute, str]]:
        for attribute in self.candidates(tree) if self.candidates else ():
            key = (attribute.element.tag, attribute.name)
            if key not in self.of:
                continue
            fixed = self.of[key]
            if fixed is None or attribute.element.get(XSI_TYPE) is not None:
                raise Undecided
            if not fixed.allows(attribute.value):
                yield attribute, fixed.value


def find_fixed_values(declarations: Declarations) -> FixedValues:
    """Find the attribute references of a schema that fix a value."""
    found: dict[tuple[str, str], FixedValue | None] = {}
    for element in declarations.elements:
        uses = declarations.attribute_uses(element)
        fixing = {name for one in uses for name, (_, node) in one.items() if _fixes(node)}
        for name in fixing:
            values = {_fixed_value(declarations, one.get(name)) for one in uses}
            found[element, name] = next(iter(values)) if len(values) == 1 else None
    return FixedValues(found, _query(found) if found else None)


def _fixes(node: Node) -> bool:
    return node.get("ref") is not None and node.get("fixed") is not None


def _fixed_value(declarations: Declarations, use: Placed | None) -> FixedValue | None:
    if use is None or not _fixes(use[1]):
        return None
    place, node = use
    declared = declarations.named("attribute", place.referred(node, node.get("ref", "")))
    normalize = (declared and string_normalization(declarations, declared)) or collapse
    return FixedValue(node.get("fixed", ""), normalize)


def _query(found: Mapping[tuple[str, str], FixedValue | None]) -> Callable[[Tree], list[Attribute]]:
    """Write the query for all these attributes, leaving out those that have the one value they may have."""
    namespaces: dict[str, str] = {}
    paths = []
    for name in sorted({name for _, name in found}):
        namespace, _, local = name.rpartition("}")
        prefix = f"n{len(namespaces)}"
        if namespace:
            namespaces[prefix] = namespace[1:]
        values = {fixed and fixed.value for (_, other), fixed in found.items() if other == name}
        only = values.pop() if len(values) == 1 else None
        predicate = f"[. != '{only}']" if only and "'" not in only else ""
        paths.append(f"/descendant::*/@{f'{prefix}:' if namespace else ''}{local}{predicate}")
    return attribute_query(" | ".join(paths), namespaces)
