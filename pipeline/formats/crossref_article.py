"""What a deposit says of an article, in the order and the groups that crossref5.5.0.xsd asks for."""

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.formats.crossref_text import joined
from pipeline.identifiers import doi_prefix
from pipeline.markup import Inline
from pipeline.model import Issue, Work
from pipeline.model.dates import PartialDate
from pipeline.model.files import Component, Link
from pipeline.model.prose import Abstract
from pipeline.model.text import LocalizedProse, LocalizedText, Variant


@dataclass(frozen=True, slots=True)
class TitleGroup:
    """One ``titles``: the title in a language; on a translation, the first has the title of the original too."""

    title: Inline
    subtitle: Inline | None
    original: Variant[Inline] | None = None
    original_subtitle: Inline | None = None


@dataclass(frozen=True, slots=True)
class AbstractSection:
    """A titled part of a structured abstract."""

    title: Inline
    paragraphs: tuple[Inline, ...]


@dataclass(frozen=True, slots=True)
class AbstractFigure:
    """The picture of a graphical abstract; ``type`` and ``subtype`` are its media type's."""

    url: str
    type: str
    subtype: str
    alt: str
    caption: Inline | None


@dataclass(frozen=True, slots=True)
class AbstractText:
    """One ``jats:abstract``: an abstract in one language."""

    language: str
    type: str
    title: Inline | None
    paragraphs: tuple[Inline, ...]
    figure: AbstractFigure | None
    sections: tuple[AbstractSection, ...]


@dataclass(frozen=True, slots=True)
class Related:
    """One ``rel:related_item``; ``within`` tells whether the other is a form of the same work."""

    within: bool
    type: str
    target_type: str
    target: str
    description: Variant[Inline] | None = None


@dataclass(frozen=True, slots=True)
class Collection:
    """One ``collection`` of further addresses."""

    property: str
    crawler: str
    links: tuple[Link, ...]


def title_groups(work: Work) -> tuple[TitleGroup, ...]:
    """Give the titles per language, the article's own language first."""
    own = work.title.best(work.language)
    variants = (*((own,) if own else ()), *work.title.others(work.language))
    groups = [TitleGroup(variant.value, _beside(work.subtitle, variant.language, work)) for variant in variants]
    if work.translation_of and (original := _original_title(work)):
        subtitle = work.translation_of.subtitle
        found = subtitle.best(work.translation_of.language) if subtitle else None
        groups[0] = TitleGroup(groups[0].title, groups[0].subtitle, original, found.value if found else None)
    return tuple(groups)


def _beside(subtitle: LocalizedText | None, language: str, work: Work) -> Inline | None:
    """Give the subtitle that belongs to the title in a language, but not one that belongs to another title."""
    found = subtitle.find(language) if subtitle else None
    if found and (found.language == language or found.language not in work.title.languages):
        return found.value
    return None


def _original_title(work: Work) -> Variant[Inline] | None:
    """Give the title of the original: the one stated, else the article's title in the original's language."""
    if not work.translation_of:
        return None
    language = work.translation_of.language
    if work.translation_of.title:
        found = work.translation_of.title.best(language)
        return Variant(language, found.value) if found else None
    own = work.title.best(work.language)
    original = work.title.find(language)
    return original if original is not own else None


# JATS 1.3, suggested values of @abstract-type; the record calls the others by the same names
_ABSTRACT_TYPES = {"plain-language": "plain-language-summary", "short": "summary"}


def abstract_texts(work: Work) -> tuple[AbstractText, ...]:
    """Give each abstract in each of its languages."""
    return tuple(
        _abstract_text(abstract, language)
        for abstract in work.abstracts
        for language in _ordered(abstract, work.language)
    )


def _ordered(abstract: Abstract, language: str) -> tuple[str, ...]:
    return tuple(sorted(abstract.languages, key=lambda tag: tag != language))


def _abstract_text(abstract: Abstract, language: str) -> AbstractText:
    title = abstract.title.find(language) if abstract.title else None
    return AbstractText(
        language=language,
        type=_ABSTRACT_TYPES.get(abstract.type or "", abstract.type or ""),
        title=title.value if title else None,
        paragraphs=_exactly(abstract.text, language),
        figure=_figure(abstract, language),
        sections=tuple(
            AbstractSection(heading.value, found)
            for section in abstract.sections
            if (found := _exactly(section.text, language)) and (heading := section.title.best(language))
        ),
    )


