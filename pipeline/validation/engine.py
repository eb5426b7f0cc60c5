"""The quick and complete engine: libxml2 for the structure, the rest beside it.

A schema is *split* before libxml2 compiles it: assertions of XML Schema 1.1 are taken out, large enumerations become
patterns, costly imports are stubbed for documents that do not need them. How is derived from the schema documents
themselves; a schema that cannot be split is left to the judge.
"""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import cached_property
from itertools import islice

from lxml import etree

from pipeline.findings import Finding
from pipeline.schemas import SchemaDocuments, compile_schema
from pipeline.validation.assertions import Assertions, take_out_assertions
from pipeline.validation.corrections import correct
from pipeline.validation.declarations import Declarations
from pipeline.validation.enumerations import rewrite_enumerations
from pipeline.validation.explaining import MOST_FAULTS, Explainer, Fault, Kind
from pipeline.validation.features import beyond_the_split
from pipeline.validation.fixed_values import reword_fixed_references
from pipeline.validation.judging import Judge
from pipeline.validation.locating import Locator
from pipeline.validation.nodes import Tree
from pipeline.validation.parsing import parse
from pipeline.validation.references import References, find_references
from pipeline.validation.report import Report
from pipeline.validation.schema_trees import SchemaTree, reachable
from pipeline.validation.structure import Structure
from pipeline.validation.stubs import stubs
from pipeline.validation.traces import Traces
from pipeline.validation.verdicts import NotSplit, Undecided

# A type that an element itself names is related to others by the schema as it was written, and may bring attributes
# that the element's name does not tell of: the judge decides on such documents, unless that would take it minutes.
_NAMES_TYPES = etree.XPath(
    "boolean(//@xsi:type)",
    namespaces={"xsi": "http://www.w3.org/2001/XMLSchema-instance"},
    regexp=False,
    smart_strings=False,
)
_LONGEST_JUDGED = 4_000_000


@dataclass(frozen=True)
class _Split:
    """A schema as the engine runs it: what libxml2 does, and what is done beside it."""

    structure: Structure
    assertions: Assertions
    references: References

    def findings(self, tree: Tree, content: bytes, locator: Locator) -> Iterator[Finding]:
        structural = tuple(self.structure.findings(tree, content, locator))
        yield from structural
        yield from self.assertions.findings(tree, locator)
        yield from self.references.findings(tree, locator, assessed=not structural)

    def faults(self, tree: Tree, content: bytes) -> Iterator[Fault]:
        yield from self.structure.faults(tree, content)
        for element, assertion in islice(self.assertions.broken(tree), MOST_FAULTS):
            yield Fault(Kind.ASSERTION, element, limit=assertion.test)


class Checker:
    """Checks documents against one schema set, which is compiled at the first check and kept."""

    def __init__(self, documents: SchemaDocuments) -> None:
        self.documents = documents
        self._on_demand = tuple(f"{{{namespace}}}*" for namespace in documents.on_demand)

    def check(self, content: bytes, *, file: str = "") -> Report:
        """Check one XML document; ``file`` is what findings give as the file's name."""
        tree, findings = parse(content, file)
        if tree is not None:
            findings = self.findings(tree, content, Locator(tree, content, file))
        return Report(self.documents.id, findings)

    @property
    def is_usable(self) -> bool:
        """Tell whether any engine takes the schema."""
        return not self.uses_judge or self._judge.is_usable

    @property
    def uses_judge(self) -> bool:
        """Tell whether the schema is one that cannot be split, so that every check is the judge's."""
        return self._light is None and self._full is None

    def findings(self, tree: Tree, content: bytes, locator: Locator) -> tuple[Finding, ...]:
        """Check a parsed document, of which ``content`` is the text; where things are in its file the locator tells."""
        traces = Traces(tree, content)
        typed = traces.may_have(b"XMLSchema-instance") and bool(_NAMES_TYPES(tree))
        split = self._full if typed else self._split_for(tree, traces)
        try:
            found = tuple(split.findings(tree, content, locator)) if split else None
        except (Undecided, etree.XMLSchemaValidateError):
            found = None
        if found is not None and (not typed or len(content) > _LONGEST_JUDGED):
            return found
        judged = self._judge.findings(content, locator.file)
        return found or judged if judged else ()

    def faults(self, tree: Tree, content: bytes) -> Iterator[Fault]:
        """Give what is wrong with a parsed document as data, for who has words of his own for it.

        References to IDs and what only the judge can tell are left out: ``findings`` says whether a document is valid.
        """
        split = self._split_for(tree, Traces(tree, content))
        if split is not None:
            with suppress(Undecided, etree.XMLSchemaValidateError):
                yield from split.faults(tree, content)

    def _split_for(self, tree: Tree, traces: Traces) -> _Split | None:
        """Choose the lighter schema for documents that do not need the whole."""
        return (None if self._needs_full(tree, traces) else self._light) or self._full

    def _needs_full(self, tree: Tree, traces: Traces) -> bool:
        if not any(traces.may_have(namespace.encode()) for namespace in self.documents.on_demand):
            return False
        return next(tree.iter(*self._on_demand), None) is not None

    @cached_property
    def _light(self) -> _Split | None:
        """The schema with stubs for the namespaces that are needed on demand, where that is possible."""
        trees = reachable(self.documents, frozenset(self.documents.on_demand))
        stub_files = stubs(self.documents, trees)
        return _split(self.documents.with_files(stub_files), trees) if stub_files else None

    @cached_property
    def _full(self) -> _Split | None:
        return _split(self.documents, reachable(self.documents))

    @cached_property
    def _judge(self) -> Judge:
        return Judge(self.documents)


def _split(documents: SchemaDocuments, trees: tuple[SchemaTree, ...]) -> _Split | None:
    """Split a schema and compile its structure; nothing for a schema that only the judge can do."""
    lists = rewrite_enumerations(trees)
    if documents.xsd == "1.1" and beyond_the_split(trees):
        return None
    declarations = Declarations(trees)
    try:
        assertions = take_out_assertions(declarations)
        references = find_references(declarations)
        reword_fixed_references(declarations)
        correct(trees, documents.xsd)
        changed = {tree.name: etree.tostring(tree.root) for tree in trees}
        structure = Structure(compile_schema(documents.with_files(changed)), Explainer(declarations, lists))
    except (NotSplit, etree.XMLSchemaParseError):
        return None
    return _Split(structure, assertions, references)
