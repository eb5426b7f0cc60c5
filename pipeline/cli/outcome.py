"""The last lines of a build: how many records and files, where they are, how many problems."""

from pipeline.building.options import BuildResult
from pipeline.building.pages import REPORT_PAGE
from pipeline.cli.console import Console, Span
from pipeline.messages import Message, msg, msgs


def show_outcome(result: BuildResult, console: Console) -> None:
    """Sum up a build for people."""
    report, number = result.report, console.localizer.number
    records = msgs(
        "{number} record read, {built} built.",
        "{number} records read, {built} built.",
        report.records,
        number=number(report.records),
        built=number(report.built),
    )
    files = msgs(
        "{number} file in “{folder}”; the report is “{report}”.",
        "{number} files in “{folder}”; the report is “{report}”.",
        result.files,
        number=number(result.files),
        folder=str(result.out),
        report=str(result.out / REPORT_PAGE),
    )
    console.say(records)
    console.say(files)
    color = "red" if report.count("error") else "yellow" if report.count("warning") else "green"
    console.line(Span(console.localizer.say(_problems(result, console)), color))


def _problems(result: BuildResult, console: Console) -> Message:
    errors, warnings, notes = (result.report.count(severity) for severity in ("error", "warning", "note"))
    if not errors + warnings + notes:
        return msg("No problems.")
    number = console.localizer.number
    return msg(
        "{errors}, {warnings}, {notes}.",
        errors=msgs("{number} error", "{number} errors", errors, number=number(errors)),
        warnings=msgs("{number} warning", "{number} warnings", warnings, number=number(warnings)),
        notes=msgs("{number} note", "{number} notes", notes, number=number(notes)),
    )
