"""Who made the work: persons, organisations, anonymous; their roles, identifiers and affiliations."""

from typing import Annotated, Any, Literal, TypeVar

from pydantic import Discriminator, Field, Tag, model_validator

from pipeline.errors import InvalidValue
from pipeline.messages import msg
from pipeline.model.base import (
    CountryCode,
    Email,
    Isni,
    LanguageTag,
    Line,
    Orcid,
    Record,
    Ror,
    Slug,
    Url,
    Wikidata,
    problem,
)
from pipeline.model.text import LocalizedLine, LocalizedProse

Role = Literal[
    "author",
    "editor",
    "chair",
    "reviewer",
    "review-assistant",
    "stats-reviewer",
    "reviewer-external",
    "reader",
    "translator",
    "other",
]
"""What a contributor is to the work (common5.5.0.xsd, contributor_role)."""

CreditRole = Literal[
    "conceptualization",
    "data-curation",
    "formal-analysis",
    "funding-acquisition",
    "investigation",
    "methodology",
    "project-administration",
    "resources",
    "software",
    "supervision",
    "validation",
    "visualization",
    "writing-original-draft",
    "writing-review-editing",
]
"""The fourteen roles of ANSI/NISO Z39.104-2022, CRediT, by the last part of their addresses."""

CREDIT_VOCABULARY = "https://credit.niso.org/"

_CREDIT_TERMS = {
    "writing-original-draft": "Writing – original draft",
    "writing-review-editing": "Writing – review & editing",
}


def credit_term(role: str) -> str:
    """Give the English name of a CRediT role, as the standard spells it."""
    return _CREDIT_TERMS.get(role) or role.replace("-", " ").capitalize()


def credit_url(role: str) -> str:
    """Give the address of a CRediT role."""
    return f"{CREDIT_VOCABULARY}contributor-roles/{role}/"


NameStyle = Literal["western", "eastern", "islensk", "given-only"]


class Affiliation(Record):
    """An institution that contributors belong to; ``id`` is how they name it."""

    id: Slug
    """Name by which contributors refer to it."""
    name: LocalizedLine
    """The institution's name, per language."""
    department: LocalizedLine | None = None
    """Faculty, department, laboratory, per language."""
    address: Line | None = None
    """Street and number."""
    city: LocalizedLine | None = None
    """City, per language."""
    state: LocalizedLine | None = None
    """State, province or region."""
    postal_code: Line | None = None
    """Postal code."""
    country: CountryCode | None = None
    """ISO 3166-1 alpha-2 code."""
    ror: Ror | None = None
    """ROR id."""
    isni: Isni | None = None
    """ISNI."""
    wikidata: Wikidata | None = None
    """Wikidata item."""
    acronym: Line | None = None
    """Acronym."""


class NameInScript(Record):
    """A person's name as another language or script writes it."""

    language: LanguageTag
    """Language of this form of the name; ``zh-Hant``, ``sr-Latn`` say the script too."""
    given: Line | None = None
    """Given names."""
    family: Line | None = None
    """Family name."""
    mononym: Line | None = None
    """The whole name of a person who has only one."""
    style: NameStyle = "western"
    """``eastern`` where the family name comes first."""

    @model_validator(mode="after")
    def _has_a_name(self) -> "NameInScript":
        return _with_name(self)

    @property
    def full(self) -> str:
        """Give the whole name, in the order of its style."""
        return _full(self.given, self.family, self.mononym, self.style)

    @property
    def surname(self) -> str:
        """Give the name that goes where a format demands a surname."""
        return self.family or self.mononym or self.given or ""


