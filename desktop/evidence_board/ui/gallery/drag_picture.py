"""What hangs at the pointer while files are dragged: the first thumbnail and how many there are."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPixmap

from evidence_board.ui.gallery.cell_pictures import cover_part
from evidence_board.ui.i18n import number
from evidence_board.ui.theme import Theme
from evidence_board.ui.theme.icons import draw_icon
from evidence_board.ui.thumbnails import Thumbnails
from evidence_board.ui.widgets.painting import draw_box, draw_text

__all__ = ["drag_picture"]

_SIZE, _STEP, _MARGIN = QSize(80, 60), 4, 10


def drag_picture(item_ids: list[str], thumbnails: Thumbnails, theme: Theme) -> QPixmap:
    """Return a picture of 80 by 60 px with the number of files at its corner when there are several."""
    behind = min(len(item_ids), 3) - 1
    width = _SIZE.width() + behind * _STEP + 2 * _MARGIN
    pixmap = QPixmap(width, _SIZE.height() + behind * _STEP + 2 * _MARGIN)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    for layer in range(behind, -1, -1):
        box = QRect(_MARGIN + layer * _STEP, _MARGIN + layer * _STEP, _SIZE.width(), _SIZE.height())
        image = thumbnails.peek(item_ids[layer])
        draw_box(painter, box, radius=4, fill=theme.color("sunken"), border=theme.color("line2"))
        if image is not None:
            inner = box.adjusted(2, 2, -2, -2)
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(inner, image, cover_part(image.size(), inner.width(), inner.height()))
        else:
            spot = QRect(0, 0, 24, 24)
            spot.moveCenter(box.center())
            draw_icon(painter, "image", spot, theme.color("text3"))
    if len(item_ids) > 1:
        figure = number(len(item_ids))
        font = theme.font("caption", tabular=True, weight=600)
        wide = max(20, round(theme.metrics("caption", tabular=True, weight=600).horizontalAdvance(figure)) + 10)
        badge = QRect(width - wide, 0, wide, 20)
        draw_box(painter, badge, radius=10, fill=theme.color("accent"))
        centre = Qt.AlignmentFlag.AlignCenter
        draw_text(painter, badge, figure, font=font, colour=theme.color("onAccent"), align=centre)
    painter.end()
    return pixmap
