"""Which files are made of what."""

from pathlib import Path

import pytest

from pipeline.building.options import BuildOptions
from pipeline.building.plan import Plan, default_groups, known_groups, make_plan
from pipeline.errors import UsageError
from pipeline.formats import all_formats
from pipeline.formats.base import Unit
from pipeline.rules.base import DEPOSITED


def _plan(groups: tuple[str, ...] = (), languages: tuple[str, ...] = ()) -> Plan:
    return make_plan(BuildOptions(sources=(), out=Path("out"), groups=groups, languages=languages))


def _copies(plan: Plan, name: str) -> list[tuple[str, str]]:
    return [(copy.group, copy.folder) for output in plan.outputs if output.format == name for copy in output.copies]


def test_all_by_default() -> None:
    """Every group but those on request, every interface language; the report is none of the groups."""
    plan = _plan()
    assert plan.groups == default_groups() == ("crossref", "jats", "site")
    assert plan.languages == ("en", "fr")
    assert plan.schemas == ("crossref-5.5.0", "jats-publishing-1.3")


def test_on_request() -> None:
    """What is made on request is known, and made where it is named, alone or beside others."""
    on_request = set(known_groups()) - set(default_groups())
    assert on_request == {"references", "links", "crossmark", "funding", "licenses", "relations", "trials", "urls"}
    plan = _plan(("urls", "references"))
    assert plan.groups == ("references", "urls")
    assert {output.format for output in plan.of_unit(Unit.DEPOSIT)} == {"references", "urls"}
    assert plan.schemas == ("doi_resources-5.4.0",)
    assert _plan(("jats", "links")).groups == ("jats", "links")


def test_what_spoils_deposits_spoils_their_parts() -> None:
    """The rules know the groups that are sent to Crossref by name: they are those whose files are of a deposit."""
    assert {made.group for made in all_formats() if made.unit is Unit.DEPOSIT} == DEPOSITED


@pytest.mark.parametrize(
    ("groups", "copies"),
    [
        (("jats",), [("jats", "")]),
        (("site",), [("site", "site")]),
        (("site", "jats"), [("jats", ""), ("site", "site")]),
        (("crossref",), []),
    ],
)
def test_the_site_has_its_own_jats(groups: tuple[str, ...], copies: list[tuple[str, str]]) -> None:
    """Made once, put wherever it is wanted; asked for alone, the site brings the schema along."""
    plan = _plan(groups)
    assert _copies(plan, "jats") == copies
    assert ("jats-publishing-1.3" in plan.schemas) == bool(copies)


def test_per_language() -> None:
    """Pages are made in each language, once each however often it is named; the report always."""
    plan = _plan(("site",), ("fr", "fr"))
    assert {output.language for output in plan.of_unit(Unit.WORK)} == {"", "fr"}
    assert [output.language for output in plan.of_unit(Unit.REPORT)] == ["fr"]
    assert not plan.makes(Unit.DEPOSIT)
    assert plan.groups_of(Unit.WORK) == {"site"}


@pytest.mark.parametrize(("groups", "languages"), [(("report",), ()), (("JATS",), ()), ((), ("de",))])
def test_unknown(groups: tuple[str, ...], languages: tuple[str, ...]) -> None:
    """What there is not is refused, and what there is is told."""
    with pytest.raises(UsageError) as caught:
        _plan(groups, languages)
    assert ("jats" if groups else "fr") in str(caught.value.remedy)
