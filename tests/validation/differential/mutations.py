"""The changes that make a mutant: each puts one fault, or what may be one, into a tree."""

import random
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from pipeline.validation.nodes import Node
from tests.validation.differential.values import BLANKS, edged, value

XSI = "{http://www.w3.org/2001/XMLSchema-instance}"
XML = "{http://www.w3.org/XML/1998/namespace}"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a schema declares, in Clark notation: names of elements, attributes and types, and values it enumerates."""

    elements: tuple[str, ...]
    attributes: tuple[str, ...]
    types: tuple[str, ...]
    listed: tuple[str, ...]


Change = Callable[[Node, random.Random, Vocabulary], None]


def _elements(root: Node) -> list[Node]:
    return list(root.iter("{*}*"))


def _any(root: Node, chance: random.Random) -> Node:
    return chance.choice(_elements(root))


def _inner(root: Node, chance: random.Random) -> tuple[Node, Node]:
    """Choose an element that has a parent, and give both."""
    element = chance.choice(_elements(root)[1:] or [etree.SubElement(root, "x")])
    parent = element.getparent()
    assert parent is not None
    return element, parent


def _attribute(root: Node, chance: random.Random) -> tuple[Node, str]:
    """Choose an attribute that is there, or make one."""
    found = [(element, str(name)) for element in _elements(root) for name in element.attrib]
    if found:
        return chance.choice(found)
    root.set("x", "")
    return root, "x"


def _leaf(root: Node, chance: random.Random) -> Node:
    return chance.choice([element for element in _elements(root) if not len(element)])


def drop(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Take an element out."""
    element, parent = _inner(root, chance)
    parent.remove(element)


