"""Numbers, dates and lists as each language writes them; the console's language."""

import pytest

from pipeline import i18n
from pipeline.errors import UsageError


@pytest.mark.parametrize(
    ("tag", "parts", "written"),
    [
        ("en", (2022, 5, 31), "May 31, 2022"),
        ("fr", (2022, 5, 31), "31 mai 2022"),
        ("fr", (2022, 5), "mai 2022"),
        ("fr", (2022,), "2022"),
        ("fr", (2022, 5, 1), "1 mai 2022"),
    ],
)
def test_dates(tag: str, parts: tuple[int, ...], written: str) -> None:
    """A date is written as far as it is known."""
    assert i18n.localizer(tag).date(*parts) == written


def test_lists_and_numbers() -> None:
    """Enumerations and numbers follow the language."""
    french, english = i18n.localizer("fr"), i18n.localizer("en")
    assert (french.join("abc"), english.join("abc")) == ("a, b et c", "a, b, and c")
    assert (french.number(1234), english.number(1234)) == ("1\u202f234", "1,234")


def test_language_names() -> None:
    """A language is named in the reader's language, or in itself; an unknown one by its tag."""
    assert i18n.localizer("fr").language_name("ar") == "arabe"
    assert i18n.Localizer.own_language_name("fr") == "français"
    assert i18n.localizer("fr").language_name("qaa") == "qaa"


@pytest.mark.parametrize(
    ("asked", "environment", "chosen"),
    [
        (None, {"LANG": "fr_CA.UTF-8"}, "fr"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {"LANGUAGE": "de:fr", "LANG": "en_US.UTF-8"}, "fr"),
        (None, {"LANG": "C"}, "en"),
        (None, {"LC_ALL": "fr_FR.UTF-8", "LANG": "en_US.UTF-8"}, "fr"),
        (None, {}, "en"),
        ("fr-BE", {"LANG": "en_US"}, "fr"),
    ],
)
def test_console_language(asked: str | None, environment: dict[str, str], chosen: str) -> None:
    """The option is first, then the environment in gettext's order, then English."""
    assert i18n.console_language(asked, environment) == chosen


def test_unknown_language() -> None:
    """An interface language without catalogue is refused by name."""
    with pytest.raises(UsageError, match="xx"):
        i18n.console_language("xx", {})
