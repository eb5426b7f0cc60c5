"""What the tests of explanations have in common: a document with a fault, and all that is said of it."""

from dataclasses import dataclass

from pipeline.findings import Finding
from pipeline.validation import check
from tests.validation.examples import CROSSREF, article, deposit


@dataclass(frozen=True, slots=True)
class Case:
    """A document with one fault, and what is to be said of it; ``place`` is line and column."""

    content: bytes
    schema: str
    code: str
    place: str
    path: str
    message: str
    remedy: str

    @property
    def expected(self) -> tuple[str, str, str, str, str]:
        """All that the finding must say."""
        return self.code, self.place, self.path, self.message, self.remedy


def told(finding: Finding) -> tuple[str, str, str, str, str]:
    """Give what a finding says, in the form of a case."""
    place = finding.place
    return finding.code, f"{place.line}:{place.column}", place.path, str(finding.message), str(finding.remedy or "")


def said(case: Case) -> list[tuple[str, str, str, str, str]]:
    """Check the document of a case."""
    return [told(finding) for finding in check(case.content, case.schema).findings]


def changed(schema: str, old: str, new: str) -> bytes:
    """Make the example of a set with a change; fails where there is nothing to be changed."""
    content = deposit() if schema == CROSSREF else article("<p>Text</p>")
    assert content.count(old.encode()) == 1, old
    return content.replace(old.encode(), new.encode())


def body(xml: str, schema: str = CROSSREF) -> bytes:
    """Make an article with that body, or a deposit with that abstract."""
    return deposit(abstract=xml) if schema == CROSSREF else article(xml)


def marked(content: bytes, finding: Finding) -> str:
    """Give the text that begins at the place of a finding, up to the end of its line."""
    line = content.decode("utf-8").split("\n")[finding.place.line - 1]
    return line[finding.place.column - 1 :]
