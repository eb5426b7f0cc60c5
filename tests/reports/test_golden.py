"""Golden outputs: every format in both languages must come out as it was read and approved.

``PIPELINE_GOLDEN=write`` writes them anew; the difference is then read by a person before it is committed.
"""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from pipeline import __version__
from pipeline.reports import FORMATS, writer
from pipeline.reports.step_summary import step_summary
from pipeline.reports.text import lines, summary
from pipeline.reports.verdicts import Tally
from tests.reports.examples import localizer, reports, titles

GOLDEN = Path(__file__).with_name("golden")
SUFFIXES = {"text": "txt", "json": "json", "sarif": "sarif", "github": "txt", "html": "html", "step-summary": "md"}


def _written(name: str, tag: str) -> Iterator[str]:
    tally = Tally()
    counted = tally.counting(reports())
    if name == "text":
        made = lines(counted, localizer(tag), width=80, verbose=True)
        yield from ("".join(span.text for span in line) for line in made)
        yield "".join(span.text for span in summary(tally, localizer(tag)))
    elif name == "step-summary":
        assert len(list(counted)) == tally.documents
        yield from step_summary(tally, localizer(tag), titles)
    else:
        yield from writer(name)(counted, localizer(tag), titles)


@pytest.mark.parametrize("tag", ["en", "fr"])
@pytest.mark.parametrize("name", SUFFIXES)
def test_golden(name: str, tag: str) -> None:
    """What is written is what was read and approved."""
    made = "".join(f"{line}\n" for line in _written(name, tag)).replace(f'"{__version__}"', '"VERSION"')
    path = GOLDEN / f"{name}-{tag}.{SUFFIXES[name]}"
    if os.environ.get("PIPELINE_GOLDEN") == "write":
        path.write_text(made, encoding="utf-8", newline="\n")
    assert made == path.read_text(encoding="utf-8")


def test_every_format_has_one() -> None:
    """A format that is added without golden files fails."""
    assert set(FORMATS) < set(SUFFIXES)
    found = {path.name for path in GOLDEN.iterdir()}
    assert found == {f"{name}-{tag}.{suffix}" for name, suffix in SUFFIXES.items() for tag in ("en", "fr")}
