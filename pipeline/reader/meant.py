"""Which key was meant by one that is not known: a misspelled one, one of another format, one of another table."""

from collections.abc import Mapping
from difflib import get_close_matches

from pydantic import BaseModel

from pipeline.messages import Message, msg
from pipeline.reader.shape import model_of

# what other formats call it: CSL JSON, Crossref, DataCite, JATS, front matter of site generators
_NAMES_ELSEWHERE: Mapping[str, str] = {
    "affiliation": "affiliations",
    "author": "contributors",
    "authors": "contributors",
    "bibliography": "references",
    "citations": "references",
    "container_title": "container",
    "credit_roles": "credit",
    "date": "dates",
    "elocation": "article_number",
    "elocation_id": "article_number",
    "first_name": "given",
    "firstname": "given",
    "fpage": "first_page",
    "funder": "funding",
    "funders": "funding",
    "given_name": "given",
    "given_names": "given",
    "institution": "name",
    "issued": "dates",
    "lang": "language",
    "last_name": "family",
    "lastname": "family",
    "literal": "mononym",
    "lpage": "last_page",
    "mail": "email",
    "page": "first_page",
    "pages": "first_page",
    "published": "dates",
    "raw": "text",
    "role": "roles",
    "surname": "family",
    "unstructured": "text",
    "year": "dates",
}


def remedy(key: str, owner: type[BaseModel] | None) -> Message:
    """Say which key was meant, or which ones there are; ``owner`` is the model whose key it was to be."""
    known = list(owner.model_fields) if owner else []
    written = key.lower().replace("-", "_").replace(" ", "_")
    meant = _NAMES_ELSEWHERE.get(written, "")
    near = [meant] if meant in known else get_close_matches(written, known, n=1, cutoff=0.7)
    if near:
        return msg("Did you mean “{near}”?", near=near[0])
    if owner and (table := _table_with(owner, written)):
        return msg("It belongs into the table “{table}”.", table=table)
    return msg("Known keys: {keys}.", keys=", ".join(known))


def _table_with(owner: type[BaseModel], key: str) -> str:
    """Find the one table of a record that has such a key, but not in lists: there the key means another thing."""
    inner = ((name, model_of(field.annotation)) for name, field in owner.model_fields.items())
    found = [name for name, model in inner if model and key in model.model_fields]
    return found[0] if len(found) == 1 else ""
