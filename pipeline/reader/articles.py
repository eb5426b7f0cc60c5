"""One article: its own data, the journal and the issue that it names, and the rules on the whole."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches

from pipeline import rules
from pipeline.findings import Finding, Place, has_errors
from pipeline.messages import msg
from pipeline.model import Issue, Journal, Work
from pipeline.reader.files import RawRecord, parse
from pipeline.reader.journals import Journals, Shelf
from pipeline.reader.parsed import Data, Parsed, Unreadable, fault
from pipeline.reader.positions import printable, show
from pipeline.reader.reading import Reading, examine, examine_texts, in_order, journal_language, language_of, make

# stands in where the real journal has problems, so that the article's own problems are found all the same
_UNKNOWN_JOURNAL = Journal.model_validate(
    {"id": "unknown", "languages": ["und"], "title": {"und": "?"}, "publisher": {"name": {"und": "?"}}}
)
_BETWEEN_WORDS = re.compile(r"[^A-Za-z0-9._]+")


def read_article(raw: RawRecord, journals: Journals) -> Reading:
    """Read one article: all problems of its record at once."""
    shelf = journals.shelf(raw.journal) if raw.journal else None
    try:
        parsed = parse(raw)
    except Unreadable as broken:
        return Reading(raw.source, None, (broken.finding,), raw.modified)
    article = _Article(raw, parsed, journals, shelf, modified=raw.modified)
    work = article.work()
    findings = in_order([*parsed.findings, *article.findings])
    claims = tuple(article.claims(work)) if work else ()
    return Reading(raw.source, work, findings, article.modified, claims=claims, above=article.above)


@dataclass
class _Article:
    raw: RawRecord
    source: Parsed
    journals: Journals
    shelf: Shelf | None
    modified: float
    findings: list[Finding] = field(default_factory=list)
    is_whole: bool = True
    language: str = "und"  # of the journal's texts
    above: tuple[str, ...] = ()  # codes of the errors of journal and issue

    def work(self) -> Work | None:
        """Make the work, or nothing where the record, its journal or its issue has problems."""
        journal = self._journal()
        issue = self._issue()
        data: dict[str, object] = {
            **self.source.data,
            **self._id(),
            "journal": journal or _UNKNOWN_JOURNAL,
            "issue": issue,
        }
        work, findings = make(Work, data, self.source, language_of(self.source.data.get("language")))
        self.findings += findings
        if work is None or not self.is_whole or has_errors(self.source.findings):
            self.findings += examine_texts(self.source)
            return None
        self.findings += examine(work, self.source)
        return work

    def claims(self, work: Work) -> Iterator[rules.Claim]:
        """Give what no other work may have; a record that is one line needs no search for its place."""
        for rule, path, value, key in rules.unique_values(work):
            line = self.raw.line
            place = Place(self.raw.file, line, 0, show(path)) if line else self.source.place(path)
            yield rules.Claim(rule.code, value, key, place)

    def _journal(self) -> Journal | None:
        data = self.source.data.get("journal")
        journal: Journal | None = None
        if isinstance(data, dict):
            self.language = journal_language(data)
            journal, findings = make(Journal, data, self.source, self.language, ("journal",))
            self.findings += findings
            self.findings += examine(journal, self.source, ("journal",))
        elif data is not None:
            self._journal_expected()
        elif self.shelf:
            self.language = self.shelf.journal.language
            self.modified = max(self.modified, self.shelf.journal.modified)
            self.above += self.shelf.journal.errors
            journal = self.shelf.journal.value
        else:
            self._journal_missing()
        self.is_whole = self.is_whole and journal is not None
        return journal

    def _issue(self) -> Issue | None:
        data = self.source.data.get("issue")
        if data is None:
            return None
        if isinstance(data, dict):
            issue, findings = make(Issue, data, self.source, self.language, ("issue",))
            self.findings += findings
            self.findings += examine(issue, self.source, ("issue",))
        else:
            issue = self._named_issue(data)
        self.is_whole = self.is_whole and issue is not None
        return issue

    def _named_issue(self, name: Data) -> Issue | None:
        in_folder = self.shelf is not None and "journal" not in self.source.data
        loaded = self.journals.issue(self.shelf, name) if self.shelf and in_folder and isinstance(name, str) else None
        if loaded:
            self.modified = max(self.modified, loaded.modified)
            self.above += loaded.errors
            return loaded.value
        self._issue_unknown(name, tuple(self.shelf.issue_files) if self.shelf and in_folder else ())
        return None

    def _id(self) -> dict[str, str]:
        """Give the id where the record has none: the file's name; one of many in a file has its DOI's suffix."""
        if "id" in self.source.data:
            return {}
        doi = self.source.data.get("doi")
        if self.raw.stem or not isinstance(doi, str):
            return {"id": self.raw.stem} if self.raw.stem else {}
        suffix = _BETWEEN_WORDS.sub("-", doi.strip().rpartition("10.")[2].partition("/")[2]).strip("-._")
        return {"id": suffix[:100]} if suffix else {}

    def _journal_missing(self) -> None:
        self.findings.append(
            fault(
                "journal-missing",
                self.source.place(()),
                msg("The article belongs to no journal: there is no journal.yaml in a folder above."),
                msg("Move the file into the folder articles of a journal, or write the journal into the record."),
            )
        )

    def _journal_expected(self) -> None:
        self.findings.append(
            fault(
                "table-expected",
                self.source.place(("journal",)),
                msg("The journal is written here as a table, or not at all."),
                msg("Take the key out: the journal is the one whose folder the file is in."),
            )
        )

    def _issue_unknown(self, name: Data, known: tuple[str, ...]) -> None:
        text = printable(name) if isinstance(name, str) else "…"
        near = get_close_matches(text, known, n=1)
        if near:
            remedy = msg("Did you mean “{near}”?", near=near[0])
        elif known:
            remedy = msg("The journal’s issues are: {known}.", known=printable(", ".join(known), 300))
        else:
            remedy = msg(
                "Describe it in a file of this name in the journal’s folder issues, or write it here as a table."
            )
        message = msg("The journal has no issue “{name}”.", name=text)
        self.findings.append(fault("issue-unknown", self.source.place(("issue",)), message, remedy))
