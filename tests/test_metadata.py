"""The records of ``metadata/``: they load without a fault, keep to the facts, and use the whole record."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args, get_origin

import pytest

from pipeline import identifiers
from pipeline.findings import Finding, Severity
from pipeline.markup import STYLES, Foreign, Inline, Link, Math, Styled, walk
from pipeline.model import Journal, Work
from pipeline.model.base import Record
from pipeline.model.files import Link as FullText
from pipeline.model.people import Anonymous, Contributor, Organization, Person
from pipeline.model.prose import Statement
from pipeline.model.rights import License
from pipeline.model.text import Localized
from pipeline.reader import Reading, read
from tests.support import CHECKOUT, shared

METADATA = CHECKOUT / "metadata"
SCHEMA_LINE = re.compile(r"# yaml-language-server: \$schema=(\S+)\n")


@cache
def readings() -> tuple[Reading, ...]:
    """Read all records, as ``build`` does."""
    return tuple(read([METADATA]))


@cache
def works() -> dict[str, Work]:
    """Give the works by their ids."""
    return {found.work.id: found.work for found in readings() if found.work}


def findings(severity: Severity) -> list[Finding]:
    """List what is wrong with the records, as far as it is so bad."""
    return [finding for found in readings() for finding in found.findings if finding.severity is severity]


def parts(value: object) -> Iterator[Any]:
    """Give a value and all that is below it: parts of the record, texts, and their markup."""
    yield value
    if isinstance(value, Record):
        below: Iterator[Any] = (getattr(value, name) for name in type(value).model_fields)
    elif isinstance(value, Localized):
        below = (variant.value for variant in value)
    elif isinstance(value, Inline):
        below = walk(value.nodes)
    else:
        below = iter(value) if isinstance(value, tuple) else iter(())
    for part in below:
        yield from parts(part)


@cache
def everything() -> tuple[Any, ...]:
    """Give all parts of all works, with their journals and issues."""
    return tuple(part for work in works().values() for part in parts(work))


def seed() -> Work:
    """Give the article that is not made up."""
    return works()["asgarova-2022"]


def test_records_have_no_errors() -> None:
    """All works are there, and no record breaks a rule."""
    assert findings(Severity.ERROR) == []
    assert sorted(works()) == [
        "asgarova-2022",
        "bains-de-mer-2025",
        "correction-zostere-2025",
        "lecture-islande",
        "lecture-phares",
        "lecture-vents",
        "paul-of-aleppo-2025",
        "three-crescents-2025",
        "zostere-marees-2025",
        "zostere-marees-2025-en",
    ]


def test_seed_has_the_facts_of_its_page() -> None:
    """Identity, by-line and place of the article are those that the page gives, and nothing is added."""
    work = seed()
    assert work.issue
    assert (work.issue.volume, work.issue.number, work.pages, str(work.published)) == ("11", "52", "186–194", "2022")
    author = work.contributors[0]
    assert isinstance(author, Person)
    assert author.inverted == "Asgarova, Matanat Pasha"
    assert [affiliation.country for affiliation in work.affiliations] == ["AZ"]
    assert len(work.references) == 13
    assert (work.licenses, work.journal.issn.online, author.orcid, work.affiliations[0].city) == ((), None, None, None)
    assert work.doi
    assert work.doi.startswith("10.5555/")
    assert work.note
    assert "10.5555" in work.note


def test_seed_has_the_words_of_its_page() -> None:
    """Title, keywords, abstract, biography and references stand on the page, and all that the page says is used."""
    work = seed()
    page = " ".join(shared("seed", "000_b7d6658bbf045db4.txt").read_text(encoding="utf-8").split())
    abstract, keywords, biography = work.abstracts[0].text, work.keywords[0].terms, work.contributors[0].biography
    assert abstract
    assert biography
    texts = [next(iter(text)).value for text in (abstract, biography)]
    lines = [paragraph.plain for text in texts for paragraph in text]
    references = [reference.text.plain for reference in work.references if reference.text]
    terms = ", ".join(term.plain for term in next(iter(keywords)).value)
    for words in (next(iter(work.title)).value.plain, f"{terms}.", *lines, *references):
        assert page.count(words) >= 1, words
        page = page.replace(words, "")
    citation = "Asgarova, M. P. (2022). . Amazonia Investiga, 11(52), 186–194."
    institution = next(iter(work.affiliations[0].name)).value
    address = f"Matanat Pasha Asgarova, {institution} H. Zardabi 192, Republic of Azerbaijan."
    labels = (
        "Mots-clés :",
        "Biographie de l'auteur",
        "Comment citer",
        "Les données relatives au téléchargement ne sont pas encore disponibles.",
    )
    for words in (citation, address, *labels):
        assert page.count(words) == 1, words
        page = page.replace(words, "")
    assert page.split() == []


def test_seed_dois_are_recovered() -> None:
    """DOIs are found in the printed text of the references; none is written by hand."""
    assert [reference.doi for reference in seed().references] == [None] * 13
    assert [reference.found_doi for reference in seed().references if reference.found_doi] == [
        "10.1353/jod.2019.0019",
        "10.1163/24680931-12340005",
    ]


def test_only_the_seed_has_flaws() -> None:
    """The lost letter and the two broken addresses are reported where they stand; all other records give no warning."""
    seen = {(Path(found.place.file).name, found.place.path, found.code) for found in findings(Severity.WARNING)}
    assert seen == {
        ("asgarova-2022.yaml", "references[2].text", "damaged-character"),
        ("asgarova-2022.yaml", "references[3].text", "doi-address-damaged"),
        ("asgarova-2022.yaml", "references[10].text", "doi-address-damaged"),
    }


def models(annotation: object) -> Iterator[type[Record]]:
    """Give the parts of the record that an annotation names."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        yield annotation
    for argument in get_args(annotation):
        yield from models(argument)


