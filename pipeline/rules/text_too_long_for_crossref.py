"""A text that is longer than Crossref takes."""

from collections.abc import Iterable, Iterator
from typing import Any

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Issue, Journal, Work
from pipeline.model.people import AnyContributor, Organization, Person
from pipeline.model.text import Localized
from pipeline.rules.base import CROSSREF, Fault, Path, Rule

# crossref5.5.0.xsd
_FULL_TITLE = 255
_GIVEN_NAME = _SURNAME = 200
_SUFFIX = 10
_ORGANIZATION = 511
_INSTITUTION_NAME = 1024
_DEPARTMENT = _ACRONYM = _PLACE = 255
_IDENTIFIER = 255
_REGISTRANT = 255

Found = tuple[Path, str | None, int]


def _work(work: Work) -> Iterator[Fault]:
    if not work.doi:
        return
    yield from _faults(_of_contributors("contributors", work.contributors))
    for number, affiliation in enumerate(work.affiliations):
        path: Path = ("affiliations", number)
        yield from _faults(_in_languages((*path, "name"), affiliation.name, _INSTITUTION_NAME))
        yield from _faults(_in_languages((*path, "department"), affiliation.department, _DEPARTMENT))
        yield from _faults(_in_languages((*path, "city"), affiliation.city, _PLACE))
        yield from _faults([((*path, "acronym"), affiliation.acronym, _ACRONYM)])
    yield from _faults((("ids", number, "value"), found.value, _IDENTIFIER) for number, found in enumerate(work.ids))


def _journal(journal: Journal) -> Iterator[Fault]:
    yield from _faults(_in_languages(("title",), journal.title, _FULL_TITLE))
    if journal.depositor and not journal.depositor.registrant:
        yield from _faults(_in_languages(("publisher", "name"), journal.publisher.name, _REGISTRANT))


def _issue(issue: Issue) -> Iterator[Fault]:
    yield from _faults(_of_contributors("editors", issue.editors))


def _of_contributors(key: str, contributors: Iterable[AnyContributor]) -> Iterator[Found]:
    for number, found in enumerate(contributors):
        path: Path = (key, number)
        if isinstance(found, Person):
            yield (*path, "given"), found.given, _GIVEN_NAME
            yield (*path, "family"), found.family, _SURNAME
            yield (*path, "mononym"), found.mononym, _SURNAME
            yield (*path, "suffix"), found.suffix, _SUFFIX
            for place, other in enumerate(found.other_names):
                for part, name in (("given", other.given), ("family", other.family), ("mononym", other.mononym)):
                    yield (*path, "other_names", place, part), name, _SURNAME
        elif isinstance(found, Organization):
            yield from _in_languages((*path, "name"), found.name, _ORGANIZATION)


def _in_languages(path: Path, text: Localized[Any] | None, limit: int) -> Iterator[Found]:
    for variant in text or ():
        yield (*path, variant.language), str(variant.value), limit


def _faults(found: Iterable[Found]) -> Iterator[Fault]:
    for path, text, limit in found:
        if text and len(text) > limit:
            yield Fault(
                path,
                msg("The text has {count} characters, Crossref takes {limit}.", count=len(text), limit=limit),
                msg("Shorten it, or move a part of it to where it belongs."),
            )


RULE = Rule(
    code="text-too-long-for-crossref",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("A text that is longer than Crossref takes."),
    why=msg("One such text makes the whole deposit invalid."),
    bad="""
        doi: 10.9999/etude-1
        contributors:
          - {family: Diallo, given: Awa, suffix: professor emerita}
        """,
    good="""
        doi: 10.9999/etude-1
        contributors:
          - {family: Diallo, given: Awa, suffix: III}
        """,
    reference="crossref5.5.0.xsd: full_title, given_name, surname, suffix, organization, institution_name, identifier",
    work=_work,
    journal=_journal,
    issue=_issue,
)
