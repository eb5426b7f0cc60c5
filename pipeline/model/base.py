"""What all parts of the record share: a frozen base, and the types of its simplest values."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    PlainSerializer,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

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


@dataclass(frozen=True, slots=True)
class Kind:
    """What people call a kind of value, and examples of it: for the reference, for editors, for remedies."""

    name: str
    examples: tuple[str, ...] = ()

    def __get_pydantic_json_schema__(self, schema: CoreSchema, handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {**handler(schema), "examples": list(self.examples)} if self.examples else handler(schema)


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
    if not collapsed.strip():
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
        if not parsed.plain.strip():  # nothing, no-break spaces, or a formula without characters
            raise InvalidValue("text-empty", msg("The text is empty."), msg("Write the text, or take out the key."))
    except InvalidValue as invalid:
        raise problem(invalid) from None
    return parsed


Line = Annotated[str, checked(read_line), Kind("text without markup")]
"""Plain text on one line, without markup: names, labels, numbers."""

RichText = Annotated[
    Inline,
    BeforeValidator(read_inline),
    PlainSerializer(source, return_type=str),
    WithJsonSchema({"type": "string", "minLength": 1}),
    Kind("text"),
]
"""Text with inline markup in the record's language (``pipeline.markup``)."""

Slug = Annotated[str, checked(_slug), Kind("id")]
"""A name for files and addresses."""

Url = Annotated[
    str,
    checked(_url),
    Field(json_schema_extra={"format": "uri"}),
    Kind("web address", ("https://example.org/article/1",)),
]
Email = Annotated[str, checked(_email), Kind("e-mail address", ("name@example.org",))]
LanguageTag = Annotated[str, checked(languages.tag), Kind("language (BCP 47)", ("fr", "en", "pt-BR", "zh-Hant"))]
CountryCode = Annotated[str, checked(_country), Kind("country (ISO 3166-1)", ("FR", "CA", "AZ"))]
Doi = Annotated[str, checked(identifiers.doi), Kind("DOI", ("10.5555/abc-123",))]
Orcid = Annotated[str, checked(identifiers.orcid), Kind("ORCID iD", ("0000-0002-1825-0097",))]
Isni = Annotated[str, checked(identifiers.isni), Kind("ISNI", ("0000000123423717",))]
Ror = Annotated[str, checked(identifiers.ror), Kind("ROR id", ("https://ror.org/05gq02987",))]
Wikidata = Annotated[str, checked(identifiers.wikidata), Kind("Wikidata item", ("Q42",))]
Issn = Annotated[str, checked(identifiers.issn), Kind("ISSN", ("2322-6307",))]
Isbn = Annotated[str, checked(identifiers.isbn), Kind("ISBN", ("978-2-07-036822-8",))]
FunderId = Annotated[str, checked(identifiers.funder_id), Kind("Funder Registry id", ("10.13039/501100000038",))]
DoiPrefix = Annotated[
    str, StringConstraints(strip_whitespace=True, pattern=r"^10\.[0-9]{4,9}$"), Kind("DOI prefix", ("10.5555",))
]
