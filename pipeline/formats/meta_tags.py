"""``meta`` elements that describe an article to machines: Highwire Press tags and Dublin Core.

Highwire Press tags are what Google Scholar reads first (https://scholar.google.com/intl/en/scholar/inclusion.html), and
reference managers too; Dublin Core in HTML follows DCMI's "Expressing Dublin Core metadata using HTML/XHTML meta and
link elements" (https://www.dublincore.org/specifications/dublin-core/dcq-html/).
"""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.formats.csl_item import CslItem, csl_item
from pipeline.formats.descriptions import abstract_text, index_name, page_licenses, pdf
from pipeline.identifiers import doi_url, orcid_url
from pipeline.model import Work
from pipeline.model.dates import PartialDate
from pipeline.model.people import AnyContributor, Person
from pipeline.model.references import Reference
from pipeline.model.text import Variant


@dataclass(frozen=True, slots=True)
class MetaTag:
    """One ``meta`` element; ``language`` is the content's, empty where it has none."""

    name: str
    content: str
    language: str = ""


def highwire(work: Work, language: str) -> tuple[MetaTag, ...]:
    """Describe a work for a page in ``language`` by Highwire Press tags."""
    return tuple(tag for tag in _highwire(work, csl_item(work, language), language) if tag.content)


def dublin_core(work: Work, language: str) -> tuple[MetaTag, ...]:
    """Describe a work for a page in ``language`` by Dublin Core."""
    return tuple(tag for tag in _dublin_core(work, csl_item(work, language), language) if tag.content)


def _highwire(work: Work, item: CslItem, language: str) -> Iterator[MetaTag]:
    yield MetaTag("citation_title", item.title.value.plain, item.title.language)
    for author in work.authors:
        yield from _author(author, work, language)
    # "the date that would normally be cited in references to this paper"; the first one has its own tag
    yield MetaTag("citation_publication_date", _slashed(item.issued))
    yield MetaTag("citation_online_date", _slashed(work.dates.published_online))
    yield MetaTag("citation_journal_title", item.container_title.value.plain, item.container_title.language)
    yield MetaTag("citation_journal_abbrev", item.container_title_short)
    yield MetaTag("citation_issn", work.journal.issn.print or "")
    yield MetaTag("citation_issn", work.journal.issn.online or "")
    yield MetaTag("citation_publisher", item.publisher)
    yield MetaTag("citation_volume", item.volume)
    yield MetaTag("citation_issue", item.issue)
    # the tags know no article numbers: what a citation gives in place of pages goes where readers look for it
    yield MetaTag("citation_firstpage", item.first_page or item.number)
    yield MetaTag("citation_lastpage", item.last_page)
    yield MetaTag("citation_doi", item.doi)
    yield MetaTag("citation_language", work.language)
    for keyword in _keywords(work):
        yield MetaTag("citation_keywords", keyword.value, keyword.language)
    yield MetaTag("citation_abstract_html_url", item.url)
    file = pdf(work, language)
    yield MetaTag("citation_pdf_url", file.url if file else "")
    for reference in work.references:
        yield MetaTag("citation_reference", _cited(reference), reference.language or "")


def _author(author: AnyContributor, work: Work, language: str) -> Iterator[MetaTag]:
    name = index_name(author, language, work.language)
    if not name:
        return
    yield MetaTag("citation_author", name)
    for affiliation in map(work.affiliation, author.affiliations):
        if affiliation and (found := affiliation.name.best(language, work.language)):
            yield MetaTag("citation_author_institution", found.value, found.language)
    if isinstance(author, Person) and author.orcid:
        yield MetaTag("citation_author_orcid", orcid_url(author.orcid))
    if author.corresponding:
        yield MetaTag("citation_author_email", author.email or "")


def _slashed(date: PartialDate | None) -> str:
    return date.iso.replace("-", "/") if date else ""


def _keywords(work: Work) -> Iterator[Variant[str]]:
    for group in work.keywords:
        for variant in group.terms:
            yield from (Variant(variant.language, term.plain) for term in variant.value)


def _cited(reference: Reference) -> str:
    """Give a reference as printed, else its fields in Highwire's form, ``citation_title=…; citation_author=…``."""
    if reference.text:
        return reference.text.plain
    fields = (
        ("title", reference.title.plain if reference.title else ""),
        *(("author", index_name(author, reference.language or "")) for author in reference.authors),
        ("journal_title", reference.container.plain if reference.container else ""),
        ("publication_date", (reference.year or "")[:4]),
        ("volume", reference.volume),
        ("issue", reference.issue),
        ("firstpage", reference.first_page or reference.article_number),
        ("lastpage", reference.last_page),
        ("publisher", reference.publisher),
        ("doi", reference.doi),
    )
    # a semicolon ends a field
    return "; ".join(f"citation_{name}={value.replace(';', ',')}" for name, value in fields if value)


def _dublin_core(work: Work, item: CslItem, language: str) -> Iterator[MetaTag]:
    yield MetaTag("DC.Title", item.title.value.plain, item.title.language)
    for tag in work.title.languages:
        if tag != item.title.language:
            yield MetaTag("DC.Title.Alternative", csl_item(work, tag).title.value.plain, tag)
    for contributor in work.contributors:
        role = "DC.Creator" if "author" in contributor.roles else "DC.Contributor"
        yield MetaTag(role, index_name(contributor, language, work.language))
    for abstract in work.abstracts:
        for tag in abstract.languages:
            yield MetaTag("DC.Description", " ".join(abstract_text(abstract, tag)), tag)
    for keyword in _keywords(work):
        yield MetaTag("DC.Subject", keyword.value, keyword.language)
    yield MetaTag("DC.Date", work.published.iso if work.published else "")
    yield MetaTag("DC.Type", "Text")
    yield MetaTag("DC.Language", work.language)
    yield MetaTag("DC.Identifier", doi_url(item.doi) if item.doi else item.url)
    yield MetaTag("DC.Source", item.container_title.value.plain, item.container_title.language)
    yield MetaTag("DC.Source.ISSN", item.issn)
    yield MetaTag("DC.Source.Volume", item.volume)
    yield MetaTag("DC.Source.Issue", item.issue)
    yield MetaTag("DC.Publisher", item.publisher)
    for funding in work.funding:
        for name in funding.name:
            yield MetaTag("DC.Contributor.Sponsor", name.value, name.language)
    yield from _rights(work)


def _rights(work: Work) -> Iterator[MetaTag]:
    for found in (work.copyright.statement if work.copyright else None) or ():
        yield MetaTag("DC.Rights", " ".join(paragraph.plain for paragraph in found.value), found.language)
    for granted in page_licenses(work):
        yield MetaTag("DC.Rights", granted.url)
