"""The built pages as a person reads them: the labels of each language, the way to the other, on screens and paper."""

from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]  # ships no types
from playwright.sync_api import Page, expect

from tests.browser.conftest import Open

SEED = "amazonia-investiga/articles/asgarova-2022.html"
TITLE = "Issues of international cooperation in criminal proceedings: Some problems of reform"
CITATION = (
    "Asgarova, M. P. (2022). Issues of international cooperation in criminal proceedings: Some problems of reform. "
    "Amazonia Investiga, 11(52), 186–194."
)
LABELS = {
    "fr": (
        "Mots-clés",
        "Biographie de l'auteur",
        "Comment citer",
        "Les données relatives au téléchargement ne sont pas encore disponibles.",
    ),
    "en": ("Keywords", "Author Biography", "How to Cite", "Download data is not yet available."),
}
PLACES = {
    "article": "cahiers-estuaire/articles/zostere-marees-2025.html",
    "article in Arabic": "two-shores/articles/paul-of-aleppo-2025.html",
    "issue": "cahiers-estuaire/issues/3-1.html",
    "journal": "two-shores/index.html",
    "home": "index.html",
    "seed": SEED,
}
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.mark.parametrize("language", sorted(LABELS))
def test_labels(open_page: Open, language: str) -> None:
    """Each page has the labels of its language, and of no other."""
    page = open_page(f"{language}/{SEED}")
    for tag, labels in LABELS.items():
        for label in labels:
            expect(page.get_by_text(label, exact=True)).to_have_count(1 if tag == language else 0)


@pytest.mark.parametrize("language", sorted(LABELS))
def test_seed(open_page: Open, language: str) -> None:
    """Title, keywords, abstract, biography, references and citation are there, the English words marked as English."""
    page = open_page(f"{language}/{SEED}")
    title = page.get_by_role("heading", level=1)
    expect(title).to_have_text(TITLE)
    assert title.evaluate("title => title.closest('[lang]').lang") == "en"
    keywords = page.get_by_role("region", name=LABELS[language][0]).get_by_role("listitem")
    expect(keywords).to_have_text(
        ["criminal procedure", "organized crime", "international cooperation", "criminal justice", "reform"]
    )
    expect(page.get_by_role("region", name=LABELS[language][1])).to_contain_text("Associate Professor Jurisprudence")
    expect(page.get_by_role("region", name=LABELS[language][2])).to_contain_text(CITATION)
    expect(page.locator(".references > li")).to_have_count(13)
    expect(page.get_by_role("link", name="https://doi.org/10.1353/jod.2019.0019")).to_have_attribute(
        "href", "https://doi.org/10.1353/jod.2019.0019"
    )
    expect(page.locator(".references")).to_contain_text("d’?tre")


def test_language_link(open_page: Open) -> None:
    """From the French page one comes to the English one and back; each link is named in its own language."""
    page = open_page(f"fr/{SEED}")
    page.get_by_role("navigation", name="Langue").get_by_role("link", name="English").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    expect(page.get_by_role("heading", name="How to Cite")).to_be_visible()
    page.get_by_role("navigation", name="Language").get_by_role("link", name="français").click()
    expect(page.locator("html")).to_have_attribute("lang", "fr")
    assert page.url.endswith(f"/fr/{SEED}")


def test_way_through_the_site(open_page: Open) -> None:
    """From the front door to an article and up again, by clicks alone."""
    page = open_page("index.html")
    page.get_by_role("link", name="français").click()
    page.get_by_role("link", name="Cahiers de l’estuaire").click()
    page.get_by_role("heading", level=3).first.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Comment citer")).to_be_visible()
    page.get_by_role("navigation", name="Fil d’Ariane").get_by_role("link").last.click()
    expect(page.locator("article.entry").first).to_be_visible()


@pytest.mark.parametrize("name", ["BibTeX", "RIS", "CSL JSON", "JATS XML"])
def test_downloads(open_page: Open, site: Path, name: str) -> None:
    """Each download is there."""
    page = open_page(f"fr/{SEED}")
    address = page.get_by_role("link", name=name, exact=True).evaluate("link => link.href")
    assert Path(address.removeprefix("file://")).is_file()
    assert address.startswith(site.as_uri())


def test_no_script_runs(open_page: Open) -> None:
    """The page is the same where scripts are off, and it would not let one run where they are on."""
    with_scripts = open_page(f"fr/{SEED}")
    without = open_page(f"fr/{SEED}", java_script_enabled=False)
    assert without.locator("main").inner_text() == with_scripts.locator("main").inner_text()
    types = with_scripts.evaluate("() => Array.from(document.scripts, script => script.type)")
    assert types == ["application/ld+json"]


