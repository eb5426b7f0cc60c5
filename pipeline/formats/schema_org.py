"""Things of schema.org (https://schema.org/): the values of JSON-LD, and those that articles and journals share."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeAlias

from pipeline.identifiers import doi_url, isni_url, orcid_url, ror_url, wikidata_url
from pipeline.markup import Inline
from pipeline.model.dates import PartialDate
from pipeline.model.people import Affiliation, AnyContributor, Organization, Person
from pipeline.model.text import Localized

Json: TypeAlias = "str | int | bool | list[Json] | dict[str, Json]"


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of JSON-LD: its type and its properties, none of them empty."""

    type: str
    properties: "tuple[tuple[str, Value], ...]"

    def json(self, context: str = "") -> Json:
        """Give the node as JSON has it; the outermost one has its ``@context``."""
        head: dict[str, Json] = {"@context": context} if context else {}
        return head | {"@type": self.type} | {name: _json(value) for name, value in self.properties}


@dataclass(frozen=True, slots=True)
class Words:
    """A text in a language (JSON-LD 1.1, 4.2.4 String Internationalization)."""

    language: str
    value: str


Value: TypeAlias = "str | int | bool | Thing | Words | tuple[Value, ...]"
Properties: TypeAlias = "dict[str, Value | None]"


def thing(kind: str, iri: str = "", /, **properties: "Value | None") -> Thing:
    """Make a node of a type; ``iri`` is its ``@id``. Properties without a value are left out."""
    named: Properties = {"@id": iri, **properties}
    return Thing(kind, tuple((name, value) for name, value in named.items() if value not in (None, "", ())))


def _json(value: Value) -> Json:
    match value:
        case Thing():
            return value.json()
        case Words():
            return {"@language": value.language, "@value": value.value}
        case tuple():
            return [_json(part) for part in value] if len(value) > 1 else _json(value[0])
        case _:
            return value


def words(text: Localized[Inline] | Localized[str] | None) -> tuple[Words, ...]:
    """Give a text in all its languages."""
    return tuple(Words(variant.language, str(variant.value)) for variant in text or ())


def date(value: PartialDate | None) -> str:
    """Give a date as far as it is known (ISO 8601)."""
    return value.iso if value else ""


def doi(value: str | None) -> Thing | None:
    """Give a DOI as an identifier."""
    return thing("PropertyValue", propertyID="DOI", value=value, url=doi_url(value)) if value else None


def agent(contributor: AnyContributor, affiliations: Iterable[Affiliation] = ()) -> Thing | None:
    """Give a contributor; nothing for those who are not named."""
    match contributor:
        case Person():
            return thing(
                "Person",
                orcid_url(contributor.orcid) if contributor.orcid else "",
                name=contributor.full,
                givenName=contributor.given,
                familyName=contributor.family,
                honorificPrefix=contributor.prefix,
                honorificSuffix=contributor.suffix,
                alternateName=tuple(Words(other.language, other.full) for other in contributor.other_names),
                sameAs=isni_url(contributor.isni) if contributor.isni else "",
                url=contributor.url,
                email=contributor.email if contributor.corresponding else "",
                affiliation=tuple(map(institution, affiliations)),
            )
        case Organization():
            return thing(
                "Organization",
                ror_url(contributor.ror) if contributor.ror else "",
                name=words(contributor.name),
                sameAs=_same(contributor.isni, contributor.wikidata),
                url=contributor.url,
                parentOrganization=tuple(map(institution, affiliations)),
            )
        case _:
            return None


def institution(affiliation: Affiliation) -> Thing:
    """Give an institution with its address."""
    place = thing(
        "PostalAddress",
        streetAddress=affiliation.address,
        postalCode=affiliation.postal_code,
        addressLocality=words(affiliation.city),
        addressRegion=words(affiliation.state),
        addressCountry=affiliation.country,
    )
    return thing(
        "Organization",
        ror_url(affiliation.ror) if affiliation.ror else "",
        name=words(affiliation.name),
        alternateName=affiliation.acronym,
        department=thing("Organization", name=words(affiliation.department)) if affiliation.department else None,
        sameAs=_same(affiliation.isni, affiliation.wikidata),
        address=place if place.properties else None,
    )


def _same(isni: str | None, wikidata: str | None) -> tuple[str, ...]:
    known = (isni_url(isni) if isni else "", wikidata_url(wikidata) if wikidata else "")
    return tuple(found for found in known if found)
