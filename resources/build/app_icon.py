"""Draws the program's icon (the mark of the top bar) for Windows, macOS and Linux from tokens and Lucide data.

Run by a maintainer: python resources/build/app_icon.py
"""

import io
import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PIL import Image
from PySide6.QtCore import QBuffer, QRectF, Qt
from PySide6.QtGui import QColor, QGuiApplication, QImage, QPainter, QPen

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "desktop"))

from evidence_board.ui.theme.icon_paths import icon_path  # noqa: E402

OUT = ROOT / "resources" / "icons"
ACCENT = "#4338CA"


def draw(size: int) -> Image.Image:
    """Return the mark at a size in pixels."""
    image = QImage(size, size, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        margin = size * 0.06
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(ACCENT))
        side = size - 2 * margin
        painter.drawRoundedRect(QRectF(margin, margin, side, side), size * 0.2, size * 0.2)
        scale = size * 0.56 / 24
        painter.translate(size * 0.22, size * 0.22)
        painter.scale(scale, scale)
        pen = QPen(QColor("white"), 2.0)
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
        pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(icon_path("waypoints"))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return Image.open(io.BytesIO(bytes(buffer.data().data())))


def main() -> None:
    """Write the three files."""
    app = QGuiApplication.instance() or QGuiApplication([])
    sizes = [16, 24, 32, 48, 64, 128, 256]
    drawn = {size: draw(size) for size in [*sizes, 512, 1024]}
    drawn[256].save(OUT / "evidence-board.png")
    drawn[256].save(OUT / "evidence-board.ico", sizes=[(s, s) for s in sizes], append_images=[drawn[s] for s in sizes])
    drawn[1024].save(OUT / "evidence-board.icns", append_images=[drawn[s] for s in (32, 64, 128, 256, 512)])
    app.quit()


if __name__ == "__main__":
    main()
