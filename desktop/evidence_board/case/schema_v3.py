"""What the third version of a case file adds: how a place and an hour were proved, and what is drawn on the map.

Never changed again once published: see `schema`. Columns are only ever added behind all others (see `schema_v2`).
Angles are degrees clockwise from true north, points on the Earth WGS84 degrees, points in a picture fractions of the
upright original from its top left corner, times in a video seconds from its start.
"""

__all__ = ["ADDED_COLUMNS", "INDEXES", "RECORDED", "TABLES"]

_BOOK = "created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT"
_LEVELS = "('confirmed','probable','possible','doubtful','refuted','unjudged')"
_NOTE = "TEXT NOT NULL DEFAULT ''"
_OF_ITEM = "id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item(id)"
_USED = "used INTEGER NOT NULL DEFAULT 1 CHECK (used IN (0, 1))"


def _point(latitude: str = "latitude", longitude: str = "longitude") -> str:
    return (
        f"{latitude} REAL CHECK ({latitude} BETWEEN -90 AND 90),"
        f" {longitude} REAL CHECK ({longitude} BETWEEN -180 AND 180)"
    )


def _both(first: str, second: str) -> str:
    return f"CHECK (({first} IS NULL) = ({second} IS NULL))"


#: Columns put behind those of the versions before: table -> definitions.
ADDED_COLUMNS: dict[str, tuple[str, ...]] = {
    "geotag": (
        "fov_error_deg REAL",
        # Where it may be, as GeoJSON, when that is no circle.
        "area TEXT",
        # Of a video: at which moment the camera stood there.
        "frame_s REAL",
        # Of a track: what was added to the time of the photo to find its point.
        "time_offset_s REAL",
    ),
}

#: Columns, then checks of the whole table.
_RECORDED: dict[str, tuple[str, tuple[str, ...]]] = {
    "match_point": (
        f"""{_OF_ITEM}, number INTEGER NOT NULL, name {_NOTE},
        x REAL NOT NULL CHECK (x BETWEEN 0 AND 1), y REAL NOT NULL CHECK (y BETWEEN 0 AND 1),
        reference_item_id TEXT REFERENCES item(id), reference_x REAL CHECK (reference_x BETWEEN 0 AND 1),
        reference_y REAL CHECK (reference_y BETWEEN 0 AND 1), {_point()},
        frame_s REAL, reference_frame_s REAL, {_USED}, note {_NOTE}""",
        (_both("latitude", "longitude"), _both("reference_x", "reference_y")),
    ),
    "sight_line": (
        f"""id TEXT PRIMARY KEY, item_id TEXT REFERENCES item(id),
        kind TEXT NOT NULL CHECK (kind IN ('transit','bearing')), name {_NOTE},
        latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
        longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
        {_point("far_latitude", "far_longitude")}, bearing_deg REAL, error_deg REAL CHECK (error_deg >= 0),
        frame_s REAL, {_USED}, note {_NOTE}""",
        (
            _both("far_latitude", "far_longitude"),
            "CHECK (kind <> 'transit' OR far_latitude IS NOT NULL)",
            "CHECK (kind <> 'bearing' OR bearing_deg IS NOT NULL)",
        ),
    ),
    "sun_mark": (
        f"""{_OF_ITEM}, number INTEGER NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('map_shadow','object_shadow','light')), name {_NOTE},
        points TEXT NOT NULL DEFAULT '[]', {_point()}, bearing_deg REAL, bearing_error_deg REAL,
        object_length REAL CHECK (object_length > 0), shadow_length REAL CHECK (shadow_length >= 0),
        ratio REAL CHECK (ratio >= 0), ratio_error REAL CHECK (ratio_error >= 0), frame_s REAL,
        {_USED}, note {_NOTE}""",
        (_both("latitude", "longitude"),),
    ),
    "chronolocation": (
        f"""{_OF_ITEM}, method TEXT NOT NULL, {_point()}, place_text {_NOTE}, marks TEXT NOT NULL DEFAULT '[]',
        zone TEXT, date_from TEXT, date_to TEXT, result_from {_NOTE}, result_to {_NOTE},
        fits TEXT NOT NULL DEFAULT '[]', level TEXT NOT NULL DEFAULT 'unjudged' CHECK (level IN {_LEVELS}),
        reason {_NOTE}, moment_id TEXT REFERENCES moment(id)""",
        (_both("latitude", "longitude"),),
    ),
    # One per file at most.
    "picture_geometry": (
        f"""{_OF_ITEM}, horizon_y REAL, tilt_deg REAL, fov_deg REAL CHECK (fov_deg > 0 AND fov_deg <= 360),
        fov_error_deg REAL CHECK (fov_error_deg >= 0), heading_deg REAL, heading_error_deg REAL,
        cropped TEXT NOT NULL DEFAULT 'unknown' CHECK (cropped IN ('yes','no','unknown')),
        source TEXT NOT NULL DEFAULT 'measured', frame_s REAL, note {_NOTE}""",
        (),
    ),
    "map_drawing": (
        f"""id TEXT PRIMARY KEY, kind TEXT NOT NULL CHECK (kind IN ('point','line','area','sector','text')),
        geometry TEXT NOT NULL, name {_NOTE}, colour TEXT NOT NULL DEFAULT 'accent', note {_NOTE},
        target_kind TEXT, target_id TEXT, visible INTEGER NOT NULL DEFAULT 1 CHECK (visible IN (0, 1)),
        ordinal INTEGER NOT NULL DEFAULT 0""",
        (),
    ),
    "map_layer": (
        f"""id TEXT PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, path {_NOTE},
        blob_id INTEGER REFERENCES blob(id), sha256 TEXT, size INTEGER,
        ordinal INTEGER NOT NULL DEFAULT 0, opacity REAL NOT NULL DEFAULT 1 CHECK (opacity BETWEEN 0 AND 1),
        visible INTEGER NOT NULL DEFAULT 1 CHECK (visible IN (0, 1)), attribution {_NOTE},
        options TEXT NOT NULL DEFAULT '{{}}'""",
        (),
    ),
}

#: Recorded tables that are new.
RECORDED = tuple(_RECORDED)

# Table constraints must follow all columns, so the bookkeeping goes in before them.
TABLES = tuple(
    f"CREATE TABLE {name} ({', '.join((columns, _BOOK, *checks))}) STRICT"
    for name, (columns, checks) in _RECORDED.items()
)

INDEXES = (
    "CREATE INDEX match_point_item ON match_point(item_id)",
    "CREATE INDEX match_point_reference ON match_point(reference_item_id) WHERE reference_item_id IS NOT NULL",
    "CREATE INDEX sight_line_item ON sight_line(item_id)",
    "CREATE INDEX sun_mark_item ON sun_mark(item_id)",
    "CREATE INDEX chronolocation_item ON chronolocation(item_id)",
    "CREATE INDEX picture_geometry_item ON picture_geometry(item_id)",
)
