"""A deposit has every segment in its place, is valid by two engines, and has none of the faults of other tools."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from pipeline.formats.crossref import FORMATS
from pipeline.markup import MATHML, Foreign, Inline, Link, Math, Node, Styled, Text
from pipeline.markup.tree import STYLES
from pipeline.model.base import read_line
from tests.formats.crossref_support import (
    LANG,
    RENDERER,
    TIMESTAMP,
    attributes,
    content,
    cut,
    elements,
    faults,
    journal,
    judged_faults,
    parse,
    render,
    texts,
)
from tests.texts import LINES
from tests.works import AFFILIATIONS, ISSUE, full_work, minimal_work

ARTICLE = "//c:journal_article"


def plain_work(**changes: Any) -> Any:
    """Give the least that can be deposited."""
    return minimal_work(
        **{
            "doi": "10.5555/plain",
            "journal": journal(
                id="revue", languages=["en"], title={"en": "Review"}, crossmark=None, doi=None, archives=[], editors=[]
            ),
            "dates": {"published_online": "2026"},
            **changes,
        }
    )


def test_full_and_least_are_valid_by_both_engines() -> None:
    """The official schema has nothing to say, whichever engine reads it."""
    for work in (full_work(), full_work(crossmark=None, journal=journal(crossmark=None)), plain_work()):
        (deposit,) = cut(work)
        file = render(deposit)
        assert faults(file) == []
        assert judged_faults(file) == []


def test_every_registered_doi_is_listed() -> None:
    """The artifact names the DOIs of journal, volume, issue, articles and parts, each once, as the file has them."""
    (deposit,) = cut(full_work())
    artifact = RENDERER.render(FORMATS[0], deposit)
    written = texts(etree.fromstring(artifact.content), "//c:doi_data/c:doi")
    assert sorted(artifact.dois) == sorted(set(written))
    assert len(artifact.dois) > 3


def test_equal_input_gives_equal_bytes() -> None:
    """No clock and no chance is in it."""
    assert render(cut(full_work())[0]) == render(cut(full_work())[0])


def test_file_is_named_after_journal_and_deposit() -> None:
    """The path is what the manual says."""
    (deposit,) = cut(full_work())
    assert str(FORMATS[0].path(deposit, "")) == "crossref/cahiers/deposit-0001.xml"
    with pytest.raises(TypeError):
        FORMATS[0].path(full_work(), "")


def test_head() -> None:
    """Version, batch, moment, depositor, registrant."""
    root = parse(full_work())
    assert root.get("version") == "5.5.0"
    assert texts(root, "c:head/c:timestamp") == [TIMESTAMP]
    assert texts(root, "c:head/c:doi_batch_id") == [cut(full_work())[0].batch_id]
    assert texts(root, "c:head/c:depositor/*") == ["Bureau des dépôts", "depots@example.org"]
    assert texts(root, "c:head/c:registrant") == ["Presses déposantes"]


def test_registrant_is_the_publisher_where_none_is_named() -> None:
    """In the journal's first language."""
    depositor = {"name": "Bureau", "email": "a@example.org"}
    assert texts(parse(full_work(journal=journal(depositor=depositor))), "//c:registrant") == ["Presses de l’Exemple"]


def test_journal() -> None:
    """One title, the first; ISSNs by medium; the journal's own DOI and page."""
    root = parse(full_work())
    (metadata,) = elements(root, "//c:journal_metadata")
    assert metadata.get("language") == "fr"
    assert texts(metadata, "c:full_title") == ["Cahiers des formes"]
    assert texts(metadata, "c:abbrev_title") == ["Cah. formes"]
    assert texts(metadata, "c:issn[@media_type='print']") == ["0378-5955"]
    assert texts(metadata, "c:issn[@media_type='electronic']") == ["2049-3630"]
    assert texts(metadata, "c:archive_locations/c:archive/@name") == ["LOCKSS", "CLOCKSS"]
    assert texts(metadata, "c:doi_data/*") == ["10.5555/cahiers", "https://cahiers.example.org/"]
    assert not texts(root, "//@reference_distribution_opts")


