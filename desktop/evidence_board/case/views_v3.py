"""The plain views of the third version of a case file: those of the second, some with more columns, and new ones."""

from evidence_board.case import views_v2

__all__ = ["VIEWS"]

_GEOTAGS = (
    "g.radius_m, g.precision, g.bearing_deg, g.source,",
    "g.radius_m, g.precision, g.bearing_deg, g.bearing_error_deg, g.fov_deg, g.fov_error_deg, g.frame_s, g.source,",
)


def _extended(sql: str) -> str:
    if not sql.startswith("CREATE VIEW v_geotags "):
        return sql
    old, new = _GEOTAGS
    assert old in sql
    return sql.replace(old, new)


VIEWS = (
    *(_extended(sql) for sql in views_v2.VIEWS),
    """CREATE VIEW v_match_points AS SELECT i.ref AS item, m.number, m.name, m.x, m.y, r.ref AS reference,
        m.reference_x, m.reference_y, m.latitude, m.longitude, m.frame_s, m.used, m.note
        FROM match_point m JOIN item i ON i.id = m.item_id
        LEFT JOIN item r ON r.id = m.reference_item_id AND r.deleted_at IS NULL
        WHERE m.deleted_at IS NULL AND i.deleted_at IS NULL""",
    """CREATE VIEW v_sight_lines AS SELECT i.ref AS item, s.kind, s.name, s.latitude, s.longitude, s.far_latitude,
        s.far_longitude, s.bearing_deg, s.error_deg, s.used, s.note
        FROM sight_line s LEFT JOIN item i ON i.id = s.item_id
        WHERE s.deleted_at IS NULL AND i.deleted_at IS NULL""",
    """CREATE VIEW v_sun_marks AS SELECT i.ref AS item, s.number, s.kind, s.name, s.points, s.latitude, s.longitude,
        s.bearing_deg, s.bearing_error_deg, s.object_length, s.shadow_length, s.ratio, s.ratio_error, s.used, s.note
        FROM sun_mark s JOIN item i ON i.id = s.item_id WHERE s.deleted_at IS NULL AND i.deleted_at IS NULL""",
    """CREATE VIEW v_chronolocations AS SELECT i.ref AS item, c.method, c.latitude, c.longitude, c.place_text, c.zone,
        c.date_from, c.date_to, c.result_from, c.result_to, c.level, c.reason, m.raw AS became
        FROM chronolocation c JOIN item i ON i.id = c.item_id
        LEFT JOIN moment m ON m.id = c.moment_id AND m.deleted_at IS NULL
        WHERE c.deleted_at IS NULL AND i.deleted_at IS NULL""",
    """CREATE VIEW v_picture_geometry AS SELECT i.ref AS item, p.horizon_y, p.tilt_deg, p.fov_deg, p.fov_error_deg,
        p.heading_deg, p.heading_error_deg, p.cropped, p.source, p.frame_s, p.note
        FROM picture_geometry p JOIN item i ON i.id = p.item_id WHERE p.deleted_at IS NULL AND i.deleted_at IS NULL""",
    "CREATE VIEW v_drawings AS SELECT kind, name, geometry, colour, note, target_kind, visible FROM map_drawing"
    " WHERE deleted_at IS NULL ORDER BY ordinal, id",
    "CREATE VIEW v_layers AS SELECT kind, name, path, blob_id IS NOT NULL AS in_case, sha256, size, ordinal, opacity,"
    " visible, attribution, options FROM map_layer WHERE deleted_at IS NULL ORDER BY ordinal, id",
)
