"""Every base widget paints in both themes and both directions, at every text size, without a Qt warning."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from evidence_board.ui.widgets.buttons import Button
from evidence_board.ui.widgets.check_box import CheckBox
from evidence_board.ui.widgets.chip import Chip
from evidence_board.ui.widgets.combo_box import ComboBox
from evidence_board.ui.widgets.date_time_field import DateTimeField
from evidence_board.ui.widgets.elided_label import ElidedLabel
from evidence_board.ui.widgets.empty_state import EmptyState
from evidence_board.ui.widgets.icon_button import IconButton
from evidence_board.ui.widgets.key_hint import KeyHint
from evidence_board.ui.widgets.kind_mark import KindMark
from evidence_board.ui.widgets.kind_row import KindRow
from evidence_board.ui.widgets.level_badge import LevelBadge
from evidence_board.ui.widgets.number_field import NumberField
from evidence_board.ui.widgets.pane_header import PaneHeader
from evidence_board.ui.widgets.popover import Popover
from evidence_board.ui.widgets.progress_split import ProgressSplit
from evidence_board.ui.widgets.radio_button import RadioButton
from evidence_board.ui.widgets.search_field import SearchField
from evidence_board.ui.widgets.section import Section
from evidence_board.ui.widgets.segmented import Segmented
from evidence_board.ui.widgets.sheet import Sheet
from evidence_board.ui.widgets.splitter import Splitter
from evidence_board.ui.widgets.toast import Toast


def button(theme):
    return Button("New case", theme=theme, kind="primary", icon="folder-plus", key="Ctrl+N")


def combo_box(theme):
    made = ComboBox(name="Group", theme=theme)
    made.addItems(["By place", "By date"])
    return made


def pane_header(theme):
    made = PaneHeader("Media", theme=theme, icon="images", note="15 of 48")
    made.add_control(IconButton("maximize-2", name="Maximise", theme=theme))
    return made


def popover(theme):
    holder = QWidget()
    made = Popover(holder, name="Level", theme=theme)
    made.body.addWidget(CheckBox("Taken", theme=theme))
    made.holder = holder
    return made


def rail_tile(theme):
    made = KindRow("Not placed yet", theme=theme, icon="map-pin-off", count=9, badge=True)
    made.set_compact(True)
    return made


def section(theme):
    made = Section("Where", theme=theme)
    made.add_command("pencil", name="Edit")
    made.set_count("6")
    made.add_field("Place", ElidedLabel("Tartus, breakwater", theme=theme, role="small"))
    return made


def segmented(theme):
    made = Segmented(name="View", theme=theme)
    made.add("grid", icon="layout-grid", name="Grid")
    made.add("list", icon="list", name="List")
    return made


def sheet(theme):
    holder = QWidget()
    holder.resize(700, 300)
    made = Sheet(holder, title="Importing 48 files", theme=theme)
    made.show_foot()
    made.open_sheet()
    made.holder = holder
    return made


def splitter(theme):
    made = Splitter(Qt.Orientation.Horizontal, theme=theme)
    made.addWidget(KindMark("unit", theme=theme))
    made.addWidget(KindMark("person", theme=theme))
    return made


def toast(theme):
    holder = QWidget()
    holder.resize(700, 300)
    made = Toast(holder, theme=theme)
    made.announce("M-014 placed", action="Undo")
    made.holder = holder
    return made


WIDGETS = {
    "button": button,
    "quiet button": lambda theme: Button("Group by place", theme=theme, kind="quiet", chevron=True),
    "link": lambda theme: Button("Pause", theme=theme, kind="link"),
    "check box": lambda theme: CheckBox("Blur faces", theme=theme, checked=True),
    "filter chip": lambda theme: Chip("In map view", theme=theme, look="filter", icon="map"),
    "entity chip": lambda theme: Chip("أبو ليث", theme=theme, look="entity", kind="person"),
    "tag chip": lambda theme: Chip("selfie", theme=theme),
    "combo box": combo_box,
    "date field": lambda theme: DateTimeField(name="Taken", theme=theme),
    "elided label": lambda theme: ElidedLabel("«Тартус, всем привет!»", theme=theme),
    "empty state": lambda theme: EmptyState(
        icon="map-pin", title="No photo", sentence="Drag one.", theme=theme, action="Place", key="G"
    ),
    "icon button": lambda theme: IconButton("pin", name="Pin", theme=theme),
    "key hint": lambda theme: KeyHint("Ctrl+K", theme=theme),
    "kind mark": lambda theme: KindMark("event", theme=theme),
    "media mark": lambda theme: KindMark("media", theme=theme),
    "kind row": lambda theme: KindRow("Places", theme=theme, kind="location", count=7),
    "warning row": lambda theme: KindRow("Look", theme=theme, icon="triangle-alert", count=3, tone="warn"),
    "rail tile": rail_tile,
    "level badge": lambda theme: LevelBadge("refuted", theme=theme, place=True),
    "number field": lambda theme: NumberField(name="Radius", theme=theme, low=0, high=9, unit=" m"),
    "pane header": pane_header,
    "popover": popover,
    "progress": lambda theme: ProgressSplit(theme=theme),
    "radio button": lambda theme: RadioButton("UTC", theme=theme, checked=True),
    "search field": lambda theme: SearchField("Filter this list", theme=theme, key="F"),
    "section": section,
    "segmented": segmented,
    "sheet": sheet,
    "splitter": splitter,
    "toast": toast,
}


def picture(widget):
    widget.resize(widget.sizeHint().expandedTo(widget.minimumSizeHint()))
    return widget.grab().toImage().convertToFormat(QImage.Format.Format_ARGB32)


def colours(image):
    pixels = bytes(image.constBits())
    return len({pixels[at : at + 4] for at in range(0, len(pixels), 4)})


@pytest.mark.parametrize("name", WIDGETS)
def test_widget_paints_in_every_theme_direction_and_size(qapp, qtbot, theme, name):
    seen = {}
    for mode in ("light", "dark"):
        for direction in (Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft):
            theme.mode = mode
            qapp.setLayoutDirection(direction)
            widget = WIDGETS[name](theme)
            qtbot.addWidget(widget)
            seen[mode, direction] = picture(widget)
            assert colours(seen[mode, direction]) > 1
            for state in (False, True):
                widget.setEnabled(state)
                picture(widget)
            theme.text_scale = 1.5
            picture(widget)
            theme.text_scale = 1.0
            getattr(widget, "holder", widget).hide()
    left_to_right = Qt.LayoutDirection.LeftToRight
    assert seen["light", left_to_right] != seen["dark", left_to_right]


@pytest.mark.parametrize("name", [name for name in WIDGETS if name not in ("splitter",)])
def test_widget_has_an_accessible_name(qtbot, theme, name):
    widget = WIDGETS[name](theme)
    qtbot.addWidget(widget)
    assert widget.accessibleName()
    getattr(widget, "holder", widget).hide()
