"""Rules on characters: what is damaged is found, and what is only unusual is left in peace."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.rules import (
    damaged_character,
    decomposed_accents,
    doi_address_damaged,
    invisible_character,
    mojibake,
    tags_shown,
)
from pipeline.rules.base import Rule

CLEAN = [
    "Été comme hiver, l’âme de l’œuvre : « Où naît l’île ? »",
    "À LA RECHERCHE DU TEMPS PERDU – ÇA ET LÀ, NOËL À L’HÔTEL",
    "São Paulo, maçã, coração, NÃO À VIOLÊNCIA, ÂNGULO",
    "Nguyễn Ái Quốc – Đường cách mệnh; TIẾNG VIỆT ÂM NHẠC",
    "Ærøskøbing, Ångström, naïve, Zoë, Müller & Söhne, Øresund",
    "Łódź, źdźbło, Dvořák, Škoda, şeker, İstanbul, Ðuro",
    "Теорія і практика: щастя, їжак, ґанок",
    "العربية: الشكل والعدد، «نصّ»",
    "עברית: צורה ומספר",
    "東京大学、北京大学 中文摘要；한국어",
    "Ἑλληνική γλῶσσα, μῆνιν ἄειδε θεά",
    "x² ≤ 3 µm ± 0,5 °C → ½ § 3 © 2026 ™ €",
    "‘single’ “double” – — … † ‡ • ′ ″",
]


def found(rule: Rule, text: str) -> list[tuple[str, str]]:
    """Give what a rule says of a text."""
    assert rule.text
    return [(str(message), str(remedy)) for message, remedy in rule.text(text)]


@pytest.mark.parametrize("text", CLEAN)
@pytest.mark.parametrize(
    "rule", [mojibake.RULE, decomposed_accents.RULE, invisible_character.RULE], ids=lambda r: r.code
)
def test_no_false_alarms(rule: Rule, text: str) -> None:
    """Real words of many languages, in capitals and with their own punctuation."""
    assert found(rule, text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        *((text, wrong) for text in CLEAN for wrong in ("cp1252", "latin-1")),
        (CLEAN[0], "mac_roman"),
        ("Теория и практика перевода", "cp1251"),
    ],
)
def test_mojibake_is_found(text: str, wrong: str) -> None:
    """The same words after a program took their UTF-8 for something else, as far as that leaves a trace."""
    assert found(mojibake.RULE, text.encode("utf-8").decode(wrong, "replace").replace("\ufffd", ""))


@pytest.mark.parametrize(
    ("damaged", "repaired"),
    [
        ("Ã©tude dâ€™Ã©cole", "étude d’école"),
        ("MÃ¼ller", "Müller"),
        ("Ã la recherche", "à la recherche"),
        ("Ð°Ð±Ð²", "абв"),
        ("Ø§Ù„Ø¹Ø±Ø¨ÙŠØ©", "العربية"),
    ],
)
def test_mojibake_is_repaired(damaged: str, repaired: str) -> None:
    """The remedy proposes what it should read."""
    ((_, remedy),) = found(mojibake.RULE, damaged)
    assert f"“{repaired}”" in remedy


def test_lost_characters() -> None:
    """A replacement character cannot be repaired; where it stands is shown."""
    ((message, _),) = found(mojibake.RULE, "x" * 100 + " r\ufffdsum\ufffd " + "y" * 100)
    assert "r\ufffdsum" in message
    assert len(message) < 120


@pytest.mark.parametrize("text", ["d’?tre", "raison d'?tre", "l’?uvre", "th?se", "pr?c?dent", "Universit?t Z?rich"])
def test_damaged_character(text: str) -> None:
    """A question mark where only a letter can stand."""
    assert found(damaged_character.RULE, text)


@pytest.mark.parametrize(
    "text",
    [
        "Qui ?",
        "Quoi?",
        "Why? Because.",
        "“Who?” he said",
        "https://example.org/a?b=c",
        "www.example.org/a?b",
        "(?)",
        "¿Qué?",
        "a ? b",
        "?1",
        "Who’s Afraid?",
    ],
)
def test_questions_are_no_damage(text: str) -> None:
    """Nor are addresses with a query."""
    assert found(damaged_character.RULE, text) == []


@pytest.mark.parametrize(
    "address",
    [
        "https://doi:10.1353/jod.2019.0019",
        "http://doi:10.1353/jod.2019.0019",
        "https:/doi.org/10.1353/jod.2019.0019",
        "https//doi.org/10.1353/jod.2019.0019",
        "https://doi.org//10.1353/jod.2019.0019",
        "https://doi.org/doi:10.1353/jod.2019.0019",
        "http:dx.doi.org/10.1353/jod.2019.0019",
    ],
)
def test_damaged_doi_addresses(address: str) -> None:
    """They lead nowhere, or only by luck; the remedy has the address that leads to the work."""
    ((message, remedy),) = found(doi_address_damaged.RULE, f"Lemon, E. (2019). {address}.")
    assert address in message
    assert "https://doi.org/10.1353/jod.2019.0019." in remedy


@pytest.mark.parametrize(
    "text",
    [
        "https://doi.org/10.1353/jod.2019.0019",
        "http://dx.doi.org/10.1353/jod",
        "doi:10.1353/jod",
        "DOI: 10.1353/jod",
        "10.1353/jod",
    ],
)
def test_good_doi_addresses(text: str) -> None:
    """Addresses, old ones too, and the prefix that print uses are fine."""
    assert found(doi_address_damaged.RULE, text) == []


def test_decomposed_accents() -> None:
    """They are found in Latin, Greek and Cyrillic; the remedy has the composed word."""
    ((message, remedy),) = found(decomposed_accents.RULE, "Les e\u0301tudes de l’e\u0301cole")
    assert "e\u0301tudes" in message
    assert "études" in remedy
    assert found(decomposed_accents.RULE, "и\u0306")
    assert not found(decomposed_accents.RULE, "q\u0303")  # there is no composed form


def test_invisible_characters() -> None:
    """Zero-width spaces separate words in Thai and Khmer, and joiners shape letters elsewhere: these are not meant."""
    assert "U+00AD, U+FEFF" in found(invisible_character.RULE, "a\u00adb\ufeffc")[0][0]
    assert found(invisible_character.RULE, "a\u200bb")
    assert not found(invisible_character.RULE, "ภาษา\u200bไทย")
    assert not found(invisible_character.RULE, "می\u200cخواهم न\u200dह a\u00a0b\u202fc")


@pytest.mark.parametrize("text", ["<i>x</i>", "a <br/> b", "<jats:p>x", "</sup>", '<a href="x">'])
def test_tags_shown(text: str) -> None:
    """Left-over tags of HTML and JATS."""
    assert found(tags_shown.RULE, text)


@pytest.mark.parametrize("text", ["a < b > c", "<https://example.org>", "p<0.05", "<name@example.org>", "x <y> z"])
def test_angle_brackets_are_no_tags(text: str) -> None:
    """Formulas and addresses."""
    assert found(tags_shown.RULE, text) == []


@given(st.text())
def test_any_text(text: str) -> None:
    """No text makes a rule fail."""
    for rule in (
        mojibake.RULE,
        damaged_character.RULE,
        decomposed_accents.RULE,
        invisible_character.RULE,
        tags_shown.RULE,
        doi_address_damaged.RULE,
    ):
        found(rule, text)


@pytest.mark.parametrize(
    "text", ["a" * 300_000 + "?", "a?" * 150_000, "https://doi:10.1234/a " * 15_000, "https://doi:" * 25_000 + "10."]
)
def test_long_texts_come_to_an_end(text: str) -> None:
    """Each place of a text is looked at a few times, however long the text is."""
    for rule in (damaged_character.RULE, doi_address_damaged.RULE):
        list(found(rule, text))
