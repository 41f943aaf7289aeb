"""Quick rows for tests of verbs: files without bytes, and the rows of a case before and after undo."""

from evidence_board.case.schema import RECORDED


def add_item(session, ref, *, kind="photo", **values):
    """Put a file without bytes into a case; returns its id."""
    with session.gate.transaction(f"Add {ref}") as finished:
        row_id = finished.tx.insert(
            "item",
            **{
                "ref": ref,
                "kind": kind,
                "file_name": f"{ref}.jpg",
                "media_type": "image/jpeg",
                "state": "ok",
                **values,
            },
        )
    session.announce(finished.changes)
    return row_id


def all_rows(session):
    """Return every recorded row of a case by table."""
    return session.read(
        lambda connection: {
            table: sorted(connection.execute(f"SELECT * FROM {table}").fetchall(), key=repr) for table in RECORDED
        }
    )


def view(session, name):
    """Return the rows of a plain view as dictionaries."""

    def rows(connection):
        cursor = connection.execute(f"SELECT * FROM {name}")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor]

    return session.read(rows)


def undone_and_redone(session, before):
    """Undo the last step, compare with the rows before it, redo it, and compare with the rows after it."""
    after = all_rows(session)
    session.undo().result()
    assert all_rows(session) == before
    session.redo().result()
    assert all_rows(session) == after
    return True
