"""Words of positions: what they are of, where they come from, how near they are (Atlos classes)."""

from enum import StrEnum

__all__ = ["METHODS", "PRECISION_RADIUS_M", "UNLOCATABLE", "GeotagRole", "GeotagSource", "Precision", "rule_rank"]


class GeotagRole(StrEnum):
    """What stands at the point."""

    CAMERA = "camera"
    SUBJECT = "subject"
    EVENT = "event"
    POST_TAG = "post_tag"


class GeotagSource(StrEnum):
    """Who says so."""

    DEVICE_EXIF = "device_exif"
    DEVICE_VIDEO = "device_video"
    PLATFORM_TAG = "platform_tag"
    SHARED_LOCATION = "shared_location"
    TAKEOUT_INFERRED = "takeout_inferred"
    TRACK_MATCH = "track_match"
    CAPTION_TEXT = "caption_text"
    SIDECAR_OTHER = "sidecar_other"
    ANALYST = "analyst"
    THIRD_PARTY = "third_party"


#: How it was found out.
METHODS = (
    *("exif", "visual_match", "satellite_match", "street_view", "skyline", "sun_shadow", "sign_text"),
    *("gazetteer", "triangulation", "track", "import"),
)


class Precision(StrEnum):
    """How near the point is to the truth, in classes."""

    EXACT = "exact"
    VICINITY = "vicinity"
    LOCALITY = "locality"
    SETTLEMENT = "settlement"
    REGION = "region"
    COUNTRY = "country"
    UNKNOWN = "unknown"


#: Instead of a class where a person found that the place cannot be found.
UNLOCATABLE = "unlocatable"

#: Metres that a class stands for; the others have none.
PRECISION_RADIUS_M = {
    Precision.EXACT: 10.0,
    Precision.VICINITY: 100.0,
    Precision.LOCALITY: 1_000.0,
    Precision.SETTLEMENT: 5_000.0,
}

#: Which source counts first as long as nobody chose. Confirmed positions of analysts go before all of them.
_ORDER = (
    GeotagSource.DEVICE_EXIF,
    GeotagSource.DEVICE_VIDEO,
    GeotagSource.TRACK_MATCH,
    GeotagSource.TAKEOUT_INFERRED,
    GeotagSource.SHARED_LOCATION,
    GeotagSource.PLATFORM_TAG,
    GeotagSource.CAPTION_TEXT,
    GeotagSource.SIDECAR_OTHER,
    GeotagSource.THIRD_PARTY,
)


def rule_rank(source: str, level: str) -> int | None:
    """Return the rank of a position by rule, 0 first; None for one that counts only when a person says so.

    An analyst's position that is not confirmed is a guess. What was refuted counts only where nothing else is.
    """
    if source == GeotagSource.ANALYST:
        return 0 if level == "confirmed" else None
    if level == "refuted":
        return len(_ORDER) + 2
    return _ORDER.index(GeotagSource(source)) + 1 if source in _ORDER else len(_ORDER) + 1
