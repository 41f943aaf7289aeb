"""Anchoring the case elsewhere: its head hash to hand out, and proofs of time that come back."""

import hashlib
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from evidence_board.case import blobs, custody
from evidence_board.importers.time_proofs import MOST_BYTES, NotAProofError, TimeProof, read_proof, request_for
from evidence_board.model.changes import ChangeSet
from evidence_board.model.errors import KnownError
from evidence_board.session import Session

__all__ = [
    "Anchor",
    "Attestation",
    "add_attestation",
    "anchor",
    "anchor_text",
    "attestation_bytes",
    "attestations",
    "bin_attestation",
    "save_anchor",
    "timestamp_request",
]


@dataclass(frozen=True, slots=True)
class Anchor:
    """The log as it is now: title, head hash, number of entries, and since when (ISO 8601 UTC)."""

    title: str
    head_hash: str
    entries: int
    since: str
    last_at: str


@dataclass(frozen=True, slots=True)
class Attestation:
    """A proof of time kept in the case.

    ``about`` says what it is about; ``state`` is ``matches`` when its imprint is a hash of this case, else
    ``present``. No signature is checked in either.
    """

    id: str
    kind: str
    file_name: str
    imprint: str
    entry: int
    claimed_at: str | None
    state: str
    about: str
    added_at: str


def anchor(connection: sqlite3.Connection) -> Anchor:
    """Return what to print or to mail, so that nobody can alter the log later without it being seen."""
    title = connection.execute("SELECT value FROM case_meta WHERE id = 'title'").fetchone()
    first, last, number = connection.execute("SELECT min(at), max(at), count(*) FROM custody").fetchone()
    return Anchor(str(title[0] if title else ""), custody.head_hash(connection), int(number), first or "", last or "")


def anchor_text(found: Anchor) -> str:
    """Return the printable page of an anchor."""
    groups = [found.head_hash[start : start + 8] for start in range(0, 64, 8)]
    return "\n".join(
        (
            f"Case: {found.title}",
            f"Custody log: {found.entries} entries, from {found.since} to {found.last_at}",
            "",
            "Head hash (SHA-256):",
            found.head_hash,
            "",
            "In groups, to read out:",
            " ".join(groups[:4]),
            " ".join(groups[4:]),
            "",
            "Whoever keeps this line can show later that the log up to this entry was not altered:",
            "the check of the case verifies the chain, and the entry with this hash must be in it.",
            "",
        )
    )


def save_anchor(session: Session, out: Path) -> None:
    """Write the printable page into a text file; the log notes its SHA-256, so that a proof about it is known again.

    Raises:
        KnownError: it cannot be written.
    """
    text = anchor_text(session.read(anchor)).encode()
    _write(out, text)
    _note_export(session, "head", out, text)


def timestamp_request(session: Session, out: Path) -> None:
    """Write a request to an RFC 3161 service for the head hash of now.

    Raises:
        KnownError: it cannot be written.
    """
    raw = request_for(session.read(anchor).head_hash)
    _write(out, raw)
    _note_export(session, "tsq", out, raw)


def add_attestation(session: Session, *, path: Path) -> ChangeSet:
    """Keep a proof of time in the case, byte for byte; ``result["state"]`` and ``result["about"]`` say what it is.

    Args:
        session: the open case.
        path: a ``.tsr`` or ``.ots`` file.

    Raises:
        KnownError: it cannot be read, or is no proof of time.
    """
    try:
        if not path.is_file():
            raise OSError(0, "it is no file")
        with path.open("rb") as file:
            untrusted_bytes = file.read(MOST_BYTES + 1)
        proof = read_proof(untrusted_bytes)
    except (OSError, NotAProofError) as error:
        why = (error.strerror or str(error)) if isinstance(error, OSError) else str(error)
        raise KnownError(
            f"{path.name} was not added.", means=f"It is no proof of time that can be read: {why}.", do=""
        ) from error
    sha256 = hashlib.sha256(untrusted_bytes).hexdigest()
    with session.gate.transaction(f"Add the proof of time {path.name}", action="attested") as finished:
        tx = finished.tx
        blob_id = blobs.store_blob(tx.connection, untrusted_bytes, sha256, blobs.chunk_digests(untrusted_bytes, sha256))
        if tx.one("SELECT 1 FROM attestation WHERE blob_id = ? AND deleted_at IS NULL", (blob_id,)):
            raise KnownError(f"{path.name} is in the case already.", means="Nothing was changed.")
        entry, about = _matched(tx.connection, proof)
        tx.result |= {
            "id": tx.insert(
                "attestation",
                head_hash=proof.imprint,
                seq=entry,
                kind=proof.kind,
                file_name=path.name,
                blob_id=blob_id,
                claimed_at=proof.claimed_at,
                state="matches" if about else "present",
                detail=json.dumps({"about": about, "words": proof.words}, ensure_ascii=False),
            ),
            "state": "matches" if about else "present",
            "about": about,
        }
    return finished.changes


