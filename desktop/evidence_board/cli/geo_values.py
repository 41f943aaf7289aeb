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
        number = super().convert(plain, param, ctx)
        if not math.isfinite(number):
            self.fail(f"{value} is no number", param, ctx)
        return number


LATITUDE = Number(-90, 90)
LONGITUDE = Number(-180, 180)
