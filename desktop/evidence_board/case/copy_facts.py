"""Reads what copies of one picture are compared by. Only reads; call it off the GUI thread."""

import sqlite3

from evidence_board.case.details import read_item_detail
from evidence_board.case.labels import read_labels
from evidence_board.model.copies import CopyFacts
from evidence_board.model.details import ItemDetail
from evidence_board.model.moments import Moment

__all__ = ["read_copy_facts"]

_FILE = "SELECT width, height, duration_s, media_type, file_name FROM item WHERE id = ?"
#: A value longer than this says nothing more at a glance.
_LONGEST = 200
_TAGS = f"SELECT tag, substr(value, 1, {_LONGEST}) FROM raw_tag WHERE item_id = ? AND value <> '' ORDER BY tag, value"
#: Metadata fields in which programs name themselves.
_SOFTWARE = (
    "SELECT DISTINCT value FROM raw_tag WHERE item_id = ? AND value <> ''"
    " AND tag IN ('Software', 'ProcessingSoftware', 'CreatorTool', 'xmp:CreatorTool', 'HostComputer') ORDER BY value"
)
_USES = (
    "SELECT DISTINCT claim_kind, claim_id FROM citation WHERE deleted_at IS NULL AND ("
    "(kind = 'item' AND target_id = ?1) OR (kind = 'region' AND target_id IN"
    " (SELECT id FROM region WHERE item_id = ?1 AND deleted_at IS NULL))) ORDER BY claim_id"
)
_ACCOUNTS = (
    "SELECT DISTINCT a.handle FROM account a WHERE a.deleted_at IS NULL AND a.id IN ("
    "SELECT account_id FROM collection_record WHERE item_id = ?1 AND deleted_at IS NULL"
    " UNION SELECT src_id FROM link WHERE dst_id = ?1 AND relation = 'posted' AND src_kind = 'account'"
    " AND level <> 'refuted' AND deleted_at IS NULL)"
)


def read_copy_facts(connection: sqlite3.Connection, item_id: str) -> CopyFacts | None:
    """Return the facts of one file, or None when it is gone or in the bin."""
    detail = read_item_detail(connection, item_id)
    if detail is None:
        return None
    width, height, duration_s, media_type, file_name = connection.execute(_FILE, (item_id,)).fetchone()
    placed, taken = detail.geotag(), detail.moment("captured")
    point = None
    if placed is not None and placed.latitude is not None and placed.longitude is not None:
        point = (placed.latitude, placed.longitude)
    accounts = {post.account for post in detail.posts if post.account}
    accounts |= {row[0] for row in connection.execute(_ACCOUNTS, (item_id,))}
    return CopyFacts(
        item_id=item_id,
        ref=detail.ref,
        width=width,
        height=height,
        duration_s=duration_s,
        size=detail.original.size if detail.original else None,
        media_type=media_type,
        camera=detail.camera,
        lens=detail.lens,
        position=point,
        position_source=placed.source if placed is not None and point is not None else "",
        taken=taken.moment if taken is not None else None,
        taken_source=taken.source if taken is not None else "",
        posted=_first_posted(detail),
        accounts=tuple(sorted(accounts)),
        caption=detail.caption,
        software=tuple(row[0] for row in connection.execute(_SOFTWARE, (item_id,))),
        file_name=file_name,
        raw_tags=detail.raw_tags,
        tags=_tags(connection, item_id),
        generation=str(detail.record.generation) if detail.record is not None else "unknown",
        sha256=detail.original.sha256 if detail.original else "",
        uses=_uses(connection, item_id),
    )


def _tags(connection: sqlite3.Connection, item_id: str) -> tuple[tuple[str, str], ...]:
    """Return the metadata by name; a tag that stands there twice keeps both values."""
    found: dict[str, list[str]] = {}
    for name, value in connection.execute(_TAGS, (item_id,)):
        found.setdefault(str(name), []).append(str(value))
    return tuple((name, "; ".join(dict.fromkeys(values))) for name, values in found.items())


def _first_posted(detail: ItemDetail) -> Moment | None:
    own = detail.moment("published")
    found = [post.posted for post in detail.posts if post.posted is not None]
    if own is not None:
        found.append(own.moment)
    return min(found, key=lambda one: one.utc or one.local, default=None)


def _uses(connection: sqlite3.Connection, item_id: str) -> tuple[str, ...]:
    claims = [(row[0], row[1]) for row in connection.execute(_USES, (item_id,))]
    labels = read_labels(connection, claims)
    found = (labels[claim] for claim in claims if claim in labels)
    return tuple(dict.fromkeys(one.ref or one.name for one in found if not one.in_bin))
