"""Faults of order and presence of elements, in words: what is missing after what, what stands in the wrong place."""

import re
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import lru_cache
from typing import Protocol

from lxml import etree

from pipeline.messages import Message, msg
from pipeline.validation.explaining.content_models import ANYTHING, ContentModel
from pipeline.validation.explaining.faults import Fault
from pipeline.validation.explaining.moves import best_move, explain_move, must_follow
from pipeline.validation.explaining.naming import listed, shortened, tag
from pipeline.validation.explaining.saying import Said
from pipeline.validation.nodes import Node

_OF_HTML = {
    **dict.fromkeys(("b", "strong"), "bold"),
    **dict.fromkeys(("i", "em"), "italic"),
    **dict.fromkeys(("ul", "ol"), "list"),
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "title"),
    "u": "underline",
    "tt": "monospace",
    "code": "monospace",
    "a": "ext-link",
    "br": "break",
    "li": "list-item",
    "div": "sec",
    "span": "styled-content",
    "img": "graphic",
    "blockquote": "disp-quote",
    "dl": "def-list",
}
"""What people write who know HTML, and the element of JATS that they mean."""

_OASIS = "http://www.niso.org/standards/z39-96/ns/oasis-exchange/table"
"""The namespace of OASIS tables in JATS: their rows and cells are not those of a <table> of XHTML."""

_FEW, _MANY = 3, 20
_LONGEST_NAME = 100
_MOST_CHILDREN = 20_000
"""Children before a fault beyond which the content model is not followed."""


class Models(Protocol):
    """The content models of a schema or a DTD; names are in Clark notation."""

    def of(self, element: Node, /) -> ContentModel | None:
        """Give the model of an element of a document."""

    def named(self, name: str, /) -> Iterator[ContentModel]:
        """Give the models of all elements of that name."""

    def parents_of(self, name: str, /) -> list[str]:
        """List the names of the elements that may have a child of that name."""


