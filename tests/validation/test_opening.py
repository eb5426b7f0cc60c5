"""Documents are read with their official DTD where they need it, and with nothing else."""

from pathlib import Path

import pytest

from pipeline.errors import SchemaUnavailable
from pipeline.messages import msg
from pipeline.schemas import SchemaSet
from pipeline.validation.doctypes import Doctype, dtd_of_version, find_dtd, load_dtd
from pipeline.validation.opening import Opened, open_document

PUBLIC_1_1 = "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.1 20151215//EN"
DOCTYPE = f'<!DOCTYPE article PUBLIC "{PUBLIC_1_1}" "JATS-journalpublishing1.dtd">'
SUBSET = f'<!DOCTYPE article PUBLIC "{PUBLIC_1_1}" "JATS-journalpublishing1.dtd" [%s]>'


def _nothing(_set: SchemaSet) -> None:
    """Install nothing: what is there is there."""


def _refuse(schema_set: SchemaSet) -> None:
    raise SchemaUnavailable(msg("No source has “{id}”.", id=schema_set.id), msg("Bring it."))


def _open(document: str, install: object = _nothing) -> Opened:
    return open_document(document.encode(), "a.xml", install)  # type: ignore[arg-type]  # a function of the same shape


def _codes(opened: Opened) -> list[str]:
    return [finding.code for finding in opened.findings]


@pytest.mark.usefixtures("all_sets")
def test_entities_of_the_dtd() -> None:
    """A dash that is written as an entity is a dash afterwards, in text and in attributes."""
    opened = _open(f'{DOCTYPE}<article><p id="a&ndash;b">1&ndash;2</p></article>')
    assert opened.tree is not None
    paragraph = opened.tree.getroot()[0]
    assert (paragraph.text, paragraph.get("id")) == ("1–2", "a–b")
    assert b"&ndash;" not in opened.text
    assert "1–2".encode() in opened.text
    assert opened.findings == ()


@pytest.mark.usefixtures("all_sets")
def test_prefixes_of_the_dtd() -> None:
    """The DTD declares the prefix xlink by a default attribute; documents rely on that."""
    opened = _open(f'{DOCTYPE}<article><p><ext-link xlink:href="https://example.org/">x</ext-link></p></article>')
    assert opened.tree is not None
    link = opened.tree.find(".//ext-link")
    assert link is not None
    assert link.get("{http://www.w3.org/1999/xlink}href") == "https://example.org/"


def test_a_document_without_entities_is_left_as_it_is() -> None:
    """Its DTD is only named; nobody has to have it."""
    opened = _open(f"{DOCTYPE}<article><p>1–2</p></article>", _refuse)
    assert opened.tree is not None
    assert opened.dtd is not None
    assert (opened.dtd.schema_set.id, opened.dtd.entry) == ("jats-publishing-dtd-1.1", "JATS-journalpublishing1.dtd")
    assert opened.doctype.public == PUBLIC_1_1


def test_a_missing_dtd() -> None:
    """The problem says which DTD is needed and how it is installed."""
    opened = _open(f"{DOCTYPE}<article><p>1&ndash;2</p></article>", _refuse)
    assert opened.tree is None
    (finding,) = opened.findings
    assert finding.code == "dtd-not-installed"
    assert PUBLIC_1_1 in str(finding.message)
    assert str(finding.remedy) == "Bring it."


def test_an_unknown_dtd() -> None:
    """A DTD that is not official is named, and the entities it would have declared."""
    opened = _open('<!DOCTYPE article PUBLIC "-//Made//Up//EN" "made-up.dtd"><article>&made;</article>')
    assert opened.tree is None
    assert "dtd-unknown" in _codes(opened)


def test_entities_of_the_document() -> None:
    """What a document declares by itself is expanded."""
    opened = _open('<!DOCTYPE a [<!ENTITY pub "Presses d’exemple">]><a b="&pub;">&pub;</a>')
    assert opened.tree is not None
    assert (opened.tree.getroot().text, opened.tree.getroot().get("b")) == ("Presses d’exemple", "Presses d’exemple")


