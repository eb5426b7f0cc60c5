"""Folders of records for the reader's tests."""

from pathlib import Path

from pipeline.reader import Reading, read

JOURNAL = """\
languages: [en]
title: Review
issn: {online: 2049-3630}
publisher: {name: Press}
"""
ARTICLE = """\
language: en
title: On Tests
contributors: [{family: Durand, given: Élodie}]
dates: {published_online: 2026-01-15}
"""


def write(folder: Path, files: dict[str, str]) -> Path:
    """Write files below a folder, in the order that is given."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def read_all(*sources: Path) -> list[Reading]:
    """Read sources to the end."""
    return list(read(sources))


def told(readings: list[Reading]) -> list[tuple[str, str, str, str]]:
    """Give kind, name of the file, code and place within the file for each finding."""
    return [
        (
            reading.kind,
            Path(finding.place.file).name,
            finding.code,
            str(finding.place).rpartition("/")[2].partition(":")[2],
        )
        for reading in readings
        for finding in reading.findings
    ]