def test_nothing_is_fetched(open_page: Open) -> None:
    """Reading a page asks nobody for anything."""
    page = open_page(f"fr/{SEED}")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.reload()
    assert asked == [page.url]


def _too_wide(page: Page) -> int:
    return int(page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def test_narrow_screens(open_page: Open, site: Path) -> None:
    """No page is wider than the 320 pixels of WCAG 1.4.10."""
    page = open_page("index.html", 320)
    places = sorted(site.rglob("*.html"))
    assert len(places) > 30
    for place in places:
        page.goto(place.as_uri())
        assert _too_wide(page) == 0, place


@pytest.mark.parametrize("width", [600, 900, 1100, 1920])
def test_other_screens(open_page: Open, width: int) -> None:
    """Nor is a page wider than larger screens, with its columns as they are there."""
    for place in PLACES.values():
        assert _too_wide(open_page(f"fr/{place}", width)) == 0, place


def test_large_text(open_page: Open) -> None:
    """Nothing is cut off where readers have the text twice as large (WCAG 1.4.4), or set it wider (1.4.12)."""
    page = open_page(f"fr/{PLACES['article']}", 640)
    page.add_style_tag(content="html { font-size: 200% } * { letter-spacing: .12em !important }")
    assert _too_wide(page) == 0


@pytest.mark.parametrize(
    ("language", "scheme", "rules"), [("en", "light", RULES), ("fr", "light", RULES), ("fr", "dark", ["cat.color"])]
)
def test_accessibility(open_page: Open, language: str, scheme: str, rules: list[str]) -> None:
    """axe-core finds no breach of WCAG 2.2 AA; colours, which alone depend on the scheme, are looked at in both."""
    page = open_page("index.html", 360, color_scheme=scheme)
    address = page.url.removesuffix("index.html")
    found = []
    for place in ("index.html", *(f"{language}/{place}" for place in PLACES.values())):
        page.goto(address + place)
        response = Axe().run(page, options={"runOnly": rules}).response
        assert response["passes"]
        found += [(place, fault["id"], fault["nodes"][0]["html"]) for fault in response["violations"]]
    assert found == []


def test_colour_schemes_differ(open_page: Open) -> None:
    """Dark is dark, and light is light."""
    script = "() => getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).map(Number)"
    light, dark = (open_page(f"en/{SEED}", color_scheme=scheme).evaluate(script)[:3] for scheme in ("light", "dark"))
    assert min(light) > 230
    assert max(dark) < 40


def test_keyboard(open_page: Open) -> None:
    """The first stop of the tabulator is the way past the header, and what has the focus is seen."""
    page = open_page(f"fr/{SEED}")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Aller au contenu")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    focused = page.locator(":focus")
    assert focused.evaluate("link => getComputedStyle(link).outlineStyle") == "solid"
    assert focused.evaluate("link => link.closest('main') !== null")


def test_paper(open_page: Open) -> None:
    """On paper there is no navigation, addresses are written out, and the ink is black whatever the screen’s scheme."""
    page = open_page(f"fr/{PLACES['article']}", color_scheme="dark")
    page.emulate_media(media="print")
    for hidden in (".languages", ".breadcrumb", ".files", ".skip"):
        expect(page.locator(hidden)).to_be_hidden()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    assert page.evaluate("() => getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    link = page.get_by_role("link", name="en libre accès")
    assert "<" in link.evaluate("link => getComputedStyle(link, '::after').content")
    shown_already = page.locator(".place .address").last
    assert shown_already.evaluate("link => getComputedStyle(link, '::after').content") == "none"


def test_direction(open_page: Open) -> None:
    """Arabic runs from right to left on a French page, which itself runs from left to right."""
    page = open_page(f"fr/{PLACES['article in Arabic']}")
    title = page.get_by_role("heading", level=1)
    assert title.evaluate("title => getComputedStyle(title).direction") == "rtl"
    assert page.evaluate("() => getComputedStyle(document.body).direction") == "ltr"
    address = page.locator(".place .address bdi")
    assert address.evaluate("address => getComputedStyle(address).direction") == "ltr"


def test_formulas(open_page: Open) -> None:
    """Formulas are drawn as formulas: an exponent stands above its base."""
    page = open_page(f"fr/{PLACES['article']}")
    heights = page.locator("h1 msup").first.evaluate(
        "power => Array.from(power.children, part => part.getBoundingClientRect().top)"
    )
    assert heights[1] < heights[0]
