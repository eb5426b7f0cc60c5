"""Faults of order and presence of elements, in words: what is missing after what, what stands in the wrong place."""

from difflib import get_close_matches

from lxml import etree

from pipeline.messages import Message, msg
from pipeline.validation.explaining.content_models import ANYTHING, ContentModel, ContentModels
from pipeline.validation.explaining.faults import Fault
from pipeline.validation.explaining.naming import listed, tag
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

_MOST_CHILDREN = 20_000
"""Children before a fault beyond which the content model is not followed."""


class Children:
    """Explains what is wrong with the children of elements of one schema."""

    def __init__(self, models: ContentModels) -> None:
        self._models = models

    def incomplete(self, fault: Fault) -> Said:
        """Explain that an element ends before a child that it must have."""
        element = fault.element
        children = _children(element)
        missing = [name for name in self._completing(element, children) or fault.expected if name != ANYTHING]
        parent = tag(element.tag, element)
        if not missing:
            return Said("schema-element-missing", msg("{parent} is not complete.", parent=parent), None)
        what, last = _one_of(missing, element), tag(children[-1], element) if children else ""
        if last:
            message = msg(
                "{what} is missing at the end of {parent}, after {last}.", what=what, parent=parent, last=last
            )
            return Said("schema-element-missing", message, msg("Put {what} after {last}.", what=what, last=last))
        message = msg("{parent} has no children: {what} is missing.", parent=parent, what=what)
        return Said("schema-element-missing", message, msg("Put {what} inside of {parent}.", what=what, parent=parent))

    def _completing(self, element: Node, children: list[str]) -> list[str]:
        model = self._models.of(element)
        states = model.after(children) if model and len(children) <= _MOST_CHILDREN else frozenset()
        return model.completing(states) if model and states else []

    def unexpected(self, fault: Fault) -> Said:
        """Explain that a child may not stand where it does."""
        child, parent = fault.element, fault.element.getparent()
        if parent is None:
            return Said(
                "schema-element-undeclared",
                msg("{child} is not known to this schema.", child=tag(child.tag, child)),
                None,
            )
        model = self._models.of(parent)
        names = _children(parent)
        position = parent.index(child) if len(parent) == len(names) else list(parent.iterchildren("{*}*")).index(child)
        if model is None or position > _MOST_CHILDREN:
            return _at_this_place(child, parent, [name for name in fault.expected if name != ANYTHING])
        if child.tag not in model.names and ANYTHING not in model.names:
            return self._stranger(child, parent, model)
        return self._misplaced(child, parent, model, names, position)

    def _stranger(self, child: Node, parent: Node, model: ContentModel) -> Said:
        """Explain a child whose name is not one that the parent may have."""
        local = etree.QName(child).localname
        written = {"child": tag(child.tag, child), "parent": tag(parent.tag, parent)}
        for name in model.names:
            if etree.QName(name).localname == local:
                return _wrong_namespace(child, name, written)
        message = msg("{child} is not allowed in {parent}.", **written)
        known = [etree.QName(name).localname for name in model.names if name != ANYTHING]
        meant = _OF_HTML.get(local, "")
        close = [meant] if meant in known else get_close_matches(local, known, 1)
        if close:
            name = next(name for name in model.names if etree.QName(name).localname == close[0])
            return Said("schema-element-unknown", message, msg("Did you mean {name}?", name=tag(name, parent)))
        return Said("schema-element-unknown", message, self._where(child, parent, model))

    def _where(self, child: Node, parent: Node, model: ContentModel) -> Message:
        homes = [tag(name, child) for name in self._models.parents_of(child.tag)]
        if homes:
            return msg("It belongs in {homes}.", homes=listed(homes))
        allowed = [tag(name, parent) for name in dict.fromkeys(model.names)]
        if not allowed:
            return msg("Take it out: {parent} has no children.", parent=tag(parent.tag, parent))
        return msg("Allowed in {parent} are: {allowed}.", parent=tag(parent.tag, parent), allowed=listed(allowed))

    def _misplaced(self, child: Node, parent: Node, model: ContentModel, names: list[str], position: int) -> Said:
        """Explain a child that the parent may have, but not there."""
        before, after = names[:position], names[position + 1 :]
        states = model.after(before)
        last = tag(before[-1], parent) if before else ""
        if missing := [name for name in model.inserted(states, child.tag) if name != ANYTHING]:
            return _skipped(child, parent, missing, after, last)
        if (earlier := self._earlier(model, before, child.tag)) is not None:
            written = {"child": tag(child.tag, child), "next": tag(before[earlier], parent)}
            if child.tag in before[earlier:]:
                return _once_too_often(child, parent)
            message = msg("{child} stands too late: it must come before {next}.", **written)
            return Said("schema-element-misplaced", message, msg("Move {child} before {next}.", **written))
        if child.tag in before:
            return _once_too_often(child, parent)
        return _at_this_place(child, parent, [name for name in model.expected(states) if name != ANYTHING])

    @staticmethod
    def _earlier(model: ContentModel, before: list[str], name: str) -> int | None:
        """Find the last of the preceding children before which the child would be in its place."""
        accepted = None
        states = model.after(())
        for number, sibling in enumerate(before):
            if model.accepts(states, name):
                accepted = number
            states = frozenset(state for state in model.next(states) if model.names[state] in {sibling, ANYTHING})
        return accepted


def _children(element: Node) -> list[str]:
    return [child.tag for child in element.iterchildren("{*}*")]


def _one_of(names: list[str], near: Node) -> Message:
    written = [tag(name, near) for name in names]
    if len(written) == 1:
        return msg("{name}", name=written[0])
    return msg("one of {names}", names=listed(written))


def _skipped(child: Node, parent: Node, missing: list[str], after: list[str], last: str) -> Said:
    """Explain that something has to come before the child: it is missing, or it stands behind."""
    written = tag(child.tag, child)
    behind = [name for name in missing if name in after]
    if behind:
        first = tag(behind[0], parent)
        message = msg("{child} stands too early: {first} must come before it.", child=written, first=first)
        return Said(
            "schema-element-misplaced", message, msg("Move {first} before {child}.", first=first, child=written)
        )
    what = _one_of(missing, parent)
    if last:
        message = msg("{what} is missing after {last}, before {child}.", what=what, last=last, child=written)
        return Said("schema-element-missing", message, msg("Put {what} after {last}.", what=what, last=last))
    message = msg(
        "{what} is missing at the beginning of {parent}, before {child}.",
        what=what,
        parent=tag(parent.tag, parent),
        child=written,
    )
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
    meant = etree.QName(name)
    message = msg(
        "{child} is in the wrong namespace: in {parent} it must be in “{namespace}”.",
        **written,
        namespace=meant.namespace or "",
    )
    if not meant.namespace:
        message = msg("{child} is in a namespace, and must be in none in {parent}.", **written)
    right = tag(name, child)
    remedy = msg("Write {right}, and declare its namespace.", right=right)
    if right == written["child"]:
        remedy = msg("Declare the namespace “{namespace}” for it.", namespace=meant.namespace or "")
    return Said("schema-namespace-wrong", message, remedy)
