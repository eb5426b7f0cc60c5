"""Lists of addresses (``doTransferDOIsUpload``): what DOIs lead to, without touching their records.

Source: Crossref documentation, "Updating your metadata"; gitlab.com/crossref/user_stories 650 (form of the list). Its
messages are not documented: they are those of other deposits, as far as there are such.
"""

import re

from pipeline.deposits.receipt import Record, RecordStatus
from pipeline.identifiers import doi_prefix
from pipeline.sandbox.checks.context import Context, change_fault, failure

_HEADER = re.compile(r"H:(?P<fields>[^\n]*)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?|ftp)://\S{1,2040}", re.IGNORECASE)
NO_HEADER = "Invalid header, expected H:email=<email>;fromPrefix=<prefix>;toPrefix=<prefix>"


def update_addresses(content: bytes, context: Context) -> tuple[Record, ...]:
    """Judge a list of addresses line by line, and store those that are well."""
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        return (failure(f"Invalid UTF-8 at byte {error.start + 1}"),)
    fields = _fields(lines[0]) if lines else {}
    if not {"email", "fromprefix", "toprefix"} <= fields.keys():
        return (failure(NO_HEADER),)
    if fields["fromprefix"] != fields["toprefix"]:
        return (failure("Transfer of ownership is not allowed for this user"),)
    return tuple(_updated(line, fields["fromprefix"], context) for line in lines[1:] if line.strip())


def _fields(header: str) -> dict[str, str]:
    found = _HEADER.fullmatch(header.strip())
    pairs = (part.partition("=") for part in found["fields"].split(";")) if found else ()
    return {name.strip().lower(): value.strip() for name, _, value in pairs}


def _updated(line: str, prefix: str, context: Context) -> Record:
    doi, _, url = (part.strip() for part in line.partition("\t"))
    if wrong := change_fault(context, doi):
        return failure(wrong, doi)
    if doi_prefix(doi) != prefix:
        return failure(f"All prefixes in a submission must match (DOI[{doi}])", doi)
    if not _ADDRESS.fullmatch(url):
        return failure(f"Invalid URL: {url[:2048]}", doi)
    context.registry.change(doi, context.now, url=url)
    return Record(status=RecordStatus.SUCCESS, doi=doi, message="Successfully updated")