def all_models(start: type[Record]) -> set[type[Record]]:
    """Give all classes that a record is made of."""
    known, new = set[type[Record]](), {start}
    while new:
        known |= new
        fields = [field for model in new for field in model.model_fields.values()]
        new = {model for field in fields for model in models(field.annotation)} - known
    return known


def owner(model: type[Record], field: str) -> type[Record]:
    """Give the class that brings the field into the record: persons and organisations share most of theirs."""
    return next(base for base in reversed(model.__mro__) if issubclass(base, Record) and field in base.model_fields)


def test_records_use_every_field() -> None:
    """The examples are the format's best documentation: no field is without one that is not its default."""
    wanted = {(owner(model, field), field) for model in all_models(Work) for field in model.model_fields}
    used = {
        (owner(type(part), field), field)
        for part in everything()
        if isinstance(part, Record)
        for field, info in type(part).model_fields.items()
        if getattr(part, field) != info.get_default(call_default_factory=True)
    }
    unused = {f"{model.__name__}.{field}" for model, field in wanted - used}
    assert unused == {
        "Work.type",  # there is no other type yet
        "Person.type",  # "person" is what a contributor is unless it says otherwise
    }


def values(model: type[Record], field: str) -> set[object]:
    """Give all values that a field of one part of the record has; of a list, what is in it."""
    found = [getattr(part, field) for part in everything() if isinstance(part, model)]
    return {each for value in found for each in (value if isinstance(value, tuple) else (value,))}


@pytest.mark.parametrize(
    ("model", "field"),
    [(Contributor, "credit"), (FullText, "purpose"), (License, "applies_to"), (Statement, "type")],
)
def test_records_use_every_choice(model: type[Record], field: str) -> None:
    """Values that outputs treat differently are all in use."""
    annotation = model.model_fields[field].annotation
    choices = next(found for found in (annotation, *get_args(annotation)) if get_origin(found) is Literal)
    assert values(model, field) == set(get_args(choices))


def test_contributors_are_of_every_kind() -> None:
    """Persons, organisations and the anonymous have a hand in the articles."""
    kinds = {type(contributor) for work in works().values() for contributor in work.contributors}
    assert kinds == {Person, Organization, Anonymous}


def test_records_use_all_markup() -> None:
    """Every style, links, foreign words and formulas stand in some text, formulas in a title too."""
    nodes = everything()
    assert {node.style for node in nodes if isinstance(node, Styled)} == set(STYLES)
    assert {type(node) for node in nodes} >= {Foreign, Math, Link}
    assert any(variant.value.has_math for work in works().values() for variant in work.title)


def test_paragraphs_stay_apart() -> None:
    """Blank lines of the files are paragraphs of the texts: no way of writing them in YAML has lost any."""
    abstract = works()["zostere-marees-2025"].abstracts[0].text
    assert abstract
    assert {variant.language: len(variant.value) for variant in abstract} == {"fr": 2, "en": 2}


def test_records_speak_many_languages() -> None:
    """There are texts in several scripts, from right to left too, and tags with a region or a script."""
    tags = {tag for part in everything() if isinstance(part, Localized) for tag in part.languages}
    assert {"ar", "en", "fr", "fr-CA", "ru", "uk"} <= tags
    names = {name.language for work in works().values() for person in work.persons for name in person.other_names}
    assert {"ar", "ar-Latn", "en", "uk"} <= names


