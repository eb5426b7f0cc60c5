"""What a document is, and which schema it has to satisfy: from its root, namespace, versions and DOCTYPE.

Sources: Crossref, namespaces ``http://www.crossref.org/schema/<version>`` and ``…/doi_resources_schema/<version>``;
JATS (ANSI/NISO Z39.96), attribute ``dtd-version`` and the formal public identifiers of its DTDs.
"""

import re
from dataclasses import dataclass, replace
from typing import Literal, cast

from lxml import etree

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import Message, msg
from pipeline.schemas import Catalog, SchemaSet
from pipeline.validation.doctypes import Doctype, Dtd, dtd_of_version
from pipeline.validation.nodes import Tree

Kind = Literal["crossref", "doi_resources", "jats", "record", "unknown"]
Flavour = Literal["publishing", "archiving", "authoring"]

_CROSSREF = re.compile(r"http://www\.crossref\.org/(?P<family>schema|doi_resources_schema)/(?P<version>[\w.]+)")
_JATS_NAMESPACE = "http://www.ncbi.nlm.nih.gov/JATS1"
_NEWEST_JATS = "1.3"
_DEFAULT_JATS = "jats-publishing-1.3"
_JATS_ALIASES = {"1.3d2": "1.3"}  # the modules of our set 1.3 are those of 1.3d2
_FAMILIES: dict[str, Kind] = {"schema": "crossref", "doi_resources_schema": "doi_resources"}
_KINDS: dict[str, Kind] = {"crossref": "crossref", "doi_resources": "doi_resources", "jats": "jats", "dtd": "jats"}

# Documents that people have at hand and that are no deposits: what they are is worth a sentence.
_RELATIVES: dict[str, Message] = {
    "doi_batch_diagnostic": msg("a submission log of Crossref, which says what became of a deposit"),
    "crossref_result": msg("an answer to a query of Crossref"),
    "crossref": msg("metadata as Crossref gives them out (UNIXREF), not as they are deposited"),
    "doi_records": msg("metadata as Crossref gives them out (UNIXREF), not as they are deposited"),
    "query_batch": msg("a batch of queries to Crossref"),
    "OAI-PMH": msg("an answer of an OAI-PMH repository; the record inside of it is to be taken out"),
    "pmc-articleset": msg("a set of PMC articles; each article is to be taken out"),
    "article-set": msg("a set of articles; each article is to be taken out"),
    "book": msg("a book in the BITS tag set"),
    "html": msg("a web page"),
    "resource": msg("metadata of DataCite"),
}


@dataclass(frozen=True, slots=True)
class Detected:
    """What a document is: ``schema`` is the set it has to satisfy, ``dtd`` the DTD of the same version.

    Where there is no XSD, the DTD gives the verdict. Without either, ``findings`` say why; they may also hold a note on
    what had to be guessed.
    """

    kind: Kind
    schema: SchemaSet | None = None
    dtd: Dtd | None = None
    findings: tuple[Finding, ...] = ()


def detect(tree: Tree, doctype: Doctype, dtd: Dtd | None, file: str) -> Detected:
    """Tell what a parsed document is; ``dtd`` is the official DTD that its DOCTYPE names, if any."""
    root = tree.getroot()
    name = etree.QName(root)
    place = Place(file, cast("int | None", root.sourceline) or 0, 0, tree.getpath(root))
    if crossref := _CROSSREF.fullmatch(name.namespace or ""):
        return _crossref(_FAMILIES[crossref["family"]], crossref["version"], place)
    if name.namespace == _JATS_NAMESPACE:
        return Detected("jats", Catalog.load().find("jats-fragment-1.3"))
    if not name.namespace and name.localname == "article":
        return _jats(root.get("dtd-version", "").strip(), doctype, dtd, place)
    if not name.namespace and name.localname == "doi_batch":
        return _without_namespace(root.get("version", "").strip(), place)
    return Detected("unknown", findings=(_unknown(name, place),))


def kind_of(schema_set: SchemaSet) -> Kind:
    """Tell the kind of the documents that a set describes."""
    return _KINDS.get(schema_set.kind, "unknown")


def _known(set_id: str) -> SchemaSet | None:
    return next((schema_set for schema_set in Catalog.load().sets if schema_set.id == set_id), None)


def _versions(kind: str) -> str:
    ids = (schema_set.id for schema_set in Catalog.load().sets if schema_set.kind == kind)
    return ", ".join(set_id.rpartition("-")[2] for set_id in ids)


