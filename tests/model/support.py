"""Making parts of the record, and seeing why they are refused."""

from typing import Any, TypeVar

import pytest
from pydantic import BaseModel, TypeAdapter, ValidationError

Made = TypeVar("Made", bound=BaseModel)


def make(model: type[Made], record_language: str = "fr", /, **data: Any) -> Made:
    """Make a part of a record that is in a language."""
    return model.model_validate(data, context={"language": record_language})


def value(kind: Any, given: Any, language: str = "fr") -> Any:
    """Read a single value of a type."""
    return TypeAdapter(kind).validate_python(given, context={"language": language})


def refused(kind: Any, given: Any, language: str = "fr") -> list[str]:
    """Give the codes with which a value is refused."""
    with pytest.raises(ValidationError) as caught:
        value(kind, given, language)
    return [error["type"] for error in caught.value.errors()]
