"""What a deposit says of one DOI, in the terms in which the REST API tells it, so that both can be compared.

Sources: crossref5.5.0.xsd (``journal_article``, ``journal_metadata``, ``journal_issue``, ``doi_data``),
doi_resources5.4.0.xsd (``doi_citations``, ``lic_ref_data``); Crossref documentation, "Updating your metadata" (list of
addresses).
"""

from collections.abc import Iterator
from dataclasses import replace

from lxml import etree

from pipeline.deposits.registered import MEDIA, Author, DateParts, Published, Registered, orcid_of
from pipeline.identifiers import doi_key

ARTICLE = "journal-article"

_LICENSES = ("{*}program/{*}license_ref", "{*}crossmark/{*}custom_metadata/{*}program/{*}license_ref")
_JOURNAL = "journal_metadata"


def read_sent(content: bytes, doi: str) -> Registered | None:
    """Give what a deposit of metadata says of a DOI, or nothing where it does not have it."""
    root = _parsed(content)
    for data in root.iter("{*}doi_data") if root is not None else ():
        record = data.getparent()
        if record is not None and doi_key(_text(data, "{*}doi")) == doi_key(doi):
            return _in_journal(_own(record, data), record)
    return None


def with_resources(sent: Registered, content: bytes) -> Registered:
    """Give what holds after a deposit of resources, which replaces the references or the licences of a DOI."""
    root = _parsed(content)
    for part in root.iterfind("{*}body/*") if root is not None else ():
        if doi_key(_text(part, "{*}doi")) == doi_key(sent.doi):
            name = etree.QName(part).localname
            if name == "doi_citations":
                sent = replace(sent, reference_count=_count(part, "{*}citation_list/{*}citation"))
            elif name == "lic_ref_data":
                sent = replace(sent, licenses=_all(part, "{*}program/{*}license_ref"))
    return sent


def with_address(sent: Registered, content: bytes) -> Registered:
    """Give what holds after a list of addresses."""
    for line in content.decode("utf-8", "replace").splitlines()[1:]:
        doi, tab, address = line.partition("\t")
        if tab and doi_key(doi.strip()) == doi_key(sent.doi):
            sent = replace(sent, url=address.strip())
    return sent


def _parsed(content: bytes) -> "etree._Element | None":
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(content, parser)
    except etree.XMLSyntaxError:  # the ledger takes nothing else, but who knows
        return None


def _own(record: "etree._Element", data: "etree._Element") -> Registered:
    name = etree.QName(record).localname
    return Registered(
        doi=_text(data, "{*}doi"),
        type=name.replace("_", "-"),
        titles=_all(record, "{*}full_title" if name == _JOURNAL else "{*}titles/{*}title"),
        page=_page(record),
        article_number=_article_number(record),
        published=tuple(map(_published, record.iterfind("{*}publication_date"))),
        authors=tuple(_authors(record)),
        url=_text(data, "{*}resource"),
        licenses=tuple(dict.fromkeys(found for path in _LICENSES for found in _all(record, path))),
        reference_count=_count(record, "{*}citation_list/{*}citation"),
    )


def _in_journal(own: Registered, record: "etree._Element") -> Registered:
    journal = record.getparent()
    if own.type != ARTICLE or journal is None:
        return own
    return replace(
        own,
        container_titles=_all(journal, f"{{*}}{_JOURNAL}/{{*}}full_title"),
        issns=_all(journal, f"{{*}}{_JOURNAL}/{{*}}issn"),
        volume=_text(journal, "{*}journal_issue/{*}journal_volume/{*}volume"),
        issue=_text(journal, "{*}journal_issue/{*}issue"),
    )


def _authors(record: "etree._Element") -> Iterator[Author]:
    for one in record.iterfind("{*}contributors/*"):
        if one.get("contributor_role") != "author":
            continue
        if etree.QName(one).localname == "person_name":
            yield Author(_text(one, "{*}surname"), _text(one, "{*}given_name"), orcid=orcid_of(_text(one, "{*}ORCID")))
        elif etree.QName(one).localname == "organization":
            yield Author(name=_whole(one))


def _page(record: "etree._Element") -> str:
    first, last = (_text(record, f"{{*}}pages/{{*}}{name}_page") for name in ("first", "last"))
    return f"{first}-{last}" if last else first


def _article_number(record: "etree._Element") -> str:
    for number in record.iterfind("{*}publisher_item/{*}item_number"):
        if number.get("item_number_type", "").replace("-", "_") == "article_number":
            return _whole(number)
    return ""


def _published(date: "etree._Element") -> Published:
    """Read a date; its medium is ``print`` where none is named (crossref5.5.0.xsd, ``media_type``)."""
    medium = date.get("media_type", "print")
    return Published(medium if medium in MEDIA else "other", _parts(date))


def _parts(date: "etree._Element") -> DateParts:
    """Give year, month and day; a season, whose month is above 12, is the year alone."""
    parts: list[int] = []
    for name in ("year", "month", "day"):
        written = _text(date, f"{{*}}{name}")
        if not (written.isascii() and written.isdigit() and len(written) <= 4) or (parts and int(written) > 31):
            break
        if name == "month" and int(written) > 12:
            break
        parts.append(int(written))
    return tuple(parts)


def _all(element: "etree._Element", path: str) -> tuple[str, ...]:
    return tuple(text for found in element.iterfind(path) if (text := _whole(found)))


def _count(element: "etree._Element", path: str) -> int:
    return sum(1 for _ in element.iterfind(path))


def _text(element: "etree._Element", path: str) -> str:
    found = element.find(path)
    return "" if found is None else _whole(found)


def _whole(element: "etree._Element") -> str:
    """Give the text of an element and of those in it, blanks collapsed."""
    return " ".join("".join(map(str, element.itertext())).split())
