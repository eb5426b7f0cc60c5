"""A rule set as values: what a Schematron file says, without the XML around it."""

from dataclasses import dataclass

from pipeline.findings import Severity


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a sentence: a literal ``text``, or else the value that the XPath expression ``select`` gives."""

    text: str = ""
    select: str = ""


@dataclass(frozen=True, slots=True)
class Wording:
    """A sentence in one language (BCP 47 tag)."""

    language: str
    parts: tuple[Part, ...]

    @property
    def template(self) -> str:
        """Give the sentence with ``{}`` for each value."""
        return "".join("{}" if part.select else part.text for part in self.parts)


@dataclass(frozen=True, slots=True)
class Let:
    """A variable: its name, and the XPath expression that gives its value."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Context:
    """Which nodes are looked at (an XSLT pattern), the variables of each, and the test that it is put to."""

    pattern: str
    lets: tuple[Let, ...]
    test: str
    fires_when: bool
    """What the test gives where there is a problem: false for an ``assert``, true for a ``report``."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One fault and how it is found."""

    code: str
    severity: Severity
    titles: tuple[tuple[str, str], ...]
    """The fault in a few words: pairs of a language tag and a text, English first."""
    why: str
    reference: str
    see: str
    context: Context
    message: tuple[Wording, ...]
    remedy: tuple[Wording, ...]

    @property
    def title(self) -> str:
        """Give the title in English."""
        return self.titles[0][1]


@dataclass(frozen=True, slots=True)
class Definition:
    """All that a file of rules says: the name of the set, its title, the namespaces of its prefixes, its rules."""

    name: str
    title: str
    namespaces: tuple[tuple[str, str], ...]
    rules: tuple[Rule, ...]
