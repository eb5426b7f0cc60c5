"""Why a document is not well-formed, in words, and where.

Standard: XML 1.0 (Fifth Edition) and Namespaces in XML 1.0. libxml2 names each error (xmlerror.h); its sentences are
read for names and numbers only, and never shown. It stands behind what is wrong, and often at the end of a tag; so the
text before it is searched for what is meant.
"""

from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

from lxml import etree

from pipeline.findings import Excerpt, Finding, Place, Severity
from pipeline.messages import msg
from pipeline.validation.explaining import syntax_prolog as prolog
from pipeline.validation.explaining import syntax_tags as tags
from pipeline.validation.explaining import syntax_texts as texts
from pipeline.validation.explaining.syntax_spots import Spot, Told
from pipeline.validation.source_text import SourceText

CODE = "xml-not-well-formed"

Explain: TypeAlias = Callable[[Spot], Told]

_DOCTYPE = (
    *("ATTLIST_NOT_FINISHED", "ATTLIST_NOT_STARTED", "CONDSEC_INVALID_KEYWORD"),
    *("CONDSEC_NOT_FINISHED", "CONDSEC_NOT_STARTED", "CONDSEC_INVALID", "DOCTYPE_NOT_FINISHED"),
    *("ELEMCONTENT_NOT_FINISHED", "ELEMCONTENT_NOT_STARTED", "ENTITY_BOUNDARY", "ENTITY_NOT_FINISHED"),
    *("ENTITY_NOT_STARTED", "EQUAL_REQUIRED", "EXT_SUBSET_NOT_FINISHED", "INTERNAL_ERROR", "LITERAL_NOT_FINISHED"),
    *("LITERAL_NOT_STARTED", "MIXED_NOT_FINISHED", "MIXED_NOT_STARTED", "NMTOKEN_REQUIRED", "NOTATION_NOT_FINISHED"),
    *("NOTATION_NOT_STARTED", "PCDATA_REQUIRED", "PUBID_REQUIRED", "SEPARATOR_REQUIRED", "URI_FRAGMENT"),
    *("URI_REQUIRED", "VALUE_REQUIRED"),
)

