"""Crossref deposits, metadata schema 5.5.0: one file per journal, batch and DOI prefix.

The template ``deposit.xml.jinja`` writes the file, ``_journal.xml.jinja`` one issue; each content type has its own
(``pipeline/content_types/``). What the schema has no place for is listed in ``docs/formats/crossref.md``.
"""

from pathlib import PurePosixPath

from pipeline import identifiers
from pipeline.content_types import content_types
from pipeline.formats import crossref_text
from pipeline.formats.base import Deposit, Format, Subject, Unit, plain
from pipeline.formats.crossref_article import (
    abstract_texts,
    collections,
    components,
    item_ids,
    publication_dates,
    related,
    title_groups,
)
from pipeline.formats.crossref_citations import citations
from pipeline.formats.crossref_deposits import deposits, journal_parts
from pipeline.formats.crossref_people import authorship, editorship
from pipeline.formats.jats_markup import href
from pipeline.messages import msg
from pipeline.model import Work, languages, media_types
from pipeline.model.dates import PartialDate

__all__ = ["FORMATS", "deposits"]

# relations.xsd has its own list of languages, of two letters only, which is older than the one of the main schema
_UNKNOWN_TO_RELATIONS = frozenset({"jv", "mh", "zu"})


def _path(subject: Subject, _language: str) -> PurePosixPath:
    if not isinstance(subject, Deposit):
        raise TypeError("a Crossref file is made of a deposit")
    return PurePosixPath("crossref", subject.journal.id, f"{subject.name}.xml")


def _template(work: Work) -> str:
    return content_types()[work.type].template


def _language(tag: str | None) -> str | None:
    return languages.crossref(tag) or None if tag else None


def _uri(address: str | None) -> str | None:
    """Give an address as ``xsd:anyURI`` takes it."""
    return href(address) if address else None


def _media_type(value: str | None) -> str | None:
    return media_types.crossref(value) or None if value else None


def _relation_language(tag: str) -> str | None:
    code = languages.crossref(tag)
    return code if len(code) == 2 and code not in _UNKNOWN_TO_RELATIONS else None


def _full_date(date: PartialDate | None) -> str | None:
    """Give the date as ``xsd:date`` has it; a date without its day has no such form."""
    return date.iso if date and date.is_complete else None


def _policy(work: Work) -> str | None:
    """Give the DOI of the Crossmark policy, the work's own or the journal's."""
    own = work.crossmark.policy if work.crossmark else None
    return own or (work.journal.crossmark.policy if work.journal.crossmark else None)


def _registered(subject: Subject) -> tuple[str, ...]:
    """List every DOI that the deposit registers, in the order of the file."""
    if not isinstance(subject, Deposit):
        raise TypeError("a deposit is made of a Deposit")
    found: list[str | None] = []
    for part in journal_parts(subject):
        issue = part.issue
        found += [subject.journal.doi if part.journal_page else None]
        if issue:
            found += [issue.volume_doi if part.volume_page else None, issue.doi if part.issue_page else None]
        for work in part.works:
            found += [work.doi, *(component.doi for component in components(work))]
    return tuple(dict.fromkeys(doi for doi in found if doi))


FORMATS = (
    Format(
        name="crossref",
        label=msg("Crossref deposits"),
        group="crossref",
        unit=Unit.DEPOSIT,
        media_type="application/xml",
        path=_path,
        template="crossref/deposit.xml.jinja",
        schema="crossref-5.5.0",
        dois=_registered,
        filters={
            "crossref": crossref_text.face,
            "crossref_jats": crossref_text.jats,
            "crossref_relation": crossref_text.relation,
            "joined_paragraphs": crossref_text.joined,
            "plain": plain,
            "crossref_language": _language,
            "relation_language": _relation_language,
            "crossref_media_type": _media_type,
            "crossref_uri": _uri,
            "doi_url": identifiers.doi_url,
            "orcid_url": identifiers.orcid_url,
            "ror_url": identifiers.ror_url,
            "full_date": _full_date,
            "crossref_policy": _policy,
            "crossref_journals": journal_parts,
            "crossref_template": _template,
            "crossref_titles": title_groups,
            "crossref_authorship": authorship,
            "crossref_editorship": editorship,
            "crossref_abstracts": abstract_texts,
            "crossref_item_ids": item_ids,
            "crossref_dates": publication_dates,
            "crossref_collections": collections,
            "crossref_relations": related,
            "crossref_components": components,
            "crossref_citations": citations,
        },
    ),
)