def _exactly(text: LocalizedProse | None, language: str) -> tuple[Inline, ...]:
    return next((variant.value for variant in text or () if variant.language == language), ())


def _figure(abstract: Abstract, language: str) -> AbstractFigure | None:
    graphic = abstract.graphic
    if not graphic:
        return None
    kind, _, subtype = graphic.media_type.partition("/")
    alt = graphic.alt.best(language)
    caption = graphic.caption.find(language) if graphic.caption else None
    return AbstractFigure(
        url=graphic.url,
        type=kind,
        subtype=subtype,
        alt=alt.value.plain if alt else "",
        caption=caption.value if caption else None,
    )


_ITEM_IDS = frozenset({"pii", "pmid"})  # crossref5.5.0.xsd, identifier/@id_type
_SCHEMES = {"arxiv": "arXiv:", "handle": "hdl:"}  # what identifiers begin with that do not name their scheme themselves


def item_ids(work: Work) -> tuple[tuple[str, str], ...]:
    """Give the further identifiers of an article, as pairs of Crossref's type and the value."""
    return tuple(
        (found.type if found.type in _ITEM_IDS else "other", _with_scheme(found.value, _SCHEMES.get(found.type, "")))
        for found in work.ids
    )


def _with_scheme(value: str, scheme: str) -> str:
    return value if value.lower().startswith(scheme.lower()) else scheme + value


def publication_dates(dated: Work | Issue) -> tuple[tuple[str, PartialDate], ...]:
    """Give the dates of publication with their media: the article's own, else those of its issue."""
    own = dated.dates if isinstance(dated, Work) else dated
    found = (("online", own.published_online), ("print", own.published_print))
    dates = tuple((medium, date) for medium, date in found if date)
    return publication_dates(dated.issue) if not dates and isinstance(dated, Work) and dated.issue else dates


def collections(work: Work) -> tuple[Collection, ...]:
    """Give the addresses of full texts, by what they are for. Landing pages in other languages are no full texts."""
    groups = (
        ("crawler-based", "iParadigms", "similarity-check"),
        ("text-mining", "", "text-mining"),
        ("unspecified", "", "pdf"),
    )
    found = (
        Collection(name, crawler, tuple(link for link in work.links if link.purpose == purpose))
        for name, crawler, purpose in groups
    )
    return tuple(collection for collection in found if collection.links)


def related(work: Work) -> tuple[Related, ...]:
    """Give the relations of an article: the original it translates, its translations, and all others.

    Crossref turns each relation round by itself and refuses a record whose target is not registered yet. So a
    translation under the same prefix is left to say itself what it translates.
    """
    return (*_translations(work), *_stated(work), *_parts(work))


def _translations(work: Work) -> Iterator[Related]:
    if work.translation_of:
        yield Related(True, "isTranslationOf", "doi", work.translation_of.doi)
    for translation in work.translations:
        if not _registered_with(work, translation.doi):
            yield Related(True, "hasTranslation", "doi", translation.doi)


def _stated(work: Work) -> Iterator[Related]:
    for relation in work.relations:
        description = relation.description.best(work.language) if relation.description else None
        yield Related(relation.is_within_work, relation.type, relation.target_type, relation.target, description)


def _parts(work: Work) -> Iterator[Related]:
    """Give the parts that are no components: those without a DOI, and those that others have registered."""
    for part in work.components:
        if not _registered_with(work, part.doi):
            kind = "hasPart" if part.kind == "figure" else "isSupplementedBy"
            about = part.title or _description(part)
            described = about.best(work.language) if about else None
            yield Related(False, kind, "doi" if part.doi else "uri", part.doi or part.url, described)


def _description(part: Component) -> LocalizedText | None:
    if not part.description:
        return None
    return LocalizedText(tuple(Variant(text.language, joined(text.value)) for text in part.description))


def components(work: Work) -> tuple[Component, ...]:
    """Give the parts that are registered with the article: those with a DOI of the article's prefix."""
    return tuple(part for part in work.components if _registered_with(work, part.doi))


def _registered_with(work: Work, doi: str | None) -> bool:
    return bool(doi and work.doi) and doi_prefix(doi or "") == doi_prefix(work.doi or "")
