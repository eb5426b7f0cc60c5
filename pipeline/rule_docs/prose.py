"""Sentences of rule sets as Markdown (CommonMark, with the tables of GitHub)."""

import re

_TAG = re.compile(r"""</?[\w:.-]+(?: [\w:.-]+="[^"<>]*")* ?/?>""")
_SPECIAL = re.compile(r"([\\`*<\[\]|])")


def prose(text: str) -> str:
    """Write plain text so that Markdown shows it as it is, with tags as code."""
    parts: list[str] = []
    end = 0
    for tag in _TAG.finditer(text):
        parts += [_escaped(text[end : tag.start()]), f"`{tag[0]}`"]
        end = tag.end()
    return "".join([*parts, _escaped(text[end:])])


def sentence(text: str) -> str:
    """Write a heading of a rule set as a sentence."""
    return f"{prose(text)}."


def code_block(text: str) -> str:
    """Write XML as a block of code."""
    return f"```xml\n{text}\n```\n"


def _escaped(text: str) -> str:
    return _SPECIAL.sub(r"\\\1", text)
