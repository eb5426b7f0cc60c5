"""The languages of a record: BCP 47 tags, and what each output needs to know of them."""

import langcodes

from pipeline.errors import InvalidValue
from pipeline.messages import msg

_RIGHT_TO_LEFT = frozenset({"Adlm", "Arab", "Hebr", "Mand", "Mend", "Nkoo", "Rohg", "Samr", "Syrc", "Thaa", "Yezi"})


def tag(text: str) -> str:
    """Give a BCP 47 language tag in its canonical spelling (RFC 5646): ``fr-ca`` becomes ``fr-CA``.

    Raises ``InvalidValue`` for what is no language of the IANA registry.
    """
    written = text.strip().replace("_", "-")
    if not written or not written.isascii() or len(written) > 60 or not langcodes.tag_is_valid(written):
        raise InvalidValue(
            "language-unknown",
            msg("“{value}” is not a language code.", value=text),
            msg("Write a code such as fr, en, pt-BR or zh-Hant (BCP 47)."),
        )
    return langcodes.standardize_tag(written)


def primary(language: str) -> str:
    """Give the language without region or script: ``fr`` of ``fr-CA``."""
    return language.partition("-")[0]


def crossref(language: str) -> str:
    """Give the code that Crossref's ``language`` attributes take: no region, no script (languages5.5.0.xsd)."""
    code = primary(language)
    return "" if code in ("und", "mul", "zxx", "mis") or len(code) > 3 else code


def direction(language: str) -> str:
    """Give ``rtl`` or ``ltr``: the direction in which text of this language runs, for the HTML attribute ``dir``."""
    script = langcodes.Language.get(language).maximize().script
    return "rtl" if script in _RIGHT_TO_LEFT else "ltr"
