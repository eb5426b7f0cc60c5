"""Reports on documents as a check gives them: every verdict, and all that a finding can have."""

from collections.abc import Iterator, Mapping

from pipeline import i18n
from pipeline.findings import Excerpt, Finding, Place, Severity
from pipeline.i18n import Localizer
from pipeline.messages import Message, msg
from pipeline.validation.report import DocumentReport, DtdVerdict, Hidden

# The sentences of the examples, which are nobody else's: the catalogues have none of them.
_FRENCH: Mapping[str, str] = {
    "<{name}> stands alone here; <{after}> must follow it.": "<{name}> est seul ici ; <{after}> doit le suivre.",
    "Put a <{after}> with a DOI and its address after <{name}>.": (
        "Placez après <{name}> un <{after}> avec un DOI et son adresse."
    ),
    "“{value}” is no language that deposits may name.": "« {value} » n’est pas une langue admise dans un dépôt.",
    "Nothing has the id “{id}” that this points to.": "Rien ne porte l’identifiant « {id} » visé ici.",
    "Point to an id that is there: {known}.": "Visez un identifiant qui existe : {known}.",
    "The root <{name}> is of no kind that is known here.": "La racine <{name}> n’est d’aucun type connu ici.",
    "Name a schema with --schema.": "Indiquez un schéma avec --schema.",
    "The stamp has {count} digits, not 14.": "L’horodatage a {count} chiffres et non 14.",
    "A target that is not there": "Cible absente",
}

MISSING = Finding(
    "element-missing",
    Severity.ERROR,
    msg("<{name}> stands alone here; <{after}> must follow it.", name="publication_date", after="doi_data"),
    Place("deposits/a b.xml", 12, 3, "/doi_batch/body/journal/journal_article[2]/publication_date"),
    msg(
        "Put a <{after}> with a DOI and its address after <{name}>.",
        name="publication_date",
        after="doi_data",
    ),
    Excerpt(11, ("    <titles/>", "\t\t<publication_date>", "\t\t\t<year>2026</year>"), 12, 3, 18),
)
WIDE = Finding(
    "language-unknown",
    Severity.WARNING,
    msg("“{value}” is no language that deposits may name.", value="zz-ZZ"),
    Place("deposits/a b.xml", 1140, 28, "/doi_batch/body/journal/journal_metadata/full_title/@language"),
    excerpt=Excerpt(1140, ('<t>日本語の題名 & <b>e\u0301te\u0301</b></t><f language="zz-ZZ">',), 1140, 32, 16),
)
DANGLING = Finding(
    "idref-target",
    Severity.ERROR,
    msg("Nothing has the id “{id}” that this points to.", id="[b2](c)"),
    Place("archive.zip/été/100%.xml", 9, 6, "/article/back/ref-list/ref[3]/@rid"),
    msg("Point to an id that is there: {known}.", known="{b1}, b3"),
    Excerpt(8, ("  <a>{1}</a>", '  <b rid="[b2](c)"> \u202e</b>', "  <c/>"), 9, 6, 13),
)
UNKNOWN = Finding(
    "document-unknown",
    Severity.ERROR,
    msg("The root <{name}> is of no kind that is known here.", name="root"),
    remedy=msg("Name a schema with --schema."),
)
STAMP = Finding(
    "timestamp-shape",
    Severity.NOTE,
    msg("The stamp has {count} digits, not 14.", count=12),
    Place("deposits/warned.xml", 3),
)


def reports() -> Iterator[DocumentReport]:
    """Give a document of every verdict, in the order of their names."""
    hidden = (Hidden("element-missing", Severity.ERROR, 9980), Hidden("language-unknown", Severity.WARNING, 1))
    dtd = DtdVerdict("jats-publishing-1.1-dtd", valid=False)
    yield DocumentReport("articles/clean.xml", "jats", "jats-publishing-1.3", valid=True)
    yield DocumentReport("deposits/a b.xml", "crossref", "crossref-5.5.0", findings=(MISSING, WIDE), hidden=hidden)
    yield DocumentReport(
        "archive.zip/été/100%.xml", "jats", "jats-archiving-1.0", valid=True, dtd=dtd, findings=(DANGLING,)
    )
    yield DocumentReport("-", findings=(UNKNOWN,))
    yield DocumentReport("deposits/warned.xml", "crossref", "crossref-5.4.0", valid=True, findings=(STAMP,))
    yield DocumentReport("records/a.yaml", "record", "record-article", valid=True)


def titles(code: str) -> Message | None:
    """Know the title of one code."""
    return msg("A target that is not there") if code == "idref-target" else None


class _Taught(Localizer):
    """The French of the catalogue, and that of the examples."""

    def gettext(self, message: str, /) -> str:
        return _FRENCH.get(message) or super().gettext(message)


def localizer(tag: str) -> Localizer:
    """Give a localizer that knows the sentences of the examples too."""
    known = i18n.localizer(tag)
    return known if tag == i18n.SOURCE_LANGUAGE else _Taught(tag, known.translations)