def test_article_doi_is_not_the_journals() -> None:
    """A journal without a DOI gets none."""
    root = parse(plain_work())
    assert texts(root, "//c:doi") == ["10.5555/plain"]
    assert not elements(root, "//c:journal_metadata/c:doi_data")


def test_issue() -> None:
    """Guest editors, title, dates, volume and issue with their DOIs."""
    (issue,) = elements(parse(full_work()), "//c:journal_issue")
    assert texts(issue, "c:contributors/c:person_name[@contributor_role='editor']/c:surname") == ["Invité"]
    assert content(issue, "c:titles/c:title") == "Le <b>vers</b> libre"
    assert texts(issue, "c:publication_date[@media_type='online']/*") == ["09", "30", "2025"]
    assert texts(issue, "c:publication_date[@media_type='print']/*") == ["23", "2025"]
    assert texts(issue, "c:journal_volume/c:volume | c:issue | c:special_numbering") == ["12", "3", "Hors-série 7"]
    assert texts(issue, "c:journal_volume/c:doi_data/*") == [
        "10.5555/cahiers.12",
        "https://cahiers.example.org/volume-12",
    ]
    assert texts(issue, "c:doi_data/*") == ["10.5555/cahiers.12.3", "https://cahiers.example.org/numero-12-3"]


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ("2026", ["2026"]),
        ("2026-02", ["02", "2026"]),
        ("2026-02-03", ["02", "03", "2026"]),
        ("2026-spring", ["21", "2026"]),
        ("2026-winter", ["24", "2026"]),
        ("2026-Q1", ["31", "2026"]),
        ("2026-Q4", ["34", "2026"]),
    ],
)
def test_dates(date: str, parts: list[str]) -> None:
    """As far as the date is known; seasons and quarters by Crossref's codes."""
    root = parse(plain_work(dates={"published_print": date, "accepted": date}))
    assert texts(root, f"{ARTICLE}/c:publication_date[@media_type='print']/*") == parts
    assert texts(root, f"{ARTICLE}/c:acceptance_date/*") == parts


def test_article_without_dates_has_those_of_its_issue() -> None:
    """Crossref wants a date of each."""
    root = parse(full_work(dates={}))
    assert texts(root, f"{ARTICLE}/c:publication_date/c:year") == ["2025", "2025"]
    assert texts(root, f"{ARTICLE}/c:publication_date/@media_type") == ["online", "print"]


def test_issue_without_dates_has_the_year_of_its_first_article() -> None:
    """No month is made up."""
    undated = {**ISSUE, "published_online": None, "published_print": None}
    file = parse(full_work(issue=undated))
    assert texts(file, "//c:journal_issue/c:publication_date/*") == ["2025"]


def test_titles_in_all_languages() -> None:
    """The own language first, with markup and subtitle; no translated title is lost."""
    root = parse(full_work(translation_of=None))
    titles = texts(root, f"{ARTICLE}/c:titles/c:title")
    assert titles == ["La forme & le nombre : x2", "Form & Number", "الشكل والعدد"]
    assert "<i>forme</i> &amp; le <sup>nombre</sup>" in content(root, f"{ARTICLE}/c:titles[1]/c:title")
    assert "<mml:msup>" in content(root, f"{ARTICLE}/c:titles[1]/c:title")
    assert content(root, f"{ARTICLE}/c:titles[1]/c:subtitle") == "Essai de <scp>poétique</scp>"
    assert texts(root, f"{ARTICLE}/c:titles[2]/c:subtitle") == ["An essay in poetics"]
    assert not elements(root, f"{ARTICLE}/c:titles[3]/c:subtitle")
    assert not elements(root, "//c:original_language_title")


