"""A media type that Crossref does not list."""

from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import msg
from pipeline.model import Work, media_types
from pipeline.rules.base import CROSSREF, Fault, Path, Rule


def _check(work: Work) -> Iterator[Fault]:
    for number, link in enumerate(work.links):
        yield from _faults(("links", number, "media_type"), link.media_type)
    for number, component in enumerate(work.components):
        yield from _faults(("components", number, "media_type"), component.media_type)


def _faults(path: Path, media_type: str | None) -> Iterator[Fault]:
    if media_type and not media_types.crossref(media_type):
        yield Fault(
            path,
            msg("Crossref does not know the media type “{value}”; the deposit leaves it out.", value=media_type),
            msg("Check its spelling in IANA’s list, for example application/pdf."),
        )


RULE = Rule(
    code="media-type-unknown",
    severity=Severity.WARNING,
    concerns=CROSSREF,
    title=msg("A media type that Crossref does not list."),
    why=msg("Programs that look for a format will not find the file."),
    bad="""
        doi: 10.9999/etude-1
        links:
          - {url: "https://example.org/1.pdf", purpose: pdf, media_type: pdf}
        """,
    good="""
        doi: 10.9999/etude-1
        links:
          - {url: "https://example.org/1.pdf", purpose: pdf, media_type: application/pdf}
        """,
    reference="mediatypes5.5.0.xsd, mime_type",
    work=_check,
)
