"""What the checks must do with any bytes: say something, soon, and never that what is not well-formed is valid."""

import os
import re
from datetime import timedelta
from functools import cache
from xml.parsers import expat

from hypothesis import HealthCheck, settings

from pipeline.inspection.inspector import Inspector
from pipeline.inspection.options import InspectionOptions
from pipeline.messages import Message
from pipeline.validation import check
from pipeline.validation.parsing import parse
from tests.validation.examples import CROSSREF, JATS

QUICK = settings(
    max_examples=int(os.environ.get("PIPELINE_FUZZ", "150")),  # more on demand
    deadline=timedelta(seconds=20),  # the first document of a set compiles it, for both engines
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)

# encodings that both parsers know: of others expat says only that it does not know them
_COMMON = re.compile(
    rb"^(\xef\xbb\xbf)?<\?xml[^>]*encoding=[\"'](utf-8|utf-16|us-ascii|iso-8859-1)[\"']", re.IGNORECASE
)

# in names, expat takes only the letters of the fourth edition of XML 1.0: it cannot tell of other tags than ASCII
_OTHER_NAMES = re.compile(rb"<[^>]*[\x80-\xff]")


def well_formed(content: bytes) -> bool:
    """Tell what another parser, expat, says of the document."""
    try:
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError:
        return False
    return True


def say_something(content: bytes) -> None:
    """Give a document to the parser, to both schemas and to an inspection; see that none of them fails or is wrong."""
    tree, findings = parse(content)
    assert (tree is None) is bool(findings)
    valid = [check(content, schema).valid for schema in (CROSSREF, JATS)]
    assert tree is not None or not any(valid)
    report = _inspector().inspect(content, "fuzz.xml")
    assert report.valid or not report.ok
    if _tellable(content) and not well_formed(content):
        assert not any(valid)
        assert not report.valid


def _tellable(content: bytes) -> bool:
    """Tell whether both parsers know the encoding."""
    head = content[:400].replace(b"\x00", b"").lstrip(b"\xff\xfe")
    wide = b"\x00\x00" in content[:4]  # four bytes for each character
    if _OTHER_NAMES.search(content):
        return False
    return not wide and (b"encoding" not in head or bool(_COMMON.match(head)))


@cache
def _inspector() -> Inspector:
    return Inspector(InspectionOptions(("fuzz.xml",)), _silent)


def _silent(_: Message) -> None:
    """Announce nothing: what is missing is not fetched in a test."""
