"""GeoTIFF, world files and pinned pictures: a known coordinate falls on the known pixel."""

import io
import math

import numpy as np
import pytest
import tifffile
from PIL import Image
from pyproj import CRS, Transformer
from tests.factories.map_files import MARK, MARK_COLOUR
from tests.factories.map_pixels import pixel_of, red_centre

from evidence_board.geo.layers.pinning import Pin, fit_pins
from evidence_board.geo.layers.problems import LayerError
from evidence_board.geo.mercator import to_geographic, to_world

SIZE = (600, 400)
RED_AT = (421, 137)
#: EPSG code -> width of a pixel, about 10 m, in its unit. The last one needs pyproj.
SCALES = {4326: 1e-4, 3857: 10.0, 32637: 10.0, 32636: 10.0, 3035: 10.0}


def marked(size=SIZE, at=RED_AT, *, wide=2):
    pixels = np.zeros((size[1], size[0], 3), dtype=np.uint8)
    pixels[...] = (10, 80, 10)
    pixels[at[1] - wide : at[1] + wide + 1, at[0] - wide : at[0] + wide + 1] = MARK_COLOUR[:3]
    return pixels


def corner_for(code, *, at=RED_AT, scale):
    """Where the top left corner lies, so that the middle of a pixel lies on the marked place."""
    x, y = Transformer.from_crs(4326, code, always_xy=True).transform(MARK[1], MARK[0])
    return x - (at[0] + 0.5) * scale, y + (at[1] + 0.5) * scale


def tags(code, *, scale, point=False, corner=None):
    west, north = corner or corner_for(code, scale=scale)
    if point:
        west, north = west + scale / 2, north - scale / 2
    model, key = (2, 2048) if code == 4326 else (1, 3072)
    keys = (1, 1, 0, 3, 1024, 0, 1, model, 1025, 0, 1, 2 if point else 1, key, 0, 1, code)
    return [
        (33550, "d", 3, (scale, scale, 0.0), True),
        (33922, "d", 6, (0.0, 0.0, 0.0, west, north, 0.0), True),
        (34735, "H", len(keys), keys, True),
    ]


def off_by(source, place=MARK, *, z=None):
    """How far the mark is from where it belongs, in pixels of a level."""
    z = source.facts.max_zoom if z is None else z
    across, down = to_world(*place)
    x, y = int(across * 2**z), int(down * 2**z)
    found, wanted = red_centre(source.tile(z, x, y).result(60)), pixel_of(z, x, y, place)
    return math.hypot(found[0] - wanted[0], found[1] - wanted[1])


@pytest.mark.parametrize("code", SCALES)
@pytest.mark.parametrize("point", [False, True], ids=["area", "point"])
def test_geotiff_in_each_projection(tmp_path, opened, code, point):
    path = tmp_path / "a.tif"
    extratags = tags(code, scale=SCALES[code], point=point)
    tifffile.imwrite(path, marked(), photometric="rgb", tile=(128, 128), compression="zlib", extratags=extratags)
    source = opened(path)
    facts = source.facts
    assert (facts.kind, facts.pixels, facts.width, facts.height) == ("geotiff", True, 600, 400)
    assert facts.options["crs"] == f"EPSG:{code}"
    assert off_by(source) <= 1.0
    assert off_by(source, z=facts.max_zoom - 1) <= 1.0
    assert facts.bounds.south < MARK[0] < facts.bounds.north
    assert source.tile(facts.max_zoom, 0, 0).result(60) is None


@pytest.mark.parametrize(
    ("packing", "tiled"),
    [
        (None, True),
        ("zlib", True),
        (None, False),
        ("zlib", False),
        ("lzw", False),
        ("jpeg", False),
        ("packbits", False),
    ],
)
def test_geotiff_packed_in_each_way(tmp_path, opened, packing, tiled):
    path = tmp_path / "a.tif"
    extratags = tags(3857, scale=10.0)
    if packing in (None, "zlib"):
        more = {"tile": (128, 128)} if tiled else {"rowsperstrip": 64}
        tifffile.imwrite(path, marked(), photometric="rgb", compression=packing, extratags=extratags, **more)
    else:
        from PIL.TiffImagePlugin import ImageFileDirectory_v2

        told = ImageFileDirectory_v2()
        for code, form, _, values, _ in extratags:
            told.tagtype[code] = {"d": 12, "H": 3}[form]
            told[code] = values
        name = {"lzw": "tiff_lzw", "jpeg": "jpeg", "packbits": "packbits"}[packing]
        Image.fromarray(marked()).save(path, compression=name, tiffinfo=told)
    assert off_by(opened(path)) <= 1.0


