"""Anchoring: the head hash to hand out, hashes.txt, and proofs of time that come back, hostile ones too."""

import random
import shutil
import subprocess

import pytest
from tests.factories.cases import practice_session

from evidence_board.importers.time_proofs import NotAProofError, read_proof, request_for
from evidence_board.model.errors import KnownError
from evidence_board.operations.attesting import (
    add_attestation,
    anchor,
    anchor_text,
    attestation_bytes,
    attestations,
    bin_attestation,
    save_anchor,
)
from evidence_board.operations.bin import empty_bin
from evidence_board.operations.checking import check_case
from evidence_board.operations.exporting import export_case

OTS = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01\x08"
BITCOIN = bytes.fromhex("0588960d73d71901")
CONFIG = """
[ tsa ]
default_tsa = tsa_config
[ tsa_config ]
dir = {0}
serial = {0}/serial
crypto_device = builtin
signer_cert = {0}/tsa.pem
signer_key = {0}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
accuracy = secs:1
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


@pytest.fixture
def session(tmp_path):
    with practice_session(tmp_path) as opened:
        yield opened


def ots(sha256):
    return OTS + bytes.fromhex(sha256) + b"\xf0\x10" + bytes(16) + b"\x08\x00" + BITCOIN + b"\x03\xa0\xf9\x1f"


@pytest.fixture(scope="module")
def service(tmp_path_factory):
    """A time stamp service made by openssl: gives real answers to real requests."""
    if shutil.which("openssl") is None:
        pytest.skip("openssl is not there")
    folder = tmp_path_factory.mktemp("tsa")
    (folder / "serial").write_text("01\n")
    (folder / "tsa.cnf").write_text(CONFIG.format(folder))
    command = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", "tsa.key", "-out", "tsa.pem"]
    command += ["-days", "2", "-subj", "/CN=Test", "-addext", "extendedKeyUsage=critical,timeStamping"]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)

    def answer(request):
        (folder / "in.tsq").write_bytes(request)
        command = ["openssl", "ts", "-reply", "-config", "tsa.cnf", "-queryfile", "in.tsq", "-out", "out.tsr"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True)
        return (folder / "out.tsr").read_bytes()

    return answer


def test_the_page_holds_the_head_hash_and_nothing_is_rounded(session, tmp_path):
    found = session.read(anchor)
    assert found.entries > 100
    assert found.head_hash in anchor_text(found)
    save_anchor(session, tmp_path / "head.txt")
    assert found.head_hash in (tmp_path / "head.txt").read_text()
    assert session.read(anchor).head_hash != found.head_hash


def test_hashes_are_checked_by_sha256sum(session, tmp_path):
    head = session.read(anchor).head_hash
    export_case(session, form="hashes", out=tmp_path / "hashes.txt")
    text = (tmp_path / "hashes.txt").read_text()
    assert f"# Head of the custody log at entry {session.read(anchor).entries - 1}: {head}" in text
    assert len([line for line in text.splitlines() if not line.startswith("#")]) == 48
    sql = "SELECT file_name, group_concat(hex(data), '') FROM item i JOIN chunk c USING (blob_id) GROUP BY i.id LIMIT 3"
    for name, data in session.read(lambda c: c.execute(sql).fetchall()):
        (tmp_path / name).write_bytes(bytes.fromhex(data))
    checked = subprocess.run(
        ["sha256sum", "--check", "--ignore-missing", "hashes.txt"], cwd=tmp_path, capture_output=True, text=True
    )
    assert checked.returncode == 0
    assert checked.stdout.count(": OK") == 3


def test_a_real_answer_matches_the_head_hash(session, tmp_path, service):
    found = session.read(anchor)
    (tmp_path / "head.tsr").write_bytes(service(request_for(found.head_hash)))
    made = session.run(add_attestation, path=tmp_path / "head.tsr").result()
    assert made.result["state"] == "matches"
    [kept] = session.read(attestations)
    assert (kept.kind, kept.imprint, kept.entry) == ("rfc3161", found.head_hash, found.entries)
    assert f"head hash at log entry {found.entries}; signature not checked" in kept.about
    assert kept.claimed_at.startswith("20")
    assert session.read(attestation_bytes, kept.id) == (tmp_path / "head.tsr").read_bytes()
    assert check_case(session).ok, check_case(session).damage


def test_a_proof_about_hashes_txt_and_about_an_original_is_known_again(session, tmp_path):
    import hashlib

    export_case(session, form="hashes", out=tmp_path / "hashes.txt")
    (tmp_path / "hashes.txt.ots").write_bytes(ots(hashlib.sha256((tmp_path / "hashes.txt").read_bytes()).hexdigest()))
    assert (
        "matches hashes.txt" in session.run(add_attestation, path=tmp_path / "hashes.txt.ots").result().result["about"]
    )
    (sha256,) = session.read(
        lambda c: c.execute(
            "SELECT sha256 FROM blob b JOIN item i ON i.blob_id = b.id WHERE i.ref = 'M-014'"
        ).fetchone()
    )
    (tmp_path / "photo.ots").write_bytes(ots(sha256))
    assert "original of M-014" in session.run(add_attestation, path=tmp_path / "photo.ots").result().result["about"]
    assert any("Bitcoin block 523424" in one.about for one in session.read(attestations))


def test_a_proof_about_something_else_is_present_only(session, tmp_path):
    (tmp_path / "other.ots").write_bytes(ots("ab" * 32))
    made = session.run(add_attestation, path=tmp_path / "other.ots").result()
    assert made.result["state"] == "present"
    with pytest.raises(KnownError, match="in the case already"):
        session.run(add_attestation, path=tmp_path / "other.ots").result()


def test_a_proof_is_removed_and_comes_back_and_survives_the_bin_of_others(session, tmp_path):
    (tmp_path / "other.ots").write_bytes(ots("ab" * 32))
    row_id = str(session.run(add_attestation, path=tmp_path / "other.ots").result().result["id"])
    session.run(bin_attestation, row_id=row_id).result()
    assert session.read(attestations) == []
    session.undo().result()
    assert len(session.read(attestations)) == 1
    session.run(empty_bin).result()
    assert len(session.read(attestations)) == 1
    assert check_case(session).ok
    session.run(bin_attestation, row_id=row_id).result()
    session.run(empty_bin).result()
    assert check_case(session).ok
    assert session.read(lambda c: c.execute("SELECT count(*) FROM blob").fetchone()[0]) == 48


@pytest.mark.parametrize(
    "raw", [b"", b"0", b"text", b"\x30\x80\x00", b"\x30\x84\xff\xff\xff\xff", OTS, OTS[:20], bytes(2 << 20)]
)
def test_what_is_no_proof_is_refused_in_words(session, tmp_path, raw):
    (tmp_path / "bad.tsr").write_bytes(raw)
    with pytest.raises(KnownError, match="was not added"):
        session.run(add_attestation, path=tmp_path / "bad.tsr").result()


def test_hostile_proofs_end_in_an_answer_or_a_refusal(service):
    chooser = random.Random(3)
    for raw in (service(request_for("cd" * 32)), ots("cd" * 32)):
        for _ in range(3000):
            bent = bytearray(raw)
            for _ in range(chooser.randrange(1, 4)):
                bent[chooser.randrange(len(bent))] = chooser.randrange(256)
            if chooser.random() < 0.3:
                bent = bent[: chooser.randrange(len(bent))]
            try:
                proof = read_proof(bytes(bent))
            except NotAProofError:
                continue
            assert 40 <= len(proof.imprint) <= 128
