"""Real small files for tests: quick to make, the same for the same seed, another picture for another seed.

photos.jpeg(tmp_path / "a.jpg", gps=(34.9051, 35.8684), taken="2015:09:12 16:40:00", offset="+03:00")
photos.truncated(tmp_path / "cut.heic", keep=0.4)
photos.many(tmp_path / "folder", 200)
"""

import random
import shutil
from pathlib import Path
from typing import Literal

import numpy as np
from PIL import Image

from evidence_board.media.encode import heic_bytes, jpeg_bytes, png_bytes
from evidence_board.media.encode_stamp import CameraStamp, ClipStamp, GpsStamp
from evidence_board.media.encode_video import mp4_bytes

CYRILLIC_NAME = "Тартус, причал №2 «ёлка».jpg"
ARABIC_NAME = "صباح الخير من الميناء.jpg"
Size = tuple[int, int]
Position = tuple[float, float] | GpsStamp


def picture(size: Size = (64, 48), *, seed: int = 0, noise: int = 0) -> Image.Image:
    """Return soft patches of colour: compresses well, and no two seeds look alike.

    With `noise` (about 12 for a photo) a 12-megapixel JPEG has the 3 to 5 MB of a real one.
    """
    dice = random.Random(seed)
    patches = Image.frombytes("RGB", (6, 5), dice.randbytes(6 * 5 * 3))
    soft = patches.resize(size, Image.Resampling.BICUBIC)
    if not noise:
        return soft
    grain = np.random.default_rng(seed).integers(-noise, noise + 1, (size[1], size[0], 1), dtype=np.int16)
    return Image.fromarray(np.clip(np.asarray(soft, dtype=np.int16) + grain, 0, 255).astype(np.uint8))


def jpeg(
    path: Path,
    *,
    size: Size = (64, 48),
    gps: Position | None = None,
    taken: str | None = None,
    offset: str | None = None,
    make: str | None = None,
    model: str | None = None,
    serial: str | None = None,
    orientation: int | None = None,
    focal_length_35mm: int | None = None,
    quality: int = 85,
    noise: int = 0,
    seed: int = 0,
) -> Path:
    """Write a JPEG; `size` is that of the upright picture; no EXIF at all when nothing is asked for.

    `taken` is the camera's own text ("2015:09:12 16:40:00"); `gps` is latitude and longitude with signs, or
    a `GpsStamp` to write wrong letters.
    """
    stamp = _stamp(
        gps=_gps(gps),
        taken=taken,
        offset=offset,
        make=make,
        model=model,
        serial=serial,
        orientation=orientation,
        focal_length_35mm=focal_length_35mm,
    )
    return _write(path, jpeg_bytes(picture(size, seed=seed, noise=noise), quality=quality, stamp=stamp))


def png(
    path: Path,
    *,
    size: Size = (64, 48),
    gps: Position | None = None,
    taken: str | None = None,
    orientation: int | None = None,
    seed: int = 0,
) -> Path:
    """Write a PNG; see `jpeg`."""
    stamp = _stamp(gps=_gps(gps), taken=taken, orientation=orientation)
    return _write(path, png_bytes(picture(size, seed=seed), stamp=stamp))


def heic(
    path: Path,
    *,
    size: Size = (64, 48),
    gps: Position | None = None,
    taken: str | None = None,
    offset: str | None = None,
    make: str | None = None,
    model: str | None = None,
    orientation: int | None = None,
    seed: int = 0,
) -> Path:
    """Write a HEIC; see `jpeg`."""
    stamp = _stamp(gps=_gps(gps), taken=taken, offset=offset, make=make, model=model, orientation=orientation)
    return _write(path, heic_bytes(picture(size, seed=seed), quality=80, stamp=stamp))


