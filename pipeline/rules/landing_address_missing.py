"""A DOI that would lead nowhere."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Journal, Work
from pipeline.rules.base import CROSSREF, Fault, Rule


def _work(work: Work) -> Iterator[Fault]:
    if work.doi and not work.landing_page:
        yield Fault(
            ("doi",),
            msg("Nothing says on which page the DOI leads."),
            msg("Give the journal a pattern, urls: article: …, or the article a link with purpose: web."),
        )
    issue = work.issue
    if issue and issue.doi and not work.journal.issue_landing_page(issue):
        yield Fault(
            ("issue", "doi"),
            msg("Nothing says on which page the issue’s DOI leads."),
            msg("Give the journal a pattern, urls: issue: …, or the issue a key “url”."),
        )
    if issue and issue.volume_doi and not issue.volume_url:
        yield Fault(
            ("issue", "volume_doi"),
            msg("Nothing says on which page the volume’s DOI leads."),
            msg("Give the issue a key “volume_url”."),
        )


def _journal(journal: Journal) -> Iterator[Fault]:
    if journal.doi and not journal.landing_page:
        yield Fault(
            ("doi",),
            msg("Nothing says on which page the journal’s DOI leads."),
            msg("Add a key “url”, or a pattern, urls: journal: …."),
        )


RULE = Rule(
    code="landing-address-missing",
    severity=Severity.ERROR,
    concerns=CROSSREF,
    title=msg("A DOI without the address of its page."),
    why=msg("A DOI is registered together with the page it leads to."),
    bad="""
        journal:
          urls:
        doi: 10.9999/etude-1
        """,
    good="""
        journal:
          urls:
            article: https://example.org/{language}/{id}
        doi: 10.9999/etude-1
        """,
    reference="crossref5.5.0.xsd, doi_data/resource",
    work=_work,
    journal=_journal,
)
