"""Pages about more than one work: issues, journals, the site; and the report of the build."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.building.making import Made, Maker
from pipeline.building.tools import Tools
from pipeline.formats.base import JournalContents, SiteContents, Unit
from pipeline.formats.report import BuildReport

if TYPE_CHECKING:
    from pipeline.building.inventory import StagedFile
    from pipeline.formats.base import Subject

REPORT_PAGE = "report.html"
"""The report where people look for it, in the language of the person who asked for the build."""


@dataclass(frozen=True, slots=True)
class PagesTask:
    """Make the pages of a journal and of its issues. ``number`` tells tasks apart."""

    number: int
    contents: JournalContents


def make_pages(tools: Tools, task: PagesTask) -> tuple[Made, ...]:
    """Make and stage the pages of a journal and of its issues."""
    subjects: tuple[Subject, ...] = (task.contents, *task.contents.issues)
    folder = f"pages/{task.number}"
    return tuple(tools.maker.make(subject, task.contents.journal.id, folder) for subject in subjects)


def make_site(maker: Maker, contents: SiteContents) -> Made:
    """Make and stage the pages of the whole site."""
    return maker.make(contents, "site", "pages/0")


def make_report(maker: Maker, report: BuildReport, reader: str) -> Made:
    """Make and stage the report in each language, and once more under the name that people look for."""
    files: list[StagedFile] = []
    made = [(output, maker.render(output, report, "report")) for output in maker.plan.of_unit(Unit.REPORT)]
    output, page = next((pair for pair in made if pair[1].language == reader), made[0])
    files += maker.put(output, replace(page, path=page.path.with_name(REPORT_PAGE)), report, "report")
    for output, page in made:
        files += maker.put(output, page, report, "report")
    return Made(tuple(files))
