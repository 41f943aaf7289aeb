"""Plain views for DB Browser, the sqlite3 shell and Datasette; the program itself never reads them."""

__all__ = ["VIEWS"]


def _moment(column: str, target: str, role: str) -> str:
    return (
        f"(SELECT m.{column} FROM moment m WHERE m.target_id = {target} AND m.role = '{role}'"
        " AND m.deleted_at IS NULL ORDER BY m.preferred DESC, m.id LIMIT 1)"
    )


_WITH_REF = ("item", "account", "person", "unit", "location", "equipment", "event", "post", "link", "geotag")


def _ref(column: str) -> str:
    parts = " UNION ALL ".join(f"SELECT ref FROM {table} WHERE id = {column}" for table in _WITH_REF)
    return f"({parts} LIMIT 1)"


#: The thing a fact is about, or a region or time is of.
_OWNER = (
    "SELECT i.ref FROM region r JOIN item i ON i.id = r.item_id WHERE r.id = {0}"
    " UNION ALL SELECT " + _ref("m.target_id") + " FROM moment m WHERE m.id = {0}"
)


def _claim(column: str) -> str:
    return f"ifnull({_ref(column)}, ({_OWNER.format(column)} LIMIT 1))"


#: The first version did not say who chose: see `schema_v2`.
_CHOSEN = "ifnull({0}.chosen_by, CASE {0}.source WHEN 'analyst' THEN 'person' ELSE 'rule' END) AS chosen_by"


def _names(kind_id: str) -> str:
    return (
        f"(SELECT group_concat(n.name, ' | ') FROM entity_name n WHERE n.entity_id = {kind_id}"
        " AND n.deleted_at IS NULL)"
    )


#: The label in the canonical JSON of the log, whose keys are sorted. The JSON functions of SQLite would not do: they
#: are refused in a view where the schema is not trusted, as here and in some builds of SQLite.
_AFTER = 'substr(detail, instr(detail, \'"label":"\') + 9)'
_LABEL = (
    'CASE WHEN instr(detail, \'"label":"\') AND instr(detail, \'","rows":\') THEN'
    f" replace(replace(substr({_AFTER}, 1, instr({_AFTER}, '\",\"rows\":') - 1), '\\\"', '\"'), '\\\\', '\\') END"
)

