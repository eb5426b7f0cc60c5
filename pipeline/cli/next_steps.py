"""What to do about DOIs that are not registered, in a line for each kind."""

from collections import Counter
from collections.abc import Iterator

from pipeline.cli.console import Console
from pipeline.cli.dois import BAD
from pipeline.messages import Message, msgs

_UNCERTAIN = ("sending", "unknown")


def tell_next_steps(states: Counter[str], console: Console) -> None:
    """Tell people how to go on; ``states`` counts the DOIs in each state."""
    for message in _next_steps(states):
        console.say(message)


def _next_steps(states: Counter[str]) -> Iterator[Message]:
    prepared, uncertain = states["prepared"], sum(states[state] for state in _UNCERTAIN)
    bad = sum(states[state] for state in BAD)
    if prepared:
        yield msgs(
            "{count} DOI was not sent yet: “python -m pipeline submit” sends it.",
            "{count} DOIs were not sent yet: “python -m pipeline submit” sends them.",
            prepared,
        )
    if uncertain:
        yield msgs(
            "Whether {count} DOI has arrived is not known yet: “python -m pipeline submit” asks, and sends it again "
            "where it has not.",
            "Whether {count} DOIs have arrived is not known yet: “python -m pipeline submit” asks, and sends them "
            "again where they have not.",
            uncertain,
        )
    if bad:
        yield msgs(
            "{count} DOI is not registered: mend the record, build, and submit again; where the record is not at "
            "fault, “python -m pipeline resubmit”.",
            "{count} DOIs are not registered: mend the records, build, and submit again; where the records are not at "
            "fault, “python -m pipeline resubmit”.",
            bad,
        )
