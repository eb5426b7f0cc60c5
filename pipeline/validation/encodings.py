"""Documents whose first bytes tell another encoding than their declaration: no XML, although libxml2 reads them.

Standard: XML 1.0, 4.3.3: to be in another encoding than the one declared is a fatal error. libxml2 believes the bytes;
Xerces, which receives deposits, believes the declaration and reads nonsense.
"""

import codecs
import re

from pipeline.findings import Finding, Place, Severity
from pipeline.messages import msg

# XML 1.0, appendix F.1: a byte order mark, or the first characters of a declaration
_SIGNS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (codecs.BOM_UTF8, "utf-8"),
    ("<?".encode("utf-32-le"), "utf-32-le"),
    ("<?".encode("utf-32-be"), "utf-32-be"),
    ("<?".encode("utf-16-le"), "utf-16-le"),
    ("<?".encode("utf-16-be"), "utf-16-be"),
)
_NAMES = {
    "UTF-8": re.compile("utf-?8", re.IGNORECASE),
    "UTF-16": re.compile("utf-?16.*|.*ucs-?2|unicode", re.IGNORECASE),
    "UTF-32": re.compile("utf-?32.*|.*ucs-?4", re.IGNORECASE),
}
_DECLARED = re.compile(r"\ufeff?<\?xml\s[^>]*?encoding\s*=\s*[\"']([A-Za-z][\w.-]*)", re.ASCII)
_DECLARATION = 400  # bytes in which it ends, four for each character


def encoding_findings(content: bytes, file: str) -> tuple[Finding, ...]:
    """Give a finding where the declared encoding is not that of the first bytes."""
    codec = next((codec for sign, codec in _SIGNS if content.startswith(sign)), "")
    declared = _DECLARED.match(content[:_DECLARATION].decode(codec, "replace")) if codec else None
    actual = codec[:6].upper().rstrip("-")
    if not declared or _NAMES[actual].fullmatch(declared[1]):
        return ()
    return (
        Finding(
            "xml-not-well-formed",
            Severity.ERROR,
            msg(
                "The document is written in {actual} but declares the encoding “{declared}”.",
                actual=actual,
                declared=declared[1],
            ),
            Place(file, 1),
            msg("Declare the encoding the document is written in, or leave the declaration out."),
        ),
    )