_ERRORS: Mapping[str, Explain] = {
    **{f"ERR_{name}": prolog.doctype for name in _DOCTYPE},
    "ERR_ATTRIBUTE_NOT_FINISHED": tags.open_value,
    "ERR_ATTRIBUTE_NOT_STARTED": tags.attribute_value,
    "ERR_ATTRIBUTE_REDEFINED": tags.repeated_attribute,
    "ERR_ATTRIBUTE_WITHOUT_VALUE": tags.no_value,
    "ERR_CDATA_NOT_FINISHED": texts.section,
    "ERR_COMMENT_NOT_FINISHED": texts.comment,
    "ERR_DOCUMENT_EMPTY": tags.empty,
    "ERR_DOCUMENT_END": tags.after_the_end,
    "ERR_ENCODING_NAME": prolog.encoding_name,
    "ERR_ENTITYREF_NO_NAME": texts.bare_ampersand,
    "ERR_ENTITYREF_SEMICOL_MISSING": texts.open_reference,
    "ERR_ENTITY_CHAR_ERROR": prolog.entity_value,
    "ERR_ENTITY_IS_EXTERNAL": prolog.external,
    "ERR_ENTITY_LOOP": texts.entity_loop,
    "ERR_ENTITY_PE_INTERNAL": prolog.parameter_entity_inside,
    "ERR_GT_REQUIRED": tags.tag,
    "ERR_HYPHEN_IN_COMMENT": texts.hyphens,
    "ERR_INT_SUBSET_NOT_FINISHED": prolog.subset,
    "ERR_INVALID_CHAR": texts.character,
    "ERR_INVALID_CHARREF": texts.numeric_reference,
    "ERR_INVALID_DEC_CHARREF": texts.numeric_reference,
    "ERR_INVALID_ENCODING": prolog.wrong_encoding,
    "ERR_INVALID_HEX_CHARREF": texts.numeric_reference,
    "ERR_LTSLASH_REQUIRED": tags.tag,
    "ERR_LT_IN_ATTRIBUTE": texts.less_than,
    "ERR_LT_REQUIRED": tags.tag,
    "ERR_MISPLACED_CDATA_END": texts.section_end,
    "ERR_NAME_REQUIRED": tags.name_required,
    "ERR_NAME_TOO_LONG": texts.too_much,
    "ERR_PEREF_NO_NAME": prolog.parameter_entity,
    "ERR_PEREF_SEMICOL_MISSING": prolog.parameter_entity,
    "ERR_PI_NOT_FINISHED": texts.instruction,
    "ERR_PI_NOT_STARTED": texts.instruction_name,
    "ERR_RESERVED_XML_NAME": prolog.declaration,
    "ERR_RESOURCE_LIMIT": texts.too_much,
    "ERR_SPACE_REQUIRED": tags.between_attributes,
    "ERR_STANDALONE_VALUE": prolog.standalone_value,
    "ERR_STRING_NOT_CLOSED": prolog.declaration_value,
    "ERR_STRING_NOT_STARTED": prolog.declaration_quotes,
    "ERR_TAG_NAME_MISMATCH": tags.tag_mismatch,
    "ERR_TAG_NOT_FINISHED": tags.cut_off,
    "ERR_UNDECLARED_ENTITY": texts.entity,
    "ERR_UNKNOWN_ENCODING": prolog.unknown_encoding,
    "ERR_UNKNOWN_VERSION": prolog.unknown_version,
    "ERR_UNPARSED_ENTITY": texts.unparsed_entity,
    "ERR_UNSUPPORTED_ENCODING": prolog.unknown_encoding,
    "ERR_VERSION_MISSING": prolog.version_missing,
    "ERR_XMLDECL_NOT_FINISHED": prolog.declaration_end,
    "ERR_XMLDECL_NOT_STARTED": prolog.declaration,
    "I18N_CONV_FAILED": prolog.wrong_encoding,
    "IO_LOAD_ERROR": prolog.external,
    "NS_ERR_ATTRIBUTE_REDEFINED": tags.repeated_attribute,
    "NS_ERR_COLON": tags.colons,
    "NS_ERR_QNAME": tags.colons,
    "NS_ERR_UNDEFINED_NAMESPACE": tags.prefix,
    "NS_ERR_XML_NAMESPACE": tags.binding,
    "WAR_NS_URI": tags.no_address,
    "WAR_UNDECLARED_ENTITY": texts.entity,
}


def syntax_findings(error: etree.XMLSyntaxError, content: bytes, file: str) -> tuple[Finding, ...]:
    """Explain why a document could not be parsed: the first error, since later ones often follow from it."""
    name = _name_of(cast("Any", error).code)
    text = SourceText(content)
    line, column = error.position[0] or 0, max(error.position[1] or 0, 0)
    spot = Spot(error.msg or "", content, text, text.offset(line, max(column, 1)))
    told = _ERRORS[name](spot) if name in _ERRORS else _unexplained(name)
    start = text.last(told.mark, spot.offset) if told.mark else -1
    if start < 0:
        return (_finding(told, Place(file, line, column), text.around(line, max(column, 1)) if line else None),)
    place = Place(file, *text.position(start))
    return (_finding(told, place, text.excerpt(start, max(spot.offset - start, len(told.mark)))),)


def _finding(told: Told, place: Place, excerpt: Excerpt | None) -> Finding:
    return Finding(CODE, Severity.ERROR, told.message, place, told.remedy, excerpt)


def _name_of(code: int) -> str:
    return next((name for name, value in vars(etree.ErrorTypes).items() if value == code), "")


def _unexplained(name: str) -> Told:
    message = msg("This is not well-formed XML ({detail}).", detail=name or "?")
    return Told(message, msg("Look at the markup at this place and before."))