class Children:
    """Explains what is wrong with the children of elements of one schema or DTD."""

    def __init__(self, models: Models) -> None:
        self._models = models

    def incomplete(self, fault: Fault) -> Said:
        """Explain that an element ends before a child that it must have."""
        element = fault.element
        children = _children(element)
        missing, is_row = self._completing(element, children)
        missing = missing or _known(fault.expected)
        parent = tag(element.tag, element)
        if not missing:
            return Said("schema-element-missing", msg("{parent} is not complete.", parent=parent), None)
        what, last = _what(missing, element, is_row=is_row), tag(children[-1], element) if children else ""
        told: dict[str, Message | str] = {"what": what, "parent": parent, "last": last}
        if not children:
            message = msg("{parent} has no children: {what} is missing.", **told)
            return Said("schema-element-missing", message, msg("Put {what} inside of {parent}.", **told))
        message = msg("{what} is missing at the end of {parent}, after {last}.", **told)
        if len(missing) > 1:
            message = msg("At the end of {parent}, after {last}, {what} is missing.", **told)
        return Said("schema-element-missing", message, msg("Put {what} after {last}.", **told))

    def _completing(self, element: Node, children: list[str]) -> tuple[list[str], bool]:
        """List the children of which one is missing at the end, or the row of them that is; and tell which it is."""
        model = self._models.of(element)
        states = model.after(children) if model and len(children) <= _MOST_CHILDREN else frozenset()
        if not model or not states:
            return [], False
        if single := _known(model.completing(states)):
            return single, False
        return _known(model.way(states)), True

    def unexpected(self, fault: Fault) -> Said:
        """Explain that a child may not stand where it does."""
        child, parent = fault.element, fault.element.getparent()
        if parent is None:
            message = msg("{child} is not known to this schema.", child=tag(child.tag, child))
            return Said("schema-element-undeclared", message, None)
        model = self._models.of(parent)
        names = _children(parent)
        position = parent.index(child) if len(parent) == len(names) else list(parent.iterchildren("{*}*")).index(child)
        if model is None or position > _MOST_CHILDREN:
            return _at_this_place(child, parent, _known(fault.expected))
        if child.tag not in model.names:
            return self.stranger(child, parent, model)
        return self._misplaced(child, parent, model, names, position)

    def stranger(self, child: Node, parent: Node, model: ContentModel) -> Said:
        """Explain a child whose name is not one that the parent may have."""
        local = etree.QName(child).localname
        written = {"child": tag(child.tag, child), "parent": tag(parent.tag, parent)}
        known = _known(model.names)
        message = msg("{child} is not allowed in {parent}.", **written)
        if etree.QName(child).namespace == _OASIS:
            return Said("schema-element-unknown", message, _where(child, parent, [], known))
        if alike := self._fitting([name for name in known if _local(name) == local], child):
            if len(alike) == 1:
                return _wrong_namespace(child, alike[0], written)
            names = listed([tag(name, parent) for name in alike])
            return Said("schema-namespace-wrong", message, msg("Did you mean one of {names}?", names=names))
        homes = self._models.parents_of(child.tag)
        if meant := name_meant(local, known, alike=not homes):
            return Said("schema-element-unknown", message, msg("Did you mean {name}?", name=tag(meant, parent)))
        return Said("schema-element-unknown", message, _where(child, parent, homes, known))

    def _fitting(self, names: list[str], child: Node) -> list[str]:
        """Choose, of names that differ by their namespaces, those whose models have the children that there are."""
        inner = {_local(name) for name in _children(child)}
        fitting = [
            name for name in names if any(inner <= set(map(_local, model.names)) for model in self._models.named(name))
        ]
        return fitting or names

    def _misplaced(self, child: Node, parent: Node, model: ContentModel, names: list[str], position: int) -> Said:
        """Explain a child that the parent may have, but not there."""
        before, after = names[:position], names[position + 1 :]
        states = model.after(before)
        last = tag(before[-1], parent) if before else ""
        if model.accepts(states, child.tag):
            return _once_too_often(child, parent)  # the model does not count
        missing = _known(model.inserted(states, child.tag))
        move = best_move(model, tuple(names), position)
        if move and (move.settles or not missing or not set(missing).isdisjoint(after)):
            is_second = move.moved == position and child.tag in names[move.anchor : position]
            if is_second and not move.settles:
                return _once_too_often(child, parent)
            return explain_move(move, child, parent)
        if missing:
            is_other_part = len(missing) > _FEW and child.tag in before  # a choice that comes again and again
            return _once_too_often(child, parent) if is_other_part else _skipped(child, parent, missing, after, last)
        if child.tag in before:
            return _once_too_often(child, parent)
        if row := model.way_through(states, child.tag, frozenset(after)) or _known(model.way(states, child.tag)):
            return _skipped(child, parent, row, after, last, is_row=True)
        if (leader := next((name for name in after if name in model.preceding(child.tag)), None)) is not None:
            return must_follow(msg("{name}", name=tag(child.tag, child)), msg("{name}", name=tag(leader, parent)))
        return _at_this_place(child, parent, _known(model.expected(states)))


def _where(child: Node, parent: Node, homes: list[str], known: list[str]) -> Message:
    """Say where a stranger belongs: in an ancestor rather than elsewhere; else what is allowed in its place."""
    if homes:
        above = [ancestor.tag for ancestor in parent.iterancestors() if ancestor.tag in homes]
        return msg("It belongs in {homes}.", homes=listed([tag(name, child) for name in above[:1] or homes]))
    if not known:
        return msg("Take it out: {parent} has no children.", parent=tag(parent.tag, parent))
    allowed = listed([tag(name, parent) for name in known])
    return msg("Allowed in {parent} are: {allowed}.", parent=tag(parent.tag, parent), allowed=allowed)


def _known(names: Iterable[str]) -> list[str]:
    """Give the names that are names, each once."""
    return [name for name in dict.fromkeys(names) if name != ANYTHING]


def _local(name: str) -> str:
    return name.rpartition("}")[2]


def name_meant(local: str, known: list[str], *, alike: bool = True) -> str:
    """Find what is meant by a local name that is not known: nothing, where there is nothing like it.

    The name of JATS for one of HTML, or the last part of a name (<body> for <article-body>), else one written alike.
    """
    return _meant(local, known) or (_alike(local, known) if alike else "")


def _meant(local: str, known: list[str]) -> str:
    meant = (_OF_HTML.get(local, ""), re.split("[-_]", local)[-1])
    return next((name for one in meant for name in known if _local(name) == one), "")


@lru_cache(1000)
def _close(local: str, known: tuple[str, ...]) -> str:
    return next(iter(get_close_matches(local, known, 1)), "")