def test_subtitle_stays_with_the_title_of_its_language() -> None:
    """A regional title takes the general subtitle, unless that belongs to a title of its own."""
    titles = {"pt": "Ensaio", "pt-BR": "Ensaio brasileiro"}
    root = parse(plain_work(language="pt", title=titles, subtitle={"pt": "Sobre tudo"}))
    assert [len(elements(group, "c:subtitle")) for group in elements(root, "//c:titles")] == [1, 0]
    root = parse(plain_work(language="pt", title={"pt-BR": "Ensaio"}, subtitle={"pt": "Sobre tudo"}))
    assert texts(root, "//c:titles/c:subtitle") == ["Sobre tudo"]


def test_translation_names_its_original() -> None:
    """Title and relation are on the translation, and the relation leads to the original."""
    root = parse(full_work())
    assert content(root, "//c:original_language_title[@language='de']") == "Form und <i>Zahl</i>"
    assert texts(root, "//c:original_language_title/following-sibling::c:subtitle") == ["Ein Versuch"]
    relation = "//rel:intra_work_relation[@relationship-type='isTranslationOf'][@identifier-type='doi']"
    assert texts(root, relation) == ["10.5555/original"]


def test_title_of_the_original_may_be_among_the_articles_titles() -> None:
    """It needs not be written twice in the record."""
    root = parse(full_work(translation_of={"doi": "10.5555/original", "language": "en"}))
    assert content(root, "//c:original_language_title[@language='en']") == "Form &amp; <b>Number</b>"
    root = parse(full_work(translation_of={"doi": "10.5555/original", "language": "es"}))
    assert not elements(root, "//c:original_language_title")


def test_original_does_not_claim_to_be_a_translation() -> None:
    """Its translations say it themselves, but for those that another registrant has."""
    translations = [{"doi": "10.5555/en", "language": "en"}, {"doi": "10.9999/de", "language": "de"}]
    root = parse(plain_work(translations=translations))
    assert texts(root, "//rel:intra_work_relation/@relationship-type") == ["hasTranslation"]
    assert texts(root, "//rel:intra_work_relation") == ["10.9999/de"]
    assert not elements(root, "//c:original_language_title")


def test_contributors_in_the_order_of_the_by_line() -> None:
    """Organisations stand where they stood, and nobody becomes an author who is none."""
    root = parse(full_work())
    found = elements(root, f"{ARTICLE}/c:contributors/*")
    assert [etree.QName(one).localname for one in found] == [
        "person_name",
        "person_name",
        "person_name",
        "organization",
        "anonymous",
    ]
    assert [one.get("contributor_role") for one in found] == ["author", "author", "translator", "author", "reviewer"]
    assert [one.get("sequence") for one in found] == ["first", "additional", "first", "additional", "first"]
    assert found[3].text == "Groupe d’étude du vers"


def test_person() -> None:
    """Name, suffix, roles of both vocabularies, ORCID iD with its flag, names in other scripts."""
    person = elements(parse(full_work()), f"{ARTICLE}/c:contributors/c:person_name")[0]
    assert texts(person, "c:given_name | c:surname | c:suffix") == ["Élodie", "Нкомо-Durand", "III"]
    assert texts(person, "c:role[@vocab='crossref']/@type") == ["author", "translator", "corresponding-author"]
    assert texts(person, "c:role[@vocab='credit']/@type") == [
        "conceptualization",
        "writing-original-draft",
        "writing-review-editing",
    ]
    assert texts(person, "c:ORCID[@authenticated='true']") == ["https://orcid.org/0000-0002-1825-0097"]
    assert texts(person, "c:alt-name/c:name/@language") == ["ar", "zh", "ru"]
    assert texts(person, "c:alt-name/c:name[@name-style='eastern']/*") == ["恩科莫", "埃洛迪"]
    assert texts(person, "c:alt-name/c:name[@name-style='given-only']/c:given_name") == ["Элоди"]


