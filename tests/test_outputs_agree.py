"""JATS, Crossref deposit, CSL JSON and page of a record say the same: each is read back and compared with others."""

import json
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from lxml import etree, html

from pipeline.identifiers import doi_url
from pipeline.markup import Inline, Math, Node, Text
from pipeline.model.dates import PartialDate
from tests.examples import Outputs, outputs

ALL = outputs()
XLINK = "{http://www.w3.org/1999/xlink}href"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"
SEASONS = {"Spring": 21, "Summer": 22, "Autumn": 23, "Winter": 24, "Q1": 31, "Q2": 32, "Q3": 33, "Q4": 34}

each_record = pytest.mark.parametrize("made", ALL.values(), ids=ALL.keys())


def text(element: etree._Element) -> str:
    """Give the characters in an element, white space collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())


def texts(found: Iterable[etree._Element]) -> list[str]:
    """Give the characters in each element."""
    return [text(element) for element in found]


def xpath(element: etree._Element, path: str) -> list[Any]:
    """Find elements or attributes by XPath; names without a namespace."""
    found = element.xpath(path, namespaces={"ali": "http://www.niso.org/schemas/ali/1.0/"})
    assert isinstance(found, list)
    return found


def meta(page: html.HtmlElement, name: str) -> list[str]:
    """Give the contents of the page's ``meta`` elements of a name."""
    return [str(value) for value in page.xpath(f"//meta[@name='{name}']/@content")]


def jsonld(page: html.HtmlElement) -> dict[str, Any]:
    """Give the page's description of its article."""
    (script,) = page.xpath("//script[@type='application/ld+json']/text()")
    found = json.loads(str(script))
    assert isinstance(found, dict)
    return found


def many(value: Any) -> list[Any]:
    """Give the values of a property of JSON-LD, which has no list where there is one."""
    return value if isinstance(value, list) else [value] if value else []


def characters(inline: Inline) -> str:
    """Give the characters of a text, those of formulas as they stand in MathML."""
    return " ".join("".join(map(_characters, inline.nodes)).split())


def _characters(node: Node) -> str:
    if isinstance(node, Text):
        return node.value
    if isinstance(node, Math):
        return "".join(map(str, etree.fromstring(node.mathml).itertext()))
    return "".join(map(_characters, node.children))


@each_record
def test_doi(made: Outputs) -> None:
    """One DOI, everywhere."""
    doi = made.work.doi
    assert doi
    assert made.jats.findtext("front/article-meta/article-id[@pub-id-type='doi']") == doi
    assert made.crossref.findtext("{*}doi_data/{*}doi") == doi
    assert {item["DOI"] for item in made.csl.values()} == {doi}
    for page in made.pages.values():
        assert meta(page, "citation_doi") == [doi]
        assert meta(page, "DC.Identifier") == [jsonld(page)["@id"]] == [doi_url(doi)]


@each_record
def test_titles(made: Outputs) -> None:
    """Each language has its title and subtitle; on a page they are one."""
    title, subtitle = made.work.title, made.work.subtitle
    group = "front/article-meta/title-group"
    jats = {made.work.language: [*texts(made.jats.iterfind(f"{group}/article-title"))]}
    jats[made.work.language] += texts(made.jats.iterfind(f"{group}/subtitle"))
    for translated in made.jats.iterfind(f"{group}/trans-title-group"):
        jats[str(translated.get(LANG))] = texts(translated)
    expected = {found.language: [characters(found.value)] for found in title}
    for found in subtitle or ():
        expected[found.language].append(characters(found.value))
    assert jats == expected

    # Crossref's titles name no language: the article's own is the first
    own = [texts(titles) for titles in made.crossref.iterfind("{*}titles")]
    originals = [texts((found, *found.itersiblings())) for found in made.crossref.iter("{*}original_language_title")]
    assert [found[: len(found) - len((originals or [[]])[0])] for found in own] == [
        expected[tag] for tag in made.work.languages
    ]
    assert bool(originals) is bool(made.work.translation_of)
    for tag, page in made.pages.items():
        (cited,) = meta(page, "citation_title")
        assert cited == jsonld(page)["headline"] == meta(page, "DC.Title")[0]
        markup = html.fragment_fromstring(made.csl[tag]["title"], create_parent=True)
        assert cited.split() == "".join(map(str, markup.itertext())).split()
        (language,) = page.xpath("//meta[@name='citation_title']/@lang")
        assert cited.startswith(title.find(str(language)).value.plain)  # type: ignore[union-attr]  # it is one of its languages


