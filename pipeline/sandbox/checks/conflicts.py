"""Conflicts: two DOIs whose records a query could not tell apart.

Crossref does not name the fields; here they are the container, volume, issue, first page or article number, year,
surname of the first author, title, and ``publication_type``, in which records in conflict are the same (Crossref
documentation, "Metadata conflicts").
"""

import json

from pipeline.sandbox.documents import local, own, plain, text
from pipeline.validation.nodes import Node

_KINDS = frozenset({"journal_article", "conference_paper", "content_item"})
_NUMBERS = ("volume", "issue")


def likeness(record: Node, block: Node, container: int) -> str:
    """Write down what records in conflict have in common; empty for what has no title of its own, or no container.

    ``container`` is the number of its title record, 0 for none.
    """
    titles = record.find("{*}titles")
    title = "" if titles is None else text(titles, "title")
    if not title or not container or local(record) not in _KINDS:
        return ""
    parts = (str(container), *_issue(block), _pages(record), _year(record), _surname(record), title)
    kind = record.get("publication_type", "full_text")
    return json.dumps([part.casefold() for part in (kind, *parts)], ensure_ascii=False)


def _issue(block: Node) -> list[str]:
    issue = next((child for child in block.iterchildren("{*}journal_issue")), None)
    if issue is None:
        return ["", ""]
    return [next((plain(found) for found in issue.iter(f"{{*}}{name}")), "") for name in _NUMBERS]


def _pages(record: Node) -> str:
    pages = record.find("{*}pages")
    if pages is not None:
        return text(pages, "first_page")
    return next(map(plain, own(record, "item_number")), "")


def _year(record: Node) -> str:
    return min((text(date, "year") for date in record.iterchildren("{*}publication_date")), default="")


def _surname(record: Node) -> str:
    return next((text(person, "surname") for person in own(record, "person_name")), "")
