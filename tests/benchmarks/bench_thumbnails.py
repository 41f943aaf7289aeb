"""What it costs to examine a photo, and what the worker process adds; run as a script, or with ``-m benchmark``.

Photos of 12 megapixels, made on the spot, examined as an import does (metadata, thumbnail, all checks), next to
the plain alternatives on the same bytes in the same run. CPU milliseconds of this process and its children; ratios
count, on a machine shared with others milliseconds do not.
"""

from __future__ import annotations

import io
import os
import statistics
import time

import pytest
from PIL import Image

from evidence_board.media.examine import examine
from evidence_board.media.requests import (
    ask_examination,
    ask_pixels,
    media_supervisor,
    read_examination,
    read_pixels,
)

PHOTOS = 24
PINGS = 1_000


def photo(width, height, name="JPEG", **options):
    """Make a picture about as hard to decode as a real photo (about 4 MB as JPEG)."""
    small = Image.effect_noise((width // 4, height // 4), 80).resize((width, height), Image.Resampling.BICUBIC)
    sky = Image.radial_gradient("L").resize((width, height))
    file = io.BytesIO()
    Image.merge("RGB", (small, sky, small.transpose(Image.Transpose.FLIP_LEFT_RIGHT))).save(file, name, **options)
    return file.getvalue()


def cpu_ms(work, times):
    work()
    before = time.process_time()
    for _ in range(times):
        work()
    return (time.process_time() - before) / times * 1_000


def full_decode(data):
    with Image.open(io.BytesIO(data)) as image:
        image.thumbnail((504, 504))
        image.convert("RGB").save(io.BytesIO(), "JPEG", quality=85)


def eager_decode(data):
    with Image.open(io.BytesIO(data)) as image:
        image.load()


def measure():
    """Return lines to print."""
    lines = []
    data = photo(4032, 3024, quality=88)
    ours = cpu_ms(lambda: examine(data, file_name="a.jpg"), PHOTOS)
    eager = cpu_ms(lambda: eager_decode(data), 8)
    plain = cpu_ms(lambda: full_decode(data), 8)
    lines.append(f"12 MP JPEG, {len(data) / 1e6:.1f} MB: examine {ours:.0f} ms CPU, {1_000 / ours:.1f} a CPU second")
    lines.append(f"  ratio to Pillow's own thumbnail {ours / plain:.2f}, to a full decode {ours / eager:.2f}")
    others = [
        ("4000 x 3000 JPEG", photo(4000, 3000, quality=88)),
        ("progressive JPEG", photo(4032, 3024, quality=88, progressive=True)),
        ("PNG", photo(4032, 3024, "PNG", compress_level=1)),
        ("WebP", photo(4032, 3024, "WEBP", quality=80, method=0)),
    ]
    for name, other in others:
        cost = cpu_ms(lambda other=other: examine(other, file_name="a"), 3)
        lines.append(f"  {name}: {cost:.0f} ms CPU, {cost / ours:.1f} of the JPEG")
    lines += through_workers(data, ours)
    return lines


def through_workers(data, in_process):
    lines = []
    with media_supervisor(workers=1, low_priority=False) as supervisor:
        began = time.perf_counter()
        supervisor.submit({"kind": "ping"}).result()
        lines.append(f"worker: first answer after {(time.perf_counter() - began) * 1_000:.0f} ms")
        pings = []
        for _ in range(PINGS):
            began = time.perf_counter()
            supervisor.submit({"kind": "ping"}).result()
            pings.append((time.perf_counter() - began) * 1_000)
        lines.append(f"  ping, median of {PINGS}: {statistics.median(pings):.2f} ms wall")
        began = time.perf_counter()
        for _ in range(8):
            read_pixels(ask_pixels(supervisor, data, max_edge=4032).result())
        lines.append(f"  12 MP as RGB to the window: {(time.perf_counter() - began) / 8 * 1_000:.0f} ms wall")
    before = os.times()
    with media_supervisor(workers=1, low_priority=False) as supervisor:
        supervisor.submit({"kind": "ping"}).result()
        jobs = [ask_examination(supervisor, data, file_name="a.jpg") for _ in range(PHOTOS)]
        for job in jobs:
            read_examination(job.result())
        began = time.perf_counter()
        supervisor.close()
        closing = (time.perf_counter() - began) * 1_000
    after = os.times()
    start = after.children_user + after.children_system - before.children_user - before.children_system
    parent = after.user + after.system - before.user - before.system
    cost = (start + parent) / PHOTOS * 1_000
    lines.append(f"  {PHOTOS} photos through one worker, start included: {cost:.0f} ms CPU each, both processes")
    lines.append(f"  ratio to the same in process {cost / in_process:.2f}; closed in {closing:.0f} ms")
    return lines


@pytest.mark.benchmark
def test_thumbnails(capsys):
    lines = measure()
    with capsys.disabled():
        print("\n" + "\n".join(lines))


if __name__ == "__main__":
    print("\n".join(measure()))
