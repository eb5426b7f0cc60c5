"""Documents for inspections, and the one line that inspects them."""

from pathlib import Path

from pipeline.inspection import InspectionOptions, inspect
from pipeline.messages import Message
from pipeline.validation.report import DocumentReport
from tests.validation.examples import article, deposit

PUBLIC_1_1 = "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN"

GOOD_PERSON = '<person_name sequence="first" contributor_role="author"><surname>Carberry</surname></person_name>'


def good_deposit() -> bytes:
    """Make a deposit that neither schema nor server would refuse."""
    return deposit(person=GOOD_PERSON).replace(
        b"</full_title>", b'</full_title><issn media_type="electronic">2049-3630</issn>'
    )


def bad_deposit() -> bytes:
    """Make a deposit without the resource of its DOI."""
    return good_deposit().replace(b"<resource>https://example.org/</resource>", b"")


def named_article(public: str = PUBLIC_1_1, version: str = "1.1", body: str = "<p>One&ndash;two</p>") -> bytes:
    """Make an article that names a DTD."""
    doctype = f'<!DOCTYPE article PUBLIC "{public}" "JATS-journalpublishing1.dtd">'.encode()
    return doctype + article(body, f'dtd-version="{version}"')


class Announced:
    """Keeps what is announced."""

    said: list[Message]

    def __init__(self) -> None:
        self.said = []

    def __call__(self, message: Message) -> None:
        """Keep it."""
        self.said.append(message)


def inspected(*arguments: Path | str, **options: object) -> list[DocumentReport]:
    """Inspect in this process."""
    made = InspectionOptions(tuple(map(str, arguments)), **options)  # type: ignore[arg-type]  # as the options say
    return list(inspect(made, Announced()))


def one(tmp_path: Path, content: bytes, **options: object) -> DocumentReport:
    """Inspect one document."""
    path = tmp_path / "document.xml"
    path.write_bytes(content)
    (report,) = inspected(path, **options)
    return report


def codes(report: DocumentReport) -> list[str]:
    """List the codes of the findings."""
    return [finding.code for finding in report.findings]
