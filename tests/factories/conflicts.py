"""Files whose facts do not fit together, put into a case as an import would: rows as files write them."""

from tests.factories.rows import add_item

from evidence_board.model.moments import moment_from_text
from evidence_board.operations.geotag_rows import insert_geotag
from evidence_board.operations.moments import insert_moment

TARTUS = (34.9012, 35.8741)


def add_photo(
    session,
    ref,
    *,
    taken=None,
    at=None,
    stamp=None,
    tag=None,
    radius=None,
    camera=("Phone", "K5", "K5-1"),
    software="",
    **values,
):
    """Put a photo of a camera into a case.

    Args:
        taken: ISO 8601 time that the camera wrote, with or without an offset.
        at: (latitude, longitude) that the camera wrote.
        stamp: satellite time of that position, ``2015-09-18T07:05:00Z``.
        tag: (latitude, longitude, radius in metres) of a platform tag.
        radius: metres of the camera's own position.
        software: what the tag Software says.
    """
    make, model, serial = camera
    item_id = add_item(session, ref, camera_make=make, camera_model=model, camera_serial=serial or None, **values)
    with session.gate.transaction(f"Facts of {ref}") as finished:
        tx = finished.tx
        if taken is not None:
            moment = moment_from_text(taken)
            insert_moment(tx, target=("item", item_id), role="captured", moment=moment, source="exif DateTimeOriginal")
        if at is not None:
            insert_geotag(
                tx,
                item_id=item_id,
                latitude=at[0],
                longitude=at[1],
                source="device_exif",
                preferred=True,
                radius_m=radius,
                stamp_utc=stamp,
                method="exif",
            )
        if tag is not None:
            insert_geotag(
                tx,
                item_id=item_id,
                latitude=tag[0],
                longitude=tag[1],
                radius_m=tag[2],
                source="platform_tag",
                preferred=None,
            )
        if software:
            tx.connection.execute(
                "INSERT INTO raw_tag (item_id, family, tag, value) VALUES (?, 'EXIF', 'Software', ?)",
                (item_id, software),
            )
    session.announce(finished.changes)
    return item_id
