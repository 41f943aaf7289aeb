"""How places of the gazetteer are written in the window."""

from evidence_board.geo.gazetteer import Found, Nearby, compass_point
from evidence_board.geo.gazetteer_format import GazetteerPlace
from evidence_board.geo.gazetteer_match import Match
from evidence_board.ui.i18n import isolate, number, tr

__all__ = ["far_words", "found_detail", "hint_words", "kind_icon", "kind_words", "mark_name", "region_words"]


def kind_words(kind: str) -> str:
    """Return what a place is; kinds of a user's list stand as they are written there."""
    words = {
        "settlement": tr("settlement"),
        "airfield": tr("airfield"),
        "area": tr("area"),
        "base": tr("base"),
        "port": tr("port"),
        "district": tr("district"),
        "site": tr("site"),
        "water": tr("water"),
        "terrain": tr("terrain"),
        "road": tr("road"),
        "own place": tr("own place"),
        "place": tr("place"),
        "former settlement": tr("former settlement"),
    }
    return words.get(kind, kind)


def kind_icon(kind: str) -> str:
    """Return the name of the icon of a kind."""
    return "plane" if kind == "airfield" else "map-pin"


def region_words(place: GazetteerPlace) -> str:
    """Return province and country: ``Tartus, Syria``."""
    parts = [place.admin1 if place.admin1 != place.name else "", place.country_name or place.country]
    return ", ".join(part for part in parts if part)


def far_words(metres: float) -> str:
    """Return a distance as people say it: ``250 m``, ``4.2 km``, ``12 km``."""
    if metres < 950:
        return tr("{n} m", n=number(max(10, round(metres / 10) * 10)))
    km = metres / 1000
    return tr("{n} km", n=f"{km:.1f}".removesuffix(".0") if km < 9.95 else number(round(km)))


def found_detail(found: Found) -> str:
    """Return the words behind a name in a list: what it is, where it lies, how it met what was typed."""
    place = found.place
    parts = [kind_words(place.kind), region_words(place)]
    if place.population:
        parts.append(tr("{n} people", n=number(place.population)))
    if found.match == Match.SIMILAR:
        parts.insert(0, tr("similar: {name}", name=isolate(found.matched)))
    elif found.matched != place.name:
        parts.insert(0, isolate(found.matched))
    return " · ".join(part for part in parts if part)


def hint_words(nearby: Nearby) -> str:
    """Return a position in words, as a hint: ``4 km NE of Tartus``; ``at Tartus`` very near its listed point."""
    name = isolate(nearby.place.name)
    if nearby.distance_m < 50:
        return tr("at {place}", place=name)
    sides = {
        "N": tr("N"), "NE": tr("NE"), "E": tr("E"), "SE": tr("SE"),
        "S": tr("S"), "SW": tr("SW"), "W": tr("W"), "NW": tr("NW"),
    }  # fmt: skip
    side = sides[compass_point(nearby.bearing_deg)]
    return tr("{far} {side} of {place}", far=far_words(nearby.distance_m), side=side, place=name)


def mark_name(found: Found) -> str:
    """Return the name that a place is shown with: the one that was meant, then its main name."""
    name = found.place.name
    return (
        name
        if found.matched == name or found.match in (Match.BEGINNING, Match.SIMILAR)
        else f"{found.matched} · {name}"
    )