def jats_people(root: etree._Element) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give role and names of each contributor; a name is family and given, an organisation's has no second part."""
    for contrib in root.iterfind("front/article-meta/contrib-group[1]/contrib"):
        names = [
            (found.findtext("surname") or "", found.findtext("given-names") or "") for found in contrib.iter("name")
        ]
        wholes = [(texts(found.iter("institution")) or [text(found)]) for found in contrib.iter("collab")]
        yield str(contrib.get("contrib-type")), names or [(name, "") for name, *_ in wholes[:1]]


def crossref_people(article: etree._Element) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Give the same of the deposit."""
    for found in article.iterfind("{*}contributors/*"):
        kind = etree.QName(found).localname
        parts = [found, *found.iterfind("{*}alt-name/{*}name")] if kind == "person_name" else []
        names = [(part.findtext("{*}surname") or "", part.findtext("{*}given_name") or "") for part in parts]
        wholes = [(text(found), "")] if kind == "organization" else []
        yield str(found.get("contributor_role")), names or wholes


def csl_people(item: dict[str, Any], variable: str) -> list[str]:
    """Give the names of a CSL variable as indexes write them."""
    return [
        name.get("literal") or ", ".join(name[part] for part in ("family", "given", "suffix") if name.get(part))
        for name in item.get(variable, ())
    ]


@each_record
def test_people(made: Outputs) -> None:
    """Names, in all their scripts, and roles, in the order of the by-line; in CSL and on a page, in one language."""
    assert list(jats_people(made.jats)) == list(crossref_people(made.crossref))
    suffixes = texts(made.jats.iterfind("front/article-meta/contrib-group[1]//suffix"))
    assert suffixes == texts(made.crossref.iterfind("{*}contributors//{*}suffix"))
    for role in ("author", "translator"):
        named = [names for found, names in jats_people(made.jats) if found == role and names]
        cited = csl_people(made.csl[made.work.language], role)
        for names, name in zip(named, cited, strict=True):
            assert any(all(part in name for part in parts) for parts in names), (names, name)
    for tag, page in made.pages.items():
        assert meta(page, "citation_author") == meta(page, "DC.Creator") == csl_people(made.csl[tag], "author")
        assert meta(page, "DC.Contributor") == csl_people(made.csl[tag], "translator")
        assert len(many(jsonld(page).get("author"))) == len(made.csl[tag].get("author", ()))


@each_record
def test_orcid(made: Outputs) -> None:
    """The same people have the same iDs, and they are authenticated or not."""
    jats = [
        (found.text, found.get("authenticated"))
        for found in made.jats.iterfind("front/article-meta/contrib-group[1]//contrib-id[@contrib-id-type='orcid']")
    ]
    assert jats == [(found.text, found.get("authenticated")) for found in made.crossref.iter("{*}ORCID")]
    described = jsonld(made.pages["en"])
    people = many(described.get("author")) + many(described.get("translator"))
    assert [iri for person in people if "orcid.org" in (iri := person.get("@id", ""))] == [url for url, _ in jats]


def jats_dates(root: etree._Element) -> dict[str, tuple[int, int, int]]:
    """Give year, month and day by medium, with Crossref’s months for seasons."""
    media = {"electronic": "online", "print": "print"}
    return {
        media[str(found.get("publication-format"))]: (
            int(found.findtext("year") or 0),
            int(found.findtext("month") or SEASONS.get(found.findtext("season") or "", 0)),
            int(found.findtext("day") or 0),
        )
        for found in root.iterfind("front/article-meta/pub-date[@date-type='pub']")
    }


@each_record
def test_dates(made: Outputs) -> None:
    """Publication online and in print; the date to cite; the first of all dates."""
    jats = jats_dates(made.jats)
    assert jats == {
        str(found.get("media_type")): tuple(
            int(found.findtext(f"{{*}}{part}") or 0) for part in ("year", "month", "day")
        )
        for found in made.crossref.iterfind("{*}publication_date")
    }
    for tag, page in made.pages.items():
        first = jsonld(page)["datePublished"]
        assert meta(page, "DC.Date") == page.xpath("//meta[@property='article:published_time']/@content") == [first]
        assert PartialDate(*jats["online"]).iso == first
        assert meta(page, "citation_online_date") == [first.replace("-", "/")]
        (issued,) = made.csl[tag]["issued"]["date-parts"]
        assert [int(part) for part in meta(page, "citation_publication_date")[0].split("/")] == issued


@each_record
def test_place(made: Outputs) -> None:
    """Volume, issue, pages or article number."""
    article = made.jats.find("front/article-meta")
    assert article is not None
    found = {name: article.findtext(name) or "" for name in ("volume", "issue", "fpage", "lpage", "elocation-id")}
    journal = made.crossref.getparent()
    assert journal is not None
    issue = "{*}journal_issue"
    assert found == {
        "volume": journal.findtext(f"{issue}/{{*}}journal_volume/{{*}}volume") or "",
        "issue": journal.findtext(f"{issue}/{{*}}issue") or journal.findtext(f"{issue}/{{*}}special_numbering") or "",
        "fpage": made.crossref.findtext("{*}pages/{*}first_page") or "",
        "lpage": made.crossref.findtext("{*}pages/{*}last_page") or "",
        "elocation-id": made.crossref.findtext("{*}publisher_item/{*}item_number") or "",
    }
    for tag, page in made.pages.items():
        item, described = made.csl[tag], jsonld(page)
        assert (item.get("volume", ""), item.get("issue", "")) == (found["volume"], found["issue"])
        assert (meta(page, "citation_volume"), meta(page, "citation_issue")) == tuple(
            [value] if value else [] for value in (found["volume"], found["issue"])
        )
        first = found["fpage"] or found["elocation-id"]
        assert item.get("page-first", item.get("number", "")) == first == "".join(meta(page, "citation_firstpage"))
        assert described.get("pageEnd", "") == found["lpage"] == "".join(meta(page, "citation_lastpage"))
        assert described.get("pagination", "").replace("–", "-") == item.get("page", item.get("number", ""))


@each_record
def test_licences(made: Outputs) -> None:
    """Address, use and first day in both XML files; a page has those of the version of record."""
    jats = {
        (found.get("specific-use"), found.get("start_date"), found.text)
        for found in xpath(made.jats, "//permissions/license/ali:license_ref")
    }
    assert jats == {
        (found.get("applies_to"), found.get("start_date"), found.text) for found in made.crossref.iter("{*}license_ref")
    }
    assert len(jats) == len(made.work.licenses)
    own = [url for use, _, url in jats if use == "vor"]
    for page in made.pages.values():
        assert page.xpath("//link[@rel='license']/@href") == many(jsonld(page).get("license")) == own
        assert [right for right in meta(page, "DC.Rights") if right.startswith("https://")] == own


@each_record
def test_abstracts(made: Outputs) -> None:
    """The same abstracts, of the same types, in the same languages."""
    front = made.jats.find("front/article-meta")
    assert front is not None
    jats = [
        (found.get(LANG) or made.work.language, found.get("abstract-type"), text(found))
        for found in (*front.iterfind("abstract"), *front.iterfind("trans-abstract"))
    ]
    assert sorted(jats, key=str) == sorted(
        ((found.get(LANG), found.get("abstract-type"), text(found)) for found in made.crossref.iterfind("{*}abstract")),
        key=str,
    )


@each_record
def test_references(made: Outputs) -> None:
    """In one order, with the same words and DOIs."""
    cited = texts(made.jats.iter("mixed-citation"))
    assert cited == texts(made.crossref.iter("{*}unstructured_citation"))
    dois = [found.findtext(".//pub-id[@pub-id-type='doi']") for found in made.jats.iter("ref")]
    assert dois == [found.findtext("{*}doi") for found in made.crossref.iter("{*}citation")]
    for page in made.pages.values():
        shown = texts(page.xpath("//ol[@class='references']/li"))
        assert len(shown) == len(cited)
        if not any(reference.text and reference.text.has_math for reference in made.work.references):
            assert [words for words, seen in zip(cited, shown, strict=True) if not seen.startswith(words)] == []


@each_record
def test_translations(made: Outputs) -> None:
    """The translation points to its original everywhere; Crossref is told by the translation alone."""
    related = {
        str(found.get("specific-use")): str(found.get(XLINK))
        for found in made.jats.iter("related-article")
        if found.get("related-article-type") == "alt-language"
    }
    told = {
        str(found.get("relationship-type")): text(found)
        for found in made.crossref.iter("{*}intra_work_relation")
        if "Translation" in str(found.get("relationship-type"))
    }
    assert told == {kind: doi for kind, doi in related.items() if kind == "isTranslationOf"}
    for page in made.pages.values():
        described = jsonld(page)
        for kind, name in (("isTranslationOf", "translationOfWork"), ("hasTranslation", "workTranslation")):
            iri = described.get(name, {}).get("@id", "")
            assert iri == (doi_url(related[kind]) if kind in related else "")


def test_the_translation_and_its_original_point_to_each_other() -> None:
    """The examples have both ends of a translation."""
    original, translation = ALL["zostere-marees-2025"].work, ALL["zostere-marees-2025-en"].work
    assert translation.translation_of
    assert translation.translation_of.doi == original.doi
    assert [found.doi for found in original.translations] == [translation.doi]
