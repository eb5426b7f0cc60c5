"""Contributors as Crossref's ``contributors`` has them (crossref5.5.0.xsd, ``person_name``, ``organization``)."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from babel import Locale, UnknownLocaleError

from pipeline import identifiers
from pipeline.model import Issue, Journal, Work
from pipeline.model.people import Affiliation, AnyContributor, Organization, Person

_SHORTEST, _LONGEST = 2, 255  # crossref5.5.0.xsd, institution_place, institution_department


@dataclass(frozen=True, slots=True)
class Institution:
    """One ``institution``; ``ids`` are pairs of scheme and address.

    The name is in one language, since a second one would make a second affiliation.
    """

    name: str
    ids: tuple[tuple[str, str], ...]
    acronym: str
    place: str
    department: str


@dataclass(frozen=True, slots=True)
class Credited:
    """One contributor; ``sequence`` is ``first`` for the first of each main role, else ``additional``."""

    contributor: AnyContributor
    name: str
    sequence: str
    institutions: tuple[Institution, ...]

    @property
    def kind(self) -> str:
        """Give the name of the element."""
        if isinstance(self.contributor, Person):
            return "person_name"
        return "organization" if isinstance(self.contributor, Organization) else "anonymous"

    @property
    def roles(self) -> tuple[str, ...]:
        """Give all roles of Crossref's vocabulary."""
        roles = self.contributor.roles
        return (*roles, "corresponding-author") if self.contributor.corresponding else roles

    @property
    def name_style(self) -> str:
        """Give the style of a person's name; a name without a family name is given-only."""
        person = self.contributor
        if not isinstance(person, Person):
            return ""
        return person.style if person.family else "given-only"


def authorship(work: Work) -> tuple[Credited, ...]:
    """Give the contributors of a work, in the order of its by-line."""
    return _credited(work.contributors, work.language, work.affiliations)


def editorship(issue: Issue, journal: Journal) -> tuple[Credited, ...]:
    """Give the guest editors of an issue."""
    return _credited(issue.editors, journal.languages[0], ())


def _credited(
    contributors: Iterable[AnyContributor], language: str, affiliations: Iterable[Affiliation]
) -> tuple[Credited, ...]:
    known = {affiliation.id: affiliation for affiliation in affiliations}
    roles: set[str] = set()
    found = []
    for contributor in contributors:
        role = contributor.roles[0]
        own = (known[identifier] for identifier in contributor.affiliations if identifier in known)
        found.append(
            Credited(
                contributor=contributor,
                name=_name(contributor, language),
                sequence="additional" if role in roles else "first",
                institutions=tuple(_institution(affiliation, language) for affiliation in own),
            )
        )
        roles.add(role)
    return tuple(found)


def _name(contributor: AnyContributor, language: str) -> str:
    if not isinstance(contributor, Organization):
        return ""
    name = contributor.name.best(contributor.language or language)
    return name.value if name else ""


def _institution(affiliation: Affiliation, language: str) -> Institution:
    ids = (
        ("ror", affiliation.ror, identifiers.ror_url),
        ("isni", affiliation.isni, identifiers.isni_url),
        ("wikidata", affiliation.wikidata, identifiers.wikidata_url),
    )
    name = affiliation.name.best(language)
    department = affiliation.department.best(language) if affiliation.department else None
    return Institution(
        name=name.value if name else "",
        ids=tuple((scheme, address(value)) for scheme, value, address in ids if value),
        acronym=affiliation.acronym or "",
        place=_place(affiliation, language),
        department=department.value if department and len(department.value) >= _SHORTEST else "",
    )


def _place(affiliation: Affiliation, language: str) -> str:
    """Give city, region and country, as far as they are known; the city alone, where all do not fit."""
    city = affiliation.city.best(language) if affiliation.city else None
    state = affiliation.state.best(language) if affiliation.state else None
    country = _country(affiliation.country, city.language if city else language) if affiliation.country else ""
    names = (city.value if city else "", state.value if state else "", country)
    places = (", ".join(filter(None, names)), names[0])
    return next((place for place in places if _SHORTEST <= len(place) <= _LONGEST), "")


@cache
def _country(code: str, language: str) -> str:
    """Name a country in a language, in English where Babel does not know the language."""
    try:
        names = Locale.parse(language, sep="-").territories
    except (UnknownLocaleError, ValueError):
        names = Locale("en").territories
    return str(names.get(code, code))
