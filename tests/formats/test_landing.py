"""The page of an article: all of the record is there, in its language, and nothing of it is taken for markup."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from lxml import html

from pipeline.identifiers import doi_url
from pipeline.model import Work
from pipeline.model.languages import direction
from tests.formats.landing_support import LANGUAGES, full_page, page, render, select, shown, texts
from tests.formats.test_jats import leaves, named, without
from tests.texts import LINES
from tests.works import full_record, full_work, minimal_record, minimal_work, work_of

NOT_SHOWN = {
    "note": "a remark for those who edit the record",
    "journal.note": "a remark for those who edit the record",
    "issue.note": "a remark for those who edit the record",
    "short_title": "for running heads, which a page has not",
    "journal.coden": "for libraries’ systems, which read it from JATS",
    "journal.depositor": "for Crossref alone",
    "journal.doi_prefix": "for registering DOIs",
    "journal.crossmark": "the record names a policy of its own; domains are for Crossref alone",
    "journal.description": "on the journal’s page",
    "journal.subtitle": "on the journal’s page",
    "journal.editors": "on the journal’s page",
    "journal.urls": "the patterns are only used where the record has no addresses of its own",
    "issue.editors": "on the issue’s page",
    "issue.published_print": "on the issue’s page",
    "issue.url": "on the issue’s page",
    "issue.volume_doi": "for Crossref alone",
    "issue.volume_url": "for Crossref alone",
    "contributors[organization].language": "the names of an organisation tell their languages themselves",
    "crossmark.assertions[].name": "a name for machines; the label is shown",
    "crossmark.assertions[].group_name": "a name for machines; the label is shown",
    "crossmark.assertions[].order": "for Crossref’s own window",
    "links[].version": "for Crossref alone",
    "references[].type": "for machines that read JATS",
}
"""What an article’s page does not show, with the reason; each goes for what is inside it too."""


def _is_excused(name: str) -> bool:
    return any(name == excused or name.startswith((f"{excused}.", f"{excused}[")) for excused in NOT_SHOWN)


def test_every_value_makes_a_difference() -> None:
    """Taking a value out of the record changes a page, but for those that are listed above with their reasons.

    A value may repeat what is known otherwise: then it must make a difference elsewhere.
    """
    record = full_record()
    record["contributors"][0] |= {"language": "en", "style": "eastern"}
    whole = {tag: render(work_of(record), tag) for tag in LANGUAGES}
    silent: set[str] = set()
    telling: set[str] = set()
    for path in leaves(record):
        name = named(record, path)
        if name not in telling and (changed := without(record, path)) and changed != work_of(record):
            same = all(render(changed, tag) == whole[tag] for tag in LANGUAGES)
            (silent if same else telling).add(name)
    assert {name for name in silent - telling if not _is_excused(name)} == set()
    assert {name for name in telling if _is_excused(name)} == set()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("work", [full_work(), minimal_work()], ids=["full", "minimal"])
def test_the_same_bytes(work: Work, language: str) -> None:
    """The same record gives the same page, and no blank of a template is left at a line’s end."""
    content = render(work, language)
    assert content == render(work, language)
    assert content.startswith(b"<!DOCTYPE html>\n<html ")


def test_language_of_the_page() -> None:
    """The page says its language and its direction."""
    assert (full_page("fr").get("lang"), full_page("fr").get("dir")) == ("fr", "ltr")


@pytest.mark.parametrize(
    ("language", "title", "subtitle", "others"),
    [
        ("fr", "La forme & le nombre : x2", "Essai de poétique", ["en", "ar"]),
        ("en", "Form & Number", "An essay in poetics", ["fr", "ar"]),
    ],
)
def test_titles(language: str, title: str, subtitle: str, others: list[str]) -> None:
    """The title is in the page’s language, the others stand below it, each in its own."""
    root = full_page(language)
    assert texts(root, "//h1") == [title]
    assert texts(root, "//*[@class='subtitle']") == [subtitle]
    assert select(root, "//h1/@lang") == []
    assert select(root, "//*[@class='parallel']/li/@lang") == others


def test_title_in_another_language() -> None:
    """A title that the record has not in the page’s language says which it is in, and runs its own way."""
    root = page(minimal_work(language="ar", title={"ar": "عنوان", "he": "כותרת"}))
    assert select(root, "//h1/@lang") == ["ar"]
    assert select(root, "//h1/@dir") == ["rtl"]
    assert select(root, "//*[@class='parallel']/li/@dir") == ["rtl"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_direction_goes_with_language(language: str) -> None:
    """A part in another language that runs the other way has ``dir``; one that runs the same way needs none."""
    for part in select(full_page(language), "//body//*[@lang]"):
        around = next(value for found in part.iterancestors() if (value := found.get("lang")))
        known = part.get("dir") or direction(around)
        assert part.tag == "bdi" or known == direction(part.get("lang")), html.tostring(part)


def test_texts_in_other_languages_are_marked() -> None:
    """What is not in the page’s language stands inside an element that says in which it is."""
    root = full_page("en")
    for words, tag in (("الشكل والعدد", "ar"), ("Premier", "fr"), ("Institut sans ville", "fr"), ("Form und", "de")):
        found = next(found for found in root.iter() if (found.text or "").strip().startswith(words))
        assert next(value for part in (found, *found.iterancestors()) if (value := part.get("lang"))) == tag


def test_headings_are_in_order() -> None:
    """There is one first heading, no level is skipped, and every section is named by its heading."""
    for language in LANGUAGES:
        root = full_page(language)
        levels = [int(heading.tag[1]) for heading in select(root, "//h1 | //h2 | //h3 | //h4")]
        assert levels.count(1) == 1
        assert levels[0] == 1
        assert all(after <= before + 1 for before, after in pairwise(levels))
        labels = select(root, "//section/@aria-labelledby")
        assert len(set(labels)) == len(labels) > 10
        assert set(labels) <= set(select(root, "//h2/@id"))


def test_identifiers_are_unique() -> None:
    """Ids name one element each, and links inside the page lead to one."""
    found = select(full_page(), "//@id")
    assert len(set(found)) == len(found)
    assert {href[1:] for href in select(full_page(), "//a/@href") if href.startswith("#")} <= set(found)


def test_landmarks() -> None:
    """A way past the header, landmarks, and names for those of which there are several."""
    root = full_page()
    assert select(root, "//body/a[1]/@href") == ["#main"]
    assert len(select(root, "//main[@id='main']")) == 1
    names = select(root, "//nav/@aria-label")
    assert len(set(names)) == len(names) == len(select(root, "//nav"))


def test_no_script_runs() -> None:
    """The only script element holds data, and the page forbids the browser to run any."""
    root = full_page()
    assert select(root, "//script/@type") == ["application/ld+json"]
    assert select(root, "//@*[starts-with(name(), 'on')]") == []
    (policy,) = select(root, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert "default-src 'none'" in policy
    assert "script-src" not in policy


def test_nothing_is_fetched() -> None:
    """The page is whole by itself: no style sheet, font or picture from elsewhere, but for the graphical abstract."""
    root = full_page()
    assert select(root, "//link[@rel='stylesheet']") == []
    assert "url(" not in "".join(select(root, "//style/text()"))
    assert "@import" not in "".join(select(root, "//style/text()"))
    assert select(root, "//@src") == ["https://images.example.org/resume.webp"]


def test_addresses() -> None:
    """All links lead to web pages, mail, or files of the site."""
    hrefs = select(full_page(), "//a/@href")
    web = [href for href in hrefs if href.startswith(("https://", "http://", "mailto:"))]
    assert len(web) > 30
    assert all(href.startswith(("../", "#", "nkomo-2025.")) for href in set(hrefs) - set(web))


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("//*[@class='place']//dd", ["Vol. 12, no. 3, Hors-série 7", "186–194, 201, 205", "e45", "October 6, 2025"]),
        ("//*[@class='kind']/*", ["Translation", "Special section", "Readings"]),
        ("//*[@class='files']//a", ["BibTeX", "RIS", "CSL JSON"]),
        ("//*[@class='equal']", ["Élodie Нкомо-Durand III and Plato contributed equally."]),
        ("//section[@aria-labelledby='archives']//p", ["Kept in Internet Archive, Portico, LOCKSS, and CLOCKSS"]),
    ],
)
def test_wording(path: str, expected: list[str]) -> None:
    """Dates, numbers and lists are written as English does."""
    assert texts(full_page("en"), path)[: len(expected)] == expected


def test_people() -> None:
    """Each contributor has name, roles, institutions with their ROR, ORCID, and mail."""
    first = select(full_page("en"), "//*[@class='byline']/li")[0]
    assert texts(first, ".//*[@class='name']/bdi[1]") == ["Élodie Нкомо-Durand III"]
    assert select(first, ".//*[@class='other-name']/bdi/@lang") == ["ar", "zh-Hant", "ru"]
    assert texts(first, ".//*[@class='role']") == ["Translator"]
    assert select(first, ".//a/@href") == [
        "https://ror.org/036rp1748",
        "https://orcid.org/0000-0002-1825-0097",
        "mailto:elodie@example.org",
        "https://elodie.example.org/",
    ]
    assert "Metrics Laboratory, Example University, 12, rue du Vers, CH-1205 Geneva" in " ".join(texts(first, "./p[2]"))


def test_name_in_the_language_of_the_page() -> None:
    """A name that the record has in the page’s language comes first; the printed form follows."""
    person = {"given": "Сергій", "family": "Шевченко", "other_names": [{"language": "en", "mononym": "S. Shevchenko"}]}
    root = page(minimal_work(language="uk", title={"uk": "Назва"}, contributors=[person]))
    assert texts(root, "//*[@class='name']//bdi") == ["S. Shevchenko", "Сергій Шевченко"]


@pytest.mark.parametrize(("count", "listed", "opened"), [(6, 0, 0), (7, 7, 7), (30, 21, 30)])
def test_many_people(count: int, listed: int, opened: int) -> None:
    """More than six contributors are named in one line, of which the first twenty; all can be opened."""
    people = [{"given": f"G{number}", "family": f"F{number}"} for number in range(count)]
    root = page(minimal_work(contributors=people))
    assert shown(root, "//*[@class='names']").count("G") + shown(root, "//*[@class='names']").count("others") == listed
    assert len(select(root, "//details//li")) == opened
    assert len(select(root, "//*[@class='byline']/li")) == count


def test_references() -> None:
    """References keep their ids, lead to their DOI once, and are worded from their fields if not printed."""
    references = select(full_page("en"), "//ol[@class='references']/li")
    assert [reference.get("id") for reference in references][:3] == ["ref-asgarova", "ref-2", "ref-livre"]
    assert select(references[0], ".//a/@href").count("https://doi.org/10.5555/dans.le-texte") == 1
    assert shown(references[1], ".").startswith("Carberry, Josiah; Cracks Consortium (1999a). On broken cups.")
    assert shown(references[2], ".").startswith("Plotin (2003). Ennéades choisies, 2e éd. revue. Lutèce: Éditions")
    assert shown(references[3], ".") == "(2011). Information — Titres. Organisation des normes ISO 9999-9"


def test_recovered_doi() -> None:
    """A DOI that is dressed up wrongly in the printed text is offered as a link; the text stays as it was printed."""
    text = "Lemon, E. (2019). Weaponizing Interpol. https://doi:10.1353/jod.2019.0019."
    (reference,) = select(page(minimal_work(references=[{"text": text}])), "//ol[@class='references']/li")
    assert shown(reference, ".") == f"{text} https://doi.org/10.1353/jod.2019.0019"
    assert select(reference, ".//a/@href") == ["https://doi.org/10.1353/jod.2019.0019"]


def test_no_link_inside_a_link() -> None:
    """Where a text of the record is itself a link, its own links are not written."""
    linked = {"en": 'A <a href="https://x.example/">title</a>'}
    part = {"url": "https://x.example/data.csv", "title": linked}
    assert select(page(minimal_work(title=linked, components=[part])), "//a//a") == []


def test_notice() -> None:
    """What corrects or retracts, or was retracted, says so before its title."""
    root = page(full_work(dates={"history": [{"type": "retracted", "date": "2026-01-02"}]}), "en")
    notices = texts(root, "//*[@role='note']")
    assert "Partial retraction https://doi.org/10.5555/douteux (October 10, 2025)" in notices[0]
    assert notices[1] == "Retracted January 2, 2026"
    assert select(root, "//*[@role='note'][following::h1]") == select(root, "//*[@role='note']")


def test_least_record() -> None:
    """The least record has a whole page, without empty sections."""
    root = page(minimal_work())
    assert texts(root, "//h1") == ["Title"]
    assert texts(root, "//h2") == ["How to Cite"]
    assert shown(root).endswith("Download data is not yet available. Review Publisher")


def test_none_is_never_printed() -> None:
    """Nothing that is missing shows as a word of the program."""
    for work in (minimal_work(), full_work()):
        assert not {"None", "Undefined", "[]", "()"} & set(shown(page(work)).split())


@settings(max_examples=40)
@given(LINES)
def test_any_text_survives(line: str) -> None:
    """Whatever the texts of a record hold, the page shows it and is as well-formed as ever."""
    plain = {"text": line.replace("&", "&amp;").replace("<", "&lt;")}
    record = minimal_record(
        title={"en": plain["text"], "ar": plain["text"]},
        abstracts=[{"text": plain["text"]}],
        keywords=[{"terms": [plain["text"]]}],
        contributors=[{"mononym": line, "biography": plain["text"]}],
        references=[plain],
    )
    work = work_of(record)
    root = page(work)
    expected = work.title.variants[0].value.plain
    assert "".join(select(root, "//h1")[0].itertext()) == expected
    assert select(root, "//meta[@name='citation_title']/@content") == [expected]
    assert texts(root, "//section/@aria-labelledby") == ["abstract", "keywords", "cite", "biographies", "references"]


def test_templates_are_not_run_twice() -> None:
    """What looks like a template, or ends an element, is only text."""
    work = minimal_work(title={"en": "{{ 7 * 7 }} &lt;/script>&lt;/style> ]]>"})
    assert texts(page(work), "//h1") == ["{{ 7 * 7 }} </script></style> ]]>"]
    assert len(select(page(work), "//script")) == 1


def test_doi_is_displayed_as_crossref_asks() -> None:
    """The DOI is shown whole, as an address."""
    (link,) = select(full_page(), f"//*[@class='place']//a[@href='{doi_url('10.5555/cahiers.12.3.45')}']")
    assert link.text_content() == "https://doi.org/10.5555/cahiers.12.3.45"