def _alike(local: str, known: list[str]) -> str:
    """Find the name that is written alike."""
    close = _close(local, tuple(map(_local, known))) if len(local) <= _LONGEST_NAME else ""
    return next((name for name in known if _local(name) == close), "")


def _children(element: Node) -> list[str]:
    return [child.tag for child in element.iterchildren("{*}*")]


def _what(names: list[str], near: Node, *, is_row: bool = False) -> Message:
    """Write what is missing: one element, one of several, or several in a row."""
    written = [tag(name, near) for name in names]
    if len(written) == 1:
        return msg("{name}", name=written[0])
    if len(written) > _MANY:
        return msg("an element")
    if is_row:
        return msg("the row {names}", names=listed(written))
    return msg("one of {names}", names=listed(written))


def _skipped(
    child: Node, parent: Node, missing: list[str], after: list[str], last: str, *, is_row: bool = False
) -> Said:
    """Explain that something has to come before the child: it is missing, or it stands behind."""
    written = tag(child.tag, child)
    behind = [name for name in (missing[:1] if is_row else missing) if name in after]
    missing = [name for name in missing if name not in after]  # the others of the row are told when it is their turn
    if behind:
        first = tag(behind[0], parent)
        message = msg("{child} stands too early: {first} must come before it.", child=written, first=first)
        return Said(
            "schema-element-misplaced", message, msg("Move {first} before {child}.", first=first, child=written)
        )
    what = _what(missing, parent, is_row=is_row)
    several = len(missing) > 1  # their sentences do not begin with “one of” or “the row”
    if last:
        message = msg("{what} is missing after {last}, before {child}.", what=what, last=last, child=written)
        if several:
            message = msg("After {last}, before {child}, {what} is missing.", what=what, last=last, child=written)
        return Said("schema-element-missing", message, msg("Put {what} after {last}.", what=what, last=last))
    told: dict[str, Message | str] = {"what": what, "parent": tag(parent.tag, parent), "child": written}
    message = msg("{what} is missing at the beginning of {parent}, before {child}.", **told)
    if several:
        message = msg("At the beginning of {parent}, before {child}, {what} is missing.", **told)
    return Said("schema-element-missing", message, msg("Put {what} before {child}.", what=what, child=written))


def _once_too_often(child: Node, parent: Node) -> Said:
    written = {"child": tag(child.tag, child), "parent": tag(parent.tag, parent)}
    message = msg("{child} stands in {parent} once too often.", **written)
    return Said("schema-element-repeated", message, msg("Take it out, or join it with the one before."))


def _at_this_place(child: Node, parent: Node, expected: list[str]) -> Said:
    written = {"child": tag(child.tag, child), "parent": tag(parent.tag, parent)}
    if not expected:
        message = msg("{child} may not stand here: nothing may follow in {parent}.", **written)
        return Said("schema-element-misplaced", message, msg("Take it out, or move it to its place."))
    allowed = listed([tag(name, parent) for name in expected])
    message = msg("{child} may not stand here in {parent}. Expected is {allowed}.", **written, allowed=allowed)
    return Said("schema-element-misplaced", message, msg("Move it to its place, or take it out."))


def _wrong_namespace(child: Node, name: str, written: dict[str, str]) -> Said:
    """Explain a child that would be right if it were in the namespace of ``name``."""
    code, given, meant = "schema-namespace-wrong", etree.QName(child).namespace, etree.QName(name).namespace
    if not meant:
        message = msg("{child} is in a namespace, and must be in none in {parent}.", **written)
        if child.prefix:
            return Said(code, message, msg("Write {right}, without prefix.", right=f"<{etree.QName(name).localname}>"))
        return Said(code, message, msg('Take the declaration xmlns="{given}" out.', given=shortened(given or "")))
    told = {**written, "namespace": meant, "given": shortened(given or "")}
    message = msg("{child} is in no namespace: in {parent} it must be in “{namespace}”.", **told)
    if given:
        message = msg("{child} is in the namespace “{given}”: in {parent} it must be in “{namespace}”.", **told)
    right = tag(name, child)
    if right == written["child"]:
        return Said(code, message, msg("Declare the namespace “{namespace}” for it.", namespace=meant))
    if meant in child.nsmap.values():
        return Said(code, message, msg("Write {right}.", right=right))
    remedy = msg("Write {right}, and declare its prefix for “{namespace}”.", right=right, namespace=meant)
    return Said(code, message, remedy)
