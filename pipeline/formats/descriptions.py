"""Plain views of a work that several descriptions of it share: its abstract, its PDF, names for an index."""

from pipeline.formats.csl_names import csl_name
from pipeline.model import Work
from pipeline.model.files import Link
from pipeline.model.people import AnyContributor
from pipeline.model.prose import Abstract
from pipeline.model.rights import License
from pipeline.model.text import LocalizedProse, Variant

DESCRIPTION_LENGTH = 300  # characters; what search engines show of a description is shorter


def abstract_text(abstract: Abstract, language: str) -> tuple[str, ...]:
    """Give the paragraphs of an abstract in exactly ``language``, without markup, headings of sections included."""
    paragraphs = list(_paragraphs(abstract.text, language))
    for section in abstract.sections:
        if text := _paragraphs(section.text, language):
            paragraphs += (title.value.plain for title in section.title if title.language == language)
            paragraphs += text
    if abstract.graphic and not paragraphs:
        shown = abstract.graphic.caption or abstract.graphic.alt
        paragraphs += (variant.value.plain for variant in shown if variant.language == language)
    return tuple(paragraphs)


def _paragraphs(text: LocalizedProse | None, language: str) -> tuple[str, ...]:
    found = (variant.value for variant in text or () if variant.language == language)
    return tuple(paragraph.plain for paragraphs in found for paragraph in paragraphs)


def description(work: Work, language: str) -> Variant[str] | None:
    """Give the beginning of the ordinary abstract, in ``language`` if it is in it, else in the article's or any."""
    ordinary = next((found for found in work.abstracts if not found.type), None) or next(iter(work.abstracts), None)
    if not ordinary:
        return None
    known = ordinary.languages
    chosen = next((tag for tag in (language, work.language) if tag in known), known[0])
    return Variant(chosen, shortened(" ".join(abstract_text(ordinary, chosen))))


def shortened(text: str, length: int = DESCRIPTION_LENGTH) -> str:
    """Shorten a text at the end of a word, or of a character where a word is too long."""
    if len(text) <= length:
        return text
    head, blank, _ = text[: length - 1].rpartition(" ")
    return (head if blank and len(head) > length // 2 else text[: length - 1]) + "…"


def pdf(work: Work, language: str) -> Link | None:
    """Give the file for readers of a page in ``language``: in that language, else in the article's own, else any."""
    found = [link for link in work.links if link.purpose == "pdf"]
    wanted = (language, work.language, None)
    return next((link for tag in wanted for link in found if link.language == tag), None) or next(iter(found), None)


def index_name(contributor: AnyContributor, language: str, own: str = "") -> str:
    """Give the name for an index, ``Family, Given``: the one that citations on a page in ``language`` have.

    ``own`` is the language of the record. Those who are not named have none.
    """
    name = csl_name(contributor, language, own)
    if not name:
        return ""
    return name.literal or ", ".join(part for part in (name.whole_family, name.whole_given, name.suffix) if part)


def page_licenses(work: Work) -> tuple[License, ...]:
    """Give the licences of what readers of the page read: the version of record.

    Those of the accepted manuscript, for text mining or for other publishers would promise too much, or too little.
    """
    return tuple(granted for granted in work.licenses if granted.applies_to == "vor")