def bin_attestation(session: Session, *, row_id: str) -> ChangeSet:
    """Move a proof of time to the bin."""
    with session.gate.transaction("Remove a proof of time", action="edited") as finished:
        row = finished.tx.one("SELECT file_name FROM attestation WHERE id = ?", (row_id,))
        finished.tx.label = f"Remove the proof of time {row[0] if row else ''}".strip()
        finished.tx.bin("attestation", row_id)
    return finished.changes


def attestations(connection: sqlite3.Connection) -> list[Attestation]:
    """Return the proofs of time, newest first."""
    sql = (
        "SELECT id, kind, file_name, head_hash, seq, claimed_at, state, detail, created_at FROM attestation"
        " WHERE deleted_at IS NULL ORDER BY id DESC"
    )
    found = []
    for row_id, kind, file_name, imprint, seq, claimed, state, detail, added in connection.execute(sql).fetchall():
        said = json.loads(detail or "{}")
        words = " ".join(part for part in (said.get("about", ""), said.get("words", "")) if part)
        found.append(Attestation(row_id, kind, file_name, imprint, seq, claimed, state, words, added))
    return found


def attestation_bytes(connection: sqlite3.Connection, row_id: str) -> bytes:
    """Return a proof of time as it came, for a program that checks its signature."""
    (blob_id,) = connection.execute("SELECT blob_id FROM attestation WHERE id = ?", (row_id,)).fetchone()
    return b"".join(blobs.read_blob(connection, blob_id))


def _matched(connection: sqlite3.Connection, proof: TimeProof) -> tuple[int, str]:
    """Return the log entry and the words for what a proof is about; (0, "") when nothing here has that hash."""
    row = connection.execute("SELECT seq FROM custody WHERE entry_hash = ?", (proof.imprint,)).fetchone()
    if row:
        return int(row[0]), f"matches this case's head hash at log entry {row[0]}; signature not checked."
    row = connection.execute(
        "SELECT i.ref FROM item i JOIN blob b ON b.id = i.blob_id WHERE b.sha256 = ? AND i.deleted_at IS NULL",
        (proof.imprint,),
    ).fetchone()
    if row:
        return 0, f"matches the original of {row[0]}; signature not checked."
    entries: Iterable[tuple[int, str]] = connection.execute(
        "SELECT seq, detail FROM custody WHERE action = 'exported' ORDER BY seq DESC"
    ).fetchall()
    for seq, detail in entries:
        written = json.loads(detail).get("hashes", {})
        for name, sha256 in written.items():
            if sha256 == proof.imprint:
                return int(seq), f"matches {name}, written at log entry {seq}; signature not checked."
    return 0, ""


def _write(out: Path, raw: bytes) -> None:
    try:
        out.write_bytes(raw)
    except OSError as error:
        raise KnownError(
            f"{out.name} could not be written.",
            means=f"The folder refuses it ({error.strerror or error}).",
            do="Choose another folder.",
        ) from error


def _note_export(session: Session, form: str, out: Path, raw: bytes) -> None:
    if session.case.read_only:
        return
    detail = {"files": [out.name], "format": form, "hashes": {out.name: hashlib.sha256(raw).hexdigest()}}
    words = f"Exported as {form}: {out.name}"
    session.on_writer(lambda: session.gate.note("exported", detail, words=words)).result()
