"""JATS Journal Publishing 1.3 (ANSI/NISO Z39.96-2021): one file per work, with metadata and references.

What goes where is in ``templates/jats/``; here is what a template cannot say: inline markup, languages, references.
"""

from pathlib import PurePosixPath

from pipeline.formats import jats_languages, jats_references
from pipeline.formats.base import Format, Subject, Unit
from pipeline.formats.csl_item import colon
from pipeline.formats.jats_markup import href, jats
from pipeline.identifiers import doi_url, isni_url, orcid_url, ror_url, wikidata_url
from pipeline.messages import msg
from pipeline.model import Work
from pipeline.model.people import credit_term, credit_url


def _path(subject: Subject, _language: str) -> PurePosixPath:
    if not isinstance(subject, Work):
        raise TypeError("a JATS file is made of one work")
    return PurePosixPath("jats", subject.journal.id, f"{subject.id}.xml")


FORMATS = (
    Format(
        name="jats",
        label=msg("JATS XML"),
        group="jats",
        unit=Unit.WORK,
        media_type="application/xml",
        path=_path,
        template="jats/article.xml.jinja",
        schema="jats-publishing-1.3",
        filters={
            "jats": jats,
            "jats_href": href,
            "jats_in": jats_languages.variant_in,
            "jats_languages": jats_languages.languages_of,
            "jats_main": jats_languages.main_of,
            "jats_abstract_languages": jats_languages.abstract_languages,
            "jats_country": jats_languages.country,
            "jats_display_name": jats_languages.display_name,
            "jats_sections": jats_languages.sections,
            "jats_printed": jats_references.printed,
            "jats_has_fields": jats_references.has_fields,
            "jats_is_whole": jats_references.is_whole,
            "jats_sentences": jats_references.sentences,
            "jats_has_abridged_pages": jats_references.has_abridged_pages,
            "colon": colon,
            "credit_term": credit_term,
            "credit_url": credit_url,
            "doi_url": doi_url,
            "isni_url": isni_url,
            "orcid_url": orcid_url,
            "ror_url": ror_url,
            "wikidata_url": wikidata_url,
        },
    ),
)
