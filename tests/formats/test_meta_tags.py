"""What the head of an article’s page tells machines: Highwire Press tags, Dublin Core, links, Open Graph."""

import pytest
from hypothesis import given, settings

from pipeline.formats.descriptions import description, pdf, shortened
from pipeline.formats.meta_tags import dublin_core, highwire
from tests.formats.landing_support import full_page, meta, page, select
from tests.texts import LINES
from tests.works import full_record, full_work, minimal_work, work_of


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("citation_title", ["Form & Number: An essay in poetics"]),
        ("citation_author", ["Нкомо-Durand, Élodie, III", "Plato", "Verse Study Group"]),
        ("citation_author_orcid", [f"https://orcid.org/{iD}" for iD in ("0000-0002-1825-0097", "0000-0002-1694-233X")]),
        ("citation_author_email", ["elodie@example.org"]),
        ("citation_journal_title", ["Notebooks of Forms"]),
        ("citation_journal_abbrev", ["Cah. formes"]),
        ("citation_publisher", ["Example Press"]),
        ("citation_issn", ["0378-5955", "2049-3630"]),
        ("citation_volume", ["12"]),
        ("citation_issue", ["3"]),
        ("citation_firstpage", ["186"]),
        ("citation_lastpage", ["194"]),
        ("citation_publication_date", ["2025/11"]),
        ("citation_online_date", ["2025/10/06"]),
        ("citation_doi", ["10.5555/cahiers.12.3.45"]),
        ("citation_language", ["fr"]),
        ("citation_abstract_html_url", ["https://cahiers.example.org/en/45"]),
        ("citation_pdf_url", ["https://cahiers.example.org/45.pdf"]),
        ("DC.Title", ["Form & Number: An essay in poetics"]),
        ("DC.Creator", ["Нкомо-Durand, Élodie, III", "Plato", "Verse Study Group"]),
        ("DC.Contributor", ["Björk"]),
        ("DC.Date", ["2025-10-06"]),
        ("DC.Identifier", ["https://doi.org/10.5555/cahiers.12.3.45"]),
        ("DC.Source.ISSN", ["2049-3630"]),
        ("DC.Contributor.Sponsor", ["Fonds de l’Exemple", "Example Fund", "Mécène discret"]),
    ],
)
def test_tags(name: str, expected: list[str]) -> None:
    """Each tag has its values, in the record’s order, in the page’s language where the record has them in it."""
    assert meta(full_page("en"), name) == expected


def test_institutions_follow_their_author() -> None:
    """Google Scholar reads an institution as that of the author before it."""
    names = [tag.name for tag in highwire(full_work(), "en") if tag.name.startswith("citation_author")]
    assert names[:5] == [
        "citation_author",
        "citation_author_institution",
        "citation_author_institution",
        "citation_author_orcid",
        "citation_author_email",
    ]


@pytest.mark.parametrize(("date", "written"), [("2022", "2022"), ("2022-05", "2022/05"), ("2022-spring", "2022")])
def test_vague_dates(date: str, written: str) -> None:
    """A date is given as far as it is known."""
    assert meta(page(minimal_work(dates={"published_online": date})), "citation_publication_date") == [written]


def test_names_are_those_of_citations() -> None:
    """A page in a language in which the record has another form of the name gives that, as its bibliography does."""
    person = {
        "given": "سلمى",
        "family": "الخوري",
        "other_names": [{"language": "en", "given": "Salma", "family": "Khoury"}],
    }
    work = minimal_work(language="ar", title={"ar": "عنوان"}, contributors=[person])
    assert meta(page(work, "en"), "citation_author") == meta(page(work, "en"), "DC.Creator") == ["Khoury, Salma"]
    assert meta(page(work, "fr"), "citation_author") == ["الخوري, سلمى"]


def test_first_publication() -> None:
    """A day is told rather than the season that holds it; Highwire’s date of publication is the one to cite."""
    root = page(minimal_work(dates={"published_online": "2025-03-20", "published_print": "2025-spring"}))
    assert meta(root, "DC.Date") == ["2025-03-20"]
    assert (meta(root, "citation_publication_date"), meta(root, "citation_online_date")) == (["2025"], ["2025/03/20"])


def test_rights_are_those_of_the_version_of_record() -> None:
    """The licence of an accepted manuscript is not that of the page."""
    urls = ("https://press.example.org/terms", "https://creativecommons.org/licenses/by-nc/4.0/")
    licenses = [{"url": url, "applies_to": kind} for url, kind in zip(urls, ("vor", "am"), strict=True)]
    assert meta(page(minimal_work(licenses=licenses)), "DC.Rights") == [urls[0]]


