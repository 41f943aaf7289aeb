"""Words of positions: what they are of, where they come from, how near they are (Atlos classes)."""

from enum import StrEnum

__all__ = [
    "METHODS",
    "PRECISION_RADIUS_M",
    "UNLOCATABLE",
    "GeotagRole",
    "GeotagSource",
    "Precision",
    "level_rank",
    "rule_rank",
]


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

#: Which source counts first among values of one rank, as long as nobody chose.
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


def rule_rank(source: str, level: str) -> tuple[int, int] | None:
    """Return the rank of a position by rule, the lowest first; None for one that counts only when a person says so.

    What was judged goes before what nobody judged (desktop/docs/decisions/021-what-counts-by-rule.md): confirmed
    by an analyst, then other sources judged probable or better, then an analyst's probable one, then the other
    sources as they came, doubtful ones, and what was refuted last. An analyst's position below probable is a guess.
    """
    known = _ORDER.index(GeotagSource(source)) if source in _ORDER else len(_ORDER)
    return level_rank(level, by_analyst=source == GeotagSource.ANALYST, order=known)


def level_rank(level: str, *, by_analyst: bool, order: int) -> tuple[int, int] | None:
    """Return the rank of a position or time by its level and who says so; None for an analyst's guess.

    Args:
        level: a word of the ladder.
        by_analyst: whether a person of this case gave it.
        order: place of its source among the others.
    """
    if by_analyst:
        rank = {"confirmed": 0, "probable": 2}.get(level)
        return None if rank is None else (rank, order)
    return {"confirmed": 1, "probable": 1, "doubtful": 4, "refuted": 5}.get(level, 3), order
