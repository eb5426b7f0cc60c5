"""Small sources for tests: a journal's folder with an issue and some articles."""

import json
import os
from pathlib import Path
from typing import Any

MODIFIED = 1_767_225_600.5  # 2026-01-01T00:00:00.500Z

JOURNAL: dict[str, Any] = {
    "languages": ["en", "fr"],
    "title": {"en": "Review of Tests", "fr": "Revue des essais"},
    "issn": {"online": "2049-3630"},
    "doi_prefix": "10.5555",
    "publisher": {"name": {"en": "Example Press"}},
    "urls": {
        "article": "https://example.org/{language}/{id}",
        "issue": "https://example.org/{language}/issues/{issue}",
        "journal": "https://example.org/{language}/",
    },
    "depositor": {"name": "Example Press", "email": "deposits@example.org"},
}
ISSUE: dict[str, Any] = {"volume": "1", "number": "2", "published_online": "2026-01"}


def article(name: str, **changes: Any) -> dict[str, Any]:
    """Give an article's record without problems; ``changes`` add or replace fields."""
    return {
        "issue": "1-2",
        "doi": f"10.5555/{name}",
        "language": "en",
        "title": {"en": f"On {name}", "fr": f"Sur {name}"},
        "abstracts": [{"text": {"en": "An abstract.", "fr": "Un résumé."}}],
        "keywords": [{"terms": {"en": ["tests"], "fr": ["essais"]}}],
        "contributors": [{"family": "Durand", "given": "Élodie", "orcid": "0000-0002-1825-0097"}],
        "first_page": "1",
        "dates": {"published_online": "2026-01-15"},
        "licenses": [{"url": "https://creativecommons.org/licenses/by/4.0/", "start": "2026-01-15"}],
        **changes,
    }


def write_json(path: Path, value: dict[str, Any], modified: float = MODIFIED) -> Path:
    """Write a record, changed at a time that is always the same."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1), encoding="utf-8")
    os.utime(path, (modified, modified))
    return path


def write_journal(folder: Path, *names: str, **journal: Any) -> Path:
    """Write a journal with an issue and the articles of these names."""
    write_json(folder / "journal.json", {**JOURNAL, **journal})
    write_json(folder / "issues" / "1-2.json", ISSUE)
    for name in names:
        write_json(folder / "articles" / f"{name}.json", article(name))
    return folder
