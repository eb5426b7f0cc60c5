"""Options of ``validate`` that had no effect on any document: whoever gave them believes that something was checked."""

from collections.abc import Iterator

from pipeline.inspection.options import AUTOMATIC, InspectionOptions
from pipeline.messages import Message, msg
from pipeline.reports.verdicts import Tally

_RECORD, _UNKNOWN = "record", "unknown"


def without_effect(options: InspectionOptions, tally: Tally) -> Iterator[Message]:
    """Tell which options came to nothing; nothing is told where no document could be recognised at all."""
    kinds = {kind for kind, _, _ in tally.groups} - {_UNKNOWN}
    named = [name for name in options.profiles if name != AUTOMATIC]
    if kinds == {_RECORD}:
        given = {"--schema": options.schema, "--profile": named, "--schematron": options.schematron}
        for option in (option for option, value in given.items() if value):
            yield msg(
                "{option} had no effect: records are checked as “build” does it, and only they were given.",
                option=option,
            )
    elif kinds:
        for name in named:
            if not tally.profiles[name]:
                yield msg(
                    "--profile {name} had no effect: no document is of the kind that these rules are about.", name=name
                )
