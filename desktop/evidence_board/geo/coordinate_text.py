"""Writes positions and bearings for people. Digits and letters are Latin in every language."""

__all__ = ["compass_point", "format_bearing", "format_decimal", "format_dms", "format_minutes", "format_whole_minutes"]

_POINTS = ("N", "NNE", "NE", "ENE", "E", "ESE", "SE", "SSE", "S", "SSW", "SW", "WSW", "W", "WNW", "NW", "NNW")


def format_decimal(latitude: float, longitude: float, *, decimals: int = 5) -> str:
    """Write decimal degrees, e.g. ``34.90510, 35.86840`` (five decimals are about a metre)."""
    return ", ".join(f"{round(value, decimals) + 0.0:.{decimals}f}" for value in (latitude, longitude))


def format_dms(latitude: float, longitude: float, *, decimals: int = 1) -> str:
    """Write degrees, minutes and seconds, e.g. ``34°54′18.4″N 35°52′06.2″E``."""
    parts = []
    for value, letters in ((latitude, "NS"), (longitude, "EW")):
        # In units of the last decimal, so that 59.96 seconds become a minute and not 60.0.
        units = round(abs(value) * 3600 * 10**decimals)
        minutes, units = divmod(units, 60 * 10**decimals)
        degrees, minutes = divmod(minutes, 60)
        width = 3 + decimals if decimals else 2
        letter = letters[value < 0 and (degrees, minutes, units) != (0, 0, 0)]
        parts.append(f"{degrees}°{minutes:02d}′{units / 10**decimals:0{width}.{decimals}f}″{letter}")
    return " ".join(parts)


def format_minutes(latitude: float, longitude: float, *, decimals: int = 3) -> str:
    """Write degrees and decimal minutes, e.g. ``34°54.306′N 35°52.104′E``."""
    parts = []
    for value, letters in ((latitude, "NS"), (longitude, "EW")):
        degrees, units = divmod(round(abs(value) * 60 * 10**decimals), 60 * 10**decimals)
        width = 3 + decimals if decimals else 2
        letter = letters[value < 0 and (degrees, units) != (0, 0)]
        parts.append(f"{degrees}°{units / 10**decimals:0{width}.{decimals}f}′{letter}")
    return " ".join(parts)


def format_whole_minutes(latitude: float, longitude: float) -> str:
    """Write degrees and whole minutes, e.g. ``34°54′N 35°52′E`` (a minute is about 1.9 km)."""
    return format_minutes(latitude, longitude, decimals=0)


def compass_point(bearing_deg: float) -> str:
    """Return the nearest of the sixteen points of the compass, e.g. ``NNW`` for 348."""
    return _POINTS[round(bearing_deg % 360 / 22.5) % 16]


def format_bearing(bearing_deg: float) -> str:
    """Write a bearing with its compass point, e.g. ``NNW 348°``."""
    return f"{compass_point(bearing_deg)} {round(bearing_deg) % 360}°"
