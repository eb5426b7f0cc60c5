"""A Creative Commons licence under another address than its own."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.rules.base import Fault, Rule

_CREATIVE_COMMONS = re.compile(
    r"https?://(?:www\.)?creativecommons\.org/"
    r"(?P<kind>licen[sc]es|publicdomain)/(?P<name>[a-z+-]+)/?(?P<version>[0-9.]+)?(?:/(?P<country>[a-z]{2,5}))?"
    r"(?:/(?:deed|legalcode)[^/]*)?/*(?:[?#].*)?",
    re.IGNORECASE,
)
_NAMES = re.compile(r"by(-nc)?(-nd|-sa)?|zero|mark")
_LATEST = {"zero": "1.0", "mark": "1.0"}


def _check(work: Work) -> Iterator[Fault]:
    for number, found in enumerate(work.licenses):
        address = canonical(found.url)
        if address and address != found.url:
            yield Fault(
                ("licenses", number, "url"),
                msg("“{address}” is not the licence’s own address.", address=found.url),
                msg("Write {address}", address=address),
            )


def canonical(url: str) -> str:
    """Give the address that a Creative Commons licence calls itself by, or nothing for other licences."""
    match = _CREATIVE_COMMONS.fullmatch(url)
    if not match or not _NAMES.fullmatch(match["name"].lower()):
        return ""
    name = match["name"].lower()
    kind = "publicdomain" if name in _LATEST else "licenses"
    parts = [kind, name, match["version"] or _LATEST.get(name, "4.0"), (match["country"] or "").lower()]
    return "https://creativecommons.org/" + "".join(f"{part}/" for part in parts if part)


RULE = Rule(
    code="license-not-canonical",
    severity=Severity.WARNING,
    title=msg("A Creative Commons licence under another address than its own."),
    why=msg("Indexes recognise open licences by the exact address; others count as unknown."),
    bad="""
        licenses:
          - url: http://creativecommons.org/licenses/by/4.0/deed.fr
            start: 2026-04-15
        """,
    good="""
        licenses:
          - url: https://creativecommons.org/licenses/by/4.0/
            start: 2026-04-15
        """,
    reference="JATS4R, Permissions; PMC, Tagging Guidelines for licences",
    work=_check,
)
