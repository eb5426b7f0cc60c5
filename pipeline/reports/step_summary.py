"""The summary of a GitHub Actions step: Markdown that the door appends to the file ``GITHUB_STEP_SUMMARY`` names."""

import re
from collections.abc import Iterator

from pipeline.i18n import Localizer
from pipeline.messages import Message, msg
from pipeline.reports.base import Titles, untitled
from pipeline.reports.plain import one_line
from pipeline.reports.verdicts import Tally, Verdict
from pipeline.reports.wording import documents_sentence, kind_label, problems_sentence

_MOST_CODES = 50
_MARKUP = re.compile(r"([\\`*_\[\]<>#|&~$@])")


def step_summary(tally: Tally, localizer: Localizer, titles: Titles = untitled) -> Iterator[str]:
    """Write a table of the documents by kind and schema, and one of the problems by code, line by line."""
    say = localizer.say
    yield f"## {_plain(say(msg('Validation')))}"
    yield ""
    yield _plain(documents_sentence(tally, localizer))
    yield _plain(problems_sentence(tally, localizer))
    yield ""
    if tally.documents:
        yield from _documents(tally, localizer)
    if tally.problems:
        yield from _problems(tally, localizer, titles)


def _documents(tally: Tally, localizer: Localizer) -> Iterator[str]:
    verdicts = [verdict for verdict in Verdict if tally.with_verdict(verdict)]
    heads: list[Message] = [msg("Kind"), msg("Schema"), *(verdict.heading for verdict in verdicts)]
    yield _row(*map(localizer.say, heads))
    yield f"| --- | --- |{' ---: |' * len(verdicts)}"
    for kind, schema in tally.sorts:
        counts = (tally.with_verdict(verdict, kind, schema) for verdict in verdicts)
        yield _row(localizer.say(kind_label(kind)), schema or "–", *map(localizer.number, counts))
    yield ""


def _problems(tally: Tally, localizer: Localizer, titles: Titles) -> Iterator[str]:
    yield _row(*map(localizer.say, (msg("Severity"), msg("Problem"), msg("Number"))))
    yield "| --- | --- | ---: |"
    for code, severity, count in tally.frequent[:_MOST_CODES]:
        title = titles(code)
        name = f"{localizer.say(title)} [{code}]" if title else code
        yield _row(localizer.say(severity.label), name, localizer.number(count))
    yield ""


def _row(*cells: str) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def _plain(text: str) -> str:
    """Escape what Markdown would take for markup (CommonMark 0.31, 2.4)."""
    return _MARKUP.sub(r"\\\1", one_line(text))