def _crossref(family: Kind, version: str, place: Place) -> Detected:
    schema_set = _known(f"{family}-{version}")
    if schema_set:
        return Detected(family, schema_set)
    message = msg(
        "This is a deposit for version {version} of Crossref’s schema, which is not among those known here: {known}.",
        version=version,
        known=_versions(family),
    )
    remedy = msg("Make the deposit for a version that is known, or name the schema file: --schema FILE.xsd")
    return Detected(family, findings=(Finding("schema-version-unknown", Severity.ERROR, message, place, remedy),))


def _without_namespace(version: str, place: Place) -> Detected:
    address = f"http://www.crossref.org/schema/{version or '5.5.0'}"
    finding = Finding(
        "schema-namespace-wrong",
        Severity.ERROR,
        msg("The root element <doi_batch> has no namespace, so that nothing tells which schema it follows."),
        place,
        msg('Write <doi_batch xmlns="{address}" …>.', address=address),
    )
    return Detected("crossref", findings=(finding,))


def _jats(stated: str, doctype: Doctype, dtd: Dtd | None, place: Place) -> Detected:
    """Choose by the version that the root states, then by that of the DOCTYPE; the DOCTYPE tells the flavour."""
    flavour = _flavour(doctype)
    version = _aliased(stated) or doctype.version
    told = (_differing(stated, doctype.version, place),) if version != (_aliased(doctype.version) or version) else ()
    if not version:
        return Detected(
            "jats", _known(f"jats-{flavour}-{_NEWEST_JATS}") or _known(_DEFAULT_JATS), dtd, (_unstated(place),)
        )
    schema_set = _known(f"jats-{flavour}-{version}")
    named = dtd if dtd and dtd.schema_set.id.endswith(f"-{version}") else dtd_of_version(version, flavour)
    if schema_set or named:
        return Detected("jats", schema_set, named, told)
    message = msg(
        "This is an article in version {version} of the tag set, for which no schema is known here. Known are {known}.",
        version=version,
        known=_versions("jats"),
    )
    remedy = msg("See whether the version is written right, or name a schema: --schema ID or --schema FILE.xsd")
    unknown = Finding("schema-version-unknown", Severity.ERROR, message, place, remedy)
    return Detected("jats", findings=(unknown, *told))


def _aliased(version: str) -> str:
    return _JATS_ALIASES.get(version, version)


def _flavour(doctype: Doctype) -> Flavour:
    text = (doctype.public or doctype.system).lower()
    if "archiv" in text:
        return "archiving"
    return "authoring" if "author" in text else "publishing"


def _unstated(place: Place) -> Finding:
    return Finding(
        "jats-version-unstated",
        Severity.NOTE,
        msg("Nothing in the article tells its version of JATS: it is checked against {version}.", version=_NEWEST_JATS),
        place,
        msg('Write the version on the root element: <article dtd-version="{version}" …>.', version=_NEWEST_JATS),
    )


def _differing(stated: str, named: str, place: Place) -> Finding:
    """Tell that root and DOCTYPE contradict each other: other programs may believe the other one."""
    return Finding(
        "jats-version-differs",
        Severity.WARNING,
        msg(
            "The DOCTYPE names version {named} of the tag set, but @dtd-version says {stated}, which counts here.",
            named=named,
            stated=stated,
        ),
        replace(place, path=f"{place.path}/@dtd-version"),
        msg(
            'Let both tell the version that the document follows: write dtd-version="{named}", or name the DTD of '
            "version {stated} in the DOCTYPE.",
            named=named,
            stated=stated,
        ),
    )


def _unknown(name: etree.QName, place: Place) -> Finding:
    relative = _RELATIVES.get(name.localname)
    if relative:
        message = msg("<{name}> is not checked here: it is {what}.", name=name.localname, what=relative)
    elif name.namespace:
        message = msg(
            "Nothing is known here of documents whose root is <{name}> in the namespace “{namespace}”.",
            name=name.localname,
            namespace=name.namespace[:200],
        )
    else:
        message = msg("Nothing is known here of documents whose root is <{name}>.", name=name.localname[:200])
    remedy = msg(
        "Crossref deposits begin with <doi_batch>, JATS with <article>. Another schema is named with --schema."
    )
    return Finding("document-unknown", Severity.ERROR, message, place, remedy)
