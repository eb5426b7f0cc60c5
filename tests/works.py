"""Works for tests: one with every field of the record filled, and the least that a record can be.

The values of the full record differ from each other wherever the model allows it, so that a test can look for each of
them in an output. People, journals and identifiers are made up (DOIs have the example prefix 10.5555); identifiers with
check digits are well-known examples of their schemes.
"""

from copy import deepcopy
from typing import Any

from pipeline.model import Work

JOURNAL: dict[str, Any] = {
    "id": "cahiers",
    "languages": ["fr", "en"],
    "title": {"fr": "Cahiers des <i>formes</i>", "en": "Notebooks of Forms"},
    "abbreviation": "Cah. formes",
    "subtitle": {"fr": "Revue de poétique", "en": "A review of poetics"},
    "description": {"fr": "Une revue savante.\n\nEn accès libre.", "en": "A learned journal."},
    "issn": {"print": "0378-5955", "online": "2049-3630", "linking": "1050-124X"},
    "doi": "10.5555/cahiers",
    "doi_prefix": "10.5555",
    "coden": "CAHFOR",
    "url": "https://cahiers.example.org/",
    "publisher": {
        "name": {"fr": "Presses de l’Exemple", "en": "Example Press"},
        "place": {"fr": "Bruxelles", "en": "Brussels"},
        "country": "BE",
        "ror": "01bj3aw27",
        "url": "https://presses.example.org/",
    },
    "urls": {
        "article": {"fr": "https://cahiers.example.org/{language}/{issue}/{id}"},
        "issue": {"fr": "https://cahiers.example.org/{language}/numeros/{issue}"},
        "journal": {"fr": "https://cahiers.example.org/{language}/revue"},
    },
    "depositor": {"name": "Bureau des dépôts", "email": "depots@example.org", "registrant": "Presses déposantes"},
    "crossmark": {"policy": "10.5555/politique", "domains": ["crossmark.example.org"]},
    "archives": ["LOCKSS", "CLOCKSS"],
    "editors": [
        {"family": "Rédactrice", "given": "Renée", "roles": ["editor"], "email": "redaction@example.org"},
        {"type": "organization", "name": {"fr": "Comité de lecture", "en": "Reading committee"}, "roles": ["editor"]},
    ],
    "note": "Remarque sur la revue.",
}

ISSUE: dict[str, Any] = {
    "id": "cahiers-12-3",
    "volume": "12",
    "number": "3",
    "special_numbering": "Hors-série 7",
    "title": {"fr": "Le <b>vers</b> libre", "en": "Free verse"},
    "doi": "10.5555/cahiers.12.3",
    "volume_doi": "10.5555/cahiers.12",
    "url": "https://cahiers.example.org/numero-12-3",
    "volume_url": "https://cahiers.example.org/volume-12",
    "published_online": "2025-09-30",
    "published_print": "2025-autumn",
    "editors": [{"family": "Invité", "given": "Ivan", "roles": ["editor"]}],
    "archives": ["Portico"],
    "note": "Remarque sur le numéro.",
}

_MATH = "<math><msup><mi>x</mi><mn>2</mn></msup></math>"

CONTRIBUTORS: list[dict[str, Any]] = [
    {
        "type": "person",
        "prefix": "Dr",
        "given": "Élodie",
        "family": "Нкомо-Durand",
        "suffix": "III",
        "style": "western",
        "language": "fr",
        "other_names": [
            {"language": "ar", "given": "إيلودي", "family": "نكومو"},
            {"language": "zh-Hant", "given": "埃洛迪", "family": "恩科莫", "style": "eastern"},
            {"language": "ru", "mononym": "Элоди", "style": "given-only"},
        ],
        "orcid": "0000-0002-1825-0097",
        "orcid_authenticated": True,
        "isni": "0000000121032683",
        "roles": ["author", "translator"],
        "credit": ["conceptualization", "writing-original-draft", "writing-review-editing"],
        "affiliations": ["labo", "institut"],
        "corresponding": True,
        "equal_contribution": True,
        "email": "elodie@example.org",
        "url": "https://elodie.example.org/",
        "biography": {"fr": "Élodie enseigne à <i>Yaoundé</i>.\n\nElle traduit aussi.", "en": "Élodie teaches."},
        "competing_interests": {"fr": "Elle a reçu des honoraires.", "en": "She received fees."},
    },
    {"mononym": "Plato", "equal_contribution": True, "orcid": "0000-0002-1694-233X", "affiliations": ["labo"]},
    {"given": "Björk", "style": "given-only", "roles": ["translator"]},
    {
        "type": "organization",
        "name": {"fr": "Groupe d’étude du vers", "en": "Verse Study Group"},
        "language": "fr",
        "ror": "021nxhr62",
        "isni": "0000000123423717",
        "wikidata": "Q42",
        "affiliations": ["institut"],
        "email": "groupe@example.org",
        "url": "https://groupe.example.org/",
        "credit": ["software"],
    },
    {
        "type": "anonymous",
        "roles": ["reviewer"],
        "biography": {"fr": "Expertise anonyme."},
    },
]

