"""Both engines on one document: whether they agree, and if not, by which known cause."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import combinations

from pipeline.schemas import Catalog, SchemaDocuments
from pipeline.validation import Checker, Judge, check, judge
from tests.validation.differential.known import KNOWN, reread


@dataclass(frozen=True, slots=True)
class Comparison:
    """The verdicts on one document: ``causes`` are the known differences that explain why they differ."""

    ours: bool
    judged: bool
    causes: tuple[str, ...] = ()

    @property
    def explained(self) -> bool:
        """Tell whether the engines agree, or differ by known causes alone."""
        return self.ours == self.judged or bool(self.causes)


@dataclass
class Tally:
    """What came of many comparisons."""

    compared: int = 0
    invalid: int = 0
    causes: Counter[str] = field(default_factory=Counter)
    unexplained: list[str] = field(default_factory=list)

    def add(self, name: str, comparison: Comparison) -> None:
        """Count one more document."""
        self.compared += 1
        self.invalid += not comparison.ours
        self.causes.update(comparison.causes)
        if not comparison.explained:
            self.unexplained.append(f"{name}: we say {comparison.ours}, the judge says {comparison.judged}")


@dataclass(frozen=True, slots=True)
class Engines:
    """The two engines with one schema, in a version of XML Schema: each gives its verdict on a document."""

    ours: Callable[[bytes], bool]
    judge: Callable[[bytes], bool]
    xsd: str

    def compare(self, content: bytes) -> Comparison:
        """Give a document to both, and find out why they differ."""
        ours, judged = self.ours(content), self.judge(content)
        return Comparison(ours, judged, self._causes(content, judged=judged) if ours != judged else ())

    def _causes(self, content: bytes, *, judged: bool) -> tuple[str, ...]:
        """Give the fewest known causes that together explain a difference."""
        plain = reread(content)
        possible = [known for known in KNOWN if (not judged) in known.ours and known.xsd in ("", self.xsd)]
        changing = [known for known in possible if reread(content, known) != plain]
        for chosen in (some for size in range(1, len(changing) + 1) for some in combinations(changing, size)):
            read = reread(content, *chosen)
            if self.ours(read) == judged == self.judge(read):
                return tuple(known.name for known in chosen)
        return ()


def engines(schema: str) -> Engines:
    """Give the engines for a set of the catalog."""
    return Engines(
        lambda content: check(content, schema).valid,
        lambda content: judge(content, schema).valid,
        Catalog.load().find(schema).xsd,
    )


def engines_for(documents: SchemaDocuments) -> Engines:
    """Give the engines for a schema of one's own."""
    checker, judging = Checker(documents), Judge(documents)
    return Engines(
        lambda content: checker.check(content).valid, lambda content: judging.check(content).valid, documents.xsd
    )
