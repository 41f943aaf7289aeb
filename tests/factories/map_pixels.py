"""Where something of a colour lies in a tile, and where it should."""

import numpy as np

from evidence_board.geo.mercator import to_world


def rgba(tile):
    bgra = np.frombuffer(tile.data, dtype=np.uint8).reshape(tile.height, tile.width, 4)
    return bgra[..., [2, 1, 0, 3]]


def red_centre(tile):
    """Mean place of what is red, in pixels from the top left corner."""
    pixels = rgba(tile).astype(int)
    rows, columns = np.nonzero((pixels[..., 0] > 120) & (pixels[..., 1] < 100) & (pixels[..., 3] > 120))
    assert len(rows), "nothing red in the tile"
    return float(columns.mean() + 0.5), float(rows.mean() + 0.5)


def pixel_of(z, x, y, place, *, px=256):
    across, down = to_world(*place)
    return (across * 2**z - x) * px, (down * 2**z - y) * px