@pytest.mark.parametrize("name", [{"mononym": "Plato"}, {"given": "Plato"}])
def test_person_with_one_name(name: dict[str, str]) -> None:
    """It is the surname, and said to be given-only."""
    (person,) = elements(parse(plain_work(contributors=[name])), "//c:person_name")
    assert texts(person, "c:surname") == ["Plato"]
    assert not elements(person, "c:given_name")
    assert person.get("name-style") == "given-only"


def test_orcid_that_was_typed_is_not_authenticated() -> None:
    """Only signing in at ORCID makes it so."""
    root = parse(plain_work(contributors=[{"family": "A", "orcid": "0000-0002-1825-0097"}]))
    assert texts(root, "//c:ORCID/@authenticated") == ["false"]


def test_affiliation() -> None:
    """One institution per affiliation, with all its identifiers as addresses."""
    first = elements(parse(full_work()), f"{ARTICLE}//c:person_name[1]/c:affiliations/c:institution")
    assert len(first) == 2
    assert texts(first[0], "c:institution_name") == ["Université de l’Exemple"]
    assert {one.get("type"): one.text for one in elements(first[0], "c:institution_id")} == {
        "ror": "https://ror.org/036rp1748",
        "isni": "https://isni.org/isni/0000000123456789",
        "wikidata": "https://www.wikidata.org/entity/Q937",
    }
    assert texts(first[0], "c:institution_acronym | c:institution_place | c:institution_department") == [
        "UEX",
        "Genève, Canton de Genève, Suisse",
        "Laboratoire de métrique",
    ]
    assert texts(first[1], "c:institution_place") == ["Cameroun"]


@pytest.mark.parametrize(
    ("change", "place"),
    [
        ({"city": {"en": "Geneva"}}, "Geneva, Canton de Genève, Switzerland"),
        ({"state": {"fr": "C" * 250}}, "Genève"),
        ({"city": None, "state": None, "country": None}, ""),
        ({"city": {"fr": "Y"}, "state": None, "country": None}, ""),
    ],
)
def test_place(change: dict[str, Any], place: str) -> None:
    """The country is named in the language of the city; a place of 2 to 255 characters is all that fits."""
    (deposit,) = cut(full_work(affiliations=[{**AFFILIATIONS[0], **change}, AFFILIATIONS[1]]))
    root = etree.fromstring(render(deposit))
    assert texts(root, "(//c:affiliations)[1]/c:institution[1]/c:institution_place") == ([place] if place else [])
    assert faults(render(deposit)) == []


def test_abstracts_in_all_languages_and_kinds() -> None:
    """Each has its language, its kind, its sections, its markup, its formulas."""
    root = parse(full_work())
    found = elements(root, f"{ARTICLE}/jats:abstract")
    assert [(one.get(LANG), one.get("abstract-type")) for one in found] == [
        ("fr", None),
        ("en", None),
        ("ar", None),
        ("fr", "plain-language-summary"),
        ("en", "plain-language-summary"),
        ("fr", "graphical"),
        ("en", "graphical"),
    ]
    assert len(elements(found[0], "jats:p")) == 2
    link = '<jats:ext-link ext-link-type="uri" xlink:href="https://lien.example.org/">un lien</jats:ext-link>'
    assert content(found[0], "jats:p[1]") == f"Premier <jats:italic>résumé</jats:italic> avec {link}."
    assert "<jats:inline-formula><mml:math>" in content(found[1], "jats:p")
    assert texts(found[4], "jats:title | jats:sec/jats:title") == ["In plain words", "Aim", "Result"]
    assert content(found[4], "jats:sec[1]/jats:p") == "To understand <jats:sc>water</jats:sc>."
    assert texts(found[5], ".//jats:graphic/@xlink:href") == ["https://images.example.org/resume.webp"]
    assert texts(found[5], ".//jats:alt-text | .//jats:caption/jats:p") == ["Figure du vers", "Un hémistiche dessiné"]


