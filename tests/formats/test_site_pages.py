"""The pages above the articles, and that all pages lead to each other."""

from pathlib import Path, PurePosixPath
from urllib.parse import unquote

import pytest
from lxml import html

from pipeline import resources
from pipeline.formats.base import SiteContents, Subject, Unit
from pipeline.i18n import localizer
from pipeline.model import Work
from pipeline.rendering import Renderer
from tests.formats.landing_support import FORMATS, LANGUAGES, contents, page, select, shown, site, texts
from tests.works import full_record, full_work, minimal_work, work_of


@pytest.fixture(scope="module")
def works() -> tuple[Work, ...]:
    """Works of two journals, in an issue and in none."""
    return full_work(), full_work(id="pending", issue=None), minimal_work()


@pytest.fixture(scope="module")
def whole(works: tuple[Work, ...]) -> SiteContents:
    """The site of these works."""
    return site(contents(*works[:2]), contents(works[2]))


@pytest.fixture(scope="module")
def files(works: tuple[Work, ...], whole: SiteContents) -> dict[PurePosixPath, html.HtmlElement]:
    """All pages of the site by their places."""
    renderer = Renderer(tuple(FORMATS.values()), functions={"cite": lambda *_: "cited"}, languages=LANGUAGES)
    issues = tuple(issue for journal in whole.journals for issue in journal.issues)
    subjects: dict[Unit, tuple[Subject, ...]] = {
        Unit.WORK: works,
        Unit.ISSUE: issues,
        Unit.JOURNAL: whole.journals,
        Unit.SITE: (whole,),
    }
    artifacts = (
        renderer.render(made, subject, localizer(tag) if tag else None)
        for made in FORMATS.values()
        for subject in subjects[made.unit]
        for tag in (LANGUAGES if made.per_language else ("",))
    )
    return {artifact.path: html.document_fromstring(artifact.content.decode()) for artifact in artifacts}


def test_all_pages(files: dict[PurePosixPath, html.HtmlElement]) -> None:
    """Each article, issue and journal has its page in each language; the site has a front door."""
    assert len(files) == (3 + 3 + 2 + 1) * 2 + 1


def test_links_lead_somewhere(files: dict[PurePosixPath, html.HtmlElement]) -> None:
    """Every relative link leads to another page, to a download beside an article, or to its JATS file."""
    checked = 0
    for place, root in files.items():
        for href in select(root, "//a/@href | //link/@href"):
            if "://" in href or href.startswith(("#", "mailto:")):
                continue
            target = PurePosixPath(*_resolved(place.parent, unquote(href)))
            if target.suffix == ".html":
                assert target in files, (place, href)
            else:
                assert target.parts[:2] == ("site", "jats") or target.with_suffix("").with_suffix(".html") in files
            checked += 1
    assert checked > 150


def _resolved(folder: PurePosixPath, href: str) -> list[str]:
    parts = list(folder.parts)
    for part in PurePosixPath(href).parts:
        parts = parts[:-1] if part == ".." else [*parts, part]
    return parts


def test_every_page_is_reached(files: dict[PurePosixPath, html.HtmlElement]) -> None:
    """From the front door one can click to every page."""
    seen: set[PurePosixPath] = set()
    waiting = [PurePosixPath("site/index.html")]
    while waiting:
        place = waiting.pop()
        if place not in seen:
            seen.add(place)
            hrefs = [href for href in select(files[place], "//a/@href") if href.endswith(".html") and "://" not in href]
            waiting += (PurePosixPath(*_resolved(place.parent, href)) for href in hrefs)
    assert seen == set(files)


def test_switch_to_the_same_page(files: dict[PurePosixPath, html.HtmlElement]) -> None:
    """The other language is named in itself, and leads to the same page."""
    for place, root in files.items():
        if place == PurePosixPath("site/index.html"):
            continue
        (link,) = select(root, "//nav[@class='languages']//a")
        other = {"en": "fr", "fr": "en"}[place.parts[1]]
        assert (link.get("hreflang"), link.get("lang")) == (other, other)
        assert link.text_content() == {"en": "English", "fr": "français"}[other]
        target = _resolved(place.parent, link.get("href"))
        assert PurePosixPath(*target) == PurePosixPath("site", other, *place.parts[2:])
        assert texts(root, "//nav[@class='languages']//*[@aria-current='true']") == [
            {"en": "English", "fr": "français"}[place.parts[1]]
        ]


def test_one_language_needs_no_switch() -> None:
    """A site in one language offers no choice, and its pages are alternates of nothing but themselves."""
    renderer = Renderer(tuple(FORMATS.values()), functions={"cite": lambda *_: ""}, languages=("fr",))
    root = html.document_fromstring(
        renderer.render(FORMATS["article-page"], minimal_work(), localizer("fr")).content.decode()
    )
    assert select(root, "//nav[@class='languages']") == []
    assert select(root, "//link[@rel='alternate']/@hreflang") == ["fr", "x-default"]


def test_issue_page(whole: SiteContents) -> None:
    """An issue shows its theme, its editors, its dates, and its articles under their headings."""
    root = page(whole.journals[0].issues[0], "en", "issue-page")
    assert texts(root, "//title") == ["Vol. 12, no. 3, Hors-série 7 (2025) – Notebooks of Forms"]
    assert texts(root, "//h1") == ["Free verse"]
    assert texts(root, "//*[@class='names']") == ["Edited by Ivan Invité"]
    assert texts(root, "//h2") == ["Special section"]
    assert texts(root, "//aside//dd") == [
        "https://doi.org/10.5555/cahiers.12.3",
        "September 30, 2025",
        "Autumn 2025",
        "1 article",
    ]
    (entry,) = select(root, "//article")
    assert shown(entry, ".//h3/a") == "Form & Number An essay in poetics"
    assert select(entry, ".//h3/a/@href") == ["../articles/nkomo-2025.html"]
    assert shown(entry, ".//*[@class='entry-names']") == (
        "Élodie Нкомо-Durand III, Plato, Björk, and Verse Study Group"
    )


