"""Where pages are, and where each is in the other languages."""

from pathlib import PurePosixPath

import pytest

from pipeline.formats.pages import Alternate, page, path, place
from pipeline.model import Work
from tests.formats.landing_support import contents, site
from tests.works import full_record, full_work, minimal_work, work_of

PATTERN = {"fr": "https://x.example/{language}/{id}", "en": "https://x.example/{language}/{id}"}


def _with_patterns(**urls: object) -> Work:
    record = full_record(links=[])
    return work_of({**record, "journal": {**record["journal"], "urls": {"article": urls or PATTERN}}})


def test_places() -> None:
    """Each kind of page has its place below the folder of its language."""
    journal = contents(full_work(), full_work(issue=None))
    issued, pending = journal.issues
    assert path(full_work(), "fr") == PurePosixPath("site/fr/cahiers/articles/nkomo-2025.html")
    assert path(issued, "fr") == PurePosixPath("site/fr/cahiers/issues/cahiers-12-3.html")
    assert path(pending, "fr") == PurePosixPath("site/fr/cahiers/issues/forthcoming.html")
    assert path(journal, "en") == PurePosixPath("site/en/cahiers/index.html")
    assert path(site(journal), "en") == PurePosixPath("site/en/index.html")


@pytest.mark.parametrize("subject", [full_work(), contents(full_work()), site(contents(full_work()))])
def test_way_up(subject: Work) -> None:
    """From a page’s folder, ``root`` leads to the folder of the site."""
    found = page(subject, "fr", ("en", "fr"))
    parts = PurePosixPath("site", "fr", place(subject)).parent.parts
    assert len(parts) - found.root.count("../") == 1
    assert found.root.strip("./") == ""


def test_addresses_of_the_record() -> None:
    """Where the record has an address for each language, they are the alternates."""
    found = page(_with_patterns(), "fr", ("en", "fr"))
    assert found.canonical == "https://x.example/fr/nkomo-2025"
    assert found.alternates == (
        Alternate("en", "https://x.example/en/nkomo-2025"),
        Alternate("fr", "https://x.example/fr/nkomo-2025"),
    )
    assert (found.default, found.default_href) == ("fr", "https://x.example/fr/nkomo-2025")


@pytest.mark.parametrize(
    ("work", "canonical"),
    [
        (minimal_work(), ""),
        (_with_patterns(fr="https://x.example/fr/{id}"), "https://x.example/fr/nkomo-2025"),
        (full_work(links=[{"url": "https://x.example/one-for-all"}]), "https://x.example/one-for-all"),
    ],
    ids=["none", "of one language", "one for all languages"],
)
def test_relative_alternates(work: Work, canonical: str) -> None:
    """Where there is not a distinct address for each language, the pages point at each other by relative links."""
    found = page(work, "fr", ("en", "fr"))
    where = f"{work.journal.id}/articles/{work.id}.html"
    assert found.canonical == canonical
    assert [alternate.href for alternate in found.alternates] == [f"../../../{tag}/{where}" for tag in ("en", "fr")]


def test_switches_are_relative() -> None:
    """Readers change the language inside the site, wherever it is put."""
    assert [found.href for found in page(_with_patterns(), "en", ("en", "fr")).switches] == [
        "../../../en/cahiers/articles/nkomo-2025.html",
        "../../../fr/cahiers/articles/nkomo-2025.html",
    ]


@pytest.mark.parametrize(
    ("work", "languages", "default"),
    [
        (full_work(), ("en", "fr"), "fr"),
        (full_work(), ("en", "fr-CA"), "fr-CA"),
        (minimal_work(language="he"), ("ar", "en"), "en"),
        (minimal_work(language="he"), ("ar", "fr"), "ar"),
    ],
)
def test_default_language(work: Work, languages: tuple[str, ...], default: str) -> None:
    """Readers of other languages get the article’s own, else the journal’s, else the first there is."""
    assert page(work, languages[0], languages).default == default


def test_other_subjects_have_no_page() -> None:
    """A deposit, say, has none."""
    with pytest.raises(TypeError, match="str has no page"):
        place("")  # type: ignore[arg-type]  # what is refused