def test_language_of_an_abstract_keeps_its_region() -> None:
    """Crossref's own attributes take no region; ``xml:lang`` does."""
    root = parse(plain_work(language="fr-CA", title={"fr-CA": "Titre"}, abstracts=[{"text": {"fr-CA": "Résumé"}}]))
    assert texts(root, "//jats:abstract/@xml:lang") == ["fr-CA"]
    assert texts(root, f"{ARTICLE}/@language") == ["fr"]


@pytest.mark.parametrize("language", ["und", "mul", "qaa", "cel", "x-klingon"])
def test_language_unknown_to_crossref_is_left_out(language: str) -> None:
    """An attribute with another value would make the file invalid."""
    contributors = [{"family": "A", "language": language, "other_names": [{"language": language, "family": "B"}]}]
    (deposit,) = cut(
        plain_work(
            language=language,
            title={language: "T"},
            contributors=contributors,
            abstracts=[{"text": {language: "A"}}],
            version={"number": "1", "description": {language: "D"}},
            relations=[{"type": "references", "target": "10.5555/x", "description": {language: "R"}}],
            translation_of={"doi": "10.5555/o", "language": language, "title": {language: "O"}},
        )
    )
    root = etree.fromstring(render(deposit))
    assert texts(root, "//@language") == ["en"]
    assert faults(render(deposit)) == []


def test_relations_know_fewer_languages() -> None:
    """relations.xsd has a list of its own: two letters, and an older one."""
    relations = [
        {"type": "references", "target": f"10.5555/{tag}", "description": {tag: "R"}} for tag in ("jv", "fil", "fr-CA")
    ]
    (deposit,) = cut(plain_work(relations=relations))
    assert texts(etree.fromstring(render(deposit)), "//rel:description/@language") == ["fr"]
    assert faults(render(deposit)) == []


def test_pages_and_numbers() -> None:
    """Pages, article number, and other identifiers with their schemes."""
    root = parse(full_work())
    assert texts(root, f"{ARTICLE}/c:pages/*") == ["186", "194", "201, 205"]
    assert texts(root, "//c:item_number[@item_number_type='article_number']") == ["e45"]
    assert texts(root, "//c:identifier[@id_type='pmid']") == ["38000001"]
    assert texts(root, "//c:identifier[@id_type='pii']") == ["S0378-5955(25)00045-6"]
    assert "arXiv:2509.12345" in texts(root, "//c:identifier[@id_type='other']")


def test_nothing_is_made_up() -> None:
    """A record without them has no pages, numbers, issue or programmes."""
    (article,) = elements(parse(plain_work()), ARTICLE)
    names = [etree.QName(child).localname for child in article]
    assert names == ["titles", "publication_date", "doi_data"]
    assert not elements(parse(plain_work()), "//c:journal_issue")


def test_abstract_only() -> None:
    """An article that is an abstract is registered as such."""
    assert texts(parse(plain_work(article_type="abstract")), f"{ARTICLE}/@publication_type") == ["abstract_only"]
    assert texts(parse(plain_work()), f"{ARTICLE}/@publication_type") == ["full_text"]


