"""Addresses of things that a page links to, from their identifiers."""

import re
from urllib.parse import quote

from pipeline import identifiers
from pipeline.model.references import Reference

_RESOLVERS = {
    "ark": "https://n2t.net/",
    "arxiv": "https://arxiv.org/abs/",
    "hal": "https://hal.science/",
    "handle": "https://hdl.handle.net/",
    "issn": "https://portal.issn.org/resource/ISSN/",
    "pmcid": "https://pmc.ncbi.nlm.nih.gov/articles/",
    "pmid": "https://pubmed.ncbi.nlm.nih.gov/",
}
"""Where identifiers that are no addresses themselves resolve, by the names the record calls them."""

_CREATIVE_COMMONS = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<licence>by(?:-n[cd]|-sa)*)|publicdomain/(?P<waiver>zero))/"
    r"(?P<version>[0-9.]+)",
    re.IGNORECASE,
)


def address(value: str, kind: str) -> str:
    """Give the address of an identifier of a kind (``doi``, ``pmid`` …), or nothing where it has none."""
    if kind == "doi":
        return identifiers.doi_url(value)
    if kind in ("uri", "purl"):
        return value if value.lower().startswith(("https://", "http://")) else ""
    resolver = _RESOLVERS.get(kind)
    return resolver + quote(value, safe="/:.-_") if resolver else ""


def reference_addresses(reference: Reference) -> tuple[str, ...]:
    """List the addresses of a cited work: by its DOI, in PubMed, PubMed Central and arXiv, and its own."""
    known = {
        "doi": reference.found_doi,
        "pmid": reference.pmid,
        "pmcid": reference.pmcid,
        "arxiv": reference.arxiv,
        "uri": reference.url,
    }
    return tuple(address(value, kind) for kind, value in known.items() if value)


def is_creative_commons(url: str) -> bool:
    """Tell whether a licence is one of Creative Commons, all of which let everybody read."""
    return bool(_CREATIVE_COMMONS.match(url))


def licence_name(url: str) -> str:
    """Give the short name of a Creative Commons licence (``CC BY 4.0``), or its address."""
    match = _CREATIVE_COMMONS.match(url)
    if not match:
        return url
    return f"CC {match['licence'].upper()} {match['version']}" if match["licence"] else f"CC0 {match['version']}"
