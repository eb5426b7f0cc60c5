"""Tags that readers will see as characters."""

import re
from collections.abc import Iterator

from pipeline.findings import Severity
from pipeline.messages import Message, msg
from pipeline.rules.base import Rule

_TAG = re.compile(
    r"</?(?:[a-z]+:)?(?:i|b|em|strong|italic|bold|sub|sup|sc|u|p|br|span|a|div|font)(?: [^<>]*)?/?>", re.I
)


def _check(text: str) -> Iterator[tuple[Message, Message]]:
    if "<" in text and (match := _TAG.search(text)):
        yield (
            msg("Readers will see the characters “{tag}”.", tag=match[0]),
            msg("Write the tag itself, not &lt; and &gt;, or take it out."),
        )


RULE = Rule(
    code="tags-shown",
    severity=Severity.WARNING,
    title=msg("Tags that readers will see as characters."),
    why=msg("Text that was escaped twice shows its tags in indexes and citations."),
    bad="""
        title: Les &lt;i&gt;Fables&lt;/i&gt; de La Fontaine
        """,
    good="""
        title: Les <i>Fables</i> de La Fontaine
        """,
    text=_check,
)
