"""Sentences that several formats say."""

from pipeline.findings import Place
from pipeline.i18n import Localizer
from pipeline.messages import Message, msg, msgs
from pipeline.reports.verdicts import Tally, Verdict
from pipeline.validation.report import DocumentReport, DtdVerdict, Hidden

_KINDS = {
    "crossref": msg("Crossref deposit"),
    "doi_resources": msg("Crossref resource deposit"),
    "jats": msg("JATS document"),
    "record": msg("Metadata record"),
    "unknown": msg("Unknown kind of document"),
}
STANDARD_INPUT = msg("Standard input")


def file_name(report: DocumentReport) -> Message | str:
    """Give what people call the document: its file, or the standard input."""
    return STANDARD_INPUT if report.file == "-" else report.file


def kind_label(kind: str) -> Message:
    """Give the word for a kind of document."""
    return _KINDS.get(kind, _KINDS["unknown"])


def verdicts(report: DocumentReport, localizer: Localizer) -> str:
    """Give all that is said of a document as a whole: kind, schema, verdict, and the verdict of its DTD."""
    kind, verdict = kind_label(report.kind), Verdict.on(report).label
    said = msg("{kind}, {verdict}", kind=kind, verdict=verdict)
    if report.schema:
        said = msg("{kind}, {schema}: {verdict}", kind=kind, schema=report.schema, verdict=verdict)
    if report.dtd:
        said = msg("{first}; {second}", first=said, second=_dtd_verdict(report.dtd))
    return localizer.say(said)


def _dtd_verdict(dtd: DtdVerdict) -> Message:
    if dtd.valid:
        return msg("valid against the DTD {schema}", schema=dtd.schema)
    return msg("not valid against the DTD {schema}", schema=dtd.schema)


def place_words(place: Place) -> Message | None:
    """Give line and column in words; nothing where they are not known."""
    if place.line and place.column:
        return msg("line {line}, column {column}", line=place.line, column=place.column)
    return msg("line {line}", line=place.line) if place.line else None


def more_of(hidden: Hidden, localizer: Localizer) -> Message:
    """Say how many findings of a code are not listed."""
    return msgs(
        "and {number} more problem of the kind “{code}”",
        "and {number} more problems of the kind “{code}”",
        hidden.count,
        number=localizer.number(hidden.count),
        code=hidden.code,
    )


def documents_sentence(tally: Tally, localizer: Localizer) -> str:
    """Sum up the documents: how many, and how many with each verdict."""
    number, say = localizer.number, localizer.say
    total = tally.documents
    if not total:
        return say(msg("No documents."))
    documents = msgs("{number} document", "{number} documents", total, number=number(total))
    counted = ((verdict, tally.with_verdict(verdict)) for verdict in Verdict)
    groups = localizer.join(say(_group(verdict, count, number(count))) for verdict, count in counted if count)
    return say(msg("{documents}: {groups}.", documents=documents, groups=groups))


def _group(verdict: Verdict, count: int, number: str) -> Message:
    match verdict:
        case Verdict.GOOD:
            return msgs("{number} valid", "{number} valid", count, number=number)
        case Verdict.FAULTY:
            return msgs("{number} valid but with errors", "{number} valid but with errors", count, number=number)
        case Verdict.INVALID:
            return msgs("{number} not valid", "{number} not valid", count, number=number)
        case Verdict.UNCHECKED:
            return msgs(
                "{number} not checked against a schema", "{number} not checked against a schema", count, number=number
            )


def problems_sentence(tally: Tally, localizer: Localizer) -> str:
    """Sum up the findings by severity."""
    errors, warnings, notes = (tally.with_severity(severity) for severity in ("error", "warning", "note"))
    if not errors + warnings + notes:
        return localizer.say(msg("No problems."))
    number = localizer.number
    said = msg(
        "{errors}, {warnings}, {notes}.",
        errors=msgs("{number} error", "{number} errors", errors, number=number(errors)),
        warnings=msgs("{number} warning", "{number} warnings", warnings, number=number(warnings)),
        notes=msgs("{number} note", "{number} notes", notes, number=number(notes)),
    )
    return localizer.say(said)
