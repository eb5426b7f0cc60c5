"""Open a document that nobody vouches for: parse it, with its official DTD where it cannot be read without one.

Most documents are parsed without looking at their DTD. One that refers to entities, or leaves a namespace to a default
attribute, is parsed again with the installed official DTD that it names, and with nothing else: other external entities
are refused, and what expands beyond libxml2's bounds is an error. Standard: XML 1.0, 4.4 (entities).
"""

from collections.abc import Callable, Sized
from dataclasses import dataclass
from itertools import islice
from typing import Any, cast

from lxml import etree

from pipeline.errors import SchemaUnavailable
from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg
from pipeline.schemas import SchemaSet
from pipeline.validation.doctypes import Doctype, Dtd, DtdResolver, Refused, find_dtd
from pipeline.validation.encodings import encoding_findings
from pipeline.validation.explaining import instead_of_entity, syntax_findings
from pipeline.validation.nodes import Tree
from pipeline.validation.parsing import plain_parser, safe_parser

Install = Callable[[SchemaSet], None]

_MOST = 100
"""Undeclared entities that are told one by one."""

_MOST_TAGS = 4_000_000
"""Tags and references of a document; a tree takes about 130 bytes of memory for each."""

# What libxml2 says of a document that it might read with the DTD: an undeclared entity, an unbound prefix.
_MAY_NEED_DTD = frozenset({26, 27, 201})


@dataclass(frozen=True, slots=True)
class Opened:
    """A document as far as it could be read.

    ``tree`` is nothing where it could not; then ``findings`` say why. ``doctype`` is what it says of its type, ``dtd``
    the official DTD of that name. ``text`` is the document for engines that parse by themselves: the bytes as given,
    or, where the DTD was needed, written anew without it.
    """

    tree: Tree | None
    doctype: Doctype
    dtd: Dtd | None
    text: bytes
    findings: tuple[Finding, ...] = ()


def open_document(content: bytes, file: str, install: Install) -> Opened:
    """Parse a document. ``install`` sees to it that a set is installed, or raises ``SchemaUnavailable``."""
    if content.count(b"<") + content.count(b"&") > _MOST_TAGS:
        return Opened(None, Doctype(), None, content, (_crowded(file),))
    if conflict := encoding_findings(content, file):
        return Opened(None, Doctype(), None, content, conflict)
    parser = plain_parser()
    try:
        tree = etree.fromstring(content, parser).getroottree()
    except etree.XMLSyntaxError as error:
        return _unread(error, content, file, install)
    if tree.docinfo.internalDTD is None:
        return Opened(tree, Doctype(), None, content)
    if len(cast("Sized", parser.error_log)) or next(tree.iter(etree.Entity), None) is not None:
        return _with_dtd(tree, content, file, install)
    doctype = Doctype.of(tree)
    return Opened(tree, doctype, find_dtd(doctype, _version(tree)), content)


def _unread(error: etree.XMLSyntaxError, content: bytes, file: str, install: Install) -> Opened:
    """Try a document that could not be parsed without its DTD again, where it names one and that may help."""
    if cast("Any", error).code in _MAY_NEED_DTD:
        recovered = etree.fromstring(content, safe_parser(recover=True))
        if recovered is not None and recovered.getroottree().docinfo.internalDTD is not None:
            return _with_dtd(recovered.getroottree(), content, file, install)
    return Opened(None, Doctype(), None, content, syntax_findings(error, content, file))


def _with_dtd(sketch: Tree, content: bytes, file: str, install: Install) -> Opened:
    """Parse again with the DTD that the ``sketch`` of the document names, expanding entities."""
    doctype = Doctype.of(sketch)
    dtd = find_dtd(doctype, _version(sketch))
    try:
        if dtd:
            install(dtd.schema_set)
        resolver = DtdResolver(dtd, doctype)
        tree = etree.fromstring(content, _expanding_parser(resolver, load_dtd=dtd is not None)).getroottree()
    except SchemaUnavailable as error:
        return Opened(None, doctype, dtd, content, (_not_installed(error, doctype, file),))
    except Refused as refused:
        own = dtd is None and refused.address == doctype.system
        told = _no_dtd(doctype, file) if own else _external(refused.address, file)
        return Opened(None, doctype, dtd, content, (told,))
    except etree.XMLSyntaxError as error:
        unknown = (_no_dtd(doctype, file),) if dtd is None and doctype.public + doctype.system else ()
        return Opened(None, doctype, dtd, content, (*unknown, *syntax_findings(error, content, file)))
    unresolved = tuple(_unresolved(entity, file) for entity in islice(tree.iter(etree.Entity), _MOST))
    if unresolved:
        return Opened(None, doctype, dtd, content, unresolved)
    return Opened(tree, doctype, dtd, etree.tostring(tree.getroot(), encoding="UTF-8", with_tail=False))


def _expanding_parser(resolver: DtdResolver, *, load_dtd: bool) -> etree.XMLParser:
    parser = etree.XMLParser(
        resolve_entities=True,
        load_dtd=load_dtd,
        attribute_defaults=load_dtd,
        no_network=True,
        collect_ids=not load_dtd,  # where it collects no IDs, libxml2 asks for the DTD unbidden
    )
    parser.resolvers.add(resolver)
    return parser


def _crowded(file: str) -> Finding:
    return Finding(
        "document-too-crowded",
        Severity.ERROR,
        msg("“{file}” has more than {count} tags.", file=file, count=_MOST_TAGS),
        Place(file),
        msg("Divide the document."),
    )


def _version(tree: Tree) -> str:
    try:
        return (tree.getroot().get("dtd-version") or "").strip()
    except UnicodeDecodeError:  # half a surrogate pair, in the sketch of a broken document
        return ""


def _not_installed(error: SchemaUnavailable, doctype: Doctype, file: str) -> Finding:
    message = msg(
        "This document cannot be read without its DTD “{dtd}”, which is not installed: {reason}",
        dtd=doctype.public or doctype.system,
        reason=error.message,
    )
    return Finding("dtd-not-installed", Severity.ERROR, message, Place(file), error.remedy)


def _no_dtd(doctype: Doctype, file: str) -> Finding:
    return Finding(
        "dtd-unknown",
        Severity.ERROR,
        msg("The document names the DTD “{dtd}”, which is not known here.", dtd=doctype.public or doctype.system),
        Place(file),
        msg("Name one of the official JATS DTDs by its public identifier, or write characters instead of entities."),
    )


def _external(address: str, file: str) -> Finding:
    return Finding(
        "xml-external-entity",
        Severity.ERROR,
        msg("The document asks for “{address}”: nothing outside of the document is read.", address=address[:200]),
        Place(file),
        msg("Take the declaration of the external entity out, and put its text in its place."),
    )


def _unresolved(entity: etree._Entity, file: str) -> Finding:
    line = cast("int | None", entity.sourceline)
    return Finding(
        "xml-entity-unresolved",
        Severity.ERROR,
        msg("The entity “{name}” is not declared.", name=entity.text.strip("&;")),
        Place(file, line or 0),
        instead_of_entity(entity.text.strip("&;")),
    )
