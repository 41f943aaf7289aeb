"""Writes a proof plate as PNG or PDF. Neither holds a name, path, clock or zone of the computer it was made on."""

import re
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QSizeF
from PySide6.QtGui import QImage, QImageWriter, QPageLayout, QPageSize, QPainter, QPdfWriter

from evidence_board.exports.aside import file_aside
from evidence_board.ui.plate.plate_layout import HEIGHT, WIDTH

__all__ = ["pdf_bytes", "plate_image", "png_bytes", "write_plate"]

_SCALE, _DPI = 2.0, 300
_A4_ACROSS = QSizeF(297, 297 * HEIGHT / WIDTH)
#: What Qt writes of the moment and the zone; replaced by as many characters, so that no offset of the file moves.
_DATE = re.compile(rb"D:\d{14}(?:Z|[+-]\d\d'\d\d'?)?")
_XMP_DATE = re.compile(rb'(?<=[">])\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:Z|[+-]\d\d:\d\d)?(?=["<])')
_NO_DATE = b"D:20000101000000+00'00'"
_NO_XMP_DATE = b"2000-01-01T00:00:00+00:00"

Paint = Callable[[QPainter], None]


def plate_image(paint: Paint, *, scale: float = _SCALE) -> QImage:
    """Return the page as an image of `scale` pixels for each of its own."""
    image = QImage(round(WIDTH * scale), round(HEIGHT * scale), QImage.Format.Format_RGB32)
    painter = QPainter(image)
    painter.scale(scale, scale)
    paint(painter)
    painter.end()
    return image


def png_bytes(paint: Paint) -> bytes:
    """Return the page as a PNG with nothing in it but pixels and their size."""
    image = plate_image(paint)
    for key in image.textKeys():
        image.setText(key, "")
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, b"png").write(image)
    return bytes(buffer.data().data())


def pdf_bytes(paint: Paint, *, title: str) -> bytes:
    """Return the page as a PDF of A4 across, its texts as texts.

    Args:
        paint: draws it.
        title: of the document.
    """
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(title)
    writer.setCreator("Evidence Board")
    writer.setResolution(_DPI)
    size = QPageSize(_A4_ACROSS, QPageSize.Unit.Millimeter)
    writer.setPageLayout(QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF(0, 0, 0, 0)))
    painter = QPainter(writer)
    scale = writer.width() / WIDTH
    painter.scale(scale, scale)
    paint(painter)
    painter.end()
    found = bytes(buffer.data().data())
    found = _DATE.sub(lambda match: _NO_DATE[: len(match.group())].ljust(len(match.group()), b"0"), found)
    return _XMP_DATE.sub(lambda match: _NO_XMP_DATE[: len(match.group())].ljust(len(match.group()), b"0"), found)


def write_plate(path: Path, data: bytes) -> None:
    """Write a plate where a person said; what was there is replaced, as the dialog asked.

    Raises:
        OSError: it cannot be written.
    """
    with file_aside(path, overwrite=True) as aside:
        aside.write_bytes(data)
