"""What the commands of ``geo`` take: numbers as people write them."""

import math
from typing import Any

import click

__all__ = ["LATITUDE", "LONGITUDE", "NEGATIVE_ALLOWED", "Number"]

#: Values such as -34.6 are no options.
NEGATIVE_ALLOWED = {"ignore_unknown_options": True, "help_option_names": ["--help"]}


class Number(click.FloatRange):
    """A number in a range, with a point or a comma."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> Any:
        """Read one value."""
        plain: Any = value.replace(",", ".").replace("−", "-") if isinstance(value, str) else value
        try:
            number = float(plain)
        except (TypeError, ValueError):
            number = math.nan
        if not math.isfinite(number):
            self.fail(f"{str(value)[:40]} is no number", param, ctx)
        if (self.min is not None and number < self.min) or (self.max is not None and number > self.max):
            self.fail(f"{str(value)[:40]} is not between {self.min:g} and {self.max:g}", param, ctx)
        return number


LATITUDE = Number(-90, 90)
LONGITUDE = Number(-180, 180)