def mp4(
    path: Path,
    *,
    size: Size = (64, 48),
    frames: int = 5,
    fps: int = 10,
    created_utc: str | None = None,
    created_local: str | None = None,
    gps: Position | None = None,
    make: str | None = None,
    turned_deg: int = 0,
    seed: int = 0,
) -> Path:
    """Write a silent clip of `frames / fps` seconds, every frame another picture."""
    stamp = ClipStamp(created_utc=created_utc, created_local=created_local, make=make, gps=_gps(gps))
    shown = (picture(size, seed=seed * 1_000 + number) for number in range(frames))
    return _write(
        path,
        mp4_bytes(shown, fps=fps, stamp=None if stamp == ClipStamp() else stamp, turned_deg=turned_deg),
    )


def truncated(path: Path, *, keep: float = 0.5, size: Size = (320, 240), seed: int = 0) -> Path:
    """Write only the first part of a file; its suffix (.jpg, .png, .heic, .mp4) decides the format."""
    make = {".jpg": jpeg, ".jpeg": jpeg, ".png": png, ".heic": heic, ".mp4": mp4}[path.suffix.lower()]
    whole = make(path, size=size, seed=seed).read_bytes()
    return _write(path, whole[: int(len(whole) * keep)])


def not_a_picture(path: Path, *, size_bytes: int = 4_096, seed: int = 0) -> Path:
    """Write bytes that are no known format, under any name."""
    return _write(path, b"\x00no picture\x00" + random.Random(seed).randbytes(size_bytes - 12))


def copies(of: Path, folder: Path, count: int) -> list[Path]:
    """Write exact copies of a file under other names; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    made = [folder / f"copy {number} of {of.name}" for number in range(1, count + 1)]
    for each in made:
        shutil.copyfile(of, each)
    return made


def many(folder: Path, count: int, *, size: Size = (64, 48), placed: bool = True, first_seed: int = 0) -> list[Path]:
    """Write different JPEGs, a minute apart from 1 September 2015, spread along the coast when `placed`."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for number in range(count):
        seed = first_seed + number
        day, minute = divmod(seed, 24 * 60)
        made.append(
            jpeg(
                folder / f"photo_{seed:05d}.jpg",
                size=size,
                gps=(34.5 + seed * 37 % 1_000 / 1_000, 35.8 + seed * 91 % 1_000 / 1_000) if placed else None,
                taken=f"2015:09:{day % 30 + 1:02d} {minute // 60:02d}:{minute % 60:02d}:00",
                offset="+03:00",
                make="Northline",
                model="N5 Dual",
                seed=seed,
            )
        )
    return made


def mixed(folder: Path) -> dict[Literal["jpeg", "png", "heic", "mp4", "cut", "other", "copy"], Path]:
    """Write one file of each sort, two of them with Cyrillic and Arabic names, and an exact copy."""
    folder.mkdir(parents=True, exist_ok=True)
    first = jpeg(folder / CYRILLIC_NAME, gps=(34.9051, 35.8684), taken="2015:09:12 16:40:00", seed=1)
    return {
        "jpeg": first,
        "png": png(folder / ARABIC_NAME.replace(".jpg", ".png"), seed=2),
        "heic": heic(folder / "IMG_0003.heic", taken="2015:09:13 09:00:00", seed=3),
        "mp4": mp4(folder / "clip.mp4", created_utc="2015-09-14T06:00:00Z", seed=4),
        "cut": truncated(folder / "cut.jpg", seed=5),
        "other": not_a_picture(folder / "notes.bin", seed=6),
        "copy": copies(first, folder, 1)[0],
    }


def _gps(position: Position | None) -> GpsStamp | None:
    if position is None or isinstance(position, GpsStamp):
        return position
    latitude, longitude = position
    return GpsStamp(
        latitude=abs(latitude),
        longitude=abs(longitude),
        latitude_ref="S" if latitude < 0 else "N",
        longitude_ref="W" if longitude < 0 else "E",
    )


def _stamp(**fields: object) -> CameraStamp | None:
    given = {name: value for name, value in fields.items() if value is not None}
    return CameraStamp(**given) if given else None


def _write(path: Path, content: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path
