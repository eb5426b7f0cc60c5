"""The way through: records in, checked files out, in a folder that is changed in one go."""

import os
from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from itertools import chain, islice
from sqlite3 import OperationalError as DatabaseError

from pipeline.building.depositing import DepositTask, make_deposits, timestamp
from pipeline.building.folder import OutputFolder, open_folder, refused
from pipeline.building.gathering import Gathering
from pipeline.building.options import BuildOptions, BuildResult, Listener
from pipeline.building.pages import PagesTask, make_pages, make_report, make_site
from pipeline.building.plan import REPORT, Plan, make_plan
from pipeline.building.records import chunks, make_chunk
from pipeline.building.tools import Tools
from pipeline.findings import Finding, Place, Severity
from pipeline.formats.base import Unit
from pipeline.manifest import sources_of
from pipeline.messages import msg
from pipeline.reader import Item, find_records
from pipeline.record_files import check_sources
from pipeline.schemas import Catalog, ensure_installed
from pipeline.workshop import Workshop

ALONE = 200
"""So many records one process makes sooner than others could be started, unless somebody asks for more."""


def build(options: BuildOptions, listener: Listener) -> BuildResult:
    """Build all records of the sources into the output folder.

    Each record that is good is built; each problem is told to the listener. A record is built wholly or not at all, so
    that no page links to a file that is not there. A build in which no record is good writes nothing but its report.
    Raises ``UsageError`` for options that cannot be, ``SchemaUnavailable``, and ``PipelineError`` where nothing can be
    written; the output is then as it was.
    """
    check_sources(options.sources)
    plan = make_plan(options)
    catalog = Catalog.load()
    for schema in plan.schemas:
        ensure_installed(catalog.find(schema), listener.announce)
    with open_folder(options.out) as folder:
        try:
            return _Build(options, replace(plan, stage=folder.stage), folder, listener).run()
        except DatabaseError as error:
            raise refused(folder.stage, error) from error


class _Build:
    """One build, step by step."""

    def __init__(self, options: BuildOptions, plan: Plan, folder: OutputFolder, listener: Listener) -> None:
        self._options = options
        self._plan = plan
        self._folder = folder
        self._listener = listener
        self._sources = folder.seen_from(options.sources)

    def run(self) -> BuildResult:
        with Gathering(self._plan, self._listener) as gathered:
            items, jobs = self._divided(find_records(self._options.sources))
            with Workshop(partial(Tools, self._plan), jobs) as workshop:
                for result in workshop.map(make_chunk, chunks(items)):
                    gathered.take(result)
                self._deposits(workshop, gathered)
                self._pages(workshop, gathered)
                self._retain(gathered)
                report = gathered.summary.report(gathered.inventory, self._plan.languages)
                gathered.take_made(make_report(workshop.tools.maker, report, self._options.reader), REPORT)
            return self._publish(gathered)

    def _divided(self, items: Iterator[Item]) -> tuple[Iterator[Item], int]:
        """Decide how many processes the items are worth."""
        first = tuple(islice(items, ALONE + 1))
        many = os.cpu_count() or 1 if len(first) > ALONE else 1
        return chain(first, items), self._options.jobs or many

    def _deposits(self, workshop: Workshop[Tools], gathered: Gathering) -> None:
        epoch = self._options.epoch
        journals = gathered.spool.journals()
        gathered.spool.close()
        tasks = (
            DepositTask(number, journal, timestamp(modified, epoch), gathered.spool.path)
            for number, (journal, modified) in enumerate(journals, 1)
        )
        for (journal, _), made in zip(journals, workshop.map(make_deposits, tasks), strict=True):
            gathered.take_made(made, journal)

    def _pages(self, workshop: Workshop[Tools], gathered: Gathering) -> None:
        site = gathered.contents.site()
        if not site.journals:
            return
        if self._plan.makes(Unit.JOURNAL) or self._plan.makes(Unit.ISSUE):
            tasks = (PagesTask(number, journal) for number, journal in enumerate(site.journals, 1))
            for journal, pages in zip(site.journals, workshop.map(make_pages, tasks), strict=True):
                for made in pages:
                    gathered.take_made(made, journal.journal.id)
        gathered.take_made(make_site(workshop.tools.maker, site), "site")

    def _retain(self, gathered: Gathering) -> None:
        """Keep what the build before made and this one was not asked for.

        That is what is of other formats; and all of it where this build was given other sources, which say nothing of
        the records of those, or where nothing could be built. A killed build, or adoption, may have
        put other files into their places.
        """
        gathered.remember(self._folder)
        replaces = gathered.summary.built and sources_of(self._folder.manifest) == self._sources
        replaced = (REPORT, *(self._plan.groups if replaces else ()))
        for row in chain(self._folder.moved(), gathered.inventory.listed()):
            if row.group not in replaced:
                gathered.retain(row, self._folder.path)

    def _publish(self, gathered: Gathering) -> BuildResult:
        for path in self._folder.publish(gathered.inventory, self._sources):
            gathered.tell(
                Finding(
                    "output-changed",
                    Severity.WARNING,
                    msg("No record makes this file any more; it was left alone, since it was changed by hand."),
                    Place(str(self._folder.path / path)),
                    msg("Delete it if it is not needed."),
                )
            )
        report = gathered.summary.report(gathered.inventory, self._plan.languages)
        files = sum(bool(file.staged) for file in gathered.inventory.files())
        return BuildResult(report, files, self._folder.path, self._folder.manifest)
