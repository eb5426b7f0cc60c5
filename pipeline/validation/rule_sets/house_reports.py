"""What the reference implementation reports (SVRL, ISO/IEC 19757-3, annex D), as values."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.findings import Severity
from pipeline.i18n import SOURCE_LANGUAGE
from pipeline.validation.nodes import Node, Tree
from pipeline.validation.rule_sets.house_stylesheets import ELEMENTS, SVRL
from pipeline.validation.rule_sets.translated import Translated, single_spaced

_SEVERITIES: Mapping[str, Severity] = {
    "fatal": Severity.ERROR,
    "error": Severity.ERROR,
    "warn": Severity.WARNING,
    "warning": Severity.WARNING,
    "info": Severity.NOTE,
    "information": Severity.NOTE,
}
"""What a ``role`` says; any other, and none, is an error."""

_FALLBACK_CODE = "schematron"
_LONGEST_SENTENCE = 1000
"""Characters of a sentence that are kept; rules may quote as much of a document as they like."""

_LANGUAGE = "{http://www.w3.org/XML/1998/namespace}lang"
_REMEDY = ".remedy"


@dataclass(frozen=True, slots=True)
class Failure:
    """A failed assertion, or a successful report. ``number`` is that of the element in the document, from 0."""

    code: str
    severity: Severity
    message: Translated
    remedy: Translated | None
    element: Node | None
    attribute: str
    number: int


def failures(report: Tree, tree: Tree, language: str) -> Iterator[Failure]:
    """Give what failed, by patterns; ``language`` is that of the rules’ sentences, empty where that is not said."""
    places = _Places(report, tree)
    pattern = role = ""
    for event in report.getroot().iterchildren(etree.Element):
        kind = etree.QName(event).localname
        if kind == "active-pattern":
            pattern = event.get("id", "")
        elif kind == "fired-rule":
            role = event.get("role", "")
        elif kind in ("failed-assert", "successful-report"):
            element, attribute, number = places.of(event.get("location", ""))
            yield Failure(
                event.get("id") or pattern or _FALLBACK_CODE,
                _SEVERITIES.get((event.get("role") or role).strip().lower(), Severity.ERROR),
                *_sentences(event, language or SOURCE_LANGUAGE),
                element,
                attribute,
                number,
            )


class _Places:
    """Finds the elements of a document by the names that the report gives them."""

    def __init__(self, report: Tree, tree: Tree) -> None:
        self._names = report.findtext(ELEMENTS) or ""
        self._tree = tree
        self._numbers: dict[str, int] = {}
        self._elements: list[Node] = []

    def of(self, location: str) -> tuple[Node | None, str, int]:
        """Give element, attribute (in Clark notation, empty for none) and the element’s number."""
        if not self._elements:
            self._numbers = {name: number for number, name in enumerate(self._names.split())}
            self._elements = list(self._tree.iter(etree.Element))
        name, _, attribute = location.partition(" ")
        number = self._numbers.get(name, -1)
        return (self._elements[number] if number >= 0 else None), attribute.removeprefix("{}"), number


def _sentences(event: Node, language: str) -> tuple[Translated, Translated | None]:
    """Sort what is said into what is wrong and how to mend it, each by language.

    A diagnostic in another language than the rules’ own is the sentence in that language, unless its id says that it is
    a remedy (``….remedy.fr``). Any other adds to what has been said, which is mostly how to mend it.
    """
    message = {language: _text(event.find(f"{{{SVRL}}}text"))}
    remedy: dict[str, str] = {}
    for diagnostic in event.iterfind(f"{{{SVRL}}}diagnostic-reference"):
        name, _, end = diagnostic.get("diagnostic", "").rpartition(".")
        tag = diagnostic.get(_LANGUAGE) or (end if name else "") or language
        sentences = message if tag != language and not name.endswith(_REMEDY) else remedy
        sentences[tag] = f"{sentences[tag]} {_text(diagnostic)}" if tag in sentences else _text(diagnostic)
    return _translated(message), _translated(remedy) if remedy else None


def _translated(sentences: Mapping[str, str]) -> Translated:
    wordings = tuple(sentences.items())
    return Translated(wordings[0][1], wordings=wordings)


def _text(element: Node | None) -> str:
    text = "" if element is None else single_spaced(str(element.xpath("string()"))).strip(" ")
    return text if len(text) <= _LONGEST_SENTENCE else f"{text[:_LONGEST_SENTENCE]}…"