VIEWS = (
    f"""CREATE VIEW v_items AS SELECT i.ref, i.kind, i.title, i.file_name, b.sha256, b.size, i.media_type,
        i.width, i.height, i.duration_s, {_moment("raw", "i.id", "captured")} AS captured_raw,
        {_moment("utc", "i.id", "captured")} AS captured_utc,
        {_moment("precision", "i.id", "captured")} AS captured_precision,
        {_moment("zone", "i.id", "captured")} AS captured_zone, i.camera_make, i.camera_model, i.caption,
        g.latitude, g.longitude, g.radius_m, g.source AS geotag_source, g.level AS geotag_level, i.state,
        i.status, c.page_url, c.generation, c.edited, c.collected_at, c.collected_by, c.restriction
        FROM item i LEFT JOIN blob b ON b.id = i.blob_id
        LEFT JOIN geotag g ON g.item_id = i.id AND g.preferred = 1 AND g.role = 'camera'
        AND g.deleted_at IS NULL
        LEFT JOIN collection_record c ON c.item_id = i.id AND c.deleted_at IS NULL
        WHERE i.deleted_at IS NULL""",
    f"""CREATE VIEW v_geotags AS SELECT g.ref, i.ref AS item, g.role, g.latitude, g.longitude, g.altitude_m,
        g.radius_m, g.precision, g.bearing_deg, g.source, g.method, g.level, g.preferred, {_CHOSEN.format("g")},
        g.place_text, g.raw, g.reason,
        (SELECT count(*) FROM citation c WHERE c.claim_id = g.id AND c.deleted_at IS NULL) AS citations
        FROM geotag g JOIN item i ON i.id = g.item_id WHERE g.deleted_at IS NULL AND i.deleted_at IS NULL""",
    f"""CREATE VIEW v_times AS SELECT {_ref("m.target_id")} AS thing, m.role, m.raw, m.local, m.utc,
        m.precision, m.zone, m.zone_source, m.source, m.method, m.level, m.approximate, m.preferred,
        {_CHOSEN.format("m")}, m.reason, o.seconds AS clock_offset_s
        FROM moment m LEFT JOIN clock_offset o ON o.id = m.clock_offset_id WHERE m.deleted_at IS NULL""",
    f"""CREATE VIEW v_links AS SELECT k.ref, {_ref("k.src_id")} AS "from", {_ref("k.dst_id")} AS "to",
        k.relation, k.level, k.start, k.end, k.note, k.reason,
        (SELECT count(*) FROM citation c WHERE c.claim_id = k.id AND c.deleted_at IS NULL) AS citations
        FROM link k WHERE k.deleted_at IS NULL""",
    f"""CREATE VIEW v_citations AS SELECT c.claim_kind, {_claim("c.claim_id")} AS claim, c.stance,
        c.kind AS cited_kind, {_claim("c.target_id")} AS cited, c.start_s, c.end_s, c.excerpt, c.note
        FROM citation c WHERE c.deleted_at IS NULL""",
    f"""CREATE VIEW v_accounts AS SELECT a.ref, a.platform, a.handle, a.display_name, a.native_id, a.url,
        a.status, a.self_place, a.reliability, {_names("a.id")} AS other_names, a.bio, a.notes
        FROM account a WHERE a.deleted_at IS NULL""",
    """CREATE VIEW v_account_names AS SELECT a.ref AS account, n.handle, n.display_name, n.seen_from, n.seen_to,
        n.note FROM account_name n JOIN account a ON a.id = n.account_id
        WHERE n.deleted_at IS NULL AND a.deleted_at IS NULL""",
    f"""CREATE VIEW v_posts AS SELECT p.ref, a.ref AS account, p.platform, p.native_id, p.url, p.archive_url,
        p.text, p.language, p.translation, p.translated_by, {_moment("raw", "p.id", "published")} AS posted,
        {_moment("utc", "p.id", "published")} AS posted_utc, p.is_repost, o.ref AS reposts,
        q.ref AS quotes, r.ref AS replies_to
        FROM post p LEFT JOIN account a ON a.id = p.account_id AND a.deleted_at IS NULL
        LEFT JOIN post o ON o.id = p.reposts_id AND o.deleted_at IS NULL
        LEFT JOIN post q ON q.id = p.quotes_id AND q.deleted_at IS NULL
        LEFT JOIN post r ON r.id = p.replies_to_id AND r.deleted_at IS NULL
        WHERE p.deleted_at IS NULL""",
    f"""CREATE VIEW v_people AS SELECT n.ref, n.name, {_names("n.id")} AS other_names, n.born, n.country,
        n.reliability, n.notes FROM person n WHERE n.deleted_at IS NULL""",
    f"""CREATE VIEW v_units AS SELECT u.ref, u.name, {_names("u.id")} AS other_names, u.number, u.echelon,
        u.branch, u.country, p.ref AS parent, u.notes
        FROM unit u LEFT JOIN unit p ON p.id = u.parent_id AND p.deleted_at IS NULL
        WHERE u.deleted_at IS NULL""",
    f"""CREATE VIEW v_locations AS SELECT l.ref, l.name, {_names("l.id")} AS other_names, l.kind, l.latitude,
        l.longitude, l.radius_m, l.area, l.country, ifnull(p.ref, l.parent_name) AS lies_in, l.notes
        FROM location l LEFT JOIN location p ON p.id = l.parent_id AND p.deleted_at IS NULL
        WHERE l.deleted_at IS NULL""",
    "CREATE VIEW v_equipment AS SELECT ref, name, category, model, markings, serial, notes FROM equipment"
    " WHERE deleted_at IS NULL",
    f"""CREATE VIEW v_events AS SELECT e.ref, e.name, e.kind, {_moment("raw", "e.id", "start")} AS start,
        {_moment("raw", "e.id", "end")} AS end, l.ref AS location, e.notes
        FROM event e LEFT JOIN location l ON l.id = e.location_id AND l.deleted_at IS NULL
        WHERE e.deleted_at IS NULL""",
    """CREATE VIEW v_regions AS SELECT i.ref AS item, r.number, r.shape, r.kind, r.label, r.points, r.start_s,
        r.end_s, r.note FROM region r JOIN item i ON i.id = r.item_id
        WHERE r.deleted_at IS NULL AND i.deleted_at IS NULL""",
    """CREATE VIEW v_collection AS SELECT i.ref AS item, c.page_url, c.archive_url, p.ref AS post,
        a.ref AS account, c.platform, c.collected_at, c.collected_by, c.method, c.tool, c.acquired_from,
        c.generation, c.edited, c.rights, c.consent, c.restriction, c.graphic, c.notes
        FROM collection_record c JOIN item i ON i.id = c.item_id LEFT JOIN post p ON p.id = c.post_id
        AND p.deleted_at IS NULL LEFT JOIN account a ON a.id = c.account_id AND a.deleted_at IS NULL
        WHERE c.deleted_at IS NULL AND i.deleted_at IS NULL""",
    """CREATE VIEW v_occurrences AS SELECT i.ref AS item, o.path, o.seen_at FROM occurrence o
        JOIN item i ON i.id = o.item_id WHERE o.deleted_at IS NULL""",
    """CREATE VIEW v_raw_tags AS SELECT i.ref AS item, r.family, r.tag, r.value FROM raw_tag r
        JOIN item i ON i.id = r.item_id WHERE i.deleted_at IS NULL""",
    f"CREATE VIEW v_log AS SELECT seq, at, actor, action, {_LABEL} AS words, detail, entry_hash FROM custody",
    "CREATE VIEW v_custody AS SELECT seq, at, actor, action, detail, entry_hash FROM custody",
)
