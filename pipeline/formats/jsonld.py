"""JSON-LD: an article, an issue or a journal in the words of schema.org (https://schema.org/ScholarlyArticle).

Texts in several languages are language-tagged strings; markup is left out.
"""

import json
import re
from collections.abc import Iterable

from markupsafe import Markup

from pipeline.formats.addresses import is_creative_commons
from pipeline.formats.base import IssueContents, JournalContents
from pipeline.formats.csl_item import csl_item
from pipeline.formats.descriptions import abstract_text, page_licenses, pdf
from pipeline.formats.pages import Page
from pipeline.formats.schema_org import Properties, Thing, Words, agent, date, doi, thing, words
from pipeline.identifiers import doi_url, ror_url
from pipeline.model import Issue, Journal, Work
from pipeline.model.funding import Award, Funding
from pipeline.model.people import AnyContributor
from pipeline.model.references import Reference

# what could end the element that holds the data, or be taken for a line's end by old parsers of JavaScript
_UNSAFE = re.compile("[<>&\u2028\u2029]")


def jsonld(subject: Work | IssueContents | JournalContents, page: Page) -> Markup:
    """Describe a subject for its page, as JSON that is safe inside a ``script`` element."""
    match subject:
        case Work():
            described = article(subject, page.language, page.canonical)
        case IssueContents(journal=journal, issue=issue):
            described = periodical_issue(journal, issue) if issue else periodical(journal)
        case JournalContents(journal=journal):
            described = periodical(journal)
    text = json.dumps(described.json("https://schema.org"), ensure_ascii=False)
    safe = _UNSAFE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return Markup(safe)  # noqa: S704 - nothing is left that HTML could read


def article(work: Work, language: str, url: str) -> Thing:
    """Describe an article for a page in ``language`` at ``url`` (empty where that is not known)."""
    item = csl_item(work, language)
    return thing(
        "ScholarlyArticle",
        doi_url(work.doi) if work.doi else url,
        url=url,
        identifier=doi(work.doi),
        headline=item.title.value.plain,
        name=words(work.title),
        alternativeHeadline=words(work.subtitle),
        inLanguage=work.language,
        **_contents(work),
        **_people(work),
        **_publication(work),
        **_links(work, language),
    )


def _contents(work: Work) -> Properties:
    return {
        "articleSection": tuple(found for section in work.sections for found in words(section)),
        "about": tuple(found for subject in work.subjects for found in words(subject)),
        "abstract": tuple(
            Words(tag, "\n".join(abstract_text(abstract, tag)))
            for abstract in work.abstracts
            if not abstract.type
            for tag in abstract.languages
        ),
        "keywords": tuple(
            Words(variant.language, term.plain)
            for group in work.keywords
            for variant in group.terms
            for term in variant.value
        ),
        "version": work.version.number if work.version else "",
    }


def _people(work: Work) -> Properties:
    by_role = {"author": "author", "editor": "editor", "translator": "translator"}
    return {
        **{name: _agents(work, work.with_role(role)) for role, name in by_role.items()},
        "contributor": _agents(work, (found for found in work.contributors if not by_role.keys() & set(found.roles))),
        "funding": tuple(grant for funding in work.funding for grant in _grants(funding)),
    }


def _agents(work: Work, contributors: Iterable[AnyContributor]) -> tuple[Thing, ...]:
    found = (agent(one, filter(None, map(work.affiliation, one.affiliations))) for one in contributors)
    return tuple(one for one in found if one)


def _publication(work: Work) -> Properties:
    journal, issue, rights = work.journal, work.issue, work.copyright
    return {
        "isPartOf": periodical_issue(journal, issue) if issue else periodical(journal),
        "publisher": _publisher(journal),
        "datePublished": date(work.published),
        "pageStart": work.first_page,
        "pageEnd": work.last_page,
        "pagination": ", ".join(filter(None, (work.pages, work.other_pages))) or work.article_number,
        "license": tuple(granted.url for granted in page_licenses(work)),
        "copyrightYear": rights.year if rights else None,
        "copyrightHolder": thing("Organization", name=words(rights.holder)) if rights else None,
        "isAccessibleForFree": _is_free(work) or None,
    }


def _is_free(work: Work) -> bool:
    """Tell whether the record says that all may read it from its publication on, and for ever.

    The page outlives its making: what is free later, or for some time, is not said. Silence does not say the contrary.
    """
    free = work.free_to_read
    open_licenses = (granted for granted in page_licenses(work) if is_creative_commons(granted.url))
    starts = [granted.start for granted in open_licenses] + ([free.start] if free and not free.end else [])
    published = work.published
    return any(not start or not published or start.end <= published.end for start in starts)


def _links(work: Work, language: str) -> Properties:
    file, original = pdf(work, language), work.translation_of
    return {
        "encoding": thing("MediaObject", contentUrl=file.url, encodingFormat=file.media_type or "application/pdf")
        if file
        else None,
        "hasPart": tuple(
            thing("CreativeWork", doi_url(part.doi) if part.doi else "", name=words(part.title), url=part.url)
            for part in work.components
        ),
        "translationOfWork": thing(
            "ScholarlyArticle", doi_url(original.doi), name=words(original.title), inLanguage=original.language
        )
        if original
        else None,
        "workTranslation": tuple(
            thing("ScholarlyArticle", doi_url(found.doi), inLanguage=found.language) for found in work.translations
        ),
        "citation": tuple(map(_cited, work.references)),
    }


def _grants(funding: Funding) -> tuple[Thing, ...]:
    funder = thing(
        "Organization",
        ror_url(funding.ror) if funding.ror else doi_url(funding.id) if funding.id else "",
        name=words(funding.name),
        sameAs=doi_url(funding.id) if funding.id and funding.ror else "",
    )
    return tuple(_grant(funder, award) for award in funding.awards) or (thing("Grant", funder=funder),)


def _grant(funder: Thing, award: Award) -> Thing:
    iri = doi_url(award.doi) if award.doi else ""
    return thing("Grant", iri, identifier=award.number, name=words(award.title), funder=funder)


def _cited(reference: Reference) -> Thing:
    title = reference.title or reference.text or reference.container
    found = reference.found_doi
    return thing("CreativeWork", doi_url(found) if found else "", name=title.plain if title else "")


def periodical_issue(journal: Journal, issue: Issue) -> Thing:
    """Describe an issue, in its volume and its journal."""
    volume = thing("PublicationVolume", volumeNumber=issue.volume, isPartOf=periodical(journal))
    return thing(
        "PublicationIssue",
        doi_url(issue.doi) if issue.doi else "",
        issueNumber=issue.number or issue.special_numbering,
        name=words(issue.title),
        datePublished=date(issue.published_online or issue.published_print),
        isPartOf=volume if issue.volume else periodical(journal),
    )


def periodical(journal: Journal) -> Thing:
    """Describe a journal."""
    issn = (journal.issn.print, journal.issn.online, journal.issn.linking)
    return thing(
        "Periodical",
        doi_url(journal.doi) if journal.doi else "",
        name=words(journal.title),
        alternateName=journal.abbreviation,
        issn=tuple(dict.fromkeys(found for found in issn if found)),
        url=journal.url,
        inLanguage=journal.languages,
        publisher=_publisher(journal),
    )


def _publisher(journal: Journal) -> Thing:
    publisher = journal.publisher
    iri = ror_url(publisher.ror) if publisher.ror else ""
    return thing("Organization", iri, name=words(publisher.name), url=publisher.url)
