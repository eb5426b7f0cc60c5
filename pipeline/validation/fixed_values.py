"""Attributes whose value is fixed where the schema refers to them, worded so that libxml2 checks it.

libxml2 passes over ``<xs:attribute ref="xlink:type" fixed="simple"/>`` (XML Schema Part 1, 3.5.4, cvc-au), but it does
check a declaration that fixes its own value. So the schema document of the attribute's namespace gets an attribute
group with such a declaration, and the reference becomes one to that group. The meaning is the same.
"""

from copy import deepcopy

from lxml import etree

from pipeline.validation.declarations import Declarations, Placed
from pipeline.validation.nodes import Node
from pipeline.validation.schema_trees import XSD, SchemaTree
from pipeline.validation.verdicts import NotSplit


def reword_fixed_references(declarations: Declarations) -> None:
    """Change every attribute reference with a fixed value, in the trees.

    Raises ``NotSplit`` where the attribute is not declared in a schema document of its own namespace.
    """
    groups: dict[tuple[str, str, str], str] = {}
    for tree in declarations.trees:
        for node in list(tree.nodes("attribute")):
            written, fixed = node.get("ref"), node.get("fixed")
            if written is None or fixed is None:
                continue
            name = tree.referred(node, written)
            key = (name, fixed, node.get("use", "optional"))
            if key not in groups:
                groups[key] = _add_group(declarations.named("attribute", name), node, len(groups))
            _replace(node, written, groups[key])


def _add_group(declared: Placed | None, reference: Node, number: int) -> str:
    if declared is None:
        raise NotSplit(f"the attribute {reference.get('ref')} is not declared")
    tree, declaration = declared
    name = f"fixed-{declaration.get('name')}-{number}"
    attribute = _qualified(declaration, tree)
    attribute.set("fixed", reference.get("fixed", ""))
    if use := reference.get("use"):
        attribute.set("use", use)
    group = etree.SubElement(tree.root, f"{XSD}attributeGroup", name=name)
    group.append(attribute)
    return name


def _qualified(declaration: Node, tree: SchemaTree) -> Node:
    attribute = deepcopy(declaration)
    if attribute.get("default") is not None:
        del attribute.attrib["default"]
    if tree.namespace:
        attribute.set("form", "qualified")
    return attribute


def _replace(node: Node, written: str, group: str) -> None:
    prefix, colon, _ = written.rpartition(":")
    for name in list(node.attrib):
        del node.attrib[name]
    node.tag = f"{XSD}attributeGroup"
    node.set("ref", f"{prefix}{colon}{group}")