AFFILIATIONS: list[dict[str, Any]] = [
    {
        "id": "labo",
        "name": {"fr": "Université de l’Exemple", "en": "Example University", "ar": "جامعة المثال"},
        "department": {"fr": "Laboratoire de métrique", "en": "Metrics Laboratory"},
        "address": "12, rue du Vers",
        "city": {"fr": "Genève", "en": "Geneva"},
        "state": {"fr": "Canton de Genève", "en": "Canton of Geneva"},
        "postal_code": "CH-1205",
        "country": "CH",
        "ror": "036rp1748",
        "isni": "0000000123456789",
        "wikidata": "Q937",
        "acronym": "UEX",
    },
    {"id": "institut", "name": {"fr": "Institut sans ville"}, "country": "CM"},
]

ABSTRACTS: list[dict[str, Any]] = [
    {
        "text": {
            "fr": 'Premier <i>résumé</i> avec <a href="https://lien.example.org/">un lien</a>.\n\nSecond alinéa.',
            "en": f"First abstract with {_MATH}.",
            "ar": "ملخص <b>المقال</b>.",
        }
    },
    {
        "type": "plain-language",
        "title": {"fr": "En clair", "en": "In plain words"},
        "sections": [
            {
                "title": {"fr": "But", "en": "Aim"},
                "text": {"fr": "Comprendre H<sub>2</sub>O.", "en": "To understand <sc>water</sc>."},
            },
            {
                "title": {"fr": "Résultat", "en": "Result"},
                "text": {"fr": "On comprend.", "en": "It is understood."},
            },
        ],
    },
    {
        "type": "graphical",
        "title": {"fr": "En image", "en": "As a picture"},
        "text": {"fr": "Ce que l’image résume.", "en": "What the picture sums up."},
        "graphic": {
            "url": "https://images.example.org/resume.webp",
            "media_type": "image/webp",
            "alt": {"fr": "Un hémistiche dessiné", "en": "A drawn half-line"},
            "caption": {"fr": "Figure du <i>vers</i>", "en": "Figure of the line"},
        },
    },
]

REFERENCES: list[dict[str, Any]] = [
    {
        "id": "asgarova",
        "type": "journal_article",
        "text": "Asgarova, A. <i>Le vers</i>, 2021. https://doi.org/10.5555/dans.le-texte.",
        "language": "fr",
        "doi": "10.5555/dans.le-texte",
        "pmid": "31452104",
        "pmcid": "PMC1234567",
    },
    {
        "type": "journal_article",
        "language": "en",
        "authors": ["Carberry, Josiah", {"type": "organization", "name": {"en": "Cracks Consortium"}}],
        "editors": ["Keeper, Archie"],
        "title": "On <i>broken</i> cups",
        "container": "Journal of Psychoceramics",
        "series": "Ceramics series",
        "year": "1999a",
        "volume": "31",
        "issue": "5",
        "first_page": "401",
        "last_page": "433",
        "doi": "10.5555/cups",
        "arxiv": "2101.00001",
        "issn": "0317-8471",
        "url": "https://cups.example.org/",
        "accessed": "2024-02-29",
    },
    {
        "id": "livre",
        "type": "book",
        "authors": ["Plotin"],
        "title": "Ennéades choisies",
        "edition": "2e éd. revue",
        "publisher": "Éditions du Seuil levant",
        "place": "Lutèce",
        "year": "2003",
        "isbn": "978-2-07-036822-8",
    },
    {
        "type": "standard",
        "title": "Information — Titres",
        "standards_body": "Organisation des normes",
        "standard_number": "ISO 9999-9",
        "year": "2011",
    },
    {
        "type": "dataset",
        "title": "Corpus de vers",
        "container": "Zenodotos",
        "version": "v2.7",
        "article_number": "e77004",
        "year": "2020",
        "doi": "10.5555/corpus",
    },
    {
        "id": "epreuve",
        "type": "preprint",
        "text": "Lovelace, A. (2022). Notes préparatoires. PrePub. arXiv:2202.11111",
        "authors": ["Lovelace, Ada", "Collectif Anonyme"],
        "title": "Notes <b>préparatoires</b>",
        "container": "PrePub",
        "year": "2022",
        "first_page": "140",
        "last_page": "9",
        "article_number": "e140",
        "arxiv": "2202.11111",
    },
    {"text": "Manuscrit sans date, dit « <i>le perdu</i> » & autres < fragments."},
]