def test_french_is_spaced_as_french() -> None:
    """A no-break space stands before the high signs of punctuation and inside guillemets, and no other space does."""
    french = [
        variant.value
        for part in everything()
        if isinstance(part, Localized)
        for variant in part
        if variant.language.startswith("fr")
    ]
    texts = [
        text.plain
        for value in french
        for text in (value if isinstance(value, tuple) else (value,))
        if isinstance(text, Inline)
    ]
    assert texts
    wrong = re.compile(r"(?<![\u00a0\u202f])[;:!?»](?=\s|$)|«(?![\u00a0\u202f])|'")
    assert [text for text in texts if wrong.search(text)] == []


def test_own_dois_are_examples_and_unique() -> None:
    """What these records would register has the prefix for examples, and nothing is registered twice."""
    journals = {work.journal.id: work.journal for work in works().values()}
    issues = {(work.journal.id, work.issue.id): work.issue for work in works().values() if work.issue}
    dois = [
        *(work.doi for work in works().values()),
        *(journal.doi for journal in journals.values()),
        *(doi for issue in issues.values() for doi in (issue.doi, issue.volume_doi)),
        *(component.doi for work in works().values() for component in work.components),
    ]
    registered = [doi for doi in dois if doi]
    assert {identifiers.doi_prefix(doi) for doi in registered} == {"10.5555"}
    assert max(Counter(map(identifiers.doi_key, registered)).values()) == 1
    assert all(map(identifiers.depositable, registered))


def test_people_are_nobody() -> None:
    """ORCID iDs are outside the ranges that ORCID gives out, but for its own example."""
    persons = {part.orcid: part.full for part in everything() if isinstance(part, Person) and part.orcid}
    real = {orcid: name for orcid, name in persons.items() if not orcid.startswith("0000-0009-")}
    assert real == {"0000-0002-1825-0097": "Josiah Carberry"}


def test_translation_and_original_name_each_other() -> None:
    """The pair agrees on DOIs, languages and the original's title."""
    original, translation = works()["zostere-marees-2025"], works()["zostere-marees-2025-en"]
    assert translation.translation_of
    assert (translation.translation_of.doi, translation.translation_of.language) == (original.doi, original.language)
    assert [(found.doi, found.language) for found in original.translations] == [(translation.doi, translation.language)]
    assert translation.translation_of.title
    assert translation.translation_of.title.find("fr") == original.title.find("fr")


def test_correction_names_what_it_corrects() -> None:
    """The notice updates an article that is there, and not before it was published."""
    update = works()["correction-zostere-2025"].updates[0]
    corrected = next(work for work in works().values() if work.doi == update.doi)
    assert corrected.dates.published_online
    assert not corrected.dates.published_online.contradicts(update.date)


@pytest.mark.parametrize("language", ["fr", "en", "de"])
def test_every_page_has_an_address(language: str) -> None:
    """French and English pages have addresses; pages of a later language have where the pattern allows it."""
    wanted = {work.id: work.url(language) for work in works().values()}
    without = {identifier for identifier, address in wanted.items() if not address}
    two_shores = {work.id for work in works().values() if work.journal.id == "two-shores"}
    assert without == (two_shores if language == "de" else set())
    assert len(set(wanted.values()) - {""}) == len(wanted) - len(without)


@pytest.mark.parametrize(
    "path", sorted(METADATA.rglob("*.yaml")), ids=lambda path: path.relative_to(METADATA).as_posix()
)
def test_files_name_their_schema(path: Path) -> None:
    """The first line leads an editor to the schema of what the file holds."""
    first = SCHEMA_LINE.match(path.read_text(encoding="utf-8"))
    assert first
    kind = "journal" if path.name == "journal.yaml" else path.parent.name.removesuffix("s")
    assert (path.parent / first[1]).resolve() == CHECKOUT / "schemas" / "record" / f"{kind}.schema.json"
    assert (path.parent / first[1]).is_file()


@pytest.mark.parametrize("path", sorted(METADATA.rglob("*.json")), ids=lambda path: path.name)
def test_json_files_name_their_schema(path: Path) -> None:
    """JSON has no comments: a key leads an editor there."""
    named = json.loads(path.read_text(encoding="utf-8"))["$schema"]
    assert (path.parent / named).resolve() == CHECKOUT / "schemas" / "record" / "article.schema.json"


def test_formats_are_all_in_use() -> None:
    """Records are shown as YAML, JSON and JSON Lines."""
    suffixes = {path.suffix for path in METADATA.glob("*/articles/*")}
    assert suffixes == {".yaml", ".json", ".jsonl"}
    assert {type(work.journal) for work in works().values()} == {Journal}
