"""How the inspector writes of positions: what stands there, who says so, how near, and who decided."""

from evidence_board.geo.geodesy import distance_m
from evidence_board.model.details import GeotagDetail
from evidence_board.model.positions import METHODS, PRECISION_RADIUS_M, Precision
from evidence_board.ui.i18n import isolate, tr
from evidence_board.ui.inspector.words import coordinates_words, day_of, looking_words, radius_words

__all__ = [
    "chosen_words",
    "decided_words",
    "distance_words",
    "entered_words",
    "method_choices",
    "method_words",
    "near_choices",
    "near_words",
    "position_value",
    "role_choices",
    "role_words",
    "source_choices",
    "source_words",
]


def role_choices() -> list[tuple[str, str]]:
    """Return (word of the case, words on screen) of what can stand at a position."""
    return [
        ("camera", tr("Camera")),
        ("subject", tr("Subject")),
        ("event", tr("Event")),
        ("post_tag", tr("Tag of a post")),
    ]


def role_words(role: str) -> str:
    """Return what stands at a position."""
    return dict(role_choices()).get(role, role.replace("_", " "))


def source_choices() -> list[tuple[str, str]]:
    """Return the sources that a person can name; what files say is read from them."""
    return [
        ("analyst", tr("By hand")),
        ("caption_text", tr("Caption")),
        ("platform_tag", tr("Platform tag")),
        ("shared_location", tr("Shared location")),
        ("track_match", tr("Track")),
        ("third_party", tr("Somebody else")),
    ]


def source_words(source: str) -> str:
    """Return who gave a position."""
    read = {
        "device_exif": tr("Camera file"),
        "device_video": tr("Camera file (video)"),
        "takeout_inferred": tr("Guess of a platform"),
        "sidecar_other": tr("Sidecar file"),
    }
    return (read | dict(source_choices())).get(source, source.replace("_", " "))


def near_choices() -> list[tuple[str | None, str]]:
    """Return (class of precision or None for a radius of one's own, words)."""
    return [(None, tr("Radius as typed")), *((one.value, near_words(one)) for one in Precision)]


def near_words(precision: str) -> str:
    """Return a class of precision with the radius that it stands for."""
    names = {
        Precision.EXACT: tr("Exact"),
        Precision.VICINITY: tr("Vicinity"),
        Precision.LOCALITY: tr("Locality"),
        Precision.SETTLEMENT: tr("Settlement"),
        Precision.REGION: tr("Region"),
        Precision.COUNTRY: tr("Country"),
        Precision.UNKNOWN: tr("Not known how near"),
    }
    if precision not in tuple(Precision):
        return precision
    one = Precision(precision)
    radius = PRECISION_RADIUS_M.get(one)
    return f"{names[one]}, {radius_words(radius)}" if radius is not None else names[one]


def method_choices() -> list[tuple[str | None, str]]:
    """Return (word of the case or None, words) of the ways to find a position."""
    return [(None, tr("Not said")), *((one, method_words(one)) for one in METHODS)]


def method_words(method: str) -> str:
    """Return how a position was found."""
    return {
        "exif": tr("Metadata of the file"),
        "visual_match": tr("Compared by eye"),
        "satellite_match": tr("Satellite picture"),
        "street_view": tr("Street pictures"),
        "skyline": tr("Skyline"),
        "sun_shadow": tr("Sun and shadow"),
        "sign_text": tr("Text on a sign"),
        "gazetteer": tr("List of places"),
        "triangulation": tr("Crossing directions"),
        "track": tr("Track"),
        "import": tr("Import"),
    }.get(method, method.replace("_", " "))


def position_value(geotag: GeotagDetail) -> str:
    """Return where a position is, as near as it says: a point with its radius or class, words alone, or neither."""
    if geotag.unlocatable:
        return tr("Cannot be located")
    words = geotag.place_text
    if geotag.latitude is not None and geotag.longitude is not None:
        words = coordinates_words(geotag.latitude, geotag.longitude, geotag.radius_m)
        if geotag.place_text:
            words += f" ({isolate(geotag.place_text)})"
    if geotag.bearing_deg is not None:
        looking = looking_words(geotag.bearing_deg, geotag.bearing_error_deg)
        words = tr("{position}, looking {direction}", position=words, direction=looking)
    return words


def distance_words(geotag: GeotagDetail, beside: GeotagDetail | None) -> str:
    """Return how far a position is from the one that counts, and whether their radii reach each other.

    Empty where one of them has no point, or both are the same.
    """
    if beside is None or beside.id == geotag.id:
        return ""
    if geotag.latitude is None or geotag.longitude is None or beside.latitude is None or beside.longitude is None:
        return ""
    metres = distance_m(geotag.latitude, geotag.longitude, beside.latitude, beside.longitude)
    reach = (geotag.radius_m or 0.0) + (beside.radius_m or 0.0)
    far = radius_words(metres)
    if metres <= reach:
        return tr("{distance} from the position that counts, within the radii", distance=far)
    return tr("{distance} from the position that counts", distance=far)


def chosen_words(chosen_by: str, *, preferred: bool) -> str:
    """Return who decided that a value counts, or that it does not."""
    if preferred:
        return tr("Chosen by a person") if chosen_by == "person" else tr("Chosen by rule, until a person chooses")
    return tr("Set aside by a person") if chosen_by == "person" else ""


def decided_words(chosen_by: str, created_at: str, created_by: str) -> str:
    """Return who decided that a value counts, and when it came into the case, for a row "Chosen"."""
    who = tr("By a person") if chosen_by == "person" else tr("By rule, until a person chooses")
    return tr("{who}; entered {when}", who=who, when=entered_words(created_at, created_by))


def entered_words(created_at: str, created_by: str) -> str:
    """Return when a value came into the case, and who brought it."""
    return tr("{day} by {name}", day=day_of(created_at), name=isolate(created_by))
