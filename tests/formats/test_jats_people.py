"""JATS: contributors and their affiliations."""

from typing import Any, get_args

import pytest
from lxml import etree

from pipeline.model.people import CreditRole, credit_term
from tests.formats.jats_support import (
    LANG,
    META,
    content,
    elements,
    full_file,
    parse,
    texts,
)
from tests.works import minimal_work


def contrib(**person: Any) -> etree._Element:
    """Give the contrib of one contributor."""
    (found,) = elements(parse(minimal_work(contributors=[person])), f"{META}//contrib")
    assert isinstance(found, etree._Element)
    return found


@pytest.mark.parametrize(
    ("person", "style", "name"),
    [
        ({"family": "Durand", "given": "Anne"}, "western", "<surname>Durand</surname><given-names>Anne</given-names>"),
        (
            {"family": "Mao", "given": "Dun", "style": "eastern"},
            "eastern",
            "<surname>Mao</surname><given-names>Dun</given-names>",
        ),
        ({"mononym": "Plato"}, "western", "<surname>Plato</surname>"),
        ({"mononym": "Björk", "style": "given-only"}, "given-only", "<given-names>Björk</given-names>"),
        ({"given": "Jón"}, "given-only", "<given-names>Jón</given-names>"),
        (
            {"family": "King", "prefix": "Dr", "suffix": "Jr"},
            "western",
            "<surname>King</surname><prefix>Dr</prefix><suffix>Jr</suffix>",
        ),
    ],
)
def test_names(person: dict[str, Any], style: str, name: str) -> None:
    """A name has its parts in the order of the schema, and the style says how to put them together."""
    root = contrib(**person)
    assert content(root, "name") == [name]
    assert texts(root, "name/@name-style") == [style]


def test_names_in_other_scripts() -> None:
    """The printed name comes first among the alternatives, each other one names its language."""
    full = full_file()
    names = elements(full, f"{META}//name-alternatives/name")
    assert [name.get(LANG) for name in names] == [None, "ar", "zh-Hant", "ru"]
    assert [name.get("name-style") for name in names] == ["western", "western", "eastern", "given-only"]


def test_language_of_a_name() -> None:
    """A name in another language than the article says so."""
    assert contrib(family="Ёлкин", language="ru")[0].get(LANG) == "ru"


def test_contributors_keep_their_order() -> None:
    """Persons, organisations and the anonymous stand as in the by-line."""
    full = full_file()
    group = elements(full, f"{META}/contrib-group")[0]
    assert [found.get("contrib-type") for found in group] == ["author", "author", "translator", "author", "reviewer"]
    kinds = ("name", "name-alternatives", "collab", "collab-alternatives", "anonymous")
    assert [next(part.tag for part in found if part.tag in kinds) for found in group] == [
        "name-alternatives",
        "name",
        "name",
        "collab-alternatives",
        "anonymous",
    ]


def test_orcid() -> None:
    """An iD says whether its owner confirmed it."""
    full = full_file()
    found = elements(full, "//contrib-id[@contrib-id-type='orcid']")
    assert [(each.text, each.get("authenticated")) for each in found] == [
        ("https://orcid.org/0000-0002-1825-0097", "true"),
        ("https://orcid.org/0000-0002-1694-233X", "false"),
    ]


@pytest.mark.parametrize("role", get_args(CreditRole))
def test_credit(role: str) -> None:
    """Each CRediT role has term and address of the standard (ANSI/NISO Z39.104-2022)."""
    (found,) = elements(contrib(family="A", credit=[role]), "role")
    assert found.get("vocab-term") == found.text == credit_term(role)
    assert found.get("vocab-term-identifier") == f"https://credit.niso.org/contributor-roles/{role}/"
    words = "".join(letter if letter.isalpha() else " " for letter in credit_term(role).lower()).split()
    assert "-".join(words) == role


def test_further_roles() -> None:
    """The first role is the contrib-type; the others are told too."""
    full = full_file()
    assert texts(full, f"{META}//contrib[1]/role[not(@vocab)]/@specific-use") == ["translator"]


def test_corresponding_authors() -> None:
    """Each corresponding author has a note of one's own, also where two are alike."""
    person = {"family": "A", "corresponding": True, "email": "a@example.org"}
    root = parse(minimal_work(contributors=[person, {"family": "B"}, person]))
    assert texts(root, "//corresp") == ["A, a@example.org"] * 2
    assert texts(root, "//corresp/@id") == texts(root, "//xref[@ref-type='corresp']/@rid") == ["corresp-1", "corresp-3"]
    assert texts(root, "//contrib[@corresp='yes']/name") == ["A", "A"]


def test_competing_interests() -> None:
    """They are notes of type coi-statement, those of one person are pointed to."""
    full = full_file()
    notes = elements(full, f"{META}/author-notes/fn[@fn-type='coi-statement']")
    assert [(note.get("id"), note.get(LANG)) for note in notes] == [
        ("interests-1-fr", None),
        ("interests-1-en", "en"),
        (None, None),
        (None, "en"),
    ]
    assert texts(full, "//contrib[1]/xref[@ref-type='fn']/@rid") == ["interests-1-fr", "interests-1-en"]


def test_affiliation_in_several_languages() -> None:
    """Variants of one affiliation are alternatives; the id that people point to is that of all."""
    full = full_file()
    variants = elements(full, "//aff-alternatives[@id='aff-labo']/aff")
    assert [variant.get(LANG) for variant in variants] == [None, "en", "ar"]
    assert texts(full, "//aff-alternatives/aff/country") == ["Suisse", "Switzerland", "سويسرا"]
    assert texts(full, "//aff[@id='aff-institut']") == ["Institut sans ville, Cameroun"]
    assert set(texts(full, "//aff//institution-id[@institution-id-type='ror']")) == {"https://ror.org/036rp1748"}


def test_unknown_affiliation_is_not_pointed_to() -> None:
    """An editor of the journal may name an affiliation that this record does not have."""
    assert elements(contrib(family="A", affiliations=["elsewhere"]), "xref") == []