def test_crossmark_holds_the_programmes() -> None:
    """Funding, licences and trials stand inside, where there is a policy, and nowhere else."""
    root = parse(full_work())
    assert texts(root, "//c:crossmark/c:crossmark_policy") == ["10.5555/politique-propre"]
    assert texts(root, "//c:crossmark_domains/c:crossmark_domain/c:domain") == ["crossmark.example.org"]
    assert [(one.get("type"), one.get("date"), one.text) for one in elements(root, "//c:updates/c:update")] == [
        ("correction", "2025-10-09", "10.5555/fautif"),
        ("partial_retraction", "2025-10-10", "10.5555/douteux"),
    ]
    (assertion,) = elements(root, "//c:assertion")
    assert attributes(assertion) == {
        "name": "peer_review",
        "label": "Évaluation par les pairs",
        "group_name": "evaluation",
        "group_label": "Évaluation",
        "order": "4",
        "explanation": "https://cahiers.example.org/evaluation",
        "href": "https://cahiers.example.org/rapport-45",
    }
    programmes = [etree.QName(one).namespace for one in elements(root, "//c:custom_metadata/*[local-name()='program']")]
    assert [name.rpartition("/")[2] for name in programmes if name] == [
        "fundref.xsd",
        "AccessIndicators.xsd",
        "clinicaltrials.xsd",
    ]
    assert not elements(root, f"{ARTICLE}/fr:program | {ARTICLE}/ai:program | {ARTICLE}/ct:program")


def test_policy_of_the_journal_is_enough() -> None:
    """Each article of a journal that takes part in Crossmark says so."""
    (deposit,) = cut(plain_work(journal=journal()))
    root = etree.fromstring(render(deposit))
    assert texts(root, "//c:crossmark/*[1]") == ["10.5555/politique"]
    assert not elements(root, "//c:custom_metadata | //c:updates")
    assert faults(render(deposit)) == []


def test_each_funder_has_its_own_awards() -> None:
    """As many groups as funders, not funders times awards; the registry's id stands inside the name."""
    root = parse(full_work(crossmark=None, journal=journal(crossmark=None), updates=[]))
    groups = elements(root, f"{ARTICLE}/fr:program[@name='fundref']/fr:assertion[@name='fundgroup']")
    assert len(groups) == 2
    assert [(one.get("name"), (one.text or "").strip()) for one in elements(groups[0], ".//fr:assertion")] == [
        ("funder_name", "Fonds de l’Exemple"),
        ("funder_identifier", "https://doi.org/10.13039/501100000038"),
        ("ror", "https://ror.org/01h531d29"),
        ("award_number", "FE-2024-001"),
        ("grant_doi", "10.5555/subvention"),
        ("award_number", "FE-2024-002"),
    ]
    assert elements(groups[0], "fr:assertion[@name='funder_name']")[0].text == "Fonds de l’Exemple"
    assert texts(groups[1], "fr:assertion") == ["Mécène discret"]


def test_licences_and_free_to_read() -> None:
    """A licence says what it is for and since when; a date without its day fits no ``xsd:date``."""
    root = parse(full_work())
    (free,) = elements(root, "//ai:program[@name='AccessIndicators']/ai:free_to_read")
    assert attributes(free) == {"start_date": "2025-10-08", "end_date": "2035-10-08"}
    vor, tdm = elements(root, "//ai:license_ref")
    assert (vor.text, attributes(vor)) == (
        "https://creativecommons.org/licenses/by/4.0/",
        {"applies_to": "vor", "start_date": "2025-10-07"},
    )
    assert attributes(tdm) == {"applies_to": "tdm"}
    partial = plain_work(licenses=[{"url": "https://example.org/l", "start": "2025-10"}])
    assert not texts(parse(partial), "//ai:license_ref/@start_date")


@pytest.mark.parametrize(
    ("stage", "written"),
    [("pre-results", ["preResults"]), ("results", ["results"]), ("post-results", ["postResults"]), (None, [])],
)
def test_clinical_trial(stage: str | None, written: list[str]) -> None:
    """Registry, number and stage."""
    trial = {"registry": "10.18810/isrctn", "number": "ISRCTN12345678", "stage": stage}
    root = parse(plain_work(clinical_trials=[trial]))
    assert texts(root, "//ct:clinical-trial-number[@registry='10.18810/isrctn']") == ["ISRCTN12345678"]
    assert texts(root, "//ct:clinical-trial-number/@type") == written


