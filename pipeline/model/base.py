"""What all parts of the record share: a frozen base, and the types of its simplest values."""

import re
from collections.abc import Callable
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic_core import PydanticCustomError

from pipeline import identifiers
from pipeline.errors import InvalidValue
from pipeline.markup import Inline, parse, refuse_unwritable, source
from pipeline.messages import msg
from pipeline.model import languages

MAXIMUM_URL_LENGTH = 2048  # crossref5.5.0.xsd, resource
_URL = re.compile(r"https?://[^\s<>\"{}|\\^`]+", re.IGNORECASE)


class Record(BaseModel):
    """Base of all parts of the record: frozen, and unknown keys are problems."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", coerce_numbers_to_str=True, use_attribute_docstrings=True, validate_default=False
    )


def problem(invalid: InvalidValue) -> PydanticCustomError:
    """Turn an invalid value into the error that pydantic collects; the reader finds the original in ``ctx``."""
    return PydanticCustomError(
        invalid.code,
        "{text}",
        {"text": str(invalid.message), "invalid": invalid},
    )


def checked(function: Callable[[str], str]) -> AfterValidator:
    """Make a pydantic validator of a function that raises ``InvalidValue``."""

    def validate(value: str) -> str:
        try:
            return function(value)
        except InvalidValue as invalid:
            raise problem(invalid) from None

    return AfterValidator(validate)


def read_line(text: str) -> str:
    """Give plain text with its white space collapsed. Raises ``InvalidValue`` for what no output could hold."""
    refuse_unwritable(text)
    collapsed = re.sub(r"[ \t\r\n]+", " ", text).strip(" ")
    if not collapsed:
        raise InvalidValue("text-empty", msg("The text is empty."), msg("Write the text, or take out the key."))
    return collapsed


def _url(text: str) -> str:
    address = text.strip()
    if not _URL.fullmatch(address) or len(address) > MAXIMUM_URL_LENGTH:
        raise InvalidValue(
            "url-malformed",
            msg("“{value}” is not a web address.", value=text),
            msg("It begins with https:// and has no spaces, for example https://example.org/article/1."),
        )
    return address


def _email(text: str) -> str:
    address = text.strip()
    if not re.fullmatch(r"[^@\s<>,;\"]+@[^@\s<>,;\"]+\.[^@\s<>,;\".]+", address):
        raise InvalidValue(
            "email-malformed",
            msg("“{value}” is not an e-mail address.", value=text),
            msg("It looks like name@example.org."),
        )
    return address


def _slug(text: str) -> str:
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,99}", text) or text.endswith("."):
        raise InvalidValue(
            "id-malformed",
            msg("“{value}” cannot be an id: it becomes a file name and part of an address.", value=text),
            msg(
                "Use letters a to z, digits, hyphens, underscores, dots (100 at most); begin with a letter or a digit."
            ),
        )
    return text


def _country(text: str) -> str:
    from babel import Locale

    code = text.strip().upper()
    if not re.fullmatch(r"[A-Z]{2}", code) or code not in Locale("en").territories or code in ("EU", "UN", "EZ", "ZZ"):
        raise InvalidValue(
            "country-unknown",
            msg("“{value}” is not a country code.", value=text),
            msg("Write the two letters of ISO 3166-1, for example FR, CA, AZ."),
        )
    return code


def read_inline(value: Any) -> Inline:  # noqa: ANN401 - pydantic hands over whatever stands in the file
    """Read a text with inline markup, which must say something; problems are raised as pydantic collects them."""
    if isinstance(value, Inline):
        return value
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise problem(
            InvalidValue(
                "text-expected",
                msg("A text is expected here, not a list or a table."),
                msg("Write the text on one line; put it in quotes if it has a colon."),
            )
        )
    try:
        parsed = parse(value)
        if not parsed:
            raise InvalidValue("text-empty", msg("The text is empty."), msg("Write the text, or take out the key."))
    except InvalidValue as invalid:
        raise problem(invalid) from None
    return parsed


Line = Annotated[str, checked(read_line)]
"""Plain text on one line, without markup: names, labels, numbers."""

RichText = Annotated[
    Inline,
    BeforeValidator(read_inline),
    PlainSerializer(source, return_type=str),
    WithJsonSchema({"type": "string", "minLength": 1}),
]
"""Text with inline markup in the record's language (``pipeline.markup``)."""

Slug = Annotated[str, checked(_slug)]
"""A name for files and addresses."""

Url = Annotated[str, checked(_url), Field(json_schema_extra={"format": "uri"})]
Email = Annotated[str, checked(_email)]
LanguageTag = Annotated[str, checked(languages.tag)]
CountryCode = Annotated[str, checked(_country)]
Doi = Annotated[str, checked(identifiers.doi)]
Orcid = Annotated[str, checked(identifiers.orcid)]
Isni = Annotated[str, checked(identifiers.isni)]
Ror = Annotated[str, checked(identifiers.ror)]
Wikidata = Annotated[str, checked(identifiers.wikidata)]
Issn = Annotated[str, checked(identifiers.issn)]
Isbn = Annotated[str, checked(identifiers.isbn)]
FunderId = Annotated[str, checked(identifiers.funder_id)]
DoiPrefix = Annotated[str, StringConstraints(strip_whitespace=True, pattern=r"^10\.[0-9]{4,9}$")]
