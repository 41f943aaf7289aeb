"""Reads proofs of time made elsewhere: RFC 3161 answers (``.tsr``) and OpenTimestamps files (``.ots``).

Bounded and in plain Python: of hostile bytes nothing is believed and nothing is computed. What is read is only what
such a file is about (a hash) and the time it claims; no signature is checked.
"""

import re
from dataclasses import dataclass
from datetime import UTC, datetime

__all__ = ["MOST_BYTES", "NotAProofError", "TimeProof", "read_proof", "request_for"]

#: A real answer has a few kilobytes, with its certificates.
MOST_BYTES = 1 << 20
_OTS_HEAD = b"\x00OpenTimestamps\x00\x00Proof\x00\xbf\x89\xe2\xe8\x84\xe8\x92\x94\x01"
_OTS_HASHES = {0x08: 32, 0x02: 20, 0x03: 20, 0x67: 32}
_OTS_BITCOIN = bytes.fromhex("0588960d73d71901")
_OTS_PENDING = bytes.fromhex("83dfe30d2ef90c8e")
_TST_INFO = bytes.fromhex("2a864886f70d0109100104")
_SIGNED_DATA = bytes.fromhex("2a864886f70d010702")
_SHA256 = bytes.fromhex("608648016503040201")
_TIME = re.compile(rb"^(\d{14})(\.\d{1,9})?Z$")
_DEEPEST = 12


class NotAProofError(ValueError):
    """The bytes are no proof of time that can be read; the message says why."""


@dataclass(frozen=True, slots=True)
class TimeProof:
    """What a proof is about.

    Attributes:
        kind: ``rfc3161`` or ``opentimestamps``.
        imprint: the hash it is about, lower-case hex.
        claimed_at: the time it claims, ISO 8601 UTC; None where it names none.
        words: what else it says, in plain words.
    """

    kind: str
    imprint: str
    claimed_at: str | None
    words: str


def read_proof(untrusted_bytes: bytes) -> TimeProof:
    """Read what a proof is about.

    Raises:
        NotAProofError: it is none, or too large.
    """
    if len(untrusted_bytes) > MOST_BYTES:
        raise NotAProofError("it is far larger than any proof of time")
    if untrusted_bytes.startswith(_OTS_HEAD):
        return _opentimestamps(untrusted_bytes)
    if untrusted_bytes[:1] == b"\x30":
        return _rfc3161(untrusted_bytes)
    raise NotAProofError("it is neither an RFC 3161 answer (.tsr) nor an OpenTimestamps file (.ots)")


def request_for(sha256: str) -> bytes:
    """Return the RFC 3161 request (``.tsq``) to send to a time stamp service for a hash, asking for its certificate."""
    algorithm = _der(0x30, _der(0x06, _SHA256) + _der(0x05, b""))
    imprint = _der(0x30, algorithm + _der(0x04, bytes.fromhex(sha256)))
    return _der(0x30, _der(0x02, b"\x01") + imprint + _der(0x01, b"\xff"))


def _der(tag: int, content: bytes) -> bytes:
    assert len(content) < 128
    return bytes((tag, len(content))) + content


# -- RFC 3161 ------------------------------------------------------------------------------------------------


