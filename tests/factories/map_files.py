"""Files of maps, made from nothing: tiles whose pixels say where they lie, so that alignment can be measured."""

import io
import sqlite3
from pathlib import Path

from PIL import Image

from evidence_board.geo.mercator import to_world

#: A place that every map of the tests marks, and the side of its mark in pixels of the deepest tile.
MARK = (34.8890, 35.8860)
MARK_COLOUR = (255, 0, 0, 255)
GROUND = (0, 80, 0, 255)


def marked_tile(z: int, x: int, y: int, *, px: int = 256, mark=MARK) -> Image.Image:
    """A tile in one colour, with a single red pixel where the marked place lies, if it lies in it."""
    image = Image.new("RGBA", (px, px), GROUND)
    across, down = to_world(*mark)
    left, top = (across * 2**z - x) * px, (down * 2**z - y) * px
    if 0 <= left < px and 0 <= top < px:
        image.putpixel((int(left), int(top)), MARK_COLOUR)
    return image


def tile_of(z: int, *, place=MARK) -> tuple[int, int]:
    across, down = to_world(*place)
    return int(across * 2**z), int(down * 2**z)


def picture_bytes(image: Image.Image, form: str = "PNG") -> bytes:
    made = io.BytesIO()
    image.convert("RGB" if form == "JPEG" else "RGBA").save(
        made, form, **({"lossless": True} if form == "WEBP" else {})
    )
    return made.getvalue()


def write_mbtiles(path: Path, tiles: dict, *, metadata: dict | None, view: bool = False, index: bool = True) -> Path:
    """Write an MBTiles file; `tiles` has XYZ addresses as keys. With `view` its tiles are one, as tippecanoe makes."""
    database = sqlite3.connect(path)
    if metadata is not None:
        database.execute("CREATE TABLE metadata (name text, value text)")
        database.executemany("INSERT INTO metadata VALUES (?, ?)", metadata.items())
    if view:
        database.execute("CREATE TABLE map (zoom_level INTEGER, tile_column INTEGER, tile_row INTEGER, tile_id TEXT)")
        database.execute("CREATE TABLE images (tile_data blob, tile_id text)")
        for at, ((z, x, y), data) in enumerate(tiles.items()):
            database.execute("INSERT INTO map VALUES (?, ?, ?, ?)", (z, x, 2**z - 1 - y, str(at)))
            database.execute("INSERT INTO images VALUES (?, ?)", (data, str(at)))
        database.execute("CREATE UNIQUE INDEX map_index ON map (zoom_level, tile_column, tile_row)")
        database.execute("CREATE UNIQUE INDEX images_id ON images (tile_id)")
        database.execute(
            "CREATE VIEW tiles AS SELECT map.zoom_level AS zoom_level, map.tile_column AS tile_column,"
            " map.tile_row AS tile_row, images.tile_data AS tile_data FROM map"
            " JOIN images ON images.tile_id = map.tile_id"
        )
    else:
        database.execute(
            "CREATE TABLE tiles (zoom_level integer, tile_column integer, tile_row integer, tile_data blob)"
        )
        database.executemany(
            "INSERT INTO tiles VALUES (?, ?, ?, ?)", [(z, x, 2**z - 1 - y, data) for (z, x, y), data in tiles.items()]
        )
        if index:
            database.execute("CREATE UNIQUE INDEX tile_index ON tiles (zoom_level, tile_column, tile_row)")
    database.commit()
    database.close()
    return path


def marked_tiles(zooms, *, px: int = 256, form: str = "PNG", around: int = 1) -> dict:
    """Tiles around the marked place, by XYZ address."""
    found = {}
    for z in zooms:
        column, row = tile_of(z)
        for x in range(max(0, column - around), min(2**z, column + around + 1)):
            for y in range(max(0, row - around), min(2**z, row + around + 1)):
                found[z, x, y] = picture_bytes(marked_tile(z, x, y, px=px), form)
    return found
