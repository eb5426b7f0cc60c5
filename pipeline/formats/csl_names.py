"""Names as citations need them: in parts, so that each style can put them in its own order."""

from dataclasses import dataclass

from pipeline.model.languages import primary
from pipeline.model.people import AnyContributor, NameInScript, Organization, Person

PARTICLES = frozenset(
    (
        *("a", "da", "das", "de", "do", "dos", "e", "y", "el", "los"),  # Portuguese, Spanish
        *("du", "des", "la", "le", "les"),  # French
        *("dal", "degli", "dei", "del", "della", "delle", "dello", "di", "li", "lo"),  # Italian
        *("am", "im", "von", "vom", "zu", "zum", "zur", "und"),  # German
        *("het", "van", "den", "der", "op", "te", "ten", "ter", "tot"),  # Dutch
        *("af", "av"),  # Danish, Norwegian, Swedish
        *("al", "ben", "bin", "bint", "ibn"),  # Arabic and Hebrew in Latin letters
    )
)
"""Words before a family name that are written small: Ludwig *van* Beethoven, Charles *de* Gaulle."""

_WHOLE = ("islensk", "given-only")


@dataclass(frozen=True, slots=True)
class CslName:
    """A name in CSL's parts (CSL 1.0.2, "Names"); ``literal`` is the whole name where it must not be taken apart."""

    family: str = ""
    given: str = ""
    dropping_particle: str = ""
    """Particle that goes with the given name: ``Beethoven, Ludwig van``."""
    non_dropping_particle: str = ""
    """Particle that stays with the family name: ``de Gaulle, Charles``."""
    suffix: str = ""
    literal: str = ""

    @property
    def whole_family(self) -> str:
        """Give the family name with its particle."""
        return f"{self.non_dropping_particle} {self.family}".strip()

    @property
    def whole_given(self) -> str:
        """Give the given name with the particle that goes with it."""
        return f"{self.given} {self.dropping_particle}".strip()


def csl_name(contributor: AnyContributor, language: str, work_language: str) -> CslName | None:
    """Give the name of a contributor on a page in ``language``; nothing for those who are not named."""
    match contributor:
        case Person():
            return _of_person(names_of(contributor, language, work_language)[0])
        case Organization():
            found = contributor.name.best(language, contributor.language or work_language)
            return CslName(literal=found.value) if found else None
        case _:
            return None


def names_of(person: Person, language: str, own: str) -> tuple[Person | NameInScript, ...]:
    """List a person's names, the one for a page in ``language`` first. ``own`` is the language of the record."""
    named: list[tuple[str, Person | NameInScript]] = [(person.language or own, person)]
    named += ((other.language, other) for other in person.other_names)
    alike = [found for tag, found in named if primary(tag) == primary(language)]
    exact = [found for tag, found in named if tag == language]
    first = next(iter(exact or alike), person)
    return (first, *(found for _, found in named if found is not first))


def _of_person(person: Person | NameInScript) -> CslName:
    if person.mononym or not person.family or person.style in _WHOLE:
        return CslName(literal=person.full)
    before, family = _particles_before(person.family)
    given, after = _particles_after(person.given or "")
    suffix = person.suffix if isinstance(person, Person) else None
    return CslName(
        family=family, given=given, dropping_particle=after, non_dropping_particle=before, suffix=suffix or ""
    )


def _particles_before(family: str) -> tuple[str, str]:
    """Part ``de la Fontaine`` into ``de la`` and ``Fontaine``; something of the name is always left."""
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and words[count] in PARTICLES:
        count += 1
    return " ".join(words[:count]), " ".join(words[count:])


def _particles_after(given: str) -> tuple[str, str]:
    """Part ``Ludwig van`` into ``Ludwig`` and ``van``."""
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1] in PARTICLES:
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])
