"""JATS: the file as a whole, its validity, and that nothing of the record is lost."""

from collections.abc import Iterator
from copy import deepcopy
from pathlib import PurePosixPath
from typing import Any

import pytest
from lxml import etree
from pydantic import ValidationError

from pipeline.formats.jats import FORMATS
from pipeline.markup import Text, walk
from pipeline.markup import parse as parse_markup
from pipeline.model import Work
from tests.formats.jats_support import (
    LANG,
    RENDERER,
    faults,
    full_file,
    judged_faults,
    objections,
    parse,
    render,
    texts,
)
from tests.works import full_record, full_work, minimal_work, work_of


@pytest.mark.parametrize("work", [full_work(), minimal_work()], ids=["full", "minimal"])
def test_valid_by_both_engines(work: Work) -> None:
    """The official schema has nothing against the fullest and the barest record, by libxml2 and by xmlschema."""
    file = render(work)
    assert faults(file) == []
    assert judged_faults(file) == []


@pytest.mark.parametrize("work", [full_work(), minimal_work()], ids=["full", "minimal"])
def test_jats4r_does_not_object(work: Work) -> None:
    """Nor has JATS4R."""
    assert objections(parse(work)) == []


def test_file() -> None:
    """The file is named after journal and work; it has no DOCTYPE, which would make readers fetch the DTD."""
    artifact = RENDERER.render(FORMATS[0], full_work())
    assert artifact.path == PurePosixPath("jats/cahiers/nkomo-2025.xml")
    assert (artifact.schema, artifact.media_type) == ("jats-publishing-1.3", "application/xml")
    assert artifact.content.startswith(b'<?xml version="1.0" encoding="UTF-8"?>\n<article ')
    assert b"<!DOCTYPE" not in artifact.content
    assert artifact.content == render(full_work())


def test_root() -> None:
    """The root names type, version and language, and declares the namespaces once for all."""
    full = full_file()
    assert {str(name): value for name, value in full.attrib.items()} == {
        "article-type": "translation",
        "dtd-version": "1.3",
        LANG: "fr",
    }
    assert set(full.nsmap) == {"xlink", "mml", "ali"}
    assert render(full_work()).count(b"xmlns:") == 3


def test_indentation() -> None:
    """Elements of elements are indented by two blanks a level, unless they are on one line; no line is empty."""
    full = full_file()
    for element in full.iter(etree.Element):
        depth = len(list(element.iterancestors()))
        if element.text and element.text.isspace():
            assert element.text == "\n" + "  " * (depth + 1 if len(element) else depth), element
    assert not any(line.isspace() or not line for line in render(full_work()).decode().splitlines())


NOT_CARRIED = {
    "note": "a remark for those who edit the record",
    "journal.note": "a remark for those who edit the record",
    "journal.doi_prefix": "for registering DOIs, not about the article",
    "journal.depositor.registrant": "for Crossref alone",
    "journal.depositor": "for Crossref alone",
    "journal.urls.article": "the addresses made by the pattern are carried, where the record names no others",
    "journal.urls.issue": "the addresses made by the pattern are carried, where the issue names no other",
    "issue.note": "a remark for those who edit the record",
    "contributors[organization].language": "the names of an organisation tell their languages themselves",
}
"""What a JATS file does not say, with the reason. A test fails for what is missing here, and for what is too much."""

Path = tuple[str | int, ...]


def leaves(value: Any, path: Path = ()) -> Iterator[Path]:
    """Walk over all values of a record, tables and lists among them, but not the record itself."""
    if path:
        yield path
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from leaves(inner, (*path, key))
    elif isinstance(value, list):
        for position, inner in enumerate(value):
            yield from leaves(inner, (*path, position))


def named(record: dict[str, Any], path: Path) -> str:
    """Write a path with kinds of contributors in place of positions: ``contributors[person].email``."""
    name, value = "", record
    for step in path:
        value = value[step]  # type: ignore[index]  # a list, where the step is a position
        kind = value.get("type", "person") if path[0] == "contributors" and isinstance(value, dict) else ""
        name += f"[{kind}]" if isinstance(step, int) else f".{step}"
    return name.removeprefix(".")


def without(record: dict[str, Any], path: Path) -> Work | None:
    """Give the work without one value; nothing where the record cannot do without it."""
    changed = deepcopy(record)
    holder: Any = changed
    for step in path[:-1]:
        holder = holder[step]
    del holder[path[-1]]
    try:
        return work_of(changed) if "language" in changed else None
    except ValidationError:
        return None


def test_every_value_makes_a_difference() -> None:
    """Taking a value out of the record changes the file, but for those that are listed above with their reasons.

    A value may repeat what is known otherwise: then it must make a difference elsewhere.
    """
    record = full_record()
    record["contributors"][0]["language"] = "en"
    record["contributors"][1]["style"] = "islensk"
    work, file = work_of(record), render(work_of(record))
    silent: set[str] = set()
    telling: set[str] = set()
    for path in leaves(record):
        changed = without(record, path)
        if changed and changed != work:
            (silent if render(changed) == file else telling).add(named(record, path))
    assert silent - telling == set(NOT_CARRIED)


def test_every_text_is_found() -> None:
    """Every text of the record stands in the file, character by character."""
    full = full_file()
    record = full_record()
    written = "\n".join([*texts(full, "//*"), *texts(full, "//@*")])
    for path in leaves(record):
        value: Any = record
        for step in path:
            value = value[step]
        if isinstance(value, str) and " " in value and not named(record, path).startswith(tuple(NOT_CARRIED)):
            parts = value.split(", ") if path[-2:-1] in (("authors",), ("editors",)) else value.split("\n\n")
            nodes = [node for part in parts for node in walk(parse_markup(part).nodes)]
            for node in nodes:
                assert not isinstance(node, Text) or node.value in written, path


def test_identifiers_resolve() -> None:
    """Identifiers are unique, and whatever points points at something."""
    full = full_file()
    identifiers = texts(full, "//@id")
    assert len(identifiers) == len(set(identifiers))
    assert {target for found in texts(full, "//@rid") for target in found.split()} <= set(identifiers)
