"""Names in parts, whole, and in the language of the page."""

import pytest

from pipeline.formats.csl_names import CslName, csl_name
from pipeline.model.people import Anonymous, Organization, Person


def _name(language: str = "en", **person: object) -> CslName | None:
    return csl_name(Person.model_validate(person, context={"language": "en"}), language, "en")


@pytest.mark.parametrize(
    ("family", "given", "expected"),
    [
        ("Asgarova", "Matanat Pasha", CslName(family="Asgarova", given="Matanat Pasha")),
        ("de Gaulle", "Charles", CslName(non_dropping_particle="de", family="Gaulle", given="Charles")),
        ("van der Berg", "Jan", CslName(non_dropping_particle="van der", family="Berg", given="Jan")),
        ("Beethoven", "Ludwig van", CslName(family="Beethoven", given="Ludwig", dropping_particle="van")),
        ("De Niro", "Robert", CslName(family="De Niro", given="Robert")),
        ("O’Brien", "Seán", CslName(family="O’Brien", given="Seán")),
        ("la", "van", CslName(family="la", given="van")),
        ("d’Alembert", "Jean", CslName(family="d’Alembert", given="Jean")),
    ],
)
def test_parts_and_particles(family: str, given: str, expected: CslName) -> None:
    """Particles are parted from the name where they stand as words, and something of each name is left."""
    name = _name(family=family, given=given)
    assert name == expected
    assert (name.whole_family, name.whole_given) == (family, given)


def test_suffix() -> None:
    """A suffix is a part of its own."""
    assert _name(family="King", given="Martin", suffix="Jr.") == CslName(family="King", given="Martin", suffix="Jr.")


@pytest.mark.parametrize(
    ("person", "literal"),
    [
        ({"mononym": "Plato"}, "Plato"),
        ({"given": "Björk"}, "Björk"),
        ({"family": "Sigurðsson", "given": "Jón", "style": "islensk"}, "Jón Sigurðsson"),
        ({"family": "Rahman", "given": "Abdul", "style": "given-only"}, "Abdul Rahman"),
    ],
)
def test_whole_names(person: dict[str, str], literal: str) -> None:
    """Names without a family name, and names of styles that do not turn them round, stay whole."""
    assert _name(**person) == CslName(literal=literal)


def test_eastern_names_keep_their_parts() -> None:
    """The order of an eastern name is for each citation style to know."""
    assert _name(family="Mao", given="Zedong", style="eastern") == CslName(family="Mao", given="Zedong")


@pytest.mark.parametrize(
    ("language", "family"),
    [("en", "Pushkin"), ("ru", "Пушкин"), ("ru-RU", "Пушкин"), ("fr", "Pushkin"), ("fr-CA", "Pouchkine")],
)
def test_name_in_the_language_of_the_page(language: str, family: str) -> None:
    """The name is given as the page's language writes it, if the record knows, else as it is."""
    others = [
        {"language": "ru", "family": "Пушкин", "given": "Александр"},
        {"language": "fr-CA", "family": "Pouchkine", "given": "Alexandre"},
    ]
    if language == "fr":
        others.pop()
    name = _name(language, family="Pushkin", given="Alexander", other_names=others)
    assert name
    assert name.family == family


def test_organization_is_literal() -> None:
    """An organisation is named in the page's language, else in the record's."""
    group = Organization.model_validate({"type": "organization", "name": {"ar": "فريق", "fr": "Équipe", "en": "Team"}})
    assert csl_name(group, "fr", "en") == CslName(literal="Équipe")
    assert csl_name(group, "de", "en") == CslName(literal="Team")


def test_anonymous_has_no_name() -> None:
    """Who is not named is not in a citation."""
    assert csl_name(Anonymous(type="anonymous"), "en", "en") is None
