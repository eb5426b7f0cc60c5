"""How to cite: APA in the language of the page, whatever a record holds."""

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.citing import _template, cite, cite_text, initials
from pipeline.markup import Inline, Text, source
from pipeline.model import Work
from tests.support import shared
from tests.texts import LINES
from tests.works import MINIMAL, full_work, minimal_work

JOURNAL: dict[str, Any] = {**MINIMAL["journal"], "title": {"en": "Amazonia Investiga"}}
ASGAROVA = {"family": "Asgarova", "given": "Matanat Pasha"}
CITED = (
    "Asgarova, M. P. (2022). Issues of international cooperation in criminal proceedings: Some problems of reform."
    " Amazonia Investiga, 11(52), 186–194."
)


def _work(**changes: Any) -> Work:
    """Give the article of the seed, changed; ``None`` takes a field out."""
    record: dict[str, Any] = {
        "journal": JOURNAL,
        "issue": {"id": "52", "volume": "11", "number": "52", "published_online": "2022"},
        "title": "Issues of international cooperation in criminal proceedings",
        "subtitle": "Some problems of reform",
        "contributors": [ASGAROVA],
        "first_page": "186",
        "last_page": "194",
        **changes,
    }
    return minimal_work(**{name: value for name, value in record.items() if value is not None})


def _short(**changes: Any) -> Work:
    """Give an article with a short title and without pages."""
    return _work(**{"title": "Reform", "subtitle": None, "first_page": None, "last_page": None, **changes})


def _people(count: int) -> list[dict[str, Any]]:
    return [{"family": f"Family{number}", "given": "Ann Bea"} for number in range(1, count + 1)]


def _tree(work: Work, language: str) -> etree._Element:
    """Parse a citation as XML, which allows no open ends."""
    return etree.fromstring(f"<p>{cite(work, language)}</p>")


@pytest.mark.parametrize("language", ["en", "fr", "fr-CA", "en-GB"])
def test_seed(language: str) -> None:
    """The seed article is cited as its own page does, and its DOI leads to it."""
    assert cite_text(_work(doi="10.5555/ai.52.18"), language) == f"{CITED} https://doi.org/10.5555/ai.52.18"
    html = CITED.replace("Amazonia Investiga, 11(", "<i>Amazonia Investiga</i>, <i>11</i>(")
    link = '<a href="https://doi.org/10.5555/ai.52.18">https://doi.org/10.5555/ai.52.18</a>'
    foreign = "Issues of international cooperation in criminal proceedings: Some problems of reform"
    if language.startswith("fr"):
        html = html.replace(foreign, f'<bdi lang="en" dir="ltr">{foreign}</bdi>')
        html = html.replace("Amazonia Investiga", '<bdi lang="en" dir="ltr">Amazonia Investiga</bdi>')
    assert cite(_work(doi="10.5555/ai.52.18"), language) == f"{html} {link}"


def test_seed_page_itself() -> None:
    """The line under “Comment citer” on the source page."""
    (page,) = shared("seed").glob("*.txt")
    printed = page.read_text(encoding="utf-8").partition("Comment citer")[2].strip()
    assert cite_text(_work(), "fr") == printed


@pytest.mark.parametrize(
    ("count", "names"),
    [
        (1, "Family1, A. B. (2022)."),
        (2, "Family1, A. B., & Family2, A. B. (2022)."),
        (3, "Family1, A. B., Family2, A. B., & Family3, A. B. (2022)."),
        (20, "Family19, A. B., & Family20, A. B. (2022)."),
        (21, "Family19, A. B., … Family21, A. B. (2022)."),
        (25, "Family19, A. B., … Family25, A. B. (2022)."),
        (1000, "Family19, A. B., … Family1000, A. B. (2022)."),
    ],
)
def test_number_of_authors(count: int, names: str) -> None:
    """Up to twenty authors are all named; of more, the first nineteen and the last."""
    authors = cite_text(_short(contributors=_people(count)), "en").partition(" Reform.")[0]
    assert authors.endswith(names)
    assert authors.count("Family") == min(count, 20)


