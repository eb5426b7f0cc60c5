"""Dates as publishers know them: a year, a month, a season or quarter, or a day."""

import re
from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from functools import total_ordering
from typing import Any

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, core_schema

from pipeline.errors import InvalidValue
from pipeline.messages import msg
from pipeline.model.base import problem

SEASONS = ("spring", "summer", "autumn", "winter")
EARLIEST_YEAR, LATEST_YEAR = 1400, 2200  # common5.5.0.xsd, year_t

_PATTERN = re.compile(
    r"(?P<year>[0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])(?:-(?P<day>[0-9]{2}))?"
    r"|(?P<season>spring|summer|autumn|winter)|Q(?P<quarter>[1-4])))?",
)
_JSON_PATTERN = r"^[0-9]{4}(-(0[1-9]|1[0-2])(-[0-9]{2})?|-(spring|summer|autumn|winter)|-Q[1-4])?$"


@total_ordering
@dataclass(frozen=True, slots=True)
class PartialDate:
    """A date of the Gregorian calendar that may lack its day, or its month and day.

    Written ``2026``, ``2026-04``, ``2026-04-15`` (ISO 8601), ``2026-spring`` or ``2026-Q2``. ``season`` is one of
    ``SEASONS`` or empty; ``quarter`` is 1 to 4, or 0.
    """

    year: int
    month: int = 0
    day: int = 0
    season: str = ""
    quarter: int = 0

    @property
    def iso(self) -> str:
        """Give the ISO 8601 form, as far as it is known; seasons and quarters give the year alone."""
        parts = [f"{self.year:04d}", *(f"{part:02d}" for part in (self.month, self.day) if part)]
        return "-".join(parts)

    @property
    def crossref_month(self) -> int:
        """Give Crossref's month: 1 to 12; 21 to 24 for seasons, 31 to 34 for quarters (common5.5.0.xsd, month_t)."""
        if self.season:
            return 21 + SEASONS.index(self.season)
        return 30 + self.quarter if self.quarter else self.month

    @property
    def is_complete(self) -> bool:
        """Tell whether the day is known."""
        return bool(self.day)

    def __str__(self) -> str:
        if self.season:
            return f"{self.iso}-{self.season}"
        return f"{self.iso}-Q{self.quarter}" if self.quarter else self.iso

    def __lt__(self, other: "PartialDate") -> bool:
        return self._key < other._key

    @property
    def _key(self) -> tuple[int, int, int, int]:
        return self.year, self.month, self.day, self.crossref_month

    @property
    def end(self) -> tuple[int, int, int]:
        """Give the end of the time that is meant, for sorting: a day comes before the month or season that holds it.

        Seasons are those of the north: spring ends in June.
        """
        season = (SEASONS.index(self.season) + 2) * 3 if self.season else 0
        return self.year, self.month or self.quarter * 3 or season or 13, self.day or 32

    def contradicts(self, later: "PartialDate") -> bool:
        """Tell whether ``later`` is certainly before this date, as far as both are known."""
        known = 3 if self.day and later.day else 2 if self.month and later.month else 1
        return self._key[:known] > later._key[:known]

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: GetCoreSchemaHandler) -> CoreSchema:  # noqa: ANN401 - pydantic's signature
        return core_schema.no_info_plain_validator_function(
            _validate, serialization=core_schema.plain_serializer_function_ser_schema(str)
        )

    @classmethod
    def __get_pydantic_json_schema__(cls, _schema: CoreSchema, _handler: GetJsonSchemaHandler) -> JsonSchemaValue:
        return {"type": ["string", "integer"], "pattern": _JSON_PATTERN}


def earliest(dates: Iterable[PartialDate | None]) -> PartialDate | None:
    """Give the first of the dates that are known; of a day and the month or season that holds it, the day."""
    return min((date for date in dates if date), key=lambda date: date.end, default=None)


def read_date(text: str) -> PartialDate:
    """Read a date. Raises ``InvalidValue`` where it has another form or is not in the calendar."""
    match = _PATTERN.fullmatch(text.strip())
    if not match:
        raise InvalidValue(
            "date-malformed",
            msg("“{value}” is not a date.", value=text),
            msg("Write 2026, 2026-04, 2026-04-15, 2026-spring or 2026-Q2."),
        )
    year, month, day = int(match["year"]), int(match["month"] or 0), int(match["day"] or 0)
    out_of_calendar = match["day"] and not 1 <= day <= monthrange(year, month)[1] if year else True
    if not EARLIEST_YEAR <= year <= LATEST_YEAR or out_of_calendar:
        raise InvalidValue(
            "date-impossible",
            msg("There is no such date as {value}.", value=text.strip()),
            msg("Check the day and the year; years go from {first} to {last}.", first=EARLIEST_YEAR, last=LATEST_YEAR),
        )
    return PartialDate(year, month, day, match["season"] or "", int(match["quarter"] or 0))


def _validate(value: Any) -> PartialDate:  # noqa: ANN401 - whatever stands in the file
    if isinstance(value, PartialDate):
        return value
    try:
        if isinstance(value, bool) or not isinstance(value, str | int):
            raise InvalidValue(
                "date-malformed",
                msg("A date is expected here."),
                msg("Write 2026, 2026-04, 2026-04-15, 2026-spring or 2026-Q2."),
            )
        return read_date(str(value))
    except InvalidValue as invalid:
        raise problem(invalid) from None
