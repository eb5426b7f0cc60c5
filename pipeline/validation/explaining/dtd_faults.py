"""What a DTD finds wrong, in words: what is missing after what, what stands in the wrong place, what is allowed there.

Standard: XML 1.0, validity constraints (2.9, 3, 3.1, 3.3.1 and 3.3.2). libxml2 gives the verdict; where it finds a
fault that the walk does not, its name of the error is told (``DTD_…``).
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import islice
from typing import cast

from lxml import etree

from pipeline.findings import Finding, Severity
from pipeline.messages import Message, msg
from pipeline.validation.explaining.children import Children, name_meant
from pipeline.validation.explaining.content_models import ContentModel
from pipeline.validation.explaining.dtd_attributes import explain_dtd_attribute
from pipeline.validation.explaining.dtd_declarations import DtdDeclarations, local_name, written_name
from pipeline.validation.explaining.dtd_models import DtdModels, sketch, sketched, written
from pipeline.validation.explaining.dtd_walk import STANDALONE, DtdWalk
from pipeline.validation.explaining.faults import Fault, Kind
from pipeline.validation.explaining.libxml2_faults import Paths
from pipeline.validation.explaining.naming import shortened
from pipeline.validation.explaining.saying import Said
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Node, Tree, entries

_MOST = 1000
"""Faults of one document that are explained one by one."""

_CROWDED = 20_000
"""Elements of a document beyond which its faults are counted before libxml2 is asked."""

_MOST_DRAWN = 20_001
"""Children before a fault, and after it, that are looked at."""

_COUNT = etree.XPath("count(/descendant::*)")


def dtd_findings(dtd: etree.DTD, tree: Tree, locator: Locator) -> tuple[Finding, ...]:
    """Validate a document, and give a finding for each fault, up to a number that nobody reads; none if it is valid.

    lxml writes the path of every fault, in a time that grows with the number of siblings: a large document with many
    faults would take minutes. It is not valid, and libxml2 is not asked.
    """
    explainer = _explainer(dtd)
    elements = cast("float", _COUNT(tree))
    found = explainer.faults(tree) if elements > _CROWDED else ()
    if len(found) * elements <= _MOST * _CROWDED and dtd.validate(tree):
        return ()
    return tuple(explainer.findings(found or explainer.faults(tree), locator)) or tuple(
        _unexplained(dtd, tree, locator)
    )


@lru_cache(8)
def _explainer(dtd: etree.DTD) -> "DtdExplainer":
    """Make what explains the faults by a DTD; kept for DTDs in use, as they themselves are."""
    return DtdExplainer(DtdDeclarations(dtd))


class DtdExplainer:
    """Explains faults by what a DTD declares."""

    def __init__(self, declarations: DtdDeclarations) -> None:
        self._declarations = declarations
        self._models = DtdModels(declarations)
        self._children = Children(self._models)

    def faults(self, tree: Tree) -> tuple[Fault, ...]:
        """Find the faults of a document, up to one more than are explained."""
        return tuple(islice(DtdWalk(self._declarations, self._models, tree).faults(), _MOST + 1))

    def findings(self, faults: tuple[Fault, ...], locator: Locator) -> Iterator[Finding]:
        """Give a finding for each fault."""
        for fault in _standalone_once(faults[:_MOST]):
            said = self._explained(fault)
            place = locator.place(fault.element, fault.attribute)
            excerpt = locator.excerpt(fault.element, fault.attribute)
            yield Finding(said.code, Severity.ERROR, said.message, place, said.remedy, excerpt)
        if len(faults) > _MOST:
            message = msg("There are more than {count} faults; no more are listed.", count=_MOST)
            yield Finding("dtd-too-many", Severity.ERROR, message, locator.beginning())

    def _explained(self, fault: Fault) -> Said:
        match fault.kind:
            case Kind.UNDECLARED:
                return self._undeclared(fault.element)
            case Kind.UNEXPECTED:
                return self._unexpected(fault, fault.element.getparent())
            case Kind.INCOMPLETE:
                return self._incomplete(fault)
            case Kind.CHILDREN | Kind.TEXT | Kind.CONTENT | Kind.OTHER:
                return _of_content(fault)
        return explain_dtd_attribute(fault, self._declarations)

    def _undeclared(self, element: Node) -> Said:
        message = msg("The DTD knows no element <{name}>.", name=shortened(written_name(element)))
        local = local_name(element.tag)
        if forms := self._declarations.forms(local):
            return Said("dtd-element-unknown", message, self._by_prefix(element, forms[0]))
        known = self._around(element)
        if meant := name_meant(local, known):
            return Said("dtd-element-unknown", message, msg("Did you mean {name}?", name=f"<{written(meant)}>"))
        return Said("dtd-element-unknown", message, msg("Look at its name, or take it out."))

    def _around(self, element: Node) -> list[str]:
        """List what might be meant by an element that is not known: what its parent may have; any for a root."""
        parent = element.getparent()
        if parent is None:
            return [sketched(name) for name in self._declarations.names if ":" not in name]
        model = self._models.of(sketch(parent))
        return model.names if model else []

    def _unexpected(self, fault: Fault, parent: Node | None) -> Said:
        """Explain a child that may not stand where it does; ``parent`` is its parent."""
        child = fault.element
        if parent is None or (model := self._models.of(sketch(parent))) is None:
            return self._undeclared(child)
        name = sketched(written_name(child))
        if name not in model.names:
            return self._stranger(child, parent, model)
        before = list(islice(_kept(child.itersiblings("{*}*", preceding=True), model), _MOST_DRAWN))
        after = list(islice(_kept(child.itersiblings("{*}*"), model), _MOST_DRAWN))
        drawn = sketch(parent, [*reversed(before), child, *after], self._declarations.prefixes)
        said = self._children.unexpected(replace(fault, element=drawn[len(before)]))
        return Said("dtd-content", said.message, said.remedy)

    def _stranger(self, child: Node, parent: Node, model: ContentModel) -> Said:
        """Explain a child that the DTD knows, but not in that parent."""
        written_alike = [name for name in model.names if local_name(name) == local_name(child.tag)]
        if written_alike:
            message = msg("{child} is not allowed in {parent}.", child=_tag(child), parent=_tag(parent))
            remedy = self._by_prefix(child, written(written_alike[0]))
            return Said("dtd-element-not-allowed", message, remedy)
        drawn = sketch(parent, [child], self._declarations.prefixes)
        said = self._children.stranger(drawn[0], drawn, model)
        return Said("dtd-element-not-allowed", said.message, said.remedy)

    def _by_prefix(self, element: Node, name: str) -> Message:
        """Tell by which prefix the DTD knows an element."""
        prefix = name.rpartition(":")[0]
        if not prefix:
            return msg("Write <{name}>, without prefix: a DTD goes by prefixes, not by namespaces.", name=name)
        bound = self._declarations.namespaces
        namespace = next((uri for uri, known in bound.items() if known == prefix), "…")
        if element.nsmap.get(prefix) == namespace:
            return msg("Write <{name}>: a DTD goes by prefixes, not by namespaces.", name=name)
        return msg(
            'Write <{name}>, and declare xmlns:{prefix}="{namespace}": a DTD goes by prefixes, not by namespaces.',
            name=name,
            prefix=prefix,
            namespace=namespace,
        )

    def _incomplete(self, fault: Fault) -> Said:
        children = list(fault.element.iterchildren("{*}*"))
        shown = children if len(children) <= _MOST_DRAWN else [*children[:_MOST_DRAWN], children[-1]]
        drawn = sketch(fault.element, shown, self._declarations.prefixes)
        said = self._children.incomplete(replace(fault, element=drawn))
        return Said("dtd-content", said.message, said.remedy)


def _kept(siblings: Iterable[Node], model: ContentModel) -> Iterator[Node]:
    """Give the siblings that may be among the children, whatever their order."""
    names = frozenset(model.names)
    return (one for one in siblings if sketched(written_name(one)) in names)


def _of_content(fault: Fault) -> Said:
    """Explain what stands where there may be nothing like it."""
    element = _tag(fault.element)
    parent = fault.element.getparent()
    if fault.kind is Kind.TEXT:
        message = msg(
            "There is text in {element}, where the DTD allows only elements: “{text}”.",
            element=element,
            text=shortened(fault.value),
        )
        remedy = msg("Take the text out, or put it into the right element.")
        return Said("dtd-text-not-allowed", message, remedy)
    if fault.kind is Kind.CONTENT:
        message = msg("<{name}> must be empty by the DTD.", name=shortened(written_name(fault.element)))
        return Said("dtd-not-empty", message, msg("Take out what is between its tags, blanks and comments too."))
    if fault.kind is Kind.CHILDREN and parent is not None:
        message = msg("{child} is not allowed in {parent}, where only text may be.", child=element, parent=_tag(parent))
        return Said("dtd-element-not-allowed", message, msg("Take the elements out and leave their text."))
    message = msg(
        "The document declares itself standalone, and has blanks in {element} that mean nothing by the DTD.",
        element=element,
    )
    return Said("dtd-standalone", message, msg('Take standalone="yes" out of the XML declaration.'))


def _standalone_once(faults: Iterable[Fault]) -> Iterator[Fault]:
    """Leave out all but the first of the blanks that a standalone document may not have: it is mended once."""
    is_told = False
    for fault in faults:
        if fault.value != STANDALONE or fault.kind is not Kind.OTHER:
            yield fault
        elif not is_told:
            is_told = True
            yield fault


def _tag(element: Node) -> str:
    return f"<{shortened(written_name(element))}>"


def _unexplained(dtd: etree.DTD, tree: Tree, locator: Locator) -> Iterator[Finding]:
    """Tell the errors of libxml2 by their names, one of each kind."""
    paths = Paths(tree)
    errors = {error.type_name: error for error in reversed(entries(dtd.error_log))}
    places = [(name, paths.element(error.path)) for name, error in errors.items()] or [("?", tree.getroot())]
    for name, element in places:
        message = msg("The document does not follow its DTD ({detail}).", detail=name)
        remedy = msg("Compare it with the documentation of the tag set.")
        yield Finding(
            "dtd-violation", Severity.ERROR, message, locator.place(element), remedy, locator.excerpt(element)
        )