@pytest.mark.parametrize("form", ["jpeg-ycbcr", "jpeg-rgb", "webp", "lzw"])
def test_tiles_that_only_libtiff_unpacks(tmp_path, opened, form):
    path = tmp_path / "a.tif"
    whole = np.zeros((512, 768, 3), dtype=np.uint8)
    whole[:400, :600] = marked(wide=6)

    def packed():
        for top in range(0, 512, 256):
            for left in range(0, 768, 256):
                image = Image.fromarray(whole[top : top + 256, left : left + 256])
                made = io.BytesIO()
                if form == "lzw":
                    image.save(made, "TIFF", compression="tiff_lzw", tiffinfo={278: 256})
                    with tifffile.TiffFile(io.BytesIO(made.getvalue())) as inner:
                        (at,), (length,) = inner.pages[0].dataoffsets, inner.pages[0].databytecounts
                    yield made.getvalue()[at : at + length]
                elif form == "webp":
                    image.save(made, "WEBP", lossless=True)
                    yield made.getvalue()
                else:
                    rgb = form == "jpeg-rgb"
                    image.save(made, "JPEG", quality=95, keep_rgb=rgb, subsampling=0 if rgb else 2)
                    yield made.getvalue()

    tifffile.imwrite(path, packed(), shape=whole.shape, dtype=np.uint8, tile=(256, 256), compression="zlib",
                     photometric="rgb", extratags=tags(3857, scale=10.0))  # fmt: skip
    # The writer packs none of these itself: it took the bytes as they are, now they get their name.
    with tifffile.TiffFile(path, mode="r+b") as file:
        found = file.pages[0].tags
        found[259].overwrite({"lzw": 5, "webp": 50001}.get(form, 7))
        if form == "jpeg-ycbcr":
            found[262].overwrite(6)
    assert off_by(opened(path)) <= 1.0


def test_overviews_are_used_and_agree(tmp_path, opened):
    path = tmp_path / "cog.tif"
    whole = marked((2048, 2048), (1301, 707), wide=20)
    corner = corner_for(3857, at=(1301, 707), scale=5.0)
    with tifffile.TiffWriter(path) as writer:
        writer.write(whole, photometric="rgb", tile=(256, 256), compression="zlib",
                     extratags=tags(3857, scale=5.0, corner=corner))  # fmt: skip
        for step in (2, 4, 8):
            writer.write(whole[::step, ::step], photometric="rgb", tile=(256, 256), compression="zlib", subfiletype=1)
    source = opened(path)
    for z in range(source.facts.max_zoom - 5, source.facts.max_zoom + 1):
        assert off_by(source, z=z) <= 1.0


def test_large_picture_without_overviews_shows_at_every_level(tmp_path, opened):
    path = tmp_path / "large.tif"
    whole = marked((5000, 3000), (2500, 1500), wide=120)
    corner = corner_for(32637, at=(2500, 1500), scale=2.0)
    tifffile.imwrite(path, whole, photometric="rgb", rowsperstrip=32, extratags=tags(32637, scale=2.0, corner=corner))
    source = opened(path)
    for z in range(source.facts.max_zoom - 6, source.facts.max_zoom - 2):
        assert off_by(source, z=z) <= 1.0


@pytest.mark.parametrize("form", ["grey", "grey16", "float", "rgba", "palette", "planes"])
def test_values_of_each_kind_become_colours(tmp_path, opened, form):
    path = tmp_path / "a.tif"
    ramp = np.tile(np.linspace(0, 1, 256), (256, 1))
    extratags = tags(3857, scale=10.0, corner=corner_for(3857, at=(128, 128), scale=10.0))
    more = {"photometric": "minisblack"}
    match form:
        case "grey":
            data = (ramp * 255).astype(np.uint8)
        case "grey16":
            data = (ramp * 4000 + 100).astype(np.uint16)
        case "float":
            data = (ramp * 900 - 40).astype(np.float32)
            data[:10] = np.nan
        case "rgba":
            data = np.dstack([(ramp * 255).astype(np.uint8)] * 3 + [np.full((256, 256), 255, np.uint8)])
            more = {"photometric": "rgb", "extrasamples": ["unassalpha"]}
        case "palette":
            data = (ramp * 255).astype(np.uint8)
            more = {"photometric": "palette", "colormap": np.tile(np.arange(256, dtype=np.uint16) * 257, (3, 1))}
        case "planes":
            data = np.stack([(ramp * 255).astype(np.uint8)] * 3)
            more = {"photometric": "rgb", "planarconfig": "separate"}
    tifffile.imwrite(path, data, extratags=extratags, **more)
    source = opened(path)
    z = source.facts.max_zoom
    across, down = to_world(*MARK)
    tile = source.tile(z, int(across * 2**z), int(down * 2**z)).result(60)
    pixels = np.frombuffer(tile.data, dtype=np.uint8).reshape(256, 256, 4)
    grey = pixels[pixels[..., 3] == 255][:, 0].astype(int)
    assert grey.max() - grey.min() > 60


