"""What the second version of a case file adds: where each fact comes from, and what was said about it.

Never changed again once published: see `schema`. Columns are only ever added behind all others, so that the
row images of an older history still fit: undo fills the columns an image has and leaves the rest. For the same
reason a migration gives old rows no values: ``chosen_by`` stays empty where the first version did not say, and is
then read as ``person`` for an analyst's value and ``rule`` for what a file says.
"""

__all__ = ["ADDED_COLUMNS", "INDEXES", "REBUILT", "RECORDED", "TABLES", "UNRECORDED"]

_BOOK = "created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT"
_LEVELS = "('confirmed','probable','possible','doubtful','refuted','unjudged')"
_NOTE = "TEXT NOT NULL DEFAULT ''"

#: Columns put behind those of the first version: table -> definitions.
ADDED_COLUMNS: dict[str, tuple[str, ...]] = {
    "account": (
        "status TEXT NOT NULL DEFAULT 'unknown' CHECK (status IN"
        " ('active','renamed','private','suspended','deleted','unknown'))",
        f"self_place {_NOTE}",
        "created_on TEXT",
        "merged_into TEXT REFERENCES account(id)",
    ),
    "person": ("born TEXT", "country TEXT", "merged_into TEXT REFERENCES person(id)"),
    "unit": ("merged_into TEXT REFERENCES unit(id)",),
    "location": ("area TEXT", "country TEXT", "merged_into TEXT REFERENCES location(id)"),
    "equipment": ("merged_into TEXT REFERENCES equipment(id)",),
    "event": ("kind TEXT", "merged_into TEXT REFERENCES event(id)"),
    "post": (
        "archive_url TEXT",
        # Stays 1 when the original is gone for good: a repost never becomes the work of its account.
        "is_repost INTEGER NOT NULL DEFAULT 0",
        "reposts_id TEXT REFERENCES post(id)",
        "quotes_id TEXT REFERENCES post(id)",
        "replies_to_id TEXT REFERENCES post(id)",
    ),
    "link": (f"reason {_NOTE}",),
    "citation": ("start_s REAL", "end_s REAL", "ordinal INTEGER NOT NULL DEFAULT 0"),
}

#: Tables whose old constraints were too narrow: table -> all columns, the old ones first and in their order.
REBUILT: dict[str, str] = {
    # A platform tag may be words alone, and "cannot be located" is an answer without a point.
    "geotag": f"""id TEXT PRIMARY KEY, ref TEXT NOT NULL UNIQUE, item_id TEXT NOT NULL REFERENCES item(id),
        role TEXT NOT NULL DEFAULT 'camera' CHECK (role IN ('camera','subject','event','post_tag')),
        latitude REAL CHECK (latitude BETWEEN -90 AND 90),
        longitude REAL CHECK (longitude BETWEEN -180 AND 180),
        altitude_m REAL, radius_m REAL CHECK (radius_m IS NULL OR radius_m >= 0), precision TEXT,
        bearing_deg REAL, bearing_error_deg REAL, fov_deg REAL, dop REAL, stamp_utc TEXT,
        location_id TEXT REFERENCES location(id), source TEXT NOT NULL, method TEXT,
        level TEXT NOT NULL DEFAULT 'unjudged' CHECK (level IN {_LEVELS}),
        preferred INTEGER NOT NULL DEFAULT 0, raw {_NOTE}, reason {_NOTE}, {_BOOK},
        place_text {_NOTE}, chosen_by TEXT CHECK (chosen_by IN ('rule','person')),
        CHECK ((latitude IS NULL) = (longitude IS NULL))""",
    "moment": f"""id TEXT PRIMARY KEY, kind TEXT NOT NULL, target_id TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN
        ('captured','published','edited','event','first_seen','collected','start','end')),
        raw TEXT NOT NULL, local TEXT NOT NULL, utc TEXT, precision TEXT NOT NULL,
        zone TEXT, zone_source TEXT, source TEXT NOT NULL, method TEXT,
        level TEXT NOT NULL DEFAULT 'unjudged' CHECK (level IN {_LEVELS}),
        approximate INTEGER NOT NULL DEFAULT 0, preferred INTEGER NOT NULL DEFAULT 0, reason {_NOTE}, {_BOOK},
        until_local TEXT, until_utc TEXT, clock_offset_id TEXT REFERENCES clock_offset(id),
        chosen_by TEXT CHECK (chosen_by IN ('rule','person'))""",
}

