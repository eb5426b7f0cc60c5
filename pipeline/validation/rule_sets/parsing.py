"""Read a rule set of ours: a file of ISO Schematron (ISO/IEC 19757-3) with XSLT 1 binding, in the form that ours have.

A pattern per fault; its ``title`` names the fault in English, ``p`` of the class ``title.fr`` in French (the grammar
has one title for a pattern, and no language for a ``p``); ``p`` of the classes ``why`` and ``reference`` explain it.
The id of the assertion is the code. It has the English sentence, its diagnostics the other wordings: ``<code>.fr`` is
the sentence in French, ``<code>.remedy.en`` how to mend it in English. What a file has beyond this form is refused
rather than overlooked: a standard processor would obey it. House rules, of whatever form, are run by such a processor.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path

from lxml import etree

from pipeline.findings import Severity
from pipeline.i18n import SOURCE_LANGUAGE
from pipeline.validation.nodes import Node
from pipeline.validation.parsing import safe_parser
from pipeline.validation.rule_sets.definitions import Context, Definition, Let, Part, Rule, Wording
from pipeline.validation.rule_sets.translated import single_spaced

SCHEMATRON = "http://purl.oclc.org/dsdl/schematron"
SEVERITIES: Mapping[str, Severity] = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.NOTE}
"""The severity that each ``role`` stands for."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_CHILDREN = {
    "schema": {"title", "ns", "p", "pattern", "diagnostics"},
    "pattern": {"title", "p", "rule"},
    "rule": {"let", "assert", "report"},
    "assert": {"value-of", "name"},
    "report": {"value-of", "name"},
    "diagnostics": {"diagnostic"},
    "diagnostic": {"value-of", "name"},
}
"""The elements that are understood within each."""


def read_definition(path: Path) -> Definition:
    """Read a rule set.

    Raises ``ValueError`` for a file of another form.
    """
    root = etree.fromstring(path.read_bytes(), safe_parser(markup_only=True))
    _demand(root.tag == f"{{{SCHEMATRON}}}schema" and root.get("queryBinding") == "xslt", root, "not our Schematron")
    for element in root.iter(etree.Element):
        known = _CHILDREN.get(_name(element), set())
        for child in element.iterchildren(etree.Element):
            _demand(_name(child) in known, child, "not understood here")
    diagnostics = {_required(found, "id"): found for found in root.iterfind(f"{{{SCHEMATRON}}}diagnostics/*")}
    return Definition(
        name=path.stem,
        title=_text_of(root, "title"),
        namespaces=tuple((_required(ns, "prefix"), _required(ns, "uri")) for ns in _children(root, "ns")),
        rules=tuple(_rule(pattern, diagnostics) for pattern in _children(root, "pattern")),
    )


def _rule(pattern: Node, diagnostics: Mapping[str, Node]) -> Rule:
    rule = _only(pattern, "rule")
    assertion = _only(rule, "assert", "report")
    code, role = _required(assertion, "id"), _required(assertion, "role")
    _demand(role in SEVERITIES, assertion, f"role is {role}")
    remedy = f"{code}.remedy"
    named = [(name, diagnostics[name]) for name in assertion.get("diagnostics", "").split()]
    return Rule(
        code=code,
        severity=SEVERITIES[role],
        titles=((SOURCE_LANGUAGE, _text_of(pattern, "title")), *_other_titles(pattern)),
        why=_text_of(pattern, "p", "why"),
        reference=_text_of(pattern, "p", "reference"),
        see=assertion.get("see", ""),
        context=_context(rule, assertion),
        message=(
            Wording(SOURCE_LANGUAGE, tuple(_parts(assertion))),
            *(_wording(found) for name, found in named if name.rpartition(".")[0] == code),
        ),
        remedy=tuple(_wording(found) for name, found in named if name.rpartition(".")[0] == remedy),
    )


def _other_titles(pattern: Node) -> Iterator[tuple[str, str]]:
    for found in _children(pattern, "p"):
        kind, _, language = (found.get("class") or "").partition(".")
        if kind == "title":
            yield language, single_spaced(found.text or "").strip(" ")


def _context(rule: Node, assertion: Node) -> Context:
    lets = tuple(Let(_required(let, "name"), _required(let, "value")) for let in _children(rule, "let"))
    return Context(_required(rule, "context"), lets, _required(assertion, "test"), _name(assertion) == "report")


def _only(parent: Node, *names: str) -> Node:
    """Give the one child of some names. Two would need the same id, and ids are unique."""
    found = [child for name in names for child in _children(parent, name)]
    _demand(len(found) == 1, parent, f"without its one {names[0]}")
    return found[0]


def _wording(diagnostic: Node) -> Wording:
    return Wording(_required(diagnostic, _LANGUAGE), tuple(_parts(diagnostic)))


def _parts(sentence: Node) -> Iterator[Part]:
    """Take a sentence apart; blanks around it and line ends within it are those of the file."""
    parts = [Part(sentence.text or "")]
    for child in sentence.iterchildren(etree.Element):
        named = f"name({child.get('path', '.')})"
        parts += [Part(select=_required(child, "select") if _name(child) == "value-of" else named)]
        parts += [Part(child.tail or "")]
    last = len(parts) - 1
    for number, part in enumerate(parts):
        text = single_spaced(part.text)
        text = text.lstrip(" ") if number == 0 else text
        text = text.rstrip(" ") if number == last else text
        if text or part.select:
            yield Part(text, part.select)


def _text_of(parent: Node, name: str, kind: str | None = None) -> str:
    """Give the text of the first child of a name and class, empty where there is none."""
    found = (child.text or "" for child in _children(parent, name) if child.get("class") == kind)
    return single_spaced(next(found, "")).strip(" ")


def _children(parent: Node, name: str) -> Iterator[Node]:
    return parent.iterchildren(f"{{{SCHEMATRON}}}{name}")


def _name(element: Node) -> str:
    name = etree.QName(element)
    return name.localname if name.namespace == SCHEMATRON else element.tag


def _required(element: Node, attribute: str) -> str:
    value = element.get(attribute)
    _demand(value is not None, element, f"without {attribute}")
    return value or ""


def _demand(holds: bool, element: Node, fault: str) -> None:
    if not holds:
        raise ValueError(f"line {element.sourceline}: <{_name(element)}> {fault}")