def test_places_without_values_are_clear(tmp_path, opened):
    path = tmp_path / "a.tif"
    data = np.full((64, 64), 7, dtype=np.uint8)
    data[:, :32] = 0
    extratags = [*tags(3857, scale=1000.0, corner=corner_for(3857, at=(32, 32), scale=1000.0))]
    extratags.append((42113, "s", 2, "0", True))
    tifffile.imwrite(path, data, photometric="minisblack", extratags=extratags)
    source = opened(path)
    z = source.facts.max_zoom
    across, down = to_world(*MARK)
    tile = source.tile(z, int(across * 2**z), int(down * 2**z)).result(60)
    alpha = np.frombuffer(tile.data, dtype=np.uint8).reshape(256, 256, 4)[..., 3]
    assert set(np.unique(alpha)) >= {0, 255}


def test_geotiff_that_cannot_be_placed_is_refused_in_words(tmp_path, refused, opened):
    path = tmp_path / "other.tif"
    tifffile.imwrite(path, marked(), photometric="rgb", extratags=tags(3857, scale=10.0)[:2])
    assert "where on Earth" in refused(path, kind="geotiff")
    unknown = tags(3857, scale=10.0)
    unknown[2] = (34735, "H", 8, (1, 1, 0, 1, 3072, 0, 1, 12345), True)
    tifffile.imwrite(path, marked(), photometric="rgb", extratags=unknown)
    words = refused(path)
    assert "extra “projections”" in words and "gdalwarp" in words
    tifffile.imwrite(path, marked(), photometric="rgb")
    assert opened(path).facts.questions == ("points",)
    assert "where on Earth" in refused(path, kind="geotiff")


def world_file(path, code, *, scale, ending):
    west, north = corner_for(code, scale=scale)
    Image.fromarray(marked()).save(path)
    numbers = (scale, 0, 0, -scale, west + scale / 2, north - scale / 2)
    path.with_suffix(ending).write_text("\n".join(f"{one:.12f}" for one in numbers))
    return path


@pytest.mark.parametrize(
    ("name", "ending"), [("a.png", ".pgw"), ("a.tif", ".tfw"), ("a.png", ".wld"), ("a.bmp", ".WLD")]
)
def test_world_file_in_degrees(tmp_path, opened, name, ending):
    source = opened(world_file(tmp_path / name, 4326, scale=1e-4, ending=ending))
    assert source.facts.kind == ("geotiff" if name.endswith(".tif") else "image")
    assert source.facts.options["crs"] == "EPSG:4326"
    assert "crs_guessed" in source.facts.notes and off_by(source) <= 1.0


@pytest.mark.parametrize("code", [3857, 32637])
def test_world_file_in_metres_asks_and_then_lies_right(tmp_path, opened, code):
    path = world_file(tmp_path / "a.png", code, scale=10.0, ending=".pgw")
    asked = opened(path)
    assert asked.facts.questions == ("crs",) and asked.tile(10, 0, 0).result(60) is None
    source = opened(path, options={**asked.facts.options, "crs": f"EPSG:{code}"})
    assert not source.facts.questions and off_by(source) <= 1.0
    # A copy in the case has no file beside it: its options are enough.
    path.with_suffix(".pgw").unlink()
    again = opened(path, kind="image", options=source.facts.options)
    assert off_by(again) <= 1.0


def test_prj_beside_a_world_file_answers(tmp_path, opened):
    path = world_file(tmp_path / "a.png", 32637, scale=10.0, ending=".pgw")
    path.with_suffix(".prj").write_text(
        'PROJCS["WGS_1984_UTM_Zone_37N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137,298.25]]]]'
    )
    source = opened(path)
    assert source.facts.options["crs"] == "EPSG:32637" and off_by(source) <= 1.0


def test_aux_xml_beside_a_picture_is_enough(tmp_path, opened):
    """GDAL writes place and coordinate system of a picture into one file behind its whole name."""
    scale = 10.0
    west, north = corner_for(32637, scale=scale)
    Image.fromarray(marked()).save(tmp_path / "a.png")
    words = CRS.from_epsg(32637).to_wkt("WKT1_GDAL").replace('"', "&quot;")
    place = f"<GeoTransform>{west!r}, {scale}, 0, {north!r}, 0, -{scale}</GeoTransform>"
    (tmp_path / "a.png.aux.xml").write_text(f"<PAMDataset><SRS>{words}</SRS>{place}</PAMDataset>")
    source = opened(tmp_path / "a.png")
    assert source.facts.options["crs"] == "EPSG:32637" and off_by(source) <= 1.0
    # A copy in the case has no file beside it: its options are enough.
    (tmp_path / "a.png.aux.xml").unlink()
    assert off_by(opened(tmp_path / "a.png", kind="image", options=source.facts.options)) <= 1.0