@pytest.mark.parametrize(
    ("contributors", "english", "french"),
    [
        ([], "Reform. (2022).", "Reform. (2022)."),
        ([{"type": "anonymous"}], "Reform. (2022).", "Reform. (2022)."),
        ([{"type": "organization", "name": "Acme Inc."}], "Acme Inc. (2022). Reform.", "Acme Inc. (2022). Reform."),
        ([{"mononym": "Plato"}, ASGAROVA], "Plato, & Asgarova, M. P. (2022).", "Plato, & Asgarova, M. P. (2022)."),
        ([ASGAROVA | {"roles": ["editor"]}], "Asgarova, M. P. (Ed.). (2022).", "Asgarova, M. P. (éd.). (2022)."),
        (
            [person | {"roles": ["editor"]} for person in _people(2)],
            "Family1, A. B., & Family2, A. B. (Eds.). (2022). Reform.",
            "Family1, A. B., & Family2, A. B. (éds.). (2022). Reform.",
        ),
        (
            [ASGAROVA, {"family": "Berg", "given": "Jan", "roles": ["translator"]}],
            "Asgarova, M. P. (2022). Reform (J. Berg, Trans.). Amazonia",
            "Asgarova, M. P. (2022). Reform (J. Berg, trad.). Amazonia",
        ),
        (
            [{"family": "Berg", "given": "Jan", "roles": ["translator"]}],
            "Reform (J. Berg, Trans.). (2022). Amazonia",
            "Reform (J. Berg, trad.). (2022). Amazonia",
        ),
    ],
)
def test_who(contributors: list[dict[str, Any]], english: str, french: str) -> None:
    """Persons, organisations, editors, translators; without an author the title comes first, and only there."""
    work = _short(contributors=contributors)
    assert cite_text(work, "en").startswith(english)
    assert cite_text(work, "fr").startswith(french)
    assert cite_text(work, "en").count("Reform") == 1


@pytest.mark.parametrize(
    ("person", "cited"),
    [
        ({"family": "King", "given": "Martin Luther", "suffix": "Jr."}, "King, M. L., Jr. (2022)."),
        ({"family": "Doe", "given": "J.", "suffix": "III"}, "Doe, J., III. (2022)."),
        ({"family": "de Gaulle", "given": "Charles"}, "de Gaulle, C. (2022)."),
        ({"family": "Beethoven", "given": "Ludwig van"}, "Beethoven, L. van. (2022)."),
        ({"family": "O’Brien", "given": "Seán"}, "O’Brien, S. (2022)."),
        ({"family": "O'Brien", "given": "D'Arcy"}, "O'Brien, D. (2022)."),
        ({"family": "Sartre", "given": "Jean-Paul"}, "Sartre, J.-P. (2022)."),
        ({"family": "hooks", "given": "bell"}, "hooks, b. (2022)."),
        ({"family": "Пушкин", "given": "Александр Сергеевич"}, "Пушкин, А. С. (2022)."),
        ({"family": "الخوارزمي", "given": "محمد بن موسى"}, "الخوارزمي, محمد بن موسى. (2022)."),
        ({"family": "毛", "given": "泽东", "style": "eastern"}, "毛泽东. (2022)."),
        ({"family": "Mao", "given": "Zedong", "style": "eastern"}, "Mao, Z. (2022)."),
        ({"family": "Sigurðsson", "given": "Jón", "style": "islensk"}, "Jón Sigurðsson. (2022)."),
    ],
)
def test_names(person: dict[str, str], cited: str) -> None:
    """Names of all kinds."""
    assert cite_text(_short(contributors=[person]), "en").startswith(f"{cited} Reform.")


@pytest.mark.parametrize(
    ("given", "short"),
    [
        ("Matanat Pasha", "M. P."),
        ("M.P.", "M. P."),
        ("M. P.", "M. P."),
        ("Jean-Paul Émile", "J.-P. É."),
        ("E\u0301mile", "E\u0301."),
        ("Jean‑Paul", "J.-P."),
        ("Robert (Bob)", "R. B."),
        ("-", "-"),
        ("Ann ...", "A."),
        ("משה", "משה"),
        ("𝒜da", "𝒜."),
    ],
)
def test_initials(given: str, short: str) -> None:
    """Given names are shortened to letters with their accents, in scripts that have capitals."""
    assert initials(given) == short