def test_headings_that_read_alike_are_one() -> None:
    """Articles in several languages may name the same heading in each of them."""
    french = full_work(sections=[{"fr": "Dossier"}])
    english = full_work(id="e", sections=[{"en": "Dossier"}])
    root = page(contents(french, english).issues[0], "en", "issue-page")
    assert texts(root, "//h2") == ["Dossier"]
    assert len(select(root, "//article")) == 2


@pytest.mark.parametrize(
    ("issue", "label"),
    [
        ({"volume": "3", "number": "1"}, "Vol. 3, no. 1"),
        ({"volume": "3"}, "Vol. 3"),
        ({"number": "7"}, "No. 7"),
        ({"volume": "3", "special_numbering": "Suppl. 1"}, "Vol. 3, Suppl. 1"),
        ({"published_online": "2025-Q2"}, "2nd quarter 2025"),
        ({}, "x"),
    ],
)
def test_issue_labels(issue: dict[str, str], label: str) -> None:
    """An issue is named by its numbers, else by its date, else by its id."""
    journal = contents(work_of(full_record(issue={"id": "x", **issue})))
    assert texts(page(journal.issues[0], "en", "issue-page"), "//h1") == [label]


def test_journal_page(whole: SiteContents) -> None:
    """A journal shows what it is, its newest issue, and what is to come."""
    root = page(whole.journals[0], "fr", "journal-page")
    assert texts(root, "//h1") == ["Cahiers des formes"]
    assert select(root, "//*[@class='parallel']/li/@lang") == ["en"]
    assert select(root, "//section/@aria-labelledby") == ["about", "editors", "newest", "forthcoming"]
    assert shown(root, "//section[@aria-labelledby='editors']//li") == "Renée Rédactrice Comité de lecture"
    assert select(root, "//article//h3/a/@href") == ["articles/nkomo-2025.html", "articles/pending.html"]
    facts = shown(root, "//aside")
    assert all(value in facts for value in ("0378-5955", "2049-3630", "https://doi.org/10.5555/cahiers"))


def test_many_forthcoming_articles() -> None:
    """Of many articles to come the journal’s page has ten, and leads to the rest."""
    root = page(contents(*(minimal_work(id=f"a{number}") for number in range(12))), "en", "journal-page")
    assert len(select(root, "//article")) == 10
    assert texts(root, "//a[@href='issues/forthcoming.html']") == ["All forthcoming articles"]


def test_all_issues() -> None:
    """Where there are several issues, all are listed with their dates and how many articles they have."""
    works = (work_of(full_record(id=f"a{n}", issue={"id": f"i{n}", "volume": str(n)})) for n in (3, 2))
    root = page(contents(*works), "en", "journal-page")
    assert select(root, "//*[@class='issues']/li/a/@href") == ["issues/i3.html", "issues/i2.html"]
    assert shown(root, "//*[@class='issues']/li[1]") == "Vol. 3 1 article"


def test_home_page(whole: SiteContents) -> None:
    """The home page lists the journals with the beginning of what they say of themselves."""
    root = page(whole, "fr", "home-page")
    assert select(root, "//h2/a/@href") == ["cahiers/index.html", "revue/index.html"]
    assert "Une revue savante." in shown(root)
    assert "En accès libre." not in shown(root)


def test_portal(whole: SiteContents) -> None:
    """The front door speaks every language of the site, each marked as such."""
    root = page(whole, "", "portal")
    assert select(root, "//section/@lang") == ["en", "fr"]
    assert select(root, "//section//*[self::h1 or self::h2]/a/@href") == ["en/index.html", "fr/index.html"]
    assert texts(root, "//section[@lang='en']//li/a") == ["Notebooks of Forms", "Review"]
    assert texts(root, "//section[@lang='fr']//li/a") == ["Cahiers des formes", "Review"]
    assert select(root, "//section[@lang='fr']//li/a/span/@lang") == ["en"]
    assert texts(root, "//title") == ["Journals · Revues"]


def test_a_language_from_right_to_left(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, whole: SiteContents, works: tuple[Work, ...]
) -> None:
    """A catalogue of a language that runs from right to left is enough for pages that do."""
    folder = tmp_path / "ar" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    header = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Language: ar\\n"\n'
    (folder / "pipeline.po").write_text(header + '\nmsgid "Keywords"\nmsgstr "الكلمات المفتاحية"\n', encoding="utf-8")
    monkeypatch.setattr(resources, "locales", lambda: tmp_path)
    renderer = Renderer(tuple(FORMATS.values()), functions={"cite": lambda *_: ""})
    artifact = renderer.render(FORMATS["article-page"], works[0], localizer("ar"))
    root = html.document_fromstring(artifact.content.decode())
    assert (root.get("lang"), root.get("dir")) == ("ar", "rtl")
    assert texts(root, "//h1") == ["الشكل والعدد"]
    assert texts(root, "//h2[@id='keywords']") == ["الكلمات المفتاحية"]
    assert select(root, "//*[@class='parallel']/li/@dir") == ["ltr", "ltr"]
    assert select(root, "//ol[@class='references']/@dir") == ["ltr"]
    front = html.document_fromstring(renderer.render(FORMATS["portal"], whole).content.decode())
    assert select(front, "//section/@dir") == ["rtl", "ltr"]
