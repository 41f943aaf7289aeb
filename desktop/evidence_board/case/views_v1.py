"""The plain views of the first version of a case file. Never changed again: see `views`."""

__all__ = ["VIEWS"]

_MOMENT = (
    "(SELECT m.{column} FROM moment m WHERE m.target_id = {target} AND m.role = '{role}'"
    " AND m.deleted_at IS NULL ORDER BY m.preferred DESC, m.id LIMIT 1)"
)


def _moment(column: str, target: str, role: str) -> str:
    return _MOMENT.format(column=column, target=target, role=role)


_LABEL = (
    "(SELECT ref FROM item WHERE id = {0} UNION ALL SELECT ref FROM account WHERE id = {0}"
    " UNION ALL SELECT ref FROM person WHERE id = {0} UNION ALL SELECT ref FROM unit WHERE id = {0}"
    " UNION ALL SELECT ref FROM location WHERE id = {0} UNION ALL SELECT ref FROM equipment WHERE id = {0}"
    " UNION ALL SELECT ref FROM event WHERE id = {0} UNION ALL SELECT ref FROM post WHERE id = {0} LIMIT 1)"
)

VIEWS = (
    f"""CREATE VIEW v_items AS SELECT i.ref, i.kind, i.title, i.file_name, b.sha256, b.size, i.media_type,
        i.width, i.height, i.duration_s, {_moment("raw", "i.id", "captured")} AS captured_raw,
        {_moment("utc", "i.id", "captured")} AS captured_utc,
        {_moment("precision", "i.id", "captured")} AS captured_precision,
        {_moment("zone", "i.id", "captured")} AS captured_zone, i.camera_make, i.camera_model, i.caption,
        g.latitude, g.longitude, g.radius_m, g.source AS geotag_source, g.level AS geotag_level, i.state
        FROM item i LEFT JOIN blob b ON b.id = i.blob_id
        LEFT JOIN geotag g ON g.item_id = i.id AND g.preferred = 1 AND g.role = 'camera'
        AND g.deleted_at IS NULL WHERE i.deleted_at IS NULL""",
    """CREATE VIEW v_geotags AS SELECT g.ref, i.ref AS item, g.role, g.latitude, g.longitude, g.altitude_m,
        g.radius_m, g.bearing_deg, g.source, g.method, g.level, g.preferred, g.raw, g.reason
        FROM geotag g JOIN item i ON i.id = g.item_id WHERE g.deleted_at IS NULL AND i.deleted_at IS NULL""",
    f"""CREATE VIEW v_links AS SELECT k.ref, {_LABEL.format("k.src_id")} AS "from",
        {_LABEL.format("k.dst_id")} AS "to", k.relation, k.level, k.start, k.end, k.note
        FROM link k WHERE k.deleted_at IS NULL""",
    """CREATE VIEW v_accounts AS SELECT ref, platform, handle, display_name, native_id, url, reliability,
        notes FROM account WHERE deleted_at IS NULL""",
    f"""CREATE VIEW v_posts AS SELECT p.ref, a.ref AS account, p.platform, p.native_id, p.url, p.text,
        {_moment("raw", "p.id", "published")} AS posted FROM post p LEFT JOIN account a ON a.id = p.account_id
        WHERE p.deleted_at IS NULL""",
    "CREATE VIEW v_people AS SELECT ref, name, notes FROM person WHERE deleted_at IS NULL",
    """CREATE VIEW v_units AS SELECT u.ref, u.name, u.number, u.echelon, u.country, p.ref AS parent, u.notes
        FROM unit u LEFT JOIN unit p ON p.id = u.parent_id WHERE u.deleted_at IS NULL""",
    """CREATE VIEW v_locations AS SELECT ref, name, kind, latitude, longitude, radius_m, notes
        FROM location WHERE deleted_at IS NULL""",
    "CREATE VIEW v_equipment AS SELECT ref, name, category, model, markings, notes FROM equipment"
    " WHERE deleted_at IS NULL",
    f"""CREATE VIEW v_events AS SELECT e.ref, e.name, {_moment("raw", "e.id", "start")} AS start,
        {_moment("raw", "e.id", "end")} AS end, l.ref AS location, e.notes
        FROM event e LEFT JOIN location l ON l.id = e.location_id WHERE e.deleted_at IS NULL""",
    """CREATE VIEW v_occurrences AS SELECT i.ref AS item, o.path, o.seen_at FROM occurrence o
        JOIN item i ON i.id = o.item_id WHERE o.deleted_at IS NULL""",
    """CREATE VIEW v_raw_tags AS SELECT i.ref AS item, r.family, r.tag, r.value FROM raw_tag r
        JOIN item i ON i.id = r.item_id WHERE i.deleted_at IS NULL""",
    "CREATE VIEW v_custody AS SELECT seq, at, actor, action, detail, entry_hash FROM custody",
)
