"""XSLT patterns, in which Schematron says which nodes a rule looks at, as XPath expressions that select those nodes."""

import re

_TOKEN = re.compile(
    r"""
    (?P<string>"[^"]*"|'[^']*')
    | (?P<open>[\[(])
    | (?P<close>[\])])
    | (?P<bar>\|)
    | (?P<other>[^"'\[\]()|]+)
    """,
    re.VERBOSE,
)
_PAIRS = {"]": "[", ")": "("}


def alternatives(pattern: str) -> tuple[str, ...]:
    """Split a pattern at those ``|`` that stand neither in a string nor in brackets (XSLT 1.0, 5.2).

    Raises ``ValueError`` for brackets or quotes that are not closed, and for an alternative without text.
    """
    parts = [""]
    opened: list[str] = []
    end = 0
    for token in _TOKEN.finditer(pattern):
        if token.start() != end:
            break
        end = token.end()
        if token["bar"] and not opened:
            parts.append("")
            continue
        _follow(token, opened, pattern)
        parts[-1] += token[0]
    if end != len(pattern) or opened or not all(part.strip() for part in parts):
        raise ValueError(f"not a pattern: {pattern}")
    return tuple(part.strip() for part in parts)


def _follow(token: re.Match[str], opened: list[str], pattern: str) -> None:
    """Note which brackets are open."""
    if token["open"]:
        opened.append(token["open"])
    elif token["close"] and (not opened or opened.pop() != _PAIRS[token["close"]]):
        raise ValueError(f"not a pattern: {pattern}")


def absolute(pattern: str) -> tuple[str, ...]:
    """Give XPath expressions that together select all nodes of a document that match a pattern.

    A relative pattern matches wherever its steps do: ``a/b[1]`` is ``//a/b[1]``, with positions counted among the
    children of one parent, as in a pattern. An absolute one stays as it is.
    """
    return tuple(part if part.startswith("/") else f"//{part}" for part in alternatives(pattern))
