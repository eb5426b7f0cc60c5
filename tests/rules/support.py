"""A record without any fault, and what the rules say of records that differ from it."""

from copy import deepcopy
from textwrap import dedent
from typing import Any

import yaml

from pipeline.findings import Finding
from pipeline.reader.articles import read_article
from pipeline.reader.files import RawRecord
from pipeline.reader.journals import Journals

FAULTLESS: dict[str, Any] = {
    "id": "diallo-2026",
    "journal": {
        "id": "revue",
        "languages": ["fr"],
        "title": {"fr": "Revue"},
        "issn": {"online": "2049-3630"},
        "publisher": {"name": {"fr": "Presses"}},
        "urls": {"article": "https://example.org/{language}/{id}", "journal": "https://example.org/{language}/"},
        "depositor": {"name": "Presses", "email": "depots@example.org"},
    },
    "doi": "10.9999/diallo-2026",
    "language": "fr",
    "title": {"fr": "Une étude"},
    "contributors": [{"family": "Diallo", "given": "Awa"}],
    "dates": {"published_online": "2026-04-15"},
}


def merged(base: dict[str, Any], changes: dict[str, Any]) -> dict[str, Any]:
    """Lay changes over a record: tables are merged, other values replaced."""
    made = deepcopy(base)
    for key, value in changes.items():
        inner = made.get(key)
        made[key] = merged(inner, value) if isinstance(inner, dict) and isinstance(value, dict) else value
    if "title" in changes:  # in another language than the faultless one's, it would stand beside that one's
        made["title"] = changes["title"]
    return made


def example(text: str) -> Any:
    """Read a rule's example: a table of changes, or a list of them."""
    return yaml.safe_load(dedent(text))


def findings(changes: dict[str, Any]) -> tuple[Finding, ...]:
    """Read a record that differs from the faultless one, and give all that is found."""
    content = yaml.safe_dump(merged(FAULTLESS, changes), allow_unicode=True).encode()
    raw = RawRecord("record.yaml", 0, content, "record", True, None, 0.0)
    reading = read_article(raw, Journals())
    assert reading.work, [str(finding.message) for finding in reading.findings]
    return reading.findings


def codes(changes: dict[str, Any]) -> list[str]:
    """Give the codes of all that is found, by place."""
    return [finding.code for finding in findings(changes)]