def test_an_undeclared_entity_is_never_lost() -> None:
    """In an attribute, libxml2 would leave it out without a word."""
    for document in ('<!DOCTYPE a [<!ENTITY x "y">]><a b="&made;"/>', '<!DOCTYPE a SYSTEM "x.dtd"><a b="&made;"/>'):
        opened = _open(document)
        assert opened.tree is None
        assert opened.findings


ASKING = {
    "file": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/hostname">]><a>&x;</a>',
    "web": '<!DOCTYPE a [<!ENTITY x SYSTEM "http://192.0.2.1/x">]><a>&x;</a>',
    "parameter entity": '<!DOCTYPE a [<!ENTITY % x SYSTEM "file:///etc/hostname"> %x;]><a>&y;</a>',
    "subset": '<!DOCTYPE a SYSTEM "file:///etc/hostname" [<!ENTITY y "z">]><a>&y;&made;</a>',
    "beside an official DTD": SUBSET % '<!ENTITY x SYSTEM "file:///etc/hostname">' + "<article>&x;</article>",
}


@pytest.mark.parametrize("document", ASKING.values(), ids=ASKING)
def test_nothing_outside_is_read(document: str) -> None:
    """Neither a file nor the network, whichever way a document asks."""
    name = Path("/etc/hostname").read_text(encoding="utf-8").strip() if Path("/etc/hostname").exists() else "nothing"
    opened = _open(document)
    assert opened.tree is None or name not in str(opened.tree.xpath("string()"))
    assert opened.findings


def test_an_entity_bomb() -> None:
    """A billion laughs end at libxml2's bound, at once."""
    levels = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12))
    opened = _open(f'<!DOCTYPE a [<!ENTITY a0 "aaaaaaaaaa">{levels}]><a>&a11;</a>')
    assert opened.tree is None
    assert opened.findings


@pytest.mark.usefixtures("all_sets")
def test_dtds_are_compiled_and_kept() -> None:
    """The same DTD is asked for again and again."""
    dtd = find_dtd(Doctype("article", PUBLIC_1_1, ""))
    assert dtd is not None
    assert load_dtd(dtd) is load_dtd(dtd)


NAMED = [
    (PUBLIC_1_1.replace("v1.1 20151215", "v1.3 20210610"), "x.dtd", "", "jats-dtd-1.3"),
    (
        "-//NLM//DTD JATS (Z39.96) Journal Publishing DTD v1.2d1 99999999//EN",
        "JATS-journalpublishing1.dtd",
        "",
        "jats-dtd-1.2d1",
    ),
    ("", "../JATS-archivearticle1.dtd", "1.0", "jats-dtd-1.0"),
    ("-//NLM//DTD Journal Publishing DTD v3.0 20080202//EN", "", "", "nlm-publishing-dtd-3.0"),
    ("", "mathml2.dtd", "1.0", ""),
    ("-//W3C//DTD XHTML 1.0 Strict//EN", "xhtml1-strict.dtd", "", ""),
]


@pytest.mark.parametrize(("public", "system", "version", "expected"), NAMED)
def test_which_dtd_is_named(public: str, system: str, version: str, expected: str) -> None:
    """The public identifier decides, even a mistyped one by its version; the system identifier is the last resort."""
    found = find_dtd(Doctype("article", public, system), version)
    assert (found.schema_set.id if found else "") == expected


@pytest.mark.parametrize(
    ("version", "flavour", "entry"),
    [
        ("1.2", "publishing", "JATS-journalpublishing1-mathml3.dtd"),
        ("1.2", "archiving", "JATS-archivearticle1-mathml3.dtd"),
        ("1.2", "authoring", "JATS-articleauthoring1-mathml3.dtd"),
        ("3.0", "publishing", "journalpublishing3.dtd"),
        ("9.9", "publishing", ""),
    ],
)
def test_the_dtd_of_a_version(version: str, flavour: str, entry: str) -> None:
    """For documents that name no DTD."""
    found = dtd_of_version(version, flavour)
    assert (found.entry if found else "") == entry
