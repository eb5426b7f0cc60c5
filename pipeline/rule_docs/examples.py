"""The examples of rules on XML: fragments with the fault and without it, which are tests and documentation at once."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent
from xml.parsers import expat

from lxml import etree

from pipeline import resources
from pipeline.validation.parsing import safe_parser

_DEPTH = 2
"""Elements around a fragment: the root, and ``bad`` or ``good``."""


@dataclass(frozen=True, slots=True)
class Example:
    """A fragment: its ``text`` as it is written in its file, and the ``document`` (UTF-8) that has it as its root."""

    text: str
    document: bytes


@dataclass(frozen=True, slots=True)
class Examples:
    """All examples of one rule: those in which it finds its fault, and those in which it finds none.

    ``namespaces`` are those that the file declares, by prefix; the default namespace has the prefix ``""``.
    """

    bad: tuple[Example, ...]
    good: tuple[Example, ...]
    namespaces: tuple[tuple[str, str], ...]


def folder(profile: str) -> Path:
    """Give the folder with the examples of a rule set, one file per rule; only a checkout has it."""
    return resources.schemas() / "rules" / "examples" / profile


def read_examples(path: Path) -> Examples:
    """Read the examples of one rule: ``<examples><bad>…</bad><good>…</good></examples>``.

    Raises ``ValueError`` for a file of another form.
    """
    content = path.read_bytes()
    root = etree.fromstring(content, safe_parser())
    kinds = [etree.QName(kind).localname for kind in root.iterchildren(etree.Element)]
    if kinds != ["bad", "good"] or not all(len(kind) for kind in root):
        raise ValueError(f"{path}: not the form of examples")
    texts = _texts(content)
    bad, good = (
        tuple(Example(next(texts), etree.tostring(fragment, encoding="UTF-8", with_tail=False)) for fragment in kind)
        for kind in root
    )
    return Examples(bad, good, tuple(sorted((prefix or "", uri) for prefix, uri in root.nsmap.items())))


def _texts(content: bytes) -> Iterator[str]:
    """Cut the fragments out of a file as they are written there, less their indentation."""
    for begin, end in _spans(content):
        before = content[content.rfind(b"\n", 0, begin) + 1 : begin]
        indentation = "" if before.strip() else before.decode()
        yield dedent(indentation + content[begin:end].decode())


def _spans(content: bytes) -> list[tuple[int, int]]:
    """Find where the fragments begin and end."""
    parser = expat.ParserCreate()
    opened: list[int] = []
    spans: list[tuple[int, int]] = []

    def start(_name: str, _attributes: dict[str, str]) -> None:
        opened.append(parser.CurrentByteIndex)

    def end(name: str) -> None:
        begin, position = opened.pop(), parser.CurrentByteIndex
        if len(opened) == _DEPTH:
            tag = f"</{name}>".encode()
            # expat stands before an end tag, but behind a tag that is start and end in one
            spans.append((begin, position + len(tag) if content.startswith(tag, position) else position))

    parser.StartElementHandler = start
    parser.EndElementHandler = end
    parser.Parse(content, True)
    return spans
