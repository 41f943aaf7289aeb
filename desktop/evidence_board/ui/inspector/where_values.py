"""What a typed position comes to: the values that the verbs of positions take."""

from evidence_board.model.case_index import ItemRow
from evidence_board.model.details import GeotagDetail
from evidence_board.ui.inspector.position_words import decided_words
from evidence_board.ui.inspector.where_form import TypedPosition
from evidence_board.ui.inspector.words import coordinates_words, looking_words, radius_words

__all__ = ["added_values", "changed_values", "decided_of", "placed_values", "point_values", "point_words", "typed_from"]


def typed_from(geotag: GeotagDetail) -> TypedPosition:
    """Return a position as a form shows it."""
    return TypedPosition(
        *(geotag.latitude, geotag.longitude, geotag.radius_m, geotag.bearing_deg, geotag.bearing_error_deg),
        *(geotag.level, geotag.location_id, geotag.reason, geotag.role, geotag.source),
        precision=geotag.precision or None,
        method=geotag.method or None,
    )


def changed_values(geotag: GeotagDetail, typed: TypedPosition) -> dict[str, object]:
    """Return what a form changed of a position; a number that is shown rounded and was not touched stays as it is."""
    old = typed_from(geotag)
    names = ("radius_m", "precision", "bearing_deg", "bearing_error_deg", "method", "level", "location_id", "reason")
    changed = {name: getattr(typed, name) for name in names if getattr(typed, name) != getattr(old, name)}
    for name in ("radius_m", "bearing_deg", "bearing_error_deg"):
        if name in changed and _shown(name, changed[name]) == _shown(name, getattr(old, name)):
            del changed[name]
    return changed


def _shown(name: str, value: object) -> str:
    if not isinstance(value, float):
        return ""
    return radius_words(value) if name == "radius_m" else looking_words(value, None)


def point_words(item: ItemRow) -> str:
    """Return the point of a file as it is typed; empty where there is none."""
    if item.latitude is None or item.longitude is None:
        return ""
    return coordinates_words(item.latitude, item.longitude)


def decided_of(geotag: GeotagDetail | None) -> str:
    """Return who chose a position and when; empty for none."""
    if geotag is None:
        return ""
    return decided_words(geotag.chosen_by, geotag.created_at, geotag.created_by)


def point_values(typed: TypedPosition) -> dict[str, object]:
    """Return the point or the words of a typed position."""
    return {"latitude": typed.latitude, "longitude": typed.longitude, "place_text": typed.place_text}


def placed_values(typed: TypedPosition) -> dict[str, object]:
    """Return what `place_items` takes of a typed position."""
    names = ("latitude", "longitude", "radius_m", "bearing_deg", "bearing_error_deg", "level", "reason", "location_id")
    values: dict[str, object] = {name: getattr(typed, name) for name in (*names, "precision")}
    # Not said leaves the method of the verb.
    return values | ({"method": typed.method} if typed.method is not None else {})


def added_values(typed: TypedPosition) -> dict[str, object]:
    """Return what `add_position` takes of a typed position, beside the point."""
    names = ("role", "source", "method", "precision", "radius_m", "bearing_deg", "bearing_error_deg", "level")
    values: dict[str, object] = {name: getattr(typed, name) for name in (*names, "reason", "location_id")}
    return values | {"preferred": True if typed.counts else None}
