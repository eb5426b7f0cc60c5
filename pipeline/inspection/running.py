"""Inspect many inputs: in this process or in several, the reports in the order of the inputs."""

import os
from collections.abc import Iterator
from functools import partial
from itertools import chain, islice

from pipeline.errors import PipelineError, ProgramFault
from pipeline.findings import Finding
from pipeline.inspection.inputs import Found, RecordSource, find_inputs, read_input
from pipeline.inspection.inspector import Inspector
from pipeline.inspection.limiting import limited
from pipeline.inspection.options import InspectionOptions
from pipeline.messages import msg
from pipeline.validation.library import Announce
from pipeline.validation.report import DocumentReport
from pipeline.workshop import Workshop

ALONE = 64
"""So many documents one process inspects sooner than others could be started, unless somebody asks for more."""

_CHUNK = 32
"""Documents that are sent to a process at once."""


class Tools:
    """What one process needs. ``announce`` can be sent to another process."""

    def __init__(self, options: InspectionOptions, announce: Announce) -> None:
        self.options = options
        self.inspector = Inspector(options, announce)


def inspect(options: InspectionOptions, announce: Announce) -> Iterator[DocumentReport]:
    """Inspect all inputs; each report is made when it is asked for.

    Raises ``UsageError`` for options that cannot be, before the first report.
    """
    chunks, jobs = divided(options)
    with Workshop(partial(Tools, options, announce), jobs) as workshop:
        for reports in workshop.map(inspect_chunk, chunks):
            yield from reports


def divided(options: InspectionOptions) -> tuple[Iterator[tuple[Found, ...]], int]:
    """Give all inputs, in portions for one process at a time, and how many processes they are worth."""
    items = find_inputs(options.arguments, options.limit)
    first = list(islice(items, ALONE + 1))
    jobs = options.jobs or (1 if len(first) <= ALONE else os.cpu_count() or 1)
    return _chunks(chain(first, items), 1 if jobs == 1 else _CHUNK), jobs


def _chunks(items: Iterator[Found], size: int) -> Iterator[tuple[Found, ...]]:
    while chunk := tuple(islice(items, size)):
        yield chunk


def inspect_chunk(tools: Tools, chunk: tuple[Found, ...]) -> tuple[DocumentReport, ...]:
    """Inspect some inputs."""
    return tuple(chain.from_iterable(_inspect(tools, item) for item in chunk))


def _inspect(tools: Tools, item: Found) -> Iterator[DocumentReport]:
    if isinstance(item, Finding):
        yield DocumentReport(item.place.file, findings=(item,))
    elif isinstance(item, RecordSource):
        from pipeline.inspection.records import record_reports  # the models take longer to load than a file to check

        yield from (limited(report, tools.options.shown) for report in record_reports(item.path))
    else:
        content = read_input(item, tools.options.limit)
        if isinstance(content, Finding):
            yield DocumentReport(item.name, findings=(content,))
        else:
            yield _document(tools, content, item.name)


def _document(tools: Tools, content: bytes, name: str) -> DocumentReport:
    try:
        return tools.inspector.inspect(content, name)
    except PipelineError:
        raise
    except Exception as error:
        raise ProgramFault(msg("It happened while “{file}” was checked.", file=name)) from error
