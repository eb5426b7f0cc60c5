"""A page for people: what was checked, the most frequent problems, and each problem with the lines it is in.

The page is ASCII with character references, so that it is right in whatever encoding it is written or sent.
"""

from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field

from markupsafe import Markup

from pipeline.i18n import Localizer
from pipeline.rendering import Renderer
from pipeline.reports.base import Titles, untitled
from pipeline.reports.excerpts import shown_lines
from pipeline.reports.plain import one_line, well_formed
from pipeline.reports.spool import Spool
from pipeline.reports.verdicts import Tally, Verdict, is_clean
from pipeline.reports.wording import file_name, kind_label, more_of, place_words, verdicts
from pipeline.validation.report import DocumentReport

MOST_CLEAN = 1000
"""So many documents without a problem are named; beyond, they are counted."""
_MOST_CODES = 50


def write(reports: Iterable[DocumentReport], localizer: Localizer, titles: Titles = untitled, /) -> Iterator[str]:
    """Write the page. The summary stands first, so that nothing is given before all reports are there."""
    renderer = _PageRenderer(localizer, titles)
    with ExitStack() as stack:
        kept = _Kept(stack.enter_context(Spool()), stack.enter_context(Spool()))
        kept.take(reports, renderer)
        page = renderer.pieces(
            "validation/report.html.jinja",
            tally=kept.tally,
            verdicts=tuple(verdict for verdict in Verdict if kept.tally.with_verdict(verdict)),
            frequent=kept.tally.frequent[:_MOST_CODES],
            problems=map(Markup, kept.problems.lines()),
            problem_documents=kept.problem_documents,
            clean=map(Markup, kept.clean.lines()),
            clean_documents=kept.clean_documents,
            more_clean=max(kept.clean_documents - MOST_CLEAN, 0),
        )
        yield from _lines(map(_ascii, page))


@dataclass
class _Kept:
    """What is written of the documents before the page begins."""

    problems: Spool
    clean: Spool
    tally: Tally = field(default_factory=Tally)
    problem_documents: int = 0
    clean_documents: int = 0

    def take(self, reports: Iterable[DocumentReport], renderer: "_PageRenderer") -> None:
        for report in self.tally.counting(reports):
            if is_clean(report):
                self.clean_documents += 1
                if self.clean_documents <= MOST_CLEAN:
                    self._add(self.clean, renderer.pieces("validation/_clean.html.jinja", report=report))
            else:
                self.problem_documents += 1
                names = {"report": report, "number": self.problem_documents}
                self._add(self.problems, renderer.pieces("validation/_document.html.jinja", **names))

    def _add(self, spool: Spool, pieces: Iterator[str]) -> None:
        spool.add(_ascii("".join(pieces)))


class _PageRenderer(Renderer):
    """The one environment, with the words of reports."""

    def __init__(self, localizer: Localizer, titles: Titles) -> None:
        super().__init__(())
        self._localizer = localizer
        self._environment.filters["one_line"] = one_line
        words = (file_name, kind_label, more_of, place_words, shown_lines, titles, verdicts)
        names = ("file_name", "kind_label", "more_of", "place_words", "shown_lines", "title_of", "verdicts_on")
        self._environment.globals.update(zip(names, words, strict=True))

    def pieces(self, template: str, **names: object) -> Iterator[str]:
        """Render a template, piece by piece."""
        language = self._localizer.tag
        return self._environment.get_template(template).generate(l10n=self._localizer, language=language, **names)


def _ascii(text: str) -> str:
    return well_formed(text).encode("ascii", "xmlcharrefreplace").decode("ascii")


def _lines(pieces: Iterable[str]) -> Iterator[str]:
    """Put pieces together into lines."""
    line = ""
    for piece in pieces:
        *full, line = (line + piece).split("\n")
        yield from full
    if line:
        yield line