def test_languages_of_tags() -> None:
    """A content in a known language says so, in both spellings that HTML and XML readers know."""
    alternatives = select(full_page("en"), "//meta[@name='DC.Title.Alternative']")
    assert [tag.get("lang") for tag in alternatives] == [tag.get("xml:lang") for tag in alternatives] == ["fr", "ar"]
    assert {tag.language for tag in dublin_core(full_work(), "en") if tag.name == "DC.Description"} == {
        "fr",
        "en",
        "ar",
    }


def test_article_number_in_place_of_pages() -> None:
    """Highwire’s tags know no article numbers; readers look for them in the first page."""
    assert meta(page(minimal_work(article_number="e45")), "citation_firstpage") == ["e45"]


def test_references() -> None:
    """A reference is given as printed, or by fields, in which a semicolon would end the value."""
    cited = [tag.content for tag in highwire(full_work(), "en") if tag.name == "citation_reference"]
    assert cited[0] == "Asgarova, A. Le vers, 2021. https://doi.org/10.5555/dans.le-texte."
    assert cited[1].startswith(
        "citation_title=On broken cups; citation_author=Carberry, Josiah; citation_author=Cracks"
    )
    (odd,) = (tag.content for tag in highwire(minimal_work(references=[{"title": "A; B"}]), "en") if "ref" in tag.name)
    assert odd == "citation_title=A, B"


@settings(max_examples=40)
@given(LINES)
def test_any_name_survives(line: str) -> None:
    """Any name comes back from the attribute that holds it."""
    work = minimal_work(contributors=[{"mononym": line}])
    assert meta(page(work), "citation_author") == [work.persons[0].full]


def test_links() -> None:
    """Signposting links name DOI, licence, authors, files and descriptions; alternates, the page in each language."""
    root = full_page("en")
    relations = {relation: select(root, f"//link[@rel='{relation}']/@href") for relation in select(root, "//link/@rel")}
    assert relations["canonical"] == ["https://cahiers.example.org/en/45"]
    assert relations["cite-as"] == ["https://doi.org/10.5555/cahiers.12.3.45"]
    assert relations["license"] == ["https://creativecommons.org/licenses/by/4.0/"]
    assert relations["author"] == [f"https://orcid.org/{iD}" for iD in ("0000-0002-1825-0097", "0000-0002-1694-233X")]
    assert relations["describedby"] == ["../../../jats/cahiers/nkomo-2025.xml"] + [
        f"nkomo-2025.{suffix}" for suffix in ("bib", "ris", "csl.json")
    ]
    assert [(link.get("hreflang"), link.get("href")) for link in select(root, "//link[@rel='alternate']")] == [
        ("en", "https://cahiers.example.org/en/45"),
        ("fr", "https://cahiers.example.org/fr/45"),
        ("x-default", "https://cahiers.example.org/fr/45"),
    ]


def test_open_graph() -> None:
    """Who shares the page gets title, summary, picture and language."""
    found = {tag.get("property"): tag.get("content") for tag in select(full_page("en"), "//meta[@property]")}
    assert found["og:title"] == "Form & Number"
    assert found["og:site_name"] == "Notebooks of Forms"
    assert found["og:locale"] == "en_US"
    assert found["og:image"] == "https://images.example.org/resume.webp"
    assert found["og:description"].startswith("First abstract with")


@pytest.mark.parametrize(
    ("text", "length", "short"),
    [
        ("one two three", 20, "one two three"),
        ("one two three", 12, "one two…"),
        ("onetwothree", 6, "onetw…"),
        ("一二三四五六", 4, "一二三…"),
    ],
)
def test_shortened(text: str, length: int, short: str) -> None:
    """A text ends at a word, or inside one that is too long, and never beyond the length."""
    assert shortened(text, length) == short
    assert len(short) <= length


def test_description() -> None:
    """The description is the beginning of the ordinary abstract, in the page’s language, else in the article’s."""
    work = work_of(full_record(abstracts=[{"type": "teaser", "text": "Non"}, {"text": {"fr": "Oui", "ar": "نعم"}}]))
    assert [(found.language, found.value) for tag in ("en", "ar") if (found := description(work, tag))] == [
        ("fr", "Oui"),
        ("ar", "نعم"),
    ]
    assert description(minimal_work(), "en") is None


@pytest.mark.parametrize(
    ("languages", "chosen"), [(("fr", "en"), 1), (("fr", "de"), 0), ((None, "fr"), 1), (("de", "es"), 0), ((), None)]
)
def test_pdf(languages: tuple[str | None, ...], chosen: int | None) -> None:
    """An English page of a French article offers the English file first, then the French, then any."""
    links = [
        {"url": f"https://x.example/{n}.pdf", "purpose": "pdf", "language": tag} for n, tag in enumerate(languages)
    ]
    found = pdf(work_of(full_record(links=links)), "en")
    assert found == (None if chosen is None else work_of(full_record(links=links)).links[chosen])
