"""Texts in several languages.

In a record such a text is a table of language tags, or one text in the record's own language::

    title:
      fr: Les <i>Fables</i> de La Fontaine
      en: La Fontaine’s <i>Fables</i>
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, ClassVar, Generic, Self, TypeVar

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler, ValidationInfo
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from pipeline.errors import InvalidValue
from pipeline.markup import Inline, paragraphs, source
from pipeline.messages import msg
from pipeline.model import languages
from pipeline.model.base import problem, read_inline, read_line

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Variant(Generic[T]):
    """A value and the language it is in (BCP 47 tag)."""

    language: str
    value: T

    @property
    def direction(self) -> str:
        """Give ``ltr`` or ``rtl``."""
        return languages.direction(self.language)


@dataclass(frozen=True)
class Localized(Generic[T]):
    """One value per language, in the order of the record. It is true when there is any."""

    variants: tuple[Variant[T], ...] = ()

    json_value: ClassVar[dict[str, Any]] = {"type": "string", "minLength": 1}

    def __bool__(self) -> bool:
        return bool(self.variants)

    def __iter__(self) -> Iterator[Variant[T]]:
        return iter(self.variants)

    @property
    def languages(self) -> tuple[str, ...]:
        """Give the tags of all languages it is in."""
        return tuple(variant.language for variant in self.variants)

    def find(self, language: str) -> Variant[T] | None:
        """Give the variant in a language: the same tag, else the same primary language (``fr`` for ``fr-CA``)."""
        exact = (v for v in self.variants if v.language == language)
        alike = (v for v in self.variants if languages.primary(v.language) == languages.primary(language))
        return next(exact, None) or next(alike, None)

    def best(self, *wanted: str) -> Variant[T] | None:
        """Give the variant in the first of the languages that there is, else the first variant, else nothing."""
        found = (self.find(language) for language in wanted)
        return next((variant for variant in found if variant), None) or next(iter(self.variants), None)

    def others(self, language: str) -> tuple[Variant[T], ...]:
        """Give the variants in all other languages than ``best(language)`` is in."""
        chosen = self.best(language)
        return tuple(variant for variant in self.variants if variant is not chosen)

    @classmethod
    def read_value(cls, value: Any) -> T:  # noqa: ANN401 - whatever stands in the file
        """Read one language's value; problems are raised as pydantic collects them."""
        raise NotImplementedError

    @classmethod
    def write_value(cls, value: T) -> Any:  # noqa: ANN401 - text or list, as the record has it
        """Write one language's value as a record writes it."""
        raise NotImplementedError

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        table = core_schema.dict_schema(
            core_schema.no_info_after_validator_function(_tag, core_schema.str_schema()),
            core_schema.no_info_plain_validator_function(cls.read_value),
            min_length=1,
        )
        read = core_schema.no_info_after_validator_function(cls._from_table, table)
        return core_schema.with_info_wrap_validator_function(
            cls._read, read, serialization=core_schema.plain_serializer_function_ser_schema(cls._dump)
        )

    @classmethod
    def _read(cls, value: Any, handler: Callable[[Any], Any], info: ValidationInfo) -> Any:  # noqa: ANN401 - pydantic's signature
        return value if isinstance(value, cls) else handler(_as_table(value, info))

    @classmethod
    def _from_table(cls, table: Mapping[str, T]) -> Self:
        return cls(tuple(Variant(language, value) for language, value in table.items()))

    def _dump(self) -> dict[str, Any]:
        return {variant.language: self.write_value(variant.value) for variant in self.variants}

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        table = {
            "type": "object",
            "propertyNames": {"pattern": "^[A-Za-z]{2,8}([-_][A-Za-z0-9]{1,8})*$"},
            "additionalProperties": cls.json_value,
            "minProperties": 1,
        }
        return {"anyOf": [cls.json_value, table]}


def _tag(text: str) -> str:
    try:
        return languages.tag(text)
    except InvalidValue as invalid:
        raise problem(invalid) from None