def _rfc3161(raw: bytes) -> TimeProof:
    whole = _sequence(raw, 0, len(raw), depth=0)
    # A whole answer begins with its status; some services save the token alone.
    token = whole
    if len(whole) == 2 and whole[0][0] == 0x30 and whole[1][0] == 0x30:
        status = _sequence(raw, *whole[0][1:], depth=1)
        if not status or status[0][0] != 0x02 or raw[status[0][1] : status[0][2]] not in (b"\x00", b"\x01"):
            raise NotAProofError("the service refused to stamp")
        token = _sequence(raw, *whole[1][1:], depth=1)
    if len(token) != 2 or raw[token[0][1] : token[0][2]] != _SIGNED_DATA:
        raise NotAProofError("it holds no signed data")
    signed = _sequence(raw, *_only(raw, token[1]), depth=2)
    content = next((_sequence(raw, *part[1:], depth=3) for part in signed if part[0] == 0x30), [])
    if len(content) != 2 or raw[content[0][1] : content[0][2]] != _TST_INFO:
        raise NotAProofError("what is signed is no time stamp")
    start, end = _only(raw, content[1])
    info = _sequence(raw, start, end, depth=4)
    if len(info) < 5 or info[2][0] != 0x30 or info[4][0] != 0x18:
        raise NotAProofError("its parts are not those of a time stamp")
    imprint = _sequence(raw, *info[2][1:], depth=5)
    if len(imprint) != 2 or imprint[1][0] != 0x04 or not 20 <= imprint[1][2] - imprint[1][1] <= 64:
        raise NotAProofError("it names no hash")
    claimed = _TIME.match(raw[info[4][1] : info[4][2]])
    return TimeProof("rfc3161", raw[imprint[1][1] : imprint[1][2]].hex(), _iso(claimed), "")


def _iso(found: re.Match[bytes] | None) -> str | None:
    if found is None:
        return None
    try:
        moment = datetime.strptime(found[1].decode("ascii"), "%Y%m%d%H%M%S").replace(tzinfo=UTC)
    except ValueError:
        return None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")


Part = tuple[int, int, int]


def _sequence(raw: bytes, start: int, end: int, *, depth: int) -> list[Part]:
    """Return (tag, begin, end) of the parts of a sequence; at depth 0 the sequence itself is unwrapped first."""
    if depth > _DEEPEST:
        raise NotAProofError("it is nested too deeply")
    if depth in (0, 2, 4):
        tag, start, end = _head(raw, start, end)
        if tag != 0x30:
            raise NotAProofError("a part of it is of another kind")
    parts = []
    while start < end:
        part = _head(raw, start, end)
        parts.append(part)
        start = part[2]
        if len(parts) > 64:
            raise NotAProofError("it has too many parts")
    return parts


def _only(raw: bytes, part: Part) -> tuple[int, int]:
    """Return where the content of an explicit [0], and of the octets in it, begins and ends."""
    if part[0] != 0xA0:
        raise NotAProofError("a part of it is missing")
    tag, start, end = _head(raw, part[1], part[2])
    return (start, end) if tag == 0x04 else (part[1], part[2])


def _head(raw: bytes, start: int, end: int) -> Part:
    if start + 2 > end:
        raise NotAProofError("it is cut off")
    tag, length, place = raw[start], raw[start + 1], start + 2
    if length & 0x80:
        count = length & 0x7F
        if not 1 <= count <= 4 or place + count > end:
            raise NotAProofError("a length in it makes no sense")
        length = int.from_bytes(raw[place : place + count])
        place += count
    if place + length > end:
        raise NotAProofError("it is cut off")
    return tag, place, place + length


# -- OpenTimestamps ------------------------------------------------------------------------------------------


def _opentimestamps(raw: bytes) -> TimeProof:
    place = len(_OTS_HEAD)
    size = _OTS_HASHES.get(raw[place]) if len(raw) > place else None
    if size is None or len(raw) < place + 1 + size:
        raise NotAProofError("it names no hash")
    imprint = raw[place + 1 : place + 1 + size].hex()
    rest = raw[place + 1 + size :]
    words = []
    for found in list(re.finditer(re.escape(_OTS_BITCOIN), rest))[:4]:
        height = _block(rest, found.end())
        if height is not None:
            words.append(f"Bitcoin block {height}")
    if _OTS_PENDING in rest:
        words.append("waiting for a block" if not words else "with calendars")
    return TimeProof("opentimestamps", imprint, None, ", ".join(dict.fromkeys(words)))


def _block(raw: bytes, place: int) -> int | None:
    """Return the number of the block behind the mark of an attestation: a length, then a number of 7-bit groups."""
    if place >= len(raw) or not 1 <= raw[place] <= 5:
        return None
    value = 0
    for shift, byte in enumerate(raw[place + 1 : place + 1 + raw[place]]):
        value |= (byte & 0x7F) << 7 * shift
    return value
