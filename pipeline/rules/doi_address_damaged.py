"""An address of a DOI that leads nowhere."""

import re
from collections.abc import Iterator

from pipeline import identifiers
from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.rules.base import Rule

# https://doi:10.1353/…, http//doi.org/…, https:/doi.org/…, https://doi.org/doi:10…
_DAMAGED = re.compile(
    r"(?:https?(?::/{0,2}|//)doi:[:/]*|https?(?:/{1,2}|:/?)(?:dx\.)?doi\.org/+|https?://(?:dx\.)?doi\.org/(?:/+|/*doi:))"
    r"(?=10\.[0-9]{4,9}/\S)",
    re.IGNORECASE,
)


def _check(text: str) -> Iterator[tuple[Message, Message]]:
    if "10." not in text:
        return
    for match in _DAMAGED.finditer(text):
        rest = text[match.end() : match.end() + identifiers.DOI_MAXIMUM_LENGTH]
        found = identifiers.find_dois(rest.split(maxsplit=1)[0])
        if found:
            yield (
                msg("“{address}” is not an address.", address=match[0] + found[0]),
                msg("The DOI’s address is {address}.", address=identifiers.doi_url(found[0])),
            )


RULE = Rule(
    code="doi-address-damaged",
    severity=Severity.WARNING,
    title=msg("An address of a DOI that leads nowhere."),
    why=msg("Readers who follow it get an error; the DOI itself is recovered."),
    bad="""
        references:
          - text: Lemon, E. (2019). Weaponizing Interpol. https://doi:10.1353/jod.2019.0019
            doi: 10.1353/jod.2019.0019
        """,
    good="""
        references:
          - text: Lemon, E. (2019). Weaponizing Interpol. https://doi.org/10.1353/jod.2019.0019
            doi: 10.1353/jod.2019.0019
        """,
    reference="Crossref, DOI display guidelines",
    text=_check,
)