class Contributor(Record):
    """What persons, organisations and the anonymous share."""

    roles: tuple[Role, ...] = Field(default=("author",), min_length=1)
    """What the contributor is to the work; the first is the main one."""
    credit: tuple[CreditRole, ...] = ()
    """What the contributor did, by CRediT."""
    affiliations: tuple[Slug, ...] = ()
    """Ids of the record's affiliations."""
    corresponding: bool = False
    """Answers letters about the work."""
    equal_contribution: bool = False
    """Has contributed equally with the others so marked."""
    email: Email | None = None
    """E-mail address, which the outputs publish."""
    url: Url | None = None
    """Home page."""
    biography: LocalizedProse | None = None
    """A few words about the contributor, per language."""
    competing_interests: LocalizedProse | None = None
    """Competing interests of this contributor, per language."""


class Person(Contributor):
    """A person; ``family`` and ``given``, or ``mononym`` for a person with one name."""

    type: Literal["person"] = "person"
    """May be left out."""
    prefix: Line | None = None
    """A title before the name; it is not part of the citation."""
    given: Line | None = None
    """Given names, or their initials."""
    family: Line | None = None
    """Family name, with its particles as they are printed."""
    mononym: Line | None = None
    """The whole name of a person who has only one."""
    suffix: Line | None = None
    """Jr., III."""
    style: NameStyle = "western"
    """``eastern`` where the family name comes first, as the name is printed."""
    language: LanguageTag | None = None
    """The language of the name, where it is not the record's."""
    other_names: tuple[NameInScript, ...] = ()
    """The name in other languages or scripts."""
    orcid: Orcid | None = None
    """ORCID iD."""
    orcid_authenticated: bool = False
    """The person has confirmed the iD by signing in at ORCID; a typed or pasted iD is not."""
    isni: Isni | None = None
    """ISNI."""

    @model_validator(mode="after")
    def _has_a_name(self) -> "Person":
        return _with_name(self)

    @property
    def full(self) -> str:
        """Give the whole name as it is printed."""
        name = _full(self.given, self.family, self.mononym, self.style)
        return f"{name} {self.suffix}" if self.suffix else name

    @property
    def inverted(self) -> str:
        """Give the name as indexes write it: ``Family, Given``."""
        if self.mononym or not self.family:
            return self.full
        return ", ".join(part for part in (self.family, self.given, self.suffix) if part)

    @property
    def surname(self) -> str:
        """Give the name that goes where a format demands a surname."""
        return self.family or self.mononym or self.given or ""


class Organization(Contributor):
    """An organisation or group as a contributor."""

    type: Literal["organization"]
    """Always ``organization``."""
    name: LocalizedLine
    """Name, per language."""
    ror: Ror | None = None
    """ROR id."""
    isni: Isni | None = None
    """ISNI."""
    wikidata: Wikidata | None = None
    """Wikidata item."""
    language: LanguageTag | None = None
    """The language of the name, where it is not the record’s."""


class Anonymous(Contributor):
    """A contributor who is not named."""

    type: Literal["anonymous"]
    """Always ``anonymous``."""


Named = TypeVar("Named", Person, NameInScript)


def _kind(value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
    kind = value.get("type", "person") if isinstance(value, dict) else getattr(value, "type", "person")
    return kind if kind in ("person", "organization", "anonymous") else "unknown"


AnyContributor = Annotated[
    Annotated[Person, Tag("person")]
    | Annotated[Organization, Tag("organization")]
    | Annotated[Anonymous, Tag("anonymous")],
    Discriminator(
        _kind,
        custom_error_type="contributor-type",
        custom_error_message="type is one of person, organization, anonymous",
    ),
]


def _full(given: str | None, family: str | None, mononym: str | None, style: str) -> str:
    if mononym:
        return mononym
    parts = (family, given) if style == "eastern" else (given, family)
    return " ".join(part for part in parts if part)


def _with_name(named: Named) -> Named:
    if named.mononym and (named.given or named.family):
        raise problem(
            InvalidValue(
                "name-contradictory",
                msg("A mononym is a whole name; there cannot be a given or family name beside it."),
                msg("Keep mononym, or given and family."),
            )
        )
    if not (named.mononym or named.family or named.given):
        raise problem(
            InvalidValue(
                "name-missing",
                msg("The person has no name."),
                msg("Give family and given, or mononym for a person with one name."),
            )
        )
    return named
