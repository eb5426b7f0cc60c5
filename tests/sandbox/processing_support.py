"""Deposits for tests of the sandbox's processing, and a login of the prefix 10.5555 that deposits them."""

from datetime import UTC, datetime
from typing import Any

from pipeline.deposits.receipt import Receipt
from pipeline.sandbox.processing import process
from pipeline.sandbox.registry import Registry

NOW = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
ISSNS = "<issn>2049-3630</issn>"


def person(surname: str = "Durand", orcid: str = "") -> str:
    """Write an author."""
    identifier = f"<ORCID>{orcid}</ORCID>" if orcid else ""
    attributes = 'sequence="first" contributor_role="author"'
    return f"<person_name {attributes}><surname>{surname}</surname>{identifier}</person_name>"


def article(doi: str = "10.5555/a", **parts: str) -> str:
    """Write a ``journal_article``."""
    has = {"title": f"On {doi}", "people": person(), "relations": "", "stamp": "", "after": "", **parts}
    return f"""<journal_article publication_type="full_text">
<titles><title>{has["title"]}</title></titles><contributors>{has["people"]}</contributors>
<publication_date><year>2025</year></publication_date><pages><first_page>7</first_page></pages>{has["relations"]}
<doi_data><doi>{doi}</doi>{has["stamp"]}<resource>https://example.org/{len(doi)}</resource></doi_data>
{has["after"]}</journal_article>"""


def journal(*articles: str, title: str = "Notebooks", metadata: str = ISSNS) -> str:
    """Write a ``journal``."""
    return (
        f"<journal><journal_metadata><full_title>{title}</full_title>{metadata}</journal_metadata>"
        "<journal_issue><publication_date><year>2025</year></publication_date>"
        "<journal_volume><volume>1</volume></journal_volume><issue>2</issue></journal_issue>"
        f"{''.join(articles)}</journal>"
    )


def batch(*journals: str, timestamp: str = "20260102030405006", version: str = ' version="5.5.0"') -> bytes:
    """Write a ``doi_batch``."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<doi_batch xmlns="http://www.crossref.org/schema/5.5.0" xmlns:rel="http://www.crossref.org/relations.xsd"{version}>
<head><doi_batch_id>batch-1</doi_batch_id><timestamp>{timestamp}</timestamp><depositor>
<depositor_name>Office</depositor_name><email_address>office@example.org</email_address></depositor>
<registrant>Press</registrant></head><body>{"".join(journals)}</body></doi_batch>""".encode()


def deposit(registry: Registry, content: bytes, **options: Any) -> Receipt:
    """Process a deposit of a login with the prefix 10.5555."""
    settings = {"prefixes": ("10.5555",), "submission_id": "1400000001", "now": NOW, **options}
    return process(content, settings.pop("operation", "doMDUpload"), registry, **settings)


def messages(receipt: Receipt) -> list[str]:
    """List the messages of a receipt."""
    return [record.message for record in receipt.records]


def relation(target: str) -> str:
    """Write a relation to a DOI."""
    return (
        '<rel:program><rel:related_item><rel:intra_work_relation relationship-type="isTranslationOf"'
        f' identifier-type="doi">{target}</rel:intra_work_relation></rel:related_item></rel:program>'
    )