def test_relations() -> None:
    """Within the work and between works, each with the kind of its identifier."""
    root = parse(full_work())
    between = [
        (one.get("relationship-type"), one.get("identifier-type"), one.text)
        for one in elements(root, "//rel:inter_work_relation")
    ]
    assert ("basedOnData", "doi", "10.5555/donnees") in between
    assert ("isReviewOf", "isbn", "978-0-306-40615-7") in between
    assert texts(root, "//rel:intra_work_relation[@relationship-type='hasPreprint']") == ["2410.54321"]
    assert texts(root, "//rel:description[@language='fr']") == ["Les données"]


def test_description_of_a_relation_keeps_its_markup() -> None:
    """In the namespace of relations; formulas leave their characters."""
    described = {"en": "The <i>data</i> of <math><mi>x</mi></math>"}
    (deposit,) = cut(plain_work(relations=[{"type": "basedOnData", "target": "10.5555/d", "description": described}]))
    assert content(etree.fromstring(render(deposit)), "//rel:description") == "The <rel:i>data</rel:i> of x"
    assert faults(render(deposit)) == []


def test_parts_are_components_or_relations() -> None:
    """Only a DOI of the article's prefix can be registered with it; other parts are not lost."""
    parts = [
        {"doi": "10.5555/plain.f1", "url": "https://example.org/f1", "kind": "figure"},
        {"doi": "10.9999/data", "url": "https://example.org/data", "kind": "dataset", "title": {"en": "Data"}},
        {"url": "https://example.org/f2", "kind": "figure", "description": {"en": "Two\n\nparts"}},
    ]
    root = parse(plain_work(components=parts))
    assert texts(root, "//c:component[@parent_relation='isPartOf']/c:doi_data/*") == [
        "10.5555/plain.f1",
        "https://example.org/f1",
    ]
    found = elements(root, "//rel:inter_work_relation")
    assert [(one.get("relationship-type"), one.get("identifier-type"), one.text) for one in found] == [
        ("isSupplementedBy", "doi", "10.9999/data"),
        ("hasPart", "uri", "https://example.org/f2"),
    ]
    assert texts(root, "//rel:description") == ["Data", "Two parts"]


def test_component() -> None:
    """Title, description, format, DOI and address."""
    (component,) = elements(parse(full_work()), "//c:component_list/c:component")
    assert component.get("language") == "fr"
    assert content(component, "c:titles/c:title") == "Le <i>corpus</i>"
    assert texts(component, "c:description[@language='fr']") == ["Tous les vers."]
    assert texts(component, "c:format/@mime_type") == ["text/csv"]
    assert texts(component, "c:doi_data/*") == [
        "10.5555/cahiers.12.3.45.s1",
        "https://cahiers.example.org/45/corpus.csv",
    ]


def test_doi_leads_to_the_page_in_the_articles_language() -> None:
    """Full texts are listed by what they are for."""
    (data,) = elements(parse(full_work()), f"{ARTICLE}/c:doi_data")
    assert texts(data, "c:doi | c:resource") == ["10.5555/cahiers.12.3.45", "https://cahiers.example.org/fr/45"]
    crawled, mined, read = elements(data, "c:collection")
    assert texts(crawled, "c:item[@crawler='iParadigms']/c:resource") == ["https://cahiers.example.org/45.check.pdf"]
    assert crawled.get("property") == "crawler-based"
    assert texts(crawled, "c:item/c:resource/@content_version") == ["am"]
    assert (mined.get("property"), texts(mined, "c:item/c:resource/@mime_type")) == ("text-mining", ["text/xml"])
    assert (read.get("property"), texts(read, "c:item/c:resource")) == (
        "unspecified",
        ["https://cahiers.example.org/45.pdf"],
    )


