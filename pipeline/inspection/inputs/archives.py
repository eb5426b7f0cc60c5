"""The documents of a zip archive, one by one."""

from collections.abc import Iterator
from io import BufferedReader
from pathlib import Path
from typing import BinaryIO, cast

from pipeline.findings import Finding
from pipeline.inspection.inputs import problems
from pipeline.inspection.inputs.names import inner_path, is_hidden, is_xml, member_text, visible
from pipeline.inspection.inputs.opening import CHUNK, open_regular
from pipeline.inspection.inputs.reading import absent
from pipeline.inspection.inputs.values import MemberInput, Refused
from pipeline.inspection.inputs.zip_directory import DamagedArchive, OverlappingMembers, members
from pipeline.record_files import unreadable


def archive_members(path: Path) -> Iterator[MemberInput | Finding]:
    """Give the documents of an archive in the order of its directory, and what is wrong with it.

    It gives nothing for an archive that is sound and holds no documents. Nothing of it is ever written, so that a name
    that leads out of it does no harm; it would show a place where the document is not, though, and is told.
    """
    name = str(path)
    try:
        with open_regular(path) as stream, cast("BinaryIO", BufferedReader(stream, CHUNK)) as archive:
            yield from _documents(path, archive)
    except Refused as refused:
        yield refused.finding
    except DamagedArchive:
        yield problems.archive_damaged(name)
    except OverlappingMembers:
        yield problems.archive_overlapping(name)
    except FileNotFoundError:
        yield absent(path)
    except OSError as error:
        yield unreadable(name, error)


def _documents(path: Path, archive: BinaryIO) -> Iterator[MemberInput | Finding]:
    for member in members(archive):
        name = member_text(member.name, is_utf8=member.is_utf8)
        if not is_xml(name):
            continue
        inside = inner_path(name)
        if inside is None:
            yield problems.leads_outside(str(path), visible(name))
        elif not any(is_hidden(part) for part in inside.split("/")):
            yield MemberInput(path, inside, member)
