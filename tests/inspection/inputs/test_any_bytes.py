"""Any bytes, under any name, give text or a problem; sound archives give what the standard library reads of them."""

import io
import random
import zipfile
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.findings import Finding
from pipeline.inspection.inputs import RecordSource, find_inputs, read_input
from tests.inspection.inputs.support import XML, gzipped, packed

LIMIT = 1000
SOUND = {
    "a.zip": packed({"a.xml": XML, "b/c.xml.gz": gzipped(), "d.txt": b"d", "e.xml": XML * 99}),
    "a.xml.gz": gzipped() + gzipped(XML),
    "a.xml": XML,
}
NAMES = st.sampled_from(sorted(SOUND))


def check(name: str, content: bytes) -> None:
    """Find and read what is in a file; each input gives some text within the limit, or a problem with a remedy."""
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        path.write_bytes(content)
        items = list(find_inputs([str(path)]))
        assert items
        for item in items:
            assert not isinstance(item, RecordSource)
            result = item if isinstance(item, Finding) else read_input(item, LIMIT)
            if isinstance(result, Finding):
                assert result.remedy
                assert str(result.message)
            else:
                assert len(result) <= LIMIT


@given(NAMES, st.binary(max_size=300))
def test_any_bytes(name: str, content: bytes) -> None:
    """Nothing is raised."""
    check(name, content)


@given(NAMES, st.lists(st.tuples(st.integers(0, 2000), st.integers(0, 255)), min_size=1, max_size=6))
def test_some_bytes_changed(name: str, changes: list[tuple[int, int]]) -> None:
    """Nor for what was sound."""
    content = bytearray(SOUND[name])
    for position, value in changes:
        content[position % len(content)] = value
    check(name, bytes(content))


@given(NAMES, st.integers(0, 2000), st.integers(0, 2000), st.binary(max_size=30))
def test_a_part_replaced(name: str, start: int, length: int, other: bytes) -> None:
    """Cut off, cut out, put in."""
    content = SOUND[name]
    check(name, content[: start % (len(content) + 1)] + other + content[start % (len(content) + 1) + length :])


@settings(max_examples=50)
@given(
    st.lists(
        st.tuples(
            st.text(
                st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\:."), min_size=1, max_size=20
            ),
            st.binary(max_size=LIMIT),
            st.sampled_from([zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED]),
            st.binary(max_size=40).map(lambda junk: b"\x99\x99" + len(junk).to_bytes(2, "little") + junk),
        ),
        max_size=8,
        unique_by=lambda member: member[0],
    ),
    st.binary(max_size=50),
    st.binary(max_size=50),
)
def test_as_the_standard_library(made: list[tuple[str, bytes, int, bytes]], before: bytes, comment: bytes) -> None:
    """Whatever is packed is found in the same order with the same text, whatever stands around it."""
    stream = io.BytesIO()
    stream.write(before)
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text, method, extra in made:
            info = zipfile.ZipInfo(f"d/{name}.xml")
            info.extra = extra
            archive.writestr(info, b"<" + text[1:], method)
        archive.comment = comment.replace(b"PK", b"--")
    with TemporaryDirectory() as folder:
        path = Path(folder, "a.zip")
        path.write_bytes(stream.getvalue())
        items = [item for item in find_inputs([str(path)]) if not isinstance(item, Finding | RecordSource)]
        assert [item.name for item in items] == [f"{path}/d/{name}.xml" for name, *_ in made]
        assert [read_input(item, LIMIT) for item in items] == [b"<" + text[1:] for _, text, *_ in made]


def test_many_changes() -> None:
    """A thousand archives with changes in the directory, from a fixed seed: where the harm can be done."""
    chance = random.Random(3)  # noqa: S311 - repeatable, not secret
    content = SOUND["a.zip"]
    start = content.index(b"PK\1\2")
    for _ in range(1000):
        changed = bytearray(content)
        for _ in range(chance.randint(1, 3)):
            changed[chance.randrange(start, len(changed))] = chance.choice((0, 1, 255, chance.randrange(256)))
        check("a.zip", bytes(changed))
