"""An output folder with deposits in a moment: small valid files, and the manifest that a build would write for them."""

from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from pipeline import manifest
from pipeline.manifest.rows import FileRow

_HEAD = """<?xml version="1.0" encoding="UTF-8"?>
<doi_batch version="5.5.0" xmlns="http://www.crossref.org/schema/5.5.0">
<head><doi_batch_id>{batch}</doi_batch_id><timestamp>{timestamp}</timestamp>
<depositor><depositor_name>Press</depositor_name><email_address>a@example.org</email_address></depositor>
<registrant>Press</registrant></head>
<body><journal><journal_metadata language="en"><full_title>Review</full_title>
<issn media_type="electronic">2049-3630</issn></journal_metadata>
"""
_ARTICLE = """<journal_article publication_type="full_text"><titles><title>{title}</title></titles>
<publication_date><year>2026</year></publication_date>
<doi_data><doi>{doi}</doi><resource>https://example.org/{doi}</resource></doi_data></journal_article>
"""
_FOOT = "</journal></body></doi_batch>\n"


def deposit(batch: str, timestamp: str, titles: Mapping[str, str]) -> bytes:
    """Write a deposit of articles: title by DOI."""
    articles = "".join(_ARTICLE.format(doi=doi, title=title) for doi, title in titles.items())
    return (_HEAD.format(batch=batch, timestamp=timestamp) + articles + _FOOT).encode()


def write_output(out: Path, deposits: Sequence[tuple[str, str, Mapping[str, str]]]) -> None:
    """Write an output folder: deposits by name, timestamp, and titles by DOI."""
    rows = []
    for name, timestamp, titles in deposits:
        content = deposit(f"{name}-{timestamp}", timestamp, titles)
        path = f"crossref/review/{name}.xml"
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
        rows.append(_row(path, content, tuple(titles)))
    with (out / manifest.NAME).open("w", encoding="utf-8") as stream:
        manifest.write(rows, (), stream)


def _row(path: str, content: bytes, dois: tuple[str, ...]) -> FileRow:
    return FileRow(
        path=path,
        sha256=sha256(content).hexdigest(),
        size=len(content),
        media_type="application/xml",
        format="crossref",
        group="crossref",
        language="",
        schema="crossref-5.5.0",
        works=(),
        dois=dois,
    )
