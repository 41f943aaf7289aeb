"""The tables of the first version of a case file, in SQL as written. Never changed again: see `schema`.

Every recorded table has the same bookkeeping. Unrecorded tables hold what undo never touches: bytes,
thumbnails, raw tags, digests, the history itself and the custody log.
"""

__all__ = ["INDEXES", "RECORDED", "TABLES", "UNRECORDED"]

_BOOK = "created_at TEXT NOT NULL, created_by TEXT NOT NULL, updated_at TEXT NOT NULL, deleted_at TEXT"
_REF = "id TEXT PRIMARY KEY, ref TEXT NOT NULL UNIQUE"
_LEVEL = (
    "level TEXT NOT NULL DEFAULT 'unjudged' CHECK (level IN"
    " ('confirmed','probable','possible','doubtful','refuted','unjudged'))"
)
_RELIABILITY = "reliability TEXT CHECK (reliability IN ('A','B','C','D','E','F'))"

_RECORDED_COLUMNS = {
    "case_meta": "id TEXT PRIMARY KEY, value TEXT",
    "item": f"""{_REF}, kind TEXT NOT NULL CHECK (kind IN ('photo','screenshot','scan','video','file')),
        title TEXT NOT NULL DEFAULT '', caption TEXT NOT NULL DEFAULT '', caption_language TEXT,
        caption_translation TEXT, file_name TEXT NOT NULL, blob_id INTEGER REFERENCES blob(id),
        media_type TEXT NOT NULL, width INTEGER, height INTEGER, duration_s REAL, orientation INTEGER,
        camera_make TEXT, camera_model TEXT, camera_serial TEXT, lens TEXT,
        focal_length_mm REAL, focal_length_35mm REAL,
        state TEXT NOT NULL CHECK (state IN ('ok','partial','unreadable')),
        status TEXT NOT NULL DEFAULT 'new', notes TEXT NOT NULL DEFAULT ''""",
    "occurrence": """id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item(id), path TEXT NOT NULL,
        file_name TEXT NOT NULL, seen_at TEXT NOT NULL, modified_at TEXT, batch_id TEXT""",
    "account": f"""{_REF}, platform TEXT NOT NULL DEFAULT '', handle TEXT NOT NULL,
        display_name TEXT, native_id TEXT, url TEXT, language TEXT, {_RELIABILITY},
        bio TEXT NOT NULL DEFAULT '', notes TEXT NOT NULL DEFAULT ''""",
    "person": f"{_REF}, name TEXT NOT NULL, notes TEXT NOT NULL DEFAULT '', {_RELIABILITY}",
    "unit": f"""{_REF}, name TEXT NOT NULL, number TEXT, echelon TEXT, branch TEXT, country TEXT,
        parent_id TEXT REFERENCES unit(id), notes TEXT NOT NULL DEFAULT ''""",
    "location": f"""{_REF}, name TEXT NOT NULL, kind TEXT, latitude REAL, longitude REAL, radius_m REAL,
        parent_id TEXT REFERENCES location(id), parent_name TEXT, notes TEXT NOT NULL DEFAULT '',
        CHECK ((latitude IS NULL) = (longitude IS NULL)),
        CHECK (latitude IS NULL OR (latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180))""",
    "equipment": f"""{_REF}, name TEXT NOT NULL, category TEXT, model TEXT, markings TEXT, serial TEXT,
        notes TEXT NOT NULL DEFAULT ''""",
    "event": f"""{_REF}, name TEXT NOT NULL, location_id TEXT REFERENCES location(id),
        notes TEXT NOT NULL DEFAULT ''""",
    "entity_name": """id TEXT PRIMARY KEY, kind TEXT NOT NULL, entity_id TEXT NOT NULL, name TEXT NOT NULL,
        script TEXT, language TEXT, role TEXT""",
    "post": f"""{_REF}, account_id TEXT REFERENCES account(id), platform TEXT NOT NULL DEFAULT '',
        native_id TEXT, url TEXT, text TEXT NOT NULL DEFAULT '', language TEXT, translation TEXT,
        translated_by TEXT, notes TEXT NOT NULL DEFAULT ''""",
    "post_item": """id TEXT PRIMARY KEY, post_id TEXT NOT NULL REFERENCES post(id),
        item_id TEXT NOT NULL REFERENCES item(id), ordinal INTEGER NOT NULL DEFAULT 0""",
    "moment": f"""id TEXT PRIMARY KEY, kind TEXT NOT NULL, target_id TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('captured','published','start','end')),
        raw TEXT NOT NULL, local TEXT NOT NULL, utc TEXT, precision TEXT NOT NULL,
        zone TEXT, zone_source TEXT, source TEXT NOT NULL, method TEXT, {_LEVEL},
        approximate INTEGER NOT NULL DEFAULT 0, preferred INTEGER NOT NULL DEFAULT 0,
        reason TEXT NOT NULL DEFAULT ''""",
    "geotag": f"""{_REF}, item_id TEXT NOT NULL REFERENCES item(id),
        role TEXT NOT NULL DEFAULT 'camera' CHECK (role IN ('camera','subject','event','post_tag')),
        latitude REAL NOT NULL CHECK (latitude BETWEEN -90 AND 90),
        longitude REAL NOT NULL CHECK (longitude BETWEEN -180 AND 180),
        altitude_m REAL, radius_m REAL CHECK (radius_m IS NULL OR radius_m >= 0), precision TEXT,
        bearing_deg REAL, bearing_error_deg REAL, fov_deg REAL, dop REAL, stamp_utc TEXT,
        location_id TEXT REFERENCES location(id), source TEXT NOT NULL, method TEXT, {_LEVEL},
        preferred INTEGER NOT NULL DEFAULT 0, raw TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT ''""",
    "link": f"""{_REF}, src_kind TEXT NOT NULL, src_id TEXT NOT NULL, dst_kind TEXT NOT NULL,
        dst_id TEXT NOT NULL, relation TEXT NOT NULL, {_LEVEL}, start TEXT, end TEXT,
        note TEXT NOT NULL DEFAULT ''""",
    "citation": """id TEXT PRIMARY KEY, claim_kind TEXT NOT NULL, claim_id TEXT NOT NULL,
        kind TEXT NOT NULL, target_id TEXT NOT NULL,
        stance TEXT NOT NULL DEFAULT 'supports' CHECK (stance IN ('supports','contradicts','context')),
        excerpt TEXT NOT NULL DEFAULT '', note TEXT NOT NULL DEFAULT ''""",
    "tag": "id TEXT PRIMARY KEY, path TEXT NOT NULL, colour TEXT",
    "tagging": """id TEXT PRIMARY KEY, tag_id TEXT NOT NULL REFERENCES tag(id), kind TEXT NOT NULL,
        target_id TEXT NOT NULL""",
    "problem": """id TEXT PRIMARY KEY, item_id TEXT NOT NULL REFERENCES item(id), code TEXT NOT NULL,
        message TEXT NOT NULL, detail TEXT NOT NULL DEFAULT '',
        state TEXT NOT NULL DEFAULT 'open', answer TEXT NOT NULL DEFAULT ''""",
    "board_node": """id TEXT PRIMARY KEY, kind TEXT NOT NULL, target_id TEXT NOT NULL,
        x REAL NOT NULL, y REAL NOT NULL, placed_by TEXT NOT NULL DEFAULT 'person'""",
}

