"""Files are known by their bytes, never by their names."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evidence_board.media.sniff import name_promises, same_family, sniff

PICTURES = ["jpeg", "png", "webp", "gif", "tiff", "bmp", "heic", "avif"]


@pytest.mark.parametrize("name", PICTURES)
def test_pictures(encoded, quarters, name):
    data = encoded(quarters(64, 48), f"image/{name}")
    for file_name in ("photo.jpg", "notes.txt", "", "setup.exe"):
        found = sniff(data[:4096], file_name=file_name)
        assert (found.media_type, found.kind, found.known) == (f"image/{name}", "photo", True)


@pytest.mark.parametrize(
    ("container", "codec", "media_type"),
    [
        ("mp4", "h264", "video/mp4"),
        ("mov", "h264", "video/quicktime"),
        ("matroska", "h264", "video/x-matroska"),
        ("webm", "libvpx", "video/webm"),
        ("3gp", "mpeg4", "video/3gpp"),
        ("avi", "mpeg4", "video/x-msvideo"),
    ],
)
def test_videos(clip, container, codec, media_type):
    found = sniff(clip(container, codec, frames=2), file_name="photo.jpg")
    assert (found.media_type, found.kind) == (media_type, "video")


def ftyp(major, *compatible):
    body = major + b"\0\0\0\0" + b"".join(compatible)
    return (8 + len(body)).to_bytes(4, "big") + b"ftyp" + body + b"\0" * 40


@pytest.mark.parametrize(
    ("head", "media_type", "kind"),
    [
        (ftyp(b"mif1", b"mif1", b"heic"), "image/heic", "photo"),
        (ftyp(b"mif1", b"mif1", b"avif", b"miaf"), "image/avif", "photo"),
        (ftyp(b"heix", b"mif1"), "image/heic", "photo"),
        (ftyp(b"avis", b"avif", b"msf1"), "image/avif", "photo"),
        (ftyp(b"isom", b"avc1"), "video/mp4", "video"),
        (ftyp(b"3gp5", b"isom"), "video/3gpp", "video"),
        (ftyp(b"3g2a"), "video/3gpp2", "video"),
        (ftyp(b"qt  "), "video/quicktime", "video"),
        (ftyp(b"M4A "), "audio/mp4", "file"),
        (ftyp(b"crx "), "image/x-canon-cr3", "file"),
        (b"\0\0\0\x08wide\0\0\x10\0mdat", "video/quicktime", "video"),
        (b"II*\0\x10\0\0\0CR\x02\0", "image/x-canon-cr2", "file"),
        (b"%PDF-1.7 ...", "application/pdf", "file"),
        (b"PK\x03\x04....", "application/zip", "file"),
        (b"  <!DOCTYPE html><html>", "text/html", "file"),
        (b"BM is how this note begins", "text/plain", "file"),
        ("Тартус, 12 сентября".encode(), "text/plain", "file"),
        (b"", "application/octet-stream", "file"),
        (b"\xff\xd8", "application/octet-stream", "file"),
        (b"\0\1\2\3", "application/octet-stream", "file"),
    ],
)
def test_heads(head, media_type, kind):
    found = sniff(head)
    assert (found.media_type, found.kind) == (media_type, kind)


@pytest.mark.parametrize(
    ("file_name", "media_type"),
    [("a.csv", "text/csv"), ("a.json", "application/json"), ("a.jpg", "text/plain"), ("a.pdf", "text/plain")],
)
def test_the_name_only_refines_text(file_name, media_type):
    assert sniff(b"ref,place\n1,Tartus\n", file_name=file_name).media_type == media_type


def test_a_name_never_makes_a_picture():
    assert sniff(b"\0\1\2\3", file_name="IMG_1.jpg").media_type == "application/octet-stream"


def test_text_cut_inside_a_character_is_still_text():
    text = ("a" + "я" * 3000).encode()
    assert sniff(text[:4096], file_name="a.txt").media_type == "text/plain"


@pytest.mark.parametrize(
    ("file_name", "promise"),
    [
        ("IMG_2231.HEIC", "photo"),
        ("a.jpeg", "photo"),
        ("клип_Латакия.avi", "video"),
        ("a.MOV", "video"),
        ("a.3gp", "video"),
        ("notes.txt", None),
        ("noname", None),
        ("", None),
        ("100%.jpg", "photo"),
    ],
)
def test_what_names_promise(file_name, promise):
    assert name_promises(file_name) == promise


def test_names_and_bytes_of_one_family_agree():
    assert same_family("video/quicktime", "clip.mp4")
    assert same_family("image/heic", "IMG.HEIF")
    assert not same_family("image/webp", "photo.jpg")


@given(st.binary(max_size=200), st.text(max_size=20))
def test_anything_is_something(head, file_name):
    found = sniff(head, file_name=file_name)
    assert found.kind in {"photo", "video", "file"}
    assert "/" in found.media_type
    name_promises(file_name)