_RECORDED_COLUMNS: dict[str, str] = {
    # One per item at most: where the file itself came from (Berkeley Protocol, paragraph 155).
    "collection_record": f"""id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item(id),
        page_url {_NOTE}, archive_url {_NOTE}, post_id TEXT REFERENCES post(id),
        account_id TEXT REFERENCES account(id), platform {_NOTE}, collected_at {_NOTE},
        collected_by {_NOTE}, method {_NOTE}, tool {_NOTE}, acquired_from {_NOTE},
        generation TEXT NOT NULL DEFAULT 'unknown' CHECK (generation IN
        ('original','platform_copy','repost','screenshot','unknown')),
        edited TEXT NOT NULL DEFAULT 'unknown' CHECK (edited IN ('yes','no','unknown')),
        page_item_id TEXT REFERENCES item(id), capture_item_id TEXT REFERENCES item(id), context {_NOTE},
        rights {_NOTE},
        consent TEXT NOT NULL DEFAULT 'unknown' CHECK (consent IN ('given','refused','not_required','unknown')),
        restriction TEXT NOT NULL DEFAULT 'none' CHECK (restriction IN
        ('none','internal','sensitive_person','do_not_publish')),
        graphic INTEGER NOT NULL DEFAULT 0, notes {_NOTE}""",
    "account_name": f"""id TEXT PRIMARY KEY, account_id TEXT NOT NULL REFERENCES account(id), handle {_NOTE},
        display_name {_NOTE}, seen_from TEXT, seen_to TEXT, note {_NOTE}""",
    # Fractions of the upright original, from its top left corner; start_s alone marks a moment of a video.
    "region": f"""id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item(id), number INTEGER NOT NULL,
        shape TEXT NOT NULL CHECK (shape IN ('rectangle','polygon','ellipse','arrow','line','point','moment')),
        points TEXT NOT NULL DEFAULT '[]', start_s REAL, end_s REAL,
        kind TEXT NOT NULL DEFAULT 'note' CHECK (kind IN ('person','face','vehicle','insignia','marking','text',
        'landmark','weapon','redaction','note')), label {_NOTE}, note {_NOTE}, entity_kind TEXT, entity_id TEXT""",
    "clock_offset": f"""id TEXT PRIMARY KEY, camera_make {_NOTE}, camera_model {_NOTE}, camera_serial {_NOTE},
        seconds REAL NOT NULL, zone TEXT, reason {_NOTE}""",
    "conflict_answer": f"""id TEXT PRIMARY KEY, code TEXT NOT NULL, subject TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('explained','corrected','ignored')), note {_NOTE}""",
    # What a person said of two pictures that look alike; what nobody judged is not written down.
    "same_picture": f"""id TEXT PRIMARY KEY, first_id TEXT NOT NULL REFERENCES item(id),
        second_id TEXT NOT NULL REFERENCES item(id),
        decision TEXT NOT NULL CHECK (decision IN ('same','different')), note {_NOTE}""",
    "album": f"id TEXT PRIMARY KEY, name TEXT NOT NULL, notes {_NOTE}",
    "album_item": """id TEXT PRIMARY KEY, album_id TEXT NOT NULL REFERENCES album(id),
        item_id TEXT NOT NULL REFERENCES item(id), ordinal INTEGER NOT NULL DEFAULT 0""",
    "saved_view": "id TEXT PRIMARY KEY, name TEXT NOT NULL, query TEXT NOT NULL, layout TEXT NOT NULL DEFAULT '{}'",
    "entity_merge": f"""id TEXT PRIMARY KEY, kind TEXT NOT NULL, kept_id TEXT NOT NULL, gone_id TEXT NOT NULL,
        moved TEXT NOT NULL, reason {_NOTE}""",
    "attestation": f"""id TEXT PRIMARY KEY, head_hash TEXT NOT NULL, seq INTEGER NOT NULL, kind TEXT NOT NULL,
        file_name TEXT NOT NULL, blob_id INTEGER NOT NULL REFERENCES blob(id), claimed_at TEXT,
        state TEXT NOT NULL DEFAULT 'present', detail {_NOTE}""",
}

_UNRECORDED_COLUMNS: dict[str, str] = {
    # 64-bit hashes as signed integers, of the small picture and of its mirror image.
    "fingerprint": """item_id TEXT PRIMARY KEY, phash INTEGER NOT NULL, dhash INTEGER NOT NULL,
        mirrored_phash INTEGER NOT NULL, mirrored_dhash INTEGER NOT NULL""",
}

#: Recorded tables that are new.
RECORDED = tuple(_RECORDED_COLUMNS)

#: Unrecorded tables that are new.
UNRECORDED = tuple(_UNRECORDED_COLUMNS)

TABLES = (
    *(f"CREATE TABLE {name} ({columns}) STRICT" for name, columns in _UNRECORDED_COLUMNS.items()),
    *(f"CREATE TABLE {name} ({columns}, {_BOOK}) STRICT" for name, columns in _RECORDED_COLUMNS.items()),
)

INDEXES = (
    "CREATE INDEX collection_record_item ON collection_record(item_id)",
    "CREATE INDEX account_name_account ON account_name(account_id)",
    "CREATE INDEX region_item ON region(item_id)",
    "CREATE INDEX same_picture_first ON same_picture(first_id)",
    "CREATE INDEX album_item_album ON album_item(album_id)",
    "CREATE INDEX album_item_item ON album_item(item_id)",
    "CREATE INDEX citation_target ON citation(target_id)",
    "CREATE INDEX moment_offset ON moment(clock_offset_id) WHERE clock_offset_id IS NOT NULL",
)