@pytest.mark.parametrize(
    ("changes", "source_part"),
    [
        ({}, "Amazonia Investiga, 11(52)."),
        ({"first_page": "186", "last_page": "194"}, "Amazonia Investiga, 11(52), 186–194."),
        ({"first_page": "S1-5", "last_page": "S1-9"}, "Amazonia Investiga, 11(52), S1-5–S1-9."),
        ({"first_page": "1", "other_pages": "7 & 9"}, "Amazonia Investiga, 11(52), 1, 7 & 9."),
        ({"first_page": "12-1"}, "Amazonia Investiga, 11(52), 12-1."),
        ({"article_number": "e02"}, "Amazonia Investiga, 11(52), Article e02."),
        ({"issue": {"id": "i", "volume": "11", "published_online": "2022"}}, "Amazonia Investiga, 11."),
        (
            {"issue": {"id": "i", "volume": "11", "special_numbering": "Suppl. 1", "published_online": "2022"}},
            "Amazonia Investiga, 11(Suppl. 1).",
        ),
        ({"issue": None, "dates": {"published_online": "2022-05-06"}}, "Amazonia Investiga."),
        ({"doi": "10.5555/a_b(c)<d>&e"}, "Amazonia Investiga, 11(52). https://doi.org/10.5555/a_b(c)%3Cd%3E%26e"),
        (
            {"links": [{"url": "https://example.org/?a=1&b=2"}]},
            "Amazonia Investiga, 11(52). https://example.org/?a=1&b=2",
        ),
    ],
)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_source(changes: dict[str, Any], source_part: str, language: str) -> None:
    """Volume, issue, pages or article number, DOI or address."""
    work = _short(**changes)
    assert cite_text(work, language) == f"Asgarova, M. P. (2022). Reform. {source_part}"
    assert [link.get("href") for link in _tree(work, language).iter("a")] == re.findall(r"https://\S+", source_part)


@pytest.mark.parametrize(("language", "no_date"), [("en", "(n.d.)"), ("fr", "(s.\u00a0d.)"), ("eo", "(n.d.)")])
def test_no_date(language: str, no_date: str) -> None:
    """A work without a date says so in the page's language; nobody knows when the reader retrieved it."""
    work = _short(issue=None, links=[{"url": "https://example.org/"}])
    expected = f"Asgarova, M. P. {no_date}. Reform. Amazonia Investiga. https://example.org/"
    assert cite_text(work, language) == expected


@pytest.mark.parametrize(
    ("title", "cited"),
    [
        ("Why?", "Why? "),
        ("Really!", "Really! "),
        ("Wait…", "Wait… "),
        ("Wait...", "Wait... "),
        ("Who said “why?”", "Who said “why?” "),
        ("Qui a dit «\u00a0pourquoi\u00a0?\u00a0»", "Qui a dit «\u00a0pourquoi\u00a0?\u00a0» "),
        ("What (and why?)", "What (and why?). "),
        ("Les Fables De La Fontaine\u00a0: étude", "Les Fables De La Fontaine\u00a0: étude. "),
        ("R&D & a < b", "R&D & a < b. "),
        ("DNA, mRNA and the pH of H<sub>2</sub>O", "DNA, mRNA and the pH of H2O. "),
        ("The <math><mi>x</mi></math> factor", "The x factor. "),
    ],
)
def test_titles(title: str, cited: str) -> None:
    """Titles keep their letters, and no stop follows another."""
    work = _short(title=title)
    assert cite_text(work, "en") == f"Asgarova, M. P. (2022). {cited}Amazonia Investiga, 11(52)."


def test_stop_after_a_journal_that_ends_with_one() -> None:
    """Not in the journal's italics either."""
    journal = {**JOURNAL, "title": {"en": "What now?"}}
    assert cite(_short(issue=None, journal=journal), "en").endswith("Reform. <i>What now?</i>")


def test_markup_and_links() -> None:
    """Markup stands in the page; an address in a title is no link within the citation."""
    title = '<i>Homo</i> <sc>ad</sc> <u>et</u> <tt>x</tt> <a href="https://example.org/">y</a> <span lang="la">z</span>'
    small_caps = '<span style="font-variant:small-caps">ad</span>'
    written = f'<i>Homo</i> {small_caps} <u>et</u> <code>x</code> y <span lang="la">z</span>.'
    assert written in cite(_short(title=title), "en")


def test_italics_within_italics() -> None:
    """What a journal's title has in italics stands upright in a citation."""
    assert '<i>Cahiers des <span style="font-style:normal">formes</span></i>' in cite(full_work(), "fr")


