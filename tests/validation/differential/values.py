"""Values at the edges: what stands close to a right value, for numbers, dates, addresses, names and words."""

import random
import re

# What XML calls white space, and what it does not: no-break space, en quad, ideographic space, line and paragraph
# separators, next line, the file separators' kin that Python strips, zero-width space, byte order mark.
BLANKS = ("", " ", "\t", "\n", "\r", "  \n", "\u00a0", "\u2000", "\u3000", "\u2028", "\u0085", "\u200b", "\ufeff")

NUMBERS = (
    *("0", "-0", "+0", "1", "-1", "+5", "007", "1.0", "1.", ".5", "1e3", "1_0", "0x10", "1,5", "--1", "+-1"),
    *("1 2", "∞", "１２", "٣", "²", "Ⅳ", "1\u00a0", "\u00a01", "NaN", "INF", "-INF", "+INF", "+NaN", "nan"),
    *("Infinity", "inf", "true", "2147483647", "2147483648", "9223372036854775807", "18446744073709551615"),
    *("18446744073709551616", "9" * 24, "9" * 25, "9" * 60, "0" * 60 + "1", "12345678901234"),
    *("12341231235959000", "0.30000000000000004", "999", "1000", "2200", "2201", "1399", "1400", "12", "13"),
    *("31", "32", "34", "35", "00", "01", "1E400", "1E-400"),
)
DATES = (
    *("2026-01-15", "2026-1-15", "2026-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2026-13-01"),
    *("2026-00-10", "2026-01-00", "2026-01-32", "2026-04-31", "0000-01-01", "-0001-01-01", "0001-01-01"),
    *("-0000-01-01", "+2026-01-15", "9999-12-31", "10000-01-01", "02026-01-15", "123456-01-01"),
    *("99999999999-01-01", "26-01-15", "-10000-12-31", "2026-01-15Z", "2026-01-15+14:00", "2026-01-15+14:01"),
    *("2026-01-15-00:00", "2026-01-15+1:00", "2026-01-15z", "2026-01-15T00:00:00", "2026-01-15 "),
    *("\n2026-01-15", "\u00a02026-01-15", "２０２６-01-15", "2026–01–15", "20260115", "2026", "0000", "-2026"),
    *("2026Z", "02026", "2026-01", "--01-15", "---15", "2026-01-15T24:00:00", "P1Y"),
)
ADDRESSES = (
    *("https://example.org/", "http://example.org/[1]"),
    *("https://example.org/10.1002/(SICI)1(1)1:1<1::AID>3.0.CO;2-P", "http://example.org:port/"),
    *("http://[::1]/", "http://example.org/%zz", "http://exa mple.org/", "a b", "#", "##", "%"),
    *("http://example.org/é", "http://例え.jp/", "://", ":", "1:2", "mailto:", "ftp://example.org/a"),
    *("HTTP://x", "\\\\x\\y", "https://example.org/" + "a" * 2100, "https://example.org/#a#b", "{x}", "^`|"),
    *("https://example.org/\u00a0", "//", "https://orcid.org/0000-0002-1825-009X"),
    *("https://orcid.org/0000-0002-1825-00977", "http://orcid.org/0000"),
)
NAMES = (
    *("a", "_", "-a", "1a", "a b", "a:b", ":a", "a:", "é", "a·", "·a", "a\u0301", "\u0301a", "日本"),
    *("\U00010000", "a.b", "a\u00a0b", "ª", "٣", "Ⅳ", "x" * 300, "s1", "s2", "e1", "r1", "h1", "a1", "s1 s2"),
    *("s1\u00a0s2", " s1 ", "s1\ts2", "s1 s1", "s1\u2003s2", "S1", "xml:lang", "a\u00d7", "a\u203f", "\u2070"),
    *("\u3007", "K", "\u212b", "a\u0e46", "^", "*"),
)
WORDS = (
    *("x", "en", "EN", "fr ", "fr-CA", "fra", "en-", "x-klingon", "i", "1", "en_US", "zz", "abcdefgh"),
    *("abcdefghi", "text/html", "text/html; charset=utf-8", "print", "Print", "online", "electronic", "author"),
    *("editor", "none", "yes", "no", "true", "TRUE", " true ", "0", "simple", "locator", "preserve", "default"),
    *("full_text", "reviewer", "x" * 256, "x" * 2100, "x" * 40_000, "é" * 120, "😀", "e\u0301", "\u202eabc"),
    *("a\u0000b"[:1], "]]>", "<b>", "&amp;", "10.5555/x", "10.5555/", "10.555/x", "10.5555/" + "x" * 200),
    *("10.5555/" + "x" * 201, "10.5555/x y", "１０.5555/x", "10.5555/\u2028x", "10.5555/a\nb", "10.5555/😀"),
    *("2049-3630", "2049-363x", "20493630", "2049–3630", "٢٠٤٩-3630", "978-0-306-40615-7", "0-306-40615-2"),
    *("979", "someone@example.org", "someone@", "@example.org", "a b@example.org", "0.3em", "1.0ex", "2em 3em"),
    *("#fff", "#ggg", "left right", "left  right", "left\u00a0right", "-1px", "50%", "bold"),
)

_DATE = re.compile(r"-?\d{4,}(-\d\d){0,2}")
_POOLS = (NUMBERS, DATES, ADDRESSES, NAMES, WORDS, BLANKS)


def value(chance: random.Random, original: str, listed: tuple[str, ...] = ()) -> str:
    """Give a value to stand for ``original``; ``listed`` are values that enumerations of the schema allow."""
    match chance.randrange(8):
        case 0 | 1 | 2:
            return chance.choice(_alike(original))
        case 3:
            return edged(chance, original)
        case 4 | 5 if listed:
            return nearby(chance, chance.choice(listed))
        case _:
            return chance.choice(chance.choice(_POOLS))


def edged(chance: random.Random, original: str) -> str:
    """Put something that may be white space before, after or into a value."""
    blank = chance.choice(BLANKS)
    place = chance.choice((0, len(original), chance.randint(0, len(original))))
    return original[:place] + blank + original[place:]


def nearby(chance: random.Random, listed: str) -> str:
    """Give a value of an enumeration, or one that is almost one."""
    changes = (
        *(listed, listed, listed.upper(), listed.capitalize(), f" {listed}", f"{listed}\n", listed[:-1], listed[1:]),
        *(listed + listed[-1:], f"{listed} {listed}", listed.replace("-", "\u2011"), f"{listed}\u00a0", listed + "s"),
    )
    return chance.choice(changes)


def _alike(original: str) -> tuple[str, ...]:
    """Give the pool of values of the kind that the original seems to be of."""
    stripped = original.strip()
    if _DATE.fullmatch(stripped) and len(stripped) > 3:
        return DATES
    if stripped.lstrip("+-").replace(".", "").isdigit():
        return NUMBERS
    if "://" in stripped:
        return ADDRESSES
    return NAMES if re.fullmatch(r"[\w.-]{1,8}", stripped) else WORDS