def _as_table(value: Any, info: ValidationInfo) -> Any:  # noqa: ANN401 - whatever stands in the file
    """Put a bare text under the record's language, which the reader gives as context."""
    if isinstance(value, Mapping):
        return _distinct(value)
    if value is None:
        return value
    language = (info.context or {}).get("language", "")
    if not language:
        raise problem(
            InvalidValue(
                "language-missing",
                msg("The language of this text is not known."),
                msg("Write it as a table (fr: …), or give the record its language."),
            )
        )
    return {language: value}


def _distinct(table: Mapping[Any, Any]) -> Mapping[Any, Any]:
    """Refuse two spellings of one language (``fr`` and ``FR``), of which one text would silently be lost."""
    seen: dict[str, str] = {}
    for written in table:
        try:
            canonical = languages.tag(str(written))
        except InvalidValue:
            continue  # reported where the key is read
        if canonical in seen:
            raise problem(
                InvalidValue(
                    "language-repeated",
                    msg("“{first}” and “{second}” are the same language.", first=seen[canonical], second=str(written)),
                    msg("Keep one of the two."),
                )
            )
        seen[canonical] = str(written)
    return table


class LocalizedText(Localized[Inline]):
    """A text with inline markup per language."""

    @classmethod
    def read_value(cls, value: Any) -> Inline:  # noqa: ANN401 - whatever stands in the file
        """Read a text with markup."""
        return read_inline(value)

    @classmethod
    def write_value(cls, value: Inline) -> str:
        """Write it as a record does."""
        return source(value)


class LocalizedProse(Localized[tuple[Inline, ...]]):
    """Paragraphs with inline markup per language; blank lines separate them in the record."""

    @classmethod
    def read_value(cls, value: Any) -> tuple[Inline, ...]:  # noqa: ANN401 - whatever stands in the file
        """Read paragraphs."""
        if not isinstance(value, str):
            return (read_inline(value),)
        try:
            parsed = paragraphs(value)
        except InvalidValue as invalid:
            raise problem(invalid) from None
        return parsed or (read_inline(value),)

    @classmethod
    def write_value(cls, value: tuple[Inline, ...]) -> str:
        """Write it as a record does."""
        return "\n\n".join(map(source, value))


class LocalizedTerms(Localized[tuple[Inline, ...]]):
    """A list of short texts per language: keywords."""

    json_value: ClassVar[dict[str, Any]] = {
        "type": "array",
        "minItems": 1,
        "items": {"type": "string", "minLength": 1},
    }

    @classmethod
    def read_value(cls, value: Any) -> tuple[Inline, ...]:  # noqa: ANN401 - whatever stands in the file
        """Read a list of terms."""
        if not isinstance(value, list | tuple) or not value:
            raise problem(
                InvalidValue(
                    "list-expected",
                    msg("A list is expected here."),
                    msg("Write one term per line, each after a hyphen and a space."),
                )
            )
        return tuple(map(read_inline, value))

    @classmethod
    def write_value(cls, value: tuple[Inline, ...]) -> list[str]:
        """Write it as a record does."""
        return list(map(source, value))


class LocalizedLine(Localized[str]):
    """A plain line per language, without markup: names of publishers and institutions."""

    @classmethod
    def read_value(cls, value: Any) -> str:  # noqa: ANN401 - whatever stands in the file
        """Read a plain line."""
        if isinstance(value, int | float) and not isinstance(value, bool):
            value = str(value)
        if not isinstance(value, str):
            read_inline(value)
        try:
            return cls.check_line(value)
        except InvalidValue as invalid:
            raise problem(invalid) from None

    @classmethod
    def check_line(cls, value: str) -> str:
        """Check and normalise the line. Raises ``InvalidValue``."""
        return read_line(value)

    @classmethod
    def write_value(cls, value: str) -> str:
        """Write it as a record does."""
        return value