def test_address_is_escaped_as_the_schema_wants() -> None:
    """Brackets have no place in a path; media types that Crossref does not list are left out."""
    links = [{"url": "https://example.org/a[1].pdf?x=1&y=2", "purpose": "pdf", "media_type": "application/x-unknown"}]
    (deposit,) = cut(plain_work(links=links))
    root = etree.fromstring(render(deposit))
    assert texts(root, "//c:collection//c:resource") == ["https://example.org/a%5B1%5D.pdf?x=1&y=2"]
    assert not texts(root, "//@mime_type")
    assert faults(render(deposit)) == []


def test_version() -> None:
    """Its number, and what changed in each language."""
    root = parse(full_work())
    assert texts(root, "//c:version_info/c:version") == ["1.2"]
    assert texts(root, "//c:version_info/c:description[@language='en'][@xml:lang='en']") == ["Typos corrected."]


MAY_BE_EMPTY = {"role", "anonymous", "archive", "format", "free_to_read"}


def test_no_element_is_empty() -> None:
    """Not a DOI, not a title, not a container."""
    for work in (full_work(), plain_work(references=[{"text": "No DOI"}], funding=[{"name": {"en": "F"}}])):
        empty = {
            etree.QName(one).localname
            for one in parse(work).iter(etree.Element)
            if len(one) == 0 and not (one.text or "").strip()
        }
        assert empty <= MAY_BE_EMPTY


@given(line=LINES.filter(lambda text: len(text) <= 150))
def test_any_text_survives(line: str) -> None:
    """Every character that XML can hold comes out as it went in."""
    line = read_line(line)
    text = Inline((Text(line),))
    work = plain_work(
        title={"en": text},
        abstracts=[{"text": {"en": text}}],
        contributors=[{"family": line}, {"type": "organization", "name": {"en": line}}],
        funding=[{"name": {"en": line}, "awards": [{"number": line}]}],
        references=[{"text": text}],
    )
    (deposit,) = cut(work)
    root = etree.fromstring(render(deposit))
    assert texts(root, f"{ARTICLE}//c:title | //jats:p | //c:unstructured_citation") == [line] * 3
    assert texts(root, "//c:surname | //c:organization | //fr:assertion[@name!='fundgroup']") == [line] * 4
    assert faults(render(deposit)) == []


def _trees() -> st.SearchStrategy[tuple[Node, ...]]:
    leaves: st.SearchStrategy[Node] = st.builds(Text, LINES.map(read_line)) | st.just(
        Math(f'<mml:math xmlns:mml="{MATHML}"><mml:mi>x</mml:mi></mml:math>', "x")
    )

    def deeper(inner: st.SearchStrategy[Node]) -> st.SearchStrategy[Node]:
        children = st.lists(inner, min_size=1, max_size=3).map(tuple)
        return (
            st.builds(Styled, st.sampled_from(STYLES), children)
            | st.builds(Link, st.just("https://example.org/?a=1&b=[2]"), children)
            | st.builds(Foreign, st.sampled_from(["la", "zh-Hant"]), children)
        )

    return st.lists(st.recursive(leaves, deeper, max_leaves=8), min_size=1, max_size=4).map(tuple)


@given(nodes=_trees())
def test_markup_never_breaks_the_file(nodes: tuple[Node, ...]) -> None:
    """However it is nested, wherever it stands."""
    text = Inline(nodes)
    work = plain_work(
        title={"en": text},
        subtitle={"en": text},
        abstracts=[
            {"title": {"en": text}, "text": {"en": text}},
            {"sections": [{"title": {"en": text}, "text": {"en": text}}]},
        ],
        references=[{"title": text, "container": text}],
        relations=[{"type": "references", "target": "10.5555/x", "description": {"en": text}}],
        components=[{"doi": "10.5555/plain.1", "url": "https://example.org/", "title": {"en": text}}],
    )
    (deposit,) = cut(work)
    assert faults(render(deposit)) == []
    root = etree.fromstring(render(deposit))
    assert set(texts(root, "//c:title | //c:subtitle | //jats:p | //jats:title | //rel:description")) == {text.plain}
