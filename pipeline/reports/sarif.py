"""SARIF 2.1.0, the format of code scanning services and editors (OASIS Standard, 27 March 2020).

Results are written as they come, and the tool with its rules after them: the order of properties has no meaning (3.13.2
asks for ``version`` first), and nothing has to be kept but the rules.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256

from pipeline import __version__
from pipeline.errors import SchemasMissing
from pipeline.findings import Finding, Place, Severity
from pipeline.i18n import Localizer
from pipeline.messages import Message
from pipeline.reports.base import Titles, separated, untitled
from pipeline.reports.plain import well_formed
from pipeline.reports.uris import file_uri
from pipeline.reports.verdicts import Tally
from pipeline.reports.wording import STANDARD_INPUT, more_of
from pipeline.validation.report import DocumentReport, Hidden

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_TOOL = "scholarly-metadata-pipeline"
_FINGERPRINT = "problem/v1"

Rules = dict[str, tuple[int, Severity]]
"""The codes that were found, each with its number in the list of rules, and the severity of its first result."""


def write(reports: Iterable[DocumentReport], localizer: Localizer, titles: Titles = untitled, /) -> Iterator[str]:
    """Write a log with one run."""
    rules: Rules = {}
    tally = Tally()
    yield "{"
    yield '  "version": "2.1.0",'
    yield f'  "$schema": {json.dumps(_SCHEMA)},'
    yield '  "runs": [{'
    yield f'    "language": {json.dumps(localizer.tag)},'
    yield '    "columnKind": "unicodeCodePoints",'
    yield '    "results": ['
    yield from (f"      {line}" for line in separated(_results(tally.counting(reports), localizer, rules)))
    yield "    ],"
    yield f'    "invocations": [{json.dumps(_invocation(tally))}],'
    yield f'    "tool": {{"driver": {{"name": {json.dumps(_TOOL)}, "version": {json.dumps(__version__)}, "rules": ['
    described = (_rule(code, severity, titles(code), localizer) for code, (_, severity) in rules.items())
    yield from (f"      {line}" for line in separated(map(json.dumps, described)))
    yield "    ]}}"
    yield "  }]"
    yield "}"


def _results(reports: Iterable[DocumentReport], localizer: Localizer, rules: Rules) -> Iterator[str]:
    for report in reports:
        seen: Counter[str] = Counter()
        for finding in report.findings:
            result = _head(finding.code, finding.severity, _text(finding, localizer), rules)
            result["locations"] = [_location(finding, report, localizer)]
            result["partialFingerprints"] = {_FINGERPRINT: _fingerprint(finding, seen)}
            yield json.dumps(result)
        yield from (json.dumps(_hidden(more, report, localizer, rules)) for more in report.hidden)


def _head(code: str, severity: Severity, text: str, rules: Rules) -> dict[str, object]:
    number, _ = rules.setdefault(code, (len(rules), severity))
    return {"ruleId": code, "ruleIndex": number, "level": severity, "message": _message(text)}


def _message(text: str) -> dict[str, object]:
    """Write a text so that no part of it is taken for a placeholder (3.11.5) or a link (3.11.6)."""
    return {"text": well_formed(text).replace("{", "{{").replace("}", "}}").replace("](", "] (")}


def _text(finding: Finding, localizer: Localizer) -> str:
    said = [localizer.say(message) for message in (finding.message, finding.remedy) if message]
    return " ".join(said)


def _hidden(more: Hidden, report: DocumentReport, localizer: Localizer, rules: Rules) -> dict[str, object]:
    """Say in one result how many are left out: SARIF has no other place for it."""
    result = _head(more.code, more.severity, localizer.say(more_of(more, localizer)), rules)
    result["locations"] = [{"physicalLocation": {"artifactLocation": _artifact(report.file, localizer)}}]
    result["properties"] = {"more": more.count}
    return result


def _location(finding: Finding, report: DocumentReport, localizer: Localizer) -> dict[str, object]:
    physical: dict[str, object] = {"artifactLocation": _artifact(finding.place.file or report.file, localizer)}
    if finding.place.line:
        physical["region"] = _region(finding)
    location: dict[str, object] = {"physicalLocation": physical}
    if finding.place.path:
        location["logicalLocations"] = [_logical(finding.place)]
    return location


def _artifact(file: str, localizer: Localizer) -> dict[str, object]:
    artifact: dict[str, object] = {"uri": file_uri(file)}
    if file == "-":
        artifact["description"] = _message(localizer.say(STANDARD_INPUT))
    return artifact


def _region(finding: Finding) -> dict[str, object]:
    place, excerpt = finding.place, finding.excerpt
    region: dict[str, object] = {"startLine": place.line}
    if place.column:
        region["startColumn"] = place.column
    if excerpt and place.column and excerpt.line == place.line and excerpt.length:
        line = excerpt.lines[excerpt.line - excerpt.first]
        part = line[excerpt.column - 1 : excerpt.column - 1 + excerpt.length]
        region["endColumn"] = place.column + len(part)
        region["snippet"] = {"text": well_formed(part)}
    return region


def _logical(place: Place) -> dict[str, object]:
    """Name the node. SARIF has words for the nodes of XML (3.33.7); a record's path is no XPath."""
    name = {"fullyQualifiedName": well_formed(place.path)}
    if not place.path.startswith("/"):
        return {**name}
    return {**name, "kind": "attribute" if place.path.rpartition("/")[2].startswith("@") else "element"}


def _fingerprint(finding: Finding, seen: Counter[str]) -> str:
    """Recognise a problem in the next version of its file: no line, column or language goes into it (3.27.17)."""
    parts = (finding.code, finding.place.path, str(finding.message))
    made = sha256(well_formed("\n".join(parts)).encode()).hexdigest()[:32]
    seen[made] += 1
    return f"{made}:{seen[made]}"


def _rule(code: str, severity: Severity, title: Message | None, localizer: Localizer) -> dict[str, object]:
    """Describe a rule. GitHub wants all three texts, so that the code stands where there is no title."""
    text = _message(localizer.say(title) if title else code)
    return {
        "id": code,
        "shortDescription": text,
        "fullDescription": text,
        "help": text,
        "defaultConfiguration": {"level": severity},
    }


def _invocation(tally: Tally) -> dict[str, object]:
    """Tell how the run ended; without its schemas it was not able to do what it was started for (3.20.14)."""
    fault = tally.fault
    return {"executionSuccessful": fault is not SchemasMissing, "exitCode": fault.exit_code if fault else 0}
