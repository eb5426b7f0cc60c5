"""Parts of a record that may come to it later, as the REST API tells them: relations, links, trials, Crossmark.

Sources: relations.xsd, clinicaltrials.xsd, crossref5.5.0.xsd (``collection``, ``crossmark``); api.crossref.org
documentation, ``api_format.md``. That a relation is told under its name in lower case with hyphens, and is asserted by
its ``subject``, is how answers of the API look.
"""

import re
from collections.abc import Iterator

from pipeline.identifiers import doi_url
from pipeline.sandbox.documents import local, own, plain, text
from pipeline.validation.nodes import Node

_UPPER = re.compile(r"(?<=[a-z])(?=[A-Z])")
_RELATIONS = frozenset({"inter_work_relation", "intra_work_relation"})
_CHECKERS = frozenset({"iParadigms", "similarity-check"})
_APPLICATIONS = frozenset({"text-mining", "syndication", "unspecified"})
_ORDER = re.compile("[0-9]{1,9}")


def parts_of(record: Node) -> dict[str, object]:
    """Give the fields of a record's own parts; those that are empty are left out."""
    crossmark = record.find("{*}crossmark")
    told = {
        "relation": _relations(record),
        "link": list(_links(record)),
        "clinical-trial-number": list(_trials(record)),
        "update-policy": "" if crossmark is None else _policy(crossmark),
        "update-to": [] if crossmark is None else list(_updates(crossmark)),
        "assertion": [] if crossmark is None else list(_assertions(crossmark)),
    }
    return {name: value for name, value in told.items() if value}


def _relations(record: Node) -> dict[str, list[dict[str, str]]]:
    """List the relations under their kinds: ``is-translation-of``."""
    found: dict[str, list[dict[str, str]]] = {}
    for item in own(record, "related_item"):
        for one in item.iterchildren("{*}*"):
            if local(one) in _RELATIONS:
                kind = _UPPER.sub("-", one.get("relationship-type", "")).lower()
                related = {"id-type": one.get("identifier-type", ""), "id": plain(one), "asserted-by": "subject"}
                found.setdefault(kind, []).append(related)
    return found


def _links(record: Node) -> Iterator[dict[str, str]]:
    for collection in record.iterfind("{*}doi_data/{*}collection"):
        for item in collection.iterfind("{*}item"):
            purpose = "similarity-checking" if item.get("crawler") in _CHECKERS else collection.get("property", "")
            for resource in item.iterfind("{*}resource"):
                if purpose in {*_APPLICATIONS, "similarity-checking"}:
                    yield {
                        "URL": plain(resource),
                        "content-type": resource.get("mime_type", "unspecified"),
                        "content-version": resource.get("content_version", "unspecified"),
                        "intended-application": purpose,
                    }


def _trials(record: Node) -> Iterator[dict[str, str]]:
    for one in own(record, "clinical-trial-number"):
        told = {"clinical-trial-number": plain(one), "registry": one.get("registry", ""), "type": one.get("type", "")}
        yield {name: value for name, value in told.items() if value}


def _policy(crossmark: Node) -> str:
    written = text(crossmark, "crossmark_policy")
    return doi_url(written) if written else ""


def _updates(crossmark: Node) -> Iterator[dict[str, object]]:
    """List what the record is an update to."""
    for one in crossmark.iterfind("{*}updates/{*}update"):
        kind = one.get("type", "")
        yield {
            "DOI": plain(one).lower(),
            "type": kind,
            "label": one.get("label") or kind.replace("_", " ").capitalize(),
            "updated": {"date-parts": [[int(part) for part in re.findall("[0-9]{1,4}", one.get("date", "")[:10])]]},
        }


def _assertions(crossmark: Node) -> Iterator[dict[str, object]]:
    for one in crossmark.iterfind("{*}custom_metadata/{*}assertion"):
        group = {"name": one.get("group_name", ""), "label": one.get("group_label", "")}
        told: dict[str, object] = {
            "name": one.get("name", ""),
            "value": plain(one),
            "label": one.get("label", ""),
            "URL": one.get("href", ""),
            "explanation": {"URL": one.get("explanation")} if one.get("explanation") else "",
            "order": int(one.get("order", "")) if _ORDER.fullmatch(one.get("order", "")) else "",
            "group": {name: value for name, value in group.items() if value},
        }
        yield {name: value for name, value in told.items() if value not in ("", {})}
