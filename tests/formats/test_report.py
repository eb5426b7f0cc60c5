"""The report's page: figures, scores and problems, in each language, with nothing of a record taken for markup."""

import pytest
from lxml import html

from pipeline.findings import Finding, Place, Severity
from pipeline.formats import all_formats
from pipeline.formats.base import Unit
from pipeline.formats.completeness import Completeness
from pipeline.formats.report import FORMATS, BuildReport, FindingCount, Made
from pipeline.i18n import localizer
from pipeline.messages import msg
from pipeline.rendering import Renderer
from tests.works import full_work


@pytest.fixture
def report() -> BuildReport:
    """A report with one kind of error, of which one is shown."""
    score = Completeness()
    score.add(full_work())
    place = Place("articles/<b>.yaml", 3, 4, "title.fr")
    finding = Finding("text-empty", Severity.ERROR, msg("The text is empty."), place, msg("Write {x}.", x="<i>a</i>"))
    return BuildReport(
        records=1234,
        built=1,
        made=(Made("jats", "", 1), Made("landing", "fr", 7)),
        findings=(FindingCount("text-empty", Severity.ERROR, 25, (finding,)),),
        completeness=score,
        languages=("en", "fr"),
    )


@pytest.mark.parametrize(("tag", "figure"), [("en", "1,234"), ("fr", "1\u202f234")])
def test_page(report: BuildReport, tag: str, figure: str) -> None:
    """Figures are written as the language does; the problem is there as text, with its count."""
    artifact = Renderer(FORMATS).render(FORMATS[0], report, localizer(tag))
    page = html.document_fromstring(artifact.content.decode())
    text = " ".join(str(part) for part in page.itertext())
    assert artifact.path.name == f"report.{tag}.html"
    assert page.get("lang") == tag
    assert figure in text
    assert "articles/<b>.yaml:3:4" in text
    assert "<i>a</i>" in text
    assert "24" in str(page.xpath("string(//details//li[last()])"))
    assert not list(page.iter("script"))


def test_formats_have_names() -> None:
    """Every format of ours has a name for people, and one that somebody adds without is shown as it is called."""
    empty = BuildReport(0, 0, (), (), Completeness(), ("en",))
    assert [made.name for made in all_formats() if made.unit is not Unit.REPORT and not made.label] == []
    assert empty.label("titles") == "titles"
    assert str(empty.label("jats")) == "JATS XML"


def test_charts(report: BuildReport) -> None:
    """Each score is a bar as long as its share, with its value for those who do not see it."""
    page = html.document_fromstring(Renderer(FORMATS).render(FORMATS[0], report, localizer("en")).content.decode())
    bars = [found for found in page.iter("span") if found.get("role") == "img"]
    assert len(bars) > 10
    for bar in bars:
        share = float([str(rect.get("width")) for rect in bar.iter("rect")][1])
        assert f"{share:.0f}%" in str(bar.get("aria-label"))