def duplicate(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put a copy of an element after it."""
    element, _parent = _inner(root, chance)
    element.addnext(deepcopy(element))


def swap(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Let an element and its follower change places."""
    element, _parent = _inner(root, chance)
    follower = element.getnext()
    if follower is not None:
        follower.addnext(element)


def move(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put an element somewhere else."""
    element, parent = _inner(root, chance)
    parent.remove(element)
    place = _any(root, chance)
    place.insert(chance.randint(0, len(place)), element)


def copy_elsewhere(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put a copy of an element somewhere else."""
    element, _parent = _inner(root, chance)
    place = _any(root, chance)
    place.insert(chance.randint(0, len(place)), deepcopy(element))


def rename(root: Node, chance: random.Random, vocabulary: Vocabulary) -> None:
    """Give an element another name."""
    _any(root, chance).tag = chance.choice((*vocabulary.elements, "x"))


def rename_alike(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Give an element the name of another one in the document."""
    _any(root, chance).tag = _any(root, chance).tag


def other_namespace(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put an element, or all of its kind, into another namespace or none."""
    element = _any(root, chance)
    known = [name for name in root.nsmap.values() if name]
    namespace = chance.choice([*known, "", "urn:x", (etree.QName(element).namespace or "x") + "/"])
    name = f"{{{namespace}}}{etree.QName(element).localname}" if namespace else etree.QName(element).localname
    changed = list(root.iter(element.tag)) if chance.random() < 0.3 else [element]
    for one in changed:
        one.tag = name


def wrap(root: Node, chance: random.Random, vocabulary: Vocabulary) -> None:
    """Put an element around another."""
    element, parent = _inner(root, chance)
    around = etree.Element(chance.choice(vocabulary.elements))
    parent.replace(element, around)
    around.append(element)


def unwrap(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put an element's children in its place."""
    element, parent = _inner(root, chance)
    for child in list(element):
        element.addprevious(child)
    parent.remove(element)


def insert(root: Node, chance: random.Random, vocabulary: Vocabulary) -> None:
    """Add an element that the schema declares, empty or with a word."""
    place = _any(root, chance)
    added = etree.Element(chance.choice(vocabulary.elements))
    added.text = chance.choice((None, "", "1", "x"))
    place.insert(chance.randint(0, len(place)), added)


def text(root: Node, chance: random.Random, vocabulary: Vocabulary) -> None:
    """Change the text of an element without children."""
    element = _leaf(root, chance)
    element.text = value(chance, element.text or "", vocabulary.listed)


def edged_text(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put white space, or what looks like it, to the text of an element."""
    element = _leaf(root, chance)
    element.text = edged(chance, element.text or "")


def stray_text(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put text between elements: blanks of all kinds, or a letter."""
    element, _parent = _inner(root, chance)
    element.tail = (element.tail or "") + chance.choice((*BLANKS, "x", "0"))


def empty(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Take all content from an element, leaving blanks perhaps."""
    element = _any(root, chance)
    for child in list(element):
        element.remove(child)
    element.text = chance.choice((None, "", *BLANKS))


def attribute_value(root: Node, chance: random.Random, vocabulary: Vocabulary) -> None:
    """Change the value of an attribute."""
    element, name = _attribute(root, chance)
    element.set(name, value(chance, element.get(name, ""), vocabulary.listed))


def edged_attribute(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put white space, or what looks like it, to the value of an attribute."""
    element, name = _attribute(root, chance)
    element.set(name, edged(chance, element.get(name, "")))


def new_attribute(root: Node, chance: random.Random, vocabulary: Vocabulary) -> None:
    """Add an attribute that the schema declares somewhere."""
    element = _any(root, chance)
    name = chance.choice((*vocabulary.attributes, "x", f"{XML}lang", f"{XML}space", f"{XML}id", f"{XML}base"))
    element.set(name, value(chance, "", vocabulary.listed))


def drop_attribute(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Take an attribute out."""
    element, name = _attribute(root, chance)
    del element.attrib[name]


def attribute_namespace(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put an attribute into another namespace or none."""
    element, name = _attribute(root, chance)
    kept = element.attrib.pop(name)
    known = [namespace for namespace in root.nsmap.values() if namespace]
    local = etree.QName(name).localname
    element.set(chance.choice([local, *(f"{{{namespace}}}{local}" for namespace in known)]), kept)


def same_id(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Let an attribute have the value of another, as when an ID is given twice or a reference leads elsewhere."""
    (element, name), (other, from_name) = _attribute(root, chance), _attribute(root, chance)
    element.set(name, other.get(from_name, ""))


def instance_type(root: Node, chance: random.Random, vocabulary: Vocabulary) -> None:
    """Add an ``xsi:type`` that names a type of the schema, a built-in one, none, or is no name."""
    element = _any(root, chance)
    prefixes = {namespace: prefix or "" for prefix, namespace in element.nsmap.items()}
    names = [etree.QName(name) for name in vocabulary.types]
    known = [f"{prefixes.get(name.namespace or '') or ''}:{name.localname}".lstrip(":") for name in names]
    fixed = ("xs:string", "xs:nothing", "none:string", "xs:", ":x", "", " ", "x y", "xs:anyType", "xs:date", "1")
    element.set(f"{XSI}type", chance.choice((*known, *fixed) if chance.random() < 0.5 and known else fixed))


def instance_nil(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Add an ``xsi:nil`` that is true, false or neither."""
    _any(root, chance).set(f"{XSI}nil", chance.choice(("true", "false", "1", "0", " true ", "TRUE", "", "maybe")))


def instance_hint(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Add a hint at where a schema is, right or wrong, or another attribute of that namespace."""
    name = chance.choice(("schemaLocation", "noNamespaceSchemaLocation", "unknown"))
    _any(root, chance).set(XSI + name, chance.choice(("", "a", "a b", "a b c", "urn:x nowhere.xsd", " ")))


def comment(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Put a comment or a processing instruction into the text of an element."""
    element = _any(root, chance)
    added = chance.choice((etree.Comment(" here "), etree.ProcessingInstruction("here", "x")))
    whole = element.text or ""
    cut = chance.randint(0, len(whole))
    element.text, added.tail = whole[:cut], whole[cut:]
    element.insert(0, added)


def marked_section(root: Node, chance: random.Random, _: Vocabulary) -> None:
    """Write the text of an element as a CDATA section."""
    element = _leaf(root, chance)
    element.text = etree.CDATA((element.text or "").replace("]]>", ""))


STRUCTURE: tuple[Change, ...] = (
    *(drop, duplicate, swap, move, copy_elsewhere, rename, rename_alike, other_namespace, wrap, unwrap, insert, empty),
)
VALUES: tuple[Change, ...] = (
    *(text, text, text, edged_text, stray_text, attribute_value, attribute_value, attribute_value, edged_attribute),
    *(new_attribute, new_attribute, drop_attribute, attribute_namespace, same_id),
)
INSTANCE: tuple[Change, ...] = (instance_type, instance_nil, instance_hint, comment, marked_section)