_UNRECORDED_COLUMNS = {
    "blob": "id INTEGER PRIMARY KEY, sha256 TEXT, size INTEGER NOT NULL, complete INTEGER NOT NULL DEFAULT 0",
    "chunk": """blob_id INTEGER NOT NULL, number INTEGER NOT NULL, sha256 TEXT NOT NULL, data BLOB NOT NULL,
        PRIMARY KEY (blob_id, number)""",
    "thumbnail": "item_id TEXT PRIMARY KEY, data BLOB NOT NULL",
    "raw_tag": """id INTEGER PRIMARY KEY, item_id TEXT NOT NULL, family TEXT NOT NULL, tag TEXT NOT NULL,
        value TEXT NOT NULL""",
    "row_digest": "tbl TEXT NOT NULL, row_id TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (tbl, row_id)",
    "step": """id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, label TEXT NOT NULL,
        kind TEXT NOT NULL CHECK (kind IN ('edit','import')),
        state TEXT NOT NULL CHECK (state IN ('done','undone','dropped'))""",
    "change": """id INTEGER PRIMARY KEY, step_id INTEGER NOT NULL, tbl TEXT NOT NULL, op TEXT NOT NULL,
        row_id TEXT NOT NULL, before TEXT, after TEXT""",
    "custody": """seq INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL,
        detail TEXT NOT NULL, prev_hash TEXT NOT NULL, entry_hash TEXT NOT NULL""",
    "import_batch": """id TEXT PRIMARY KEY, step_id INTEGER NOT NULL, source TEXT NOT NULL,
        started_at TEXT NOT NULL, finished_at TEXT, state TEXT NOT NULL, total INTEGER NOT NULL,
        counts TEXT NOT NULL DEFAULT '{}'""",
    "import_file": """id INTEGER PRIMARY KEY, batch_id TEXT NOT NULL, path TEXT NOT NULL, state TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '', item_id TEXT""",
    "ref_counter": "letter TEXT PRIMARY KEY, last INTEGER NOT NULL",
    "search_doc": """id INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id TEXT NOT NULL, field TEXT NOT NULL,
        folded TEXT NOT NULL""",
}

