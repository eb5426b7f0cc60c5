r"""BibTeX: an ``@article`` for LaTeX, readable by BibTeX and by biblatex/biber.

Source: O. Patashnik, "BibTeXing" (1988); the fields ``eid``, ``langid``, ``translator`` and ``shortjournal`` as in the
biblatex manual. Letters of all scripts stand as UTF-8; the characters that mean something to TeX are written as
commands. BibTeX counts braces even behind a backslash, so a brace in a text becomes ``\textbraceleft{}``.
"""

import re
from collections.abc import Iterator

from babel import Locale

from pipeline.formats.base import Format, Subject, Unit
from pipeline.formats.csl_item import CslItem
from pipeline.formats.csl_json import beside_page, cited
from pipeline.formats.csl_names import CslName
from pipeline.markup import Math, Node, Styled, Text
from pipeline.messages import msg
from pipeline.model.languages import primary

_COMMANDS = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "&%$#_"},
        "\u00a0": "~",
        "\u202f": r"\,",
    }
)
# TeX makes dashes, quotation marks and inverted marks of these
_LIGATURES = re.compile(r"([-`',<>])(?=\1)|[?!](?=`)")
_STYLES = {
    "i": "textit",
    "b": "textbf",
    "sub": "textsubscript",
    "sup": "textsuperscript",
    "sc": "textsc",
    "u": "underline",
    "tt": "texttt",
}
_MONTHS = ("", "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
# biblatex reads DOIs and addresses letter by letter, so nothing is escaped there, but encoded what would upset braces
_WORDS = re.compile(r"\s+|\S+")
_IN_ADDRESS = str.maketrans({"{": "%7B", "}": "%7D", "\\": "%5C"})


def bibtex(subject: Subject, language: str) -> str:
    """Write the item as one BibTeX entry."""
    item = cited(subject, language)
    fields = [f"  {name} = {value},\n" for name, value in _fields(item) if value not in ("", "{}")]
    return f"@article{{{item.key},\n{''.join(fields)}}}\n"


def _fields(item: CslItem) -> Iterator[tuple[str, str]]:
    yield "author", _names(item.author)
    yield "editor", _names(item.editor)
    yield "translator", _names(item.translator)
    yield "title", f"{{{_title(item.title.value.nodes)}}}"
    yield "origtitle", _braced(item.original_title)
    yield "journal", f"{{{tex(item.container_title.value.nodes)}}}"
    yield "shortjournal", _braced(item.container_title_short)
    if item.issued:
        yield "year", f"{{{item.issued.year:04d}}}"
        yield "month", _MONTHS[item.issued.month]
    yield "volume", _braced(item.volume)
    yield "number", _braced(item.issue)
    yield "pages", _braced(item.pages("–")).replace("–", "--")
    yield "eid", _braced(item.number)
    yield "publisher", _braced(item.publisher)
    yield "address", _braced(item.publisher_place)
    yield "issn", _braced(item.issn)
    yield "doi", f"{{{item.doi.translate(_IN_ADDRESS)}}}"
    yield "url", f"{{{item.url.translate(_IN_ADDRESS)}}}"
    yield "language", _braced(item.language)
    yield "langid", _braced(_babel_language(item.title.language))
    yield "abstract", _braced(" ".join(item.abstract))
    yield "keywords", f"{{{', '.join(_part(keyword) for keyword in item.keyword)}}}"


def escape(text: str) -> str:
    """Write characters so that TeX prints them, each by itself."""
    return _LIGATURES.sub(r"\g<0>{}", text.translate(_COMMANDS))


def tex(nodes: tuple[Node, ...]) -> str:
    """Write a text with markup in LaTeX; formulas, links and languages keep their characters."""
    return "".join(_tex(node) for node in nodes)


def _tex(node: Node) -> str:
    if isinstance(node, Text):
        return escape(node.value)
    if isinstance(node, Math):
        return escape(node.plain)
    inner = tex(node.children)
    return f"\\{_STYLES[node.style]}{{{inner}}}" if isinstance(node, Styled) else inner


def _title(nodes: tuple[Node, ...]) -> str:
    """Write a title with its capitals protected: BibTeX styles make small what is not in braces.

    They leave the first letter of a title and of a subtitle alone. What stands in a command's braces is protected too.
    """
    written: list[str] = []
    before = ":"
    for node in nodes:
        if isinstance(node, Text):
            for part in _WORDS.findall(node.value):
                written.append(_protected(part, is_first=before == ":"))
                before = before if part.isspace() else part[-1]
        else:
            written.append(_tex(node) if isinstance(node, Styled) else f"{{{_tex(node)}}}")
            before = ""
    return "".join(written)


def _protected(word: str, *, is_first: bool) -> str:
    left = word[1:] if is_first and word[0].isupper() else word
    capital = any(character.isupper() for character in left)
    return f"{{{escape(word)}}}" if capital else escape(word)


def _braced(text: str) -> str:
    return f"{{{escape(text)}}}"


def _names(names: tuple[CslName, ...]) -> str:
    return f"{{{' and '.join(_name(name) for name in names)}}}"


def _name(name: CslName) -> str:
    """Write ``von Last, Jr, First``; names that are not to be taken apart stand in braces."""
    if not name.given:
        return _braced(name.literal or " ".join(part for part in (name.whole_family, name.suffix) if part))
    return ", ".join(_part(part) for part in (name.whole_family, name.suffix, name.whole_given) if part)


def _part(text: str) -> str:
    """Put a part in braces where it holds what separates parts."""
    return _braced(text) if re.search(r",|\band\b", text, re.IGNORECASE) else escape(text)


def _babel_language(tag: str) -> str:
    """Name a language as LaTeX's babel does: in English, small, where that is one word."""
    name = Locale("en").languages.get(primary(tag), "")
    return name.lower() if name.isascii() and name.isalpha() else ""


FORMATS = (
    Format(
        name="bibtex",
        label=msg("BibTeX"),
        group="site",
        unit=Unit.WORK,
        media_type="application/x-bibtex",
        path=beside_page(".bib"),
        write=bibtex,
        per_language=True,
    ),
)