RECORD: dict[str, Any] = {
    "id": "nkomo-2025",
    "type": "journal-article",
    "article_type": "translation",
    "journal": JOURNAL,
    "issue": ISSUE,
    "doi": "10.5555/cahiers.12.3.45",
    "ids": [
        {"type": "publisher-id", "value": "CAH-0045"},
        {"type": "pmid", "value": "38000001"},
        {"type": "pmcid", "value": "PMC7654321"},
        {"type": "arxiv", "value": "2509.12345"},
        {"type": "hal", "value": "hal-04000001"},
        {"type": "handle", "value": "20.500.12345/678"},
        {"type": "ark", "value": "ark:/12148/bpt6k1"},
        {"type": "pii", "value": "S0378-5955(25)00045-6"},
        {"type": "manuscript", "value": "MS-2025-017"},
        {"type": "other", "value": "cote-99"},
    ],
    "language": "fr",
    "version": {"number": "1.2", "description": {"fr": "Coquilles corrigées.", "en": "Typos corrected."}},
    "sections": [{"fr": "Dossier", "en": "Special section"}, {"fr": "Lectures", "en": "Readings"}],
    "subjects": [{"fr": "Versification", "en": "Prosody"}, {"fr": "Traductologie"}],
    "title": {
        "fr": f"La <i>forme</i> & le <sup>nombre</sup> : {_MATH}",
        "en": "Form & <b>Number</b>",
        "ar": "الشكل والعدد",
    },
    "subtitle": {"fr": "Essai de <sc>poétique</sc>", "en": "An essay in poetics"},
    "short_title": {"fr": "Forme et nombre", "en": "Form and number"},
    "abstracts": ABSTRACTS,
    "keywords": [
        {"terms": {"fr": ["vers <i>libre</i>", "nombre"], "en": ["free verse", "metrical number"], "ar": ["شعر"]}},
        {
            "terms": {"fr": ["Poésie -- Histoire"], "en": ["Poetry--History"]},
            "vocabulary": {"name": "RAMEAU", "url": "https://rameau.example.org/"},
        },
    ],
    "contributors": CONTRIBUTORS,
    "affiliations": AFFILIATIONS,
    "dates": {
        "published_online": "2025-10-06",
        "published_print": "2025-11",
        "received": "2024-12-01",
        "revised": ["2025-02-03", "2025-04-05"],
        "accepted": "2025-06-07",
        "history": [{"type": "preprint", "date": "2024-10-11"}, {"type": "rev-request", "date": "2025-01"}],
    },
    "first_page": "186",
    "last_page": "194",
    "other_pages": "201, 205",
    "article_number": "e45",
    "page_count": 11,
    "licenses": [
        {
            "url": "https://creativecommons.org/licenses/by/4.0/",
            "text": {"fr": "Sous licence <b>CC BY</b> 4.0.", "en": "Licensed under CC BY 4.0."},
            "start": "2025-10-07",
            "applies_to": "vor",
        },
        {"url": "https://presses.example.org/tdm", "applies_to": "tdm"},
    ],
    "copyright": {
        "year": 2025,
        "holder": {"fr": "Les autrices", "en": "The authors"},
        "statement": {"fr": "© 2025 Les autrices.", "en": "© 2025 The authors."},
    },
    "free_to_read": {"start": "2025-10-08", "end": "2035-10-08"},
    "funding": [
        {
            "name": {"fr": "Fonds de l’Exemple", "en": "Example Fund"},
            "id": "10.13039/501100000038",
            "ror": "01h531d29",
            "country": "CA",
            "awards": [
                {
                    "number": "FE-2024-001",
                    "doi": "10.5555/subvention",
                    "title": {"fr": "Projet des nombres", "en": "Numbers project"},
                    "recipients": ["Élodie Nkomo"],
                },
                {"number": "FE-2024-002"},
            ],
        },
        {"name": {"fr": "Mécène discret"}},
    ],
    "clinical_trials": [{"registry": "10.18810/isrctn", "number": "ISRCTN12345678", "stage": "results"}],
    "archives": ["Internet Archive"],
    "references": REFERENCES,
    "links": [
        {"url": "https://cahiers.example.org/fr/45", "purpose": "web", "language": "fr"},
        {"url": "https://cahiers.example.org/en/45", "purpose": "web", "language": "en"},
        {
            "url": "https://cahiers.example.org/45.pdf",
            "purpose": "pdf",
            "language": "fr",
            "media_type": "application/pdf",
            "version": "vor",
        },
        {"url": "https://cahiers.example.org/45.tdm.xml", "purpose": "text-mining", "media_type": "text/xml"},
        {"url": "https://cahiers.example.org/45.check.pdf", "purpose": "similarity-check", "version": "am"},
    ],
    "components": [
        {
            "id": "corpus",
            "doi": "10.5555/cahiers.12.3.45.s1",
            "url": "https://cahiers.example.org/45/corpus.csv",
            "title": {"fr": "Le <i>corpus</i>", "en": "The corpus"},
            "description": {"fr": "Tous les vers.", "en": "All the lines."},
            "media_type": "text/csv",
            "kind": "dataset",
        },
        {"url": "https://cahiers.example.org/45/lecture.mp4", "media_type": "video/mp4", "kind": "video"},
    ],
    "translation_of": {
        "doi": "10.5555/original",
        "language": "de",
        "title": {"de": "Form und <i>Zahl</i>"},
        "subtitle": {"de": "Ein Versuch"},
    },
    "translations": [{"doi": "10.5555/traduccion", "language": "es"}],
    "relations": [
        {
            "type": "basedOnData",
            "target": "10.5555/donnees",
            "target_type": "doi",
            "description": {"fr": "Les données", "en": "The <i>data</i>"},
        },
        {"type": "isReviewOf", "target": "978-0-306-40615-7", "target_type": "isbn"},
        {"type": "hasPreprint", "target": "2410.54321", "target_type": "arxiv"},
        {"type": "isSupplementedBy", "target": "https://supplement.example.org/", "target_type": "uri"},
    ],
    "updates": [
        {"type": "correction", "doi": "10.5555/fautif", "date": "2025-10-09"},
        {"type": "partial_retraction", "doi": "10.5555/douteux", "date": "2025-10-10"},
    ],
    "crossmark": {
        "policy": "10.5555/politique-propre",
        "assertions": [
            {
                "name": "peer_review",
                "label": "Évaluation par les pairs",
                "value": "Double anonymat",
                "group_name": "evaluation",
                "group_label": "Évaluation",
                "order": 4,
                "explanation": "https://cahiers.example.org/evaluation",
                "href": "https://cahiers.example.org/rapport-45",
            }
        ],
    },
    "statements": [
        {
            "type": "acknowledgements",
            "title": {"fr": "Merci", "en": "Thanks"},
            "text": {"fr": "Merci à <i>tous</i>.\n\nEt à toutes.", "en": "Thanks to all."},
        },
        {"type": "competing-interests", "text": {"fr": "Aucun conflit.", "en": "No conflict."}},
        {"type": "data-availability", "text": {"fr": "Données en ligne.", "en": "Data are online."}},
        {"type": "ethics", "text": {"fr": "Comité consulté.", "en": "Board consulted."}},
        {"type": "funding", "text": {"fr": "Financé par un fonds.", "en": "Paid by a fund."}},
        {"type": "author-contributions", "text": {"fr": "Elle a tout écrit.", "en": "She wrote it all."}},
        {"type": "note", "text": {"fr": "Paru d’abord en revue.", "en": "First printed elsewhere."}},
    ],
    "note": "Remarque sur l’article.",
}

MINIMAL: dict[str, Any] = {
    "id": "minimal",
    "journal": {
        "id": "revue",
        "languages": ["en"],
        "title": {"en": "Review"},
        "publisher": {"name": {"en": "Publisher"}},
    },
    "language": "en",
    "title": {"en": "Title"},
}


def full_record(**changes: Any) -> dict[str, Any]:
    """Give a record with every field filled, as a file would hold it; ``changes`` replace whole fields."""
    return deepcopy({**RECORD, **changes})


def full_work(**changes: Any) -> Work:
    """Give the work of ``full_record``."""
    return work_of(full_record(**changes))


def minimal_record(**changes: Any) -> dict[str, Any]:
    """Give the least that a record can be; ``changes`` add or replace fields."""
    return deepcopy({**MINIMAL, **changes})


def minimal_work(**changes: Any) -> Work:
    """Give the work of ``minimal_record``."""
    return work_of(minimal_record(**changes))


def work_of(record: dict[str, Any]) -> Work:
    """Read a record that holds its journal and its issue."""
    return Work.model_validate(record, context={"language": record["language"]})