@pytest.mark.parametrize("text", ["<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>", "<PAMDataset><GeoTransform>1,2", "x"])
def test_a_broken_aux_xml_leaves_a_picture_to_be_pinned(tmp_path, opened, text):
    Image.fromarray(marked()).save(tmp_path / "a.png")
    (tmp_path / "a.png.aux.xml").write_text(text)
    assert opened(tmp_path / "a.png").facts.questions == ("points",)


def test_a_prj_without_a_number_is_read_by_its_words(tmp_path, opened):
    """The words of ESRI for SK-42 have no number of EPSG; the layer keeps them, for a copy without the file."""
    path = world_file(tmp_path / "a.png", 28407, scale=10.0, ending=".pgw")
    path.with_suffix(".prj").write_text(CRS.from_epsg(28407).to_wkt("WKT1_ESRI"))
    source = opened(path)
    assert source.facts.options["crs"].startswith("PROJCS[") and off_by(source) <= 1.0
    path.with_suffix(".prj").unlink()
    assert off_by(opened(path, kind="image", options=source.facts.options)) <= 1.0


@pytest.mark.parametrize("text", ["", "1 2 3", "a b c d e f", "0 0 0 0 0 0", "nan 0 0 1 1 1", "1e400 0 0 -1 0 0"])
def test_broken_world_files_are_refused_in_words(tmp_path, refused, text):
    path = world_file(tmp_path / "a.png", 4326, scale=1e-4, ending=".pgw")
    path.with_suffix(".pgw").write_text(text)
    assert "six numbers" in refused(path)


def turned(column, row, *, angle=0.4, scale=2e-7):
    """A place for a pixel of a picture that is turned and stretched."""
    x0, y0 = to_world(*MARK)
    x, y = (column - RED_AT[0] - 0.5) * scale * 1.3, (row - RED_AT[1] - 0.5) * scale
    return to_geographic(x0 + x * math.cos(angle) - y * math.sin(angle), y0 + x * math.sin(angle) + y * math.cos(angle))


def tilted(column, row):
    x0, y0 = to_world(*MARK)
    x, y = column - RED_AT[0] - 0.5, row - RED_AT[1] - 0.5
    reach = 1 + 4e-4 * x - 6e-4 * y
    return to_geographic(x0 + 2e-7 * x / reach, y0 + 2e-7 * y / reach)


def points(place, pixels):
    rows = []
    for column, row in pixels:
        latitude, longitude = place(column, row)
        rows.append({"x": column, "y": row, "latitude": latitude, "longitude": longitude})
    return rows


CORNERS = [(5, 9), (590, 20), (570, 380), (12, 391), (300, 200)]


@pytest.mark.parametrize(
    ("place", "warp", "count"), [(turned, "affine", 3), (turned, "affine", 5), (tilted, "projective", 5)]
)
def test_pinned_picture_lies_where_it_was_pinned(tmp_path, opened, place, warp, count):
    path = tmp_path / "satellite.png"
    Image.fromarray(marked()).save(path)
    source = opened(path, kind="image", options={"points": points(place, CORNERS[:count]), "warp": warp})
    assert source.facts.residuals_m == pytest.approx([0.0] * count, abs=0.01)
    assert off_by(source) <= 1.0


def test_a_wrong_pin_is_seen_in_its_residual():
    rows = points(turned, CORNERS)
    rows[4]["latitude"] += 0.001
    fit = fit_pins([Pin(**row) for row in rows])
    assert max(fit.residuals_m) == fit.residuals_m[4] > 50
    assert fit.rms_m < fit.residuals_m[4]


@pytest.mark.parametrize("pixels", [[(0, 0), (1, 1)], [(0, 0), (10, 10), (20, 20), (30, 30)], [(5, 5)] * 4])
def test_pins_that_do_not_span_the_picture_are_refused(pixels):
    with pytest.raises(LayerError, match="points"):
        fit_pins([Pin(**row) for row in points(turned, pixels)])


def test_picture_to_be_pinned_is_given_upright(tmp_path, opened):
    path = tmp_path / "phone.jpg"
    image = Image.fromarray(marked())
    exif = Image.Exif()
    exif[0x0112] = 6
    image.save(path, exif=exif)
    source = opened(path, kind="image")
    assert source.facts.questions == ("points",) and (source.facts.width, source.facts.height) == (400, 600)
    shown = source.picture(max_edge=300).result(60)
    assert (shown.width, shown.height) == (200, 300)


def test_pictures_that_are_none_are_refused(tmp_path, refused):
    path = tmp_path / "a.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + b"\0" * 100)
    assert "no picture" in refused(path)
    big = tmp_path / "big.png"
    Image.new("1", (13_000, 13_000)).save(big)
    assert "larger than can be shown" in refused(big)