#: Tables whose rows undo restores; written only inside a transaction of the gate.
RECORDED = tuple(_RECORDED_COLUMNS)

#: Tables that undo never touches; also written only through the gate.
UNRECORDED = (*_UNRECORDED_COLUMNS, "search_fts")


def _create(name: str, columns: str) -> str:
    return f"CREATE TABLE {name} ({columns}) STRICT"


def _with_bookkeeping(columns: str) -> str:
    # Table constraints must follow all columns, so the bookkeeping goes in before the first of them.
    head, mark, tail = columns.partition(",\n        CHECK ((latitude")
    return f"{head}, {_BOOK}{mark}{tail}"


TABLES = (
    *(_create(name, columns) for name, columns in _UNRECORDED_COLUMNS.items()),
    *(_create(name, _with_bookkeeping(columns)) for name, columns in _RECORDED_COLUMNS.items()),
    "CREATE VIRTUAL TABLE search_fts USING fts5(folded, content='search_doc', content_rowid='id',"
    " tokenize='unicode61 remove_diacritics 2', prefix='2 3')",
)

INDEXES = (
    "CREATE UNIQUE INDEX blob_sha256 ON blob(sha256) WHERE complete = 1",
    "CREATE INDEX item_blob ON item(blob_id)",
    "CREATE INDEX occurrence_item ON occurrence(item_id)",
    "CREATE INDEX geotag_item ON geotag(item_id)",
    "CREATE INDEX moment_target ON moment(target_id)",
    "CREATE INDEX post_item_item ON post_item(item_id)",
    "CREATE INDEX post_item_post ON post_item(post_id)",
    "CREATE INDEX link_src ON link(src_id)",
    "CREATE INDEX link_dst ON link(dst_id)",
    "CREATE INDEX tagging_target ON tagging(target_id)",
    "CREATE INDEX problem_item ON problem(item_id)",
    "CREATE INDEX raw_tag_item ON raw_tag(item_id)",
    "CREATE INDEX change_step ON change(step_id)",
    "CREATE INDEX change_row ON change(row_id)",
    "CREATE INDEX citation_claim ON citation(claim_id)",
    "CREATE INDEX entity_name_entity ON entity_name(entity_id)",
    "CREATE INDEX search_doc_row ON search_doc(row_id)",
    "CREATE INDEX import_file_batch ON import_file(batch_id)",
    "CREATE UNIQUE INDEX board_node_target ON board_node(target_id)",
)
