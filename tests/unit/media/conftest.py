"""Small real files of every format, made on the spot."""

import io

import pytest
from PIL import Image

SAVED_AS = {
    "image/jpeg": ("JPEG", {"quality": 92}),
    "image/png": ("PNG", {}),
    "image/webp": ("WEBP", {"quality": 92}),
    "image/gif": ("GIF", {}),
    "image/tiff": ("TIFF", {}),
    "image/bmp": ("BMP", {}),
    "image/heic": ("HEIF", {"quality": 92}),
    "image/avif": ("AVIF", {"quality": 92}),
}
CORNERS = {"red": (220, 30, 30), "green": (30, 180, 30), "blue": (30, 30, 220), "white": (240, 240, 240)}


def _quarters(width, height):
    """Red and green above, blue and white below: every turn and mirror looks different."""
    image = Image.new("RGB", (width, height))
    middle = (width // 2, height // 2)
    image.paste(CORNERS["red"], (0, 0, *middle))
    image.paste(CORNERS["green"], (middle[0], 0, width, middle[1]))
    image.paste(CORNERS["blue"], (0, middle[1], middle[0], height))
    image.paste(CORNERS["white"], (*middle, width, height))
    return image


@pytest.fixture
def quarters():
    return _quarters


@pytest.fixture
def encoded():
    """Encode an image as a media type."""
    import pillow_heif

    pillow_heif.register_heif_opener()

    def encode(image, media_type="image/jpeg", **options):
        name, usual = SAVED_AS[media_type]
        file = io.BytesIO()
        image.save(file, name, **{**usual, **options})
        return file.getvalue()

    return encode


@pytest.fixture
def corner_colours():
    """Name the colour in each corner of a JPEG or image: top left, top right, bottom left, bottom right."""

    def name(picture):
        image = picture if isinstance(picture, Image.Image) else Image.open(io.BytesIO(picture))
        image = image.convert("RGB")
        right, bottom = image.width - 1, image.height - 1
        near = min(4, right // 4), min(4, bottom // 4)
        places = [
            (near[0], near[1]),
            (right - near[0], near[1]),
            (near[0], bottom - near[1]),
            (right - near[0], bottom - near[1]),
        ]
        return [_nearest(image.getpixel(place)) for place in places]

    return name


def _nearest(pixel):
    return min(
        CORNERS,
        key=lambda name: sum((a - b) ** 2 for a, b in zip(pixel, CORNERS[name], strict=True)),
    )


@pytest.fixture(scope="session")
def clip():
    """Make a short video whose red grows from frame to frame, a blue square at the top left."""
    import av
    import numpy as np

    def make(container="mp4", codec="h264", *, frames=30, fps=10, size=(320, 240), pixels="yuv420p"):
        file = io.BytesIO()
        with av.open(file, "w", format=container) as output:
            stream = output.add_stream(codec, rate=fps)
            stream.width, stream.height = size
            stream.pix_fmt = pixels
            for number in range(frames):
                picture = np.zeros((size[1], size[0], 3), np.uint8)
                picture[..., 0] = number * 255 // frames
                picture[: size[1] // 2, : size[0] // 2, 2] = 255
                output.mux(stream.encode(av.VideoFrame.from_ndarray(picture)))
            output.mux(stream.encode())
        return file.getvalue()

    return make