def test_languages_are_marked() -> None:
    """What is in another language than the page has its language and direction; names have at least theirs."""
    names = [{"language": "en", "family": "Levi", "given": "Dana"}]
    work = minimal_work(
        journal={**MINIMAL["journal"], "languages": ["he"], "title": {"he": "כתב עת"}},
        language="he",
        title={"he": "כותרת", "en": "Title"},
        contributors=[{"family": "לוי", "given": "דנה", "other_names": names}],
    )
    assert cite(work, "en") == 'Levi, D. (n.d.). Title. <i><bdi lang="he" dir="rtl">כתב עת</bdi></i>.'
    french = cite(work, "fr")
    assert french.startswith("<bdi>לוי</bdi>, <bdi>דנה</bdi>. (")
    assert '<bdi lang="he" dir="rtl">כותרת</bdi>.' in french


def test_hostile_titles_are_text() -> None:
    """Nothing that a record holds becomes markup of a page."""
    attack = "<script>alert('&')</script>\U000f0000\U000f0001"
    title = {"en": source(Inline((Text(attack),)))}
    work = _short(title=title, contributors=[{"mononym": attack}], journal={**JOURNAL, "title": title})
    assert {element.tag for element in _tree(work, "en").iter()} == {"p", "i"}
    assert cite_text(work, "en").count(attack) == 3


def test_threads_do_not_disturb_each_other() -> None:
    """The engine keeps its state in the style; citations made at the same time are the same as one by one."""
    cases = [(_work(contributors=_people(count)), language) for count in range(1, 7) for language in ("en", "fr", "de")]
    _template.cache_clear()
    with ThreadPoolExecutor(8) as pool:
        together = list(pool.map(cite, *zip(*cases, strict=True)))
    _template.cache_clear()
    assert together == [cite(work, language) for work, language in cases]


def test_all_locales() -> None:
    """Every language that CSL knows can be cited in, and those that it does not know, in English."""
    from citeproc import LANGUAGE_NAMES

    for language in (*sorted(LANGUAGE_NAMES), "eo", "und", "zh-Hant-HK", "no"):
        cited = cite_text(_work(), language)
        assert cited.startswith("Asgarova, M. P. (2022). Issues of"), language
        assert "186–194" in cited, language


@given(LINES, st.sampled_from(["en", "fr", "ar"]))
def test_any_text_survives(text: str, language: str) -> None:
    """Any text comes out in well-formed HTML that says the same as the plain citation."""
    work = _short(title=source(Inline((Text(text),))), contributors=[{"mononym": text}])
    plain = cite_text(work, language)
    assert "".join(map(str, _tree(work, language).itertext())) == plain
    name = work.persons[0].mononym or ""
    assert plain.startswith(name)
    assert f" {work.title.variants[0].value.plain}" in plain.removeprefix(name)


FORMS = st.fixed_dictionaries(
    {
        "contributors": st.lists(
            st.sampled_from(
                [
                    ASGAROVA,
                    {"mononym": "Plato"},
                    {"family": "King", "suffix": "Jr.", "given": "M.", "roles": ["author", "translator"]},
                    {"family": "Ed", "given": "Ed", "roles": ["editor"]},
                    {"type": "organization", "name": "Group", "roles": ["translator"]},
                    {"type": "anonymous"},
                ]
            ),
            max_size=4,
        ),
        "issue": st.none()
        | st.fixed_dictionaries(
            {"id": st.just("i")},
            optional={"volume": st.just("11"), "number": st.just("5–6"), "published_print": st.just("2022-spring")},
        ),
        "first_page": st.sampled_from([None, "186"]),
        "last_page": st.sampled_from([None, "194"]),
        "article_number": st.sampled_from([None, "e7"]),
        "doi": st.sampled_from([None, "10.5555/a"]),
        "links": st.sampled_from([(), ({"url": "https://example.org/a"},)]),
    }
)


@given(FORMS, st.sampled_from(["en", "fr", "he"]))
@settings(deadline=None, max_examples=60)
def test_any_form(record: dict[str, Any], language: str) -> None:
    """Whatever a record has and has not, the citation has no empty brackets, doubled marks or placeholders."""
    work = _short(**record)
    cited = cite_text(work, language)  # in Hebrew CSL has no words for “no date”
    assert not re.search(r"\(\s*\)|,\s*[,.)]|\.\.|  |\s[.,)]|None|[\U000f0000-\U000ffffd]", cited.partition("http")[0])
    assert cited.count("Reform") == 1
    assert cited.endswith((".", "10.5555/a", "https://example.org/a"))
    assert "".join(map(str, _tree(work, language).itertext())) == cited
