"""A time in seconds on the command line."""

from gettext import gettext
from math import isnan
from typing import Any

import click


class Seconds(click.FloatRange):
    """A number of seconds from 0 to ``most``; that which is no number ("nan") is refused, as click does not."""

    name = "number"  # click would say "float range"

    def __init__(self, most: float) -> None:
        super().__init__(min=0, max=most)

    def convert(
        self,
        value: Any,  # noqa: ANN401 - click's signature
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> float:
        """Read a value. Raises ``click.BadParameter``."""
        number = float(super().convert(value, param, ctx))
        if isnan(number):
            text = gettext("{value!r} is not a valid {number_type}.")
            self.fail(text.format(value=value, number_type=self.name), param, ctx)
        return number
