"""Reading records: from files and folders to works, with every problem at its file, line, column and path.

``read`` does it all. Its two halves are there for those who divide the work among processes: ``find_records`` gives raw
records cheaply, and a ``Reader`` in each process turns them into readings. What is then left is to compare the works
(``pipeline.rules.Seen`` with the ``claims`` of each reading) and to tell a journal's findings once.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

from pipeline.findings import Finding
from pipeline.reader.articles import read_article
from pipeline.reader.files import RawRecord, raw_records
from pipeline.reader.journals import Journals
from pipeline.reader.reading import Reading
from pipeline.record_files import JournalFolder, RecordFile, check_sources, find
from pipeline.rules import Seen, all_rules

__all__ = ["RawRecord", "Reader", "Reading", "find_records", "read"]

Item: TypeAlias = RawRecord | JournalFolder | Finding
"""What can be read, in order: a raw record, a journal's folder, or a finding about something that cannot be read."""


def read(sources: Sequence[Path]) -> Iterator[Reading]:
    """Read files and folders, record by record, in the order of the sources and then of the names.

    Journals and issues are read once; a reading of their file, with its findings, comes before the article that first
    needs them. Raises ``UsageError`` at once for a source that is not there.
    """
    check_sources(sources)
    return _readings(sources)


def _readings(sources: Sequence[Path]) -> Iterator[Reading]:
    reader = Reader()
    with Seen(all_rules()) as seen:
        for item in find_records(sources):
            for reading in reader.read(item):
                repeated = tuple(seen.check(reading.claims))
                yield replace(reading, findings=(*reading.findings, *repeated)) if repeated else reading


def find_records(sources: Sequence[Path]) -> Iterator[Item]:
    """Give all items of the sources. Items can be sent to other processes; memory does not grow with their number."""
    for found in find(sources):
        if isinstance(found, RecordFile):
            yield from raw_records(found)
        else:
            yield found


class Reader:
    """Turns items into readings; keeps journals and issues, so that each is read once."""

    def __init__(self) -> None:
        self._journals = Journals()

    def read(self, item: Item) -> Iterator[Reading]:
        """Give the readings of an item: of journal and issue files that were opened for it, then its own."""
        if isinstance(item, Finding):
            yield Reading(item.place.file, None, (item,), kind="source")
        elif isinstance(item, JournalFolder):
            self._journals.all_issues(self._journals.shelf(item))
            yield from self._journals.news()
        else:
            reading = read_article(item, self._journals)
            yield from self._journals.news()
            yield reading
