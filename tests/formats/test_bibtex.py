r"""BibTeX: what TeX would misread is escaped, capitals are protected, and any text survives."""

import re
from pathlib import PurePosixPath
from typing import Any

import pytest
from hypothesis import given

from pipeline.formats.bibtex import FORMATS, bibtex
from pipeline.markup import Inline, Text, source
from tests.texts import LINES
from tests.works import MINIMAL, full_work, minimal_work

MEANT = {
    r"\textbackslash{}": "\\",
    r"\textbraceleft{}": "{",
    r"\textbraceright{}": "}",
    r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^",
    **{f"\\{character}": character for character in "&%$#_"},
    r"\,": "\u202f",
    "~": "\u00a0",
    "{": "",
    "}": "",
}
_CODES = re.compile("|".join(map(re.escape, MEANT)))


def _fields(written: str) -> dict[str, str]:
    """Read an entry as BibTeX does: by counting braces, whether or not a backslash is before them."""
    fields: dict[str, str] = {}
    depth, start = 0, 0
    for position, character in enumerate(written):
        depth += {"{": 1, "}": -1}.get(character, 0)
        assert depth >= 0
        if depth == 1 and character == ",":
            name, equals, value = written[start:position].partition(" = ")
            if equals:
                fields[name.strip()] = value.removeprefix("{").removesuffix("}")
            start = position + 1
    assert depth == 0
    return fields


def _read(value: str) -> str:
    """Read a value as TeX prints it."""
    return _CODES.sub(lambda match: MEANT[match[0]], value)


def _of(language: str = "en", /, **record: Any) -> dict[str, str]:
    return _fields(bibtex(minimal_work(**record), language))


def test_whole_entry() -> None:
    """The fields of a full record."""
    written = bibtex(full_work(), "fr")
    assert written.startswith("@article{cahiers-nkomo-2025,\n")
    assert written.endswith("\n}\n")
    assert "  month = nov,\n" in written
    fields = _fields(written)
    assert fields["author"] == "Нкомо-Durand, III, Élodie and {Plato} and {Groupe d’étude du vers}"
    assert fields["translator"] == "Нкомо-Durand, III, Élodie and {Björk}"
    title = r"La \textit{forme} \& le \textsuperscript{nombre} : {x\textasciicircum{}2}~: Essai de \textsc{poétique}"
    assert fields["title"] == title
    assert fields["journal"] == r"Cahiers des \textit{formes}"
    assert (fields["year"], fields["volume"], fields["number"]) == ("2025", "12", "3")
    assert (fields["pages"], fields["eid"]) == ("186--194, 201, 205", "e45")
    assert (fields["doi"], fields["issn"]) == ("10.5555/cahiers.12.3.45", "2049-3630")
    assert (fields["language"], fields["langid"]) == ("fr", "french")
    assert fields["keywords"] == "vers libre, nombre, Poésie -{}- Histoire"


def test_least_entry() -> None:
    """A record that knows little has no empty fields."""
    assert _of() == {
        "title": "Title",
        "journal": "Review",
        "publisher": "Publisher",
        "language": "en",
        "langid": "english",
    }


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Issues of cooperation: Some problems", "Issues of cooperation: Some problems"),
        ("The Fables of La Fontaine", "The {Fables} of {La} {Fontaine}"),
        ("DNA repair and pH", "{DNA} repair and {pH}"),
        ("iPhone users", "{iPhone} users"),
        ("Why? Because", "Why? {Because}"),
        ("“The end”", "{“The} end”"),
        ("H<sub>2</sub>O and <i>Homo sapiens</i>", r"H\textsubscript{2}{O} and \textit{Homo sapiens}"),
        ('A <a href="https://example.org/">Link</a> to <span lang="la">Roma</span>', "A {Link} to {Roma}"),
        ("AT&T in 100% of cases", r"{AT\&T} in 100\% of cases"),
        (
            "a{b}c\\d~e^f$g#h_i",
            r"a\textbraceleft{}b\textbraceright{}c\textbackslash{}d\textasciitilde{}e\textasciicircum{}f\$g\#h\_i",
        ),
        ("Fable\u00a0: la suite\u202f!", r"Fable~: la suite\,!"),
        ("Étude: École", "Étude: École"),
        ("a -- b ''c'' d << e---f ?`g", "a -{}- b '{}'c'{}' d <{}< e-{}-{}-f ?{}`g"),
        ("А Б", "А {Б}"),
    ],
)
def test_titles(title: str, written: str) -> None:
    """Capitals that a style would make small are in braces; markup and special characters are commands."""
    assert _of(title=title)["title"] == written


@pytest.mark.parametrize(
    ("person", "written"),
    [
        ({"family": "de Gaulle", "given": "Charles"}, "de Gaulle, Charles"),
        ({"family": "King", "given": "Martin", "suffix": "Jr."}, "King, Jr., Martin"),
        ({"family": "Smith and Sons", "given": "A."}, "{Smith and Sons}, A."),
        ({"family": "Smith, the elder", "given": "A."}, "{Smith, the elder}, A."),
        ({"family": "Anderson", "given": "Sandy"}, "Anderson, Sandy"),
        ({"family": "García Lorca"}, "{García Lorca}"),
        ({"mononym": "A & B"}, r"{A \& B}"),
    ],
)
def test_names(person: dict[str, str], written: str) -> None:
    """BibTeX can tell the parts of a name, and where the next one begins."""
    assert _of(contributors=[person])["author"] == written


def test_organization_with_and() -> None:
    """An organisation is one name, whatever words it has."""
    name = "Food and Agriculture Organization, Rome"
    assert _of(contributors=[{"type": "organization", "name": name}])["author"] == f"{{{name}}}"


def test_keyword_with_comma() -> None:
    """A keyword that holds a comma stays one keyword."""
    assert _of(keywords=[{"terms": ["law, criminal", "crime"]}])["keywords"] == "{law, criminal}, crime"


def test_addresses_stand_letter_by_letter() -> None:
    """A DOI keeps its underscores and signs; only what would upset the braces is encoded."""
    assert _of(doi="10.5555/a_b%c{d\\e")["doi"] == "10.5555/a_b%c%7Bd%5Ce"
    journal = {**MINIMAL["journal"], "urls": {"article": "https://example.org/{language}_{id}?a=1&b=2"}}
    assert _of(journal=journal)["url"] == "https://example.org/en_minimal?a=1&b=2"


@pytest.mark.parametrize(
    ("language", "langid"), [("fr-CA", "french"), ("ar", "arabic"), ("nb", ""), ("und", ""), ("zh-Hant", "chinese")]
)
def test_langid(language: str, langid: str) -> None:
    """The language of the title is named as LaTeX does, where that name is plain."""
    fields = _of(language, language=language, title={language: "x"})
    assert fields.get("langid", "") == langid


@given(LINES)
def test_any_text_survives(text: str) -> None:
    """Braces are balanced, and TeX prints what the record says."""
    work = minimal_work(title=source(Inline((Text(text),))), contributors=[{"mononym": text}])
    fields = _fields(bibtex(work, "en"))
    assert _read(fields["title"]) == work.title.variants[0].value.plain
    assert _read(fields["author"]) == work.persons[0].mononym


def test_place() -> None:
    """The file lies beside the article's page."""
    (made,) = FORMATS
    assert made.path(minimal_work(), "fr") == PurePosixPath("site/fr/revue/articles/minimal.bib")
